"""Declared shapes of calculator inputs: one mechanism reads every request and names what is wrong.

A reader turns a JSON value and its dotted path into a value of the domain, or raises an `InputError`.
Readers of the contract's types stand first, then the combinators that build larger readers from them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from workstation.domain.input_errors import (
    MissingInputError,
    NotOneOfError,
    OutOfRangeError,
    RepeatedError,
    TooFewError,
    UnknownInputError,
    WrongFormatError,
)

T = TypeVar("T")
Reader = Callable[[object, str], T]

_DECIMAL = re.compile(r"-?([0-9]+)(?:\.([0-9]+))?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INTEGER_DIGITS = 18


class JsonObject(dict[str, object]):
    """A JSON object that remembers the first name that stood in it twice."""

    repeated: str | None = None

    @classmethod
    def of_pairs(cls, pairs: list[tuple[str, object]]) -> "JsonObject":
        """For `json.loads(…, object_pairs_hook=JsonObject.of_pairs)`; of a repeated name the last value holds."""
        result = cls()
        for name, value in pairs:
            if name in result and result.repeated is None:
                result.repeated = name
            result[name] = value
        return result


def decimal(
    places: int, *, low: int | None = 0, high: int | None = None, above: int | None = None
) -> Reader[Decimal]:
    """Decimal strings or whole JSON numbers; never JSON floats, which are not exact."""
    expected = f'a decimal string such as "1234.5" with at most 18 + {places} digits'

    def read(raw: object, path: str) -> Decimal:
        text = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw
        match = _DECIMAL.fullmatch(text) if isinstance(text, str) else None
        if match is None or len(match[1]) > _INTEGER_DIGITS or len(match[2] or "") > places:
            raise WrongFormatError(field=path, expected=expected)
        value = Decimal(match[0])
        if (low is not None and value < low) or (high is not None and value > high):
            raise OutOfRangeError(field=path, range=f">= {low}" if high is None else f"{low}..{high}")
        if above is not None and value <= above:
            raise OutOfRangeError(field=path, range=f"> {above}")
        return value or Decimal(0)  # "-0" is zero

    return read


money = decimal(2)
positive_money = decimal(2, above=0)
signed_money = decimal(2, low=None)
rate = decimal(12)
share = decimal(12, high=1)
rate_above_minus_one = decimal(12, low=None, above=-1)
number = decimal(18, low=None)


def integer(low: int | None = None, high: int | None = None) -> Reader[int]:
    def read(raw: object, path: str) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or abs(raw) >= 10**_INTEGER_DIGITS:
            raise WrongFormatError(field=path, expected="a whole number")
        if (low is not None and raw < low) or (high is not None and raw > high):
            raise OutOfRangeError(field=path, range=f"{low}..{'' if high is None else high}")
        return raw

    return read


def day(raw: object, path: str) -> date:
    """A real calendar day, YYYY-MM-DD."""
    if isinstance(raw, str) and _DATE.fullmatch(raw):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            pass  # 2025-02-30: reported like any other text that is no day
    raise WrongFormatError(field=path, expected="a day of the calendar, YYYY-MM-DD")


def boolean(raw: object, path: str) -> bool:
    if isinstance(raw, bool):
        return raw
    raise WrongFormatError(field=path, expected="true or false")


def text(raw: object, path: str) -> str:
    if isinstance(raw, str):
        return raw
    raise WrongFormatError(field=path, expected="a text")


def currency(raw: object, path: str) -> str:
    """A currency by its three capital letters (ISO 4217)."""
    if isinstance(raw, str) and re.fullmatch("[A-Z]{3}", raw):
        return raw
    raise WrongFormatError(field=path, expected="three capital letters")


E = TypeVar("E", bound=StrEnum)


def one_of(choices: type[E]) -> Reader[E]:
    def read(raw: object, path: str) -> E:
        for choice in choices:
            if choice.value == raw:
                return choice
        raise NotOneOfError(field=path, choices=", ".join(choice.value for choice in choices))

    return read


def list_of(item: Reader[T], *, least: int = 0) -> Reader[tuple[T, ...]]:
    def read(raw: object, path: str) -> tuple[T, ...]:
        if not isinstance(raw, list):
            raise WrongFormatError(field=path, expected="a list")
        if len(raw) < least:
            raise TooFewError(field=path, least=least)
        return tuple(item(entry, f"{path}[{index}]") for index, entry in enumerate(raw))

    return read


def mapping_of(item: Reader[T]) -> Reader[dict[str, T]]:
    """An object whose names are data, such as ids."""

    def read(raw: object, path: str) -> dict[str, T]:
        given = _object(raw, path)
        return {name: item(entry, f"{path}.{name}") for name, entry in given.items()}

    return read


@dataclass(frozen=True, slots=True)
class Entry:
    """One named part of a record; `into` is the parameter it becomes, where the names differ."""

    name: str
    read: Reader[Any]
    into: str
    required: bool


def need(name: str, read: Reader[Any], *, into: str = "") -> Entry:
    return Entry(name, read, into or name, required=True)


def may(name: str, read: Reader[Any], *, into: str = "") -> Entry:
    """Null counts as absent; then the default of the builder's parameter holds."""
    return Entry(name, read, into or name, required=False)


Check = Callable[[Mapping[str, Any], str], None]


def record(build: Callable[..., T], *entries: Entry, check: Check | None = None) -> Reader[T]:
    """An object with these entries and no others. `check` sees the values that were given, by the
    builder's parameter names, and the path: it is for entries that need or exclude each other."""
    known = {entry.name for entry in entries}

    def read(raw: object, path: str) -> T:
        given = _object(raw, path)
        prefix = f"{path}." if path else ""
        for name in given:
            if name not in known:
                raise UnknownInputError(field=prefix + name)
        values: dict[str, Any] = {}
        for entry in entries:
            raw_value = given.get(entry.name)
            if raw_value is not None:
                values[entry.into] = entry.read(raw_value, prefix + entry.name)
            elif entry.required:
                raise MissingInputError(field=prefix + entry.name)
        if check is not None:
            check(values, path)
        return build(**values)

    return read


def _object(raw: object, path: str) -> Mapping[str, object]:
    if not isinstance(raw, Mapping):
        raise WrongFormatError(field=path, expected="an object")
    repeated = getattr(raw, "repeated", None)
    if repeated is not None:
        raise RepeatedError(field=f"{path}.{repeated}" if path else repeated)
    return raw
