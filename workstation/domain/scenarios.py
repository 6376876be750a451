"""Assumptions of a valuation as records: each of their numbers is a field that can carry evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import FRACTION, boolean, choice, day, integer, money, rate, reference, text
from workstation.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What holds in every scenario of a lot; one row a lot."""

    entity: ClassVar[str] = "assumptions"
    title: ClassVar[str] = "Assumptions"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    valuation_date: date | None = day("Balance paid on")
    target_irr: Decimal | None = rate("Target IRR", within=FRACTION)
    transaction_cost_rate: Decimal | None = rate("Transaction costs", within=FRACTION)
    fixed_closing_cost: Money | None = money("Closing costs")
    success_fee_rate: Decimal | None = rate("Success fee", within=(Decimal(0), Decimal("0.5")))
    buyer_tax_rate: Decimal | None = rate("Tax on the gain", within=FRACTION)
    deposit_date: date | None = day("Deposit paid on")
    loss_limit: Decimal | None = rate("Highest weight of losing scenarios", within=FRACTION)
    leverage_share: Decimal | None = rate("Borrowed share", within=FRACTION)
    leverage_rate: Decimal | None = rate("Borrowing rate", within=FRACTION)
    leverage_repaid_with: str | None = reference("Repaid with", "collateral", citable=True)


class CostKind(StrEnum):
    LEGAL = "legal"
    HOLDING = "holding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """A legal cost on a date, or a holding cost in each listed month until a collateral is sold.

    `months` is text such as "3,9" (March and September), or empty with a date."""

    entity: ClassVar[str] = "cost"
    title: ClassVar[str] = "Cost"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    kind: CostKind = choice("Kind", CostKind, default=CostKind.LEGAL)
    amount: Money | None = money("Amount")
    on: date | None = day("On")
    months: str | None = text("Months", citable=True)
    until_collateral: str | None = reference("Until sold", "collateral", citable=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    entity: ClassVar[str] = "scenario"
    title: ClassVar[str] = "Scenario"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    name: str = text("Name", required=True)
    ordinal: int = integer("Order", required=True, shown=False)
    probability: Decimal | None = rate("Probability", within=FRACTION)
    dividend: Decimal | None = rate("Borrower's dividend", within=FRACTION)
    dividend_date: date | None = day("Dividend paid on")


# What three thirds, written with as few as three decimals, leave of one
_ROUNDING = Decimal("0.001")


def in_order(scenarios: Iterable[Scenario]) -> tuple[Scenario, ...]:
    """From the worst to the best, as a lot begins with them; those that a person adds come behind."""
    return tuple(sorted(scenarios, key=lambda row: (row.ordinal, row.id)))


def weights(scenarios: Iterable[Scenario]) -> dict[str, Decimal]:
    """The probability that each scenario counts with, by its id. The last one takes the rest where its own is empty, or
    where what is missing or too much is mere rounding (33.3333 % three times); a rule names it."""
    rows = in_order(scenarios)
    found = {row.id: row.probability or Decimal(0) for row in rows}
    rest = 1 - sum(found.values(), Decimal(0))
    if rows and found[rows[-1].id] + rest >= 0 and (rows[-1].probability is None or abs(rest) <= _ROUNDING):
        found[rows[-1].id] += rest
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioSale:
    """How one collateral is sold in one scenario."""

    entity: ClassVar[str] = "scenario_sale"
    title: ClassVar[str] = "Sale in a scenario"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    scenario: str = reference("Scenario", "scenario", required=True, shown=False)
    collateral: str = reference("Collateral", "collateral", required=True, shown=False)
    forced_sale_discount: Decimal | None = rate("Forced-sale discount", within=FRACTION)
    cash_date: date | None = day("Sold on")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioPrior:
    """Whether an encumbrance ahead of us is paid in a scenario; without a row it is."""

    entity: ClassVar[str] = "scenario_prior"
    title: ClassVar[str] = "Prior claim in a scenario"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    scenario: str = reference("Scenario", "scenario", required=True, shown=False)
    encumbrance: str = reference("Encumbrance", "encumbrance", required=True, shown=False)
    counted: bool | None = boolean("Counted")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioGuarantor:
    """What one guarantee brings in one scenario."""

    entity: ClassVar[str] = "scenario_guarantor"
    title: ClassVar[str] = "Guarantor in a scenario"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    scenario: str = reference("Scenario", "scenario", required=True, shown=False)
    guarantee: str = reference("Guarantee", "guarantee", required=True, shown=False)
    probability: Decimal | None = rate("Guarantor pays", within=FRACTION)
    cash_date: date | None = day("Paid on")
