"""The user's name, which signs every operation in the history, and where the first workspace lies: both kept, both to be
changed."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workstation.ui.context import UiContext
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.dialogs.files import ask_new_workspace
from workstation.ui.widgets.base import ElidedLabel, Label, row
from workstation.ui.widgets.buttons import Button


class NameSheet(TitledSheet):
    """`known` is the name until now, "" where it is asked for the first time; with a `place` it also says where the lots
    will lie and lets another place be chosen. Signal: `named(text)`."""

    named = Signal(str)

    def __init__(
        self,
        context: UiContext,
        host: QWidget,
        suggestion: str = "",
        *,
        known: str = "",
        place: Path | None = None,
    ) -> None:
        tr = context.tr
        title = tr("Your name") if known else tr("What is your name?")
        if place is not None:
            title = tr("Where your lots will lie")
        super().__init__(context, host, title, QSize(520 if place else 460, 348 if place else 232))
        self.place = place
        if place is not None:
            self._ask_place(place)
        said = tr(
            "It stands beside everything you do in the history of a lot; kept on this computer, and changed in the menu Workspace."
        )
        if known and place is None:
            said = tr(
                "It stands beside everything you do in the history of a lot from now on. What was done before keeps the earlier name, and Ctrl+Z does not take it back."
            )
        self.editor = QLineEdit(known or suggestion)
        self.editor.selectAll()
        self.editor.setFont(context.theme.font())
        self.editor.setFixedHeight(context.theme.tokens.size.field + 4)
        self.editor.setAccessibleName(tr("Your name"))
        self.editor.setPlaceholderText(tr("Your name"))
        if place is not None:
            self.content.addWidget(Label(context, tr("Your name"), weight=600))
        self.content.addWidget(self.editor)
        self.content.addWidget(Label(context, said, tone="ink2", wrap=True))
        self.content.addStretch(1)
        self._start = self.add_buttons(tr("Keep") if known and place is None else tr("Start"))
        self._start.clicked.connect(self._take)
        self.editor.textChanged.connect(self._enable)
        self._enable()

    def _ask_place(self, place: Path) -> None:
        context, tr = self.context, self.context.tr
        self.where = ElidedLabel(context, str(place))
        self.where.setAccessibleName(tr("Folder"))
        self.another = Button(context, tr("Another place …"), icon="folder")
        self.another.clicked.connect(
            lambda: ask_new_workspace(self, tr, self.place or place, self._take_place)
        )
        said = tr(
            "All lots, papers and snapshots lie in this one folder. It can be moved, and copied to another disk."
        )
        line = row(self.where, self.another)
        line.setStretch(0, 1)
        self.content.addLayout(line)
        self.content.addWidget(Label(context, said, tone="ink2", wrap=True))
        self.content.addSpacing(8)

    def _take_place(self, place: Path) -> None:
        self.place = place
        self.where.setText(str(place))

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
