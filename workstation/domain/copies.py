"""Copies of a workspace's database: why each was taken, and which stay as they grow older."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Final, Protocol, TypeVar

ALL_FOR: Final = timedelta(days=2)
DAILY_UNTIL: Final = ALL_FOR + timedelta(days=14)
WEEKLY_UNTIL: Final = DAILY_UNTIL + timedelta(weeks=8)
MONTHLY_UNTIL: Final = WEEKLY_UNTIL + timedelta(days=365)
NEWEST: Final = 10  # never fewer, so that a clock that was set wrong for an hour empties no folder


class CopyReason(StrEnum):
    INTERVAL = "interval"
    CLOSE = "close"
    ASKED = "asked"
    BULK = "bulk"
    RESTORE = "restore"
    UPDATE = "update"


class CopyAge(StrEnum):
    """`OVER` is older than what is kept."""

    ALL = "all"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    OVER = "over"


class Taken(Protocol):
    """What is asked of a copy here. `number` counts up whatever the clock said."""

    @property
    def number(self) -> int: ...

    @property
    def taken_at(self) -> datetime: ...


T = TypeVar("T", bound=Taken)


@dataclass(frozen=True, slots=True)
class _Period:
    age: CopyAge
    key: tuple[int, ...]


def age_of(taken_at: datetime, now: datetime) -> CopyAge:
    """Two days, then two weeks, then eight weeks, then a year. What the clock says is still to come is new."""
    since = now - taken_at
    if since < ALL_FOR:
        return CopyAge.ALL
    if since < DAILY_UNTIL:
        return CopyAge.DAILY
    if since < WEEKLY_UNTIL:
        return CopyAge.WEEKLY
    return CopyAge.MONTHLY if since < MONTHLY_UNTIL else CopyAge.OVER


def outgrown(copies: Iterable[T], now: datetime, is_sound: Callable[[T], bool]) -> tuple[T, ...]:
    """The copies that may go, by the days of `now`'s zone: of each day, week or month the newest sound one stays.

    A copy goes only where a newer sound one is there for it. One that is not sound stays until a person removes it.
    `is_sound` is asked only of copies whose fate hangs on it, since it reads the copy.
    """
    ordered = sorted(copies, key=lambda one: one.number, reverse=True)
    candidates = [one for one in ordered[NEWEST:] if age_of(one.taken_at, now) is not CopyAge.ALL]
    if not candidates:
        return ()
    gone: list[T] = []
    by_period = sorted(ordered, key=lambda one: _sorting(_period(one, now)))
    for period, found in groupby(by_period, key=lambda one: _period(one, now)):
        if period.age is CopyAge.ALL:
            continue
        gone += _second_to_a_sound_one(list(found), candidates, is_sound, period.age)
    if any(age_of(one.taken_at, now) is CopyAge.OVER for one in gone) and not any(
        is_sound(one) for one in ordered if one not in gone
    ):
        return ()
    return tuple(gone)


def _second_to_a_sound_one(
    of_period: Sequence[T], candidates: Sequence[T], is_sound: Callable[[T], bool], age: CopyAge
) -> list[T]:
    newest_first = sorted(of_period, key=lambda one: one.number, reverse=True)
    if age is CopyAge.OVER:
        return [one for one in newest_first if one in candidates and is_sound(one)]
    if len(newest_first) == 1:
        return []
    sound = [one for one in newest_first if is_sound(one)]
    return [one for one in sound[1:] if one in candidates]


def _period(one: Taken, now: datetime) -> _Period:
    age = age_of(one.taken_at, now)
    local = one.taken_at.astimezone(now.tzinfo)
    match age:
        case CopyAge.DAILY:
            return _Period(age, (local.toordinal(),))
        case CopyAge.WEEKLY:
            return _Period(age, tuple(local.isocalendar())[:2])
        case CopyAge.MONTHLY:
            return _Period(age, (local.year, local.month))
        case _:
            return _Period(age, ())


def _sorting(period: _Period) -> tuple[str, tuple[int, ...]]:
    return period.age.value, period.key
