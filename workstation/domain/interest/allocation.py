"""What a payment is set against (民法典第561条; in enforcement 法释〔2014〕8号第4条 puts the double interest last)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from workstation.domain.rounding import ZERO

RULE = "cn.payment_allocation"
LAW = ("民法典第561条", "法释〔2014〕8号第4条")


class Debt(StrEnum):
    """In the order of the law, unless the parties agreed otherwise."""

    COSTS = "costs"
    INTEREST = "interest"
    PRINCIPAL = "principal"
    DOUBLE_INTEREST = "double_interest"


@dataclass(frozen=True, slots=True)
class Allocation:
    paid: dict[Debt, Decimal]
    left: dict[Debt, Decimal]
    unallocated: Decimal

    @property
    def allocated(self) -> Decimal:
        return sum(self.paid.values(), ZERO)


def allocate(
    amount: Decimal, debts: Mapping[Debt, Decimal], order: Sequence[Debt] = tuple(Debt)
) -> Allocation:
    """`order` names each kind of debt once."""
    paid, rest = {}, amount
    for debt in order:
        paid[debt] = min(rest, debts.get(debt, ZERO))
        rest -= paid[debt]
    left = {debt: debts.get(debt, ZERO) - paid[debt] for debt in Debt}
    return Allocation({debt: paid[debt] for debt in Debt}, left, rest)
