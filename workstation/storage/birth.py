"""A new database: the same tables that the migrations come to (a test compares), made in one go."""

import sqlite3
from pathlib import Path

from sqlalchemy import NullPool, insert

from workstation.storage.engine import connect, engine_of
from workstation.storage.layout import Host
from workstation.storage.revisions import first_tables
from workstation.storage.tables import APPLICATION_ID, create_all, schema


def make_database(database: Path, host: Host) -> None:
    """`database` must not exist. Nothing is synced here: it has no name yet that anybody reads."""
    head = host.revisions.head

    def opened() -> sqlite3.Connection:
        connection = connect(database, mode="rwc")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {head.number}")
        return connection

    facts = {
        "id": host.new_id(),
        "created_at": host.now().isoformat(),
        "version": host.version,
        "first_tables": first_tables(),
    }
    with engine_of(opened, NullPool).connect() as connection:
        connection.exec_driver_sql("BEGIN")
        create_all(connection)
        tables = schema()
        rows = [{"key": key, "value": value} for key, value in facts.items()]
        connection.execute(insert(tables.workspace), rows)
        connection.execute(insert(tables.version), {"version_num": head.id})
        connection.exec_driver_sql("COMMIT")
