"""Text files and saved web pages, laid out on A4 so that they are read and cited like any other page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from workstation.application.ports.documents import FileKind, OutlineEntry
from workstation.application.ports.memo import ImagePage, PageBox
from workstation.documents.clamp import frame
from workstation.documents.paged import Facts, Look
from workstation.documents.pictures import png_of
from workstation.domain.citations import Rect
from workstation.domain.pages import PageGeometry, PageImage, PageText, pack_boxes
from workstation.domain.radicals import fold_radicals
from workstation.domain.reading import FileTooLargeError, NoPagesError, NoSuchPageError
from workstation.resources import bundled_font

_WIDTH: Final = 595.28
_HEIGHT: Final = 841.89
_MARGIN: Final = 56.0
_SIZE: Final = 10.5
_LEADING: Final = 16.0
_ASCENT: Final = 0.88  # of Noto Sans CJK, in ems
_LINES: Final = int((_HEIGHT - 2 * _MARGIN) // _LEADING)
_CHARACTERS: Final = 4_000_000
_SIMPLIFIED: Final = 2  # the face of the collection
_REGULAR: Final = 400
_MEASURED: Final = 1000  # pixels: advances come out in thousandths of an em
_EXHIBIT_SCALE: Final = 200 / 72
# a line breaks before or after a hanzi, and after a blank or a hyphen
_PIECE: Final = re.compile(
    r"[^\S\n]+|[\u2e80-\uffef\U00020000-\U0003ffff]|[^\s\u2e80-\uffef\U00020000-\U0003ffff]+"
)
_HANGING: Final = frozenset(
    "，。、；：？！）》」』”’】〉"
)  # never begins a line; one may stand in the margin
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# key of translation (see documents.po)
LAID_OUT: Final = "The page was laid out here from text."


@dataclass(frozen=True, slots=True)
class _Line:
    """`lefts` holds the left edge of each character and, last, the right edge of the line, in points."""

    text: str
    lefts: tuple[float, ...]


class TextPages:
    """See `documents.paged.Paged`. The same text gives the same pages everywhere: the font is the program's own."""

    def __init__(self, text: str, kind: FileKind, media_type: str) -> None:
        self._kind = kind
        self._media_type = media_type
        if len(text) > _CHARACTERS:
            raise FileTooLargeError(limit=_CHARACTERS // 1_000_000)
        measure = _Measure()
        cleaned = _CONTROL.sub(
            "", fold_radicals(text.replace("\r\n", "\n").replace("\r", "\n")).expandtabs(4)
        )
        lines = [line for paragraph in cleaned.rstrip().split("\n") for line in measure.wrapped(paragraph)]
        if not any(line.text for line in lines):
            raise NoPagesError
        self._pages = [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)]
        self.count = len(self._pages)

    def facts(self) -> Facts:
        return Facts(kind=self._kind, media_type=self._media_type)

    def outline(self) -> tuple[OutlineEntry, ...]:
        return ()

    def size(self, index: int) -> tuple[float, float]:
        del index
        return _WIDTH, _HEIGHT

    def geometry(self, index: int) -> PageGeometry:
        self._lines(index)
        return PageGeometry((0.0, 0.0, _WIDTH, _HEIGHT))

    def label(self, index: int) -> str:
        del index
        return ""

    def text(self, index: int) -> PageText:
        lines = self._lines(index)
        boxes: list[Rect] = []
        for number, line in enumerate(lines):
            top = _top(number)
            for left, right in zip(line.lefts, line.lefts[1:], strict=False):
                boxes.append((left, _HEIGHT - top - _SIZE, right, _HEIGHT - top))
            boxes.append((0.0, 0.0, 0.0, 0.0))  # the line feed
        return PageText("\n".join(line.text for line in lines), pack_boxes(boxes[:-1]))

    def has_picture(self, index: int) -> bool:
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
        view = upright.rect_to_view(corners)
        tile = self._tile(index, view, part.scale)
        turned = tile.rotate(-look.turn, expand=True) if look.turn % 360 else tile
        exact = turned if turned.size == (width, height) else turned.resize((width, height))
        return PageImage(width, height, exact.convert("RGB").tobytes("raw", "BGRX"), part.scale, shown, x, y)

    def exhibit(self, index: int) -> ImagePage:
        drawn = self.draw(index, Look(_EXHIBIT_SCALE))
        return ImagePage(png_of(drawn), PageBox(0.0, 0.0, _WIDTH, _HEIGHT), LAID_OUT)

    def close(self) -> None:
        self._pages = []

    def _lines(self, index: int) -> list[_Line]:
        if not 0 <= index < self.count:
            raise NoSuchPageError(number=index + 1)
        return self._pages[index]

    def _tile(self, index: int, view: Rect, scale: float) -> Image.Image:
        """Black on white; `view` is ``(left, top, right, bottom)`` in points of the upright page."""
        left, top, right, bottom = view
        picture = Image.new(
            "L", (max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale))), 255
        )
        if _SIZE * scale < 1:  # smaller than any font; the page is a white dot
            return picture
        pen, font = ImageDraw.Draw(picture), _font(_SIZE * scale)
        lines = self._lines(index)
        first, last = floor((top - _MARGIN) / _LEADING) - 1, ceil((bottom - _MARGIN) / _LEADING) + 1
        for number in range(max(0, first), min(len(lines), last)):
            baseline = (_top(number) + _ASCENT * _SIZE - top) * scale
            line = lines[number]
            for character, at in zip(line.text, line.lefts, strict=False):
                if not character.isspace():
                    pen.text(((at - left) * scale, baseline), character, fill=0, font=font, anchor="ls")
        return picture


def _top(number: int) -> float:
    """Points from the top of the page to the boxes of a line."""
    return _MARGIN + number * _LEADING + (_LEADING - _SIZE) / 2


def _font(pixels: float) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(bundled_font(), pixels, index=_SIMPLIFIED, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([_REGULAR])
    return font


class _Measure:
    """Breaks paragraphs into lines by the widths of the font."""

    def __init__(self) -> None:
        self._font = _font(_MEASURED)
        self._advances: dict[str, float] = {}

    def wrapped(self, paragraph: str) -> Iterator[_Line]:
        """At least one line, which may be empty."""
        line, width = "", 0.0
        for piece in _PIECE.findall(paragraph):
            for part in self._short(piece):
                needed = sum(map(self._advance, part))
                if (
                    line
                    and width + needed > _WIDTH - 2 * _MARGIN
                    and not (part.isspace() or part in _HANGING)
                ):
                    yield self._line(line)
                    line, width = "", 0.0
                line, width = line + part, width + needed
        yield self._line(line)

    def _short(self, piece: str) -> Iterator[str]:
        """A piece wider than the page (a long address) breaks anywhere."""
        part, width = "", 0.0
        for character in piece:
            advance = self._advance(character)
            if part and width + advance > _WIDTH - 2 * _MARGIN:
                yield part
                part, width = "", 0.0
            part, width = part + character, width + advance
        yield part

    def _line(self, text: str) -> _Line:
        text = text.rstrip()
        lefts = [_MARGIN]
        for character in text:
            lefts.append(lefts[-1] + self._advance(character))
        return _Line(text, tuple(lefts))

    def _advance(self, character: str) -> float:
        """Points."""
        known = self._advances.get(character)
        if known is None:
            known = self._advances[character] = self._font.getlength(character) * _SIZE / _MEASURED
        return known
