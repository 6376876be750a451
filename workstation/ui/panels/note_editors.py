"""Heading and text of a note: the editors of the forms, as large as a page to write on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from workstation.ui.context import UiContext
from workstation.ui.forms.editors import LineEditor, ProseEditor

TALLEST = 16_777_215  # Qt's own bound: no bound


class HeadingEditor(LineEditor):
    def __init__(self, context: UiContext) -> None:
        super().__init__(context, context.tr("Heading"))
        self.setFont(context.theme.font(context.theme.tokens.type.item, 600))
        self.setAccessibleName(context.tr("Heading"))
        self.setFixedHeight(34)


class BodyEditor(ProseEditor):
    """Fills the room it is given; text 15 on lines of 1.5 (look.md 5)."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.setFont(context.theme.font(context.theme.tokens.type.item))
        self.setAccessibleName(context.tr("Text of the note"))
        self.setPlaceholderText(context.tr("Write here. What you write is kept when you leave it."))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _grow(self) -> None:
        self.setMaximumHeight(TALLEST)
        self.setMinimumHeight(120)
