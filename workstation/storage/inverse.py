"""Taking an operation back: what that would do to the rows, and whether it may."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection

from workstation.domain.images import from_image, to_image
from workstation.storage.failures import UndoBlockedError, UndoDependedOnError, UndoMissingError
from workstation.storage.log import Change
from workstation.storage.mapping import entity_map
from workstation.storage.naming import name_of, names_of, title_of
from workstation.storage.references import After, Key, targets_missing, users_left
from workstation.storage.revisions import Revisions


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


def verify(connection: Connection, steps: Sequence[Inverse]) -> None:
    """Whether all steps, in this order, can be applied: no row was changed since, nothing that stays rests on a
    row that goes, and what comes back finds what it names. `UndoBlockedError` and its kin name what does not."""
    now: After = {}
    then: After = {}
    for step in steps:
        now.setdefault(step.key, step.now)
        then[step.key] = step.then
    for key, expected in now.items():
        if not _same(entity_map(key[0]).find(connection, key[1]), expected):
            raise UndoBlockedError(record=_called(key, expected, then[key]))
    for missing in targets_missing(connection, then, now):
        raise UndoMissingError(record=_called(missing.missing, None, None))
    left: dict[Key, list[Any]] = {}
    for dangling in users_left(connection, then):
        left.setdefault(dangling.missing, []).append(dangling.user)
    for key, users in left.items():
        raise UndoDependedOnError(record=_called(key, now[key], None), users=names_of(users))


def apply(connection: Connection, steps: Sequence[Inverse]) -> None:
    """`UndoBlockedError` when a row is not as it was left."""
    for step in steps:
        found = entity_map(step.key[0])
        stored = found.find(connection, step.key[1])
        if not _same(stored, step.now):
            raise UndoBlockedError(record=_called(step.key, step.now, step.then))
        if step.then is None:
            found.remove(connection, step.key[1])
        else:
            found.put(connection, step.then, new=stored is None)


def _same(stored: Any, expected: Any) -> bool:
    if stored is None or expected is None:
        return stored is expected
    return to_image(stored) == to_image(expected)


def _called(key: Key, *records: Any) -> str:
    for record in records:
        if record is not None:
            return name_of(record)
    return title_of(key[0])
