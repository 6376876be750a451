"""Days and fractions of a year between two dates; the first day counts, the last does not (算头不算尾)."""

from calendar import isleap
from datetime import date
from decimal import Decimal
from enum import StrEnum

from workstation.domain.rounding import ZERO, exact


class DayCount(StrEnum):
    """Conventions by their names in the ISDA 2006 definitions, section 4.16. Chinese banks count ACT/360."""

    ACT_360 = "ACT/360"
    ACT_365F = "ACT/365F"
    ACT_ACT_ISDA = "ACT/ACT.ISDA"
    THIRTY_360_ISDA = "30/360.ISDA"
    THIRTY_E_360 = "30E/360"


def days_between(start: date, end: date, convention: DayCount) -> int:
    """`end` is not before `start`."""
    match convention:
        case DayCount.THIRTY_360_ISDA:
            first = min(start.day, 30)
            last = 30 if end.day == 31 and first == 30 else end.day
            return _thirty(start, first, end, last)
        case DayCount.THIRTY_E_360:
            return _thirty(start, min(start.day, 30), end, min(end.day, 30))
    return (end - start).days


def year_fraction(start: date, end: date, convention: DayCount) -> Decimal:
    """Not rounded; a thousandth of an amount of 10¹⁵ is still exact."""
    with exact():
        if convention is DayCount.ACT_ACT_ISDA:
            return _by_calendar_year(start, end)
        basis = 365 if convention is DayCount.ACT_365F else 360
        return Decimal(days_between(start, end, convention)) / basis


def _thirty(start: date, first: int, end: date, last: int) -> int:
    return 360 * (end.year - start.year) + 30 * (end.month - start.month) + last - first


def _by_calendar_year(start: date, end: date) -> Decimal:
    """Each day counts as one part of its own calendar year."""
    total, year = ZERO, start.year
    while year <= end.year:
        first = max(start, date(year, 1, 1))
        # the last day of 9999 has no morrow
        days = (end - first).days if year == end.year else (date(year, 12, 31) - first).days + 1
        total += Decimal(days) / (366 if isleap(year) else 365)
        year += 1
    return total
