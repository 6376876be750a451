"""The bin: what was removed and not brought back, of the open lot and of the whole workspace."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from workstation.application.history import Removed, bin_of
from workstation.application.sentences import sentence
from workstation.language.actors import actor_word
from workstation.ui.desk import Desk
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Column, TableSpec
from workstation.ui.widgets.base import Label, row
from workstation.ui.widgets.buttons import Button, ButtonKind
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.segments import SegmentedControl
from workstation.ui.widgets.values import TabItem

LOT, WORKSPACE = "lot", "workspace"


class BinSheet(TitledSheet):
    """Enter, a double click or the button brings back; the sheet stays, so that several can be brought back."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        tr = desk.context.tr
        super().__init__(desk.context, host, tr("Bin"), QSize(820, 520))
        self._desk = desk
        self._lot = desk.lot
        self._found: dict[str, Removed] = {}
        said = tr(
            "Everything that was removed can be brought back, with its evidence. Files are never deleted."
        )
        self.content.addWidget(Label(desk.context, said, tone="ink2", wrap=True))
        self.of = SegmentedControl(desk.context, tr("Whose bin"))
        self.of.set_items([TabItem(LOT, tr("This lot")), TabItem(WORKSPACE, tr("Whole workspace"))])
        self.of.set_current(LOT if desk.lot else WORKSPACE)
        self.of.chosen.connect(lambda _: self.read())
        self.table = RecordTable(desk.context, self._spec())
        self.table.row_activated.connect(lambda _: self._bring_back())
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        hint = tr("What you remove from now on lies here until you bring it back.")
        self.stack.addWidget(EmptyState(desk.context, "trash", tr("The bin is empty."), hint))
        self.restore = Button(
            desk.context, tr("Bring back"), kind=ButtonKind.PRIMARY, icon="undo", key="Enter"
        )
        self.restore.clicked.connect(self._bring_back)
        close = Button(desk.context, tr("Close"), key="Esc")
        close.clicked.connect(self.close_sheet)
        self.content.addWidget(self.of)
        self.of.setVisible(
            desk.lot is not None
        )  # where it stands: before that it would be a window of its own
        self.content.addWidget(self.stack, 1)
        self.body.addLayout(row(None, close, self.restore, margins=(0, 0, 8, 0)))
        desk.bin_changed.connect(self.read)
        self.read()

    def _spec(self) -> TableSpec[Removed]:
        tr = self.context.tr
        return TableSpec(
            name=tr("Bin"),
            key=lambda removed: removed.operation,
            columns=(
                Column(
                    key="at",
                    title=tr("When"),
                    value=lambda removed: f"{removed.at:%Y-%m-%d %H:%M}",
                    width=140,
                ),
                Column(
                    key="actor",
                    title=tr("Who"),
                    value=lambda removed: actor_word(tr, removed.actor),
                    width=110,
                ),
                Column(
                    key="what",
                    title=tr("What"),
                    value=lambda removed: sentence(tr, removed.step),
                    stretch=True,
                ),
                Column(key="along", title=tr("With it"), value=self._along, width=190),
            ),
        )

    def _along(self, removed: Removed) -> str:
        tr = self.context.tr
        return tr("{rows} records, {evidence} sources", rows=removed.rows, evidence=removed.evidence)

    def read(self) -> None:
        lot = self._lot if self.of.current() == LOT else None
        reader = self._desk.services.reader
        self._desk.read(lambda: bin_of(reader, lot), self._show, to=self, replaces="bin")

    def _show(self, found: Sequence[Removed]) -> None:
        self._found = {removed.operation: removed for removed in found}
        self.table.set_rows(found)
        self.stack.setCurrentIndex(0 if found else 1)
        if found and self.table.current_id() is None:
            self.table.select_id(found[0].operation)
        self.restore.setEnabled(bool(found) and not self._desk.services.read_only)

    def _bring_back(self) -> None:
        removed = self._found.get(self.table.current_id() or "")
        if removed is not None:
            self._desk.bring_back(removed)
