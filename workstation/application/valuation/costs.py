"""Costs on the way to the money. One without its amount, day or months is missing, never nothing."""

from workstation.application.valuation.notes import InputNotes
from workstation.domain.record import LotRecord
from workstation.domain.rounding import ZERO
from workstation.domain.scenarios import Assumptions, Cost, CostKind
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
        if row.on is not None and row.kind is CostKind.LEGAL:
            legal.append(LegalCost(date=row.on, amount=amount))
        elif row.on is not None:
            holding.append(HoldingCost(amount=amount, date=row.on))
        elif row.kind is CostKind.LEGAL:
            notes.lacks(row, "on", "A legal cost has no day.")
        elif not row.months or not months(row.months):
            notes.lacks(row, "months", "A holding cost has neither a day nor months such as 3, 9.")
        elif row.until_collateral not in keys:
            message = "A holding cost runs until a collateral is sold that is not in the figure: name another, or a day."
            notes.lacks(row, "until_collateral", message)
        else:
            until = keys[row.until_collateral or ""]
            holding.append(HoldingCost(amount=amount, months=months(row.months), until_collateral=until))
    return Costs(success_fee_rate=given.success_fee_rate or ZERO, legal=tuple(legal), holding=tuple(holding))


def months(text: str) -> tuple[int, ...]:
    """The months of "3,9"; empty when it is no list of months from 1 to 12."""
    parts = [part.strip() for part in text.replace("，", ",").replace("、", ",").split(",")]
    found = tuple(int(part) for part in parts if part.isdecimal() and 1 <= int(part) <= 12)
    return found if len(found) == len(parts) else ()
