"""Who is paid before us out of one collateral, and what becomes of leases and seizures (domain.md 3.3 to 3.5)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.citations import Evidence, EvidenceKind
from workstation.domain.collateral import (
    Collateral,
    CollateralType,
    Encumbrance,
    EncumbranceKind,
    LandNature,
)
from workstation.domain.events import Event, EventKind
from workstation.domain.findings.rules import findings
from workstation.domain.images import said_text
from workstation.domain.ladder import RANKS, Place
from workstation.domain.leases import Lease, LeaseFate, fate
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.payment_order import ladder
from workstation.domain.record import LotRecord
from workstation.domain.seizures import Seizure, SeizureKind, holds_until, transfer_request_from
from workstation.domain.transfers import Transfer

DAYS = st.dates(date(2015, 1, 1), date(2025, 1, 1))
TODAY = date(2025, 9, 5)


def burden(identity, kind, *, since=None, ours=None, ahead=None):
    return Encumbrance(
        id=identity,
        lot="l",
        collateral="c",
        kind=kind,
        since=since,
        ours=ours,
        ahead=ahead,
        amount=Money.of(1_000_000),
    )


def all_said(*rows, collateral=None, today=TODAY):
    plant = collateral or Collateral(id="c", lot="l", name="Plant", type=CollateralType.INDUSTRIAL)
    return findings(LotRecord.of_rows((Lot(id="l", name="Lot"), plant, *rows)), today)


def ordered(rows, **more):
    """The ladder of the plant, whatever the order of entry."""
    plant = Collateral(id="c", lot="l", name="Plant", **more)
    return ladder(LotRecord.of_rows((Lot(id="l", name="Lot"), plant, *rows)), "c")


def said(*rows, **more):
    return {finding.rule for finding in all_said(*rows, **more)}


OURS = burden("m", EncumbranceKind.MORTGAGE, since=date(2021, 3, 18), ours=True)


def test_construction_price_and_earlier_tax_come_before_a_mortgage_and_later_tax_after_it():
    kinds = (
        EncumbranceKind.POST_MORTGAGE_TAX,
        EncumbranceKind.PRE_MORTGAGE_TAX,
        EncumbranceKind.CONSTRUCTION,
    )
    found = ordered([OURS, *(burden(str(n), kind) for n, kind in enumerate(kinds))])
    assert [rung.rank for rung in found] == [2, 4, 7, 9]
    assert [rung.place for rung in found] == [Place.BEFORE, Place.BEFORE, Place.OURS, Place.AFTER]


def test_of_two_mortgages_the_one_registered_first_is_paid_first():
    older = burden("a", EncumbranceKind.MORTGAGE, since=date(2020, 1, 5))
    younger = burden("b", EncumbranceKind.MORTGAGE, since=date(2022, 1, 5))
    found = ordered([younger, OURS, older])
    assert [rung.encumbrance.id for rung in found] == ["a", "m", "b"]
    assert [rung.place for rung in found] == [Place.BEFORE, Place.OURS, Place.AFTER]


def test_a_mortgage_of_others_whose_day_is_not_known_is_read_as_the_oldest():
    undated = burden("0", EncumbranceKind.MORTGAGE)
    found = ordered([OURS, undated, burden("a", EncumbranceKind.MORTGAGE, since=date(2018, 1, 5))])
    assert [(rung.encumbrance.id, rung.place) for rung in found] == [
        ("0", Place.BEFORE),
        ("a", Place.BEFORE),
        ("m", Place.OURS),
    ]


def test_a_mortgage_of_ours_without_its_day_counts_as_unregistered():
    found = ordered(
        [replace(OURS, since=None), burden("b", EncumbranceKind.MORTGAGE, since=date(2022, 1, 5))]
    )
    assert [rung.encumbrance.id for rung in found] == ["b", "m"]


def test_mortgages_of_one_day_rank_together():
    twin = burden("t", EncumbranceKind.MORTGAGE, since=OURS.since)
    assert {rung.encumbrance.id: rung.place for rung in ordered([twin, OURS])} == {
        "m": Place.OURS,
        "t": Place.EQUAL,
    }


def test_what_ranks_between_two_of_ours_stands_between_them_and_is_said_as_such():
    first, between = (
        replace(OURS, id="f", since=date(2019, 3, 22)),
        burden("t", EncumbranceKind.MORTGAGE, since=date(2020, 6, 1)),
    )
    found = ordered([OURS, between, first])
    assert [(rung.encumbrance.id, rung.place) for rung in found] == [
        ("f", Place.OURS),
        ("t", Place.BETWEEN),
        ("m", Place.OURS),
    ]
    rules = said(OURS, first, between)
    assert "collateral.order.between" in rules
    assert "collateral.order.equal" not in rules


def test_purchase_money_that_was_filed_late_stands_where_its_filing_puts_it():
    """民法典第416条: within ten days of delivery, or by the day of filing."""
    filed = burden("p", EncumbranceKind.PURCHASE_MONEY, since=date(2021, 4, 1))
    late = ordered([filed, OURS], type=CollateralType.MACHINERY, delivered_on=date(2021, 3, 1))
    assert [(rung.encumbrance.id, rung.rank, rung.place) for rung in late] == [
        ("m", 7, Place.OURS),
        ("p", 7, Place.AFTER),
    ]
    in_time = ordered([filed, OURS], type=CollateralType.MACHINERY, delivered_on=date(2021, 3, 22))
    assert [(rung.encumbrance.id, rung.rank) for rung in in_time] == [("p", 6), ("m", 7)]


@pytest.mark.parametrize(
    ("since", "ahead", "expected"),
    [
        (date(2020, 1, 5), False, [("m", Place.OURS, False), ("t", Place.AFTER, True)]),
        (date(2022, 1, 5), True, [("t", Place.BEFORE, True), ("m", Place.OURS, False)]),
    ],
)
def test_what_a_person_says_with_a_reason_moves_it_on_the_ladder_and_is_marked_as_such(
    since, ahead, expected
):
    other = burden("t", EncumbranceKind.MORTGAGE, since=since, ahead=ahead)
    why = Evidence(
        id="e",
        lot="l",
        row_entity="encumbrance",
        row="t",
        field="ahead",
        kind=EvidenceKind.ASSUMED,
        value=said_text(ahead),
        reason="no",
    )
    found = ordered([other, OURS, why])
    assert [(rung.encumbrance.id, rung.place, rung.overridden) for rung in found] == expected
    assert not any(rung.overridden for rung in ordered([other, OURS])), "without a reason the law counts"


def test_while_nothing_is_ours_the_others_stand_in_their_order_beside_us():
    rows = [
        burden("b", EncumbranceKind.MORTGAGE, since=date(2022, 1, 5)),
        burden("t", EncumbranceKind.PRE_MORTGAGE_TAX),
    ]
    assert [(rung.encumbrance.id, rung.place) for rung in ordered(rows)] == [
        ("t", Place.BESIDE),
        ("b", Place.BESIDE),
    ]


def test_a_lease_takes_part_in_no_order():
    (_, lease) = ordered([burden("x", EncumbranceKind.LEASE), OURS])
    assert (lease.rank, lease.place) == (None, Place.BESIDE)


@given(st.lists(st.tuples(st.sampled_from(EncumbranceKind), st.none() | DAYS), max_size=8))
def test_the_ladder_keeps_every_encumbrance_and_never_goes_up_in_rank(given_rows):
    rows = [OURS, *(burden(str(n), kind, since=since) for n, (kind, since) in enumerate(given_rows))]
    found = ordered(rows)
    assert {rung.encumbrance.id for rung in found} == {row.id for row in rows}
    ranks = [rung.rank or 99 for rung in found]
    assert ranks == sorted(ranks)
    assert set(ranks) <= {*RANKS.values(), 99}


@given(st.lists(st.tuples(st.sampled_from(EncumbranceKind), st.none() | DAYS), max_size=8), st.randoms())
def test_the_order_of_entry_does_not_decide_who_is_paid_first(given_rows, random):
    rows = [OURS, *(burden(str(n), kind, since=since) for n, (kind, since) in enumerate(given_rows))]
    shuffled = random.sample(rows, len(rows))
    assert ordered(shuffled) == ordered(rows)


def test_what_is_counted_against_its_rank_is_a_finding():
    assert "collateral.order.before" in said(OURS, burden("t", EncumbranceKind.PRE_MORTGAGE_TAX))
    assert "collateral.order.after" in said(OURS, burden("t", EncumbranceKind.POST_MORTGAGE_TAX, ahead=True))
    twin = burden("t", EncumbranceKind.MORTGAGE, since=OURS.since, ahead=True)
    assert "collateral.order.equal" in said(OURS, twin)
    agreed = said(OURS, burden("t", EncumbranceKind.PRE_MORTGAGE_TAX, ahead=True))
    assert not {rule for rule in agreed if rule.startswith("collateral.order")}


MORTGAGED, SEIZED = date(2021, 3, 18), date(2023, 6, 1)


@pytest.mark.parametrize(
    ("signed", "held", "doubtful", "expected"),
    [
        (date(2020, 1, 1), date(2020, 2, 1), None, LeaseFate.SURVIVES),
        (date(2020, 1, 1), date(2021, 4, 1), None, LeaseFate.REMOVABLE),
        (date(2023, 7, 1), date(2023, 7, 1), None, LeaseFate.UNPROTECTED),
        (date(2020, 1, 1), date(2020, 2, 1), True, LeaseFate.UNPROTECTED),
        (date(2020, 1, 1), None, None, LeaseFate.UNKNOWN),
    ],
)
def test_a_lease_lives_or_falls_by_mortgage_seizure_and_good_faith(signed, held, doubtful, expected):
    lease = Lease(id="l", lot="l", collateral="c", signed_on=signed, possession_on=held, doubtful=doubtful)
    assert fate(lease, MORTGAGED, SEIZED) is expected


def test_a_lease_on_file_says_what_becomes_of_it():
    lease = Lease(id="x", lot="l", collateral="c", signed_on=date(2020, 1, 1), possession_on=date(2020, 2, 1))
    (found,) = [each for each in all_said(OURS, lease) if each.subject.entity == "lease"]
    assert (found.rule, found.severity.value) == ("lease.survives", "H")
    assert (found.subject.row, found.subject.field) == ("x", "possession_on")
    assert found.law == ("民法典第405条、第725条",)


def test_a_seizure_that_was_lifted_no_longer_weighs_on_a_lease():
    held = date(2023, 7, 1)
    lease = Lease(id="x", lot="l", collateral="c", signed_on=held, possession_on=held)
    order = Seizure(id="s", lot="l", collateral="c", on=SEIZED)
    assert "lease.unprotected" in said(OURS, lease, order)
    assert "lease.removable" in said(OURS, lease, replace(order, lifted_on=date(2024, 1, 1)))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (CollateralType.DEPOSIT, date(2024, 6, 1)),
        (CollateralType.MACHINERY, date(2025, 6, 1)),
        (CollateralType.INDUSTRIAL, date(2026, 6, 1)),
        (CollateralType.EQUITY, date(2026, 6, 1)),
    ],
)
def test_an_order_holds_one_two_or_three_years_by_what_is_seized(kind, expected):
    seizure = Seizure(id="s", lot="l", collateral="c", on=SEIZED)
    assert holds_until(seizure, Collateral(id="c", lot="l", name="x", type=kind)) == expected


def test_a_renewal_after_the_end_renews_nothing():
    plant = Collateral(id="c", lot="l", name="x", type=CollateralType.INDUSTRIAL)
    in_time = Seizure(id="s", lot="l", collateral="c", on=SEIZED, renewed_on=date(2026, 5, 1))
    late = Seizure(id="s", lot="l", collateral="c", on=SEIZED, renewed_on=date(2026, 7, 1))
    assert holds_until(in_time, plant) == date(2029, 5, 1)
    assert holds_until(late, plant) == date(2026, 6, 1)


def test_an_order_that_ended_or_ends_soon_or_is_too_long_is_a_finding():
    seizure = Seizure(id="s", lot="l", collateral="c", on=date(2022, 1, 1), order=1)
    assert {"seizure.ended", "seizure.disposal"} <= said(OURS, seizure)
    soon = Seizure(id="s", lot="l", collateral="c", until=TODAY + timedelta(days=30))
    assert "seizure.ending" in said(OURS, soon)
    long = Seizure(id="s", lot="l", collateral="c", on=date(2024, 1, 1), until=date(2028, 1, 1))
    assert "seizure.too_long" in said(OURS, long)
    lifted = Seizure(id="s", lot="l", collateral="c", on=date(2022, 1, 1), lifted_on=date(2023, 1, 1))
    assert not {rule for rule in said(OURS, lifted) if rule.startswith("seizure")}


def test_disposal_may_be_asked_for_sixty_days_after_the_first_order():
    first = Seizure(id="s", lot="l", collateral="c", kind=SeizureKind.SEIZURE, on=date(2025, 1, 1))
    assert transfer_request_from(first) == date(2025, 3, 2)


def test_the_title_speaks_of_what_puts_it_in_doubt():
    rural = Collateral(id="c", lot="l", name="Yard", land_nature=LandNature.COLLECTIVE, illegal_parts=True)
    assert {"collateral.collective", "collateral.illegal"} <= said(collateral=rural)
    old = Collateral(id="c", lot="l", name="Yard", term_end=date(2020, 1, 1))
    assert "collateral.term" in said(collateral=old)


def test_a_person_may_order_what_no_text_orders_and_says_why():
    tax = replace(burden("t", EncumbranceKind.PRE_MORTGAGE_TAX), ranks_as=2)
    builder = replace(burden("b", EncumbranceKind.CONSTRUCTION), ranks_as=3)
    assert [rung.encumbrance.id for rung in ordered([OURS, builder, tax])] == ["t", "b", "m"]
    rules = said(OURS, builder, tax)
    assert "collateral.order.reason" in rules
    assert "collateral.order.unsettled" not in rules
    reasons = [
        Evidence(
            id=f"e{row.id}", lot="l", row_entity="encumbrance", row=row.id, field="ranks_as",
            kind=EvidenceKind.ASSUMED, value=str(row.ranks_as), reason="(2024)浙05民终123号",
        )
        for row in (tax, builder)
    ]  # fmt: skip
    assert "collateral.order.reason" not in said(OURS, builder, tax, *reasons)


@pytest.mark.parametrize("row", [replace(OURS, ranks_as=2), burden("t", EncumbranceKind.PRE_MORTGAGE_TAX)])
def test_no_rank_of_one_s_own_moves_what_the_law_orders(row):
    moved = replace(row, ranks_as=9 if row.kind is EncumbranceKind.PRE_MORTGAGE_TAX else 2)
    assert [rung.rank for rung in ordered([moved])] == [RANKS[row.kind]]
    assert "collateral.order.fixed" in said(moved)


MAXIMUM = replace(OURS, max_amount=True)
ASSIGNED = Transfer(id="a", lot="l", on=date(2021, 6, 1))


def test_mx4_a_claim_assigned_before_its_mortgage_crystallised_may_not_carry_it():
    assert "collateral.not_crystallised" in said(MAXIMUM, ASSIGNED)
    late = replace(MAXIMUM, crystallised_on=date(2022, 3, 20))
    assert "collateral.passed" in said(late, ASSIGNED)


@pytest.mark.parametrize(
    "fixed",
    [
        Seizure(id="s", lot="l", collateral="c", on=date(2021, 5, 20)),
        Event(id="e", lot="l", kind=EventKind.CRYSTALLISATION, on=date(2021, 5, 20)),
        Event(id="e", lot="l", kind=EventKind.BANKRUPTCY, on=date(2021, 5, 20)),
    ],
)
def test_mx5_what_crystallised_before_the_assignment_passes_with_it(fixed):
    assert not {"collateral.passed", "collateral.not_crystallised"} & said(MAXIMUM, ASSIGNED, fixed)


def test_who_financed_the_machine_comes_first_only_when_filed_within_ten_days():
    machine = Collateral(
        id="c", lot="l", name="Looms", type=CollateralType.MACHINERY, delivered_on=date(2021, 1, 4)
    )
    filed = burden("p", EncumbranceKind.PURCHASE_MONEY, since=date(2021, 1, 14))
    assert not {rule for rule in said(OURS, filed, collateral=machine) if "purchase_money" in rule}
    late = replace(filed, since=date(2021, 1, 15))
    assert "collateral.purchase_money" in said(OURS, late, collateral=machine)
    assert "collateral.purchase_money.open" in said(OURS, replace(filed, since=None), collateral=machine)


def test_cp1_the_builder_s_priority_lapses_after_eighteen_months():
    site = Collateral(
        id="c", lot="l", name="Site", type=CollateralType.CONSTRUCTION, price_due=date(2023, 6, 30)
    )
    builder = burden("b", EncumbranceKind.CONSTRUCTION)
    assert "collateral.construction" in said(OURS, builder, collateral=site, today=date(2024, 12, 30))
    assert "collateral.construction.lapsed" in said(OURS, builder, collateral=site, today=date(2024, 12, 31))


def test_a_lease_of_a_machine_outlives_a_security_that_was_not_filed():
    lease = Lease(id="x", lot="l", collateral="c", signed_on=date(2020, 1, 1), possession_on=date(2022, 2, 1))
    machine = Collateral(id="c", lot="l", name="Looms", type=CollateralType.MACHINERY)
    assert "lease.unfiled" in said(OURS, lease, collateral=machine)
    filed = replace(machine, filed_on=date(2021, 3, 18))
    assert "lease.removable" in said(OURS, lease, collateral=filed)
