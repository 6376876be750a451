"""What a list offers for a field: the words of a choice, yes and no, or the rows that a reference may name."""

from collections.abc import Sequence

from workstation.domain.fields import Field, Kind
from workstation.domain.parties import Party
from workstation.domain.record import LotRecord
from workstation.language.row_words import row_words
from workstation.ui.context import UiContext
from workstation.ui.forms.values import NO, YES, Option

LISTED = frozenset({Kind.CHOICE, Kind.BOOLEAN, Kind.REFERENCE})  # kinds whose values come from a list


def default_options(context: UiContext, field: Field) -> list[Option]:
    """The words of a choice or a yes and no; the first entry empties the field."""
    tr = context.tr
    if field.kind is Kind.BOOLEAN:
        return [Option("", "—"), Option(YES, tr("Yes")), Option(NO, tr("No"))]
    if field.choices is None:
        return []
    words = [Option(member.value, context.choice_word(member)) for member in field.choices]
    return words if field.required else [Option("", "—"), *words]


def reference_options(
    context: UiContext, record: LotRecord, field: Field, parties: Sequence[Party]
) -> list[Option]:
    """Rows that a reference may name: those of the lot, and of `parties` of all lots every name."""
    if field.kind is not Kind.REFERENCE:
        return []
    rows = record.rows.get(field.target, {})
    found = [Option(identity, row_words(context.tr, record, row)) for identity, row in rows.items()]
    if field.target != Party.entity:
        return found
    others = (Option(party.id, name) for party in parties for name in party.names)
    return list(dict.fromkeys((*found, *others)))
