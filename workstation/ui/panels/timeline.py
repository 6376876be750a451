"""What happened, by date, and how the claim came to the seller: entered once, shown beside what it concerns."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from workstation.application.records import FieldRef
from workstation.domain.events import Event, EventKind
from workstation.domain.record import LotRecord
from workstation.domain.transfers import Transfer
from workstation.language.pinyin import says
from workstation.ui.desk import Desk
from workstation.ui.panels.child_rows import ChildRows, Parts
from workstation.ui.widgets.base import row, scrolled, surface
from workstation.ui.widgets.buttons import Button
from workstation.ui.widgets.filterbox import FilterBox


def by_day(_: LotRecord, rows: tuple[Any, ...]) -> tuple[Any, ...]:
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
        filtered=parent != "lot",
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
        self._kind: EventKind | None = None
        context, tr = desk.context, desk.context.tr
        self.filter = FilterBox(context, tr("Filter events"))
        self.filter.changed.connect(lambda _: self._narrow())
        self.filter.left.connect(self.parts[0].table.setFocus)
        self.parts[0].table.key_typed.connect(lambda _, key: self.filter.setFocus() if key == "/" else None)
        self.kinds = Button(context, tr("All kinds"), chevron=True)
        self.kinds.clicked.connect(self._drop_kinds)
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 16)
        body.setSpacing(0)
        inset = context.theme.tokens.space.page_inset
        self.filter.setFixedWidth(240)
        body.addLayout(row(self.filter, self.kinds, None, margins=(inset, 10, 12, 0)))
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

    def _drop_kinds(self) -> None:
        """The kinds that occur."""
        record, tr = self._desk.record, self._desk.context.tr
        found = {event.kind for event in record.all(Event)} if record is not None else set()
        menu = QMenu(self)
        menu.setFont(self._desk.context.theme.font())
        menu.addAction(tr("All kinds"))
        for kind in EventKind:
            if kind in found:
                menu.addAction(self._desk.context.choice_word(kind)).setData(kind.value)
        menu.triggered.connect(
            lambda action: self._choose(EventKind(action.data()) if action.data() else None)
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.kinds.mapToGlobal(self.kinds.rect().bottomLeft()))

    def _choose(self, kind: EventKind | None) -> None:
        context = self._desk.context
        self._kind = kind
        self.kinds.setText(context.tr("All kinds") if kind is None else context.choice_word(kind))
        self._narrow()

    def _narrow(self) -> None:
        needle, events = self.filter.text(), self.parts[0]

        def keep(event: Event) -> bool:
            return self._kind in {None, event.kind} and says(events.words(event), needle)

        events.keep_only(keep if needle.strip() or self._kind is not None else None)

    def refs(self) -> list[FieldRef]:
        return [ref for part in self.parts for ref in part.refs()]

    def _bring(self, ref: FieldRef) -> None:
        """What is asked for is shown, whatever the filter lets through."""
        if ref.entity == Event.entity and (self._kind is not None or self.filter.text()):
            self.filter.clear()
            self._choose(None)
        for part in self.parts:
            if part.entity == ref.entity:
                part.bring(ref)
