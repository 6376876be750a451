"""Any value of a record in the reader's words."""

from decimal import Decimal
from enum import StrEnum
from typing import Any

from workstation.application.records import name_of
from workstation.domain.fields import Field, Kind
from workstation.domain.record import LotRecord
from workstation.ui.context import UiContext


def value_words(context: UiContext, field: Field, value: Any, record: LotRecord | None = None) -> str:
    """Empty for no value; a choice by its word, a reference by the name of the row it leads to."""
    if value is None or value == ():
        return ""
    if isinstance(value, StrEnum):
        return context.choice_word(value)
    if field.kind is Kind.REFERENCE:
        row = record.row(field.target, value) if record is not None else None
        return context.tr(name_of(row)) if row is not None else str(value)
    if field.kind is Kind.RECTS:
        return context.tr("{count} rectangles", count=len(value))
    text = str(context.formats.value(field.kind, value))
    unit = field.unit if isinstance(value, Decimal) and field.kind is not Kind.RATE else ""
    return f"{text} {context.tr(unit)}" if unit else text
