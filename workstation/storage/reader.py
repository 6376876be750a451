"""Consistent readings: each call is one read transaction that ends with the call."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast

from sqlalchemy import Engine, select
from sqlalchemy.engine import Connection

from workstation.application.ports.storage import EVERYTHING, HistoryFilter, HistoryRow, RowVersion
from workstation.domain.catalogue import BY_ENTITY, RECORDS
from workstation.domain.citations import Evidence
from workstation.domain.errors import NotFoundError, Term
from workstation.domain.fields import Kind, fields_of
from workstation.domain.lots import Lot
from workstation.domain.parties import Party
from workstation.domain.record import LotRecord
from workstation.storage import log, past
from workstation.storage.chronicle import Chronicle
from workstation.storage.failures import AmbiguousLotError, NotThereYetError, told
from workstation.storage.mapping import entity_map, portions
from workstation.storage.revisions import Revisions
from workstation.storage.tables import schema

R = TypeVar("R")
G = TypeVar("G", bound=NamedTuple)
_TOUCHED = 500  # rows that are read one by one; more are read as a whole


class StoredReader:
    """`application.ports.storage.Reader`."""

    def __init__(self, engine: Engine, revisions: Revisions) -> None:
        self._engine = engine
        self._revisions = revisions

    def lots(self) -> tuple[Lot, ...]:
        return self.rows(Lot)

    def lot(self, identity: str, known: LotRecord | None = None) -> LotRecord:
        with told(), self._engine.begin() as connection:
            mended = _mended(connection, identity, known) if known is not None else None
            if mended is not None:
                return mended
            rows = past.rows_of_lot(connection, identity)
            if not rows or rows[0].entity != Lot.entity:
                raise NotFoundError(what=Term(Lot.title), name=identity)
            parties = _parties(connection, _named_parties(rows))
            return LotRecord.of_rows([*rows, *parties], log.head(connection)[1])

    def records(self, lots: Sequence[str]) -> tuple[LotRecord, ...]:
        with told(), self._engine.begin() as connection:
            found = tuple(_of(connection, Lot, lots))
            rows: dict[str, list[Any]] = {lot.id: [lot] for lot in found}
            for record_class in RECORDS:
                if entity_map(record_class.entity).by_lots is not None:
                    for row in _of(connection, record_class, list(rows)):
                        rows[row.lot].append(row)
            named = {key: _named_parties(of_lot) for key, of_lot in rows.items()}
            parties = {party.id: party for party in _parties(connection, set().union(*named.values()))}
            head = log.head(connection)[1]
        return tuple(
            LotRecord.of_rows([*rows[lot.id], *(parties[key] for key in sorted(named[lot.id]))], head)
            for lot in found
        )

    def find_lot(self, name: str) -> str:
        with told(), self._engine.begin() as connection:
            lot = entity_map("lot")
            for field in ("id", "number", "name"):
                found = connection.execute(lot.matching({field: name})).all()
                if len(found) > 1:
                    ids = ", ".join(row.id for row in found)
                    raise AmbiguousLotError(count=len(found), name=name, ids=ids)
                if found:
                    return str(found[0].id)
        raise NotFoundError(what=Term(Lot.title), name=name)

    def rows(self, record_class: type[R], **equals: object) -> tuple[R, ...]:
        found = entity_map(cast("Any", record_class).entity)
        with told(), self._engine.begin() as connection:
            return tuple(found.record(row) for row in connection.execute(found.matching(equals)))

    def glances(self, record_class: type[Any], shape: type[G]) -> tuple[G, ...]:
        statement, read = entity_map(record_class.entity).only(shape._fields)
        with told(), self._engine.begin() as connection:
            return tuple(shape(*read(row)) for row in connection.execute(statement))

    def lot_as_of(self, lot: str, moment: datetime, *, operation: str | None = None) -> LotRecord:
        with told(), self._engine.begin() as connection:
            position = past.position_at(connection, moment, operation)
            rows = past.rows_of_lot_at(connection, lot, position, self._revisions)
            if not rows:
                raise NotThereYetError(record=Lot.title, at=f"{moment:%Y-%m-%d %H:%M}")
            named = _named_parties(rows)
            parties = past.rows_at(connection, Party.entity, named, position, self._revisions)
            return LotRecord.of_rows([*rows, *parties], past.digest_at(connection, position))

    def version(self, entity: str, row: str, operation: str) -> RowVersion:
        with told(), self._engine.begin() as connection:
            return past.version(connection, entity, row, operation, self._revisions)

    def history(
        self,
        *,
        lot: str | None = None,
        row: str | None = None,
        wanted: HistoryFilter = EVERYTHING,
        before: int | None = None,
        limit: int = 200,
    ) -> tuple[HistoryRow, ...]:
        with told(), self._engine.begin() as connection:
            return Chronicle(connection, self._revisions, lot, row, wanted).page(before, limit)

    def history_actors(self) -> tuple[str, ...]:
        table = schema().operation
        with told(), self._engine.begin() as connection:
            return tuple(
                connection.execute(select(table.c.actor).distinct().order_by(table.c.actor)).scalars()
            )

    def newest_id(self) -> str:
        """The identity that was given last, as the log knows it; "" in an empty workspace."""
        with told(), self._engine.begin() as connection:
            return log.newest_id(connection)

    def head(self) -> str:
        with told(), self._engine.begin() as connection:
            return log.head(connection)[1]


def _mended(connection: Connection, lot: str, known: LotRecord) -> LotRecord | None:
    """A record with what was written since; None where reading it anew is as good. Entities of which nothing was
    touched keep their dictionaries, so that who looks at them need not look again."""
    touched = log.touched_since(connection, known.head, _TOUCHED)
    if touched is None or (("lot", lot, lot) in touched and entity_map("lot").find(connection, lot) is None):
        return None
    rows = dict(known.rows)
    of_lot = {(entity, identity) for entity, identity, of in touched if of == lot}
    of_lot |= {("party", identity) for entity, identity, _ in touched if entity == "party"} & {
        ("party", identity) for identity in rows.get("party", {})
    }
    for entity in {entity for entity, _ in of_lot}:
        changed = dict(rows.get(entity, {}))
        for identity in (identity for of, identity in of_lot if of == entity):
            found = entity_map(entity).find(connection, identity)
            if found is None:
                changed.pop(identity, None)
            else:
                changed[identity] = found
        rows[entity] = changed
    if any(_may_name_parties(entity) for entity, _ in of_lot):
        named = _named_parties(
            row for entity, found in rows.items() if entity != "party" for row in found.values()
        )
        there = rows.get("party", {})
        if named != there.keys():
            kept = {key: there[key] for key in there if key in named}
            rows["party"] = kept | {party.id: party for party in _parties(connection, named - kept.keys())}
    return LotRecord({entity: found for entity, found in rows.items() if found}, log.head(connection)[1])


@cache
def _may_name_parties(entity: str) -> bool:
    declared = fields_of(BY_ENTITY[entity])
    return entity == Evidence.entity or any(
        field.kind is Kind.REFERENCE and field.target == "party" for field in declared
    )


def _of(connection: Connection, record_class: type[R], ids: Sequence[str]) -> Iterator[R]:
    """The rows of these lots; of what belongs to no lot, the rows with these ids. In order of creation."""
    found = entity_map(cast("Any", record_class).entity)
    if found.by_lots is None:
        yield from found.among(connection, ids)
        return
    for some in portions(ids):
        rows = connection.execute(found.by_lots, {"the_lots": some})
        yield from (found.record(row) for row in rows)


def _named_parties(rows: Iterable[Any]) -> set[str]:
    named: set[str] = set()
    for row in rows:
        for field in fields_of(type(row)):
            if field.kind is Kind.REFERENCE and field.target == "party":
                named.add(getattr(row, field.name))
        if isinstance(row, Evidence) and row.row_entity == "party":
            named.add(row.row)
    return named - {cast("str", None)}


def _parties(connection: Connection, wanted: set[str]) -> list[Party]:
    return list(_of(connection, Party, sorted(wanted)))
