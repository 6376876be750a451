"""Bringing a workspace up to date: on a copy, after a snapshot, and swapped in only when everything still holds.

Imported when a migration is due: Alembic stays off the start-up path.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import NullPool, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from workstation.domain.copies import CopyReason
from workstation.storage.engine import connect, remove_database, settle
from workstation.storage.failures import MigrationFailedError, WorkspaceDamagedError, told, told_of_disk
from workstation.storage.layout import Host, Layout
from workstation.storage.revisions import Revisions
from workstation.storage.snapshots import SnapshotFolder
from workstation.storage.soundness import Shape, fault_of, head_of, remove_journals

_OWN: Final = {"alembic_version", "workspace"}  # what a migration itself writes to


class _LossError(Exception):
    """The copy is not what the original was."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a migration may not lose: rows by table, triggers, the end of the chain."""

    rows: dict[str, int]
    triggers: frozenset[str]
    head: str


def migrate(layout: Layout, host: Host, shape: Shape) -> None:
    """`MigrationFailedError` leaves the workspace as it was."""
    snapshots = SnapshotFolder(layout.snapshots, host.files, host.revisions)
    taken = snapshots.take(layout.database, host.now(), CopyReason.UPDATE)
    copy = layout.folder / "workspace.db.part"
    with told_of_disk():
        remove_database(copy)
        snapshots.copy_out(taken.name, copy)
    try:
        with told():
            before = _holdings(copy)
            upgrade(copy, host.revisions)
            _finish(copy, host)
            _assert_kept(before, copy)
        _swap(copy, layout, host)
    except WorkspaceDamagedError as error:
        raise MigrationFailedError(version=shape.version, **error.params) from error
    except (_LossError, SQLAlchemyError, CommandError) as error:
        detail = getattr(error, "orig", error)
        raise MigrationFailedError(detail=detail, version=shape.version) from error
    finally:
        remove_database(copy)


def upgrade(database: Path, revisions: Revisions) -> None:
    """Runs the scripts in one transaction with references unchecked: with them on, a table that is rebuilt
    takes its children with it."""
    config = Config()
    config.set_main_option("script_location", _escaped(Path(__file__).parent))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(_escaped(path) for path in revisions.scripts))

    def opened() -> sqlite3.Connection:
        connection = connect(database)
        connection.execute("PRAGMA foreign_keys = OFF")
        return connection

    engine = create_engine("sqlite://", creator=opened, poolclass=NullPool, hide_parameters=True)

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "begin", begin)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revisions.head.id)


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")


def _finish(database: Path, host: Host) -> None:
    with closing(connect(database)) as connection:
        connection.execute("UPDATE workspace SET value = ? WHERE key = 'version'", (host.version,))
        connection.execute(f"PRAGMA user_version = {host.revisions.head.number}")


def _holdings(database: Path) -> Holdings:
    with closing(connect(database, mode="ro")) as connection:
        tables = _names(connection, "table")
        rows = {
            table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 - the database's own names
            for table in tables
        }
        return Holdings(rows, _names(connection, "trigger"), head_of(connection))


def _names(connection: sqlite3.Connection, kind: str) -> frozenset[str]:
    statement = "SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%'"
    return frozenset(row[0] for row in connection.execute(statement, (kind,)))


def _assert_kept(before: Holdings, database: Path) -> None:
    after = _holdings(database)
    lost = sorted(before.triggers - after.triggers)
    changed = sorted(
        table
        for table, count in before.rows.items()
        if table not in _OWN and after.rows.get(table, 0) != count
    )
    if lost or changed or after.head != before.head:
        what = ", ".join(lost + changed) or "the history"
        raise _LossError(f"it would lose {what}")
    with closing(connect(database, mode="ro")) as connection:
        if (fault := fault_of(connection)) is not None:
            raise _LossError(fault)


def _swap(copy: Path, layout: Layout, host: Host) -> None:
    with told(), told_of_disk():
        with copy.open("r+b") as file:
            host.files.sync(file)
        settle(layout.database)
        remove_journals(layout.database)
        host.files.replace(copy, layout.database)
        host.files.sync_folder(layout.folder)
