"""The parties of all lots: who they are, where they appear, and two that are one made one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from workstation.application.parties import PartyRow, parties, party_record
from workstation.domain.fields import field_of
from workstation.domain.lots import Lot
from workstation.domain.parties import Party, RoleKind
from workstation.domain.record import LotRecord
from workstation.language.pinyin import says
from workstation.language.translator import Translator
from workstation.language.wording import Wording
from workstation.ui.desk import Desk
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, TableSpec
from workstation.ui.panels.row_form import RowForm
from workstation.ui.widgets.base import Label, row, scrolled, surface
from workstation.ui.widgets.buttons import Button
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.filterbox import FilterBox
from workstation.ui.widgets.split import Split
from workstation.ui.widgets.values import EmptyAction, KeyHint


def name_column(tr: Translator) -> Column[PartyRow]:
    """A party by all its names."""
    return Column(
        key="name", title=tr("Name"), value=lambda found: " · ".join(found.party.names), stretch=True
    )


class PartiesPanel(QWidget):
    """Signals: `lot_asked(lot id)`, `merge_asked(party id, all rows)`, `add_asked`."""

    lot_asked = Signal(str)
    merge_asked = Signal(str, object)
    add_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: tuple[PartyRow, ...] = ()
        context, tr = desk.context, desk.context.tr
        self._words = Wording(tr, context.formats)
        surface(self, "canvas")
        self.table = RecordTable(context, self._spec())
        self.table.sort_at_first_by("name")
        self.table.current_changed.connect(self._choose)
        self.filter = FilterBox(context, tr("Filter parties: name, alias, id, lot"))
        self.filter.changed.connect(self.table.set_filter)
        self.filter.left.connect(self.table.setFocus)
        self.filter.setFixedWidth(308)
        self._count = Label(context, tone="ink2")
        self.form = RowForm(desk, Party)
        self.lots = RecordTable(context, self._lots_spec())
        self.lots.row_activated.connect(self.lot_asked)
        self.merge = Button(context, tr("Merge with another …"), icon="people")
        self.merge.clicked.connect(self._merge)
        self.add = Button(context, tr("Add a party …"), icon="plus", key="+")
        self.add.clicked.connect(self.add_asked)
        self.add.setEnabled(not desk.services.read_only)
        self.table.key_typed.connect(self._typed)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._page())
        self.stack.addWidget(self._nobody())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        inset = context.theme.tokens.space.page_inset
        title = Label(context, tr("Parties"), px=context.theme.tokens.type.page, weight=600)
        layout.addLayout(row(title, 12, self._count, None, margins=(inset, 12, inset, 0)))
        layout.addLayout(row(self.filter, self.add, None, margins=(inset, 12, inset, 12)))
        layout.addWidget(self.stack, 1)
        desk.lots_changed.connect(self._changed)

    def _nobody(self) -> EmptyState:
        tr = self._desk.context.tr
        what, hint = (
            tr("Nobody is named in any lot yet."),
            tr("Name a borrower, guarantor or owner in a lot."),
        )
        actions = [EmptyAction("add", tr("Add a party …"), "plus")]
        empty = EmptyState(self._desk.context, "people", what, hint, actions=actions)
        empty.chosen.connect(lambda _: self.add_asked.emit())
        return empty

    def _page(self) -> QWidget:
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 12)
        body.setSpacing(0)
        tr, inset = self._desk.context.tr, self._desk.context.theme.tokens.space.page_inset
        body.addLayout(row(None, self.merge, margins=(inset, 4, 16, 4)))
        body.addWidget(self.form)
        body.addLayout(
            row(Label(self._desk.context, tr("Appears in"), weight=600), margins=(inset, 10, 16, 4))
        )
        body.addWidget(self.lots, 1)
        parts = (self.table, scrolled(inside))
        return Split(self._desk.context, "parties", parts, lambda whole, _: whole * 54 // 100)

    def _spec(self) -> TableSpec[PartyRow]:
        tr = self._desk.context.tr
        return TableSpec(
            name=tr("Parties"),
            key=lambda found: found.party.id,
            columns=(
                name_column(tr),
                Column(key="role", title=tr("Role"), value=lambda found: self._roles(found.kinds), width=120),
                Column(
                    key="kind",
                    title=tr("Kind"),
                    value=lambda found: self._said(found, "kind"),
                    width=76,
                    drop=2,
                ),
                Column(
                    key="id",
                    title=tr("Registered id"),
                    value=lambda found: self._said(found, "registered_id"),
                    width=170,
                    drop=1,
                ),
                Column(
                    key="lots",
                    title=tr("Lots"),
                    value=lambda found: len(found.lots) or "",
                    sort=lambda found: len(found.lots),
                    kind=Cell.NUMBER,
                    width=60,
                ),
            ),
            match=self._matches,
        )

    def _lots_spec(self) -> TableSpec[Lot]:
        tr = self._desk.context.tr
        return TableSpec(
            name=tr("Appears in"),
            key=lambda lot: lot.id,
            columns=(
                Column(key="lot", title=tr("Lot"), value=lambda lot: lot.name, stretch=True),
                Column(key="role", title=tr("Role"), value=self._role_in, width=140),
                Column(
                    key="stage",
                    title=tr("Stage"),
                    value=lambda lot: self._desk.context.choice_word(lot.stage),
                    width=110,
                ),
            ),
        )

    def _roles(self, kinds: Sequence[RoleKind]) -> str:
        return self._desk.context.tr(", ").join(map(self._desk.context.choice_word, kinds))

    def _role_in(self, lot: Lot) -> str:
        """Of the chosen party."""
        chosen = next((one for one in self._rows if one.party.id == self.table.current_id()), None)
        return self._roles(chosen.roles.get(lot.id, ())) if chosen is not None else ""

    def _typed(self, _: str, key: str) -> None:
        if key == "+" and self.add.isEnabled():
            self.add_asked.emit()

    def _said(self, found: PartyRow, name: str) -> str:
        return self._words.value(field_of(Party, name), getattr(found.party, name))

    @staticmethod
    def _matches(found: PartyRow, needle: str) -> bool:
        texts: list[Any] = [*found.party.names, found.party.registered_id, *(lot.name for lot in found.lots)]
        return says(" ".join(text for text in texts if text), needle)

    @property
    def key_hints(self) -> list[KeyHint]:
        tr = self._desk.context.tr
        return [
            KeyHint("↵", tr("open the lot")),
            KeyHint("+", tr("add a party")),
            KeyHint("F6", tr("next pane")),
        ]

    def read(self) -> None:
        reader = self._desk.services.reader
        self._desk.read(lambda: parties(reader), self._show, to=self, replaces="parties")

    def _changed(self) -> None:
        if self.isVisible():
            self.read()

    def _show(self, found: Sequence[PartyRow]) -> None:
        self._rows = tuple(found)
        tr = self._desk.context.tr
        self._count.setText(tr("{count} in all", count=len(found)))
        self.stack.setCurrentIndex(0 if found else 1)
        self.table.set_rows(found)
        if found and self.table.current_id() is None:
            self.table.select_id(found[0].party.id)
        self._choose(self.table.current_id() or "")

    def _choose(self, party: str) -> None:
        found = next((one for one in self._rows if one.party.id == party), None)
        self.lots.set_rows(found.lots if found else ())
        self.merge.setEnabled(found is not None and len(self._rows) > 1 and not self._desk.services.read_only)
        if found is None:
            return
        reader = self._desk.services.reader
        self._desk.read(
            lambda: party_record(reader, party),
            lambda record: self._show_form(party, record),
            to=self,
            replaces="party",
        )

    def _show_form(self, party: str, record: LotRecord) -> None:
        if party == self.table.current_id():
            self.form.show_row(record, record.get(Party, party))

    def _merge(self) -> None:
        party = self.table.current_id()
        if party:
            self.merge_asked.emit(party, self._rows)
