"""Breaks paragraphs into lines by the widths of the program's own font, so that a layout is the same everywhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

from PIL import ImageFont

from workstation.resources import bundled_font

ASCENT: Final = 0.88  # of Noto Sans CJK, in ems
_SIMPLIFIED: Final = 2  # the face of the collection
_REGULAR: Final = 400
_MEASURED: Final = 1000  # pixels: advances come out in thousandths of an em
# a line breaks before or after a hanzi, and after a blank or a hyphen
_PIECE: Final = re.compile(
    r"[^\S\n]+|[\u2e80-\uffef\U00020000-\U0003ffff]|[^\s\u2e80-\uffef\U00020000-\U0003ffff]+"
)
_HANGING: Final = frozenset(
    "，。、；：？！）》」』”’】〉"
)  # never begins a line; one may stand in the margin


@dataclass(frozen=True, slots=True)
class Line:
    """`lefts` holds the left edge of each character and, last, the right edge of the line, in points; `top` is the
    distance of its boxes from the top of the page. `end` is what parts it from the next line in the text."""

    text: str
    lefts: tuple[float, ...]
    top: float
    size: float
    end: str = "\n"


def font(pixels: float) -> ImageFont.FreeTypeFont:
    face = ImageFont.truetype(bundled_font(), pixels, index=_SIMPLIFIED, layout_engine=ImageFont.Layout.BASIC)
    face.set_variation_by_axes([_REGULAR])
    return face


class _Advances(dict[str, float]):
    """Of characters, in ems; a sheet asks for some fifty million of them."""

    def __init__(self, face: ImageFont.FreeTypeFont) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, character: str) -> float:
        self[character] = self._face.getlength(character) / _MEASURED
        return self[character]


class Measure:
    """Widths are counted at one size of the font and scaled."""

    def __init__(self) -> None:
        self._advance = _Advances(font(_MEASURED)).__getitem__

    def width(self, text: str) -> float:
        """In ems."""
        return sum(map(self._advance, text))

    def wrapped(self, paragraph: str, room: float) -> Iterator[str]:
        """The lines of a paragraph in `room` ems: at least one, which may be empty."""
        line, width = "", 0.0
        for piece in _PIECE.findall(paragraph):
            whole = self.width(piece)
            for part in (piece,) if whole <= room else self._short(piece, room):
                needed = whole if part is piece else self.width(part)
                if line and width + needed > room and not (part.isspace() or part in _HANGING):
                    yield line.rstrip()
                    line, width = "", 0.0
                line, width = line + part, width + needed
        yield line.rstrip()

    def line(self, text: str, left: float, top: float, size: float) -> Line:
        """`left`, `top` and `size` in points."""
        lefts = accumulate(map(size.__mul__, map(self._advance, text)), initial=left)
        return Line(text, tuple(lefts), top, size)

    def _short(self, piece: str, room: float) -> Iterator[str]:
        """A piece wider than the room (a long address) breaks anywhere."""
        part, width = "", 0.0
        for character in piece:
            advance = self._advance(character)
            if part and width + advance > room:
                yield part
                part, width = "", 0.0
            part, width = part + character, width + advance
        yield part


@lru_cache(maxsize=1)
def measure() -> Measure:
    return Measure()
