"""A case of a rule: records of a lot that make it speak, and the same with one thing put right, of which it is silent."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.domain.reference import NO_REFERENCE, Reference

CHINA = timezone(timedelta(hours=8))
TODAY = date(2025, 9, 5)


@dataclass(frozen=True, kw_only=True)
class Case:
    """`beside` is the entity and the field that the finding stands beside, `severity` its letter."""

    rule: str
    severity: str
    beside: str
    fires: tuple
    silent: tuple
    today: date = TODAY
    reference: Reference = NO_REFERENCE


def case(rule, severity, beside, *, fires, silent, **more):
    """One row may stand alone."""
    rows = [tuple(each) if isinstance(each, list) else (each,) for each in (fires, silent)]
    return Case(rule=rule, severity=severity, beside=beside, fires=rows[0], silent=rows[1], **more)


def record_of(rows):
    return LotRecord.of_rows([Lot(id="l", name="Jinchuan"), *rows])


def row(kind, id_="x", /, **values):
    """A row of the lot."""
    return kind(id=id_, lot="l", **values)


def cny(amount):
    return Money.of(amount)


def at(text):
    """A day, or a moment in China: "2025-09-10" or "2025-09-10 10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA) if ":" in text else date.fromisoformat(text)
