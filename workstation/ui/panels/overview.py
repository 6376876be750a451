"""The lot at a glance: how far it stands on paper, and the listing it is offered under."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workstation.application.records import FieldRef
from workstation.domain.evidence import coverage
from workstation.domain.listings import Listing
from workstation.domain.lots import Lot
from workstation.domain.record import LotRecord
from workstation.ui.desk import Desk
from workstation.ui.panels.coverage_line import CoverageLine
from workstation.ui.panels.row_form import RowForm
from workstation.ui.widgets.base import Label, Rule, row, surface

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
        self.listing = RowForm(desk, Listing)
        inside = QWidget()
        surface(inside, "canvas")
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
        body.addLayout(self._head("Listing"))
        body.addWidget(self.listing)
        body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _head(self, text: str) -> QHBoxLayout:
        return row(
            Label(self._desk.context, self._desk.context.tr(text), weight=600), None, margins=(20, 10, 20, 4)
        )

    def show_record(self, record: LotRecord) -> None:
        self.lot.show_row(record, record.lot)
        listings = record.all(Listing)
        self.listing.show_row(record, listings[-1] if listings else None)
        for name, entities in _AREAS:
            rows = tuple(item for entity in entities for item in record.rows.get(entity, {}).values())
            found = coverage(record, rows)
            self._bars[name].show_coverage(found)
        if self.isVisible():
            self._desk.set_field_order(self.refs())

    def refs(self) -> list[FieldRef]:
        return [*self.lot.refs(), *self.listing.refs()]
