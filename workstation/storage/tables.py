"""The tables of a workspace: one per entity of the catalogue, and the log of operations beside them."""

from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any, Final

from sqlalchemy import Column, ForeignKey, Index, MetaData, String, Table, Text, create_mock_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection

from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.fields import Kind, fields_of
from workstation.storage.columns import FieldColumns, WholeNumber, columns_of

APPLICATION_ID: Final = 0x4E504C57  # "NPLW": what `file` and our own opening see first
APPEND_ONLY: Final = ("operation", "change")
# what is looked up by value and is no reference
_LOOKED_UP: Final = {"evidence": (("row_entity", "row"),), "version": (("sha256",), ("lot", "sha256"))}
_made: dict[str, "EntityTable"] = {}
_making = Lock()  # readings run on several threads, and a table may be made only once


@dataclass(frozen=True, slots=True)
class EntityTable:
    record_class: type[Any]
    table: Table
    fields: tuple[FieldColumns, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of the log; those of the entities are made when they are first asked for (`entity_table`)."""

    metadata: MetaData
    operation: Table
    change: Table
    workspace: Table
    version: Table


@cache
def schema() -> Schema:
    """The tables as this version of the program has them."""
    metadata = MetaData()
    operation, change = _operation_table(metadata), _change_table(metadata)
    return Schema(metadata, operation, change, _workspace_table(metadata), _version_table(metadata))


def entity_table(entity: str) -> EntityTable:
    """One at a time: the list of lots opens on a few of them. `KeyError` for an unknown entity."""
    with _making:
        if entity not in _made:
            _made[entity] = _entity_table(schema().metadata, BY_ENTITY[entity])
        return _made[entity]


def _entity_table(metadata: MetaData, record_class: type[Any]) -> EntityTable:
    found = tuple(columns_of(field) for field in fields_of(record_class))
    name = record_class.entity
    columns = [column for field in found for column in field.columns]
    table = _strict(name, metadata, Column("id", Text, primary_key=True), *columns)
    for field in found:
        if field.field.kind is Kind.REFERENCE:
            Index(f"ix_{name}_{field.field.name}", table.c[field.field.name])
    for names in _LOOKED_UP.get(name, ()):
        Index(f"ix_{name}_{'_'.join(names)}", *(table.c[column] for column in names))
    return EntityTable(record_class, table, found)


def _strict(name: str, metadata: MetaData, *parts: Any) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


def _operation_table(metadata: MetaData) -> Table:
    """`position` counts from 1 without gaps, and `at` never goes back along it; `what` holds the parameters of the step's
    sentence as JSON; `digest` is this link of the chain (see `storage.chain`)."""
    table = _strict(
        "operation",
        metadata,
        Column("position", WholeNumber, primary_key=True, autoincrement=False),
        Column("id", Text, nullable=False, unique=True),
        Column("kind", Text, nullable=False),
        Column("at", Text, nullable=False),
        Column("at_zone", Text, nullable=False),
        Column("actor", Text, nullable=False),
        Column("batch", Text),
        Column("undoes", Text, ForeignKey("operation.id", deferrable=True, initially="DEFERRED")),
        Column("what", Text),
        Column("what_salt", Text),
        Column("what_digest", Text, nullable=False),
        Column("digest", Text, nullable=False),
    )
    Index("ix_operation_batch", table.c.batch)
    Index("ix_operation_undoes", table.c.undoes)
    return table


def _change_table(metadata: MetaData) -> Table:
    """One row's images, canonical JSON, each with its salt and the salted digest; `subject_digest` is that of id and lot;
    `revision` is that of the schema they were written under. A digest without its image is an image that was erased,
    and its salt with it."""
    table = _strict(
        "change",
        metadata,
        Column("operation", Text, ForeignKey("operation.id"), primary_key=True),
        Column("seq", WholeNumber, primary_key=True),
        Column("entity", Text, nullable=False),
        Column("entity_id", Text, nullable=False),
        Column("lot", Text),
        Column("revision", Text, nullable=False),
        Column("subject_salt", Text),
        Column("subject_digest", Text, nullable=False),
        Column("before", Text),
        Column("before_salt", Text),
        Column("before_digest", Text),
        Column("after", Text),
        Column("after_salt", Text),
        Column("after_digest", Text),
    )
    Index("ix_change_entity", table.c.entity_id, table.c.entity)
    Index("ix_change_lot", table.c.lot)
    return table


def _workspace_table(metadata: MetaData) -> Table:
    """Facts about the workspace itself: `id`, `created_at`, `version`, the program that last shaped it, and `first_tables`
    (see `revisions.first_tables`)."""
    return _strict(
        "workspace", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False)
    )


def _version_table(metadata: MetaData) -> Table:
    """Alembic's own table, as Alembic makes it."""
    return Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))


def append_only_triggers() -> tuple[str, ...]:
    """Nobody changes or removes a row of the log, not even by hand."""
    return tuple(
        f"CREATE TRIGGER {table}_is_{rule} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
        for table in APPEND_ONLY
        for rule, act in (("kept", "DELETE"), ("fixed", "UPDATE"))
    )


def create_all(connection: Connection) -> None:
    """In whatever transaction is open."""
    for statement in _statements():
        connection.exec_driver_sql(statement)


@cache
def _statements() -> tuple[str, ...]:
    """The SQL of all tables, indexes and triggers, in an order in which references find their tables."""
    for entity in BY_ENTITY:
        entity_table(entity)
    statements: list[str] = []
    dialect = sqlite.dialect()
    written = create_mock_engine(
        "sqlite://", lambda element, *_, **__: statements.append(str(element.compile(dialect=dialect)))
    )
    schema().metadata.create_all(written, checkfirst=False)
    return (*statements, *append_only_triggers())
