"""The lot at a glance: how far it stands on paper, and the listing it is offered under."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workstation.application.records import FieldRef
from workstation.domain.evidence import coverage
from workstation.domain.listings import Listing
from workstation.domain.lots import Lot
from workstation.domain.record import LotRecord
from workstation.ui.desk import Desk
from workstation.ui.panels.coverage_line import CoverageLine
from workstation.ui.panels.row_form import RowForm
from workstation.ui.widgets.base import Label, Rule, row, scrolled, surface
from workstation.ui.widgets.buttons import Button, IconButton, mark_writing
from workstation.ui.widgets.segments import SegmentedControl
from workstation.ui.widgets.values import TabItem

_AREAS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Listing", ("lot", "listing")),
    ("Claims", ("claim", "balance", "role")),
    ("Collateral", ("collateral", "appraisal", "encumbrance")),
    ("Guarantees", ("guarantee", "assertion")),
    (
        "Valuation",
        ("assumptions", "cost", "scenario", "scenario_sale", "scenario_prior", "scenario_guarantor"),
    ),
)


class OverviewPanel(QWidget):
    """Coverage by part of the lot, then the forms of lot and listing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        context = desk.context
        surface(self, "canvas")
        self._bars = {name: CoverageLine(context) for name, _ in _AREAS}
        self.lot = RowForm(desk, Lot, ("name", "number", "region", "summary"))
        self._record: LotRecord | None = None
        self._chosen, self._count = "", 0  # an earlier round that a person looks at; how many there were
        desk.field_focus_requested.connect(self._bring)
        self.listing = RowForm(desk, Listing)
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 8, 0, 16)
        body.setSpacing(0)
        body.addLayout(self._head("What stands on paper"))
        for name, bar in self._bars.items():
            label = Label(context, context.tr(name), tone="ink2")
            label.setFixedWidth(context.theme.tokens.space.form_label)
            body.addLayout(row(label, bar, None, margins=(20, 2, 20, 2)))
        body.addLayout(self._head("Lot"))
        body.addWidget(self.lot)
        body.addWidget(Rule(context))
        body.addLayout(self._rounds_line())
        body.addWidget(self.listing)
        body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inside))

    def _rounds_line(self) -> QHBoxLayout:
        context = self._desk.context
        self.rounds = SegmentedControl(context, context.tr("Rounds of the lot"))
        self.rounds.chosen.connect(self._choose)
        self.remove = IconButton(context, "trash", context.tr("Remove this round"))
        self.remove.clicked.connect(self._remove)
        self.add = Button(context, context.tr("New round"), icon="plus")
        self.add.clicked.connect(self._desk.new_round)
        mark_writing(self.remove, self.add)
        title = Label(context, context.tr("Listing"), weight=600)
        return row(title, self.rounds, None, self.remove, self.add, margins=(20, 10, 20, 4))

    def _head(self, text: str) -> QHBoxLayout:
        return row(
            Label(self._desk.context, self._desk.context.tr(text), weight=600), None, margins=(20, 10, 20, 4)
        )

    def show_record(self, record: LotRecord) -> None:
        self.lot.show_row(record, record.lot)
        self._record = record
        self._show_listing(record)
        for name, entities in _AREAS:
            rows = tuple(item for entity in entities for item in record.rows.get(entity, {}).values())
            found = coverage(record, rows)
            self._bars[name].show_coverage(found)
        if self.isVisible():
            self._desk.set_field_order(self.refs())

    def _show_listing(self, record: LotRecord) -> None:
        """The latest round, or the earlier one that was chosen; a round that comes is shown."""
        listings = record.all(Listing)
        if len(listings) != self._count or record.get(Listing, self._chosen) is None:
            self._chosen = ""
        self._count = len(listings)
        tr = self._desk.context.tr
        self.rounds.set_items(
            [
                TabItem(each.id, tr("Round {round}", round=each.round or place))
                for place, each in reversed(list(enumerate(listings, 1)))
            ]
        )
        several = len(listings) > 1
        self.rounds.setVisible(several)
        self.remove.setVisible(several)
        shown = record.get(Listing, self._chosen) or (listings[-1] if listings else None)
        if shown is not None:
            self.rounds.set_current(shown.id)
        self.listing.show_row(record, shown)

    def _choose(self, listing: str) -> None:
        self._chosen = listing
        if self._record is not None:
            self.show_record(self._record)
            self._desk.drop_unseen_target()

    def _bring(self, ref: FieldRef) -> None:
        """A field of another round is asked for: its round comes forward."""
        shown = self.listing.row
        if self._record is not None and ref.entity == "listing" and shown is not None and ref.row != shown.id:
            self._choose(ref.row)

    def _remove(self) -> None:
        if self.listing.row is not None:
            self._desk.remove_round(self.listing.row.id)

    def shows_row_of(self, ref: FieldRef) -> bool:
        """Whether the round of a field is the one that is shown."""
        shown = self.listing.row
        return ref.entity == "lot" or (
            shown is not None and (shown.entity, shown.id) == (ref.entity, ref.row)
        )

    def refs(self) -> list[FieldRef]:
        return [*self.lot.refs(), *self.listing.refs()]
