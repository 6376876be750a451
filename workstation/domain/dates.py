"""Dates of law: months counted as 民法典第201–202条 count them."""

import calendar
from datetime import date


def add_months(start: date, months: int) -> date:
    """The same day of the month `months` later, else the last day of that month (民法典第202条)."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
