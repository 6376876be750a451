"""Any value of a record in the reader's words."""

from typing import Any

from workstation.domain.fields import Field
from workstation.domain.record import LotRecord
from workstation.language.row_words import row_words
from workstation.language.wording import Wording
from workstation.ui.context import UiContext


def value_words(context: UiContext, field: Field, value: Any, record: LotRecord | None = None) -> str:
    """Empty for no value; a choice by its word, a reference by the name of the row it leads to."""

    def name(entity: str, identity: str) -> str:
        row = record.row(entity, identity) if record is not None else None
        return row_words(context.tr, record, row) if row is not None else identity

    return Wording(context.tr, context.formats).value(field, value, name)


def split_sentence(text: str) -> tuple[str, str]:
    """The first sentence and the rest, in either language."""
    for end in (". ", "。"):
        first, mark, rest = text.partition(end)
        if mark and rest:
            return first + end.strip(), rest
    return text, ""


def first_sentence(text: str) -> str:
    return split_sentence(text)[0]
