"""A sheet with a heading, a body and buttons: the shape of all dialogs."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from workstation.ui.context import UiContext
from workstation.ui.models.table import RecordTable
from workstation.ui.widgets.base import Label, row
from workstation.ui.widgets.buttons import Button, ButtonKind, IconButton
from workstation.ui.widgets.popover import Sheet

INSET = 24


class TitledSheet(Sheet):
    """`content` takes the widgets between heading and buttons."""

    def __init__(self, context: UiContext, host: QWidget, title: str, size: QSize) -> None:
        super().__init__(context, host, size, title)
        self.context = context
        heading = Label(context, title, px=context.theme.tokens.type.title, weight=600)
        close = IconButton(context, "cross", context.tr("Close"), key="Esc")
        close.clicked.connect(self.close_sheet)
        self.body.setContentsMargins(INSET, 16, 16, 20)
        self.body.setSpacing(12)
        self.body.addLayout(row(heading, None, close))
        self.content = QVBoxLayout()
        self.content.setContentsMargins(0, 0, INSET - 16, 0)
        self.content.setSpacing(8)
        self.body.addLayout(self.content, 1)

    def line(self, name: str, hint: str, then: Callable[[], object], *, width: int = 0) -> QLineEdit:
        """A line to type in, called `name` by a screen reader. Enter does `then`; in an empty line it is the sheet's."""
        line = _Line()
        line.setFont(self.context.theme.font())
        line.setFixedHeight(self.context.theme.tokens.size.field + 4)
        line.setMinimumWidth(width)
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        line.returnPressed.connect(then)
        return line

    def password_line(self, hint: str, then: Callable[[], object], *, width: int = 0) -> QLineEdit:
        line = self.line(self.context.tr("Password"), hint, then, width=width)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        return line

    def add_buttons(self, primary: str, *, key: str = "Enter") -> Button:
        """The primary button and Cancel, at the right below; the primary one is returned."""
        button = Button(self.context, primary, kind=ButtonKind.PRIMARY, key=key)
        cancel = Button(self.context, self.context.tr("Cancel"), key="Esc")
        cancel.clicked.connect(self.close_sheet)
        self.body.addLayout(row(None, cancel, button, margins=(0, 0, INSET - 16, 0)))
        return button


class _Line(QLineEdit):
    """Qt hands an Enter on to the sheet after `returnPressed`, which would then do its own as well."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        said = bool(self.text())
        super().keyPressEvent(event)
        if said and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()


def deleted_row(table: RecordTable, event: QKeyEvent) -> str | None:
    """The row that Del asks to take away, while the table has the focus."""
    return table.current_id() if event.key() == Qt.Key.Key_Delete and table.hasFocus() else None
