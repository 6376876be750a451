"""The double part of interest for delayed performance of a judgment (民事诉讼法第264条; 法释〔2014〕8号)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from workstation.domain.rounding import ZERO, exact, to_cents

DAILY_RATE = Decimal("0.000175")  # 法释〔2014〕8号第1条
EARLIEST = date(2014, 7, 31)  # in force from the day after (第7条)
RULE = "cn.double_interest"
LAW = ("民事诉讼法第264条", "法释〔2014〕8号第1条", "法释〔2014〕8号第4条")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Payment:
    date: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Suspension:
    """Both days included (法释〔2014〕8号第3条)."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of equal base, both days included; `days` leaves out those on which enforcement was suspended."""

    start: date
    end: date
    days: int
    base: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleInterest:
    days: int
    per_day: Decimal
    segments: tuple[Segment, ...]
    double_interest: Decimal
    base_outstanding: Decimal
    double_interest_paid: Decimal
    unapplied: Decimal

    @property
    def double_interest_outstanding(self) -> Decimal:
        return self.double_interest - self.double_interest_paid


def double_interest(
    base: Decimal,
    performance_end: date,
    to: date,
    payments: Sequence[Payment] = (),
    suspensions: Sequence[Suspension] = (),
) -> DoubleInterest:
    """`base` is the judgment money without general interest. Days run from the day after `performance_end`, both ends
    counted; the day of a payment still bears the old base. A payment (after `performance_end`, not after `to`) reduces
    the base first, then the double interest accrued by then (第4条)."""
    with exact():
        segments: list[Segment] = []
        left, paid, unapplied, start = base, ZERO, ZERO, performance_end + _DAY
        by_day = sorted(payments, key=lambda payment: payment.date)
        for payment in by_day:
            if start <= payment.date:
                segments.append(_segment(left, start, payment.date, suspensions))
                start = payment.date + _DAY
            to_base = min(left, payment.amount)
            left -= to_base
            accrued = sum((segment.amount for segment in segments), ZERO) - paid
            to_interest = min(accrued, payment.amount - to_base)
            paid += to_interest
            unapplied += payment.amount - to_base - to_interest
        if start <= to:
            segments.append(_segment(left, start, to, suspensions))
        return DoubleInterest(
            days=sum(segment.days for segment in segments),
            per_day=to_cents(base * DAILY_RATE),
            segments=tuple(segments),
            double_interest=sum((segment.amount for segment in segments), ZERO),
            base_outstanding=left,
            double_interest_paid=paid,
            unapplied=unapplied,
        )


def _segment(base: Decimal, start: date, end: date, suspensions: Sequence[Suspension]) -> Segment:
    days = (end - start).days + 1 - _suspended(start, end, suspensions)
    return Segment(start, end, days, base, to_cents(base * DAILY_RATE * days))


def _suspended(start: date, end: date, suspensions: Sequence[Suspension]) -> int:
    """Days of the stretch on which enforcement was suspended; a day in two suspensions counts once."""
    total, free_from = 0, start
    for suspension in sorted(suspensions, key=lambda each: each.start):
        first, last = max(suspension.start, free_from), min(suspension.end, end)
        if first <= last:
            total += (last - first).days + 1
            free_from = last + _DAY
    return total
