"""Text in a rectangle: elided, aligned, in one colour. Numbers are never elided by their callers."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


def paint_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    *,
    align: Qt.AlignmentFlag = LEFT,
    elide: bool = True,
) -> None:
    """Draws `text` on one line, shortened with an ellipsis when `elide` and wider than `rect`."""
    if not text:
        return
    painter.setFont(font)
    painter.setPen(QPen(colour))
    flags = align | Qt.TextFlag.TextSingleLine
    if elide:
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
    else:
        flags |= Qt.TextFlag.TextDontClip
    painter.drawText(rect, int(flags), text)


def text_width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)
