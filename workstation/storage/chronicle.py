"""The history in pages: the log read backwards, narrowed to what is asked for, every image in today's shape."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.engine import Connection

from workstation.application.ports.storage import HistoryChange, HistoryFilter, HistoryRow
from workstation.domain.citations import Evidence
from workstation.domain.images import Image
from workstation.storage import log
from workstation.storage.columns import write_moment
from workstation.storage.revisions import Revisions
from workstation.storage.stack import is_undone
from workstation.storage.tables import schema


class Chronicle:
    """One reading of the log. A field is looked for in the images, page by page: it may have had another name when
    they were written."""

    def __init__(
        self,
        connection: Connection,
        revisions: Revisions,
        lot: str | None,
        row: str | None,
        wanted: HistoryFilter,
    ) -> None:
        self._connection = connection
        self._revisions = revisions
        self._wanted = wanted
        self._chosen = _chosen(lot, row, wanted)

    def page(self, before: int | None, limit: int) -> tuple[HistoryRow, ...]:
        """Up to `limit` operations, newest first."""
        found: list[HistoryRow] = []
        while len(found) < limit:
            read = self._read(before, limit)
            found += (row for row in read if self._is_wanted(row))
            if len(read) < limit:
                break
            before = read[-1].position
        return tuple(found[:limit])

    def _read(self, before: int | None, limit: int) -> list[HistoryRow]:
        position = schema().operation.c.position
        chosen = self._chosen if before is None else self._chosen.where(position < before)
        entries = self._connection.execute(chosen.order_by(position.desc()).limit(limit)).all()
        changes = log.changes_of(self._connection, [entry.id for entry in entries])
        return [self._row(entry, changes[entry.id]) for entry in entries]

    def _row(self, entry: Any, changes: list[log.Change]) -> HistoryRow:
        operation = log.operation_of(entry)
        return HistoryRow(
            id=operation.id,
            kind=operation.kind.value,
            at=operation.at,
            actor=operation.actor,
            batch=operation.batch,
            undoes=operation.undoes,
            undone=bool(entry.undone),
            step=operation.step,
            changes=tuple(self._change(change) for change in changes),
            position=operation.position,
            clock=operation.clock,
        )

    def _change(self, change: log.Change) -> HistoryChange:
        def today(image: Image | None) -> Image | None:
            return None if image is None else self._revisions.upcast(change.entity, image, change.revision)

        return HistoryChange(change.entity, change.id, today(change.before), today(change.after))

    def _is_wanted(self, row: HistoryRow) -> bool:
        field, entity = self._wanted.field, self._wanted.entity
        if field is None:
            return True
        return any(
            (change.before or {}).get(field) != (change.after or {}).get(field)
            for change in row.changes
            if entity in {None, change.entity}
        )


def _chosen(lot: str | None, row: str | None, wanted: HistoryFilter) -> Select[Any]:
    table, change = schema().operation, schema().change
    chosen = select(table, is_undone(table).label("undone"))
    narrowed: list[ColumnElement[bool]] = []
    if lot is not None:
        narrowed.append(change.c.lot == lot)
    if row is not None:
        narrowed.append(_touches(row))
    if wanted.entity is not None:
        narrowed.append(change.c.entity == wanted.entity)
    if narrowed:
        chosen = chosen.where(table.c.id.in_(select(change.c.operation).where(*narrowed)))
    return chosen.where(*_of_operation(table, wanted))


def _touches(row: str) -> ColumnElement[bool]:
    """The row itself, or evidence whose image names it."""
    change = schema().change
    named = or_(
        *(side.contains(f'"row":"{row}"', autoescape=True) for side in (change.c.before, change.c.after))
    )
    return or_(change.c.entity_id == row, and_(change.c.entity == Evidence.entity, named))


def _of_operation(table: Any, wanted: HistoryFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.actor is not None:
        conditions.append(table.c.actor == wanted.actor)
    if wanted.kinds:
        conditions.append(table.c.kind.in_(sorted(kind.value for kind in wanted.kinds)))
    if wanted.since is not None:
        conditions.append(table.c.at >= write_moment(wanted.since)[0])
    if wanted.until is not None:
        conditions.append(table.c.at <= write_moment(wanted.until)[0])
    if wanted.undone is not None:
        conditions.append(is_undone(table) if wanted.undone else ~is_undone(table))
    return conditions
