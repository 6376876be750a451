"""How a sum is shared out (domain.md 3.7, W1 to W4)."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.distribution import UNSECURED, Share, by_class, distribute


def share(name, rank, claim, **more):
    return Share(name=name, rank=rank, claim=Decimal(claim), **more)


def amounts(found):
    return {name: str(amount) for name, amount in found.paid.items()}


def test_w1_an_enterprise_is_paid_out_rank_by_rank_and_the_shortfall_ranks_unsecured():
    found = distribute(
        Decimal(10_000_000),
        [
            share("mortgage 1", 7, 6_200_000, cap=Decimal(5_000_000), since=date(2020, 1, 1)),
            share("mortgage 2", 7, 2_500_000, cap=Decimal(3_000_000), since=date(2021, 1, 1)),
            share("costs", 0, 150_000),
            share("construction", 2, 2_000_000),
            share("tax", 4, 400_000),
        ],
    )
    assert amounts(found) == {
        "costs": "150000.00",
        "construction": "2000000.00",
        "tax": "400000.00",
        "mortgage 1": "5000000.00",
        "mortgage 2": "2450000.00",
    }
    assert found.left == 0


CLAIMS = [
    share("ours", UNSECURED, 3_000_000),
    share("a", UNSECURED, 1_000_000),
    share("first", UNSECURED, 1_000_000, seized=date(2023, 1, 1)),
]


def test_w2_a_person_s_creditors_are_paid_in_proportion():
    found = distribute(Decimal(1_000_000), CLAIMS, person=True)
    assert amounts(found) == {"ours": "600000.00", "a": "200000.00", "first": "200000.00"}


def test_w3_against_an_enterprise_who_seized_first_is_paid_first():
    found = distribute(Decimal(1_000_000), CLAIMS)
    assert found.paid == {"ours": 0, "a": 0, "first": 1_000_000}


def test_w4_a_bankruptcy_pays_class_by_class_and_the_last_in_proportion():
    ours = Decimal("13137780.00")
    found = by_class(
        Decimal(3_000_000),
        [
            {"costs": Decimal(300_000)},
            {"wages": Decimal(900_000)},
            {"social and tax": Decimal(1_000_000)},
            {"ours": ours, "others": Decimal(20_000_000) - ours},
        ],
    )
    assert str(found.paid["ours"]) == "525511.20"
    assert found.paid["ours"] / ours == Decimal("0.04")
    assert found.left == 0


def test_what_the_cap_leaves_over_is_paid_with_the_unsecured_and_not_before_others():
    found = distribute(
        Decimal(100),
        [
            share("ours", 7, 90, cap=Decimal(60)),
            share("second", 7, 30, since=date(2022, 1, 1)),
            share("late tax", 9, 5),
        ],
    )
    assert found.paid == {"ours": 65, "second": 30, "late tax": 5}


shares = st.lists(
    st.builds(
        Share,
        name=st.uuids().map(str),
        rank=st.integers(0, 11),
        claim=st.decimals(0, 10**9, places=2),
        cap=st.none() | st.decimals(0, 10**9, places=2),
        since=st.none() | st.dates(date(2015, 1, 1), date(2025, 1, 1)),
        seized=st.none() | st.dates(date(2015, 1, 1), date(2025, 1, 1)),
    ),
    max_size=8,
)


@given(st.decimals(0, 10**9, places=2), shares, st.booleans())
def test_nothing_is_lost_nobody_gets_more_than_the_claim_and_money_is_left_only_when_all_are_paid(
    proceeds, given_shares, person
):
    found = distribute(proceeds, given_shares, person=person)
    assert sum(found.paid.values()) + found.left == proceeds
    for each in given_shares:
        assert 0 <= found.paid[each.name] <= each.claim
    if found.left:
        assert all(found.paid[each.name] == each.claim for each in given_shares if each.rank <= UNSECURED)


@given(st.decimals(0, 10**9, places=2), shares)
def test_whoever_ranks_behind_somebody_unpaid_gets_nothing_at_that_rank(proceeds, given_shares):
    found = distribute(proceeds, given_shares)
    secured = [each for each in given_shares if each.rank < UNSECURED]
    for each in secured:
        if found.paid[each.name] < each.at_rank:
            assert all(found.paid[other.name] == 0 for other in secured if other.rank > each.rank)
