"""The eight statuses of a check as keys: `1` not requested … `7` missing, `0` not applicable."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from workstation.domain.checklists.answers import CheckStatus
from workstation.ui.context import UiContext
from workstation.ui.widgets.base import has_focus_by_keys, paint_focus_ring
from workstation.ui.widgets.paint.chip import (
    STATUS_ICONS,
    STEPS,
    key_cap_width,
    paint_key_cap,
    paint_ladder,
    status_tone,
)
from workstation.ui.widgets.paint.text import paint_text
from workstation.ui.widgets.words import status_word

KEYS = {
    "1": CheckStatus.NOT_REQUESTED,
    "2": CheckStatus.REQUESTED,
    "3": CheckStatus.COPY_SEEN,
    "4": CheckStatus.ORIGINAL_SEEN,
    "5": CheckStatus.VERIFIED,
    "6": CheckStatus.REFUSED,
    "7": CheckStatus.MISSING,
    "0": CheckStatus.NOT_APPLICABLE,
}


class StatusKey(QAbstractButton):
    def __init__(self, context: UiContext, key: str, status: CheckStatus) -> None:
        super().__init__()
        self._theme = context.theme
        self._key = key
        self.status = status
        self.setCheckable(True)
        self.setText(status_word(context.tr, status))
        self.setAccessibleName(f"{self.text()} {key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = self._theme.metrics().horizontalAdvance(self.text())
        return QSize(round(words) + 66, self._theme.tokens.size.status_key)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, colours = self._theme, self._theme.colours
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        ground = colours.select if chosen else (colours.hover if self.underMouse() else colours.raised)
        painter.setPen(QPen(colours.accent if chosen else colours.line2, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        cap = key_cap_width(self._key, theme)
        paint_key_cap(painter, QRectF(5, 0, cap, rect.height()), self._key, theme)
        tone = status_tone(self.status, theme).ink
        left = cap + 12
        if self.status in STEPS:
            paint_ladder(painter, QPointF(left, rect.center().y()), STEPS[self.status], tone, theme)
        else:
            icon = QRectF(left, rect.center().y() - 6, 12, 12)
            theme.paint_icon(painter, icon, STATUS_ICONS[self.status], tone)
        paint_text(painter, rect.adjusted(left + 20, 0, -4, 0), self.text(), theme.font(), colours.ink)
        if has_focus_by_keys(self):
            paint_focus_ring(painter, rect, theme)
        painter.end()


class StatusKeys(QWidget):
    """Two columns of keys with the current status marked. Signal: `chosen(value of the status)`."""

    chosen = Signal(str)

    def __init__(self, context: UiContext, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for place, (key, status) in enumerate(KEYS.items()):
            button = StatusKey(context, key, status)
            button.clicked.connect(lambda _=False, status=status: self.chosen.emit(status.value))
            self._group.addButton(button)
            grid.addWidget(button, place // 2, place % 2)

    def show_status(self, status: CheckStatus) -> None:
        for button in self._group.buttons():
            if isinstance(button, StatusKey) and button.status is status:
                button.setChecked(True)

    def current(self) -> CheckStatus | None:
        checked = self._group.checkedButton()
        return checked.status if isinstance(checked, StatusKey) else None
