"""TrueType faces for reportlab and pillow, cut from the variable Noto Sans CJK.

reportlab takes quadratic (glyf) outlines only, the font holds cubic ones (CFF2): subset first, fix the weight,
then convert. The characters are those of the papers' own source, so that a new word never lacks a glyph.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

import manimgx_fonts_cjk
from fontTools.pens.basePen import BasePen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.varLib.instancer import instantiateVariableFont

REGULAR = 400
BOLD = 700
SIMPLIFIED_CHINESE = 2  # index of the face in the collection
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
def _cut() -> bytes:
    """The variable face with the alphabet alone, for all weights."""
    options = Options(
        layout_features=[], hinting=False, notdef_outline=True, name_IDs=[1, 2], drop_tables=["DSIG"]
    )
    subsetter = Subsetter(options)
    subsetter.populate(text=alphabet())
    cut = BytesIO()
    with TTFont(_COLLECTION, fontNumber=SIMPLIFIED_CHINESE, lazy=True, recalcTimestamp=False) as font:
        subsetter.subset(font)
        font.save(cut)  # the instancer needs the charstrings as they read from a file
    return cut.getvalue()


@cache
def face(weight: int) -> bytes:
    """One static TrueType file; `weight` as on the `wght` axis (100..900)."""
    variable = TTFont(BytesIO(_cut()), recalcTimestamp=False)
    static = instantiateVariableFont(variable, {"wght": weight}, inplace=True)
    _to_quadratic(static)
    for tag in ("BASE", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "vhea", "vmtx"):
        if tag in static:
            del static[tag]
    for label in (1, 4, 6):  # reportlab tells faces apart by their PostScript name
        static["name"].setName(f"NotoSansCJKsc-{weight}", label, 3, 1, 0x409)
    buffer = BytesIO()
    static.save(buffer, reorderTables=True)
    return buffer.getvalue()


def _to_quadratic(font: TTFont) -> None:
    outlines = font.getGlyphSet()
    glyphs = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, _ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    for tag in ("CFF2", "CFF ", "HVAR", "VVAR"):
        if tag in font:
            del font[tag]
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
