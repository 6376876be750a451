"""Rows from a spreadsheet: what each cell was read as is shown before anything is added."""

from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from workstation.application.pasting import Pasted, PastedRow, Reading, read_rows
from workstation.domain.errors import UserError
from workstation.domain.fields import Field, Kind
from workstation.domain.parties import Party
from workstation.domain.record import LotRecord
from workstation.ui.desk import Desk
from workstation.ui.desk_history import Pasting
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, TableSpec
from workstation.ui.panels.value_words import value_words
from workstation.ui.widgets.base import Label
from workstation.ui.widgets.values import FigureTone

_RIGHT = frozenset({Kind.MONEY, Kind.DATE, Kind.RATE, Kind.NUMBER, Kind.INTEGER})


class PasteSheet(TitledSheet):
    """A row with a cell that cannot be read is shown with the reason and is not added; the rest are, as one step."""

    def __init__(self, desk: Desk, host: QWidget, asked: Pasting, text: str) -> None:
        context, tr = desk.context, desk.context.tr
        super().__init__(context, host, tr("Paste rows"), QSize(880, 520))
        self._desk = desk
        self._asked = asked
        said, tone = "", "red"
        self.pasted = Pasted((), (), ())
        try:
            self.pasted = self._read(text)
            said, tone = self._count(), "amber" if len(self.pasted.taken) < len(self.pasted.rows) else "ink2"
        except UserError as error:
            said = tr.error(error)
        self.said = Label(context, said, tone=tone, wrap=True)
        self.table = RecordTable(context, self._spec())
        self.table.set_rows(self.pasted.rows)
        self.content.addWidget(self.said)
        self.content.addWidget(self.table, 1)
        self._apply = self.add_buttons(tr("Add them"))
        self._apply.clicked.connect(self._take)
        self._apply.setEnabled(bool(self.pasted.taken))
        self.table.row_activated.connect(lambda _: self._take())

    def _read(self, text: str) -> Pasted:
        reading = Reading(self._asked.currency, self._desk.record or LotRecord({}))
        return read_rows(text, self._asked.record_class, self._asked.columns, self._asked.parent, reading)

    def _count(self) -> str:
        tr, found = self.context.tr, self.pasted
        said = tr("{count} of {total} rows are added.", count=len(found.taken), total=len(found.rows))
        if found.ignored:
            said += " " + tr("Columns that no field takes: {columns}.", columns=tr(", ").join(found.ignored))
        return said

    def _spec(self) -> TableSpec[PastedRow]:
        tr = self.context.tr
        columns: list[Column[PastedRow]] = [
            Column(
                key=declared.name,
                title=tr(declared.label),
                value=partial(self._words, declared),
                kind=Cell.NUMBER if declared.kind in _RIGHT else Cell.TEXT,
                tone=partial(self._tone, declared),
                width=120,
                sortable=False,
            )
            for declared in self.pasted.fields
        ]
        wrong: Column[PastedRow] = Column(
            key="wrong", title=tr("What is wrong"), value=self._wrong, stretch=True, sortable=False
        )
        return TableSpec(name=tr("Paste rows"), key=lambda row: row.id, columns=(*columns, wrong))

    def _words(self, declared: Field, row: PastedRow) -> str | None:
        if declared.name in row.refused or declared.name not in row.values:
            return row.texts.get(declared.name)
        value = row.values[declared.name]
        if declared.target == Party.entity:
            return str(value)
        return value_words(self.context, declared, value, self._desk.record)

    def _tone(self, declared: Field, row: PastedRow) -> FigureTone:
        return FigureTone.RED if declared.name in row.refused else FigureTone.INK

    def _wrong(self, row: PastedRow) -> str | None:
        return " ".join(self.context.tr.error(error) for error in row.refused.values()) or ""

    def _take(self) -> None:
        rows: tuple[Any, ...] = self.pasted.taken
        if rows:
            self.close_sheet()
            self._desk.paste_rows(self._asked, rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        else:
            super().keyPressEvent(event)
