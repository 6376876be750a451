"""What changed between two versions of a document, page by page; and where a cited passage stands now."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from workstation.domain.pages import PageText, Quote
from workstation.domain.quotes import find_quote, folded, shared_length

_TOKEN: Final = re.compile(r"[\d][\d,.]*|[^\W\d_\u4e00-\u9fff]+|[^\s]", re.UNICODE)
_TOKENS: Final = 5000  # beyond this a page is compared line by line
_LIKE: Final = 0.35  # of the pieces of a page: below this it is another page
_PIECE: Final = 3  # characters
_SHOWN: Final = 60  # characters of a change
_INK: Final = 48  # of 255: a pixel that differs by less is the same
_SHARE: Final = 0.004  # of the pixels: a page that differs in fewer shows the same picture
_AROUND: Final = 10  # characters on either side that a changed passage is found by
_BETWEEN: Final = 120  # the longest passage that may stand there now


class Change(StrEnum):
    SAME = "same"
    WORDS = "words"  # the text is another one
    PICTURE = "picture"  # the text is the same or there is none, but the page looks different
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class PageChange:
    """One page of either version, 0-based; `gone` and `came` are the words that differ, in pairs."""

    old: int | None
    new: int | None
    change: Change
    gone: tuple[str, ...] = ()
    came: tuple[str, ...] = ()


def compare_pages(
    old: Sequence[str], new: Sequence[str], looks_same: Callable[[int, int], bool] = lambda _old, _new: True
) -> tuple[PageChange, ...]:
    """The pages of both versions in order. `looks_same` is asked for pairs of pages with the same text."""
    left, right = [folded(text) for text in old], [folded(text) for text in new]
    return tuple(_change(pair, left, right, looks_same) for pair in _paired(left, right))


def _change(
    pair: tuple[int | None, int | None],
    old: Sequence[str],
    new: Sequence[str],
    looks_same: Callable[[int, int], bool],
) -> PageChange:
    before, after = pair
    if before is None:
        return PageChange(None, after, Change.ADDED)
    if after is None:
        return PageChange(before, None, Change.REMOVED)
    if old[before] != new[after]:
        words = tuple(_differences(old[before], new[after]))
        gone, came = tuple(pair[0] for pair in words), tuple(pair[1] for pair in words)
        return PageChange(before, after, Change.WORDS, gone, came)
    same = looks_same(before, after)
    return PageChange(before, after, Change.SAME if same else Change.PICTURE)


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Equal pages are matched first; between them the likest ones, in order."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, last, start, stop in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(range(first, last), range(start, stop), strict=True)
        else:
            yield from _likest(old, new, range(first, last), range(start, stop))


def _likest(
    old: Sequence[str], new: Sequence[str], left: range, right: range
) -> Iterator[tuple[int | None, int | None]]:
    """The pairing of two runs of pages, in order, with the most likeness (a longest common subsequence by weight)."""
    pieces = {("old", at): _pieces(old[at]) for at in left} | {("new", at): _pieces(new[at]) for at in right}
    best: dict[tuple[int, int], tuple[float, int | None, int | None]] = {}
    rows, columns = list(left), list(right)
    total = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    for row in range(len(rows) - 1, -1, -1):
        for column in range(len(columns) - 1, -1, -1):
            like = _likeness(pieces["old", rows[row]], pieces["new", columns[column]])
            matched = like + total[row + 1][column + 1] if like >= _LIKE else -1.0
            skip_old, skip_new = total[row + 1][column], total[row][column + 1]
            total[row][column] = max(matched, skip_old, skip_new)
            if total[row][column] == matched:
                best[row, column] = matched, rows[row], columns[column]
            else:
                taken = skip_old >= skip_new
                best[row, column] = (
                    (skip_old, rows[row], None) if taken else (skip_new, None, columns[column])
                )
    row = column = 0
    while row < len(rows) and column < len(columns):
        _, before, after = best[row, column]
        yield before, after
        row, column = row + (before is not None), column + (after is not None)
    yield from ((at, None) for at in rows[row:])
    yield from ((None, at) for at in columns[column:])


def _pieces(text: str) -> frozenset[str]:
    return frozenset(text[at : at + _PIECE] for at in range(max(1, len(text) - _PIECE + 1)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _differences(old: str, new: str) -> Iterator[tuple[str, str]]:
    """What stood and what stands, word by word; a change of some words in a row is one."""
    left, right = list(_TOKEN.finditer(old)), list(_TOKEN.finditer(new))
    if max(len(left), len(right)) > _TOKENS:
        yield old[:_SHOWN], new[:_SHOWN]
        return
    matcher = SequenceMatcher(None, [each[0] for each in left], [each[0] for each in right], autojunk=False)
    for kind, first, last, start, stop in matcher.get_opcodes():
        if kind != "equal":
            yield _span(old, left[first:last]), _span(new, right[start:stop])


def _span(text: str, tokens: Sequence["re.Match[str]"]) -> str:
    if not tokens:
        return ""
    whole = text[tokens[0].start() : tokens[-1].end()]
    return whole if len(whole) <= _SHOWN else f"{whole[: _SHOWN - 1]}…"


def same_picture(one: bytes, other: bytes) -> bool:
    """Whether two small grey pictures of a page, row by row, show the same."""
    if len(one) != len(other):
        return False
    different = sum(abs(a - b) > _INK for a, b in zip(one, other, strict=True))
    return different <= _SHARE * max(1, len(one))


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a cited passage stands in another version. Without `quote` it was not found, and `now` is what stands
    between the words that were around it, if they are there."""

    page: int | None = None
    quote: Quote | None = None
    now: str = ""


def anchored(
    words: str, near: int, pages: Mapping[int, PageText], *, before: str = "", after: str = ""
) -> Anchor:
    """A passage by its words and by what stood around them: the best fit, of equal ones the page nearest to `near`."""
    best: tuple[tuple[int, int], int, Quote] | None = None
    for index, page in pages.items():
        for quote in find_quote(page, words, before, after)[:1]:
            fit = shared_length(quote.before[::-1], before[::-1]) + shared_length(quote.after, after)
            key = (fit, -abs(index - near))
            if best is None or key > best[0]:
                best = key, index, quote
    if best is not None:
        return Anchor(best[1], best[2])
    return _what_stands_there(before, after, pages)


def _what_stands_there(before: str, after: str, pages: Mapping[int, PageText]) -> Anchor:
    """Only where the words on both sides are there: a guess would be worse than nothing."""
    left, right = before[-_AROUND:], after[:_AROUND]
    if len(left) < _AROUND or len(right) < _AROUND:
        return Anchor()
    for index, page in pages.items():
        text = folded(page.text)
        at = text.find(left)
        end = text.find(right, at + len(left)) if at >= 0 else -1
        if 0 <= end <= at + len(left) + _BETWEEN:
            return Anchor(index, None, text[at + len(left) : end].strip())
    return Anchor()
