"""Amounts, days and moments as notices print them. A notice states its unit, so nothing is guessed."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from workstation.domain.money import TOO_MUCH

BEIJING = timezone(timedelta(hours=8))
_DIGITS = 15  # of a number that counts something
_UNITS = {"": 1, "万": 10_000, "亿": 100_000_000}
_AMOUNT = re.compile(r"([0-9][0-9,，]*(?:\.[0-9]+)?)\s*(万|亿|)")
_DAY = re.compile(r"([0-9]{4})\s*[年./-]\s*([0-9]{1,2})\s*[月./-]\s*([0-9]{1,2})\s*日?")
_HOUR = re.compile(r"\s*([0-9]{1,2})\s*[时:：]\s*([0-9]{2})?")


def amount(text: str) -> Decimal | None:
    """The first amount in yuan: "65,454,900" or "1,800万元"; None where there is none, or more than any amount is."""
    match = _AMOUNT.search(text)
    if match is None:
        return None
    number = Decimal(re.sub("[,，]", "", match[1]))
    unit = _UNITS[match[2]]
    if number * unit >= TOO_MUCH:
        return None
    return number if unit == 1 else (number * unit).normalize() + Decimal(0)


def whole(text: str) -> int | None:
    """The first whole number; None where there is none, or one that counts nothing."""
    match = re.search(r"[0-9]+", text.replace(",", ""))
    return int(match[0]) if match and len(match[0]) <= _DIGITS else None


def day(text: str) -> date | None:
    """The first date; None where there is none or the calendar has no such day."""
    match = _DAY.search(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def moment(text: str) -> datetime | None:
    """The first date with an hour, in Beijing time: "2025年9月9日17时"."""
    found, match = day(text), _DAY.search(text)
    hour = _HOUR.match(text, match.end()) if match else None
    if found is None or hour is None or int(hour[1]) > 23 or int(hour[2] or 0) > 59:
        return None
    return datetime(found.year, found.month, found.day, int(hour[1]), int(hour[2] or 0), tzinfo=BEIJING)


def milliseconds(text: str) -> datetime | None:
    """A moment from milliseconds since 1970 (up to the year 2286), in Beijing time."""
    if not re.fullmatch("[0-9]{1,13}", text):
        return None
    return datetime.fromtimestamp(int(text) / 1000, UTC).astimezone(BEIJING)
