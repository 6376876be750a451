"""What a table shows: columns over plain values, group rows and total rows."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from workstation.application.ports.sheets import SheetCell
from workstation.domain.money import Money
from workstation.language.visible import visible
from workstation.ui.widgets.values import (
    Chip,
    Countdown,
    Coverage,
    FigureTone,
    Lit,
    Meter,
    SeverityCounts,
    SeverityMark,
    StatusChip,
    Tag,
    TwoLines,
)

Row = TypeVar("Row")


class Cell(StrEnum):
    """How a column is painted, and the value it wants (`workstation.ui.widgets.values`; None is "missing": a grey
    dash; an empty text is "does not apply": nothing)."""

    TEXT = "text"  # anything `show` turns into text
    NUMBER = "number"  # the same, at the right, never elided
    TWO_LINES = "two_lines"  # TwoLines
    CHIP = "chip"  # Chip
    STATUS = "status"  # StatusChip
    MARK = "mark"  # SeverityMark
    COUNTS = "counts"  # SeverityCounts
    COUNTDOWN = "countdown"  # Countdown
    COVERAGE = "coverage"  # Coverage
    METER = "meter"  # Meter
    TAG = "tag"  # Tag
    LIT = "lit"  # Lit


class Align(StrEnum):
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """`title` is translated. `value` gives the cell of a row, `show` its text (texts and numbers only), `sort` what
    it is ordered by (`value` when left out; None sorts last both ways). `edit` gives the text to edit, or None where
    the cell is fixed. `width` in pixels; one column may `stretch` from there on, to `widest` pixels where that
    is given: figures stay near what they are of, and the rest of a wide window stays empty. `drop` says what is hidden first when the table is
    narrow: 1 before 2, 0 never. What does not `leave` the workspace is neither copied nor exported."""

    key: str
    title: str
    value: Callable[[Row], Any]
    kind: Cell = Cell.TEXT
    show: Callable[[Any], str] = str
    align: Align = Align.LEFT
    sort: Callable[[Row], Any] | None = None
    sortable: bool = True
    edit: Callable[[Row], str | None] | None = None
    width: int = 120
    stretch: bool = False
    widest: int = 0
    drop: int = 0
    strong: bool = False
    leaves: bool = True
    tone: Callable[[Row], FigureTone] | None = None

    @property
    def at_right(self) -> bool:
        return self.kind is Cell.NUMBER or self.align is Align.RIGHT


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A spanning head; `cells` are values by column key for the columns that stay their own. `expanded` None has no
    chevron; opening and closing is the caller's, who leaves the rows out."""

    id: str
    title: str
    detail: str = ""
    cells: Mapping[str, Any] = field(default_factory=dict)
    expanded: bool | None = None
    tone: FigureTone = FigureTone.INK


@dataclass(frozen=True, slots=True)
class TotalRow:
    """600 on sunken under a rule; stays at the end of its group in every order."""

    id: str
    cells: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec(Generic[Row]):
    """`key` gives the id of a row: what is selected, diffed and named in signals. `match` replaces the plain search
    of the quick filter."""

    columns: Sequence[Column[Row]]
    key: Callable[[Row], str]
    name: str
    two_lines: bool = False
    compact: bool = False
    match: Callable[[Row, str], bool] | None = None


def row_id(spec: TableSpec[Any], row: Any) -> str:
    identity: str = row.id if isinstance(row, GroupRow | TotalRow) else spec.key(row)
    return identity


def cell_value(column: Column[Any], row: Any) -> Any:
    """The value to paint; a group or total row has "" where it says nothing."""
    if isinstance(row, GroupRow | TotalRow):
        return row.cells.get(column.key, "")
    return column.value(row)


def cell_text(column: Column[Any], value: Any) -> str:
    """What is copied, filtered and read out; "" for None."""
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) else _TEXTS.get(type(value), column.show)(value)


def sheet_cell(column: Column[Any], row: Any) -> SheetCell:
    """What a spreadsheet gets: numbers and dates as such, all else as its text."""
    value = cell_value(column, row)
    if isinstance(value, bool):
        return cell_text(column, value)
    return value if isinstance(value, Money | Decimal | int | date) else cell_text(column, value)


def _lines(value: TwoLines | Countdown) -> str:
    parts = (value.first, value.second) if isinstance(value, TwoLines) else (value.remaining, value.moment)
    return " · ".join(part for part in parts if part)


def _chip(chip: Chip) -> str:
    return chip.word


def _counts(counts: SeverityCounts) -> str:
    return counts.spoken


def _mark(mark: SeverityMark) -> str:
    return mark.label


def _worded(value: StatusChip | Tag) -> str:
    return value.word


def _measured(value: Coverage | Meter) -> str:
    return value.text


_TEXTS: dict[type, Callable[[Any], str]] = {
    TwoLines: _lines,
    Countdown: _lines,
    Chip: _chip,
    SeverityCounts: _counts,
    SeverityMark: _mark,
    StatusChip: _worded,
    Tag: _worded,
    Lit: lambda value: f"{value.before}{value.words}{value.after}",
    Coverage: _measured,
    Meter: _measured,
}


def spoken_text(column: Column[Any], value: Any) -> str:
    """The accessible sentence of a cell: "Closes in, 2 d 19:58"."""
    if isinstance(value, Chip) and value.spoken:
        return value.spoken
    text = cell_text(column, value)
    if isinstance(value, TwoLines) and value.tip:
        text = f"{text}. {value.tip}"
    return f"{column.title}, {text}" if text else column.title


def order_key(column: Column[Any], row: Any) -> tuple[bool, Any]:
    """Comparable within one column; an absent value comes last (the caller flips the order of the rest)."""
    value = column.sort(row) if column.sort else column.value(row)
    if value is None:
        return True, ""
    if isinstance(value, Hashable) and type(value) in _TEXTS:
        return False, cell_text(column, value).casefold()
    return False, value.casefold() if isinstance(value, str) else value
