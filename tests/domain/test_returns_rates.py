from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workstation.domain.returns import (
    Flow,
    NoRootError,
    NoSignChangeError,
    PeriodicNoRootError,
    PeriodicNoSignChangeError,
    irr,
    xirr,
    xnpv,
)

START = date(2020, 1, 1)


def flows(*pairs):
    return [Flow(START + timedelta(days), Decimal(str(amount))) for days, amount in pairs]


def polynomial(*rates):
    """Amounts of which exactly these rates are roots."""
    amounts = [Decimal(1)]
    for rate in rates:
        shifted = [Decimal(0), *(amount * (1 + Decimal(rate)) for amount in amounts)]
        amounts = [late - early for late, early in zip(shifted, [*amounts, Decimal(0)], strict=True)]
    return amounts


def test_one_year_at_ten_percent_is_ten_percent():
    assert abs(xirr(flows((0, -1000), (365, 1100))).rate - Decimal("0.1")) < Decimal("1e-30")


def test_the_order_of_the_flows_does_not_matter():
    given_flows = flows((0, -1000), (366, 750), (731, 500))
    assert xirr(reversed(given_flows)) == xirr(given_flows)


def test_flows_of_one_day_are_summed_first():
    with pytest.raises(NoSignChangeError):
        xirr(flows((0, -1000), (0, 2000)))


@pytest.mark.parametrize("amounts", [(-1, -2), (1, 2), (0, 0)])
def test_a_rate_needs_both_signs(amounts):
    with pytest.raises(NoSignChangeError):
        xirr(flows((0, amounts[0]), (365, amounts[1])))
    with pytest.raises(PeriodicNoSignChangeError):
        irr([Decimal(amount) for amount in amounts])


def test_no_rate_is_invented_where_there_is_none():
    with pytest.raises(PeriodicNoRootError):
        irr([Decimal(-1000), Decimal(2000), Decimal(-1500)])
    with pytest.raises(NoRootError):
        xirr(flows((0, -1), (1, 10**9)))


def test_the_root_nearest_to_ten_percent_is_the_rate():
    found = irr(polynomial("-0.5", "0.08", "0.3"))
    assert found.multiple
    assert [round(root, 12) for root in found.roots] == [Decimal("-0.5"), Decimal("0.08"), Decimal("0.3")]
    assert round(found.rate, 12) == Decimal("0.08")


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_a_root_that_only_touches_zero_is_found_once(count):
    found = irr(polynomial(*["0.1"] * count))
    assert len(found.roots) == 1
    assert abs(found.rate - Decimal("0.1")) < Decimal("1e-9")


def test_two_roots_a_billionth_apart_are_two():
    assert len(irr(polynomial("0.1", "0.1000000010")).roots) == 2


def test_fifteen_roots_are_all_found():
    rates = [Decimal(step) / 10 for step in range(-5, 10)]
    found = irr(polynomial(*rates))
    assert [round(root, 10) for root in found.roots] == rates


@pytest.mark.parametrize("count", [8, 12])
def test_a_hopeless_multiple_root_ends_in_time_with_a_near_answer(count):
    assert abs(irr(polynomial(*["0.1"] * count)).rate - Decimal("0.1")) < Decimal("0.01")


def test_flows_centuries_apart_have_a_rate():
    assert abs(xirr(flows((0, -1), (2_000_000, 10**9))).rate - Decimal("0.00379")) < Decimal("0.00001")
    assert len(xirr(flows((0, -1), (500, 5), (900, -5), (2_000_000, 10**9))).roots) == 3


def test_the_value_is_on_the_earliest_date():
    value = xnpv(Decimal("0.1"), flows((730, 1210), (365, -1000)))
    assert abs(value - 100) < Decimal("1e-40")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 4000), st.integers(-(10**9), 10**9)), min_size=2, max_size=12).map(
        lambda pairs: flows(*pairs)
    )
)
def test_every_root_is_a_rate_at_which_nothing_is_gained(given_flows):
    try:
        found = xirr(given_flows)
    except (NoSignChangeError, NoRootError):
        return
    first = min(flow.on for flow in given_flows)
    for root in found.roots:
        size = sum(
            abs(flow.amount) * (1 + root) ** (Decimal(-(flow.on - first).days) / 365) for flow in given_flows
        )
        assert abs(xnpv(root, given_flows)) <= size * Decimal("1e-20")
    assert list(found.roots) == sorted(found.roots)
    assert found.rate in found.roots


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-80, 300), min_size=1, max_size=4, unique=True))
def test_the_roots_that_were_put_in_come_out(percents):
    rates = sorted(Decimal(percent) / 100 for percent in percents)
    assert [round(root, 9) for root in irr(polynomial(*rates)).roots] == rates
