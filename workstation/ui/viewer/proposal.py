"""What attaching a selection to a field would do: the value that was read, what was doubted, what becomes of the field."""

from dataclasses import dataclass
from typing import Any

from workstation.application.records import FieldRef
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.citations import EvidenceKind
from workstation.domain.errors import UserError
from workstation.domain.evidence import same_value, support
from workstation.domain.fields import Field, Kind, field_of
from workstation.domain.money import Money
from workstation.domain.ranges import check_value
from workstation.domain.record import LotRecord
from workstation.language.wording import Wording
from workstation.ui.context import UiContext

WORDS = {Kind.TEXT, Kind.PROSE}


@dataclass(frozen=True, slots=True)
class Proposal:
    """`value` None: nothing was read. `fill` is what Ctrl+E does with it; `effect` says so, or is empty."""

    value: Any = None
    shown: str = ""
    unit: str = ""
    note: str = ""
    doubt: bool = False
    effect: str = ""
    fill: bool = False
    words: bool = False


def propose(context: UiContext, record: LotRecord, ref: FieldRef, text: str, currency: str) -> Proposal:
    """`text` is what was selected, or typed for an area; an empty one proposes nothing."""
    row = record.row(ref.entity, ref.row)
    field = field_of(BY_ENTITY[ref.entity], ref.field)
    if row is None or not text.strip():
        return Proposal()
    if field.rich:
        effect = context.tr("What is selected is quoted in the text, with a mark that opens this page")
        return Proposal(value=text, shown=_short(text), effect=effect, fill=True, words=True)
    try:
        value, note, doubt = _read(context, field, text, currency)
    except UserError as error:
        return Proposal(note=context.tr.error(error), doubt=True)
    wording = Wording(context.tr, context.formats)
    effect, fill = _effect(context, record, row, field, value)
    return Proposal(
        value=value,
        shown=context.formats.money(value) if isinstance(value, Money) else wording.typed(field, value),
        unit=_unit(context, field, value),
        note=note,
        doubt=doubt,
        effect=effect,
        fill=fill,
        words=field.kind in WORDS,
    )


def _read(context: UiContext, field: Field, text: str, currency: str) -> tuple[Any, str, bool]:
    from workstation.language.values import parse  # noqa: PLC0415 - numerals are read at the first selection, not at start

    if field.kind is Kind.CHOICE and field.choices is not None:
        for member in field.choices:
            if context.choice_word(member).casefold() == text.strip().casefold():
                return member, "", False
    parsed = parse(field.kind, text, currency=currency, choices=field.choices)
    check_value(field, parsed.value)
    note = context.tr(parsed.note, **parsed.params) if parsed.note else ""
    return parsed.value, note, parsed.ambiguous


def _unit(context: UiContext, field: Field, value: Any) -> str:
    if isinstance(value, Money):
        return "  ".join(part for part in (value.currency, context.formats.echo(value)) if part)
    return context.tr(field.unit) if field.unit and field.kind in {Kind.NUMBER, Kind.INTEGER} else ""


def _effect(context: UiContext, record: LotRecord, row: Any, field: Field, value: Any) -> tuple[str, bool]:
    tr, now = context.tr, getattr(row, field.name)
    if now is None or now == "":
        return tr("The field is empty: the value will be filled in"), True
    if same_value(now, value):
        return tr("The field says the same: the page becomes its evidence"), True
    said = _short(Wording(tr, context.formats).value(field, now))
    found = support(record, row, field.name)
    if any(item.kind is EvidenceKind.CITED for item in found.evidence):
        return tr("The field says {value} from another page: this becomes a second source", value=said), False
    return tr("The field says {value} without a page: it will be replaced", value=said), True


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


LONGEST = 28  # characters of a value inside a sentence
