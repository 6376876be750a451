"""Costs on the way to the money. One without its amount, day or months is missing, never nothing."""

from decimal import Decimal
from typing import Any

from workstation.application.valuation.notes import InputNotes, named
from workstation.domain.collateral import Collateral
from workstation.domain.errors import Term
from workstation.domain.record import LotRecord
from workstation.domain.rounding import ZERO
from workstation.domain.scenarios import Assumptions, Cost, CostKind, Scenario, ScenarioSale, in_order
from workstation.domain.valuation import Costs, HoldingCost, LegalCost


def costs(record: LotRecord, given: Assumptions, keys: dict[str, str], notes: InputNotes) -> Costs:
    """`keys` leads from a collateral that is in the computation to its name there."""
    legal: list[LegalCost] = []
    holding: list[HoldingCost] = []
    for row in record.all(Cost):
        if row.amount is None:
            notes.lacks(row, "amount", "A cost has no amount.")
            continue
        amount = notes.amount(row, "amount")
        if amount is None:
            continue
        if row.on is not None and months_said(row):
            message = "A cost has a day and months too: keep the day if it comes once, or the months if it comes again."
            notes.lacks(row, "months", message)
        elif row.on is not None and row.kind is CostKind.LEGAL:
            legal.append(LegalCost(date=row.on, amount=amount))
        elif row.on is not None:
            holding.append(HoldingCost(amount=amount, date=row.on))
        elif row.kind is CostKind.LEGAL:
            notes.lacks(row, "on", "A legal cost has no day.")
        elif (rule := _by_months(record, row, amount, keys, notes)) is not None:
            holding.append(rule)
    return Costs(success_fee_rate=given.success_fee_rate or ZERO, legal=tuple(legal), holding=tuple(holding))


def _by_months(
    record: LotRecord, row: Cost, amount: Decimal, keys: dict[str, str], notes: InputNotes
) -> HoldingCost | None:
    """A holding cost in each of its months until a collateral is sold; None where something of that is missing."""
    named_months, until = months(row.months or ""), row.until_collateral
    if not named_months:
        notes.lacks(row, "months", "A holding cost has neither a day nor months such as 3, 9.")
    elif len(set(named_months)) < len(named_months):
        notes.lacks(row, "months", "A holding cost names a month twice: name each month once.")
    elif until is None or until not in keys:
        message = "A holding cost runs until a collateral is sold that is not in the figure: name another, or a day."
        notes.lacks(row, "until_collateral", message)
    elif (about := left_unsold(record, until)) is not None:
        message = "A holding cost runs until {collateral} is sold, and {scenario} does not sell it: add its sale there, or name another, or a day."
        notes.lacks(row, "until_collateral", message, **about)
    else:
        return HoldingCost(amount=amount, months=named_months, until_collateral=keys[until])
    return None


def left_unsold(record: LotRecord, collateral: str) -> dict[str, Any] | None:
    """What to call a collateral and the first scenario that does not sell it; None where each does."""
    for scenario in in_order(record.all(Scenario)):
        if record.first(ScenarioSale, scenario=scenario.id, collateral=collateral) is None:
            return {"collateral": named(record.get(Collateral, collateral)), "scenario": Term(scenario.name)}
    return None


def months_said(row: Cost) -> bool:
    return bool((row.months or "").strip())


def months(text: str) -> tuple[int, ...]:
    """The months of "3,9"; empty when it is no list of months from 1 to 12."""
    parts = [part.strip() for part in text.replace("，", ",").replace("、", ",").split(",")]
    found = tuple(int(part) for part in parts if part.isdecimal() and 1 <= int(part) <= 12)
    return found if len(found) == len(parts) else ()
