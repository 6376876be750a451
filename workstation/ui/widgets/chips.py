"""The evidence chip as a button: click or Space opens what it rests on, Alt+click or Delete detaches it."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from workstation.ui.context import UiContext
from workstation.ui.widgets.base import has_focus_by_keys, paint_focus_ring
from workstation.ui.widgets.paint.chip import chip_size, paint_chip
from workstation.ui.widgets.values import Chip, ChipState


class EvidenceChip(QAbstractButton):
    """Signals: `opened` (click, Space, Enter), `detach_asked` (Alt+click, Delete; evidenced chips only)."""

    opened = Signal()
    detach_asked = Signal()

    def __init__(self, context: UiContext, chip: Chip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self._flashing = False
        self._flash = QTimer(self, singleShot=True)
        self._flash.timeout.connect(self._end_flash)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.opened)
        self.show_chip(chip)

    @property
    def chip(self) -> Chip:
        return self._chip

    def show_chip(self, chip: Chip) -> None:
        self._chip = chip
        self.setAccessibleName(chip.spoken or chip.word)
        self.setToolTip(chip.spoken)
        self.updateGeometry()
        self.update()

    def flash(self) -> None:
        """Once, when something was just attached; nothing when the system asks for less motion."""
        duration = self._theme.tokens.motion.chip_flash
        if duration:
            self._flashing = True
            self._flash.start(duration)
            self.update()

    def _end_flash(self) -> None:
        self._flashing = False
        self.update()

    def sizeHint(self) -> QSize:
        size = chip_size(self._chip, self._theme)
        return QSize(size.width(), self._theme.tokens.size.hit_target_min)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and self._detachable() and self.rect().contains(event.position().toPoint()):
            self.setDown(False)
            self.detach_asked.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() == Qt.Key.Key_Delete and self._detachable():
            self.detach_asked.emit()
        else:
            super().keyPressEvent(event)

    def _detachable(self) -> bool:
        return self._chip.state in {
            ChipState.EVIDENCED,
            ChipState.CONFLICT,
            ChipState.BROKEN,
            ChipState.ASSUMED,
        }

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint_chip(painter, rect, self._chip, self._theme)
        if self._flashing:
            painter.setPen(QPen(self._theme.colours.evid, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 3, -1, -3), 4, 4)
        if has_focus_by_keys(self):
            paint_focus_ring(painter, rect.adjusted(0, 1, 0, -1), self._theme)
        painter.end()
