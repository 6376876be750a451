"""The months in which a cost comes again: kept as "3,9", typed as people write them, and read as words."""

import re
from collections.abc import Callable
from typing import Final

from workstation.domain.errors import UserError

# English keys
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HANZI: Final = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
# Months that have a name together: kept, as they are read (an English key), and as they may be typed
_TOGETHER: Final = (
    ("1,2,3,4,5,6,7,8,9,10,11,12", "every month", frozenset({"每月", "每个月", "every month", "monthly"})),
    ("3,6,9,12", "quarter ends", frozenset({"每季末", "每季度末", "季末", "quarter ends", "quarterly"})),
    ("6,12", "half-year ends", frozenset({"每半年末", "半年末", "half-year ends", "half-yearly"})),
)
_BETWEEN: Final = re.compile(r"[,，、;；/和及与\s]+|\band\b")


class NotMonthsError(UserError):
    code = "value.not_months"
    message = "“{text}” names no months. Write their numbers, such as 3, 9."


def read_months(text: str) -> str:
    """What is typed, such as "3月、9月", "Sep, Mar" or "3 9", as "3,9": each month once, in the order of the year.
    `NotMonthsError` for what names none."""
    said = text.strip().lower()
    for together, _, typed in _TOGETHER:
        if said in typed:
            return together
    parts = [part for part in _BETWEEN.split(said) if part]
    found = {_month(part) for part in parts}
    if not found or None in found:
        raise NotMonthsError(text=text)
    return ",".join(str(month) for month in sorted(month for month in found if month is not None))


def months_words(tr: Callable[..., str], kept: str) -> str:
    """As they are read. What an earlier version took without reading it stands as it is."""
    try:
        months = read_months(kept)
    except NotMonthsError:
        return kept
    for together, words, _ in _TOGETHER:
        if months == together:
            return tr(words)
    return tr(", ").join(tr(_MONTHS[int(month) - 1]) for month in months.split(","))


def _month(said: str) -> int | None:
    name = said.removesuffix("份").removesuffix("月")
    if name.isdecimal():
        return int(name) if 1 <= int(name) <= len(_MONTHS) else None
    if name in _HANZI:
        return 1 + _HANZI.index(name)
    short = [month.lower() for month in _MONTHS]
    return 1 + short.index(name[:3]) if name[:3] in short else None
