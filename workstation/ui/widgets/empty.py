"""Empty states: what is not there, what to do, at most two actions."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workstation.ui.context import UiContext
from workstation.ui.widgets.base import Label
from workstation.ui.widgets.buttons import Button, ButtonKind
from workstation.ui.widgets.values import EmptyAction

ICON = 20


class EmptyState(QWidget):
    """Also for "no hits", "nothing to do", and "filtered to nothing". Signal: `chosen(action key)`."""

    chosen = Signal(str)

    def __init__(
        self,
        context: UiContext,
        icon: str,
        what: str,
        hint: str = "",
        *,
        actions: Sequence[EmptyAction] = (),
    ) -> None:
        super().__init__()
        self._theme = context.theme
        self.setAccessibleName(f"{what} {hint}".strip())
        picture = Label(context)
        picture.setPixmap(
            context.icons.pixmap(icon, self._theme.colours.ink3, ICON, self.devicePixelRatioF())
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 12)
        layout.setSpacing(4)
        layout.addStretch(1)
        for label in (
            picture,
            Label(context, what, weight=600, wrap=True),
            Label(context, hint, tone="ink2", wrap=True),
        ):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addLayout(self._buttons(context, actions[:2]))
        layout.addStretch(1)

    def _buttons(self, context: UiContext, actions: Sequence[EmptyAction]) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for place, action in enumerate(actions):
            button = Button(
                context,
                action.text,
                kind=ButtonKind.LINK if place else ButtonKind.OUTLINED,
                icon=action.icon,
                key=action.shortcut,
            )
            button.writes = action.writes
            button.clicked.connect(lambda _=False, key=action.key: self.chosen.emit(key))
            buttons.addWidget(button)
        buttons.addStretch(1)
        return buttons

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colours.sunken)
        radius = self._theme.tokens.radius.card
        painter.drawRoundedRect(self.rect(), radius, radius)
        painter.end()
