"""A value of a field as words: the same in forms, tables, history, memo and command line."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from workstation.domain.fields import Field, Kind
from workstation.domain.identities import discreet
from workstation.domain.rich_text import plain
from workstation.language.formats import Formats
from workstation.language.labels import choice_label
from workstation.language.stored_words import stored_words

Names = Callable[[str, str], str]  # entity and id of a row to its name


class Wording:
    """Writes values in the language of `tr`. References need the rows around them: see `names`."""

    def __init__(self, tr: Callable[..., str], formats: Formats) -> None:
        self._tr = tr
        self._formats = formats

    def value(self, field: Field, value: Any, names: Names | None = None) -> str:
        """As it is read, with its unit; "" for None."""
        if value is None or value == ():
            return ""
        if field.kind is Kind.REFERENCE:
            return names(field.target, str(value)) if names else str(value)
        if field.kind is Kind.RECTS:
            return self._tr("{count} rectangles", count=len(value))
        if field.kind is Kind.INTEGER and not field.is_year:
            text = self._formats.count(value + field.is_page)
        else:
            text = plain(value) if field.rich else stored_words(self._tr, self.typed(field, value))
        if field.unit and field.kind in {Kind.NUMBER, Kind.INTEGER}:
            return f"{text} {self._tr(field.unit)}"
        return text

    def typed(self, field: Field, value: Any, *, currency: str = "CNY") -> str:
        """As it stands in an editor, and is read back from there; a choice as its word, a personal id masked. Amounts that
        name no currency are read back in `currency`: what is of another one names it."""
        if isinstance(value, StrEnum):
            return self._tr(choice_label(value))
        text = self._formats.value(field.kind, value, currency=currency)
        return discreet(text) if field.personal else text
