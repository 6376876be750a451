"""Passages of a page: picked by a drag or an area, or found again by their words when a document is re-disclosed."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from workstation.domain.pages import CONTEXT, PageText, Quote, Rect
from workstation.domain.radicals import fold_radicals

_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SAME_LINE: Final = 0.5  # of the lower character's height
_BLOCK: Final = 256  # characters
_GAP: Final = 3.0  # heights of a line: a wider gap is another column


def quote_at(page: PageText, start: int, end: int) -> Quote:
    """The characters from `start` up to and without `end`, white space at the ends left out. An empty span gives an
    empty quote without rectangles."""
    start, end = max(0, min(start, end)), min(len(page.text), max(start, end))
    while start < end and page.text[start].isspace():
        start += 1
    while end > start and page.text[end - 1].isspace():
        end -= 1
    return Quote(
        text=folded(page.text[start:end]),
        rects=line_rects(page, range(start, end)),
        before=folded(page.text[max(0, start - 4 * CONTEXT) : start])[-CONTEXT:],
        after=folded(page.text[end : end + 4 * CONTEXT])[:CONTEXT],
        start=start,
        end=end,
        part=page.part(start, end),
    )


def folded(text: str) -> str:
    """White space as single blanks, none between two hanzi (a line break there is the printer's), radicals as hanzi,
    characters without a meaning left out."""
    words = " ".join(_CONTROL.sub("", fold_radicals(text)).split())
    return _HANZI_BREAK.sub("", words)


_WIDE: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_HANZI_BREAK: Final = re.compile(f"(?<=[{_WIDE}]) (?=[{_WIDE}])")


def line_rects(page: PageText, indices: Iterable[int]) -> tuple[Rect, ...]:
    """One rectangle for each line (or column part of a line) of these characters, in their order, rounded to a
    hundredth of a point. Rectangles of lines that follow each other do not overlap."""
    merged: list[Rect] = []
    last: Rect | None = None
    for index in indices:
        if page.text[index].isspace() or not page.is_drawn(index):
            continue
        box = page.box(index)
        if last is not None and _continues(merged[-1], last, box):
            merged[-1] = _union(merged[-1], box)
        else:
            merged.append(box)
        last = box
    return tuple(_rounded(rect) for rect in _parted(merged))


def _rounded(rect: Rect) -> Rect:
    left, bottom, right, top = rect
    return round(left, 2), round(bottom, 2), round(right, 2), round(top, 2)


def _continues(line: Rect, last: Rect, box: Rect) -> bool:
    """Whether a character stands beside the last one (written across), or below it in a line that has been one
    character wide so far (written down)."""
    if _beside(last, box):
        return True
    narrow = line[2] - line[0] < 1.5 * max(last[2] - last[0], box[2] - box[0])
    return narrow and _beside(_turned(last), _turned(box))


def _beside(last: Rect, box: Rect) -> bool:
    shared = min(last[3], box[3]) - max(last[1], box[1])
    height = min(last[3] - last[1], box[3] - box[1])
    gap = max(box[0] - last[2], last[0] - box[2])
    return shared > _SAME_LINE * height and gap < _GAP * height


def _turned(rect: Rect) -> Rect:
    return rect[1], rect[0], rect[3], rect[2]


def _union(a: Rect, b: Rect) -> Rect:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _parted(rects: Sequence[Rect]) -> list[Rect]:
    """Where boxes of two lines overlap in height, both end in the middle: marks are multiplied over the paper."""
    parted = list(rects)
    for at in range(1, len(parted)):
        upper, lower = parted[at - 1], parted[at]
        overlap = lower[3] - upper[1]
        across = min(upper[2], lower[2]) - max(upper[0], lower[0])
        if across > 0 and 0 < overlap < min(upper[3] - upper[1], lower[3] - lower[1]) and lower[3] < upper[3]:
            middle = (lower[3] + upper[1]) / 2
            parted[at - 1] = upper[0], middle, upper[2], upper[3]
            parted[at] = lower[0], lower[1], lower[2], middle
    return parted


def quote_in(page: PageText, area: Rect) -> Quote | None:
    """The text whose characters have their middle inside the area, in reading order; None where there is none (a
    scan, a picture). The rectangles are those of its lines, not the area."""
    left, bottom, right, top = area
    inside = [
        index
        for index in range(len(page.text))
        if page.is_drawn(index)
        and left <= (page.box(index)[0] + page.box(index)[2]) / 2 <= right
        and bottom <= (page.box(index)[1] + page.box(index)[3]) / 2 <= top
        and not page.text[index].isspace()
    ]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    whole = quote_at(page, first, last)
    if len(inside) == sum(1 for character in page.text[first:last] if not character.isspace()):
        return whole
    return Quote(
        text=folded(_text_of(page, inside)),
        rects=line_rects(page, inside),
        before=whole.before,
        after=whole.after,
        start=first,
        end=last,
        part=whole.part,
    )


def _text_of(page: PageText, indices: Sequence[int]) -> str:
    """The characters with the white space that stood between them, or a blank where something was left out."""
    pieces = [page.text[indices[0]]]
    for before, after in pairwise(indices):
        between = page.text[before + 1 : after]
        pieces.append(between if between.isspace() or not between else " ")
        pieces.append(page.text[after])
    return "".join(pieces)


def index_at(page: PageText, x: float, y: float) -> int | None:
    """The place between characters nearest to a point of the page, for a drag with the mouse: the index of the
    character that starts there, or one beyond the last. None on a page without drawn text."""
    best: int | None = None
    distance = (float("inf"), float("inf"))
    for index in range(len(page.text)):
        if not page.is_drawn(index):
            continue
        left, bottom, right, top = page.box(index)
        across = max(left - x, 0.0, x - right)
        along = max(bottom - y, 0.0, y - top)
        # lines first, by half heights: a point beside a short line means its end, not a word of the next line
        found = along // max((top - bottom) / 2, 1e-6), across
        if found < distance:
            distance, best = found, index + (1 if x > (left + right) / 2 else 0)
    return best


def word_at(page: PageText, x: float, y: float) -> Quote | None:
    """What a double click takes: the run of letters, digits and what joins them in an amount or a date."""
    at = index_at(page, x, y)
    if at is None:
        return None
    for match in _WORD.finditer(page.text):
        if match.start() <= at <= match.end() and match.end() > match.start():
            return quote_at(page, match.start(), match.end())
    return None


_WORD: Final = re.compile(r"\d[\d,.:/%年月日元万亿\-]*|[^\W\d_\u4e00-\u9fff]+|[\u4e00-\u9fff]+", re.UNICODE)


def find_quote(page: PageText, text: str, before: str = "", after: str = "") -> list[Quote]:
    """Every place of the passage on the page, the one whose surroundings fit best first, then in reading order.
    White space, width of characters (NFKC), case and radicals make no difference."""
    haystack = _needle_form(page.text)
    needle = plain(text)
    if not needle:
        return []
    found: list[tuple[float, int, Quote]] = []
    start = haystack.plain.find(needle)
    while start >= 0:
        stop = start + len(needle)
        fit = _fit(haystack.plain[:start], plain(before), haystack.plain[stop:], plain(after))
        found.append((-fit, start, quote_at(page, haystack.origin[start], haystack.origin[stop - 1] + 1)))
        start = haystack.plain.find(needle, start + 1)
    return [quote for _, _, quote in sorted(found, key=lambda entry: entry[:2])]


def find_first(page: PageText, text: str) -> Quote | None:
    """The first place of the passage on the page, in reading order, found as `find_quote` does."""
    needle, haystack, origin = plain(text), "", list[int]()
    for at in range(0, len(page.text) if needle else 0, _BLOCK):  # most often it is not far
        block = _form(page.text[at : at + _BLOCK])
        origin += [at + index for index in block.origin]
        start = max(0, len(haystack) - len(needle) + 1)
        haystack += block.plain
        start = haystack.find(needle, start)
        if start >= 0:
            return quote_at(page, origin[start], origin[start + len(needle) - 1] + 1)
    return None


@dataclass(frozen=True, slots=True)
class _Plain:
    """A text without what makes no difference; `origin` is the index in the page of each of its characters."""

    plain: str
    origin: tuple[int, ...]


def _form(text: str) -> _Plain:
    pieces: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        piece = _plain_of_one(character)
        pieces.append(piece)
        origin.extend([index] * len(piece))
    return _Plain("".join(pieces), tuple(origin))


_needle_form: Final = lru_cache(maxsize=16)(_form)


def plain(text: str) -> str:
    """The text without what makes no difference where a passage is looked for."""
    return "".join(unicodedata.normalize("NFKC", _CONTROL.sub("", fold_radicals(text))).casefold().split())


_plain_of_one: Final = lru_cache(maxsize=8192)(plain)


def _fit(left: str, before: str, right: str, after: str) -> int:
    """How many characters of the context stand where they stood."""
    return shared_length(left[::-1], before[::-1]) + shared_length(right, after)


def shared_length(text: str, wanted: str) -> int:
    """How many characters two texts begin with in common."""
    count = 0
    for a, b in zip(text, wanted, strict=False):
        if a != b:
            break
        count += 1
    return count
