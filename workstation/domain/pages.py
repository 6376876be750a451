"""A page of a document as values: its geometry, its text with a box for each character, its picture.

All rectangles are ``(left, bottom, right, top)`` in points (1/72 inch) of the *unrotated* page, y upwards, in the
coordinates that the page's own boxes are written in (PDF 32000-1, 8.3.2.3: default user space). The origin is that
of those coordinates, not the corner of the crop box: a crop box of (100, 50, 400, 600) has its lower left at (100, 50).
"""

import sys
import zlib
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

Rect = tuple[float, float, float, float]  # left, bottom, right, top: points of the unrotated page

CONTEXT: Final = 32  # characters kept on either side of a quote


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """Where a page lies: `crop` is its visible part, `rotation` how it is turned clockwise to be read (0, 90, 180, 270)."""

    crop: Rect
    rotation: int = 0

    @property
    def width(self) -> float:
        """Points, as shown (after the rotation)."""
        left, bottom, right, top = self.crop
        return right - left if self.rotation % 180 == 0 else top - bottom

    @property
    def height(self) -> float:
        left, bottom, right, top = self.crop
        return top - bottom if self.rotation % 180 == 0 else right - left

    def turned(self, degrees: int) -> "PageGeometry":
        """The same page turned further clockwise, as a reader does in the viewer."""
        return PageGeometry(self.crop, (self.rotation + degrees) % 360)

    def to_view(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as points from the upper left of the page as shown, y downwards."""
        left, bottom, right, top = self.crop
        match self.rotation % 360:
            case 90:
                return y - bottom, x - left
            case 180:
                return right - x, y - bottom
            case 270:
                return top - y, right - x
            case _:
                return x - left, top - y

    def to_page(self, x: float, y: float) -> tuple[float, float]:
        """The reverse of `to_view`."""
        left, bottom, right, top = self.crop
        match self.rotation % 360:
            case 90:
                return left + y, bottom + x
            case 180:
                return right - x, bottom + y
            case 270:
                return right - y, top - x
            case _:
                return left + x, top - y

    def rect_to_view(self, rect: Rect) -> Rect:
        """``(left, top, right, bottom)`` as shown, y downwards."""
        return _spanning(self.to_view(rect[0], rect[1]), self.to_view(rect[2], rect[3]))

    def rect_to_page(self, left: float, top: float, right: float, bottom: float) -> Rect:
        return _spanning(self.to_page(left, top), self.to_page(right, bottom))


def _spanning(a: tuple[float, float], b: tuple[float, float]) -> Rect:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def pack_boxes(boxes: Iterable[Rect]) -> bytes:
    """Character boxes as the page store keeps them: deflated 32-bit floats, little-endian, all lefts, then all
    bottoms, rights, tops."""
    columns = tuple(zip(*boxes, strict=True)) or ((), (), (), ())
    planes = array("f")
    for column in columns:
        planes.extend(column)
    return pack_planes(planes)


def pack_planes(planes: "array[float]") -> bytes:
    if sys.byteorder == "big":
        planes.byteswap()
    return zlib.compress(planes.tobytes(), 1)


@lru_cache(maxsize=64)
def _unpacked(packed: bytes) -> "array[float]":
    planes = array("f")
    if packed:
        planes.frombytes(zlib.decompress(packed))
    if sys.byteorder == "big":
        planes.byteswap()
    return planes


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page in reading order, lines parted by line feeds, radicals folded to hanzi; `packed` holds one box
    for each character (see `pack_boxes`). A character that was never drawn (a line break, an inferred space) has an
    empty box. `places` say where the parts of a file without pages of its own begin, in the order of the text:
    ``(first character, "¶12")`` for a block, ``(first character, "Sheet1!B3")`` for a cell."""

    text: str
    packed: bytes
    places: tuple[tuple[int, str], ...] = ()

    def box(self, index: int) -> Rect:
        """`IndexError` beyond the last character."""
        if not 0 <= index < len(self.text):
            raise IndexError(index)
        planes, count = _unpacked(self.packed), len(self.text)
        return planes[index], planes[count + index], planes[2 * count + index], planes[3 * count + index]

    def part(self, start: int, end: int) -> str:
        """The blocks or cells of a span by name (see `Quote.part`); empty on a page of a PDF or a picture."""
        first = [name for at, name in self.places if at <= start][-1:]
        inside = [name for at, name in self.places if start < at < end]
        names = [*first, *inside]
        if len(names) < 2:
            return "".join(names)
        sheet, mark, cell = names[-1].rpartition("!")
        return (
            f"{names[0]}:{cell}" if mark and names[0].startswith(f"{sheet}!") else f"{names[0]}–{names[-1]}"
        )

    def is_drawn(self, index: int) -> bool:
        left, bottom, right, top = self.box(index)
        return right > left and top > bottom


@dataclass(frozen=True, slots=True)
class PageImage:
    """Pixels of a page or of one tile of it: `height` rows of `width` pixels of 4 bytes, blue green red unused, from
    the upper left. `scale` is pixels per point as drawn, which is less than asked for where a page is too large to
    draw; `x` and `y` are the place of the tile in the whole picture, in pixels. `bare`: form fields and notes are left out,
    because drawing them did not end."""

    width: int
    height: int
    pixels: bytes
    scale: float
    geometry: PageGeometry
    x: int = 0
    y: int = 0
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage: its text (white space folded), one rectangle a line, and up to 32 characters on either side.
    `start` and `end` are its place in `PageText.text`; `part` names the blocks or cells that it lies in, where the file
    has no pages of its own: "¶12", "¶12–¶14", "Sheet1!B3:C4"."""

    text: str
    rects: tuple[Rect, ...]
    before: str
    after: str
    start: int
    end: int
    part: str = ""
