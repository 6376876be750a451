"""Severity marks: octagon, triangle, square, ring. The shape stays when the colour goes."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from workstation.domain.checklists.answers import Severity
from workstation.ui.theme import Theme
from workstation.ui.widgets.paint.text import paint_text, text_width
from workstation.ui.widgets.values import SeverityCounts, SeverityMark

GAP = 5
BETWEEN = 12


def severity_colour(mark: SeverityMark, theme: Theme) -> QColor:
    """Its own colour while open, grey when resolved."""
    return theme.severities[mark.severity].ink if mark.open else theme.colours.bare_line


def paint_shape(painter: QPainter, rect: QRectF, mark: SeverityMark, theme: Theme) -> None:
    """The bare shape, filling the square `rect` (14 px)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = severity_colour(mark, theme)
    hole = theme.colours.canvas
    side = rect.width() / 14
    painter.translate(rect.topLeft())
    painter.scale(side, side)
    if mark.unknown:
        _question(painter, colour)
        painter.restore()
        return
    {
        Severity.KILL: _octagon,
        Severity.HIGH: _triangle,
        Severity.MEDIUM: _square,
        Severity.LOW: _ring,
    }[mark.severity](painter, colour, hole)
    painter.restore()


def _stroke(colour: QColor, width: float) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(colour, width, Qt.PenStyle.SolidLine, cap, join)


def _octagon(painter: QPainter, colour: QColor, hole: QColor) -> None:
    near, far = 4.1, 9.9
    points = [(near, 0), (far, 0), (14, near), (14, far), (far, 14), (near, 14), (0, far), (0, near)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    painter.setPen(_stroke(hole, 1.7))
    painter.drawLine(QPointF(4.8, 4.8), QPointF(9.2, 9.2))
    painter.drawLine(QPointF(9.2, 4.8), QPointF(4.8, 9.2))


def _question(painter: QPainter, colour: QColor) -> None:
    """A dashed ring around a question mark: nobody has looked."""
    pen = _stroke(colour, 1.3)
    pen.setDashPattern([2.0, 2.0])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(7, 7), 6.2, 6.2)
    painter.setPen(_stroke(colour, 1.3))
    painter.drawArc(QRectF(5.2, 3.6, 3.6, 3.6), 180 * 16, -225 * 16)
    painter.drawLine(QPointF(7.1, 7.4), QPointF(7.0, 8.2))
    painter.drawPoint(QPointF(7, 10.3))


def _triangle(painter: QPainter, colour: QColor, hole: QColor) -> None:
    painter.setPen(_stroke(colour, 1.6))
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(7, 1.6), QPointF(13, 12.2), QPointF(1, 12.2)]))
    painter.setPen(_stroke(hole, 1.5))
    painter.drawLine(QPointF(7, 5.4), QPointF(7, 8.4))
    painter.drawPoint(QPointF(7, 10.6))


def _square(painter: QPainter, colour: QColor, hole: QColor) -> None:  # noqa: ARG001 - one signature for four shapes
    painter.setPen(_stroke(colour, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(1.8, 1.8, 10.4, 10.4), 1.5, 1.5)
    painter.drawLine(QPointF(4.8, 7), QPointF(9.2, 7))


def _ring(painter: QPainter, colour: QColor, hole: QColor) -> None:  # noqa: ARG001 - one signature for four shapes
    painter.setPen(_stroke(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(7, 7), 5.2, 5.2)
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(7, 7), 1.3, 1.3)


def mark_size(mark: SeverityMark, theme: Theme) -> QSize:
    side = theme.tokens.size.severity
    if not mark.label:
        return QSize(side, side)
    return QSize(round(side + GAP + text_width(mark.label, theme.font(weight=500))), max(side, 20))


def paint_mark(painter: QPainter, rect: QRectF, mark: SeverityMark, theme: Theme) -> None:
    """The shape at the left of `rect` and its word or count beside it: 500 while open, 400 when resolved."""
    side = theme.tokens.size.severity
    paint_shape(painter, QRectF(rect.x(), round(rect.center().y() - side / 2), side, side), mark, theme)
    colours = theme.colours
    ink = theme.severities[mark.severity].ink if mark.open else colours.ink3
    if mark.open and mark.severity is Severity.LOW:
        ink = colours.ink2
    font = theme.font(weight=500 if mark.open else 400)
    paint_text(painter, rect.adjusted(side + GAP, 0, 0, 0), mark.label, font, ink)


def paint_counts(painter: QPainter, rect: QRectF, counts: SeverityCounts, theme: Theme) -> None:
    """Marks with their counts side by side from the left."""
    left = rect.x()
    for mark in counts.marks:
        width = mark_size(mark, theme).width()
        paint_mark(painter, QRectF(left, rect.y(), width + 1, rect.height()), mark, theme)
        left += width + BETWEEN
