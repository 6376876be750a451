"""The mark over the window while files are dragged over it: a line around and what letting go would do."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from workstation.ui.context import UiContext
from workstation.ui.widgets.paint.text import paint_text, text_width

PLATE = 40  # px
LINE = 3


class DropMark(QWidget):
    """Covers `host` while it is shown; the pointer goes through it."""

    def __init__(self, context: UiContext, host: QWidget) -> None:
        super().__init__(host)
        self._theme = context.theme
        self._said = context.tr("Let go to take the files in")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self._said)
        self.setGeometry(host.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, font = self._theme.colours, self._theme.font(weight=600)
        around = QRectF(self.rect()).adjusted(LINE / 2, LINE / 2, -LINE / 2, -LINE / 2)
        painter.setPen(QPen(colours.accent, LINE))
        painter.drawRect(around)
        width = text_width(self._said, font) + PLATE
        plate = QRectF(around.center().x() - width / 2, around.bottom() - 3 * PLATE, width, PLATE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent)
        painter.drawRoundedRect(plate, self._theme.tokens.radius.control, self._theme.tokens.radius.control)
        paint_text(painter, plate.adjusted(PLATE / 2, 0, 0, 0), self._said, font, colours.on_accent)
        painter.end()
