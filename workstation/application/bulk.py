"""One value into many rows: seen before it is done, done as one batch, taken back as one step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from workstation.application.batches import ROWS_AT_ONCE, chunks, in_chunks
from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction, Writer
from workstation.application.progress import SILENT, Progress
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.errors import UserError
from workstation.domain.fields import Field, Kind, applies, field_of, fields_of
from workstation.domain.naming import name_of

# what a person sets for many rows alike; a name, an amount or a place in a document is each row's own
_ALIKE = frozenset({Kind.CHOICE, Kind.BOOLEAN, Kind.DATE, Kind.RATE, Kind.TEXT, Kind.MONEY, Kind.NUMBER})


class NotForThisRowError(UserError):
    code = "bulk.not_for_row"
    message = "This record has no such field; it stays as it is."


class FieldNeededError(UserError):
    code = "bulk.needed"
    message = "This field cannot be empty; it stays as it is."


@dataclass(frozen=True, slots=True)
class Planned:
    """What would happen to one row. `refused` says why it cannot take the value."""

    id: str
    name: str
    before: object
    after: object
    refused: UserError | None = None

    @property
    def changes(self) -> bool:
        return self.refused is None and self.before != self.after


def bulk_fields(entity: str) -> tuple[Field, ...]:
    """The fields of an entity that can be set for many rows at once."""
    return tuple(found for found in fields_of(BY_ENTITY[entity]) if found.shown and found.kind in _ALIKE)


def plan(rows: Iterable[Any], field: str, value: object) -> tuple[Planned, ...]:
    """Before and after, row by row; nothing is written."""
    return tuple(_planned(row, field, value) for row in rows)


def _planned(row: Any, name: str, value: object) -> Planned:
    declared = field_of(type(row), name)
    before = getattr(row, name)
    refused: UserError | None = None
    if not applies(row, declared):
        refused = NotForThisRowError()
    elif value in {None, ""} and _is_needed(type(row), declared):
        refused = FieldNeededError()
    return Planned(row.id, name_of(row), before, before if refused else value, refused)


def _is_needed(record_class: type[Any], declared: Field) -> bool:
    """Whether a row cannot be without it: it is required, or a choice that always has an answer."""
    default = next(found.default for found in fields(record_class) if found.name == declared.name)
    return declared.required or (declared.choices is not None and default is not None)


def edit_many(
    writer: Writer,
    entity: str,
    ids: Sequence[str],
    field: str,
    value: object,
    *,
    batch: str,
    progress: Progress = SILENT,
) -> Committed[None] | None:
    """Sets one field of the rows that can take the value, as one batch. Rows that are gone meanwhile are left out.
    Cancelled, it keeps what is finished; None when nothing changed."""
    record_class = BY_ENTITY[entity]
    said = {"field": field_of(record_class, field).label, "count": str(len(ids))}

    def work(tx: Transaction, some: Sequence[str]) -> None:
        rows = [row for identity in some if (row := tx.find(record_class, identity)) is not None]
        for row, planned in zip(rows, plan(rows, field, value), strict=True):
            if planned.changes:
                tx.put(replace(row, **{field: value}))

    step = Step(OperationKind.EDIT_MANY, said, batch)
    return in_chunks(writer, step, chunks(ids, ROWS_AT_ONCE), work, progress)
