"""Lending rates from a pack, and the days off of mainland China from the library that keeps them."""

from datetime import date
from decimal import Decimal
from functools import cache

from workstation.domain.reference import Calendar, LendingRate, Reference, weekend
from workstation.resources import read_toml


@cache
def load_reference() -> Reference:
    pack = read_toml("packs", "lpr.toml")
    rates = (LendingRate(entry["since"], Decimal(entry["one_year"])) for entry in pack["rate"])
    return Reference(
        calendar=_calendar(),
        lpr=tuple(sorted(rates, key=lambda rate: rate.since)),
        lpr_until=pack["until"],
    )


def _calendar() -> Calendar:
    import chinese_calendar  # noqa: PLC0415 - only rules want it, and none of them runs before a lot is open

    known = range(min(chinese_calendar.holidays).year, max(chinese_calendar.holidays).year + 1)

    def day_off(day: date) -> bool:
        return bool(chinese_calendar.is_holiday(day)) if day.year in known else weekend(day)

    return Calendar(day_off, known)
