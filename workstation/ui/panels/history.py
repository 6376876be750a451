"""History of a lot or of one record: when, who, what; below, what the chosen step changed, before and after."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from workstation.application.ports.storage import EVERYTHING, HistoryRow, OperationKind
from workstation.application.records import FieldRef
from workstation.application.sentences import row_sentence
from workstation.domain.record import LotRecord
from workstation.language.actors import actor_word
from workstation.language.row_words import row_words
from workstation.ui.desk import Desk
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, GroupRow, TableSpec
from workstation.ui.panels.history_filters import HistoryFilters
from workstation.ui.panels.history_lines import ChangeLine, change_lines, row_of_line
from workstation.ui.widgets.base import Label, row, surface
from workstation.ui.widgets.buttons import Button, ButtonKind, mark_writing
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.split import ALWAYS_STACKED, Split
from workstation.ui.widgets.values import EmptyAction, KeyHint

PAGE = 100
AT_ONCE: Final = 50  # changed rows whose lines are made on the thread of the window
_BACK = {OperationKind.UNDO.value, OperationKind.REDO.value}


class HistoryPanel(QWidget):
    """Reads a page at a time: the next one when the scroll bar comes near the end."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._context = desk.context
        self._rows: dict[str, HistoryRow] = {}
        self._more = False
        self._record: LotRecord | None = None
        self._of: FieldRef | None = None
        self._lines_of: HistoryRow | None = None
        surface(self, "canvas")
        tr = self._context.tr
        self.table = RecordTable(self._context, self._spec())
        self.table.current_changed.connect(self._show_changes)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.changes = RecordTable(self._context, self._changes_spec())
        self.undo = Button(self._context, tr("Undo the last step"), icon="undo", key="Ctrl+Z")
        self.undo.clicked.connect(desk.undo)
        self.redo = Button(self._context, tr("Redo"), icon="redo", key="Ctrl+Y")
        self.redo.clicked.connect(desk.redo)
        self.filters = HistoryFilters(self._context)
        self.filters.changed.connect(self._read)
        self.whole = Button(self._context, tr("History of the whole lot"), kind=ButtonKind.LINK)
        self.whole.clicked.connect(lambda: self.show_history_of(None))
        self._said = Label(self._context, tone="ink2")
        self._whose = Label(self._context, weight=600)
        self._what = Label(self._context, weight=600, wrap=True)
        self._make_step_buttons()
        self._lay_out()

    def _make_step_buttons(self) -> None:
        context, tr = self._context, self._context.tr
        self.take_back = Button(context, tr("Take this step back"), icon="undo")
        self.take_back.clicked.connect(self._take_back)
        self.restore = Button(context, tr("Restore this version"), icon="history")
        self.restore.clicked.connect(self._restore)
        mark_writing(self.undo, self.redo, self.take_back, self.restore)
        self.as_known = Button(context, tr("Lot as known then"), icon="eye")
        self.as_known.clicked.connect(self._look_back)

    def _lay_out(self) -> None:
        context, tr = self._context, self._context.tr
        inset = context.theme.tokens.space.page_inset
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split())
        self._stack.addWidget(EmptyState(context, "history", tr("Nothing has been done on this lot yet.")))
        clear = EmptyAction("clear", tr("Clear filter"))
        empty = EmptyState(context, "filter", tr("No step passes this filter."), actions=[clear])
        empty.chosen.connect(lambda _: self._clear())
        self._stack.addWidget(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = row(self.undo, self.redo, 8, self._whose, self.whole, None, self._said)
        head.setContentsMargins(inset, 8, inset, 6)
        layout.addLayout(head)
        layout.addWidget(self.filters)
        layout.addWidget(self._stack, 1)

    def _split(self) -> QWidget:
        below = QWidget()
        box = QVBoxLayout(below)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        inset = self._context.theme.tokens.space.page_inset
        head = row(self.take_back, self.restore, self.as_known, None, margins=(inset, 2, inset, 6))
        self._what.setContentsMargins(inset, 8, inset, 4)
        box.addWidget(self._what)
        box.addLayout(head)
        box.addWidget(self.changes, 1)
        parts = (self.table, below)
        return Split(self._context, "history", parts, lambda whole, _: whole * 3 // 5, ALWAYS_STACKED)

    def _spec(self) -> TableSpec[HistoryRow]:
        tr = self._context.tr

        return TableSpec(
            name=tr("History"),
            key=lambda found: found.id,
            columns=(
                Column(
                    key="at", title=tr("When"), value=lambda found: f"{found.at:%Y-%m-%d %H:%M:%S}", width=160
                ),
                Column(
                    key="actor", title=tr("Who"), value=lambda found: actor_word(tr, found.actor), width=110
                ),
                Column(key="what", title=tr("What"), value=self._sentence, stretch=True),
                Column(
                    key="state",
                    title=tr("State"),
                    value=lambda found: tr("undone") if found.undone else "",
                    width=80,
                ),
            ),
        )

    def _changes_spec(self) -> TableSpec[ChangeLine]:
        tr = self._context.tr

        def column(key: str, title: str, width: int) -> Column[ChangeLine]:
            return Column(
                key=key, title=title, value=lambda line: getattr(line, key), width=width, sortable=False
            )

        after: Column[ChangeLine] = Column(
            key="after",
            title=tr("After"),
            value=lambda line: line.after,
            stretch=True,
            sortable=False,
            kind=Cell.TEXT,
        )
        columns = (column("field", tr("Field"), 180), column("before", tr("Before"), 300), after)
        return TableSpec(name=tr("What changed"), key=lambda line: line.id, columns=columns)

    @property
    def key_hints(self) -> list[KeyHint]:
        tr = self._context.tr
        return [KeyHint("Ctrl+Z", tr("undo")), KeyHint("Ctrl+H", tr("history of a record"))]

    def _sentence(self, found: HistoryRow) -> str:
        return row_sentence(self._context.tr, found)

    # what is shown

    def show_record(self, record: LotRecord) -> None:
        if self._record is not None and self._record.lot.id != record.lot.id:
            self._of, self._rows = None, {}
        self._record = record
        reader = self._desk.services.reader
        self._desk.read(reader.history_actors, self.filters.offer_actors, to=self, replaces="actors")
        self._desk.set_field_order(())
        self._read()

    def show_history_of(self, ref: FieldRef | None) -> None:
        """Of one record, narrowed to a field where one is named; None shows the whole lot's."""
        self._of = ref
        self.filters.clear()
        if ref is not None and ref.field:
            self.filters.choose(ref.entity, ref.field)
        self._read()

    def _clear(self) -> None:
        self.filters.clear()
        self._read()

    def _read(self) -> None:
        """Anew, as many as are shown."""
        self._ask(None, max(PAGE, len(self._rows)))

    def _ask(self, before: int | None, limit: int) -> None:
        if self._record is None:
            return
        services, lot = self._desk.services, self._record.lot.id
        row_id = self._of.row if self._of is not None else None
        within = None if self._of is not None and self._of.entity == "party" else lot
        wanted = self.filters.wanted(services.clock().tzinfo)
        self._desk.read(
            lambda: services.reader.history(
                lot=within, row=row_id, wanted=wanted, before=before, limit=limit
            ),
            lambda rows: self._show(rows, limit, more=before is not None),
            to=self,
            replaces="history",
        )

    def _scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if self._more and self._rows and value >= bar.maximum() - bar.pageStep():
            self._more = False
            self._ask(min(found.position for found in self._rows.values()), PAGE)

    def _show(self, rows: Sequence[HistoryRow], limit: int, *, more: bool) -> None:
        tr = self._context.tr
        self._more = len(rows) == limit
        self._rows = ({**self._rows} if more else {}) | {found.id: found for found in rows}
        self.table.set_rows(self._rows.values())
        filtered = self.filters.wanted(None) != EVERYTHING or self._of is not None
        self._stack.setCurrentIndex(0 if self._rows else 2 if filtered else 1)
        count = len(self._rows)
        said = tr("{count} operations", count=count)
        self._said.setText(tr("the latest {count} operations", count=count) if self._more else said)
        self._show_whose()
        if self._rows and self.table.current_id() is None:
            self.table.select_id(next(iter(self._rows)))
        self._show_changes(self.table.current_id() or "")

    def _show_whose(self) -> None:
        ref, record = self._of, self._record
        self.whole.setVisible(ref is not None)
        self._whose.setVisible(ref is not None)
        if ref is not None and record is not None:
            found = record.row(ref.entity, ref.row)
            name = row_words(self._context.tr, record, found) if found is not None else ""
            self._whose.setText(self._context.tr("History of {record}", record=name))

    def _show_changes(self, operation: str) -> None:
        found = self._rows.get(operation)
        self._what.setText(self._sentence(found) if found else "")
        self._show_lines(found)
        now = self._desk.as_of is None
        stands = found is not None and not found.undone and found.kind not in _BACK
        self.take_back.setEnabled(now and stands)
        self.restore.setEnabled(now and found is not None)
        self.as_known.setEnabled(found is not None)

    def _show_lines(self, found: HistoryRow | None) -> None:
        context, record, last = self._context, self._record, self._lines_of
        self._lines_of = found
        if found is None or len(found.changes) <= AT_ONCE:
            self.changes.set_rows(change_lines(context, found, record) if found else [])
            return

        if last is None or last.id != found.id:
            self.changes.set_rows([])

        def made(lines: list[GroupRow | ChangeLine]) -> None:
            if self._lines_of is found:
                self.changes.set_rows(lines)

        self._desk.read(
            lambda: change_lines(context, found, record), made, to=self, replaces="lines of a step"
        )

    # what is done with a step

    def _current(self) -> HistoryRow | None:
        return self._rows.get(self.table.current_id() or "")

    def _take_back(self) -> None:
        if (found := self._current()) is not None:
            self._desk.take_back(found.id)

    def _restore(self) -> None:
        found = self._current()
        if found is None:
            return
        line = self.changes.current_id() or ""
        if self._of is not None and not line:
            self._desk.restore_row(self._of.entity, self._of.row, found.id)
        elif (change := row_of_line(found, line)) is not None:
            self._desk.restore_row(change.entity, change.id, found.id)

    def _look_back(self) -> None:
        if (found := self._current()) is not None:
            self._desk.look_back(found.at, found.id)
