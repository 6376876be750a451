"""From what a form commits to the value of the field."""

from collections.abc import Collection
from datetime import date

from workstation.application.records import FieldRef
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.errors import UserError
from workstation.domain.fields import Kind, field_of
from workstation.domain.ranges import check_value


class NotACurrencyError(UserError):
    """What amounts of a claim are read in has a code of three letters."""

    code = "value.not_a_currency"
    message = "“{text}” is not a currency. Write its code, such as CNY or USD, or its name, such as 人民币."


class NotInListError(UserError):
    """What is typed names no row that the field may name."""

    code = "value.not_in_list"
    message = "“{text}” is not in the list. Choose one there, or make it first."


def listed_value(text: str, values: Collection[str]) -> str:
    """The id of a row that a field may name. `NotInListError` for any other text."""
    if text not in values:
        raise NotInListError(text=text)
    return text


_CURRENCY = ("claim", "currency")
_MONTHS = ("cost", "months")


def _currency(text: str) -> str:
    from workstation.language.currencies import currency_code  # noqa: PLC0415 - as below

    found = currency_code(text)
    if found is None:
        raise NotACurrencyError(text=text)
    return found


def names_party(ref: FieldRef) -> bool:
    """Whether a field names a party: then a name that nobody bears yet makes one."""
    declared = field_of(BY_ENTITY[ref.entity], ref.field)
    return declared.kind is Kind.REFERENCE and declared.target == "party"


def typed_value(ref: FieldRef, text: str, *, currency: str = "CNY", today: date | None = None) -> object:
    """The value behind `text`: "" empties the field, a choice is its value, a reference the id of a row; a moment without
    a year is the next one from `today` on. Raises a `UserError` where the text is no value of the field's kind, or one
    out of its range."""
    declared = field_of(BY_ENTITY[ref.entity], ref.field)
    if not text:
        return None
    if declared.kind is Kind.REFERENCE:
        return text
    if declared.kind is Kind.CHOICE and declared.choices is not None:
        return declared.choices(text)
    if (ref.entity, ref.field) == _CURRENCY:
        return _currency(text)
    if (ref.entity, ref.field) == _MONTHS:
        from workstation.language.months import read_months  # noqa: PLC0415 - as below

        return read_months(text)
    from workstation.language.values import parse_whole  # noqa: PLC0415 - numerals are read on the first edit, not at start

    value = parse_whole(declared.kind, text, currency=currency, today=today).value
    check_value(declared, value)
    return value
