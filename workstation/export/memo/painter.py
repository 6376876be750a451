"""Pages drawn by reportlab. y turns over here: what was counted from the top is counted from the bottom."""

from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from workstation.export.memo.display import (
    Area,
    Glyphs,
    Jump,
    MarkSpot,
    Op,
    Placed,
    Polygon,
    Ring,
    Stroke,
)
from workstation.export.memo.exhibits import exhibit_anchor
from workstation.export.memo.fonts import FontNames
from workstation.export.memo.look import MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from workstation.export.memo.pages import Page
from workstation.export.memo.typefaces import EM, Typeface

_WATERMARK = 30.0  # points: a margin holds it


def paint(pages: list[Page], fonts: FontNames, watermark: "Watermark") -> bytes:
    """A PDF of `pages`; what is not theirs (source pages, metadata) is put in later."""
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        initialFontName=fonts.first,
    )
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        if page.watermark:
            watermark.draw(canvas)
        for name, height in page.anchors.items():
            _anchor(canvas, page, name, height)
        for level, title, name in page.bookmarks:
            canvas.addOutlineEntry(title, name, level=level, closed=level == 1)
        for placed in page.placed:
            _placed(canvas, placed, page.height, fonts)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _anchor(canvas: Canvas, page: Page, name: str, height: float) -> None:
    if page.section:
        canvas.bookmarkPage(name, fit="XYZ", left=0, top=round(PAGE_HEIGHT - max(height, 0.0), 2))
    else:
        canvas.bookmarkPage(name, fit="Fit")


def _placed(canvas: Canvas, placed: Placed, height: float, fonts: FontNames) -> None:
    canvas.saveState()
    canvas.translate(placed.x, height - placed.y)
    if placed.scale != 1.0:
        canvas.scale(placed.scale, placed.scale)
    for op in placed.ops:
        _draw(canvas, op, fonts)
    canvas.restoreState()


def _draw(canvas: Canvas, op: Op, fonts: FontNames) -> None:
    match op:
        case Glyphs():
            _text(canvas, op, fonts)
        case Stroke():
            canvas.setStrokeColor(HexColor(op.color))
            canvas.setLineWidth(op.width)
            canvas.line(op.start[0], -op.start[1], op.end[0], -op.end[1])
        case Area():
            _area(canvas, op)
        case Polygon():
            _polygon(canvas, op)
        case Ring():
            canvas.setStrokeColor(HexColor(op.color))
            canvas.setLineWidth(op.line)
            canvas.circle(op.x, -op.y, op.radius, stroke=1, fill=0)
        case MarkSpot():
            _link(canvas, op, exhibit_anchor(op.mark))
        case _:
            _link(canvas, op, op.target, op.title)


def _text(canvas: Canvas, op: Glyphs, fonts: FontNames) -> None:
    run = canvas.beginText(op.x, -op.y)
    run.setFillColor(HexColor(op.color))
    for name, chars in fonts.segments(op.text, op.weight):
        run.setFont(name, op.size)
        run.textOut(chars)
    canvas.drawText(run)


def _area(canvas: Canvas, op: Area) -> None:
    canvas.setLineWidth(op.line)
    if op.stroke:
        canvas.setStrokeColor(HexColor(op.stroke))
    if op.fill:
        canvas.setFillColor(HexColor(op.fill))
    box = (op.x, -op.y - op.height, op.width, op.height)
    if op.multiply:
        canvas.saveState()
        canvas.setBlendMode("Multiply")
        canvas.setFillAlpha(0.6)
        canvas.roundRect(*box, op.radius, stroke=0, fill=1)
        canvas.restoreState()
        canvas.roundRect(*box, op.radius, stroke=1, fill=0)
    elif op.radius:
        canvas.roundRect(*box, op.radius, stroke=int(bool(op.stroke)), fill=int(bool(op.fill)))
    else:
        canvas.rect(*box, stroke=int(bool(op.stroke)), fill=int(bool(op.fill)))


def _polygon(canvas: Canvas, op: Polygon) -> None:
    path = canvas.beginPath()
    path.moveTo(op.points[0][0], -op.points[0][1])
    for x, y in op.points[1:]:
        path.lineTo(x, -y)
    path.close()
    canvas.setFillColor(HexColor(op.fill))
    canvas.drawPath(path, stroke=0, fill=1)


def _link(canvas: Canvas, op: MarkSpot | Jump, target: str, title: str = "") -> None:
    rect = (op.x, -op.y - op.height, op.x + op.width, -op.y)
    canvas.linkRect(title, target, rect, relative=1, thickness=0)


class Watermark:
    """The word along both margins as a faint shape, not as letters: nobody who copies text copies it too, and it crosses no
    table and no chart."""

    def __init__(self, word: str, face: Typeface, color: str) -> None:
        self._word = word
        self._face = face
        self._color = color

    def draw(self, canvas: Canvas) -> None:
        for middle in (MARGIN / 2, PAGE_WIDTH - MARGIN / 2):
            self._upright(canvas, middle)

    def _upright(self, canvas: Canvas, middle: float) -> None:
        width = self._face.width(self._word, _WATERMARK)
        canvas.saveState()
        canvas.setFillColor(HexColor(self._color))
        canvas.translate(middle, PAGE_HEIGHT / 2)
        canvas.rotate(90)
        canvas.translate(-width / 2, -_WATERMARK * 0.36)
        canvas.scale(_WATERMARK / EM, _WATERMARK / EM)
        path = canvas.beginPath()
        left = 0.0
        for char in self._word:
            for command, points in self._face.outline(char):
                _outline_step(path, command, [(x + left, y) for x, y in points])
            left += self._face.width(char, EM)
        # strokes of a variable face overlap: what is inside any of them is inside
        canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)
        canvas.restoreState()


def _outline_step(path: PDFPathObject, command: str, points: list[tuple[float, float]]) -> None:
    match command:
        case "moveTo":
            path.moveTo(*points[0])
        case "lineTo":
            path.lineTo(*points[0])
        case "curveTo":
            path.curveTo(*points[0], *points[1], *points[2])
        case _:
            path.close()
