"""Rows and records, both ways, for every entity alike; statements are built once and compiled once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Delete, Insert, Select, Table, Update, bindparam, delete, insert, select
from sqlalchemy import update as update_table
from sqlalchemy.engine import Connection

from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.images import Image, to_image
from workstation.storage.failures import WorkspaceDamagedError
from workstation.storage.tables import EntityTable, entity_table

Key = tuple[str, str]  # entity and id
_AT_ONCE: Final = 500  # ids in one statement


@dataclass(frozen=True, slots=True)
class EntityMap:
    """One entity's way in and out. `by_lot` is None for what belongs to no lot."""

    entity: EntityTable
    table: Table
    all: Select[Any]
    by_id: Select[Any]
    by_ids: Select[Any]
    by_lot: Select[Any] | None
    by_lots: Select[Any] | None
    insert: Insert
    update: Update
    delete: Delete
    spans: tuple[tuple[str, int, int], ...]

    def record(self, row: Sequence[Any]) -> Any:
        """`WorkspaceDamagedError` names the field of a row that holds what was never written."""
        fields, name = self.entity.fields, "id"
        values: dict[str, Any] = {}
        try:
            for (name, start, end), field in zip(self.spans, fields, strict=True):
                values[name] = field.read(tuple(row[start:end]))
        except (ValueError, TypeError, ArithmeticError, LookupError):
            entity = self.entity.record_class.entity
            raise WorkspaceDamagedError(detail=f"{entity} {row[0]}: {name} cannot be read") from None
        return self.entity.record_class(id=row[0], **values)

    def values(self, record: Any) -> dict[str, Any]:
        """By column. `NumberTooLargeError` when an amount does not fit."""
        found: dict[str, Any] = {"id": record.id}
        for field in self.entity.fields:
            found.update(zip(field.names, field.write(getattr(record, field.field.name)), strict=True))
        return found

    def matching(self, equals: dict[str, object]) -> Select[Any]:
        """Rows whose fields equal the given values, in order of creation; a frozenset is any of its values (of a field
        of one column). `KeyError` for an unknown field."""
        by_name = {field.field.name: field for field in self.entity.fields}
        conditions: list[ColumnElement[bool]] = []
        for name, value in equals.items():
            if name == "id":
                conditions.append(self.table.c.id == value)
                continue
            field = by_name[name]
            if isinstance(value, frozenset):
                (column,) = field.columns
                conditions.append(column.in_([field.write(each)[0] for each in value]))
                continue
            pairs = zip(field.columns, field.write(value), strict=True)
            conditions += [column.is_(None) if part is None else column == part for column, part in pairs]
        return self.all.where(*conditions)

    def only(self, names: Sequence[str]) -> tuple[Select[Any], Callable[[Sequence[Any]], list[Any]]]:
        """The statement for these fields of every row, and what makes their values of one of its rows."""
        by_name = {field.field.name: (field.columns, field.read) for field in self.entity.fields}
        by_name["id"] = ((self.table.c.id,), lambda row: row[0])
        places: list[tuple[Callable[[Any], Any], slice]] = []
        columns: list[ColumnElement[Any]] = []
        for name in names:
            of_field, read = by_name[name]
            places.append((read, slice(len(columns), len(columns) + len(of_field))))
            columns += of_field
        statement = select(*columns).order_by(self.table.c.id)
        return statement, lambda row: [read(row[place]) for read, place in places]

    def find(self, connection: Connection, identity: str) -> Any:
        row = connection.execute(self.by_id, {"the_id": identity}).first()
        return None if row is None else self.record(row)

    def among(self, connection: Connection, ids: Collection[str]) -> Iterator[Any]:
        """The rows with these ids that are there, a few hundred to a statement."""
        for some in portions(ids):
            for row in connection.execute(self.by_ids, {"the_ids": some}):
                yield self.record(row)

    def add(self, connection: Connection, records: Sequence[Any]) -> None:
        if records:
            connection.execute(self.insert, [self.values(record) for record in records])

    def change(self, connection: Connection, records: Sequence[Any]) -> None:
        if records:
            values = [{**self.values(record), "the_id": record.id} for record in records]
            connection.execute(self.update, values)

    def remove(self, connection: Connection, ids: Sequence[str]) -> None:
        if ids:
            connection.execute(self.delete, [{"the_id": identity} for identity in ids])


def portions(ids: Collection[str]) -> Iterator[list[str]]:
    """In order of the ids, each portion small enough for one statement."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def stored_rows(connection: Connection, keys: Iterable[Key]) -> dict[Key, Any]:
    """The rows of these keys that are there."""
    by_entity: dict[str, set[str]] = {}
    for entity, identity in keys:
        by_entity.setdefault(entity, set()).add(identity)
    return {
        (entity, record.id): record
        for entity, ids in by_entity.items()
        for record in entity_map(entity).among(connection, ids)
    }


def entities_with_rows(connection: Connection) -> frozenset[str]:
    """The entities of which there is a row: one statement asks all tables, of which most are empty. It names all their
    columns, so that a table of another shape is an error here as it is when its rows are asked for."""
    return frozenset(connection.exec_driver_sql(_asked_of_all()).scalars())


def entities_of_lot(connection: Connection, lot: str) -> frozenset[str]:
    """The same of the rows of a lot."""
    return frozenset(connection.exec_driver_sql(_asked_of_lot(), (lot,)).scalars())


@cache
def _asked_of_all() -> str:
    return " UNION ALL ".join(
        f"SELECT '{entity}' WHERE EXISTS (SELECT {_columns(entity)} FROM \"{entity_map(entity).table.name}\" NOT INDEXED)"  # noqa: S608 - names of the schema
        for entity in BY_ENTITY
    )


@cache
def _asked_of_lot() -> str:
    return " UNION ALL ".join(
        f"SELECT '{entity}' WHERE EXISTS (SELECT {_columns(entity)} FROM \"{entity_map(entity).table.name}\" WHERE lot = ?1)"  # noqa: S608 - names of the schema
        for entity in BY_ENTITY
        if entity_map(entity).by_lot is not None
    )


def _columns(entity: str) -> str:
    """With the table before each: a bare name in quotes that is no column would be taken for a text."""
    table = entity_map(entity).table
    return ", ".join(f'"{table.name}"."{column.name}"' for column in table.c)


@cache
def entity_map(entity: str) -> EntityMap:
    """`KeyError` for an unknown entity."""
    found = entity_table(entity)
    table = found.table
    everything = select(table).order_by(table.c.id)
    this = table.c.id == bindparam("the_id")
    lot = table.c.get("lot")
    return EntityMap(
        entity=found,
        table=table,
        all=everything,
        by_id=select(table).where(this),
        by_ids=everything.where(table.c.id.in_(bindparam("the_ids", expanding=True))),
        by_lot=None if lot is None else everything.where(lot == bindparam("the_lot")),
        by_lots=None if lot is None else everything.where(lot.in_(bindparam("the_lots", expanding=True))),
        insert=insert(table),
        update=update_table(table)
        .where(this)
        .values({column.name: bindparam(column.name) for column in table.c if column.name != "id"}),
        delete=delete(table).where(this),
        spans=_spans(found),
    )


def _spans(entity: EntityTable) -> tuple[tuple[str, int, int], ...]:
    spans, start = [], 1
    for field in entity.fields:
        spans.append((field.field.name, start, start + len(field.columns)))
        start += len(field.columns)
    return tuple(spans)


def image_of(record: Any) -> Image | None:
    """None for a row that is not there."""
    return None if record is None else to_image(record)
