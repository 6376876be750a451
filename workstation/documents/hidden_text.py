"""Whether a hidden text layer reads as words. It is judged by its own characters alone: no picture is recognised here."""

import re
from collections import defaultdict
from functools import cache
from typing import Final

_HANZI: Final = re.compile("[\u3400-\u9fff]")
_RUN: Final = re.compile("[\u3400-\u9fff]+")
_LATIN: Final = re.compile(r"[!-~]*[A-Za-z][!-~]*")
# a capital behind a small letter, a digit between letters, a mark within a word
_TANGLED: Final = re.compile(r"[a-z][A-Z]|[A-Za-z]\d+[A-Za-z]|[A-Za-z]\d*[\"<>|\\~^{}=*!?]+[A-Za-z]|[a-z]\d")
_UNMAPPED: Final = re.compile("[\ue000-\uf8ff\ufffd\x01-\x08\x0e-\x1b]")
# national standards by their encoding, and the lead bytes of their first level, the common hanzi
_STANDARDS: Final = (
    ("gb2312", range(0xB0, 0xD8)),
    ("big5", range(0xA4, 0xC7)),
    ("shift_jis", range(0x88, 0x98)),
)
_FEWEST: Final = 40  # hanzi, or words, under which a share says nothing
_IN_A_NAME: Final = 2  # neighbours
# limits, measured: no page of 1,800 in plain business Chinese and English comes near them
_LACKING: Final = 0.2
_MISPLACED: Final = 0.01
_TANGLES: Final = 0.25


def is_doubtful(text: str) -> bool:
    """See `strangeness`. Too short a text is not judged, and so not doubted."""
    lacking, misplaced, tangled = strangeness(text)
    return lacking > _LACKING or misplaced > _MISPLACED or tangled > _TANGLES


def strangeness(text: str) -> tuple[float, float, float]:
    """Three shares, from 0 to 1: hanzi that a standard of everyday writing lacks, of all hanzi; rare hanzi that stand in
    many different words (a rare one in a name stands beside the same few, a common one that was recognised wrongly
    beside many); Latin words that nobody writes, and characters without a meaning, of all words."""
    hanzi = len(_HANZI.findall(text))
    lacking = misplaced = 0.0
    if hanzi >= _FEWEST:
        lacking, misplaced = min(_rare(text, *standard) for standard in _STANDARDS)
    words = _LATIN.findall(text)
    tangled = sum(_TANGLED.search(word) is not None for word in words) + len(_UNMAPPED.findall(text))
    total = len(words) + hanzi // 2
    return lacking / max(hanzi, 1), misplaced / max(hanzi, 1), tangled / total if total >= _FEWEST else 0.0


def _rare(text: str, encoding: str, common: range) -> tuple[int, int]:
    """How many hanzi the standard lacks, and how many different neighbours each has that is none of its common ones,
    beyond those of a name, on the side where it has fewer."""
    before, behind = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    lacking = 0
    for run in _RUN.findall(text):
        for at, char in enumerate(run):
            lead = _lead(char, encoding)
            lacking += not lead
            if lead not in common:
                before[char].add(run[max(0, at - 1) : at])
                behind[char].add(run[at + 1 : at + 2])
    beside = (min(len(before[char]), len(behind[char])) for char in before)
    return lacking, sum(max(0, each - _IN_A_NAME) for each in beside)


@cache
def _lead(char: str, encoding: str) -> int:
    """The first byte of its code, which tells its level; 0 where it has none."""
    try:
        return char.encode(encoding)[0]
    except UnicodeEncodeError:
        return 0
