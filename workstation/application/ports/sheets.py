"""A table as a spreadsheet file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from workstation.domain.money import Money

SheetCell = str | int | Decimal | Money | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is shown of a table, in its order. `made_at` stands in the file, so that equal input gives equal bytes."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    made_at: datetime


WriteSheet = Callable[[Sheet], bytes]
