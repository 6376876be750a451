"""Two parties that are one: which name stays is said before anything is changed."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from workstation.application.parties import PartyRow
from workstation.ui.desk import Desk
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Column, TableSpec
from workstation.ui.panels.parties import name_column
from workstation.ui.widgets.base import Label
from workstation.ui.widgets.filterbox import FilterBox


class MergeSheet(TitledSheet):
    """`gone` is merged into the party that is chosen. Ctrl+Z takes it back."""

    def __init__(self, desk: Desk, host: QWidget, gone: PartyRow, others: Sequence[PartyRow]) -> None:
        tr = desk.context.tr
        title = tr("Merge {name} into another party", name=gone.party.name)
        super().__init__(desk.context, host, title, QSize(620, 460))
        self._desk, self._gone = desk, gone
        self._others = {found.party.id: found for found in others}
        self.filter = FilterBox(desk.context, tr("Which party is the same"))
        self.filter.changed.connect(self._narrow)
        self.table = RecordTable(desk.context, self._spec())
        self.table.current_changed.connect(lambda _: self._say())
        self.table.row_activated.connect(lambda _: self._take())
        self._said = Label(desk.context, tone="ink2", wrap=True)
        self.content.addWidget(self.filter)
        self.content.addWidget(self.table, 1)
        self.content.addWidget(self._said)
        self._merge = self.add_buttons(tr("Merge"))
        self._merge.clicked.connect(self._take)
        self.table.set_rows(self._others.values())
        self._narrow("")

    def _spec(self) -> TableSpec[PartyRow]:
        tr = self.context.tr
        return TableSpec(
            name=tr("Parties"),
            key=lambda found: found.party.id,
            columns=(
                name_column(tr),
                Column(
                    key="lots",
                    title=tr("Lots"),
                    value=lambda found: tr(", ").join(lot.name for lot in found.lots),
                    width=220,
                ),
            ),
        )

    def _narrow(self, text: str) -> None:
        self.table.set_filter(text)
        model = self.table.records
        if model.rowCount() and self.table.current_id() is None:
            self.table.select_id(model.id_at(0))
        self._say()

    def _say(self) -> None:
        tr, kept = self.context.tr, self._others.get(self.table.current_id() or "")
        self._merge.setEnabled(kept is not None)
        if kept is None:
            self._said.setText(tr("No party passes this filter."))
            return
        said = tr(
            "{kept} stays and is also known as {gone}; {count} lots, with their evidence, name it from then on.",
            kept=kept.party.name,
            gone=self._gone.party.name,
            count=len(self._gone.lots),
        )
        self._said.setText(said)

    def _take(self) -> None:
        kept = self.table.current_id()
        if kept:
            self.close_sheet()
            self._desk.merge_parties(self._gone.party.id, kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.table.setFocus()
        else:
            super().keyPressEvent(event)
