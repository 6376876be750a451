"""How the bid moves with one collateral: a grid of highest bids, and the discount that can be borne."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from workstation.domain.dates import add_months
from workstation.domain.input_errors import (
    NotInScenarioError,
    OutOfRangeError,
    TooEarlyError,
    TooLateError,
    UnknownNameError,
)
from workstation.domain.returns import Discount, Flow
from workstation.domain.rounding import ONE, ZERO, exact, to_cents
from workstation.domain.valuation.checks import check, check_horizon
from workstation.domain.valuation.engine import expected_flows, price_at, scenario_outcomes
from workstation.domain.valuation.inputs import ValuationInput
from workstation.domain.valuation.performance import cash_at_closing, rate_of_return

# What the last digits of a discount factor leave of a value of nothing
_NOTHING = Decimal("1e-30")


class Variable(StrEnum):
    FORCED_SALE_DISCOUNT = "forced_sale_discount"
    MARKET_VALUE_FACTOR = "market_value_factor"


class NoBreakEven(StrEnum):
    LOSS_WITHOUT_DISCOUNT = "loss_without_discount"
    GAIN_AT_FULL_DISCOUNT = "gain_at_full_discount"


@dataclass(frozen=True, slots=True, kw_only=True)
class GridQuestion:
    """`scenario` alone, with weight 1, or all of them weighted; `bid` only where rates are asked for."""

    lot: ValuationInput
    collateral: str
    variable: Variable
    values: tuple[Decimal, ...]
    delay_months: tuple[int, ...] = (0,)
    scenario: str | None = None
    bid: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Rows are the values, columns the delays; `irr` is None without a bid."""

    max_bid: tuple[tuple[Decimal, ...], ...]
    irr: tuple[tuple[Decimal | None, ...], ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEvenQuestion:
    """`target_irr` is that of the lot when it is None."""

    lot: ValuationInput
    collateral: str
    bid: Decimal
    scenario: str | None = None
    target_irr: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEven:
    """The largest discount, in steps of 0.000001, that still earns the target; or why there is none."""

    forced_sale_discount: Decimal | None
    reason: NoBreakEven | None


def sensitivity(question: GridQuestion) -> Grid:
    """Highest bids, and rates of return at a bid, over discounts (or market values) and delays."""
    with exact():
        lot = _chosen(question.lot, question.scenario, question.collateral)
        if all(question.collateral not in scenario.sales for scenario in lot.scenarios):
            raise NotInScenarioError(field="collateral")
        if question.variable is Variable.FORCED_SALE_DISCOUNT:
            for index, value in enumerate(question.values):
                if value > ONE:
                    raise OutOfRangeError(field=f"rows.values[{index}]", range="0..1")
        rows = [
            [
                _delayed(
                    _varied(lot, question.collateral, question.variable, value),
                    question.collateral,
                    months,
                    f"delay_months[{index}]",
                )
                for index, months in enumerate(question.delay_months)
            ]
            for value in question.values
        ]
        bid = question.bid
        return Grid(
            max_bid=tuple(tuple(_max_bid(cell) for cell in row) for row in rows),
            irr=None if bid is None else tuple(tuple(_irr(cell, bid) for cell in row) for row in rows),
        )


def break_even_discount(question: BreakEvenQuestion) -> BreakEven:
    """Proceeds fall as the discount rises, so that the answer is found by halving."""
    with exact():
        lot = _chosen(question.lot, question.scenario, question.collateral)
        target = lot.target_irr if question.target_irr is None else question.target_irr
        closing = cash_at_closing(lot.bid, question.bid)

        def earns(millionths: int) -> bool:
            discount = Decimal(millionths).scaleb(-6)
            varied = _varied(lot, question.collateral, Variable.FORCED_SALE_DISCOUNT, discount)
            return _net_present_value(varied, target, closing) >= -_NOTHING

        if not earns(0):
            return BreakEven(forced_sale_discount=None, reason=NoBreakEven.LOSS_WITHOUT_DISCOUNT)
        low, high = 0, 10**6
        if earns(high):
            return BreakEven(forced_sale_discount=None, reason=NoBreakEven.GAIN_AT_FULL_DISCOUNT)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if earns(middle) else (low, middle)
        return BreakEven(forced_sale_discount=Decimal(low).scaleb(-6), reason=None)


def _chosen(lot: ValuationInput, scenario: str | None, collateral: str) -> ValuationInput:
    """The checked lot with the named scenario alone."""
    check(lot)
    if all(asset.id != collateral for asset in lot.collateral):
        raise UnknownNameError(field="collateral")
    if scenario is None:
        return lot
    for candidate in lot.scenarios:
        if candidate.name == scenario:
            return replace(lot, scenarios=(replace(candidate, probability=ONE),))
    raise UnknownNameError(field="scenario")


def _varied(lot: ValuationInput, collateral: str, variable: Variable, value: Decimal) -> ValuationInput:
    if variable is Variable.MARKET_VALUE_FACTOR:
        assets = [
            replace(asset, market_value=to_cents(asset.market_value * value))
            if asset.id == collateral
            else asset
            for asset in lot.collateral
        ]
        return replace(lot, collateral=tuple(assets))
    scenarios = [
        replace(
            scenario,
            sales={
                name: replace(sale, forced_sale_discount=value) if name == collateral else sale
                for name, sale in scenario.sales.items()
            },
        )
        for scenario in lot.scenarios
    ]
    return replace(lot, scenarios=tuple(scenarios))


def _delayed(lot: ValuationInput, collateral: str, months: int, path: str) -> ValuationInput:
    scenarios = []
    for scenario in lot.scenarios:
        sales = dict(scenario.sales)
        if collateral in sales:
            later = _months_later(sales[collateral].cash_date, months, path)
            if later < lot.valuation_date:
                raise TooEarlyError(field=path, earliest=lot.valuation_date)
            check_horizon(lot, path, later)
            sales[collateral] = replace(sales[collateral], cash_date=later)
        scenarios.append(replace(scenario, sales=sales))
    return replace(lot, scenarios=tuple(scenarios))


def _months_later(day: date, months: int, path: str) -> date:
    later = add_months(day, months)
    if later in {date.min, date.max}:  # beyond the years 1..9999
        raise TooLateError(field=path, latest=date.max)
    return later


def _max_bid(lot: ValuationInput) -> Decimal:
    return price_at(lot, scenario_outcomes(lot), lot.target_irr).max_bid


def _flows(lot: ValuationInput) -> Sequence[Flow]:
    return expected_flows(scenario_outcomes(lot))


def _irr(lot: ValuationInput, bid: Decimal) -> Decimal | None:
    closing = cash_at_closing(lot.bid, bid)
    return rate_of_return([Flow(lot.valuation_date, -closing), *_flows(lot)])


def _net_present_value(lot: ValuationInput, target: Decimal, closing: Decimal) -> Decimal:
    discount = Discount(target)
    days = ((flow.amount, (flow.on - lot.valuation_date).days) for flow in _flows(lot))
    return sum((amount * discount.factor(day) for amount, day in days), ZERO) - closing
