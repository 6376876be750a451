"""What the tables of a valuation have in common: number columns in a fixed order, rows of scenarios, their full height."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from workstation.ui.context import UiContext
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, TableSpec

MISSING: Final = "—"

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """One scenario, its cells as texts by the key of their column, `MISSING` where there is none. `id` is its own name."""

    id: str
    name: str
    cells: Mapping[str, str]


LABEL = 320  # px of what stands before figures


def number_column(
    key: str, title: str, value: Callable[[Row], object], *, drop: int = 0, width: int = 64
) -> Column[Row]:
    """A column of figures that stands as it is given: it orders nothing. `drop` as in `Column`."""
    return Column(key=key, title=title, value=value, kind=Cell.NUMBER, width=width, sortable=False, drop=drop)


def scenario_number(key: str, title: str, *, drop: int = 0, width: int = 64) -> Column[ScenarioRow]:
    """The figures of `ScenarioRow.cells[key]`."""
    return number_column(key, title, lambda found: found.cells[key], drop=drop, width=width)


def scenario_spec(
    context: UiContext, name: str, numbers: Sequence[Column[ScenarioRow]]
) -> TableSpec[ScenarioRow]:
    """A line a scenario: what it is called, then `numbers`."""
    title = context.tr("Scenario")
    called: Column[ScenarioRow] = Column(
        key="name", title=title, value=lambda found: found.name, stretch=True, widest=LABEL, sortable=False
    )
    return TableSpec(name=name, key=lambda found: found.id, compact=True, columns=(called, *numbers))


def fill_table(table: RecordTable, rows: Sequence[object]) -> None:
    """Shows all rows at their full height: the page scrolls, not the table."""
    table.set_rows(rows)
    lines = sum(table.rowHeight(place) for place in range(len(table.records.rows)))
    table.setFixedHeight(lines + table.horizontalHeader().height() + 2)
