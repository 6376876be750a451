"""The memo brings its own letters: one variable Chinese and Latin family, cut down to what a memo uses.

PDF wants TrueType outlines with one weight each (reportlab reads no other); the family is CFF2 with all weights
in one file. So each used glyph is drawn at its weight and its curves are turned into quadratic ones.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from workstation.export.memo.latin import LatinForms, is_stand_in, real
from workstation.resources import bundled_font

EM = 1000
_SIMPLIFIED_CHINESE = 2  # the face of the collection whose hanzi have their mainland forms
_VERTICAL = frozenset({"VVAR", "vhea", "vmtx"})
_EPOCH = 0x7C25B080  # a font needs a moment (seconds since 1904) and has none: 1970


class Typeface:
    """One weight: widths while the memo is laid out, a TrueType file once its characters are known."""

    def __init__(self, font: TTFont, weight: int) -> None:
        self.weight = weight
        self._font = font
        self._names: dict[int, str] = font.getBestCmap()
        self._glyphs = font.getGlyphSet(location={"wght": weight})
        self._latin = LatinForms(self._glyphs, self._names, _narrow_forms(font))
        self._widths: dict[str, float] = {}
        self._turned: dict[str, Any] = {}

    def width(self, text: str, size: float) -> float:
        """Points. `LookupError` for a character that the family lacks: `printable` leaves none."""
        return sum(self._char_width(char, text) for char in text) * size / EM

    def _char_width(self, char: str, text: str) -> float:
        known = self._widths.get(char)
        if known is not None:
            return known
        if is_stand_in(char):
            width = self._latin.width(char)
        elif ord(char) in self._names:
            width = self._glyphs[self._names[ord(char)]].width
        else:
            raise LookupError(f"U+{ord(char):04X} in {real(text)[:40]!r}")
        self._widths[char] = float(width)
        return float(width)

    def outline(self, char: str) -> list[tuple[str, tuple[Any, ...]]]:
        """Pen commands in font units (1000 to the em)."""
        pen = DecomposingRecordingPen(self._glyphs)
        self._draw(char, pen)
        return list(pen.value)

    def truetype(self, chars: Iterable[str], *, latin: bool = False) -> bytes:
        """A font file with just `chars` (all stand-ins of `latin` marks, or none); the bytes depend on nothing
        else."""
        used = sorted(set(chars))
        names = {char: f"u{ord(char):05X}" for char in used}
        glyphs = {".notdef": TTGlyphPen(None).glyph()}
        widths = {".notdef": (EM, 0)}
        for char in used:
            glyphs[names[char]] = self._quadratic(char)
            widths[names[char]] = (round(self._char_width(char, char)), 0)
        cmap = {ord(real(char)): names[char] for char in used}
        return self._assembled(f"Memo{'Latin' if latin else ''}-{self.weight}", cmap, glyphs, widths)

    def _quadratic(self, char: str) -> Any:
        """The TrueType glyph of a character; the same characters stand in every memo, and turning one costs most of a font."""
        if char not in self._turned:
            pen = TTGlyphPen(None)
            self._draw(char, Cu2QuPen(pen, max_err=0.8, reverse_direction=True))
            self._turned[char] = pen.glyph()
        return self._turned[char]

    def _draw(self, char: str, pen: Any) -> None:
        if is_stand_in(char):
            self._latin.draw(char, pen)
        else:
            self._glyphs[self._names[ord(char)]].draw(pen)

    def _assembled(
        self,
        name: str,
        cmap: dict[int, str],
        glyphs: dict[str, Any],
        widths: dict[str, tuple[int, int]],
    ) -> bytes:
        builder = FontBuilder(EM, isTTF=True)
        builder.setupGlyphOrder(list(glyphs))
        builder.setupCharacterMap(cmap)
        builder.setupGlyf(glyphs)
        glyf = builder.font["glyf"]
        builder.setupHorizontalMetrics(
            {glyph: (advance, getattr(glyf[glyph], "xMin", 0)) for glyph, (advance, _) in widths.items()}
        )
        builder.setupHorizontalHeader(ascent=880, descent=-120)
        builder.setupNameTable({"familyName": "Memo", "styleName": str(self.weight), "psName": name})
        builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWeightClass=self.weight)
        builder.setupPost()
        builder.font["head"].created = builder.font["head"].modified = _EPOCH
        builder.font.recalcTimestamp = False
        buffer = BytesIO()
        builder.save(buffer)
        return buffer.getvalue()


class Typefaces:
    """All weights of the bundled family (or of `path`, for tests)."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or bundled_font()
        self._weights: dict[int, Typeface] = {}

    @cached_property
    def _font(self) -> TTFont:
        # read whole: a lazy font would keep the file open
        font = TTFont(BytesIO(self._path.read_bytes()), fontNumber=_SIMPLIFIED_CHINESE, lazy=True)
        # names by number, or each of 65,535 glyphs is named by its character; and no metrics of vertical lines
        font.setGlyphOrder([f"{number:05}" for number in range(font["maxp"].numGlyphs)])
        for table in _VERTICAL & set(font.keys()):
            del font[table]
        return font

    @cached_property
    def _known(self) -> frozenset[int]:
        return frozenset(self._font.getBestCmap())

    def has(self, char: str) -> bool:
        """Whether the family draws it; blanks and line ends, which draw nothing, are not looked at."""
        return ord(char) in self._known or char.isspace()

    def weight(self, weight: int) -> Typeface:
        if weight not in self._weights:
            self._weights[weight] = Typeface(self._font, weight)
        return self._weights[weight]


_kept: list[Typefaces] = []


@contextmanager
def bundled_typefaces() -> Iterator[Typefaces]:
    """The bundled family, read at the first memo and kept for the next: reading it and turning its glyphs takes as long as all
    else of a memo. Whoever has it has it alone, since it is read piece by piece; a second memo at the same time reads its
    own."""
    faces = _kept.pop() if _kept else Typefaces()
    try:
        yield faces
    finally:
        _kept[:] = [faces]


def _narrow_forms(font: TTFont) -> dict[str, str]:
    """Glyph to proportional glyph (GSUB pwid)."""
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "pwid"
        for index in record.Feature.LookupListIndex
    }
    forms: dict[str, str] = {}
    for index in sorted(lookups):
        for subtable in table.LookupList.Lookup[index].SubTable:
            forms.update(getattr(subtable, "ExtSubTable", subtable).mapping)
    return forms
