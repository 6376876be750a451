"""Choosing the field that a page is about: every citable field of the lot, narrowed by what is typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from workstation.application.records import FieldRef
from workstation.ui.context import UiContext
from workstation.ui.widgets.base import Label
from workstation.ui.widgets.popover import Sheet

SIZE = QSize(440, 420)


@dataclass(frozen=True, slots=True)
class Choice:
    """A field and how it is called, in the reader's language."""

    ref: FieldRef
    text: str


class FieldPicker(Sheet):
    """Type to filter, arrows to walk, Enter to choose. Signal: `chosen(FieldRef)`."""

    chosen = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget, choices: Sequence[Choice]) -> None:
        tr = context.tr
        super().__init__(context, parent, SIZE, tr("Which field is this page about?"))
        self._choices = choices
        title = Label(context, tr("Which field is this page about?"), weight=600)
        self.box = QLineEdit()
        self.box.setFont(context.theme.font())
        self.box.setFixedHeight(context.theme.tokens.size.field)
        self.box.setPlaceholderText(tr("Name of a field or a record"))
        self.box.setAccessibleName(tr("Name of a field or a record"))
        self.list = QListWidget()
        self.list.setFont(context.theme.font())
        self.list.setAccessibleName(tr("Fields"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self._none = Label(context, tr("No field is called that."), tone="ink2")
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(8)
        for widget in (title, self.box, self._none, self.list):
            self.body.addWidget(widget)
        self.box.textChanged.connect(self._filter)
        self.box.installEventFilter(self)
        self.list.itemClicked.connect(self._choose)
        self._filter("")

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        self.list.clear()
        for choice in self._choices:
            if all(word in choice.text.casefold() for word in words):
                item = QListWidgetItem(choice.text)
                item.setData(Qt.ItemDataRole.UserRole, choice.ref)
                item.setSizeHint(QSize(0, 28))
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._none.setVisible(self.list.count() == 0)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            ref = item.data(Qt.ItemDataRole.UserRole)
            self.close_sheet()
            self.chosen.emit(ref)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.box and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._choose(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type] # Qt passes QObject
