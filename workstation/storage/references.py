"""Who rests on whom: references between rows, and evidence, which may rest on a row of any kind."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from workstation.domain.catalogue import BY_ENTITY, RECORDS
from workstation.domain.citations import Evidence
from workstation.domain.fields import Kind, fields_of
from workstation.storage.mapping import Key, entity_map, portions

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


def users_of(connection: Connection, entity: str, ids: Collection[str]) -> Iterator[Any]:
    """The stored rows that name any of these rows of an entity; one that names several of them, or one twice, comes as
    often as a statement finds it."""
    for some in portions(ids):
        for user, field in _references_to(entity):
            yield from _rows(connection, user, {field: frozenset(some)})
        yield from _rows(connection, Evidence.entity, {"row_entity": entity, "row": frozenset(some)})


def _rows(connection: Connection, entity: str, equals: dict[str, object]) -> Iterator[Any]:
    found = entity_map(entity)
    return (found.record(row) for row in connection.execute(found.matching(equals)))


def users_left(connection: Connection, after: After) -> Iterator[Dangling]:
    """Rows that would still name a row that is to go. Looks at stored rows, corrected by `after`."""
    gone: dict[str, dict[str, list[Any]]] = {}
    for (entity, identity), record in after.items():
        if record is None:
            gone.setdefault(entity, {})[identity] = []
    for entity, users in gone.items():
        seen: set[Key] = set()
        for user in users_of(connection, entity, users):
            if (user.entity, user.id) in seen:
                continue
            seen.add((user.entity, user.id))
            left = after.get((user.entity, user.id), user)
            for target in targets(left) if left is not None else ():
                if target[0] == entity and target[1] in users:
                    users[target[1]].append(left)
    for entity, identity in (key for key, record in after.items() if record is None):
        for user in gone[entity][identity]:
            yield Dangling(user, (entity, identity))


def targets_missing(connection: Connection, after: After, before: After) -> Iterator[Dangling]:
    """Rows of `after` that name a row that is neither stored nor in `after`; what a row named `before` it was
    changed is known to be there, unless it goes now (see `users_left`)."""
    named = [
        (record, target)
        for key, record in after.items()
        if record is not None
        for target in _targets_to_look_at(record, before.get(key), after)
    ]
    there = _those_there(connection, {target for _, target in named}, after)
    for record, target in named:
        if target not in there:
            yield Dangling(record, target)


def _targets_to_look_at(record: Any, before: Any, after: After) -> Iterator[Key]:
    known = set(targets(before)) if before is not None else set()
    return (target for target in targets(record) if target in after or target not in known)


def _those_there(connection: Connection, keys: set[Key], after: After) -> set[Key]:
    stored: dict[str, set[str]] = {}
    for entity, identity in keys - after.keys():
        if entity in BY_ENTITY:
            stored.setdefault(entity, set()).add(identity)
    found = {key for key in keys & after.keys() if after[key] is not None}
    for entity, ids in stored.items():
        table = entity_map(entity).table
        for some in portions(ids):
            there = connection.execute(select(table.c.id).where(table.c.id.in_(some)))
            found.update((entity, identity) for identity in there.scalars())
    return found
