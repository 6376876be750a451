"""Days and clock times as notices, contracts and people write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta, timezone

from workstation.language.numerals import DIGITS, NUMERAL, read_numeral
from workstation.language.reading import Parsed, UnreadableError, plain

BEIJING = timezone(timedelta(hours=8))

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NUMBER = f"(?:{NUMERAL})"
_PATTERNS = (
    re.compile(r"(?<!\d)(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号]?"),
    re.compile(
        r"(?<!\d)(?P<year>\d{4})\s?(?P<mark>[-./])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?(?P<day>\d{1,2})(?!\d)"
    ),
    re.compile(
        rf"(?P<year>[{''.join(DIGITS)}]{{4}})\s?年\s?(?P<month>{_NUMBER}{{1,2}})\s?月\s?(?P<day>{_NUMBER}{{1,3}})\s?[日号]"
    ),
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?P<month>{_MONTH})\.?,?[\s-](?P<year>\d{{4}})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<month>{_MONTH})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})", re.IGNORECASE
    ),
    re.compile(r"(?<!\d)(?P<first>\d{1,2})(?P<mark>[-./])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)"),
    re.compile(r"^(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})$"),
)
# The same without a year, which only a person who types leaves out; "20年12月5日" and "5-Dec-25" do not
_NO_YEAR = r"(?!\s*[-/,'’]?\s*\d+(?!\d|\s*[:时点]|\s*[ap]m))"
_YEARLESS = (
    re.compile(
        rf"(?<!年)(?<!年\s)(?<!\d)(?P<month>\d{{1,2}}|{_NUMBER}{{1,2}})\s?月\s?(?P<day>\d{{1,2}}|{_NUMBER}{{1,3}})\s?[日号]?{_NO_YEAR}"
    ),
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?P<month>{_MONTH})\b\.?{_NO_YEAR}", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?P<month>{_MONTH})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s?:){_NO_YEAR}", re.IGNORECASE
    ),
)
_WEEKDAY = r"\(?(?:周|星期)[一二三四五六日天]\)?"
_TIME = re.compile(
    rf"T?[\s,]*(?:{_WEEKDAY})?\s*(?:at\s)?(?P<half>上午|下午|晚上?|中午|凌晨)?\s*"
    rf"(?P<hour>\d{{1,2}}|{_NUMBER}{{1,3}})\s?"
    r"(?:[:时点]\s?(?:(?P<thirty>半)|(?P<minute>\d{1,2})?)(?:\s?[:分]\s?(?P<second>\d{1,2})?)?(?:\.\d+)?秒?|(?=[ap]m))"
    r"\s*(?P<meridian>am|pm)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_AFTERNOON = {"下午", "晚", "晚上", "中午"}


class NotADateError(UnreadableError):
    code = "value.not_a_date"
    message = "“{text}” is not a date. Write it like 2025-06-30 or 2025年6月30日."


class NotAMomentError(UnreadableError):
    code = "value.not_a_moment"
    message = "“{text}” is not a date with a time. Write it like 2025-09-11 10:00."


@dataclass(frozen=True, slots=True)
class _Day:
    value: date
    start: int
    end: int
    swappable: bool = False


def read_date(text: str) -> Parsed:
    """`NotADateError` also for days that no calendar has."""
    days = _days(plain(text))
    if not days:
        raise NotADateError(text)
    return _judged(days, days[0].value)


def read_moment(text: str, today: date | None = None) -> Parsed:
    """An aware datetime; Beijing time where the text names no zone. A day without a year is the next one from `today`
    on, where that is given: what a person types about a sale to come; in a paper it could be any. `NotAMomentError`."""
    folded = plain(text)
    days = _days(folded)
    if not days and today is not None:
        return _next(text, folded, today)
    if not days:
        raise NotAMomentError(text)
    return _at(text, folded, days)


def _at(text: str, folded: str, days: list[_Day]) -> Parsed:
    """The first day at the time of day that stands behind it."""
    first = days[0]
    clock = _TIME.match(folded, first.end)
    if clock is None:
        midnight = datetime.combine(first.value, time(), BEIJING)
        return Parsed(midnight, "No time of day is given: midnight was taken", ambiguous=True)
    try:
        moment = _moment(first.value, clock)
    except (ValueError, OverflowError):  # 25:00, or midnight after the last day of the calendar
        raise NotAMomentError(text) from None
    return _judged(days, moment)


def _next(text: str, folded: str, today: date) -> Parsed:
    """Each day without a year in the next year that has it and in which it is not over."""
    matches = (match for pattern in _YEARLESS for match in pattern.finditer(folded))
    days = [
        _Day(day, match.start(), match.end())
        for match in matches
        if (day := _coming(_number(match["month"]), _number(match["day"]), today)) is not None
    ]
    if not days:
        raise NotAMomentError(text)
    found = _at(text, folded, sorted(days, key=lambda day: day.start))
    return found if found.note else Parsed(found.value, "No year is given: the next such day was taken")


def _coming(month: int, day: int, today: date) -> date | None:
    """None for a day that no calendar has; 29 February comes within eight years."""
    for year in range(today.year, min(today.year + 8, MAXYEAR) + 1):
        try:
            value = date(year, month, day)
        except ValueError:
            continue
        if value >= today:
            return value
    return None


def all_dates(text: str) -> tuple[date, ...]:
    """Every day that a text states; of one whose day and month may be swapped both readings."""
    found: list[date] = []
    for day in _days(plain(text)):
        found.append(day.value)
        if day.swappable:
            found.append(day.value.replace(month=day.value.day, day=day.value.month))
    return tuple(dict.fromkeys(found))


def _judged(days: list[_Day], value: date) -> Parsed:
    count = len({day.value for day in days})
    if count > 1:
        note = "{count} dates in the selection: the first was taken"
        return Parsed.part(value, note, count=str(count))
    if days[0].swappable:
        return Parsed(value, "Read as day, month, year: they could be swapped", ambiguous=True)
    return Parsed(value)


def _days(text: str) -> list[_Day]:
    found = [day for pattern in _PATTERNS for day in _matches(pattern, text)]
    return sorted(found, key=lambda day: day.start)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[_Day]:
    for match in pattern.finditer(text):
        parts, swappable = match.groupdict(), False
        if "first" in parts:
            day, month = int(parts["first"]), int(parts["second"])
            swappable = day <= 12 and month <= 12 and day != month
            if month > 12:
                day, month = month, day
        else:
            day, month = _number(parts["day"]), _number(parts["month"])
        try:
            value = date(_number(parts["year"]), month, day)
        except ValueError:
            continue  # 2025-02-30: no day, so the text is reported as none
        yield _Day(value, match.start(), match.end(), swappable)


def _number(text: str) -> int:
    """0 where the text is no number, which no calendar has."""
    if text.isdecimal():
        return int(text)
    return _MONTHS.get(text.lower()) or int(read_numeral(text) or 0)


def _moment(day: date, clock: re.Match[str]) -> datetime:
    hour = _number(clock["hour"])
    minute = 30 if clock["thirty"] else int(clock["minute"] or 0)
    second = int(clock["second"] or 0)
    meridian = (clock["meridian"] or "").lower()
    if (clock["half"] in _AFTERNOON or meridian == "pm") and hour < 12:
        hour += 12
    elif meridian == "am" and hour == 12:
        hour = 0
    over = hour == 24 and not minute and not second  # 24:00 is the midnight after
    moment = datetime.combine(day, time(0 if over else hour, minute, second), _zone(clock["zone"]))
    return moment + timedelta(days=1) if over else moment


def _zone(text: str | None) -> timezone:
    if not text:
        return BEIJING
    if text in "zZ":
        return UTC
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))
