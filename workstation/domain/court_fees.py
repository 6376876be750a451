"""Fees of the people's courts (诉讼费用交纳办法 2006, 第13-15条)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from workstation.domain.rounding import exact, to_cents


class CourtFeeKind(StrEnum):
    ACCEPTANCE = "acceptance"
    EXECUTION = "execution"
    PRESERVATION = "preservation"


@dataclass(frozen=True, slots=True)
class CourtFee:
    fee: Decimal
    rule: str
    law: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """`slices` are (upper limit or None, rate); the rate applies to the part between the limits."""

    base: int
    free_up_to: int
    slices: tuple[tuple[int | None, str], ...]
    maximum: int | None = None


# Article 13, item 1: property cases
_ACCEPTANCE = _Table(
    base=50,
    free_up_to=10_000,
    slices=(
        (100_000, "0.025"),
        (200_000, "0.02"),
        (500_000, "0.015"),
        (1_000_000, "0.01"),
        (2_000_000, "0.009"),
        (5_000_000, "0.008"),
        (10_000_000, "0.007"),
        (20_000_000, "0.006"),
        (None, "0.005"),
    ),
)
# Article 14, item 1
_EXECUTION = _Table(
    base=50,
    free_up_to=10_000,
    slices=((500_000, "0.015"), (5_000_000, "0.01"), (10_000_000, "0.005"), (None, "0.001")),
)
# Article 14, item 2
_PRESERVATION = _Table(base=30, free_up_to=1_000, slices=((100_000, "0.01"), (None, "0.005")), maximum=5_000)
_TABLES = {
    CourtFeeKind.ACCEPTANCE: _ACCEPTANCE,
    CourtFeeKind.EXECUTION: _EXECUTION,
    CourtFeeKind.PRESERVATION: _PRESERVATION,
}
_LAW: dict[CourtFeeKind, tuple[str, ...]] = {
    CourtFeeKind.ACCEPTANCE: ("诉讼费用交纳办法第13条",),
    CourtFeeKind.EXECUTION: ("诉讼费用交纳办法第14条",),
    CourtFeeKind.PRESERVATION: ("诉讼费用交纳办法第14条",),
}


def court_fee(kind: CourtFeeKind, amount: Decimal, *, half: bool = False) -> CourtFee:
    """`amount` in yuan, not negative. `half` is the reduced acceptance fee (第15条)."""
    with exact():
        fee = _graded(_TABLES[kind], amount)
        law = _LAW[kind]
        if half:
            fee, law = fee / 2, (*law, "诉讼费用交纳办法第15条")
        return CourtFee(to_cents(fee), f"cn.court_fee.{kind.value}", law)


def _graded(table: _Table, amount: Decimal) -> Decimal:
    fee, low = Decimal(table.base), table.free_up_to
    for limit, rate in table.slices:
        if amount <= low:
            break
        top = amount if limit is None else min(amount, Decimal(limit))
        fee += (top - low) * Decimal(rate)
        low = limit or low
    return fee if table.maximum is None else min(fee, Decimal(table.maximum))
