"""What is still to come: the clocks of the listing and the dates that the law computes."""

from dataclasses import replace
from datetime import UTC, date, datetime

from workstation.domain.claims import Claim
from workstation.domain.collateral import (
    Appraisal,
    Collateral,
    CollateralType,
    Encumbrance,
    EncumbranceKind,
)
from workstation.domain.guarantees import (
    Assertion,
    AssertionAct,
    AssertionAgainst,
    Guarantee,
    GuaranteeKind,
    PeriodKind,
)
from workstation.domain.listings import Listing
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.next_dates import next_dates
from workstation.domain.parties import Party
from workstation.domain.record import LotRecord
from workstation.domain.reference import Calendar
from workstation.domain.seizures import Seizure

TODAY = date(2025, 9, 5)
PLANT = Collateral(id="co", lot="l", name="Plant", type=CollateralType.INDUSTRIAL)
ZHOU = Party(id="p", name="Zhou")
PROMISE = Guarantee(
    id="g",
    lot="l",
    claim="c",
    guarantor="p",
    kind=GuaranteeKind.JOINT,
    debt_due=date(2022, 3, 20),
    period_kind=PeriodKind.MONTHS,
    period_months=24,
)


def coming(*rows):
    record = LotRecord.of_rows([Lot(id="l", name="x"), Claim(id="c", lot="l"), PLANT, ZHOU, *rows])
    return [(found.when, found.what) for found in next_dates(record, TODAY, Calendar())]


def test_the_clocks_of_the_listing_and_of_the_law_stand_in_one_order():
    listing = Listing(
        id="li", lot="l", bid_end=datetime(2025, 9, 11, 10, tzinfo=UTC), payment_due=date(2025, 9, 30)
    )
    seizure = Seizure(id="s", lot="l", collateral="co", on=date(2022, 10, 12))
    assert [when for when, _ in coming(listing, seizure)] == [
        datetime(2025, 9, 11, 10, tzinfo=UTC),
        date(2025, 9, 30),
        date(2025, 10, 12),
    ]


def test_a_seizure_lapses_wherever_it_was_entered_and_not_once_it_is_lifted():
    said = "Seizure of {name} lapses"
    entered = Encumbrance(
        id="e", lot="l", collateral="co", kind=EncumbranceKind.SEIZURE, until=date(2025, 10, 12)
    )
    lifted = Seizure(id="s", lot="l", collateral="co", on=date(2023, 1, 1), lifted_on=date(2024, 1, 1))
    assert coming(entered, lifted) == [(date(2025, 10, 12), said)]


def test_a_guarantor_who_was_held_in_time_has_a_limitation_of_his_own():
    act = Assertion(
        id="a",
        lot="l",
        guarantee="g",
        act=AssertionAct.DEMAND,
        against=AssertionAgainst.GUARANTOR,
        on=date(2023, 11, 5),
    )
    assert coming(PROMISE, act) == [(date(2026, 11, 5), "Limitation against {name} ends")]


def test_a_period_that_still_runs_is_a_date_and_one_that_is_over_is_none():
    later = replace(PROMISE, debt_due=date(2025, 3, 20), period_months=12)
    assert coming(later) == [(date(2026, 3, 20), "Guarantee period of {name} ends")]
    assert coming(PROMISE) == []


def test_the_builder_and_the_appraisal_have_their_ends():
    site = Collateral(id="co", lot="l", name="Plant", price_due=date(2024, 9, 30))
    builder = Encumbrance(id="e", lot="l", collateral="co", kind=EncumbranceKind.CONSTRUCTION)
    opinion = Appraisal(
        id="ap",
        lot="l",
        collateral="co",
        value=Money.of(1),
        valued_on=date(2025, 5, 12),
        valid_to=date(2026, 5, 11),
    )
    assert [when for when, _ in coming(site, builder)] == [date(2026, 3, 30)]
    assert [when for when, _ in coming(opinion)] == [date(2026, 5, 11)]
