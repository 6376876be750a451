"""Taking an operation back: what that would do to the rows, and whether it may."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from workstation.domain.actors import actor_said
from workstation.domain.fields import fields_of
from workstation.domain.images import from_image, to_image
from workstation.domain.naming import name_of, names_of, title_of
from workstation.storage.failures import (
    UndoBlockedError,
    UndoChangedByError,
    UndoDependedOnError,
    UndoErasedError,
    UndoMissingError,
)
from workstation.storage.log import Change, Operation, operation_of
from workstation.storage.mapping import Key, stored_rows
from workstation.storage.pending import Pending
from workstation.storage.references import After, targets_missing, users_left
from workstation.storage.revisions import Revisions
from workstation.storage.tables import schema


@dataclass(frozen=True, slots=True)
class Inverse:
    """One row as it must be now, and as it will be."""

    key: Key
    now: Any
    then: Any


def inverses(changes: Sequence[Change], revisions: Revisions) -> tuple[Inverse, ...]:
    """The way back of one operation, last change first, in today's shape of the records."""

    def record(change: Change, image: dict[str, Any] | None) -> Any:
        if image is None:
            return None
        return from_image(change.entity, revisions.upcast(change.entity, image, change.revision))

    return tuple(
        Inverse((change.entity, change.id), record(change, change.after), record(change, change.before))
        for change in reversed(changes)
    )


def rows_of(connection: Connection, changes: Iterable[Change]) -> After:
    """The rows that these changes are about, as they stand; read in sets."""
    return stored_rows(connection, {(change.entity, change.id) for change in changes})


def rebased(
    connection: Connection, operation: Operation, changes: Sequence[Change], revisions: Revisions, rows: After
) -> tuple[Inverse, ...]:
    """The way back of an operation from the `rows` as they are, which become what they will be: the fields that it changed
    go back, what was changed beside them later stays. `UndoBlockedError` and its kin say what was changed again."""
    found = []
    for change, step in zip(reversed(changes), inverses(changes, revisions), strict=True):
        if change.erased:
            raise UndoErasedError(record=_called(step.key, rows.get(step.key), step.now, step.then))
        stored = rows.get(step.key)
        moved = step if _same(stored, step.now) else _beside(stored, step)
        if moved is None:
            called = _called(step.key, step.now, step.then)
            raise _changed_later(connection, operation, change, called)
        rows[step.key] = moved.then
        found.append(moved)
    return tuple(found)


def _beside(stored: Any, step: Inverse) -> Inverse | None:
    """The step on a row of which other fields were changed meanwhile; None when it was these."""
    if stored is None or step.now is None or step.then is None:
        return None
    changed = _changed_fields(step)
    if any(getattr(stored, name) != getattr(step.now, name) for name in changed):
        return None
    return Inverse(step.key, stored, replace(stored, **{name: getattr(step.then, name) for name in changed}))


def _changed_fields(step: Inverse) -> list[str]:
    declared = (field.name for field in fields_of(type(step.now)))
    return [name for name in declared if getattr(step.now, name) != getattr(step.then, name)]


def _changed_later(
    connection: Connection, operation: Operation, change: Change, called: str
) -> UndoBlockedError:
    """Named by the newest change of the row."""
    tables = schema()
    later = (
        select(tables.operation)
        .join_from(tables.change, tables.operation, tables.change.c.operation == tables.operation.c.id)
        .where(tables.change.c.entity == change.entity, tables.change.c.entity_id == change.id)
        .where(tables.operation.c.position > operation.position)
        .order_by(tables.operation.c.position.desc())
        .limit(1)
    )
    row = connection.execute(later).first()
    if row is None:
        return UndoBlockedError(record=called)
    found = operation_of(row)
    return UndoChangedByError(record=called, at=f"{found.at:%Y-%m-%d %H:%M}", actor=actor_said(found.actor))


def verify(connection: Connection, steps: Sequence[Inverse]) -> None:
    """Whether all steps, in this order, can be applied: nothing that stays rests on a row that goes, and what comes
    back finds what it names. `UndoBlockedError` and its kin name what does not."""
    now: After = {}
    then: After = {}
    for step in steps:
        now.setdefault(step.key, step.now)
        then[step.key] = step.then
    for missing in targets_missing(connection, then, now):
        raise UndoMissingError(record=_called(missing.missing, None, None))
    left: dict[Key, list[Any]] = {}
    for dangling in users_left(connection, then):
        left.setdefault(dangling.missing, []).append(dangling.user)
    for key, users in left.items():
        raise UndoDependedOnError(record=_called(key, now[key], None), users=names_of(users))


def apply(connection: Connection, steps: Sequence[Inverse]) -> None:
    """Of steps that were rebased on the rows as they stand in this transaction."""
    pending = Pending()
    for step in steps:
        if step.then is None:
            pending.remove(*step.key)
        elif step.now is None:
            pending.add(step.then)
        else:
            pending.change(step.then)
    pending.write(connection)


def _same(stored: Any, expected: Any) -> bool:
    if stored is None or expected is None:
        return stored is expected
    return to_image(stored) == to_image(expected)


def _called(key: Key, *records: Any) -> str:
    for record in records:
        if record is not None:
            return name_of(record)
    return title_of(key[0])
