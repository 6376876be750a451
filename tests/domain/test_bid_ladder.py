from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.bidding import bid_ladder

CENTS = st.decimals(0, 10**15, places=2)


def test_the_golden_lot_stands_on_the_thirty_third_step():
    found = bid_ladder(Decimal(8_000_000), Decimal(50_000), Decimal("9679474.18"))
    assert (found.bid, found.steps, found.below_start) == (Decimal(9_650_000), 33, False)


def test_a_cap_below_the_start_price_gives_no_bid():
    found = bid_ladder(Decimal(8_000_000), Decimal(50_000), Decimal(-1))
    assert (found.bid, found.steps, found.below_start) == (None, None, True)


@given(CENTS, st.decimals("0.01", 10**9, places=2), CENTS)
def test_the_bid_is_the_last_step_that_does_not_exceed_the_cap(start, increment, cap):
    found = bid_ladder(start, increment, cap)
    if found.bid is None:
        assert cap < start
    else:
        assert found.bid == start + found.steps * increment
        assert found.bid <= cap < found.bid + increment
