"""Whether a database is ours, of our shape, and whole: looked at before anything is allowed to write to it."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workstation.storage.chain import GENESIS
from workstation.storage.engine import connect
from workstation.storage.failures import (
    NotAWorkspaceError,
    StaleJournalError,
    WorkspaceDamagedError,
    WorkspaceNewerError,
    WorkspaceUnreleasedError,
    told,
)
from workstation.storage.layout import Layout
from workstation.storage.revisions import Revisions, first_tables
from workstation.storage.tables import APPLICATION_ID

_MAGIC: Final = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Shape:
    """`number` is the schema's (`Revision.number`), `version` the program that last shaped it, `first_tables` what it
    began with (`revisions.first_tables`)."""

    number: int
    version: str
    first_tables: str


def examine(layout: Layout, revisions: Revisions, *, read_only: bool) -> Shape:
    """`NotAWorkspaceError`, `WorkspaceDamagedError`, `StaleJournalError`, `WorkspaceUnreleasedError`, or
    `WorkspaceNewerError` naming the version that opens it. To read only, somebody else may be writing: then a journal is nothing odd."""
    _assert_database(layout)
    if not read_only:
        with told():
            _assert_recoverable(layout)
    shape = shape_of(layout)
    if shape.number > revisions.head.number:
        raise WorkspaceNewerError(version=shape.version)
    if shape.first_tables != first_tables():
        raise WorkspaceUnreleasedError
    return shape


def shape_of(layout: Layout) -> Shape:
    """What a database says of itself; `NotAWorkspaceError` where it is not ours."""
    with told(), closing(connect(layout.database, mode="ro", immutable=is_untouchable(layout))) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise NotAWorkspaceError(path=layout.folder)
        number: int = connection.execute("PRAGMA user_version").fetchone()[0]
        said = dict(connection.execute("SELECT key, value FROM workspace").fetchall())
    return Shape(number, said.get("version", "?"), said.get("first_tables", ""))


def _assert_database(layout: Layout) -> None:
    try:
        with layout.database.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError:
        raise NotAWorkspaceError(path=layout.folder) from None
    if start != _MAGIC:
        raise WorkspaceDamagedError(detail="workspace.db is not a database")


def is_untouchable(layout: Layout) -> bool:
    """A folder that cannot be written to, as on a disc: SQLite then must not look for its journal."""
    return not was_killed(layout) and not os.access(layout.folder, os.W_OK)


def was_killed(layout: Layout) -> bool:
    """Whether a journal was left behind: the last writer ended without closing, or writes just now."""
    try:
        return layout.journal.stat().st_size > 0
    except OSError:
        return False


def _assert_recoverable(layout: Layout) -> None:
    """After a crash, before the journal is written into the database: reads both together without touching
    either. `StaleJournalError` when the database is sound without the journal only."""
    if not was_killed(layout):
        return
    with closing(connect(layout.database, mode="ro")) as connection:
        fault = fault_of(connection)
    if fault is None:
        return
    with closing(connect(layout.database, mode="ro", immutable=True)) as connection:
        alone = fault_of(connection)
    if alone is None:
        raise StaleJournalError
    raise WorkspaceDamagedError(detail=fault)


def fault_of(connection: sqlite3.Connection) -> str | None:
    """What is wrong with pages, indexes or references; None when nothing is."""
    try:
        said: str = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if said != "ok":
            return said
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error)
    return None if broken is None else f"{broken[0]} names a row of {broken[2]} that is not there"


def head_of(connection: sqlite3.Connection) -> str:
    """The digest at the end of the chain, whatever the revision of the schema."""
    found = connection.execute("SELECT digest FROM operation ORDER BY position DESC LIMIT 1").fetchone()
    return GENESIS if found is None else str(found[0])


def remove_journals(database: Path) -> None:
    for suffix in ("-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
