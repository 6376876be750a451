"""Images of records: plain JSON values, the same in history, bundles and ``--json``.

Money is ``{"minor": 2000000000, "currency": "CNY"}``, decimals and dates are text, moments are ISO text with
their offset, a missing value is left out. `canonical` is the one text of a value, for comparing two sources.
"""

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.fields import Field, Kind, fields_of
from workstation.domain.money import Money

Image = dict[str, Any]

_READERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.MONEY: lambda value: Money(value["minor"], value["currency"]),
    Kind.RATE: Decimal,
    Kind.NUMBER: Decimal,
    Kind.DATE: date.fromisoformat,
    Kind.MOMENT: datetime.fromisoformat,
    Kind.RECTS: lambda value: tuple(tuple(float(edge) for edge in rect) for rect in value),
}


def to_image(record: Any) -> Image:
    image: Image = {"id": record.id}
    for declared in fields_of(type(record)):
        value = getattr(record, declared.name)
        if value not in {None, ()}:
            image[declared.name] = encode(value)
    return image


def from_image(entity: str, image: Image) -> Any:
    """`KeyError` for an unknown entity; unknown keys of the image are refused, so nothing is lost silently."""
    record_class = BY_ENTITY[entity]
    known = {declared.name: declared for declared in fields_of(record_class)}
    values = {name: decode(known[name], value) for name, value in image.items() if name != "id"}
    return record_class(id=image["id"], **values)


def encode(value: Any) -> Any:
    match value:
        case Money():
            return {"minor": value.minor, "currency": value.currency}
        case StrEnum():
            return value.value
        case bool() | int() | str():
            return value
        case Decimal():
            return format(value, "f")
        case datetime() | date():
            return value.isoformat()
        case tuple():
            return [[round(edge, 3) for edge in rect] for rect in value]
    raise TypeError(f"no image for {type(value).__name__}")


def decode(declared: Field, value: Any) -> Any:
    if declared.kind is Kind.CHOICE and declared.choices is not None:
        return declared.choices(value)
    reader = _READERS.get(declared.kind)
    return value if reader is None else reader(value)


def canonical(value: Any) -> str:
    """Equal values give equal text: decimals without trailing zeros, money as ``CNY 20000000.00``."""
    match value:
        case None:
            return ""
        case Money():
            return f"{value.currency} {value.amount:.2f}"
        case Decimal():
            return format(value.normalize(), "f")
        case str():
            return "".join(value.split())
    encoded = encode(value)
    return encoded if isinstance(encoded, str) else json.dumps(encoded)


def said_text(value: Any) -> str:
    """What a source says of a field, as evidence keeps it: `canonical`, but for text its own words."""
    return value if type(value) is str else canonical(value)


def said_value(declared: Field, text: str) -> Any:
    """The value of a field behind a `said_text`."""
    match declared.kind:
        case Kind.MONEY:
            currency, _, amount = text.partition(" ")
            return Money.of(Decimal(amount), currency)
        case Kind.INTEGER | Kind.BOOLEAN:
            return json.loads(text)
    return decode(declared, text)
