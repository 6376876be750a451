"""The catalogue of fields: what a record holds, said once.

A record is a frozen dataclass whose attributes are declared with the functions below. From these
declarations alone come the columns of the workspace, forms, tables, evidence, history and ``--json``.
"""

from collections.abc import Iterable
from dataclasses import MISSING, dataclass, field, fields, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Protocol, cast


class Kind(StrEnum):
    """How a value is stored, typed in, parsed from a page and shown."""

    TEXT = "text"
    PROSE = "prose"  # several lines
    MONEY = "money"  # domain.money.Money
    RATE = "rate"  # Decimal, a fraction of one: 0.06 is 6 %
    NUMBER = "number"  # Decimal with a unit
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"  # datetime.date
    MOMENT = "moment"  # aware datetime; stored as UTC plus offset
    CHOICE = "choice"  # a StrEnum
    REFERENCE = "reference"  # id of a row of `Field.target`
    RECTS = "rects"  # tuple of (left, bottom, right, top) in points of the unrotated page


@dataclass(frozen=True, slots=True)
class Field:
    """One attribute of an entity. `label` is English and the key of its translation; `unit` is shown
    behind the value; only a `citable` field takes evidence; `group` is its heading in a form.

    `only` names the variants of the record that have this field (see `applies`), none for all of them; a
    `personal` value is masked on the screen until asked for; a `rich` text has bold, lists and citations inside
    (`domain.rich_text`). `within` are the least and the highest value that a rate or a whole number may have; `domain.ranges` asks for it.
    A whole number that `is_year` is written without thousands; one that `is_page` counts from 0 and is read from 1.
    """

    name: str
    kind: Kind
    label: str
    unit: str = ""
    choices: type[StrEnum] | None = None
    target: str = ""
    citable: bool = False
    group: str = ""
    required: bool = False
    shown: bool = True
    only: frozenset[StrEnum] = frozenset()
    personal: bool = False
    rich: bool = False
    within: tuple[Decimal, Decimal] | None = None
    is_year: bool = False
    is_page: bool = False


class Record(Protocol):
    """A row of the workspace: every record class has an `entity` name and an `id`."""

    entity: ClassVar[str]
    title: ClassVar[str]

    @property
    def id(self) -> str: ...


def _declare(kind: Kind, label: str, *, required: bool = False, default: object = None, **more: Any) -> Any:
    declared = Field(name="", kind=kind, label=label, required=required, **more)
    if required:
        return field(metadata={"field": declared})
    return field(default=default, metadata={"field": declared})


def text(
    label: str, *, citable: bool = False, group: str = "", required: bool = False, shown: bool = True
) -> Any:
    return _declare(Kind.TEXT, label, citable=citable, group=group, required=required, shown=shown)


def prose(label: str, *, citable: bool = False, group: str = "", rich: bool = False) -> Any:
    return _declare(Kind.PROSE, label, citable=citable, group=group, rich=rich)


def money(label: str, *, citable: bool = True, group: str = "") -> Any:
    return _declare(Kind.MONEY, label, citable=citable, group=group)


# What a share, a discount or a probability may be, and so each cost and tax as a rate
FRACTION = (Decimal(0), Decimal(1))
# A period in months: no longer than forty years, as days of cash are
MONTHS = (Decimal(0), Decimal(480))


def rate(
    label: str, *, citable: bool = True, group: str = "", within: tuple[Decimal, Decimal] | None = None
) -> Any:
    return _declare(Kind.RATE, label, unit="%", citable=citable, group=group, within=within)


def number(label: str, *, unit: str = "", citable: bool = True, group: str = "") -> Any:
    return _declare(Kind.NUMBER, label, unit=unit, citable=citable, group=group)


def page(label: str) -> Any:
    """A page of a version, counted from 0."""
    return _declare(Kind.INTEGER, label, required=True, is_page=True)


def integer(
    label: str,
    *,
    unit: str = "",
    citable: bool = False,
    group: str = "",
    required: bool = False,
    shown: bool = True,
    within: tuple[Decimal, Decimal] | None = None,
) -> Any:
    return _declare(
        Kind.INTEGER,
        label,
        unit=unit,
        citable=citable,
        group=group,
        required=required,
        shown=shown,
        within=within,
    )


def boolean(label: str, *, citable: bool = True, group: str = "") -> Any:
    return _declare(Kind.BOOLEAN, label, citable=citable, group=group)


def day(label: str, *, citable: bool = True, group: str = "") -> Any:
    return _declare(Kind.DATE, label, citable=citable, group=group)


def moment(
    label: str, *, citable: bool = True, group: str = "", required: bool = False, shown: bool = True
) -> Any:
    return _declare(Kind.MOMENT, label, citable=citable, group=group, required=required, shown=shown)


def choice(
    label: str,
    choices: type[StrEnum],
    *,
    citable: bool = False,
    group: str = "",
    default: StrEnum | None = None,
) -> Any:
    return _declare(Kind.CHOICE, label, choices=choices, citable=citable, group=group, default=default)


def reference(
    label: str, target: str, *, required: bool = False, citable: bool = False, shown: bool = True
) -> Any:
    return _declare(Kind.REFERENCE, label, target=target, required=required, citable=citable, shown=shown)


def rects() -> Any:
    return _declare(Kind.RECTS, "Place", default=(), shown=False)


def only(variants: Iterable[StrEnum], declared: Any) -> Any:
    """Narrows a declared field to some variants: ``only(LAND, number("Land area", unit="m²"))``."""
    return _with(declared, only=frozenset(variants))


def year(declared: Any) -> Any:
    """Marks a whole number as a year: ``year(integer("Built"))``."""
    return _with(declared, is_year=True)


def personal(declared: Any) -> Any:
    """Marks a declared field as data about a person: ``personal(text("Registered id"))``."""
    return _with(declared, personal=True)


def _with(declared: Any, **more: Any) -> Any:
    marked = replace(declared.metadata["field"], **more)
    if declared.default is MISSING:
        return field(metadata={"field": marked})
    return field(default=declared.default, metadata={"field": marked})


def applies(record: Any, declared: Field) -> bool:
    """Whether a row has a field: the attribute that `variant` of its class names decides. Without a variant chosen
    every field applies, so that nothing is hidden from somebody who does not know the type yet."""
    if not declared.only:
        return True
    chosen = getattr(record, type(record).variant)
    return chosen is None or chosen in declared.only


def fields_of(record_class: type[object]) -> tuple[Field, ...]:
    """The declared fields in order, without `id`."""
    return _collected(cast("Any", record_class))


@cache
def _collected(record_class: Any) -> tuple[Field, ...]:
    found = []
    for attribute in fields(record_class):
        declared: Field | None = attribute.metadata.get("field")
        if declared is None:
            continue
        required = attribute.default is MISSING
        found.append(replace(declared, name=attribute.name, required=required))
    return tuple(found)


def field_of(record_class: type[object], name: str) -> Field:
    """`KeyError` when the entity has no field of that name."""
    for declared in fields_of(record_class):
        if declared.name == name:
            return declared
    raise KeyError(name)
