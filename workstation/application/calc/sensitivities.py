"""sensitivity and break_even_discount in the protocol (contract, section 7)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workstation.application.calc import valuations
from workstation.application.calc.render import money, rate
from workstation.application.calc.schema import (
    integer,
    list_of,
    may,
    need,
    one_of,
    rate_above_minus_one,
    record,
    text,
)
from workstation.application.calc.schema import money as read_money
from workstation.application.calc.schema import rate as read_rate
from workstation.domain.valuation.sensitivity import (
    BreakEven,
    BreakEvenQuestion,
    Grid,
    GridQuestion,
    Variable,
    break_even_discount,
    sensitivity,
)


@dataclass(frozen=True, slots=True)
class _Rows:
    variable: Variable
    values: tuple[Decimal, ...]


def _grid_question(*, rows: _Rows, **rest: Any) -> GridQuestion:
    return GridQuestion(variable=rows.variable, values=rows.values, **rest)


read_grid = record(
    _grid_question,
    need("lot", valuations.read),
    may("scenario", text),
    need("collateral", text),
    need("rows", record(_Rows, need("variable", one_of(Variable)), need("values", list_of(read_rate)))),
    may("delay_months", list_of(integer())),
    may("bid", read_money),
)
read_break_even = record(
    BreakEvenQuestion,
    need("lot", valuations.read),
    may("scenario", text),
    need("collateral", text),
    need("bid", read_money),
    may("target_irr", rate_above_minus_one),
)


def compute_grid(question: GridQuestion) -> Grid:
    return sensitivity(question)


def write_grid(grid: Grid) -> dict[str, object]:
    irr = None if grid.irr is None else [[rate(cell) for cell in row] for row in grid.irr]
    return {"max_bid": [[money(cell) for cell in row] for row in grid.max_bid], "irr": irr}


def compute_break_even(question: BreakEvenQuestion) -> BreakEven:
    return break_even_discount(question)


def write_break_even(found: BreakEven) -> dict[str, object]:
    reason = None if found.reason is None else found.reason.value
    return {"forced_sale_discount": rate(found.forced_sale_discount), "reason": reason}
