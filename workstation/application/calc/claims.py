"""Claim arithmetic in the protocol (contract, section 4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from workstation.application.calc.render import money, places, rate
from workstation.application.calc.schema import Check, boolean, day, list_of, may, need, one_of, record
from workstation.application.calc.schema import money as read_money
from workstation.application.calc.schema import rate as read_rate
from workstation.domain.claims import InterestStop
from workstation.domain.input_errors import (
    MissingInputError,
    NotOneOfError,
    TooEarlyError,
    TooLateError,
    UnsupportedInputError,
)
from workstation.domain.interest import allocation, double
from workstation.domain.interest.accrual import (
    NO_STOP,
    ClaimBalance,
    Interest,
    LoanTerms,
    Stop,
    claim_balance,
    interest,
)
from workstation.domain.interest.caps import LAW as CAP_LAW
from workstation.domain.interest.caps import RULE as CAP_RULE
from workstation.domain.interest.caps import four_lpr
from workstation.domain.interest.day_counts import DayCount, days_between, year_fraction
from workstation.domain.rounding import ZERO

Json = dict[str, object]


def _in_order(first: str, last: str, field: str = "") -> Check:
    """`last` is not before `first` (parameters of the builder); `field` is what the contract calls `last`."""

    def check(values: Mapping[str, Any], path: str) -> None:
        if values[last] < values[first]:
            name = field or last
            raise TooEarlyError(field=f"{path}.{name}" if path else name, earliest=values[first])

    return check


@dataclass(frozen=True, slots=True)
class _Span:
    start: date
    end: date
    convention: DayCount


read_span = record(
    _Span,
    need("from", day, into="start"),
    need("to", day, into="end"),
    need("convention", one_of(DayCount)),
    check=_in_order("start", "end", "to"),
)


def write_span(span: _Span) -> Json:
    fraction = year_fraction(span.start, span.end, span.convention)
    return {
        "days": days_between(span.start, span.end, span.convention),
        "year_fraction": places(fraction, 12),
    }


@dataclass(frozen=True, slots=True)
class _Accrual:
    principal: Decimal
    rate: Decimal
    start: date
    end: date
    stop_date: date | None = None
    day_count: DayCount = DayCount.ACT_360


read_interest = record(
    _Accrual,
    need("principal", read_money),
    need("rate", read_rate),
    need("from", day, into="start"),
    need("to", day, into="end"),
    may("stop_date", day),
    may("day_count", one_of(DayCount)),
    check=_in_order("start", "end", "to"),
)


def compute_interest(asked: _Accrual) -> Interest:
    return interest(
        asked.principal, asked.rate, asked.start, asked.end, stop=asked.stop_date, day_count=asked.day_count
    )


def write_interest(found: Interest) -> Json:
    return {
        "effective_to": found.effective_to.isoformat(),
        "days": found.days,
        "amount": money(found.amount),
    }


@dataclass(frozen=True, slots=True)
class _Balance:
    terms: LoanTerms
    to: date
    stop: Stop


def _balance(*, to: date, stop: Stop = NO_STOP, **terms: Any) -> _Balance:
    return _Balance(LoanTerms(**terms), to, stop)


def _stop_has_a_day(values: Mapping[str, Any], path: str) -> None:
    if values["mode"] is not InterestStop.NONE and "on" not in values:
        raise MissingInputError(field=f"{path}.date")


def _term_in_order(values: Mapping[str, Any], path: str) -> None:
    _in_order("accrued_from", "due")(values, path)
    _in_order("accrued_from", "to")(values, path)


read_balance = record(
    _balance,
    need("principal", read_money),
    need("rate", read_rate),
    may("penalty_rate", read_rate),
    need("accrued_from", day),
    need("due", day),
    need("to", day),
    may("day_count", one_of(DayCount)),
    may("compound", boolean),
    may("costs", read_money),
    may(
        "stop",
        record(Stop, need("mode", one_of(InterestStop)), may("date", day, into="on"), check=_stop_has_a_day),
    ),
    check=_term_in_order,
)


def compute_balance(asked: _Balance) -> ClaimBalance:
    return claim_balance(asked.terms, asked.to, asked.stop)


def write_balance(found: ClaimBalance) -> Json:
    return {
        "effective_to": found.effective_to.isoformat(),
        "period_days": found.period_days,
        "period_interest": money(found.period_interest),
        "penalty_days": found.penalty_days,
        "penalty_interest": money(found.penalty_interest),
        "compound_interest": money(found.compound_interest),
        "costs": money(found.costs),
        "total": money(found.total),
        "total_without_stop": money(found.total_without_stop),
        "stopped": money(found.stopped),
        "rule": found.rule,
        "law": list(found.law),
    }


@dataclass(frozen=True, slots=True)
class _Delay:
    base: Decimal
    performance_end: date
    to: date
    payments: Sequence[double.Payment] = ()
    suspensions: Sequence[double.Suspension] = ()


def _delay_in_order(values: Mapping[str, Any], path: str) -> None:
    if values["performance_end"] < double.EARLIEST:
        raise UnsupportedInputError(field="performance_end", since=double.EARLIEST)
    _in_order("performance_end", "to")(values, path)
    for place, payment in enumerate(values.get("payments", ())):
        field = f"payments[{place}].date"
        if payment.date <= values["performance_end"]:
            raise TooEarlyError(field=field, earliest=values["performance_end"])
        if payment.date > values["to"]:
            raise TooLateError(field=field, latest=values["to"])


read_delay = record(
    _Delay,
    need("base", read_money),
    need("performance_end", day),
    need("to", day),
    may("payments", list_of(record(double.Payment, need("date", day), need("amount", read_money)))),
    may(
        "suspensions",
        list_of(
            record(
                double.Suspension,
                need("from", day, into="start"),
                need("to", day, into="end"),
                check=_in_order("start", "end", "to"),
            )
        ),
    ),
    check=_delay_in_order,
)


def compute_delay(asked: _Delay) -> double.DoubleInterest:
    return double.double_interest(
        asked.base, asked.performance_end, asked.to, asked.payments, asked.suspensions
    )


def write_delay(found: double.DoubleInterest) -> Json:
    return {
        "days": found.days,
        "per_day": money(found.per_day),
        "segments": [
            {
                "from": segment.start.isoformat(),
                "to": segment.end.isoformat(),
                "days": segment.days,
                "base": money(segment.base),
                "amount": money(segment.amount),
            }
            for segment in found.segments
        ],
        "double_interest": money(found.double_interest),
        "base_outstanding": money(found.base_outstanding),
        "double_interest_paid": money(found.double_interest_paid),
        "double_interest_outstanding": money(found.double_interest_outstanding),
        "unapplied": money(found.unapplied),
        "rule": double.RULE,
        "law": list(double.LAW),
    }


@dataclass(frozen=True, slots=True)
class _Receipt:
    amount: Decimal
    debts: Mapping[allocation.Debt, Decimal]
    order: Sequence[allocation.Debt] = tuple(allocation.Debt)


def _debts(**given: Decimal) -> dict[allocation.Debt, Decimal]:
    return {debt: given.get(debt.value, ZERO) for debt in allocation.Debt}


def _each_debt_once(values: Mapping[str, Any], path: str) -> None:
    if "order" in values and sorted(values["order"]) != sorted(allocation.Debt):
        choices = ", ".join(debt.value for debt in allocation.Debt)
        raise NotOneOfError(field=f"{path}.order" if path else "order", choices=f"all of {choices}")


read_receipt = record(
    _Receipt,
    need("amount", read_money),
    need("debts", record(_debts, *(may(debt.value, read_money) for debt in allocation.Debt))),
    may("order", list_of(one_of(allocation.Debt))),
    check=_each_debt_once,
)


def compute_receipt(asked: _Receipt) -> allocation.Allocation:
    return allocation.allocate(asked.amount, asked.debts, asked.order)


def write_receipt(found: allocation.Allocation) -> Json:
    return {
        "paid": {debt.value: money(amount) for debt, amount in found.paid.items()},
        "left": {debt.value: money(amount) for debt, amount in found.left.items()},
        "allocated": money(found.allocated),
        "unallocated": money(found.unallocated),
        "rule": allocation.RULE,
        "law": list(allocation.LAW),
    }


@dataclass(frozen=True, slots=True)
class _Lpr:
    lpr_1y: Decimal


read_lpr = record(_Lpr, need("lpr_1y", read_rate))


def write_cap(asked: _Lpr) -> Json:
    return {"cap_rate": rate(four_lpr(asked.lpr_1y)), "rule": CAP_RULE, "law": list(CAP_LAW)}
