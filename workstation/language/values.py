"""What people type, or select on a page, becomes the value of a field."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import partial

from workstation.domain.fields import Kind
from workstation.language.amounts import read_money
from workstation.language.calendar_text import read_date, read_moment
from workstation.language.quantities import read_integer, read_number, read_rate
from workstation.language.reading import Parsed, UnreadableError, fold_spaces, plain

__all__ = ["Parsed", "PartlyReadError", "UnreadableError", "parse", "parse_whole"]

_YES = {"yes", "y", "true", "是", "有", "已", "对", "√", "✓", "☑"}
_NO = {"no", "n", "false", "否", "无", "未", "没有", "不是", "×", "✗", "☐"}


class NotYesOrNoError(UnreadableError):
    code = "value.not_a_boolean"
    message = "“{text}” is neither yes nor no. Write yes or no, 是 or 否."


class NotAChoiceError(UnreadableError):
    code = "value.not_a_choice"
    message = "“{text}” is none of the choices. Choose one from the list."


class NotTypedError(UnreadableError):
    code = "value.not_typed"
    message = "“{text}” cannot be typed here. Choose it from the list."


class EmptyTextError(UnreadableError):
    code = "value.empty"
    message = "There is no text. Select or type some."


class PartlyReadError(UnreadableError):
    """Only a part of the text would be taken, or in another measure than it is meant."""

    code = "value.partly_read"
    message = "“{text}” is not taken as it stands: it states more than one value, or one in another measure than this field. Type the one value, such as 24,000,000.00, 6% or 36."


def parse_whole(
    kind: Kind,
    text: str,
    *,
    currency: str = "CNY",
    choices: type[StrEnum] | None = None,
    today: date | None = None,
) -> Parsed:
    """`parse` of what is typed or pasted into one field: `PartlyReadError` where only a part of it would be taken. A
    moment without a year is the next one from `today` on, where that is given."""
    if kind is Kind.MOMENT and text.strip():
        parsed = read_moment(text, today)
    else:
        parsed = parse(kind, text, currency=currency, choices=choices)
    if parsed.partial:
        raise PartlyReadError(text)
    return parsed


def parse(kind: Kind, text: str, *, currency: str = "CNY", choices: type[StrEnum] | None = None) -> Parsed:
    """The value of `kind` in `text`, which may hold other words around it: `Money`, `Decimal` (a rate as
    a fraction of one), `int`, `bool`, `date`, aware `datetime`, a member of `choices`, or `str`.

    `currency` is taken for money that names none. An `UnreadableError` says how to write it instead."""
    if not text.strip():
        raise EmptyTextError(text)
    readers: dict[Kind, Callable[[str], Parsed]] = {
        Kind.TEXT: _read_text,
        Kind.PROSE: _read_prose,
        Kind.MONEY: partial(read_money, currency=currency),
        Kind.RATE: read_rate,
        Kind.NUMBER: read_number,
        Kind.INTEGER: read_integer,
        Kind.BOOLEAN: _read_boolean,
        Kind.DATE: read_date,
        Kind.MOMENT: read_moment,
        Kind.CHOICE: partial(_read_choice, choices=choices),
    }
    reader = readers.get(kind)
    if reader is None:
        raise NotTypedError(text)
    return reader(text)


def _read_text(text: str) -> Parsed:
    return Parsed(fold_spaces(text))


def _read_prose(text: str) -> Parsed:
    """Line breaks stay; spaces at the ends of lines and empty lines around do not."""
    return Parsed("\n".join(line.rstrip() for line in text.splitlines()).strip("\n"))


def _read_boolean(text: str) -> Parsed:
    word = plain(text).lower()
    if word not in _YES | _NO:
        raise NotYesOrNoError(text)
    return Parsed(word in _YES)


def _read_choice(text: str, choices: type[StrEnum] | None) -> Parsed:
    """By its value, with or without underscores, whatever the case."""
    word = plain(text).casefold().replace(" ", "_")
    for choice in choices or ():
        if choice.value.casefold() == word:
            return Parsed(choice)
    raise NotAChoiceError(text)
