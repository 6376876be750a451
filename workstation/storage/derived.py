"""A database that is derived from the objects: made when it is missing, made anew when it is damaged, never repaired."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path
from threading import RLock
from typing import Final, TypeVar

from workstation.storage.engine import connect, remove_database
from workstation.storage.failures import assert_no_folder, told, told_of_disk

T = TypeVar("T")
Prepare = Callable[[sqlite3.Connection], None]

_LOST: Final = frozenset(
    {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FORMAT,
    }
)
_OTHER_SHAPE: Final = ("no such", "vtable constructor failed")


class OtherShapeError(sqlite3.DatabaseError):
    """What lies there was made by another program or for other pages."""


class DerivedDatabase:
    """A database that can be made again. It is opened when it is first asked, and may be used from any thread.

    make: makes the tables where there are none.
    check: raises `sqlite3.DatabaseError` when the tables are of another shape.
    read_only: what cannot be used is taken as empty, and the file is left alone.
    immutable: the folder cannot be written to by anybody.
    on_lost: called whenever what was in it is gone.
    seal: a file for the hash of the database as it was closed. SQLite has no checksums: a letter that flipped would be
        read as it stands. A database with another hash is damaged. Without a hash (the program was killed, or another
        one writes) nothing can be told.
    """

    def __init__(
        self,
        path: Path,
        make: Prepare,
        check: Prepare,
        *,
        read_only: bool = False,
        immutable: bool = False,
        on_lost: Callable[[], None] = lambda: None,
        seal: Path | None = None,
    ) -> None:
        self._path = path
        self._make = make
        self._check = check
        self._read_only = read_only
        self._immutable = immutable
        self._on_lost = on_lost
        self._seal = seal
        self._lock = RLock()
        self._opened: sqlite3.Connection | None = None

    def run(self, work: Callable[[sqlite3.Connection], T], *, writes: bool = False) -> T:
        """Gives `work` the connection, alone, and returns what it returns. When it meets damage, it is done once more
        on a new, empty database. Where there is a `seal`, work that changes something says so by `writes`."""
        with self._lock, told(), told_of_disk():
            try:
                return work(self._connection(writes=writes))
            except (sqlite3.Error, UnicodeDecodeError) as error:
                if not _is_lost(error):
                    raise
                self._discard()
            return work(self._connection(writes=writes))

    def close(self) -> None:
        with self._lock:
            if self._opened is not None:
                self._release()
                if self._seal is not None and not self._read_only and not self._seal.exists():
                    self._write_seal(self._seal)

    def _release(self) -> None:
        if self._opened is not None:
            with suppress(sqlite3.Error):  # a damaged one has nothing to write back
                self._opened.close()

    def _write_seal(self, seal: Path) -> None:
        """Half of one, or one of what another program wrote on, is that of another file: the database is made anew."""
        with suppress(OSError):
            if not self._has_journal():
                seal.touch(mode=0o600)
                seal.write_text(self._hash(), "ascii")

    def _break_seal(self) -> None:
        if self._seal is not None:
            with suppress(OSError):  # one that stays is that of another file
                self._seal.unlink(missing_ok=True)

    def _remove(self) -> None:
        remove_database(self._path)
        self._break_seal()

    def _is_altered(self) -> bool:
        """Whether it is not what was closed."""
        if self._seal is None or self._has_journal():
            return False
        try:
            return self._seal.read_text("ascii", "replace") != self._hash()
        except OSError:
            return False

    def _hash(self) -> str:
        with self._path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()

    def _has_journal(self) -> bool:
        journal = self._path.with_name(self._path.name + "-wal")
        return journal.exists() and journal.stat().st_size > 0

    def hold_in_memory(self) -> None:
        """From now on a copy in memory, which can be added to: for a reader of a database that lacks something."""

        def work(connection: sqlite3.Connection) -> None:
            copied = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            connection.backup(copied)
            self._opened = _lenient(copied)
            connection.close()

        self.run(work)

    def _connection(self, *, writes: bool = False) -> sqlite3.Connection:
        if self._opened is None:
            self._opened = self._to_read() if self._read_only else self._to_write()
        if writes and not self._read_only:
            self._break_seal()
        return self._opened

    def _discard(self) -> None:
        """What is damaged goes; a reader leaves the file to the one who writes."""
        self._release()
        self._opened = None
        if self._read_only:
            self._opened = self._empty()
        else:
            self._remove()
        self._on_lost()

    def _to_write(self) -> sqlite3.Connection:
        folder = self._path.parent
        if folder.is_file():  # nothing of the user's has this name
            folder.unlink()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        assert_no_folder(self._path)
        if self._is_altered() or not self._path.exists():
            self._remove()
        try:
            return self._prepared(connect(self._path, mode="rwc"))
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if not _is_lost(error):
                raise
        self._remove()
        return self._prepared(connect(self._path, mode="rwc"))

    def _to_read(self) -> sqlite3.Connection:
        """On a disc a journal cannot be taken into account, so what has one is not used."""
        if self._is_altered() or (self._immutable and self._has_journal()):
            return self._empty()
        try:
            connection = connect(self._path, mode="ro", immutable=self._immutable)
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return self._empty()
        try:
            self._check(connection)
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            connection.close()
            return self._empty()
        return _lenient(connection)

    def _prepared(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")  # what a power cut takes is made anew
            self._make(connection)
            self._check(connection)
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            connection.close()
            raise
        return _lenient(connection)

    def _empty(self) -> sqlite3.Connection:
        return self._prepared(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))


def _is_lost(error: sqlite3.Error | UnicodeDecodeError) -> bool:
    """Whether the file is at fault, and not a full disk, another program or a mistake of ours. A message that quotes
    damaged bytes cannot even be decoded."""
    if isinstance(error, OtherShapeError | UnicodeDecodeError):
        return True
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    return code in _LOST or (code == sqlite3.SQLITE_ERROR and str(error).startswith(_OTHER_SHAPE))


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # the first error counts
            connection.execute("ROLLBACK")
        raise


def _lenient(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A text whose bytes were damaged is a wrong text, which its checksum tells, and no error of the driver."""
    connection.text_factory = _decoded
    return connection


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def shape_of(connection: sqlite3.Connection) -> int:
    """The number that `make` gave to what it made, 0 for a new database."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
