"""Dates of law: months counted as 民法典第201–202条 count them. No computed day leaves the years 1 to 9999: papers write
9999-12-31 for a right without end, and what is counted from there ends on that day too."""

import calendar
from datetime import MAXYEAR, MINYEAR, date, timedelta


def add_months(start: date, months: int) -> date:
    """The same day of the month `months` later, else the last day of that month (民法典第202条)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def add_days(start: date, days: int) -> date:
    """`days` later, or earlier where they are negative."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
