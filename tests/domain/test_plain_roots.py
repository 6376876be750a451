"""Roots of ordinary cash flows are found without the general search, and are the same roots."""

from decimal import Decimal
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workstation.domain.plain_roots import plain_roots
from workstation.domain.roots import ExponentialSum
from workstation.domain.rounding import exact

LOW, HIGH = log(1e-9) / 365, log(1 + 1e9) / 365


def plain(*terms):
    with exact():
        found = plain_roots([(d, Decimal(amount)) for d, amount in terms], LOW, HIGH)
        return None if found is None else [1 / x**365 - 1 for x in found]


def test_costs_on_the_way_leave_one_root_when_the_money_comes_last():
    flows = ((0, -1000), (90, -10), (200, 50), (250, -60), (365, 1100), (730, 200))
    assert len(plain(*flows)) == 1


def test_a_tax_behind_the_last_money_gives_two_roots_rising():
    found = plain((0, -9_796_500), (92, -120_000), (547, 11_503_223), (730, 564_000), (1096, -395_605))
    assert len(found) == 2
    assert found[0] < Decimal("-0.9") < 0 < found[1] < Decimal("0.2")


@pytest.mark.parametrize(
    "flows",
    [
        ((0, -1), (365, 2), (730, -1)),  # touches zero at 0 %
        ((0, -1), (365, "2.5"), (730, "-1.565")),  # no root
        ((0, -1), (2_000_000, 10**9)),  # centuries
        ((0, -(10**60)), (365, 2 * 10**60)),
        ((0, -1), (1, 10**9)),  # beyond the range
        ((0, -100), (365, 330), (730, -362), (1095, 132)),  # three near 10 %
    ],
)
def test_what_is_not_plain_is_left_to_the_general_search(flows):
    assert plain(*flows) is None


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(
        st.integers(0, 4000), st.integers(-(10**9), 10**9).filter(bool), min_size=2, max_size=10
    ).map(lambda found: sorted(found.items()))
)
def test_plain_roots_are_all_roots(terms):
    """The general search is the reference: as many roots, at the same places."""
    start = terms[0][0]
    shifted = [(d - start, Decimal(amount)) for d, amount in terms]
    with exact():
        found = plain_roots(shifted, LOW, HIGH)
        if found is None:
            return
        reference = ExponentialSum(shifted).roots(LOW, HIGH)
        assert len(found) == len(reference)
        for x, y in zip(found, reference, strict=True):
            assert abs(-x.ln() - y) < Decimal("1e-22")
