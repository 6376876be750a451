"""Lending rates and days off: what the tables say, and that they say where they end."""

from datetime import date
from decimal import Decimal

import pytest

from workstation.domain.guarantee_period import period
from workstation.domain.guarantees import Guarantee, PeriodKind
from workstation.domain.interest.caps import four_lpr
from workstation.packs.reference import load_reference

REFERENCE = load_reference()


@pytest.mark.parametrize(
    ("day", "cap"),
    [
        (date(2019, 8, 20), "0.1700"),
        (date(2020, 8, 20), "0.1540"),
        (date(2022, 1, 20), "0.1480"),
        (date(2023, 8, 21), "0.1380"),
        (date(2024, 10, 21), "0.1240"),
        (date(2025, 5, 20), "0.1200"),
    ],
)
def test_four_times_the_rate_of_a_day_is_the_cap_of_the_vectors(day, cap):
    assert four_lpr(REFERENCE.lpr_on(day).rate) == Decimal(cap)


def test_before_its_first_and_after_its_last_day_the_table_says_nothing():
    assert REFERENCE.lpr_on(date(2019, 8, 19)) is None
    assert REFERENCE.lpr_on(REFERENCE.lpr_until) is not None
    assert REFERENCE.lpr_on(date(2040, 1, 1)) is None
    assert list(REFERENCE.lpr) == sorted(REFERENCE.lpr, key=lambda rate: rate.since)


@pytest.mark.parametrize(
    ("due", "months", "rolled"),
    [
        (date(2021, 3, 20), None, date(2021, 9, 22)),
        (date(2020, 8, 15), None, date(2021, 2, 18)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2021, 2, 28), None, date(2021, 8, 30)),
    ],
    ids=["GP1", "GP8", "GP9", "GP10"],
)
def test_the_days_off_move_the_end_of_a_guarantee_as_the_vectors_say(due, months, rolled):
    kind = PeriodKind.MONTHS if months else PeriodKind.NONE
    found = period(
        Guarantee(
            id="g",
            lot="l",
            debt_due=due,
            period_kind=kind,
            period_months=months,
            contract_date=date(2021, 2, 1),
        ),
        REFERENCE.calendar,
    )
    assert (found.rolled, found.arguable) == (rolled, rolled)
    assert found.certain


def test_beyond_the_years_it_knows_the_calendar_tells_weekends_only():
    last = REFERENCE.calendar.known[-1]
    beyond = date(last + 1, 10, 1)
    assert not REFERENCE.calendar.knows(beyond)
    assert REFERENCE.calendar.day_off(beyond) is (beyond.weekday() >= 5)
    assert REFERENCE.calendar.rolled(date(last, 10, 1)) > date(last, 10, 1)
