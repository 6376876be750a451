"""Who is paid before us out of one collateral, and what becomes of leases and seizures (domain.md 3.3 to 3.5)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.collateral import Collateral, CollateralType, Encumbrance, EncumbranceKind, LandNature
from workstation.domain.findings.rules import findings
from workstation.domain.ladder import RANKS, Place, ladder, paid_before
from workstation.domain.leases import Lease, LeaseFate, fate
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.domain.seizures import Seizure, SeizureKind, holds_until, transfer_request_from

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


def said(*rows, collateral=None, today=TODAY):
    plant = collateral or Collateral(id="c", lot="l", name="Plant", type=CollateralType.INDUSTRIAL)
    record = LotRecord.of_rows((Lot(id="l", name="Lot"), plant, *rows))
    return {finding.rule for finding in findings(record, today)}


OURS = burden("m", EncumbranceKind.MORTGAGE, since=date(2021, 3, 18), ours=True)


def test_construction_price_and_earlier_tax_come_before_a_mortgage_and_later_tax_after_it():
    kinds = (
        EncumbranceKind.POST_MORTGAGE_TAX,
        EncumbranceKind.PRE_MORTGAGE_TAX,
        EncumbranceKind.CONSTRUCTION,
    )
    found = ladder([OURS, *(burden(str(n), kind) for n, kind in enumerate(kinds))])
    assert [rung.rank for rung in found] == [2, 4, 7, 9]
    assert [rung.place for rung in found] == [Place.BEFORE, Place.BEFORE, Place.OURS, Place.AFTER]


def test_of_two_mortgages_the_one_registered_first_is_paid_first():
    older = burden("a", EncumbranceKind.MORTGAGE, since=date(2020, 1, 5))
    younger = burden("b", EncumbranceKind.MORTGAGE, since=date(2022, 1, 5))
    unregistered = burden("0", EncumbranceKind.MORTGAGE)
    found = ladder([unregistered, younger, OURS, older])
    assert [rung.encumbrance.id for rung in found] == ["a", "m", "b", "0"]
    assert paid_before(found) == (older,)


def test_mortgages_of_one_day_rank_together():
    twin = burden("t", EncumbranceKind.MORTGAGE, since=OURS.since)
    assert {rung.encumbrance.id: rung.place for rung in ladder([twin, OURS])} == {
        "m": Place.OURS,
        "t": Place.EQUAL,
    }


def test_a_lease_takes_part_in_no_order():
    (_, lease) = ladder([burden("x", EncumbranceKind.LEASE), OURS])
    assert (lease.rank, lease.place) == (None, Place.BESIDE)


@given(st.lists(st.tuples(st.sampled_from(EncumbranceKind), st.none() | DAYS), max_size=8))
def test_the_ladder_keeps_every_encumbrance_and_never_goes_up_in_rank(given_rows):
    rows = [OURS, *(burden(str(n), kind, since=since) for n, (kind, since) in enumerate(given_rows))]
    found = ladder(rows)
    assert {rung.encumbrance.id for rung in found} == {row.id for row in rows}
    ranks = [rung.rank or 99 for rung in found]
    assert ranks == sorted(ranks)
    assert set(ranks) <= {*RANKS.values(), 99}


@given(st.lists(st.tuples(st.sampled_from(EncumbranceKind), st.none() | DAYS), max_size=8), st.randoms())
def test_the_order_of_entry_does_not_decide_who_is_paid_first(given_rows, random):
    rows = [OURS, *(burden(str(n), kind, since=since) for n, (kind, since) in enumerate(given_rows))]
    shuffled = random.sample(rows, len(rows))
    assert ladder(shuffled) == ladder(rows)


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
    assert "lease.survives" in said(OURS, lease)


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
