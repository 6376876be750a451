"""Connections: how this program talks to SQLite. The driver manages no transactions; we do. What is written stands in no
message of an error (`hide_parameters`)."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

from sqlalchemy import Engine, Pool, QueuePool, StaticPool, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.util import LRUCache

from workstation.storage.failures import SqliteTooOldError, SqliteWithoutSearchError

NEEDED: Final = (3, 37, 0)  # STRICT tables
NEEDED_PART: Final = "ENABLE_FTS5"  # the index of words
_PATIENCE: Final = 5.0  # seconds to wait for another connection's lock
READERS: Final = 3
_MAKING: Final = Lock()
# Statements as SQL, for all databases of the process: an engine of its own for each copy that is verified, each with a
# memory of its own, took ten times as long to turn its statements into SQL as to run them
_COMPILED: Final[LRUCache[Any, Any]] = LRUCache(1000)


def assert_sqlite() -> None:
    """`SqliteTooOldError`, `SqliteWithoutSearchError`. Looks at what is used and nothing else: Debian 12's Python has
    3.40."""
    if sqlite3.sqlite_version_info < NEEDED:
        raise SqliteTooOldError(found=sqlite3.sqlite_version, needed=".".join(map(str, NEEDED)))
    with closing(sqlite3.connect(":memory:")) as memory:
        if NEEDED_PART not in {option for (option,) in memory.execute("PRAGMA compile_options")}:
            raise SqliteWithoutSearchError


def connect(database: Path, *, mode: str = "rw", immutable: bool = False) -> sqlite3.Connection:
    """`mode` as in SQLite's URI: ro, rw or rwc. `immutable` for a folder that nobody can write to."""
    if mode == "rwc":
        # SQLite would ask the umask, and it gives its journals the mode of their database
        database.touch(mode=0o600)
    uri = f"{database.absolute().as_uri()}?mode={mode}" + ("&immutable=1" if immutable else "")
    connection = sqlite3.connect(
        uri, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def engine_of(opened: Callable[[], Any], pool: type[Pool], **options: Any) -> Engine:
    """An engine over the `sqlite3` connections that `opened` makes; `options` go to the `pool`."""
    like = _dialect_engine()
    connections = pool(opened, dialect=like.dialect, **options)
    return Engine(
        connections,
        like.dialect,
        like.url,
        hide_parameters=True,
        execution_options={"compiled_cache": _COMPILED},
    )


def _dialect_engine() -> Engine:
    """Whose dialect all engines of a workspace have: what is compiled is kept by dialect."""
    with _MAKING:
        return _made_dialect_engine()


@cache
def _made_dialect_engine() -> Engine:
    """Connected once, to learn what SQLite can."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect():
        pass
    engine.dispose()
    return engine


def writer_engine(database: Path) -> Engine:
    """One connection for all writes; the writer's lock decides who has it."""

    def opened() -> sqlite3.Connection:
        connection = connect(database)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    return _begin_with(engine_of(opened, StaticPool), "BEGIN IMMEDIATE")


def reader_engine(database: Path, *, immutable: bool = False, any_text: bool = False) -> Engine:
    """With `any_text` bytes that are no UTF-8 are read as signs that say so, for who looks for damage; else they are an
    error."""

    def opened() -> sqlite3.Connection:
        connection = connect(database, mode="ro", immutable=immutable)
        if any_text:
            connection.text_factory = lambda content: content.decode(errors="replace")
        return connection

    engine = engine_of(opened, QueuePool, pool_size=READERS, max_overflow=0)
    _follow_the_file(engine, database)
    return _begin_with(engine, "BEGIN")


def _follow_the_file(engine: Engine, database: Path) -> None:
    """A connection to a file that is not the one of this name any more is made anew: another program put a snapshot in its
    place. Else some connections of a reader would go on with the old records and some with the new ones."""

    def file() -> tuple[int, int] | None:
        try:
            found = database.stat()
        except OSError:  # it is being replaced, or away
            return None
        return found.st_dev, found.st_ino

    def connected(_: Any, record: Any) -> None:
        record.info["file"] = file()

    def checked_out(_: Any, record: Any, __: Any) -> None:
        if (there := file()) is not None and there != record.info["file"]:
            raise DisconnectionError

    event.listen(engine, "connect", connected)
    event.listen(engine, "checkout", checked_out)


def settle(database: Path) -> None:
    """Writes the journal into the database and removes it; nobody else may have it open."""
    with closing(connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _begin_with(engine: Engine, statement: str) -> Engine:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    event.listen(engine, "begin", begin)
    return engine


def remove_database(database: Path) -> None:
    """A database and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
