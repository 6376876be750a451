"""How a claim came to the seller: gaps, double assignments and missing papers are found (domain.md 2.F)."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.claims import Claim
from workstation.domain.findings.rules import findings
from workstation.domain.lots import Lot
from workstation.domain.parties import Party, Role, RoleKind
from workstation.domain.record import LotRecord
from workstation.domain.transfers import NoticeHow, Transfer, chain

START = date(2022, 6, 1)
NAMES = ("bank", "amc", "fund", "seller")


def link(number, giver, taker, **more):
    whole = {
        "on": START + timedelta(days=30 * number),
        "scheduled": True,
        "notice": NoticeHow.DELIVERED,
        "acknowledged": True,
    }
    return Transfer(id=f"t{number}", lot="l", giver=giver, taker=taker, **(whole | more))


def rules(*links, lender="bank", seller="seller", claims=()):
    rows = [
        Lot(id="l", name="Lot"),
        *(Party(id=name, name=name) for name in NAMES),
        Role(id="r1", lot="l", party=lender, kind=RoleKind.ORIGINAL_LENDER),
        Role(id="r2", lot="l", party=seller, kind=RoleKind.SELLER),
        *(Claim(id=name, lot="l", name=name) for name in claims),
        *links,
    ]
    found = findings(LotRecord.of_rows(rows), date(2025, 9, 5))
    title = [finding for finding in found if finding.rule.startswith("title")]
    assert len({(finding.rule, finding.subject) for finding in title}) == len(title), "told twice"
    return {finding.rule for finding in title}


def test_a_chain_from_lender_to_seller_with_all_its_papers_says_nothing():
    assert rules(link(1, "bank", "amc"), link(2, "amc", "fund"), link(3, "fund", "seller")) == set()


def test_a_missing_link_is_a_gap():
    assert rules(link(1, "bank", "amc"), link(2, "fund", "seller")) == {"title.gap"}


def test_a_holder_who_gives_twice_is_found():
    assert "title.twice" in rules(link(1, "bank", "amc"), link(2, "bank", "seller"))


def test_who_took_it_back_may_give_it_again():
    links = (link(1, "bank", "amc"), link(2, "amc", "bank"), link(3, "bank", "seller"))
    assert "title.twice" not in rules(*links)


def test_a_chain_begins_with_the_lender_and_ends_with_the_seller():
    assert rules(link(1, "amc", "fund")) == {"title.start", "title.end"}


@pytest.mark.parametrize(
    ("lacks", "rule"),
    [
        ({"scheduled": None}, "title.schedule"),
        ({"scheduled": False}, "title.schedule"),
        ({"notice": None}, "title.notice"),
        ({"notice": NoticeHow.NEWSPAPER}, "title.newspaper"),
        ({"acknowledged": None}, "title.acknowledged"),
    ],
)
def test_each_link_wants_schedule_notice_and_acknowledgement(lacks, rule):
    assert rules(link(1, "bank", "seller", **lacks)) == {rule}


@given(st.permutations(range(3)))
def test_the_chain_is_read_by_day_in_whatever_order_it_was_entered(order):
    parties = list(pairwise(NAMES))
    links = [link(number, *parties[number]) for number in range(3)]
    rows = [replace(links[place], id=f"x{at}") for at, place in enumerate(order)]
    record = LotRecord.of_rows((Lot(id="l", name="Lot"), *rows))
    assert [row.giver for row in chain(record)] == ["bank", "amc", "fund"]


def test_two_claims_of_one_bank_sold_apart_are_no_double_assignment():
    links = (
        link(0, "bank", "seller", claim="c1"),
        link(1, "bank", "amc", claim="c2"),
        link(2, "amc", "seller", claim="c2"),
    )
    assert rules(*links, claims=("c1", "c2")) == set()


def test_one_claim_sold_twice_is_found_beside_another_that_was_not():
    links = (
        link(0, "bank", "seller", claim="c1"),
        link(1, "bank", "amc", claim="c1"),
        link(2, "amc", "seller", claim="c1"),
        link(3, "bank", "seller", claim="c2"),
    )
    assert "title.twice" in rules(*links, claims=("c1", "c2"))


def test_a_transfer_that_names_no_claim_moves_all_of_them():
    links = (link(0, "bank", "amc", claim="c1"), link(1, "bank", "amc", claim="c2"), link(2, "amc", "seller"))
    assert rules(*links, claims=("c1", "c2")) == set()
    gap = (link(0, "bank", "amc", claim="c1"), link(1, "fund", "seller"))
    assert {"title.gap", "title.start"} <= rules(*gap, claims=("c1", "c2"))


def test_a_price_that_was_not_paid_is_found():
    assert rules(link(0, "bank", "seller", paid=False)) == {"title.paid"}
