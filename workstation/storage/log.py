"""The log of operations: appending to it, and reading it back."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection, Row

from workstation.application.ports.storage import OperationKind, Step
from workstation.domain.images import Image
from workstation.storage.chain import (
    GENESIS,
    RandomBytes,
    canonical_json,
    image_text,
    link,
    sealed,
    subject_text,
)
from workstation.storage.columns import read_moment, write_moment
from workstation.storage.failures import WorkspaceDamagedError
from workstation.storage.mapping import portions
from workstation.storage.tables import schema

_CLOCK: Final = "clock"  # among the parameters of a step: what the clock said where it had been set back


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after. None stands for "no such row", except for the sides that were `erased`."""

    entity: str
    id: str
    lot: str | None
    before: Image | None
    after: Image | None
    revision: str = ""
    erased: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as it stands in the log, without its changes. `at` is never before that of an earlier operation;
    `clock` is what the writer's clock said where that was earlier."""

    position: int
    id: str
    kind: OperationKind
    at: datetime
    actor: str
    batch: str | None
    undoes: str | None
    params: dict[str, str]
    clock: datetime | None = None

    @property
    def step(self) -> Step:
        return Step(self.kind, dict(self.params), self.batch)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is appended: an operation that has no place in the chain yet."""

    id: str
    step: Step
    at: datetime
    actor: str
    undoes: str | None = None


def head(connection: Connection) -> tuple[int, str]:
    """The last position and the digest at the end of the chain."""
    table = schema().operation
    last = connection.execute(
        select(table.c.position, table.c.digest).order_by(table.c.position.desc()).limit(1)
    ).first()
    return (0, GENESIS) if last is None else (last.position, last.digest)


def newest_id(connection: Connection) -> str:
    """The identity that sorts last of the last operation and the rows that it touched; "" for an empty log. Those of earlier
    operations sort before that of the last one."""
    operation, change = schema().operation, schema().change
    last = connection.execute(select(operation.c.id).order_by(operation.c.position.desc()).limit(1)).scalar()
    rows = select(func.max(change.c.entity_id)).where(change.c.operation == last)
    return max(last or "", connection.execute(rows).scalar() or "") if last is not None else ""


def touched_since(connection: Connection, digest: str, most: int) -> set[tuple[str, str, str | None]] | None:
    """Entity, id and lot of every row that operations after the one of this digest touched; None where there is no such
    operation or more than `most` rows were touched."""
    operation, change = schema().operation, schema().change
    known = connection.execute(
        select(operation.c.position)
        .where(operation.c.digest == digest)
        .order_by(operation.c.position.desc())
        .limit(1)
    ).first()
    if known is None:
        return None
    rows = connection.execute(
        select(change.c.entity, change.c.entity_id, change.c.lot)
        .join(operation, operation.c.id == change.c.operation)
        .where(operation.c.position > known.position)
        .limit(most + 1)
    ).all()
    return None if len(rows) > most else {(row.entity, row.entity_id, row.lot) for row in rows}


def append(
    connection: Connection,
    entry: Entry,
    changes: Sequence[Change],
    revision: str,
    random_bytes: RandomBytes,
) -> None:
    """Puts an entry at the end of the log. Its moment never goes back along the positions, so that "as known then" has one
    answer: after a clock was set back the moment of the last operation counts, and the clock's own time is kept with
    the words."""
    table = schema().operation
    last = connection.execute(
        select(table.c.position, table.c.digest, table.c.at).order_by(table.c.position.desc()).limit(1)
    ).first()
    position, previous, latest = (0, GENESIS, "") if last is None else last
    told, zone = write_moment(entry.at)
    at = max(told, latest)
    said = entry.step.params if at == told else {**entry.step.params, _CLOCK: entry.at.isoformat()}
    what = canonical_json(said)
    what_salt, what_digest = sealed(what, random_bytes)
    row = {
        "position": position + 1,
        "id": entry.id,
        "kind": entry.step.kind.value,
        "at": at,
        "at_zone": zone,
        "actor": entry.actor,
        "batch": entry.step.batch,
        "undoes": entry.undoes,
        "what": what,
        "what_salt": what_salt,
        "what_digest": what_digest,
    }
    rows = [_change_row(entry.id, seq, change, revision, random_bytes) for seq, change in enumerate(changes)]
    tables = schema()
    connection.execute(insert(tables.operation), {**row, "digest": link(previous, row, rows)})
    connection.execute(insert(tables.change), rows)


def _change_row(
    operation: str, seq: int, change: Change, revision: str, random_bytes: RandomBytes
) -> dict[str, Any]:
    before, after = image_text(change.before), image_text(change.after)
    subject_salt, subject_digest = sealed(subject_text(change.id, change.lot), random_bytes)
    before_salt, before_digest = sealed(before, random_bytes)
    after_salt, after_digest = sealed(after, random_bytes)
    return {
        "operation": operation,
        "seq": seq,
        "entity": change.entity,
        "entity_id": change.id,
        "lot": change.lot,
        "revision": revision,
        "subject_salt": subject_salt,
        "subject_digest": subject_digest,
        "before": before,
        "before_salt": before_salt,
        "before_digest": before_digest,
        "after": after,
        "after_salt": after_salt,
        "after_digest": after_digest,
    }


def operation_of(row: Row[Any]) -> Operation:
    """`WorkspaceDamagedError` for one that was altered beyond reading."""
    try:
        params: dict[str, str] = {} if row.what is None else json.loads(row.what)
        clock = params.pop(_CLOCK, None)
        return Operation(
            position=row.position,
            id=row.id,
            kind=OperationKind(row.kind),
            at=read_moment(row.at, row.at_zone),
            actor=row.actor,
            batch=row.batch,
            undoes=row.undoes,
            params=params,
            clock=None if clock is None else datetime.fromisoformat(clock),
        )
    except (ValueError, TypeError, AttributeError):
        raise WorkspaceDamagedError(detail=f"operation {row.id} cannot be read") from None


def changes_of(connection: Connection, operations: Iterable[str]) -> dict[str, list[Change]]:
    """The changes of each operation in order."""
    table = schema().change
    wanted = list(operations)
    found: dict[str, list[Change]] = {identity: [] for identity in wanted}
    for some in portions(wanted):
        chosen = table.c.operation.in_(some)
        for row in connection.execute(select(table).where(chosen).order_by(table.c.operation, table.c.seq)):
            found[row.operation].append(change_of(row))
    return found


def change_of(row: Row[Any]) -> Change:
    """`WorkspaceDamagedError` for one that was altered beyond reading."""
    try:
        before = None if row.before is None else json.loads(row.before)
        after = None if row.after is None else json.loads(row.after)
    except ValueError:
        raise WorkspaceDamagedError(
            detail=f"operation {row.operation}: what it changed cannot be read"
        ) from None
    sides = (("before", row.before, row.before_digest), ("after", row.after, row.after_digest))
    erased = tuple(side for side, text, digest in sides if text is None and digest is not None)
    return Change(row.entity, row.entity_id, row.lot, before, after, row.revision, erased)
