"""The user's name, asked for once: it signs every operation in the history."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workstation.ui.context import UiContext
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.widgets.base import Label


class NameSheet(TitledSheet):
    """Signal: `named(text)`."""

    named = Signal(str)

    def __init__(self, context: UiContext, host: QWidget, suggestion: str = "") -> None:
        tr = context.tr
        super().__init__(context, host, tr("What is your name?"), QSize(460, 214))
        said = tr(
            "It stands beside everything you do in the history of a lot. Asked once; kept on this computer."
        )
        self.content.addWidget(Label(context, said, tone="ink2", wrap=True))
        self.editor = QLineEdit(suggestion)
        self.editor.setFont(context.theme.font())
        self.editor.setFixedHeight(context.theme.tokens.size.field + 4)
        self.editor.setAccessibleName(tr("Your name"))
        self.editor.setPlaceholderText(tr("Your name"))
        self.content.addWidget(self.editor)
        self.content.addStretch(1)
        self._start = self.add_buttons(tr("Start"))
        self._start.clicked.connect(self._take)
        self.editor.textChanged.connect(self._enable)
        self._enable()

    def _enable(self) -> None:
        self._start.setEnabled(bool(self.editor.text().strip()))

    def _take(self) -> None:
        name = self.editor.text().strip()
        if name:
            self.close_sheet()
            self.named.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        else:
            super().keyPressEvent(event)
