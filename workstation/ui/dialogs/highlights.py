"""All highlights of a lot: what was marked, why, where, and what the reader noted beside it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from workstation.application.records import FieldRef
from workstation.domain.highlights import Highlight
from workstation.domain.record import LotRecord
from workstation.language.labels import choice_label
from workstation.ui.desk import Desk, document_name
from workstation.ui.dialogs.base import TitledSheet, deleted_row
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Column, TableSpec
from workstation.ui.widgets.base import Label
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.filterbox import FilterBox
from workstation.ui.widgets.words import place_words


class HighlightsSheet(TitledSheet):
    """Enter opens the page, F2 writes a note, Del takes the highlight away. Signal: `left_for_page`."""

    left_for_page = Signal()

    def __init__(self, desk: Desk, host: QWidget) -> None:
        context, tr = desk.context, desk.context.tr
        super().__init__(context, host, tr("Highlights"), QSize(980, 560))
        self._desk = desk
        said = tr(
            "Marked with Ctrl+1 to Ctrl+4 in the viewer, a page as a whole where nothing is selected. F2 writes a note, Del takes a highlight away."
        )
        self.table = RecordTable(context, self._spec())
        self.table.row_activated.connect(self._open)
        self.table.cell_edited.connect(self._edited)
        self.filter = FilterBox(context, tr("Filter highlights"))
        self.filter.changed.connect(self.table.set_filter)
        self.filter.left.connect(self.table.setFocus)
        self.content.addWidget(Label(context, said, tone="ink2", wrap=True))
        self.content.addWidget(self.filter)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self._nothing())
        self.content.addWidget(self._body, 1)
        desk.record_changed.connect(self._show)
        if desk.record is not None:
            self._show(desk.record)

    def _nothing(self) -> EmptyState:
        tr = self.context.tr
        hint = tr("Select words on a page and press Ctrl+1 to Ctrl+4, or press it for the page as a whole.")
        return EmptyState(self.context, "page", tr("Nothing is highlighted in this lot yet."), hint)

    def _spec(self) -> TableSpec[Highlight]:
        tr = self.context.tr
        return TableSpec(
            name=tr("Highlights"),
            key=lambda found: found.id,
            columns=(
                Column(
                    key="kind",
                    title=tr("Kind of highlight"),
                    value=lambda found: tr(choice_label(found.kind)),
                    width=110,
                ),
                Column(
                    key="quote",
                    title=tr("Quote"),
                    value=lambda found: found.quote or tr("the whole page"),
                    stretch=True,
                ),
                Column(
                    key="note",
                    title=tr("Note"),
                    value=lambda found: found.note or "",
                    edit=lambda found: found.note or "",
                    width=260,
                ),
                Column(key="where", title=tr("Where"), value=self._where, width=200),
            ),
        )

    def _where(self, found: Highlight) -> str:
        name = document_name(self._desk.record, found.version)
        return f"{name} {place_words(self.context.tr, found.page, found.part)}"

    def _show(self, record: LotRecord) -> None:
        found = record.all(Highlight)
        self.table.set_rows(found)
        self._body.setCurrentIndex(0 if found else 1)
        self.filter.setVisible(bool(found))

    def _edited(self, identity: str, _column: str, text: str) -> None:
        self._desk.edit(FieldRef(Highlight.entity, identity, "note"), text.strip() or None)

    def _open(self, identity: str) -> None:
        found = self._desk.record.get(Highlight, identity) if self._desk.record else None
        if found is not None:
            self.close_sheet()
            self._desk.open_page(found.version, found.page)
            self.left_for_page.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        identity = deleted_row(self.table, event)
        if identity is not None:
            self._desk.remove(Highlight.entity, identity)
        else:
            super().keyPressEvent(event)
