"""Laid-out pages, drawn and read: lines of text, strokes of tables, marks in the margin."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol, Self

from PIL import Image, ImageDraw, ImageFont

from workstation.application.ports.documents import OutlineEntry
from workstation.application.ports.memo_pages import PageBox, TextLine, TextPage
from workstation.documents.clamp import frame
from workstation.documents.laid.measure import ASCENT, Line, font
from workstation.documents.paged import Facts, Look
from workstation.domain.pages import PageGeometry, PageImage, PageText, Rect, pack_planes
from workstation.domain.reading import NoSuchPageError, NoTextError

_BELOW: Final = 36.0  # points of white under the last words of an exhibit
_PALE: Final = 205  # strokes and marks: not part of the text
_GREY: Final = 130


@dataclass(frozen=True, slots=True)
class LaidPage:
    """`lines` in reading order; `marks` are drawn but are no text; `strokes` are ``(left, top, right, bottom)`` in
    points from the upper left; `places` see `PageText.places`; `are_marks_numbers` of paragraphs, else they name rows and
    columns."""

    width: float
    height: float
    lines: Sequence[Line]
    marks: Sequence[Line] = ()
    strokes: Sequence[Rect] = ()
    places: tuple[tuple[int, str], ...] = ()
    label: str = ""
    are_marks_numbers: bool = False

    def laid(self) -> Self:
        return self


class Leaf(Protocol):
    """A page whose size is known; what stands on it may be laid out as late as it is asked for."""

    @property
    def width(self) -> float: ...

    @property
    def height(self) -> float: ...

    @property
    def label(self) -> str: ...

    def laid(self) -> LaidPage: ...


class LaidPages:
    """See `documents.paged.Paged`. Raises `NoTextError` where there is not one word, unless that says something too."""

    def __init__(self, pages: Sequence[Leaf], facts: Facts, *, may_be_empty: bool = False) -> None:
        if not may_be_empty and not any(line.text for page in pages for line in page.laid().lines):
            raise NoTextError
        self._pages = pages
        self._facts = facts
        self._latest: tuple[int, LaidPage] | None = None
        self.count = len(pages)

    def facts(self) -> Facts:
        return self._facts

    def outline(self) -> tuple[OutlineEntry, ...]:
        return self._facts.outline

    def size(self, index: int) -> tuple[float, float]:
        leaf = self._leaf(index)
        return leaf.width, leaf.height

    def geometry(self, index: int) -> PageGeometry:
        return PageGeometry((0.0, 0.0, *self.size(index)))

    def label(self, index: int) -> str:
        return self._leaf(index).label

    def text(self, index: int) -> PageText:
        page = self._page(index)
        planes = tuple(array("f") for _ in range(4))
        text: list[str] = []
        for line in page.lines:
            count = len(line.text)
            upper, lower = page.height - line.top, page.height - line.top - line.size
            for plane, edges in zip(
                planes, (line.lefts[:-1], (lower,) * count, line.lefts[1:], (upper,) * count), strict=True
            ):
                plane.extend(edges)
                plane.append(0.0)  # of what parts the lines
            text += (line.text, line.end)
        whole = array("f")
        for plane in planes:
            whole += plane[:-1]
        return PageText("".join(text[:-1]), pack_planes(whole), page.places)

    def has_picture(self, index: int) -> bool:
        del index
        return False

    def has_notes(self, index: int) -> bool:
        del index
        return False

    def is_text_hidden(self, index: int) -> bool:
        del index
        return False

    def draw(self, index: int, look: Look) -> PageImage:
        upright = self.geometry(index)
        shown = upright.turned(look.turn)
        part = frame(shown, look)
        x, y, width, height = part.clip
        corners = shown.rect_to_page(
            x / part.scale, y / part.scale, (x + width) / part.scale, (y + height) / part.scale
        )
        tile = _tile(self._page(index), upright.rect_to_view(corners), part.scale)
        turned = tile.rotate(-look.turn, expand=True) if look.turn % 360 else tile
        exact = turned if turned.size == (width, height) else turned.resize((width, height))
        return PageImage(width, height, exact.convert("RGB").tobytes("raw", "BGRX"), part.scale, shown, x, y)

    def exhibit(self, index: int) -> TextPage:
        """Down to its last words; the numbers of its paragraphs help in the window only, names of rows and columns do not."""
        page = self._page(index)
        lines = page.lines if page.are_marks_numbers else (*page.marks, *page.lines)
        set_lines = tuple(
            TextLine(line.text, line.lefts[0], line.lefts[-1], line.top, line.size)
            for line in lines
            if line.text.strip()
        )
        lowest = max((line.top + line.size for line in set_lines), default=0.0)
        lowest = max([lowest, *(max(stroke[1], stroke[3]) for stroke in page.strokes)])
        bottom = max(0.0, page.height - lowest - _BELOW)
        return TextPage(set_lines, tuple(page.strokes), PageBox(0.0, bottom, page.width, page.height))

    def close(self) -> None:
        self._pages, self._latest = [], None

    def _page(self, index: int) -> LaidPage:
        if self._latest is None or self._latest[0] != index:
            self._latest = index, self._leaf(index).laid()
        return self._latest[1]

    def _leaf(self, index: int) -> Leaf:
        if not 0 <= index < self.count:
            raise NoSuchPageError(number=index + 1)
        return self._pages[index]


def _tile(page: LaidPage, view: Rect, scale: float) -> Image.Image:
    """Black on white; `view` is ``(left, top, right, bottom)`` in points of the upright page."""
    left, top, right, bottom = view
    picture = Image.new(
        "L", (max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale))), 255
    )
    pen = ImageDraw.Draw(picture)
    for stroke in page.strokes:
        if stroke[1] <= bottom and stroke[3] >= top:
            ends = ((stroke[0] - left) * scale, (stroke[1] - top) * scale)
            pen.line((*ends, (stroke[2] - left) * scale, (stroke[3] - top) * scale), fill=_PALE)
    for lines, shade in ((page.marks, _GREY), (page.lines, 0)):
        for line in lines:
            if line.top - line.size < bottom and line.top + 2 * line.size > top:
                _write(pen, line, (left, top, scale), shade)
    return picture


def _write(pen: ImageDraw.ImageDraw, line: Line, origin: tuple[float, float, float], shade: int) -> None:
    left, top, scale = origin
    if line.size * scale < 1:  # smaller than any font
        return
    face = _face(line.size * scale)
    baseline = (line.top + ASCENT * line.size - top) * scale
    for character, at in zip(line.text, line.lefts, strict=False):
        if not character.isspace():
            pen.text(((at - left) * scale, baseline), character, fill=shade, font=face, anchor="ls")


@lru_cache(maxsize=8)
def _face(pixels: float) -> ImageFont.FreeTypeFont:
    return font(pixels)
