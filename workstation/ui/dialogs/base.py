"""A sheet with a heading, a body and buttons: the shape of all dialogs."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.ui.context import UiContext
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

    def add_buttons(self, primary: str, *, key: str = "Enter") -> Button:
        """The primary button and Cancel, at the right below; the primary one is returned."""
        button = Button(self.context, primary, kind=ButtonKind.PRIMARY, key=key)
        cancel = Button(self.context, self.context.tr("Cancel"), key="Esc")
        cancel.clicked.connect(self.close_sheet)
        self.body.addLayout(row(None, cancel, button, margins=(0, 0, INSET - 16, 0)))
        return button
