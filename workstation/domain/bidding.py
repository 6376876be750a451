"""The steps of an auction: start price plus whole increments."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from workstation.domain.rounding import exact


@dataclass(frozen=True, slots=True)
class LadderBid:
    """`bid` and `steps` are None when even the start price is above the cap."""

    bid: Decimal | None
    steps: int | None

    @property
    def below_start(self) -> bool:
        return self.bid is None


def bid_ladder(start: Decimal, increment: Decimal, cap: Decimal) -> LadderBid:
    """The highest bid start + steps x increment that does not exceed `cap`; `increment` is positive."""
    if cap < start:
        return LadderBid(None, None)
    with exact():
        steps = int(((cap - start) / increment).to_integral_value(rounding=ROUND_FLOOR))
        return LadderBid(start + steps * increment, steps)
