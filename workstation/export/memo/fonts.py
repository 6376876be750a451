"""Typefaces as reportlab knows them: registered for the time of one memo and taken out again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from workstation.export.memo.display import Glyphs
from workstation.export.memo.latin import is_stand_in, real
from workstation.export.memo.look import REGULAR
from workstation.export.memo.pages import Page
from workstation.export.memo.typefaces import Typefaces

# reportlab keeps one table of fonts for the whole process; two memos at once would take each other's letters
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class FontNames:
    """Which font draws a character: the Latin forms of a weight are a font of their own, since they share
    their code points with the Chinese forms."""

    names: dict[tuple[int, bool], str]

    def segments(self, text: str, weight: int) -> Iterator[tuple[str, str]]:
        """Font name and characters, split where the form changes."""
        start = 0
        for place in range(1, len(text) + 1):
            latin = is_stand_in(text[start])
            if place == len(text) or is_stand_in(text[place]) is not latin:
                yield self.names[weight, latin], real(text[start:place])
                start = place

    @property
    def first(self) -> str:
        """A font that is certainly used, as the initial font of a canvas."""
        return self.names[REGULAR, False]


@contextmanager
def registered_fonts(pages: list[Page], faces: Typefaces) -> Iterator[FontNames]:
    """Fonts with just the characters that stand on `pages`."""
    used: dict[tuple[int, bool], set[str]] = {(REGULAR, False): {" "}}
    for page in pages:
        for placed in page.placed:
            for op in placed.ops:
                if isinstance(op, Glyphs):
                    for char in op.text:
                        used.setdefault((op.weight, is_stand_in(char)), set()).add(char)
    files = {key: faces.weight(key[0]).truetype(used[key], latin=key[1]) for key in sorted(used)}
    with _ONE_AT_A_TIME:
        fonts = {
            key: TTFont(f"memo-{key[0]}-{int(key[1])}", BytesIO(data), asciiReadable=False)
            for key, data in files.items()
        }
        try:
            for font in fonts.values():
                pdfmetrics.registerFont(font)
            yield FontNames({key: font.fontName for key, font in fonts.items()})
        finally:
            for font in fonts.values():
                font.unregister()
