"""What attaching a selection to a field would do: the value that was read, what was doubted, what becomes of the field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workstation.application.records import FieldRef
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.citations import EvidenceKind
from workstation.domain.errors import UserError
from workstation.domain.evidence import same_value, support
from workstation.domain.fields import Field, Kind, field_of
from workstation.domain.money import Money
from workstation.domain.parties import Party
from workstation.domain.ranges import check_value
from workstation.domain.record import LotRecord
from workstation.language.wording import Wording
from workstation.ui.context import UiContext
from workstation.ui.forms.options import LISTED, default_options, reference_options
from workstation.ui.forms.values import NO, YES, Option

WORDS = {Kind.TEXT, Kind.PROSE}


class NotListedError(UserError):
    """What was selected names no row that the field may name."""

    code = "viewer.not_listed"
    message = "“{text}” is not in the list. Choose one there, or type the name into the field: that makes it."


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
    stored: str = ""  # of a field with a list: the entry


def options_of(
    context: UiContext, record: LotRecord, ref: FieldRef, parties: Sequence[Party]
) -> list[Option]:
    """What the field's list offers; nothing for a field without one."""
    field = field_of(BY_ENTITY[ref.entity], ref.field)
    if field.kind is Kind.REFERENCE:
        return [Option("", "—"), *reference_options(context, record, field, parties)]
    return default_options(context, field) if field.kind in LISTED else []


def propose(
    context: UiContext,
    record: LotRecord,
    ref: FieldRef,
    text: str,
    currency: str,
    *,
    options: Sequence[Option] = (),
) -> Proposal:
    """`text` is what was selected, or typed for an area, or the value of an entry of the field's list (`options`); an empty
    one proposes nothing."""
    row = record.row(ref.entity, ref.row)
    field = field_of(BY_ENTITY[ref.entity], ref.field)
    if row is None or not text.strip():
        return Proposal()
    if field.rich:
        effect = context.tr("What is selected is quoted in the text, with a mark that opens this page")
        return Proposal(value=text, shown=_short(text), effect=effect, fill=True, words=True)
    try:
        value, note, doubt = _read(context, field, text, currency, options)
    except UserError as error:
        return Proposal(note=context.tr.error(error), doubt=True)
    wording = Wording(context.tr, context.formats)
    names = {option.value: option.word for option in options}
    effect, fill = _effect(context, record, row, field, value, names=names)
    return Proposal(
        value=value,
        shown=context.formats.money(value)
        if isinstance(value, Money)
        else wording.value(field, value, lambda _, identity: names.get(identity, identity))
        if field.kind in LISTED
        else wording.typed(field, value),
        unit=_unit(context, field, value),
        note=note,
        doubt=doubt,
        effect=effect,
        fill=fill,
        words=field.kind in WORDS,
        stored=_stored(value) if field.kind in LISTED else "",
    )


def _stored(value: Any) -> str:
    """The entry of a list behind a value."""
    if isinstance(value, bool):
        return YES if value else NO
    return str(value)


def _read(
    context: UiContext, field: Field, text: str, currency: str, options: Sequence[Option]
) -> tuple[Any, str, bool]:
    from workstation.language.values import parse  # noqa: PLC0415 - numerals are read at the first selection, not at start

    said = " ".join(text.split()).casefold()
    listed = next((item.value for item in options if said in {item.value, item.word.casefold()}), "")
    if field.kind is Kind.REFERENCE:
        if not listed:
            raise NotListedError(text=_short(text))
        return listed, "", False
    text = listed or text
    parsed = parse(field.kind, text, currency=currency, choices=field.choices)
    check_value(field, parsed.value)
    note = context.tr(parsed.note, **parsed.params) if parsed.note else ""
    return parsed.value, note, parsed.ambiguous


def _unit(context: UiContext, field: Field, value: Any) -> str:
    if isinstance(value, Money):
        return "  ".join(part for part in (value.currency, context.formats.echo(value)) if part)
    return context.tr(field.unit) if field.unit and field.kind in {Kind.NUMBER, Kind.INTEGER} else ""


def _effect(
    context: UiContext, record: LotRecord, row: Any, field: Field, value: Any, *, names: dict[str, str]
) -> tuple[str, bool]:
    tr, now = context.tr, getattr(row, field.name)
    if now is None or now == "":
        return tr("The field is empty: the value will be filled in"), True
    if same_value(now, value):
        return tr("The field says the same: the page becomes its evidence"), True
    wording = Wording(tr, context.formats)
    said = _short(wording.value(field, now, lambda _, identity: names.get(identity, identity)))
    found = support(record, row, field.name)
    if any(item.kind is EvidenceKind.CITED for item in found.evidence):
        return tr("The field says {value} from another page: this becomes a second source", value=said), False
    return tr("The field says {value} without a page: it will be replaced", value=said), True


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


LONGEST = 28  # characters of a value inside a sentence
