"""A new database: the same tables that the migrations come to (a test compares), made in one go."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

from sqlalchemy import NullPool, StaticPool, insert

from workstation.storage.engine import connect, engine_of
from workstation.storage.layout import Host
from workstation.storage.revisions import Revisions, first_tables
from workstation.storage.tables import APPLICATION_ID, create_all, schema


def make_database(database: Path, host: Host) -> None:
    """`database` must not exist. Nothing is synced here: it has no name yet that anybody reads."""
    facts = {
        "id": host.new_id(),
        "created_at": host.now().isoformat(),
        "version": host.version,
        "first_tables": first_tables(),
    }
    make_tables(database, host.revisions, facts)


def make_tables(database: Path, revisions: Revisions, facts: dict[str, str]) -> None:
    """All tables, indexes and triggers of today, and of rows the `facts` about the workspace alone."""
    head, tables = revisions.head, schema()
    database.touch(mode=0o600)
    database.write_bytes(_without_rows())

    def opened() -> sqlite3.Connection:
        connection = connect(database)
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {head.number}")
        return connection

    with engine_of(opened, NullPool).connect() as connection:
        connection.exec_driver_sql("BEGIN")
        rows = [{"key": key, "value": value} for key, value in facts.items()]
        if rows:
            connection.execute(insert(tables.workspace), rows)
        connection.execute(insert(tables.version), {"version_num": head.id})
        connection.exec_driver_sql("COMMIT")


def altered_parts(connection: sqlite3.Connection) -> Iterator[str]:
    """Tables, indexes and rules of today that a database has not, or has with another statement, each by its kind and
    name. What somebody added is not ours to judge."""
    there = _statements(connection)
    for (kind, name), statement in _made().items():
        if there.get((kind, name)) != statement:
            yield f"{kind} {name}"


@cache
def _without_rows() -> bytes:
    """The file of a database that has its tables and no row: copied, it is there ten times as soon as made by its SQL."""
    with closing(sqlite3.connect(":memory:")) as memory:
        with engine_of(lambda: memory, StaticPool).begin() as connection:
            create_all(connection)
        return memory.serialize()


@cache
def _made() -> dict[tuple[str, str], str]:
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.deserialize(_without_rows())
        return _statements(memory)


def _statements(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Without white space, which differs where a migration wrote them. Alembic makes its own table."""
    found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {
        (kind, name): " ".join(statement.split())
        for kind, name, statement in found
        if name != "alembic_version"
    }
