"""A lot as JSON: its rows by entity, the same text for `workstation calc`, `lot get` and `lot put` (golden contract 8)."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.fields import Field, Kind, fields_of
from workstation.domain.images import decode
from workstation.domain.input_errors import (
    MissingInputError,
    NotOneOfError,
    OutOfRangeError,
    RepeatedError,
    UnknownInputError,
    UnknownNameError,
    WrongFormatError,
)
from workstation.domain.money import TOO_MUCH, Money

# As many decimals and as large an amount as a person may type: what leaves a workspace enters another
_DECIMAL: Final = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,40})?")
_MOST: Final = Money.of(TOO_MUCH).minor
_CURRENCY: Final = re.compile(r"[A-Z]{3}")


def read_rows(raw: object, path: str = "rows") -> tuple[Any, ...]:
    """Rows of ``{"claim": [{"id": …, "due": "2018-01-10"}, …], …}`` as records, in the order of the text.

    Raises:
        InputError: an unknown entity or field, a wrong type, an id that stands twice, or a reference to a row that is
            not there (parties apart, which belong to no lot). It names the place as `rows.claim[0].due`.
    """
    rows: list[Any] = []
    seen: dict[tuple[str, str], str] = {}
    for entity, entries in _object(raw, path).items():
        where = f"{path}.{entity}"
        if entity not in BY_ENTITY:
            raise UnknownInputError(field=where)
        if not isinstance(entries, list):
            raise WrongFormatError(field=where, expected="a list")
        for index, entry in enumerate(entries):
            row = _row(entity, entry, f"{where}[{index}]")
            if (entity, row.id) in seen:
                raise RepeatedError(field=f"{where}[{index}].id")
            seen[entity, row.id] = f"{where}[{index}]"
            rows.append(row)
    _check_references(rows, seen)
    return tuple(rows)


def _row(entity: str, raw: object, path: str) -> Any:
    given = _object(raw, path)
    identity = given.get("id")
    if identity is None:
        raise MissingInputError(field=f"{path}.id")
    if not isinstance(identity, str) or not identity:
        raise WrongFormatError(field=f"{path}.id", expected="a text")
    declared = {each.name: each for each in fields_of(BY_ENTITY[entity])}
    for name in given:
        if name != "id" and name not in declared:
            raise UnknownInputError(field=f"{path}.{name}")
    values = {
        name: read_value(declared[name], value, f"{path}.{name}")
        for name, value in given.items()
        if name != "id" and value is not None
    }
    for name, each in declared.items():
        if each.required and name not in values:
            raise MissingInputError(field=f"{path}.{name}")
    return BY_ENTITY[entity](id=identity, **values)


def read_value(declared: Field, raw: object, path: str) -> Any:
    """One value as history and `--json` write it; an `InputError` at `path` when it is none of its kind."""
    kind = declared.kind
    if kind is Kind.CHOICE and declared.choices is not None:
        if raw not in [choice.value for choice in declared.choices]:
            raise NotOneOfError(field=path, choices=", ".join(choice.value for choice in declared.choices))
        return declared.choices(raw)
    expected, fits = _SHAPES[kind]
    if not fits(raw):
        raise WrongFormatError(field=path, expected=expected)
    if kind is Kind.MONEY and abs(raw["minor"]) >= _MOST:  # type: ignore[index] # its shape was read
        raise OutOfRangeError(field=path, range="below 10^16")
    return decode(declared, raw)


def _object(raw: object, path: str) -> Mapping[str, Any]:
    if not isinstance(raw, Mapping):
        raise WrongFormatError(field=path, expected="an object")
    repeated = getattr(raw, "repeated", None)
    if repeated is not None:
        raise RepeatedError(field=f"{path}.{repeated}")
    return raw


def _is_text(raw: object) -> bool:
    return isinstance(raw, str)


def _is_money(raw: object) -> bool:
    if not isinstance(raw, Mapping) or set(raw) != {"minor", "currency"}:
        return False
    minor, currency = raw["minor"], raw["currency"]
    return _is_integer(minor) and isinstance(currency, str) and bool(_CURRENCY.fullmatch(currency))


def _is_decimal(raw: object) -> bool:
    return isinstance(raw, str) and bool(_DECIMAL.fullmatch(raw)) and Decimal(raw).is_finite()


def _is_integer(raw: object) -> bool:
    return isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < 10**18


def _is_day(raw: object) -> bool:
    try:
        return isinstance(raw, str) and len(raw) == len("2026-01-01") and bool(date.fromisoformat(raw))
    except ValueError:
        return False


def _is_moment(raw: object) -> bool:
    try:
        return isinstance(raw, str) and datetime.fromisoformat(raw).tzinfo is not None
    except ValueError:
        return False


def _is_rects(raw: object) -> bool:
    return isinstance(raw, list) and all(
        isinstance(rect, list) and len(rect) == 4 and all(isinstance(edge, int | float) for edge in rect)
        for rect in raw
    )


_SHAPES: Final[dict[Kind, tuple[str, Callable[[object], bool]]]] = {
    Kind.TEXT: ("a text", _is_text),
    Kind.PROSE: ("a text", _is_text),
    Kind.REFERENCE: ("the id of a row", _is_text),
    Kind.MONEY: ('an amount such as {"minor": 100, "currency": "CNY"}', _is_money),
    Kind.RATE: ('a decimal text such as "0.06"', _is_decimal),
    Kind.NUMBER: ('a decimal text such as "12.5"', _is_decimal),
    Kind.INTEGER: ("a whole number", _is_integer),
    Kind.BOOLEAN: ("true or false", lambda raw: isinstance(raw, bool)),
    Kind.DATE: ("a day of the calendar, YYYY-MM-DD", _is_day),
    Kind.MOMENT: ("a time with its zone, 2026-12-01T10:00:00+08:00", _is_moment),
    Kind.RECTS: ("a list of rectangles of four numbers", _is_rects),
}


def _check_references(rows: list[Any], seen: dict[tuple[str, str], str]) -> None:
    for row in rows:
        for declared in fields_of(type(row)):
            target = getattr(row, declared.name) if declared.kind is Kind.REFERENCE else None
            if target is None or declared.target == "party" or (declared.target, target) in seen:
                continue
            raise UnknownNameError(field=f"{seen[row.entity, row.id]}.{declared.name}")
