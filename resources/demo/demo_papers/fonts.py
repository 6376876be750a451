"""TrueType faces for reportlab and pillow, cut from the variable Noto Sans CJK.

reportlab takes quadratic (glyf) outlines only, the font holds cubic ones (CFF2): subset first, then draw each glyph at
the weight and convert it. The characters are those of the papers' own source, so that a new word never lacks a glyph.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

import manimgx_fonts_cjk
from fontTools.misc.roundTools import otRound
from fontTools.pens.basePen import BasePen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.filterPen import FilterPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.varLib.instancer import AxisLimits, instantiateSTAT
from fontTools.varLib.instancer.names import pruningUnusedNames

REGULAR = 400
BOLD = 700
SIMPLIFIED_CHINESE = 2  # index of the face in the collection
_NOT_STATIC = ("DSIG", "CFF2", "HVAR", "VVAR", "BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx")
_ERROR = 1.0  # greatest distance of the quadratic outline, of 1000 units an em
_COLLECTION = Path(manimgx_fonts_cjk.__file__).parent / "NotoSansCJK-VF.otf.ttc"


def alphabet() -> str:
    """Every character that stands in the source of the papers, plus ASCII."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    found = {character for source in sources for character in source.read_text("utf-8")}
    found.update(map(chr, range(0x20, 0x7F)))
    return "".join(
        sorted(character for character in found if character.isprintable() or character == "\u3000")
    )


@cache
def _whole_family() -> TTFont:
    return TTFont(_COLLECTION, fontNumber=SIMPLIFIED_CHINESE)


@cache
def _cut() -> tuple[bytes, tuple[str, ...]]:
    """The variable face with the alphabet alone, for all weights and without outlines; what the family calls its glyphs."""
    options = Options(
        layout_features=[],
        hinting=False,
        notdef_outline=True,
        name_IDs=[1, 2],
        drop_tables=[*_NOT_STATIC],
    )
    subsetter = Subsetter(options)
    subsetter.populate(text=alphabet())
    cut = BytesIO()
    with TTFont(_COLLECTION, fontNumber=SIMPLIFIED_CHINESE, lazy=True, recalcTimestamp=False) as font:
        subsetter.subset(font)
        names = tuple(font.getGlyphOrder())
        font.save(cut)
    return cut.getvalue(), names


@cache
def face(weight: int) -> bytes:
    """One static TrueType file; `weight` as on the `wght` axis (100..900)."""
    cut, names = _cut()
    font = TTFont(BytesIO(cut), recalcTimestamp=False)
    _draw(font, names, weight)
    with pruningUnusedNames(font):
        instantiateSTAT(font, AxisLimits(wght=weight))
        del font["fvar"]
    del font["STAT"], font["avar"]
    font["OS/2"].usWeightClass = weight
    font["OS/2"].recalcAvgCharWidth(font)
    for label in (1, 4, 6):  # reportlab tells faces apart by their PostScript name
        font["name"].setName(f"NotoSansCJKsc-{weight}", label, 3, 1, 0x409)
    buffer = BytesIO()
    font.save(buffer, reorderTables=True)
    return buffer.getvalue()


class _Plain(FilterPen):
    """Whole numbers; lines without length are left out, and level or upright ones that go on are one: as a static face has it."""

    def __init__(self, out: BasePen) -> None:
        super().__init__(out)
        self._at = (0, 0)
        self._line: tuple[int, int] | None = None

    def moveTo(self, point: tuple[float, float]) -> None:
        (self._at,) = _whole(point)
        self._outPen.moveTo(self._at)

    def lineTo(self, point: tuple[float, float]) -> None:
        (to,) = _whole(point)
        if self._line and not any(
            start == middle == end for start, middle, end in zip(self._at, self._line, to, strict=True)
        ):
            self._end_line()
        if self._line or to != self._at:
            self._line = to

    def curveTo(self, *points: tuple[float, float]) -> None:
        self._end_line()
        whole = _whole(*points)
        self._outPen.curveTo(*whole)
        self._at = whole[-1]

    def closePath(self) -> None:
        self._end_line()
        self._outPen.closePath()

    def _end_line(self) -> None:
        if self._line:
            self._outPen.lineTo(self._line)
            self._at, self._line = self._line, None


def _whole(*points: tuple[float, float]) -> list[tuple[int, int]]:
    return [(otRound(x), otRound(y)) for x, y in points]


def _draw(font: TTFont, names: tuple[str, ...], weight: int) -> None:
    """Puts the glyphs that the family calls `names` into `font`, in this order."""
    outlines = _whole_family().getGlyphSet(location={"wght": weight})
    glyphs = {}
    for name, known_as in zip(font.getGlyphOrder(), names, strict=True):
        pen = TTGlyphPen(None)
        outlines[known_as].draw(_Plain(Cu2QuPen(pen, _ERROR, reverse_direction=True)))
        glyphs[name] = pen.glyph()
        font["hmtx"][name] = (otRound(outlines[known_as].width), font["hmtx"][name][1])
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = font.getGlyphOrder()
    glyf.glyphs = glyphs
    font["maxp"] = maxp = newTable("maxp")
    maxp.tableVersion = 0x00010000
    for limit in _MAXP:
        setattr(maxp, limit, 1 if limit == "maxZones" else 0)
    maxp.numGlyphs = len(glyphs)
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\x00\x01\x00\x00"


_MAXP = (
    "maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
    "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints",
    "maxCompositeContours", "maxComponentDepth",
)  # fmt: skip


@cache
def outlines(weight: int) -> TTFont:
    return TTFont(BytesIO(face(weight)), recalcTimestamp=False)


def draw_outline(character: str, weight: int, pen: BasePen) -> float:
    """Draws one character with a pen, in thousandths of an em; returns its advance."""
    font = outlines(weight)
    name = font.getBestCmap()[ord(character)]
    font.getGlyphSet()[name].draw(pen)
    return float(font["hmtx"][name][0])
