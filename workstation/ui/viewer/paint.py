"""How a page and its marks are drawn: the picture, then the fills multiplied over it, then outlines."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTextOption

from workstation.ui.theme import Theme
from workstation.ui.viewer.layout import Box, PageFrame
from workstation.ui.viewer.pictures import Page, Picture

EDGE = 2  # px of the bars at both ends of a selection


def rect_of(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)


def paint_page(painter: QPainter, box: Box, page: Page, ratio: float, theme: Theme) -> None:
    """The paper with the best pictures that are there: a small one first, what was sharp before, what is sharp."""
    rect = rect_of(box)
    painter.fillRect(rect, theme.colours.paper)
    complete = None in page.sharp
    if not complete:
        if page.preview is not None:
            paint_picture(painter, box, page.preview, page)
        for picture in page.stale:
            paint_picture(painter, box, picture, page)
    for picture in page.sharp.values():
        paint_picture(painter, box, picture, page, ratio if picture.scale == page.scale else 0.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colours.line2, 1))
    painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))


def paint_picture(painter: QPainter, box: Box, picture: Picture, page: Page, ratio: float = 0.0) -> None:
    """At `ratio` device pixels per pixel as it is; without it stretched over its part of the page."""
    if ratio:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        width, height = picture.image.width() / ratio, picture.image.height() / ratio
        left, top = box.left + picture.x / ratio, box.top + picture.y / ratio
    else:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = box.width / _width(page, picture)
        width, height = picture.image.width() * scale, picture.image.height() * scale
        left, top = box.left + picture.x * scale, box.top + picture.y * scale
    painter.drawImage(QRectF(left, top, width, height), picture.image)


def _width(page: Page, picture: Picture) -> float:
    """Pixels of the whole page at the scale of this picture."""
    if page.geometry is None:
        return max(1.0, picture.image.width())
    return max(1.0, page.geometry.width * picture.scale)


def paint_fills(painter: QPainter, boxes: Iterable[Box], colour: QColor) -> None:
    """Where boxes overlap, the paper is darkened once."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for box in boxes:
        path.addRect(_over(box))
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillPath(path, colour)
    painter.restore()


def paint_outline(painter: QPainter, boxes: Iterable[Box], colour: QColor, width: float = 1.5) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width))
    for box in boxes:
        painter.drawRect(_over(box))


def paint_selection_edges(painter: QPainter, boxes: list[Box], colour: QColor) -> None:
    """A bar where the passage begins and one where it ends."""
    if boxes:
        first, last = _over(boxes[0]), _over(boxes[-1])
        painter.fillRect(
            QRectF(first.left() - EDGE / 2, first.top() - EDGE, EDGE, first.height() + 2 * EDGE), colour
        )
        painter.fillRect(
            QRectF(last.right() - EDGE / 2, last.top() - EDGE, EDGE, last.height() + 2 * EDGE), colour
        )


def boxes_on(frame: PageFrame, rects: Iterable[tuple[float, float, float, float]]) -> list[Box]:
    return [frame.rect_to_canvas(rect) for rect in rects]


def _over(box: Box) -> QRectF:
    """Boxes of characters are tight; a mark stands a pixel around them."""
    return rect_of(box).adjusted(-1, -1, 1, 1)


def paint_sentence(painter: QPainter, box: Box, icon: str, sentence: str, theme: Theme) -> None:
    """Why a page is not shown, on the paper where it would stand."""
    rect = rect_of(box)
    ink = QColor(theme.tokens.page.ink)
    top = rect.top() + min(120.0, rect.height() / 3)
    theme.paint_icon(painter, QRectF(rect.center().x() - 10, top, 20, 20), icon, ink)
    painter.setFont(theme.font())
    painter.setPen(QPen(ink))
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    inner = QRectF(QPointF(rect.left() + 24, top + 28), QPointF(rect.right() - 24, rect.bottom() - 8))
    painter.drawText(inner, sentence, option)
