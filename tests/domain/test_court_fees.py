from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.court_fees import CourtFeeKind, court_fee

AMOUNTS = st.decimals(0, 10**15, places=2)


def fee(kind, amount, **more):
    return str(court_fee(CourtFeeKind(kind), Decimal(amount), **more).fee)


def test_fees_are_those_of_the_table_of_2006():
    assert [fee(kind, "26240000") for kind in CourtFeeKind] == ["173000.00", "93640.00", "5000.00"]


@pytest.mark.parametrize(
    ("kind", "amount", "expected"),
    [
        ("acceptance", "10000.00", "50.00"),
        ("acceptance", "10000.01", "50.00"),
        ("acceptance", "10001.00", "50.03"),
        ("acceptance", "30000000.00", "191800.00"),
        ("execution", "0", "50.00"),
        ("execution", "10000000.00", "77400.00"),
        ("preservation", "1000.00", "30.00"),
        ("preservation", "896000.00", "5000.00"),
        ("preservation", "895999.00", "5000.00"),
        ("preservation", "200000.00", "1520.00"),
    ],
)
def test_each_slice_bears_its_own_rate(kind, amount, expected):
    assert fee(kind, amount) == expected


def test_half_the_acceptance_fee_names_its_article():
    halved = court_fee(CourtFeeKind.ACCEPTANCE, Decimal(16_800_000), half=True)
    assert str(halved.fee) == "61300.00"
    assert halved.law == ("诉讼费用交纳办法第13条", "诉讼费用交纳办法第15条")


@given(st.sampled_from(CourtFeeKind), AMOUNTS, AMOUNTS)
def test_a_larger_amount_never_costs_less(kind, one, other):
    low, high = sorted((one, other))
    assert court_fee(kind, low).fee <= court_fee(kind, high).fee
