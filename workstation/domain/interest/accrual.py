"""Interest of a loan: inside its term, the penalty after it, compounding, and the day on which all of it stops."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workstation.domain.claims import InterestStop
from workstation.domain.interest.day_counts import DayCount, days_between, year_fraction
from workstation.domain.rounding import ZERO, exact, to_cents

# 人民币利率管理规定: banks agree on half as much again after the due date
PENALTY_FACTOR = Decimal("1.5")
_STOP_LAW: dict[InterestStop, tuple[str, ...]] = {
    InterestStop.NONE: (),
    InterestStop.TRANSFER: ("海南会议纪要第9条",),
    InterestStop.BANKRUPTCY: ("企业破产法第46条",),
}


@dataclass(frozen=True, slots=True)
class Interest:
    effective_to: date
    days: int
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanTerms:
    """Amounts in one currency, rates as fractions of one a year. Without `penalty_rate` it is 1.5 times `rate`."""

    principal: Decimal
    rate: Decimal
    accrued_from: date
    due: date
    penalty_rate: Decimal | None = None
    day_count: DayCount = DayCount.ACT_360
    compound: bool = False
    costs: Decimal = ZERO

    @property
    def penalty(self) -> Decimal:
        return self.rate * PENALTY_FACTOR if self.penalty_rate is None else self.penalty_rate


@dataclass(frozen=True, slots=True)
class Stop:
    """Why interest stops and on which day; without a day it does not."""

    mode: InterestStop = InterestStop.NONE
    on: date | None = None


NO_STOP = Stop()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimBalance:
    """`stopped` is what the claim would be worth more without the stop."""

    effective_to: date
    period_days: int
    period_interest: Decimal
    penalty_days: int
    penalty_interest: Decimal
    compound_interest: Decimal
    costs: Decimal
    total: Decimal
    total_without_stop: Decimal
    rule: str
    law: tuple[str, ...]

    @property
    def stopped(self) -> Decimal:
        return self.total_without_stop - self.total


def interest(
    principal: Decimal,
    rate: Decimal,
    start: date,
    end: date,
    *,
    stop: date | None = None,
    day_count: DayCount = DayCount.ACT_360,
) -> Interest:
    """Principal x rate x year fraction, rounded to cents; `end` is not before `start`. A stop before `start` leaves
    nothing."""
    last = max(min(end, stop or end), start)
    with exact():
        amount = to_cents(principal * rate * year_fraction(start, last, day_count))
    return Interest(last, days_between(start, last, day_count), amount)


def claim_balance(terms: LoanTerms, to: date, stop: Stop = NO_STOP) -> ClaimBalance:
    """The claim on the day `to`. Interest inside the term runs to the due date, the penalty on the principal from
    there; with `compound` the penalty rate also runs on the interest of the term (the rounded figure)."""
    stopping = stop.mode is not InterestStop.NONE and stop.on is not None
    last = max(min(to, stop.on), terms.accrued_from) if stopping and stop.on else to
    with exact():
        period, penalty, compound = _parts(terms, last)
        total = terms.principal + period.amount + penalty.amount + compound + terms.costs
        full = terms.principal + terms.costs
        full += sum((part for part in _amounts(_parts(terms, to))), ZERO)
    return ClaimBalance(
        effective_to=last,
        period_days=period.days,
        period_interest=period.amount,
        penalty_days=penalty.days,
        penalty_interest=penalty.amount,
        compound_interest=compound,
        costs=terms.costs,
        total=total,
        total_without_stop=full,
        rule=f"cn.interest.{stop.mode.value}",
        law=_STOP_LAW[stop.mode],
    )


def _parts(terms: LoanTerms, last: date) -> tuple[Interest, Interest, Decimal]:
    """Interest of the term, penalty on the principal, penalty on the interest."""
    end = max(min(terms.due, last), terms.accrued_from)
    period = interest(terms.principal, terms.rate, terms.accrued_from, end, day_count=terms.day_count)
    overdue = max(last, terms.due)
    penalty = interest(terms.principal, terms.penalty, terms.due, overdue, day_count=terms.day_count)
    if not terms.compound:
        return period, penalty, ZERO
    on_interest = interest(period.amount, terms.penalty, terms.due, overdue, day_count=terms.day_count)
    return period, penalty, on_interest.amount


def _amounts(parts: tuple[Interest, Interest, Decimal]) -> tuple[Decimal, Decimal, Decimal]:
    period, penalty, compound = parts
    return period.amount, penalty.amount, compound
