"""The table of inputs: one column a scenario, every cell typed over in place, the source at the right."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.domain.scenarios import Scenario
from workstation.ui.context import UiContext
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, GroupRow, TableSpec
from workstation.ui.panels.valuation_lines import InputCell, InputLine

LABEL, SOURCE = "label", "source"


class InputTable(QWidget):
    """Builds its table anew only when scenarios come, go or change their names. Signals: `typed(InputCell, text)`,
    `chosen(InputCell or None)` for the current cell, `chip_opened(InputLine)`, `chip_detach_asked(InputLine)`."""

    typed = Signal(object, str)
    chosen = Signal(object)
    chip_opened = Signal(object)
    chip_detach_asked = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._lines: dict[str, InputLine] = {}
        self._columns: tuple[tuple[str, str], ...] = ()
        self.table: RecordTable | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_lines(self, scenarios: tuple[Scenario, ...], rows: list[InputLine | GroupRow]) -> None:
        tr = self._context.tr
        columns = tuple((scenario.id, tr(scenario.name)) for scenario in scenarios) or (("", tr("Value")),)
        if columns != self._columns or self.table is None:
            self._columns = columns
            self.table = self._rebuilt()
        self._lines = {line.id: line for line in rows if isinstance(line, InputLine)}
        self.table.set_rows(rows)

    def cell_at(self, line: str, column: str) -> InputCell | None:
        found = self._lines.get(line)
        place = next((place for place, (key, _) in enumerate(self._columns) if key == column), None)
        return _cell(found, place) if found is not None and place is not None else None

    def focus_cell(self, cell: InputCell) -> None:
        """Makes the line of a cell the current one, on the cell."""
        table = self.table
        if table is None:
            return
        for line in self._lines.values():
            if cell in line.cells and (place := table.records.place_of(line.id)) is not None:
                table.setCurrentIndex(table.records.index(place, 1 + line.cells.index(cell)))
                table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A banner that comes above takes room: the cell that is typed in stays in sight."""
        super().resizeEvent(event)
        if self.table is not None and self.table.hasFocus():
            self.table.scrollTo(self.table.currentIndex())

    def cells(self) -> list[InputCell]:
        """From top to bottom, those that are there first."""
        return [cell for line in self._lines.values() for cell in line.cells if cell is not None]

    def _rebuilt(self) -> RecordTable:
        old = self.table
        table = RecordTable(self._context, self._spec())
        table.cell_edited.connect(self._tell_typed)
        table.chip_opened.connect(lambda line, _: self.chip_opened.emit(self._lines[line]))
        table.chip_detach_asked.connect(lambda line, _: self.chip_detach_asked.emit(self._lines[line]))
        table.row_peeked.connect(self._peek)
        table.row_activated.connect(self._edit)
        table.selectionModel().currentChanged.connect(lambda *_: self._tell_chosen())
        if old is not None:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._box.addWidget(table)
        return table

    def _spec(self) -> TableSpec[InputLine]:
        tr = self._context.tr
        label: Column[InputLine] = Column(
            key=LABEL, title=tr("Input"), value=lambda line: line.label, stretch=True, sortable=False
        )
        source: Column[InputLine] = Column(
            key=SOURCE,
            title=tr("Source"),
            value=lambda line: line.chip or "",
            kind=Cell.CHIP,
            width=96,
            sortable=False,
        )
        values = [self._column(place, key, title) for place, (key, title) in enumerate(self._columns)]
        return TableSpec(
            name=tr("Inputs"), key=lambda line: line.id, columns=(label, *values, source), compact=True
        )

    def _column(self, place: int, key: str, title: str) -> Column[InputLine]:
        def shown(line: InputLine) -> str | None:
            cell = _cell(line, place)
            return "" if cell is None else cell.text or None

        def typed_over(line: InputLine) -> str | None:
            cell = _cell(line, place)
            return None if cell is None else cell.edit

        return Column(
            key=key, title=title, value=shown, kind=Cell.NUMBER, edit=typed_over, width=76, sortable=False
        )

    def _current(self) -> tuple[str, InputCell | None]:
        table = self.table
        line = table.current_id() if table is not None else None
        if table is None or line is None or line not in self._lines:
            return "", None
        place = table.currentIndex().column() - 1
        cells = self._lines[line].cells
        return line, cells[place] if 0 <= place < len(cells) else None

    def _tell_chosen(self) -> None:
        line, cell = self._current()
        if line:
            self.chosen.emit(cell or self._lines[line].source)

    def _tell_typed(self, line: str, column: str, text: str) -> None:
        cell = self.cell_at(line, column)
        if cell is not None:
            self.typed.emit(cell, text.strip())

    def _peek(self, line: str) -> None:
        if line in self._lines:
            self.chip_opened.emit(self._lines[line])

    def _edit(self, _: str) -> None:
        """Enter types over the current cell, or the first of its line."""
        table = self.table
        if table is None:
            return
        line, cell = self._current()
        if line and cell is None:
            places = [place for place, each in enumerate(self._lines[line].cells) if each is not None]
            if places:
                table.setCurrentIndex(table.currentIndex().siblingAtColumn(1 + places[0]))
        if line:
            table.edit(table.currentIndex())


def _cell(line: InputLine, place: int) -> InputCell | None:
    """None too in the one column of a lot without a scenario, where a line by scenario has no cell."""
    return line.cells[place] if place < len(line.cells) else None
