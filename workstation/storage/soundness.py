"""Whether a database is ours, of our shape, and whole: looked at before anything is allowed to write to it."""

import os
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workstation.storage.chain import GENESIS
from workstation.storage.engine import connect
from workstation.storage.failures import (
    DatabaseLostError,
    DatabaseMissingError,
    NotAWorkspaceError,
    StaleJournalError,
    TablesAlteredError,
    WorkspaceDamagedError,
    WorkspaceNewerError,
    WorkspaceUnreleasedError,
    told,
)
from workstation.storage.layout import Layout
from workstation.storage.revisions import Revisions, first_tables
from workstation.storage.snapshot_names import Snapshot, snapshots_in
from workstation.storage.tables import APPLICATION_ID

_OF_THE_DISK: Final = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
}
_OF_AN_INDEX: Final = re.compile(r"row \d+ missing from index \S+|wrong # of entries in index \S+")
_MAGIC: Final = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Shape:
    """`number` is the schema's (`Revision.number`), `version` the program that last shaped it, `first_tables` what it
    began with (`revisions.first_tables`)."""

    number: int
    version: str
    first_tables: str


def examine(layout: Layout, revisions: Revisions, *, in_use: bool) -> Shape:
    """What a database says of itself, once it is known to be ours, of a known shape, and readable.

    `in_use`: another program has the workspace open, so that a journal is nothing odd. Else the journal was left
    behind, and must fit the database.

    Raises:
        NotAWorkspaceError: it is not ours, or there is none.
        DatabaseMissingError: there is none, and a sound snapshot is named.
        DatabaseLostError: there is none, and no snapshot is sound.
        WorkspaceDamagedError: it cannot be read.
        StaleJournalError: its journal belongs to another database.
        WorkspaceNewerError: a later program wrote it; the version is named.
        WorkspaceUnreleasedError: a build from before the first release wrote it.
    """
    _assert_database(layout, revisions)
    if not in_use:
        with told():
            _assert_recoverable(layout)
    shape = shape_of(layout)
    if shape.number > revisions.head.number:
        raise WorkspaceNewerError(version=shape.version)
    if shape.first_tables != first_tables():
        raise of_other_tables(layout, revisions)
    return shape


def of_other_tables(layout: Layout, revisions: Revisions) -> WorkspaceUnreleasedError | TablesAlteredError:
    """A workspace of another build has copies of that build alone: where one is of this program's tables, what the database
    says of itself was altered."""
    sound = _newest_sound(layout, revisions)
    return WorkspaceUnreleasedError() if sound is None else TablesAlteredError(**_named(sound))


def shape_of(layout: Layout) -> Shape:
    """What a database says of itself; `NotAWorkspaceError` where it is not ours."""
    with told(), closing(connect(layout.database, mode="ro", immutable=is_untouchable(layout))) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise NotAWorkspaceError(path=layout.folder)
        number: int = connection.execute("PRAGMA user_version").fetchone()[0]
        said = dict(connection.execute("SELECT key, value FROM workspace").fetchall())
    return Shape(number, said.get("version", "?"), said.get("first_tables", ""))


def _assert_database(layout: Layout, revisions: Revisions) -> None:
    try:
        with layout.database.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError:
        raise missing_database(layout, revisions) from None
    if start != _MAGIC:
        raise WorkspaceDamagedError(detail="workspace.db is not a database")


def missing_database(
    layout: Layout, revisions: Revisions
) -> NotAWorkspaceError | DatabaseMissingError | DatabaseLostError:
    """The error for a folder without a database: where copies of one are left, the newest that is whole is named."""
    if not snapshots_in(layout.snapshots):
        return NotAWorkspaceError(path=layout.folder)
    sound = _newest_sound(layout, revisions)
    if sound is None:
        return DatabaseLostError(path=layout.folder)
    return DatabaseMissingError(path=layout.folder, **_named(sound))


def _newest_sound(layout: Layout, revisions: Revisions) -> Snapshot | None:
    from workstation.storage.snapshots import newest_sound  # noqa: PLC0415 - copies are verified by what is here

    return newest_sound(layout.snapshots, revisions)


def _named(snapshot: Snapshot) -> dict[str, str]:
    return {"name": snapshot.name, "taken": f"{snapshot.taken_at.astimezone():%Y-%m-%d %H:%M}"}


def is_untouchable(layout: Layout) -> bool:
    """A folder that nothing can be written to, as on a disc or a full one: SQLite then must not look for its journal,
    beside which it writes even to read."""
    if was_killed(layout):
        return False
    if not os.access(layout.folder, os.W_OK):
        return True
    try:
        with closing(connect(layout.database, mode="ro")) as connection:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_DISK
    return False


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
    try:
        with closing(connect(layout.database, mode="ro")) as connection:
            fault = fault_of(connection)
    except sqlite3.DatabaseError as error:  # found when the two are first read together
        fault = str(error)
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
            return " ".join(said.removeprefix("*** in database main ***").split())  # a sentence is one line
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error)
    return None if broken is None else f"{broken[0]} names a row of {broken[2]} that is not there"


def is_of_indexes(connection: sqlite3.Connection) -> bool:
    """Whether all that is wrong is what indexes say of rows that are there: then nothing is lost."""
    try:
        found = [said for (said,) in connection.execute("PRAGMA integrity_check")]
    except sqlite3.DatabaseError:
        return False
    return bool(found) and all(_OF_AN_INDEX.fullmatch(said) for said in found)


def end_of(connection: sqlite3.Connection) -> tuple[int, str]:
    """The last position and the digest at the end of the chain, whatever the revision of the schema."""
    found = connection.execute(
        "SELECT position, digest FROM operation ORDER BY position DESC LIMIT 1"
    ).fetchone()
    return (0, GENESIS) if found is None else (int(found[0]), str(found[1]))


def head_of(connection: sqlite3.Connection) -> str:
    """The digest at the end of the chain, whatever the revision of the schema."""
    return end_of(connection)[1]


def remove_journals(database: Path) -> None:
    for suffix in ("-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
