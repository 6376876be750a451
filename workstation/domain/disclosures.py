"""What the name and the path of a disclosed file tell: its number in the seller's index, and which earlier file it is like."""

import re
import unicodedata
from difflib import SequenceMatcher
from typing import Final

# "2.1 抵押合同", "03_借款合同", "（一）", "第3部分": numbers that lead a name
_NUMBER: Final = re.compile(r"^[\s（(\[【]*(?:第\s*)?(\d{1,3}(?:[.\-]\d{1,3})*)(?=\D|$)")
# what changes between two disclosures of one paper and says nothing of what it is
_MARKS: Final = re.compile(
    r"(?:[\s_\-（(\[【]*(?:v\d+|ver\d+|版本\d*|第?\d+版|终稿|定稿|修订稿?|更新|补充|最新|副本|更正[版稿件]?|修正[版稿件]?|copy|final|new|corrected|amended|rev\d*)[）)\]】]*"
    r"|\s*[（(]\d[）)])+$",
    re.IGNORECASE,
)
# of these marks, those that say that the paper takes the place of an earlier one
_REVISED: Final = re.compile(
    r"(?:更正|修正|修订|更新|终稿|定稿|最新)[版稿件]?|(?<![a-z])(?:v(?:er)?[2-9]\d*|rev\d*|final|new|corrected|amended)(?![a-z])",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"(\d+)")
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


def revises(name: str, other: str) -> bool:
    """Whether a file says by its name that it takes the place of the `other`: one paper, and only it bears a mark such as
    更正版, 修订稿, v2 or "amended"."""
    one, same = stem(name), stem(other)
    if one != same or len(one) < _LEAST:
        return False
    return bool(_REVISED.search(_bare(name))) and not _REVISED.search(_bare(other))


def _bare(name: str) -> str:
    return unicodedata.normalize("NFKC", name).rpartition(".")[0] or name


def natural_order(path: str) -> tuple[tuple[tuple[int, int, str], ...], ...]:
    """A key that sorts paths as people number them: 附件2 before 附件10, whatever the width of the digits; the files of a folder
    before the folders in it, so that a paper comes before what a folder 更正 has of it."""
    *folders, name = unicodedata.normalize("NFKC", path).casefold().split("/")
    bare, _, ending = name.rpartition(".")
    parts = (*folders, bare or name, ending)  # 附件.pdf before 附件2.pdf
    keys = [
        tuple((0, int(run), "") if run.isdecimal() else (1, 0, run) for run in _DIGITS.split(part) if run)
        for part in parts
    ]
    return (*(((2, 0, ""), *key) for key in keys[:-2]), *keys[-2:])
