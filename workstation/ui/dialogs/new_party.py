"""A party by hand: its name, the lot that it belongs to, and what it is there."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from workstation.application.parties import add_party
from workstation.domain.lots import Lot
from workstation.domain.parties import RoleKind
from workstation.ui.desk import Desk
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.forms.editors import ChoiceEditor
from workstation.ui.forms.values import Option
from workstation.ui.widgets.base import Label


class NewPartySheet(TitledSheet):
    """Enter adds it; who is known by that name or alias is taken, and gets the role. `lots` are those to choose from."""

    def __init__(self, desk: Desk, host: QWidget, lots: Sequence[Lot]) -> None:
        context, tr = desk.context, desk.context.tr
        super().__init__(context, host, tr("Add a party"), QSize(520, 280))
        self._desk = desk
        self.name = self.line(tr("Name"), tr("As the papers write it"), self._take)
        self.role = self._choice(
            tr("Role"), [Option(kind.value, context.choice_word(kind)) for kind in RoleKind]
        )
        self.lot = self._choice(tr("Lot"), [Option(lot.id, lot.name) for lot in lots])
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for place, widget in enumerate((self.name, self.role, self.lot)):
            grid.addWidget(Label(context, widget.accessibleName(), tone="ink2"), place, 0)
            grid.addWidget(widget, place, 1)
        self.content.addLayout(grid)
        self.content.addStretch(1)
        self.add = self.add_buttons(tr("Add"))
        self.add.clicked.connect(self._take)
        self.name.textChanged.connect(lambda _: self._enable())
        self._enable()

    def _choice(self, name: str, options: Sequence[Option]) -> ChoiceEditor:
        editor = ChoiceEditor(self.context, list(options), boxed=True)
        editor.setAccessibleName(name)
        editor.show_text(options[0].value if options else "")
        return editor

    def _enable(self) -> None:
        self.add.setEnabled(bool(self.name.text().strip() and self.lot.typed()))

    def _take(self) -> None:
        if self.add.isEnabled():
            services, name = self._desk.services, self.name.text()
            lot, kind = self.lot.typed(), RoleKind(self.role.typed())
            self.close_sheet()
            self._desk.write(lambda: add_party(services.writer, lot, name, kind))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        else:
            super().keyPressEvent(event)
