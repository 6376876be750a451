"""What the name and the path of a disclosed file tell: its number in the seller's index, and which earlier file it is like."""

import re
import unicodedata
from difflib import SequenceMatcher
from typing import Final

# "2.1 抵押合同", "03_借款合同", "（一）", "第3部分": numbers that lead a name
_NUMBER: Final = re.compile(r"^[\s（(\[【]*(?:第\s*)?(\d{1,3}(?:[.\-]\d{1,3})*)(?=\D|$)")
# what changes between two disclosures of one paper and says nothing of what it is
_MARKS: Final = re.compile(
    r"(?:[\s_\-（(\[【]*(?:v\d+|ver\d+|版本\d*|第?\d+版|终稿|定稿|修订稿?|更新|补充|最新|副本|copy|final|new|rev\d*)[）)\]】]*"
    r"|\s*[（(]\d[）)])+$",
    re.IGNORECASE,
)
_DATES: Final = re.compile(r"(?:19|20)\d{2}[年.\-_]?\d{1,2}[月.\-_]?(?:\d{1,2}日?)?")
_BLANKS: Final = re.compile(r"[\s_\-]+")
_LIKE: Final = 0.86
_LEAST: Final = 4  # characters: shorter names are alike by chance


def index_number(source_path: str) -> str | None:
    """The seller's number of a file, or of the nearest folder that has one: "2 抵押/2.1 抵押合同.pdf" is "2.1"."""
    for part in reversed(source_path.split("/")):
        found = _NUMBER.match(part)
        if found:
            return found[1].replace("-", ".")
    return None


def stem(name: str) -> str:
    """A name without its ending, its number, dates and marks of a version, in one width and case."""
    bare = unicodedata.normalize("NFKC", name).rpartition(".")[0] or name
    bare = _DATES.sub("", _NUMBER.sub("", bare))
    bare = _MARKS.sub("", bare)
    return _BLANKS.sub("", bare).strip("()[]（）【】.、").lower()


def similar_names(one: str, other: str) -> bool:
    """Whether two files may be two disclosures of one paper. Their numbers in the index may differ, other figures in
    their names may not: "抵押合同 1" and "抵押合同 2" are two contracts."""
    left, right = stem(one), stem(other)
    if min(len(left), len(right)) < _LEAST or re.findall(r"\d+", left) != re.findall(r"\d+", right):
        return False
    return left == right or SequenceMatcher(None, left, right).ratio() >= _LIKE
