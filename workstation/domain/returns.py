"""Rates of return of dated and of periodic amounts: every root, not only the one near a guess."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from math import log

from workstation.domain.errors import UserError
from workstation.domain.plain_roots import plain_roots
from workstation.domain.roots import ExponentialSum
from workstation.domain.rounding import ONE, ZERO, exact

DAYS_A_YEAR = 365
# The range that is searched: rates from -0.999999999 to 10^9.
_LOWEST = log(1e-9)
_HIGHEST = log(1 + 1e9)
# Of several roots the one nearest to Excel's guess is meant.
_GUESS = Decimal("1.1")


class NoSignChangeError(UserError):
    code = "xirr.no_sign_change"
    message = "A rate of return needs money paid and money received. Add the missing side."


class NoRootError(UserError):
    code = "xirr.no_root"
    message = "No rate of return between -99.9999999 % and 10^9 fits these amounts. Check them."


class PeriodicNoSignChangeError(NoSignChangeError):
    code = "irr.no_sign_change"


class PeriodicNoRootError(NoRootError):
    code = "irr.no_root"


@dataclass(frozen=True, slots=True)
class Flow:
    """Money received (positive) or paid (negative) on a day."""

    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class RateOfReturn:
    """`rate` is a fraction of one a year (or a period); `roots` are all rates of value zero, rising."""

    rate: Decimal
    roots: tuple[Decimal, ...]

    @property
    def multiple(self) -> bool:
        return len(self.roots) > 1


def xirr(flows: Iterable[Flow]) -> RateOfReturn:
    """Annual effective rate at which the flows are worth nothing on the earliest date; days / 365.

    Flows of one date are summed first. `NoSignChangeError`, `NoRootError`."""
    with exact():
        by_day: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
        for flow in flows:
            by_day[flow.on.toordinal()] += flow.amount
        amounts = {day: amount for day, amount in sorted(by_day.items()) if amount}
        if not _has_both_signs(amounts.values()):
            raise NoSignChangeError
        first = next(iter(amounts))
        found = _rates([(day - first, amount) for day, amount in amounts.items()], DAYS_A_YEAR)
    if found is None:
        raise NoRootError
    return found


def irr(amounts: Sequence[Decimal]) -> RateOfReturn:
    """Rate a period of amounts one period apart. `PeriodicNoSignChangeError`, `PeriodicNoRootError`."""
    if not _has_both_signs(amounts):
        raise PeriodicNoSignChangeError
    with exact():
        found = _rates([(period, amount) for period, amount in enumerate(amounts) if amount], 1)
    if found is None:
        raise PeriodicNoRootError
    return found


def xnpv(rate: Decimal, flows: Iterable[Flow]) -> Decimal:
    """Value on the earliest date, unrounded; `rate` is above -1 and time is days / 365."""
    listed = list(flows)
    first = min(flow.on for flow in listed)
    with exact():
        discount = Discount(rate)
        return sum((flow.amount * discount.factor((flow.on - first).days) for flow in listed), ZERO)


class Discount:
    """Factors (1 + rate)^(-days / 365), to all but the last few digits of the working precision; each day is computed
    once. To be used within `exact`."""

    def __init__(self, rate: Decimal) -> None:
        self._a_day = _factor_of_a_day(rate)
        self._factors: dict[int, Decimal] = {}

    def factor(self, days: int) -> Decimal:
        if days not in self._factors:
            self._factors[days] = self._a_day**days
        return self._factors[days]


@lru_cache(maxsize=64)
def _factor_of_a_day(rate: Decimal) -> Decimal:
    """The same targets are asked for with every valuation."""
    with exact():
        return (-(ONE + rate).ln() / DAYS_A_YEAR).exp()


def _has_both_signs(amounts: Iterable[Decimal]) -> bool:
    listed = list(amounts)
    return any(amount > 0 for amount in listed) and any(amount < 0 for amount in listed)


def _rates(terms: list[tuple[int, Decimal]], units_a_period: int) -> RateOfReturn | None:
    """None without a root in the range. The amounts have both signs."""
    low, high = _LOWEST / units_a_period, _HIGHEST / units_a_period
    plain = plain_roots(terms, low, high)
    if plain is not None:
        growths = [ONE / root**units_a_period for root in plain]
    else:
        growths = [(root * units_a_period).exp() for root in ExponentialSum(terms).roots(low, high)]
    if len(growths) <= 1:
        return RateOfReturn(growths[0] - ONE, (growths[0] - ONE,)) if growths else None
    nearest = min(growths, key=lambda growth: abs((growth / _GUESS).ln()))
    return RateOfReturn(nearest - ONE, tuple(growth - ONE for growth in growths))
