"""Small pages at the left: drawn when they come into sight."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from workstation.ui.context import UiContext
from workstation.ui.viewer.layout import Box, turned
from workstation.ui.viewer.paint import paint_page
from workstation.ui.viewer.pictures import Pictures
from workstation.ui.widgets.base import has_focus_by_keys, paint_focus_ring
from workstation.ui.widgets.paint.text import CENTRE, paint_text

LEAST: Final = 108
PICTURE: Final = 76  # px of the width of a small page
ROW: Final = 134


class Thumbnails(QAbstractScrollArea):
    """Arrows and clicks choose a page. Signal: `chosen(page index)`."""

    chosen = Signal(int)

    def __init__(self, context: UiContext, pictures: Pictures) -> None:
        super().__init__()
        self._theme = context.theme
        self._pictures = pictures
        self._current = 0
        self.setMinimumWidth(LEAST)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(context.tr("Small pages"))
        self.verticalScrollBar().setSingleStep(ROW // 3)
        self.verticalScrollBar().valueChanged.connect(self._ask)
        pictures.opened.connect(self._fit)
        pictures.arrived.connect(lambda _: self.viewport().update())

    def show_page(self, index: int) -> None:
        """The page that is read now is marked and kept in sight."""
        self._current = index
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if index >= 0 and not (
            bar.value() <= index * ROW and (index + 1) * ROW <= bar.value() + max(height, ROW)
        ):
            bar.setValue(index * ROW - max(0, (height - ROW) // 2))
        self.viewport().update()

    def _count(self) -> int:
        return len(self._pictures.info.sizes) if self._pictures.info else 0

    def _fit(self) -> None:
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, self._count() * ROW - self.viewport().height()))
        self._ask()

    def _in_sight(self) -> range:
        top = self.verticalScrollBar().value()
        last = (top + self.viewport().height()) // ROW + 1
        return range(top // ROW, min(self._count(), last))

    def _ask(self) -> None:
        if self.isVisible():
            self._pictures.want_previews(list(self._in_sight()))
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, scale = self._theme.colours, self._theme.tokens.type
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colours.sunken)
        info, top = self._pictures.info, self.verticalScrollBar().value()
        for index in self._in_sight() if info else ():
            row = QRect(0, index * ROW - top, self.viewport().width(), ROW)
            if index == self._current:
                painter.fillRect(row, colours.select)
            box = self._box(index, row)
            paint_page(painter, box, self._pictures.page(index), 0.0, self._theme)
            if index == self._current:
                painter.setPen(QPen(colours.accent, 2))
                painter.drawRect(QRectF(box.left - 1, box.top - 1, box.width + 2, box.height + 2))
            label = QRectF(row.left(), row.bottom() - 18, row.width(), 16)
            paint_text(
                painter, label, str(index + 1), self._theme.font(scale.caption), colours.ink2, align=CENTRE
            )
        if has_focus_by_keys(self):
            paint_focus_ring(painter, QRectF(self.viewport().rect()), self._theme, radius=0)
        painter.end()

    def _box(self, index: int, row: QRect) -> Box:
        info = self._pictures.info
        width, height = turned(info.sizes[index], self._pictures.turn) if info else (1.0, 1.0)
        room = ROW - 28
        scale = min(PICTURE / max(width, 1.0), room / max(height, 1.0))
        shown = max(1.0, width * scale), max(1.0, height * scale)
        return Box(round((row.width() - shown[0]) / 2), row.top() + 6, round(shown[0]), round(shown[1]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = (round(event.position().y()) + self.verticalScrollBar().value()) // ROW
        if index < self._count():
            self.chosen.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif 0 <= self._current + step < self._count():
            self.chosen.emit(self._current + step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        self.show_page(self._current)
