"""Newer lending rates that a person puts into the workspace's folder: one line a publication, `2025-12-22,3.00%`."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from workstation.domain.reference import LendingRate, Reference

FILE = "lending-rates.csv"
_LINE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\s*,\s*([0-9]{1,2}(?:\.[0-9]{1,4})?)\s*%")
_Own = tuple[tuple[LendingRate, ...], date | None, str]
_LARGEST = 100_000  # bytes: a line a month is some hundred


def with_own_rates(reference: Reference, folder: Path) -> Reference:
    """The table of lending rates with the lines of the workspace's own file behind its end.

    It is known up to the day of the last line: each month's publication stands on a line of its own, also where the
    rate stays. Nothing is taken of a file with a fault; `lpr_fault` names the line.
    """
    file = folder / FILE
    try:
        seen = file.stat()
    except OSError:
        return reference
    rates, until, fault = _joined(reference.lpr, reference.lpr_until, file, seen.st_mtime_ns)
    return replace(reference, lpr=rates, lpr_until=until, lpr_fault=fault)


@lru_cache(maxsize=4)
def _joined(known: tuple[LendingRate, ...], until: date | None, file: Path, _changed: int) -> _Own:
    rates, last = list(known), until
    for number, line in enumerate(_lines(file), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _rate(line)
        if found is None or (last is not None and found.since <= last):
            return known, until, f"{FILE}:{number}"
        rates.append(found)
        last = found.since
    return tuple(rates), last, ""


def _lines(file: Path) -> list[str]:
    """One line that is no rate where the file cannot be read as text at all."""
    try:
        with file.open("rb") as stream:
            return stream.read(_LARGEST).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return ["?"]


def _rate(line: str) -> LendingRate | None:
    match = _LINE.fullmatch(line.strip())
    if match is None:
        return None
    try:
        return LendingRate(date.fromisoformat(match[1]), Decimal(match[2]) / 100)
    except ValueError:  # no calendar has the day
        return None
