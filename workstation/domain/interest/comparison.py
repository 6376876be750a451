"""The claim as disclosed against the claim as its own terms make it: where they differ, by how much, and why."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from workstation.domain.claims import Balance, BalanceKind, Claim, InterestStop
from workstation.domain.events import Event, EventKind
from workstation.domain.interest.accrual import ClaimBalance, LoanTerms, Stop, claim_balance
from workstation.domain.interest.caps import LendingCap, lending_cap
from workstation.domain.interest.day_counts import DayCount
from workstation.domain.interest.double import EARLIEST, DoubleInterest, Payment, double_interest
from workstation.domain.listings import Listing
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.domain.reference import NO_REFERENCE, Reference
from workstation.domain.rounding import ZERO
from workstation.domain.scenarios import ScenarioSale


class Cause(StrEnum):
    """A mistake that explains a difference to the cent."""

    OTHER_DAY_COUNT = "other_day_count"
    LOAN_RATE_AFTER_DUE = "loan_rate_after_due"
    PAST_THE_STOP = "past_the_stop"
    NOT_COMPOUNDED = "not_compounded"
    COMPOUNDED = "compounded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One kind of interest. `base` x `rate` x `days` over the year of `day_count` gives `computed`; `disclosed` is None
    where nothing was."""

    kind: BalanceKind
    base: Money
    rate: Decimal
    days: int
    day_count: DayCount
    computed: Money
    disclosed: Money | None
    cause: Cause | None = None

    @property
    def difference(self) -> Money | None:
        """Disclosed less computed."""
        if self.disclosed is None:
            return None
        return Money(self.disclosed.minor - self.computed.minor, self.computed.currency)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`lines` as of the day `to`. `at_end` is the claim on the day `end` on which the last collateral is taken to be
    sold, following the chosen stop: its `stopped` is what the stop takes away by then."""

    to: date
    currency: str
    lines: tuple[Line, ...]
    end: date
    at_end: ClaimBalance
    cap: LendingCap | None = None  # where it took something off the agreed rates
    double: DoubleInterest | None = None  # for late performance of the judgment, to the day `to`


def compare(record: LotRecord, claim: Claim, reference: Reference = NO_REFERENCE) -> Comparison | None:
    """None while the terms do not suffice: principal, rate, the day from which interest runs, the due date, and a day
    to compute to (that of the balances, else the listing's base date). Between private lenders no rate is above four
    times the LPR."""
    balances = record.all(Balance, claim=claim.id)
    by_kind = _by_kind(balances)
    principal = by_kind.get(BalanceKind.PRINCIPAL)
    to = _as_of(record, balances)
    if principal is None or to is None:
        return None
    terms = _terms(claim, principal, by_kind.get(BalanceKind.COSTS))
    if terms is None or to < terms.accrued_from or terms.due < terms.accrued_from:
        return None
    cap = lending_cap(claim, reference)
    agreed = terms
    if cap is not None:
        terms = replace(terms, rate=min(terms.rate, cap.rate), penalty_rate=min(terms.penalty, cap.rate))
        cap = cap if terms.rate < agreed.rate or terms.penalty < agreed.penalty else None
    stop = Stop(claim.interest_stop or InterestStop.NONE, claim.interest_stop_on)
    currency = principal.currency
    lines = tuple(_lines(terms, claim_balance(terms, to, stop), to, by_kind, currency))
    end = max([to, *(sale.cash_date for sale in record.all(ScenarioSale) if sale.cash_date)])
    at_end = claim_balance(terms, end, stop)
    return Comparison(to, currency, lines, end, at_end, cap, _double(record, claim, to, currency))


def _by_kind(balances: tuple[Balance, ...]) -> dict[BalanceKind, Money]:
    """What is owed of each kind, all balances of it together, as the price takes them; nothing of a kind that stands in
    several currencies."""
    found = {}
    for kind in BalanceKind:
        totals = Money.totals(row.amount for row in balances if row.kind is kind)
        if len(totals) == 1:
            found[kind] = totals[0]
    return found


def _double(record: LotRecord, claim: Claim, to: date, currency: str) -> DoubleInterest | None:
    """On the judgment money, less what the timeline says was paid on this claim (法释〔2014〕8号)."""
    base, last = claim.judgment_base, claim.performance_end
    if base is None or base.currency != currency or last is None or not EARLIEST <= last < to:
        return None
    paid = tuple(
        Payment(event.on, event.amount.amount)
        for event in record.all(Event, kind=EventKind.PAYMENT, claim=claim.id)
        if event.on and event.amount and event.amount.currency == currency and last < event.on <= to
    )
    return double_interest(base.amount, last, to, paid)


def _as_of(record: LotRecord, balances: tuple[Balance, ...]) -> date | None:
    days = [row.as_of for row in balances if row.as_of is not None]
    if days:
        return max(days)
    listing = record.last(Listing)
    return listing.base_date if listing else None


def _terms(claim: Claim, principal: Money, owed: Money | None) -> LoanTerms | None:
    if claim.loan_rate is None or claim.accrued_from is None or claim.due is None:
        return None
    same = owed is not None and owed.currency == principal.currency
    return LoanTerms(
        principal=principal.amount,
        rate=claim.loan_rate,
        penalty_rate=claim.penalty_rate,
        accrued_from=claim.accrued_from,
        due=claim.due,
        day_count=claim.day_count or DayCount.ACT_360,
        compound=bool(claim.compounds),
        costs=owed.amount if owed is not None and same else ZERO,
    )


def _lines(
    terms: LoanTerms, found: ClaimBalance, to: date, by_kind: dict[BalanceKind, Money], currency: str
) -> Iterator[Line]:
    bases = {
        BalanceKind.INTEREST: (terms.principal, terms.rate, found.period_days),
        BalanceKind.PENALTY_INTEREST: (terms.principal, terms.penalty, found.penalty_days),
        BalanceKind.COMPOUND_INTEREST: (found.period_interest, terms.penalty, found.penalty_days),
    }
    for kind, (base, rate, days) in bases.items():
        computed = Money.of(part_of(found, kind), currency)
        disclosed = by_kind.get(kind)
        if disclosed is not None and disclosed.currency != currency:
            disclosed = None
        if disclosed is None and not computed.minor:
            continue
        cause = None
        if (disclosed.minor if disclosed else 0) != computed.minor:
            cause = _cause(terms, kind, to, disclosed.amount if disclosed else ZERO)
        yield Line(
            kind=kind,
            base=Money.of(base, currency),
            rate=rate,
            days=days,
            day_count=terms.day_count,
            computed=computed,
            disclosed=disclosed,
            cause=cause,
        )


def part_of(found: ClaimBalance, kind: BalanceKind) -> Decimal:
    parts = {
        BalanceKind.INTEREST: found.period_interest,
        BalanceKind.PENALTY_INTEREST: found.penalty_interest,
        BalanceKind.COMPOUND_INTEREST: found.compound_interest,
    }
    return parts[kind]


def _cause(terms: LoanTerms, kind: BalanceKind, to: date, disclosed: Decimal) -> Cause | None:
    """The first mistake under which the terms give what was disclosed, to the cent."""
    if kind is BalanceKind.COMPOUND_INTEREST and terms.compound and not disclosed:
        return Cause.NOT_COMPOUNDED
    other = DayCount.ACT_365F if terms.day_count is DayCount.ACT_360 else DayCount.ACT_360
    mistaken = {
        Cause.PAST_THE_STOP: terms,
        Cause.OTHER_DAY_COUNT: replace(terms, day_count=other),
        Cause.LOAN_RATE_AFTER_DUE: replace(terms, penalty_rate=terms.rate),
        Cause.COMPOUNDED: replace(terms, compound=True),
    }
    for cause, given in mistaken.items():
        if part_of(claim_balance(given, to), kind) == disclosed:
            return cause
    return None
