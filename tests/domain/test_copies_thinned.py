"""Which copies of a database stay as they grow older."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from workstation.domain.copies import NEWEST, CopyAge, age_of, outgrown

NOW = datetime(2025, 9, 8, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Taken:
    number: int
    taken_at: datetime


def taken(*ages):
    """Copies by their ages, oldest first, and ten new ones after them, so that only age decides."""
    old = sorted(ages, reverse=True)
    moments = [NOW - age for age in old] + [NOW - timedelta(minutes=NEWEST - at) for at in range(NEWEST)]
    return [Taken(number, moment) for number, moment in enumerate(moments, 1)]


def kept(copies, is_sound=lambda _: True):
    gone = outgrown(copies, NOW, is_sound)
    return [one.number for one in copies[:-NEWEST] if one not in gone]


@pytest.mark.parametrize(
    ("age", "group"),
    [
        (timedelta(days=-400), CopyAge.ALL),
        (timedelta(days=2) - timedelta(seconds=1), CopyAge.ALL),
        (timedelta(days=2), CopyAge.DAILY),
        (timedelta(days=16), CopyAge.WEEKLY),
        (timedelta(days=16 + 56), CopyAge.MONTHLY),
        (timedelta(days=16 + 56 + 365), CopyAge.OVER),
    ],
)
def test_a_copy_is_of_an_age(age, group):
    assert age_of(NOW - age, NOW) is group


def test_all_of_two_days_stay():
    ages = [timedelta(hours=hour) for hour in range(1, 48)]
    assert kept(taken(*ages)) == list(range(1, 48))


def test_then_the_newest_of_each_day():
    ages = [timedelta(days=3, hours=hour) for hour in (1, 2, 3)] + [timedelta(days=4, hours=1)]
    assert kept(taken(*ages)) == [1, 4]


def test_then_of_each_week_and_then_of_each_month():
    weekly = [timedelta(days=20 + day) for day in range(14)]
    left = kept(taken(*weekly))
    weeks = {(NOW - age).isocalendar()[:2] for age in weekly}
    assert len(left) == len(weeks)
    monthly = [timedelta(days=100 + day) for day in range(90)]
    assert len(kept(taken(*monthly))) == len({(NOW - age).month for age in monthly})


def test_what_is_older_than_a_year_and_more_goes():
    assert kept(taken(timedelta(days=500), timedelta(days=450))) == []


def test_no_sound_copy_goes_for_one_that_is_not():
    day = [timedelta(days=3, hours=hour) for hour in (1, 2, 3)]
    copies = taken(*day)
    newest_of_day = copies[2]
    assert kept(copies, lambda one: one is not newest_of_day) == [2, 3]
    assert kept(copies, lambda _: False) == [1, 2, 3]
    old = taken(timedelta(days=500))
    assert kept(old, lambda one: one is old[0]) == [1]


def test_the_newest_ten_stay_whatever_the_clock_says():
    copies = [Taken(number, NOW - timedelta(days=4000, minutes=-number)) for number in range(1, 14)]
    gone = outgrown(copies, NOW, lambda _: True)
    assert [one.number for one in copies if one not in gone] == list(range(4, 14))
