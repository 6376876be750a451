"""Rows as they were: the tables of today, walked back by the images of what came later.

Back and not forward from nothing: the work is what changed since, which is little for the days that are asked for,
however long the history before them is; and a change that nobody made costs nothing.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.engine import Connection

from workstation.application.ports.storage import RowVersion
from workstation.domain.catalogue import RECORDS
from workstation.domain.citations import Citation, Evidence
from workstation.domain.images import from_image
from workstation.domain.naming import title_of
from workstation.storage import log
from workstation.storage.chain import GENESIS
from workstation.storage.columns import write_moment
from workstation.storage.failures import ErasedThenError, NotThereYetError
from workstation.storage.mapping import Key, entities_of_lot, entity_map, portions
from workstation.storage.revisions import Revisions
from workstation.storage.tables import schema
from workstation.storage.transaction import lot_of

Then = dict[Key, Any]  # rows as they were; None for a row that was not there


def position_at(connection: Connection, moment: datetime, operation: str | None = None) -> int:
    """The last operation that was written at `moment` or before, or the one that is named; 0 when there was none."""
    table = schema().operation
    counts = table.c.at <= write_moment(moment)[0] if operation is None else table.c.id == operation
    before = select(func.max(table.c.position)).where(counts)
    return connection.execute(before).scalar() or 0


def digest_at(connection: Connection, position: int) -> str:
    table = schema().operation
    found = connection.execute(select(table.c.digest).where(table.c.position == position)).scalar()
    return found or GENESIS


def before_the_next(
    connection: Connection, position: int, revisions: Revisions, *which: ColumnElement[bool]
) -> Then:
    """The rows that changed after `position`, as they were there: the before-image of the first later change."""
    operation, change = schema().operation, schema().change
    later = (
        select(change)
        .join_from(change, operation, change.c.operation == operation.c.id)
        .where(operation.c.position > position, *which)
        .order_by(operation.c.position)
    )
    found: Then = {}
    for row in connection.execute(later):
        key = (row.entity, row.entity_id)
        if key not in found:
            found[key] = _record(log.change_of(row), revisions)
    return found


def _record(change: log.Change, revisions: Revisions) -> Any:
    """`ErasedThenError` rather than "was not there"."""
    if "before" in change.erased:
        raise ErasedThenError(record=title_of(change.entity))
    if change.before is None:
        return None
    return from_image(change.entity, revisions.upcast(change.entity, change.before, change.revision))


def rows_of_lot_at(connection: Connection, lot: str, position: int, revisions: Revisions) -> list[Any]:
    """All rows of a lot without its parties; empty when it was not there."""
    then = before_the_next(connection, position, revisions, schema().change.c.lot == lot)
    for row in rows_of_lot(connection, lot):
        then.setdefault((row.entity, row.id), row)
    there = [row for row in then.values() if row is not None and lot_of(row) == lot]
    return there if then.get(("lot", lot)) is not None else []


def rows_of_lot(connection: Connection, lot: str) -> list[Any]:
    """All rows of a lot as it stands, without its parties."""
    stored = entity_map("lot").find(connection, lot)
    rows: list[Any] = [] if stored is None else [stored]
    there = entities_of_lot(connection, lot)
    for record_class in RECORDS:
        found = entity_map(record_class.entity)
        if found.by_lot is not None and record_class.entity in there:
            rows += (found.record(row) for row in connection.execute(found.by_lot, {"the_lot": lot}))
    return rows


def rows_at(
    connection: Connection, entity: str, ids: set[str], position: int, revisions: Revisions
) -> list[Any]:
    """Rows of one entity by id, in order of creation; those that were not there are left out."""
    found, change = entity_map(entity), schema().change
    then: Then = {}
    for some in portions(ids):
        then.update(((entity, record.id), record) for record in found.among(connection, some))
        these = (change.c.entity == entity, change.c.entity_id.in_(some))
        then |= before_the_next(connection, position, revisions, *these)
    return [record for _, record in sorted(then.items()) if record is not None]


def version(
    connection: Connection, entity: str, row: str, operation: str, revisions: Revisions
) -> RowVersion:
    table = schema().operation
    found = connection.execute(select(table).where(table.c.id == operation)).one()
    at = log.operation_of(found).at
    there = rows_at(connection, entity, {row}, found.position, revisions)
    if not there:
        raise NotThereYetError(record=title_of(entity), at=f"{at:%Y-%m-%d %H:%M}")
    evidence = tuple(_evidence_at(connection, there[0], found.position, revisions))
    cited = {item.citation for item in evidence if item.citation is not None}
    citations = rows_at(connection, Citation.entity, cited, found.position, revisions)
    return RowVersion(there[0], at, evidence, tuple(citations))


def _evidence_at(connection: Connection, record: Any, position: int, revisions: Revisions) -> list[Evidence]:
    stored, change = entity_map(Evidence.entity), schema().change
    of_lot = [change.c.lot == lot_of(record)] if lot_of(record) is not None else []
    named = or_(*(side.contains(record.id, autoescape=True) for side in (change.c.before, change.c.after)))
    then = before_the_next(
        connection, position, revisions, change.c.entity == Evidence.entity, *of_lot, named
    )
    here = {"row_entity": record.entity, "row": record.id}
    for row in connection.execute(stored.matching(dict(here))):
        item = stored.record(row)
        then.setdefault((Evidence.entity, item.id), item)
    there = (item for _, item in sorted(then.items()) if item is not None)
    return [item for item in there if (item.row_entity, item.row) == (record.entity, record.id)]
