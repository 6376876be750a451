"""The parts a memo is made of. They say what, never where on the page."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Union

from workstation.domain.checklists.answers import Severity
from workstation.domain.memo.charts import CashTimeline, Distribution, Tornado, Waterfall
from workstation.domain.memo.text import Figure, Line, Tone


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: Line
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: Figure


@dataclass(frozen=True, slots=True)
class Facts:
    """Label, value and source, one a line: "What it is"."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number with its name over it and its measure (limit, target) under it."""

    label: str
    value: str
    note: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Pairs:
    """Short label and value side by side, without rules, filled column by column."""

    items: tuple[Fact, ...]
    columns: int = 2


class Align(StrEnum):
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """`share` of the width that is left; 0 takes the width of the longest cell."""

    head: str
    align: Align = Align.LEFT
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """`severity` is marked before it, in grey where it is `settled`. A `group` heads the rows below it up to the next one:
    its first cell takes the width of all, its last stands at the right."""

    cells: tuple[Line, ...]
    total: bool = False
    severity: Severity | None = None
    settled: bool = False
    group: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Heads that are all empty are not printed. The head is repeated on every page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"{len(row.cells)} cells in a table of {len(self.columns)} columns")


@dataclass(frozen=True, slots=True)
class Item:
    content: Line
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What may have any length, under its head. On page one it takes so many lines as there is room for; where that is not
    all of it, it stands in full behind page one, and page one says where. `least` lines it has always: what stands beside it
    is as tall."""

    title: str
    block: Paragraph | Items
    least: int = 0


@dataclass(frozen=True, slots=True)
class Meter:
    """A score of 100 with the tick of the gate; `copies` of it stand on copies only (lighter)."""

    score: Decimal
    gate: Decimal
    caption: str
    copies: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign: role, who signed and when (empty until then), what to write."""

    role: str
    signed: str
    hint: str


@dataclass(frozen=True, slots=True)
class SignOff:
    places: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks under one head, with a quiet word beside it (table number, unit, case)."""

    title: str
    blocks: tuple["Block", ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side; `shares` of the width, one per column. Never broken over two pages."""

    columns: tuple[tuple["Block", ...], ...]
    shares: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.columns) != len(self.shares):
            raise ValueError(f"{len(self.columns)} columns and {len(self.shares)} shares")


Block = Union[  # noqa: UP007 - the members refer to one another
    Paragraph,
    Facts,
    Pairs,
    Table,
    Items,
    Excerpt,
    Meter,
    SignOff,
    Group,
    Columns,
    Waterfall,
    Tornado,
    CashTimeline,
    Distribution,
]
