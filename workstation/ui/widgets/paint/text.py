"""Text in a rectangle: elided, aligned, in one colour. Numbers are never elided by their callers."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter

_ONE_LINE: int = Qt.TextFlag.TextSingleLine.value
_NOT_CLIPPED: int = Qt.TextFlag.TextDontClip.value


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
    flags = align.value | _ONE_LINE  # as numbers: joining flags is slow in Python, and every cell comes here
    if elide:
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
    else:
        flags |= _NOT_CLIPPED
    painter.drawText(rect, flags, text)


def text_width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)
