"""What happened, by date, and how the claim came to the seller: entered once, shown beside what it concerns."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.application.records import FieldRef
from workstation.domain.events import Event
from workstation.domain.record import LotRecord
from workstation.domain.transfers import Transfer
from workstation.ui.desk import Desk
from workstation.ui.panels.child_rows import ChildRows, Parts
from workstation.ui.widgets.base import scrolled, surface


def by_day(rows: tuple[Any, ...]) -> tuple[Any, ...]:
    """Oldest first; what has no date yet comes last."""
    return tuple(sorted(rows, key=lambda row: (row.on or date.max, row.id)))


def events_of(parent: str) -> Parts:
    """The events that concern a claim, a guarantee or a collateral, or the whole lot."""
    return Parts(
        record_class=Event,
        parent=parent,
        title="Events" if parent != "lot" else "What happened",
        add="Add an event",
        columns=("what", "kind", "on"),
        source="on",
        arrange=by_day,
    )


_CHAIN = Parts(
    record_class=Transfer,
    parent="lot",
    title="Chain of title",
    add="Add a transfer",
    columns=("giver", "taker", "claim", "on"),
    source="on",
    arrange=by_day,
)


class TimelinePanel(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        surface(self, "canvas")
        self.parts = [ChildRows(desk, events_of("lot")), ChildRows(desk, _CHAIN)]
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 16)
        body.setSpacing(0)
        for part in self.parts:
            body.addWidget(part)
        body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inside))
        desk.field_focus_requested.connect(self._bring)

    def show_record(self, record: LotRecord) -> None:
        for part in self.parts:
            part.show_rows(record, record.lot.id)
        if self.isVisible():
            self._desk.set_field_order(self.refs())

    def refs(self) -> list[FieldRef]:
        return [ref for part in self.parts for ref in part.refs()]

    def _bring(self, ref: FieldRef) -> None:
        for part in self.parts:
            if part.entity == ref.entity:
                part.bring(ref)
