"""History of a lot: when, who, what; below, what the chosen operation changed, before and after."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from workstation.application.ports.storage import HistoryChange, HistoryRow
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.fields import Field, fields_of
from workstation.domain.images import decode
from workstation.domain.reading import reason_message
from workstation.domain.record import LotRecord
from workstation.ui.desk import Desk
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, GroupRow, TableSpec
from workstation.ui.panels.value_words import first_sentence, value_words
from workstation.ui.sentences import sentence
from workstation.ui.widgets.base import Label, row, surface
from workstation.ui.widgets.buttons import Button
from workstation.ui.widgets.empty import EmptyState

READ = 500

# Each names itself, in both languages of the window
_LANGUAGES = {"zh_CN": "中文", "zh": "中文", "en": "English"}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field of one changed row, as words."""

    id: str
    field: str
    before: str
    after: str


class HistoryPanel(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._context = desk.context
        self._rows: dict[str, HistoryRow] = {}
        self._record: LotRecord | None = None
        surface(self, "canvas")
        tr = self._context.tr
        self.table = RecordTable(self._context, self._spec())
        self.table.current_changed.connect(self._show_changes)
        self.changes = RecordTable(self._context, self._changes_spec())
        self.undo = Button(self._context, tr("Undo the last step"), icon="undo", key="Ctrl+Z")
        self.undo.clicked.connect(desk.undo)
        self.redo = Button(self._context, tr("Redo"), icon="redo", key="Ctrl+Y")
        self.redo.clicked.connect(desk.redo)
        self._said = Label(self._context, tone="ink2")
        self._what = Label(self._context, weight=600, wrap=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split())
        self._stack.addWidget(
            EmptyState(self._context, "history", tr("Nothing has been done on this lot yet."))
        )
        inset = self._context.theme.tokens.space.page_inset
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row(self.undo, self.redo, 8, self._said, None, margins=(inset, 8, inset, 8)))
        layout.addWidget(self._stack, 1)

    def _split(self) -> QWidget:
        below = QWidget()
        box = QVBoxLayout(below)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._what.setContentsMargins(self._context.theme.tokens.space.page_inset, 10, 20, 6)
        box.addWidget(self._what)
        box.addWidget(self.changes, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(below)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        return split

    def _spec(self) -> TableSpec[HistoryRow]:
        tr = self._context.tr

        return TableSpec(
            name=tr("History"),
            key=lambda found: found.id,
            columns=(
                Column(
                    key="at", title=tr("When"), value=lambda found: f"{found.at:%Y-%m-%d %H:%M:%S}", width=160
                ),
                Column(key="actor", title=tr("Who"), value=lambda found: found.actor, width=110),
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
        return TableSpec(
            name=tr("What changed"),
            key=lambda line: line.id,
            columns=(
                Column(
                    key="field", title=tr("Field"), value=lambda line: line.field, width=180, sortable=False
                ),
                Column(
                    key="before",
                    title=tr("Before"),
                    value=lambda line: line.before,
                    width=300,
                    sortable=False,
                ),
                Column(
                    key="after",
                    title=tr("After"),
                    value=lambda line: line.after,
                    stretch=True,
                    sortable=False,
                    kind=Cell.TEXT,
                ),
            ),
        )

    def _sentence(self, found: HistoryRow) -> str:
        return sentence(self._context.tr, found.step)

    def show_record(self, record: LotRecord) -> None:
        self._record = record
        lot = record.lot.id
        reader = self._desk.services.reader
        self._desk.read(lambda: reader.history(lot=lot, limit=READ), self._show, replaces="history")
        self._desk.set_field_order(())

    def _show(self, rows: Sequence[HistoryRow]) -> None:
        tr = self._context.tr
        self._rows = {found.id: found for found in rows}
        self.table.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        said = tr("{count} operations", count=len(rows))
        self._said.setText(tr("the latest {count} operations", count=READ) if len(rows) == READ else said)
        if rows and self.table.current_id() is None:
            self.table.select_id(rows[0].id)
        self._show_changes(self.table.current_id() or "")

    def _show_changes(self, operation: str) -> None:
        found = self._rows.get(operation)
        self._what.setText(self._sentence(found) if found else "")
        self.changes.set_rows(self._lines(found) if found else [])

    def _lines(self, found: HistoryRow) -> list[GroupRow | ChangeLine]:
        lines: list[GroupRow | ChangeLine] = []
        for change in found.changes:
            record_class = BY_ENTITY[change.entity]
            head = self._context.tr(record_class.title)
            lines.append(GroupRow(f"{change.entity}:{change.id}", head, self._kind(change)))
            lines += [
                self._line(change, field) for field in fields_of(record_class) if _differs(change, field)
            ]
        return lines

    def _kind(self, change: HistoryChange) -> str:
        tr = self._context.tr
        if change.before is None:
            return tr("added")
        return tr("removed") if change.after is None else tr("changed")

    def _line(self, change: HistoryChange, field: Field) -> ChangeLine:
        def words(image: dict[str, object] | None) -> str:
            stored = (image or {}).get(field.name)
            value = None if stored is None else decode(field, stored)
            if (change.entity, field.name) == ("version", "reason") and value is not None:
                return first_sentence(self._context.tr(reason_message(str(value))))
            if field.name == "language" and value is not None:
                return _LANGUAGES.get(str(value), str(value))
            return value_words(self._context, field, value, self._record)

        key = f"{change.entity}:{change.id}:{field.name}"
        return ChangeLine(key, self._context.tr(field.label), words(change.before), words(change.after))


def _differs(change: HistoryChange, field: Field) -> bool:
    return (change.before or {}).get(field.name) != (change.after or {}).get(field.name)
