"""What rules look up beside the record: lending rates by day, and which days the state keeps off."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal


def weekend(day: date) -> bool:
    return day.weekday() >= 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """`day_off` says whether nobody works on a day, moved holidays and worked weekends counted; outside the years that
    are `known` it can only tell weekends."""

    day_off: Callable[[date], bool] = weekend
    known: range = range(0)

    def knows(self, day: date) -> bool:
        return day.year in self.known

    def rolled(self, day: date) -> date:
        """The day itself, or the next one on which people work (民法典第203条)."""
        while self.day_off(day):
            day += timedelta(days=1)
        return day

    def working_days(self, start: date, end: date) -> int:
        """Days on which people work after `start`, up to and with `end`."""
        days = (end - start).days
        return sum(not self.day_off(start + timedelta(days=step)) for step in range(1, days + 1))


@dataclass(frozen=True, slots=True)
class LendingRate:
    """The one-year LPR from a day on; a fraction of one a year."""

    since: date
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Reference:
    """`lpr` goes from the oldest to the newest; `lpr_until` is the last day for which it is known. `lpr_fault` names the file
    and the line at which newer rates of a person's own could not be read ("lending-rates.csv:3"), else it is empty."""

    calendar: Calendar = field(default_factory=Calendar)
    lpr: tuple[LendingRate, ...] = ()
    lpr_until: date | None = None
    lpr_fault: str = ""

    def lpr_on(self, day: date) -> LendingRate | None:
        """None before the first rate, and after the last day that the table speaks of."""
        if self.lpr_until is None or day > self.lpr_until:
            return None
        return next((rate for rate in reversed(self.lpr) if rate.since <= day), None)


NO_REFERENCE = Reference()
