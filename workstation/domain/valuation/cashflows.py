"""The dated money of one scenario after the bid is paid."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from workstation.domain.returns import Discount
from workstation.domain.rounding import ZERO, to_cents
from workstation.domain.valuation.inputs import Costs, HoldingCost, ScenarioInput, ValuationInput
from workstation.domain.valuation.recovery import Recoveries


class FlowKind(StrEnum):
    """In the order in which flows of one day are listed."""

    COLLATERAL = "collateral"
    GUARANTOR = "guarantor"
    BORROWER = "borrower"
    LEGAL = "legal"
    HOLDING = "holding"


_ORDER = list(FlowKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class CashFlow:
    """`source` is the id of the collateral or guarantor, else the kind; costs are negative.

    `fee` is the success fee in `gross`; `days` count from t0; `discount_factor` and `present_value`
    are at the target IRR and not rounded."""

    on: date
    kind: FlowKind
    source: str
    gross: Decimal
    fee: Decimal
    amount: Decimal
    days: int
    discount_factor: Decimal
    present_value: Decimal


@dataclass(frozen=True, slots=True)
class _Item:
    on: date
    kind: FlowKind
    source: str
    gross: Decimal


def cash_flows(
    inputs: ValuationInput, scenario: ScenarioInput, recovered: Recoveries, discount: Discount
) -> tuple[CashFlow, ...]:
    """By date, then kind, then order of the input; a recovery of zero makes no flow. Within `exact`."""
    items = [*_income(recovered), *_costs(inputs, scenario)]
    items.sort(key=lambda item: (item.on, _ORDER.index(item.kind)))  # stable: input order is kept
    return tuple(_flow(inputs, item, discount) for item in items)


def _flow(inputs: ValuationInput, item: _Item, discount: Discount) -> CashFlow:
    fee = to_cents(item.gross * inputs.costs.success_fee_rate) if item.gross > 0 else ZERO
    days = (item.on - inputs.valuation_date).days
    factor = discount.factor(days)
    amount = item.gross - fee
    return CashFlow(
        on=item.on,
        kind=item.kind,
        source=item.source,
        gross=item.gross,
        fee=fee,
        amount=amount,
        days=days,
        discount_factor=factor,
        present_value=amount * factor,
    )


def _income(recovered: Recoveries) -> Iterator[_Item]:
    for name, sold in recovered.collateral.items():
        if sold.recovery:
            yield _Item(sold.sale.cash_date, FlowKind.COLLATERAL, name, sold.recovery)
    for name, paid in recovered.guarantors.items():
        if paid.recovery and paid.cash_date is not None:
            yield _Item(paid.cash_date, FlowKind.GUARANTOR, name, paid.recovery)
    borrower = recovered.borrower
    if borrower.recovery and borrower.cash_date is not None:
        yield _Item(borrower.cash_date, FlowKind.BORROWER, FlowKind.BORROWER.value, borrower.recovery)


def _costs(inputs: ValuationInput, scenario: ScenarioInput) -> Iterator[_Item]:
    costs: Costs = inputs.costs
    for legal in costs.legal:
        yield _Item(legal.date, FlowKind.LEGAL, FlowKind.LEGAL.value, -legal.amount)
    for holding in costs.holding:
        for on in _holding_dates(holding, inputs.valuation_date, scenario):
            yield _Item(on, FlowKind.HOLDING, FlowKind.HOLDING.value, -holding.amount)


def _holding_dates(holding: HoldingCost, start: date, scenario: ScenarioInput) -> Iterator[date]:
    """The given day, or month ends after `start` up to and including the day of the sale."""
    if holding.date is not None:
        yield holding.date
        return
    sold = scenario.sales[holding.until_collateral or ""].cash_date
    for year in range(start.year, sold.year + 1):
        for month in sorted(set(holding.months)):
            end = date(year, month, monthrange(year, month)[1])
            if start < end <= sold:
                yield end
