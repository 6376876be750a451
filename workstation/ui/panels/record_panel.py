"""One record at a time: segments on top, its form, its parts under it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from workstation.application.records import FieldRef
from workstation.domain.evidence import coverage
from workstation.domain.record import LotRecord
from workstation.language.row_words import row_words
from workstation.ui.desk import Desk
from workstation.ui.panels.child_rows import ChildRows, Parts
from workstation.ui.panels.coverage_line import CoverageLine
from workstation.ui.panels.row_form import RowForm
from workstation.ui.widgets.base import Rule, row, scrolled, surface
from workstation.ui.widgets.buttons import IconButton, mark_writing
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.segments import SegmentedControl, SegmentStrip
from workstation.ui.widgets.values import EmptyAction, TabItem

AddRow = Callable[[Desk, Callable[[str], None]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelSpec:
    """What a panel shows. `add` makes a row and hands its id on; `empty` is what is not there and what to do next."""

    record_class: type[Any]
    name: str
    add: AddRow
    add_text: str
    empty: tuple[str, str]
    icon: str
    parts: tuple[Parts, ...] = ()
    fields: tuple[str, ...] | None = None


class RecordPanel(QWidget):
    """Keeps the row that was shown while the record changes under it."""

    def __init__(self, desk: Desk, spec: PanelSpec) -> None:
        super().__init__()
        self.desk = desk
        self.spec = spec
        self._record: LotRecord | None = None
        self._shown = ""
        context = desk.context
        surface(self, "canvas")
        self.segments = SegmentedControl(context, context.tr(spec.name))
        self.segments.chosen.connect(self.show_row)
        self.coverage = CoverageLine(context)
        self.add = IconButton(context, "plus", context.tr(spec.add_text))
        self.add.clicked.connect(self.add_row)
        self.remove = IconButton(context, "trash", context.tr("Remove this record"))
        self.remove.clicked.connect(self._remove_row)
        mark_writing(self.add, self.remove)
        self.form = RowForm(desk, spec.record_class, spec.fields)
        self.parts = [ChildRows(desk, parts) for parts in spec.parts]
        self.stack = QStackedWidget()
        self.stack.addWidget(self._page())
        self.stack.addWidget(self._empty())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        desk.field_focus_requested.connect(self._bring)

    def _page(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.strip = SegmentStrip(self.segments)
        head = row(self.strip, self.add, self.remove, None, self.coverage, margins=(16, 6, 16, 5))
        box.addLayout(head)
        box.addWidget(Rule(self.desk.context))
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 16)
        self.body.setSpacing(0)
        self.body.addWidget(self.form)
        for part in self.parts:
            self.body.addWidget(part)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.body)
        column.addStretch(1)
        box.addWidget(scrolled(inside), 1)
        return page

    def _empty(self) -> EmptyState:
        tr, spec = self.desk.context.tr, self.spec
        action = EmptyAction("add", tr(spec.add_text), "plus", writes=True)
        empty = EmptyState(
            self.desk.context, spec.icon, tr(spec.empty[0]), tr(spec.empty[1]), actions=[action]
        )
        empty.chosen.connect(lambda _: self.add_row())
        return empty

    # what the frame asks

    def show_record(self, record: LotRecord) -> None:
        self._record = record
        rows = record.all(self.spec.record_class)
        self.stack.setCurrentIndex(0 if rows else 1)
        self.segments.set_items([TabItem(item.id, self.title(item)) for item in rows])
        if all(item.id != self._shown for item in rows):
            self._shown = rows[0].id if rows else ""
        self.show_row(self._shown)

    def title(self, item: Any) -> str:
        """What a segment says: the name, the contract or the person."""
        return row_words(self.desk.context.tr, self._record, item)

    def show_row(self, identity: str) -> None:
        record = self._record
        if record is None:
            return
        changed, self._shown = identity != self._shown, identity
        self.segments.set_current(identity)
        self.strip.fit()
        item = record.get(self.spec.record_class, identity)
        self.form.show_row(record, item)
        for part in self.parts:
            part.show_rows(record, identity if item is not None else None)
        self._show_coverage(record, item)
        if self.isVisible():
            self.desk.set_field_order(self.refs())
            if changed:
                self.desk.drop_unseen_target()

    def shows_row_of(self, ref: FieldRef) -> bool:
        """Whether the row of a field is the one that is shown, or the chosen one of its parts."""
        rows = [form.row for form in self.row_forms()]
        return any(row is not None and (row.entity, row.id) == (ref.entity, ref.row) for row in rows)

    def row_forms(self) -> list[RowForm]:
        """Every form of a row in the panel, shown or not."""
        return [self.form, *(part.form for part in self.parts)]

    def refs(self) -> list[FieldRef]:
        """The fields from top to bottom."""
        return [*self.form.refs(), *(ref for part in self.parts for ref in part.refs())]

    def _show_coverage(self, record: LotRecord, item: Any) -> None:
        if item is None:
            return
        rows = [item]
        for part in self.spec.parts:
            rows += record.all(part.record_class, **{part.parent: item.id})
        found = coverage(record, tuple(rows))
        self.coverage.show_coverage(found)

    def add_row(self) -> None:
        self.spec.add(self.desk, self._added)

    def _added(self, identity: str) -> None:
        self._shown = identity

    def _remove_row(self) -> None:
        if self._shown:
            self.desk.remove(self.spec.record_class.entity, self._shown)

    def _bring(self, ref: FieldRef) -> None:
        """Shows the row, or the part, whose field shall get the focus."""
        record = self._record
        if record is None:
            return
        if ref.entity == self.spec.record_class.entity and record.row(ref.entity, ref.row) is not None:
            if ref.row != self._shown:
                self.show_row(ref.row)
                self.form.form.focus_field(ref.field)
            return
        for part in self.spec.parts:
            item = record.row(ref.entity, ref.row) if part.record_class.entity == ref.entity else None
            if item is not None:
                above = getattr(item, part.parent)
                if above != self._shown and record.get(self.spec.record_class, above) is not None:
                    self.show_row(above)
                self.parts[self.spec.parts.index(part)].bring(ref)
