"""Who rests on whom: references between rows, and evidence, which may rest on a row of any kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy.engine import Connection

from workstation.domain.catalogue import BY_ENTITY, RECORDS
from workstation.domain.citations import Evidence
from workstation.domain.fields import Kind, fields_of
from workstation.storage.mapping import entity_map

Key = tuple[str, str]
After = dict[Key, Any]  # rows as they will be; None for a row that is to go


@dataclass(frozen=True, slots=True)
class Dangling:
    """`user` (None where it is gone itself) names `missing`, which is not there any more."""

    user: Any
    missing: Key


def targets(record: Any) -> tuple[Key, ...]:
    """The rows that this one names."""
    named = [
        (target, getattr(record, field))
        for field, target in _references_from(record.entity)
        if getattr(record, field) is not None
    ]
    if isinstance(record, Evidence):
        named.append((record.row_entity, record.row))
    return tuple(named)


@cache
def _references_from(entity: str) -> tuple[tuple[str, str], ...]:
    declared = fields_of(BY_ENTITY[entity])
    return tuple((field.name, field.target) for field in declared if field.kind is Kind.REFERENCE)


@cache
def _references_to(entity: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (record.entity, field)
        for record in RECORDS
        for field, target in _references_from(record.entity)
        if target == entity
    )


def users_of(connection: Connection, key: Key) -> tuple[Any, ...]:
    """The stored rows that name this one."""
    entity, identity = key
    found = [
        row for user, field in _references_to(entity) for row in _rows(connection, user, {field: identity})
    ]
    found += _rows(connection, Evidence.entity, {"row_entity": entity, "row": identity})
    return tuple(found)


def _rows(connection: Connection, entity: str, equals: dict[str, object]) -> list[Any]:
    found = entity_map(entity)
    return [found.record(row) for row in connection.execute(found.matching(equals))]


def users_left(connection: Connection, after: After) -> Iterable[Dangling]:
    """Rows that would still name a row that is to go. Looks at stored rows, corrected by `after`."""
    for key, record in after.items():
        if record is not None:
            continue
        for user in users_of(connection, key):
            left = after.get((user.entity, user.id), user)
            if left is not None and key in targets(left):
                yield Dangling(left, key)


def targets_missing(connection: Connection, after: After, before: After) -> Iterable[Dangling]:
    """Rows of `after` that name a row that is neither stored nor in `after`; what a row named `before` it was
    changed is known to be there, unless it goes now (see `users_left`)."""
    there: dict[Key, bool] = {}  # most rows of an operation name the same few
    for key, record in after.items():
        if record is None:
            continue
        known = set(targets(before[key])) if before.get(key) is not None else set()
        for target in targets(record):
            if target in known and target not in after:
                continue
            if target not in there:
                there[target] = _is_there(connection, target, after)
            if not there[target]:
                yield Dangling(record, target)


def _is_there(connection: Connection, key: Key, after: After) -> bool:
    if key in after:
        return after[key] is not None
    entity, identity = key
    return entity in BY_ENTITY and entity_map(entity).find(connection, identity) is not None
