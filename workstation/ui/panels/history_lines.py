"""What an operation changed, as lines: field, before, after."""

from dataclasses import dataclass
from typing import Final

from workstation.application.ports.storage import HistoryChange, HistoryRow
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.citations import Citation, Evidence
from workstation.domain.fields import Field, fields_of
from workstation.domain.images import decode
from workstation.domain.reading import reason_message
from workstation.domain.record import LotRecord
from workstation.ui.context import UiContext
from workstation.ui.models.table_spec import GroupRow
from workstation.ui.panels.value_words import first_sentence, value_words

MOST: Final = 500  # changed rows that are shown; the history of a record has its own
# Each names itself, in both languages of the window
_LANGUAGES = {"zh_CN": "中文", "zh": "中文", "en": "English"}
# what a program knows a finding by; the sentence of the step names it to a person
_KEYS = {("waiver", "rule"), ("waiver", "facts"), ("decision", "overridden")}
_BESIDE = {Citation.entity, Evidence.entity}  # they go along with the row they stand on


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field of one changed row, as words."""

    id: str
    field: str
    before: str
    after: str


def change_lines(
    context: UiContext, found: HistoryRow, record: LotRecord | None
) -> list[GroupRow | ChangeLine]:
    """A head for each changed row, below it the fields that differ; of very many rows the first `MOST`, then how many
    more there are."""
    lines: list[GroupRow | ChangeLine] = []
    for change in found.changes[:MOST]:
        record_class = BY_ENTITY[change.entity]
        head = context.tr(record_class.title)
        lines.append(GroupRow(f"{change.entity}:{change.id}", head, _kind(context, change)))
        lines += [
            _line(context, change, field, record)
            for field in fields_of(record_class)
            if _differs(change, field) and (change.entity, field.name) not in _KEYS
        ]
    if (rest := len(found.changes) - MOST) > 0:
        lines.append(GroupRow("rest", context.tr("and {count} more", count=rest)))
    return lines


def row_of_line(found: HistoryRow, line: str) -> HistoryChange | None:
    """The changed row that a line belongs to; without a line the first that is not evidence."""
    named = [change for change in found.changes if line.startswith(f"{change.entity}:{change.id}")]
    facts = [change for change in found.changes if change.entity not in _BESIDE]
    return next(iter([*named, *facts, *found.changes]), None)


def _kind(context: UiContext, change: HistoryChange) -> str:
    if change.before is None:
        return context.tr("added")
    return context.tr("removed") if change.after is None else context.tr("changed")


def _line(context: UiContext, change: HistoryChange, field: Field, record: LotRecord | None) -> ChangeLine:
    def words(image: dict[str, object] | None) -> str:
        stored = (image or {}).get(field.name)
        value = None if stored is None else decode(field, stored)
        if (change.entity, field.name) == ("version", "reason") and value is not None:
            return first_sentence(context.tr(reason_message(str(value))))
        if field.name == "language" and value is not None:
            return _LANGUAGES.get(str(value), str(value))
        return value_words(context, field, value, record)

    key = f"{change.entity}:{change.id}:{field.name}"
    return ChangeLine(key, context.tr(field.label), words(change.before), words(change.after))


def _differs(change: HistoryChange, field: Field) -> bool:
    return (change.before or {}).get(field.name) != (change.after or {}).get(field.name)
