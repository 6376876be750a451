"""Round red seals and signatures: drawn as outlines, so that they leave no words in the text layer."""

from math import cos, pi, radians, sin
from random import Random

from fontTools.pens.basePen import BasePen
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from demo_papers.fonts import BOLD, draw_outline

Point = tuple[float, float]

_RED = (0.80, 0.10, 0.12)


class _PathPen(BasePen):
    def __init__(self, path: PDFPathObject) -> None:
        super().__init__(None)
        self.path = path

    def _moveTo(self, pt: Point) -> None:
        self.path.moveTo(*pt)

    def _lineTo(self, pt: Point) -> None:
        self.path.lineTo(*pt)

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:
        self.path.curveTo(*pt1, *pt2, *pt3)

    def _closePath(self) -> None:
        self.path.close()


def _draw(canvas: Canvas, text: str, size: float, x: float, y: float) -> None:
    """Text as filled outlines, centred on `x`."""
    scale = size / 1000
    advance = _width(text)
    canvas.saveState()
    canvas.translate(x - advance * scale / 2, y)
    canvas.scale(scale, scale)
    for character in text:
        path = canvas.beginPath()
        step = draw_outline(character, BOLD, _PathPen(path))
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.translate(step, 0)
    canvas.restoreState()


class _NoPen(BasePen):
    """Draws nowhere: only the advance is wanted."""

    def _moveTo(self, pt: Point) -> None:
        pass

    _lineTo = _moveTo

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:
        pass


def _width(text: str) -> float:
    return sum(draw_outline(character, BOLD, _NoPen(None)) for character in text)


def round_seal(canvas: Canvas, x: float, y: float, name: str, purpose: str = "", *, turn: float = -6) -> None:
    """A company seal of 40 mm: the name on the arc, a star, the purpose below it; `turn` in degrees."""
    canvas.saveState()
    canvas.setFillColorRGB(*_RED, alpha=0.72)
    canvas.setStrokeColorRGB(*_RED, alpha=0.72)
    canvas.translate(x, y)
    canvas.rotate(turn)
    canvas.setLineWidth(2.4)
    canvas.circle(0, 0, 56, stroke=1, fill=0)
    _star(canvas, 15)
    span = min(250, 17 * len(name))
    size = 12.5 if len(name) < 18 else 10.5
    for number, character in enumerate(name):
        angle = 90 + span / 2 - span * (number + 0.5) / len(name)
        canvas.saveState()
        canvas.translate(43 * cos(radians(angle)), 43 * sin(radians(angle)))
        canvas.rotate(angle - 90)
        _draw(canvas, character, size, 0, -size * 0.36)
        canvas.restoreState()
    if purpose:
        _draw(canvas, purpose, 9, 0, -33)
    canvas.restoreState()


def _star(canvas: Canvas, radius: float) -> None:
    path = canvas.beginPath()
    for point in range(10):
        reach = radius if point % 2 == 0 else radius * 0.382
        angle = pi / 2 + point * pi / 5
        step = path.lineTo if point else path.moveTo
        step(reach * cos(angle), reach * sin(angle))
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def name_seal(canvas: Canvas, x: float, y: float, name: str) -> None:
    """The small square seal of a person."""
    canvas.saveState()
    canvas.setFillColorRGB(*_RED, alpha=0.75)
    canvas.setStrokeColorRGB(*_RED, alpha=0.75)
    canvas.translate(x, y)
    canvas.rotate(3)
    canvas.setLineWidth(1.6)
    canvas.rect(-17, -9, 34, 18, stroke=1, fill=0)
    _draw(canvas, name, 10, 0, -3.6)
    canvas.restoreState()


def signature(canvas: Canvas, x: float, y: float, seed: int) -> None:
    """A pen stroke that looks signed."""
    random = Random(seed)  # noqa: S311 - the same stroke on every run
    canvas.saveState()
    canvas.setStrokeColorRGB(0.10, 0.14, 0.42)
    canvas.setLineWidth(1.1)
    canvas.setLineCap(1)
    path = canvas.beginPath()
    path.moveTo(x, y)
    for step in range(5):
        left = x + step * 12
        path.curveTo(
            left + 4,
            y + random.uniform(4, 17),
            left + 8,
            y - random.uniform(2, 11),
            left + 12,
            y + random.uniform(-3, 6),
        )
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
