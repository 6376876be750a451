"""What the texts of a notice say, read as a person's typing is read (`workstation.language`); None where they say nothing."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

from workstation.domain.money import Money
from workstation.language.amounts import first_amount
from workstation.language.calendar_text import BEIJING, read_date, read_moment
from workstation.language.reading import UnreadableError

YUAN = "CNY"
_DIGITS = 15  # of a number that counts something


def amount(text: str) -> Decimal | Money | None:
    """The first amount: in yuan as it is printed, in another currency as money of it."""
    found = first_amount(text, YUAN)
    if found is None:
        return None
    value, currency = abs(found[0]), found[1]
    return value if currency == YUAN else Money.of(value, currency)


def whole(text: str) -> int | None:
    """The first whole number; None also for one that counts nothing."""
    match = re.search(r"[0-9]+", text.replace(",", ""))
    return int(match[0]) if match and len(match[0]) <= _DIGITS else None


def day(text: str) -> date | None:
    """The first date that a calendar has."""
    try:
        found = read_date(text).value
    except UnreadableError:
        return None
    return found if isinstance(found, date) else None


def moment(text: str) -> datetime | None:
    """The first date with an hour, in Beijing time: "2025年9月9日17时"."""
    try:
        found = read_moment(text)
    except UnreadableError:
        return None
    midnight = found.ambiguous and found.note.startswith("No time of day")
    return found.value if isinstance(found.value, datetime) and not midnight else None


def milliseconds(text: str) -> datetime | None:
    """A moment from milliseconds since 1970 (up to the year 2286), in Beijing time."""
    if not re.fullmatch("[0-9]{1,13}", text):
        return None
    return datetime.fromtimestamp(int(text) / 1000, UTC).astimezone(BEIJING)
