"""How each kind of field lies in columns: one or two of them, exact, sortable, readable without this program."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Text

from workstation.domain.fields import Field, Kind
from workstation.domain.images import encode
from workstation.domain.money import Money
from workstation.storage.failures import MomentTooFarError, NumberTooLargeError

_LARGEST = 2**63 - 1
Values = tuple[Any, ...]

WholeNumber = BigInteger().with_variant(Integer(), "sqlite")


@dataclass(frozen=True, slots=True)
class FieldColumns:
    """The columns of one field: `write` gives their values, `read` takes them in the same order."""

    field: Field
    columns: tuple[Column[Any], ...]
    write: Callable[[Any], Values]
    read: Callable[[Values], Any]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def columns_of(field: Field) -> FieldColumns:
    match field.kind:
        case Kind.MONEY:
            return _field(field, (_whole(field.name + "_minor"), _text(field.name + "_currency")), _MONEY)
        case Kind.MOMENT:
            columns = (_text(field.name, required=field.required), _text(field.name + "_zone"))
            return _field(field, columns, _MOMENT)
        case Kind.INTEGER:
            return _single(field, _whole(field.name, required=field.required), _checked, lambda value: value)
        case Kind.BOOLEAN:
            return _single(field, _whole(field.name), int, bool)
        case Kind.REFERENCE:
            target = ForeignKey(f"{field.target}.id", deferrable=True, initially="DEFERRED")
            column = Column[Any](field.name, Text, target, nullable=not field.required)
            return _single(field, column, str, str)
        case _:
            write, read = _PLAIN.get(field.kind, (_as_is, _as_is))
            if field.kind is Kind.CHOICE and field.choices is not None:
                write, read = (lambda member: member.value), field.choices
            return _single(field, _text(field.name, required=field.required), write, read)


def _text(name: str, *, required: bool = False) -> Column[Any]:
    return Column(name, Text, nullable=not required)


def _whole(name: str, *, required: bool = False) -> Column[Any]:
    return Column(name, WholeNumber, nullable=not required)


def _checked(number: int) -> int:
    if abs(number) > _LARGEST:
        raise NumberTooLargeError(value=number)
    return number


def _as_is(value: Any) -> Any:
    return value


def _single(
    field: Field, column: Column[Any], write: Callable[[Any], Any], read: Callable[[Any], Any]
) -> FieldColumns:
    def write_one(value: Any) -> Values:
        return (None if value is None else write(value),)

    def read_one(values: Values) -> Any:
        return None if values[0] is None else read(values[0])

    if field.kind is Kind.RECTS:
        return FieldColumns(field, (column,), lambda rects: (write(rects),), lambda values: read(values[0]))
    return FieldColumns(field, (column,), write_one, read_one)


def _field(
    field: Field, columns: tuple[Column[Any], ...], pair: tuple[Callable[[Any], Values], Callable[..., Any]]
) -> FieldColumns:
    write, read = pair

    def write_pair(value: Any) -> Values:
        return (None, None) if value is None else write(value)

    def read_pair(values: Values) -> Any:
        return None if values[0] is None else read(*values)

    return FieldColumns(field, columns, write_pair, read_pair)


def _write_money(money: Money) -> Values:
    return _checked(money.minor), money.currency


def write_moment(moment: datetime) -> tuple[str, str]:
    """UTC for sorting and the offset it was said in. `ValueError` for a moment without one, `MomentTooFarError` for one in
    the last or first hours that a calendar has."""
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"{moment} has no offset from UTC")
    try:
        utc = moment.astimezone(UTC)
    except OverflowError:
        raise MomentTooFarError(value=f"{moment:%Y-%m-%d %H:%M}") from None
    return utc.isoformat(), str(timezone(offset))[3:] or "+00:00"


def read_moment(utc: str, zone: str) -> datetime:
    sign = -1 if zone.startswith("-") else 1
    hours, minutes, *seconds = (int(part) for part in zone[1:].split(":"))
    offset = timedelta(hours=hours, minutes=minutes, seconds=sum(seconds))
    return datetime.fromisoformat(utc).astimezone(timezone(sign * offset))


def _write_rects(rects: Any) -> str | None:
    return json.dumps(encode(rects)) if rects else None


def _read_rects(text: str | None) -> Any:
    return () if text is None else tuple(tuple(float(edge) for edge in rect) for rect in json.loads(text))


_MONEY = (_write_money, Money)
_MOMENT = (write_moment, read_moment)
_PLAIN: dict[Kind, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    Kind.RATE: (encode, Decimal),
    Kind.NUMBER: (encode, Decimal),
    Kind.DATE: (encode, date.fromisoformat),
    Kind.RECTS: (_write_rects, _read_rects),
}
