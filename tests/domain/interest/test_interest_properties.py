"""What holds of interest whatever the numbers."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.claims import InterestStop
from workstation.domain.interest.accrual import LoanTerms, Stop, claim_balance, interest
from workstation.domain.interest.allocation import Debt, allocate
from workstation.domain.interest.day_counts import DayCount, days_between, year_fraction
from workstation.domain.interest.double import Payment, Suspension, double_interest
from workstation.domain.mortgages import MaxAmountMortgage, secured_amount

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
amounts = st.integers(0, 10**15).map(lambda cents: Decimal(cents).scaleb(-2))
rates = st.integers(0, 36_000).map(lambda parts: Decimal(parts).scaleb(-5))
ACTUAL = (DayCount.ACT_360, DayCount.ACT_365F, DayCount.ACT_ACT_ISDA)


@given(st.tuples(days, days, days).map(sorted), st.sampled_from(ACTUAL))
def test_two_adjoining_periods_are_one(dates, convention):
    first, middle, last = dates
    parts = year_fraction(first, middle, convention) + year_fraction(middle, last, convention)
    assert abs(parts - year_fraction(first, last, convention)) < Decimal("1e-24")
    counted = days_between(first, middle, convention) + days_between(middle, last, convention)
    assert counted == days_between(first, last, convention) == (last - first).days


@given(days, st.sampled_from(tuple(DayCount)))
def test_no_time_bears_no_interest(day, convention):
    assert year_fraction(day, day, convention) == 0
    assert interest(Decimal(10**13), Decimal("0.24"), day, day, day_count=convention).amount == 0


@given(amounts, rates, st.tuples(days, days, days).map(sorted))
def test_a_stop_never_makes_a_claim_larger(principal, rate, dates):
    start, due, end = dates
    terms = LoanTerms(principal=principal, rate=rate, accrued_from=start, due=due, compound=True)
    for mode in (InterestStop.TRANSFER, InterestStop.BANKRUPTCY):
        for on in (start, due, end, end + timedelta(days=90)):
            found = claim_balance(terms, end, Stop(mode, on))
            assert found.stopped >= 0
            assert found.total >= principal
            assert (found.stopped == 0) or on < end


@given(amounts, st.fixed_dictionaries(dict.fromkeys(Debt, amounts)), st.permutations(list(Debt)))
def test_a_payment_is_never_spent_twice(amount, debts, order):
    found = allocate(amount, debts, order)
    assert found.allocated + found.unallocated == amount
    for debt in Debt:
        assert found.paid[debt] + found.left[debt] == debts[debt]
        assert found.paid[debt] >= 0
    # nothing later in the order is paid while something earlier is left
    open_before = False
    for debt in order:
        assert not (open_before and found.paid[debt])
        open_before = open_before or found.left[debt] > 0


END = date(2020, 1, 31)
later = st.integers(1, 2000).map(lambda count: END + timedelta(days=count))
payments = st.lists(st.builds(Payment, later, amounts), max_size=5)
suspensions = st.lists(st.tuples(later, later).map(lambda pair: Suspension(min(pair), max(pair))), max_size=3)


@given(amounts, payments, suspensions)
def test_double_interest_adds_up_and_its_segments_adjoin(base, paid, suspended):
    to = END + timedelta(days=2000)
    found = double_interest(base, END, to, paid, suspended)
    assert found.double_interest == sum((part.amount for part in found.segments), Decimal(0))
    assert found.days == sum(part.days for part in found.segments)
    assert found.segments[0].start == END + timedelta(days=1)
    assert found.segments[-1].end == to
    for part, following in zip(found.segments, found.segments[1:], strict=False):
        assert following.start == part.end + timedelta(days=1)
        assert following.base <= part.base
    spent = base - found.base_outstanding + found.double_interest_paid + found.unapplied
    assert spent == sum((payment.amount for payment in paid), Decimal(0))


@given(amounts, amounts, amounts, amounts)
def test_a_higher_cap_never_secures_less(claim, distributable, cap, more):
    low = secured_amount(MaxAmountMortgage(claim=claim, distributable=distributable, registered_cap=cap))
    high = secured_amount(
        MaxAmountMortgage(claim=claim, distributable=distributable, registered_cap=cap + more)
    )
    assert low.recovery <= high.recovery <= min(claim, distributable)
    assert low.recovery + low.surplus == distributable
    assert low.recovery + low.shortfall == claim
