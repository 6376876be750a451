"""The filter over a table: what is typed narrows it at once; Esc empties it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workstation.ui.context import UiContext

DELAY = 60


class FilterBox(QLineEdit):
    """Signals: `changed(text)` shortly after the last key, `left` when Enter or the down arrow leads to the rows. With
    `opens` Enter does not lead to them: it sends `entered`, after `changed` where that was still to come."""

    changed = Signal(str)
    left = Signal()
    entered = Signal()

    def __init__(
        self,
        context: UiContext,
        hint: str,
        parent: QWidget | None = None,
        *,
        icon: str = "filter",
        delay: int = DELAY,
        opens: bool = False,
    ) -> None:
        super().__init__(parent)
        self._opens = opens
        self.setFont(context.theme.font())
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setFixedHeight(context.theme.tokens.size.field)
        self.setClearButtonEnabled(False)
        self.addAction(
            context.icons.icon(icon, context.theme.colours.ink2), QLineEdit.ActionPosition.LeadingPosition
        )
        self._wait = QTimer(self, singleShot=True, interval=delay)
        self._wait.timeout.connect(self._tell)
        self.textChanged.connect(self._start)

    def _start(self) -> None:
        # While an input method composes, the text is not what the reader means yet
        self._wait.start()

    def _tell(self) -> None:
        self.changed.emit(self.text())

    def _enter(self) -> None:
        if self._wait.isActive():
            self._wait.stop()
            self._tell()
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif self._opens and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.left.emit()
        else:
            super().keyPressEvent(event)
