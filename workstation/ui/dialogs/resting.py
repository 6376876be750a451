"""What rests on a page: the fields that would lose their evidence with it, and which of them lead to the bid."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from workstation.application.records import FieldRef
from workstation.application.resting import Resting, rests_on
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.fields import field_of
from workstation.domain.record import LotRecord
from workstation.language.row_words import row_words
from workstation.ui.desk import Desk, document_name
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, TableSpec
from workstation.ui.panels.field_views import FieldViews
from workstation.ui.widgets.base import Label
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.segments import SegmentedControl
from workstation.ui.widgets.values import TabItem

PAGE, DOCUMENT = "page", "document"


@dataclass(frozen=True, slots=True)
class RestingLine:
    """One field in words."""

    id: str
    ref: FieldRef
    field: str
    record: str
    value: str
    page: int
    leads: str


class RestingSheet(TitledSheet):
    """Enter goes to the field. `version` and `page` (0-based) are what the viewer shows."""

    def __init__(self, desk: Desk, host: QWidget, version: str, page: int) -> None:
        tr = desk.context.tr
        super().__init__(desk.context, host, tr("What rests on this page"), QSize(760, 440))
        self._desk, self._version, self._page = desk, version, page
        self._lines: dict[str, RestingLine] = {}
        self._said = Label(desk.context, tone="ink2", wrap=True)
        self.of = SegmentedControl(desk.context, tr("How much of the document"))
        self.of.set_items(
            [TabItem(PAGE, tr("Page {page}", page=page + 1)), TabItem(DOCUMENT, tr("Whole document"))]
        )
        self.of.set_current(PAGE)
        self.of.chosen.connect(lambda _: self.read())
        self.table = RecordTable(desk.context, self._spec())
        self.table.row_activated.connect(self._go)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        nothing = tr("No value rests on it yet.")
        self.stack.addWidget(
            EmptyState(desk.context, "page", nothing, tr("Select a passage and press Ctrl+E."))
        )
        self.content.addWidget(self._said)
        self.content.addWidget(self.of)
        self.content.addWidget(self.stack, 1)
        self.read()

    def _spec(self) -> TableSpec[RestingLine]:
        tr = self.context.tr
        return TableSpec(
            name=tr("What rests on this page"),
            key=lambda line: line.id,
            columns=(
                Column(key="field", title=tr("Field"), value=lambda line: line.field, stretch=True),
                Column(key="record", title=tr("Record"), value=lambda line: line.record, width=170),
                Column(key="value", title=tr("Value"), value=lambda line: line.value, width=160),
                Column(
                    key="page", title=tr("Page"), value=lambda line: line.page + 1, kind=Cell.NUMBER, width=56
                ),
                Column(key="leads", title=tr("Leads to the bid"), value=lambda line: line.leads, width=116),
            ),
        )

    def read(self) -> None:
        """Whether a value leads to the bid takes a valuation's inputs for each: away from the window's thread."""
        record = self._desk.record
        page = self._page if self.of.current() == PAGE else None
        if record is not None:
            work, services = rests_on, self._desk.services
            self._desk.read(
                lambda: work(services, record, self._version, page),
                lambda found: self._show(record, found),
                to=self,
                replaces="resting",
            )

    def _show(self, record: LotRecord, found: Sequence[Resting]) -> None:
        tr = self.context.tr
        views = FieldViews(self.context, record)
        lines = [self._line(record, views, one) for one in found]
        self._lines = {line.id: line for line in lines}
        self.table.set_rows(lines)
        self.stack.setCurrentIndex(0 if lines else 1)
        if lines and self.table.current_id() is None:
            self.table.select_id(lines[0].id)
        leading = sum(one.leads_to_bid for one in found)
        said = tr(
            "{document}: {count} values rest on it, {leading} of them lead to the bid.",
            document=document_name(record, self._version),
            count=len(found),
            leading=leading,
        )
        self._said.setText(said)

    def _line(self, record: LotRecord, views: FieldViews, one: Resting) -> RestingLine:
        tr, ref = self.context.tr, one.ref
        stored = record.row(ref.entity, ref.row)
        declared = field_of(BY_ENTITY[ref.entity], ref.field)
        value = " ".join(views.text(stored, declared).split())
        leads = tr("yes") if one.leads_to_bid else ""
        identity = f"{ref.entity} {ref.row} {ref.field}"
        return RestingLine(
            identity, ref, tr(ref.label), row_words(tr, record, stored), value, one.page, leads
        )

    def _go(self, identity: str) -> None:
        line = self._lines[identity]
        self.close_sheet()
        self._desk.focus_field(line.ref)
