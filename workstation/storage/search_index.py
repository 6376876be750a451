"""The full-text index of pages: derived like the pages themselves, and made anew when it is damaged or of another shape.

SQLite's FTS5 keeps the words and not the text (``content=''``, so that papers do not lie there twice). A row of it cannot
be taken out again (that needs SQLite 3.43; Debian 12 has 3.40): what no row of `place` names any more is passed over, and
an id is not used twice.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import Final

from workstation.domain.search import in_words
from workstation.storage.engine import connect, remove_database
from workstation.storage.failures import told

_SHAPE: Final = 2
_TABLES: Final = """
CREATE TABLE place (id INTEGER PRIMARY KEY AUTOINCREMENT, object TEXT NOT NULL, number INTEGER NOT NULL,
    wordless INTEGER NOT NULL) STRICT;
CREATE INDEX place_of_object ON place (object);
CREATE TABLE indexed (object TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2');
"""
_FOUND: Final = (
    "SELECT place.object, place.number FROM words JOIN place ON place.id = words.rowid WHERE words MATCH ?"
)


class SearchIndex:
    """Which pages hold which words, of the pages that `extractor` read. Used from any thread."""

    def __init__(self, database: Path, extractor: int, *, read_only: bool = False) -> None:
        self._lock = Lock()
        self._database = database
        self._shape = extractor * 1000 + _SHAPE
        self._read_only = read_only
        self._opened: sqlite3.Connection | None = None

    @property
    def _connection(self) -> sqlite3.Connection:
        """Opened when it is first needed: most starts look for nothing."""
        if self._opened is None:
            opened = _opened_to_read if self._read_only else _opened
            self._opened = opened(self._database, self._shape)
        return self._opened

    def add(self, objects: Iterable[tuple[str, Sequence[tuple[int, str]]]]) -> None:
        """All pages of some objects, by number and text; what was known of these objects before is forgotten."""
        with self._lock, told():
            self._connection.execute("BEGIN")
            try:
                for digest, pages in objects:
                    self._add(digest, pages)
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _add(self, digest: str, pages: Sequence[tuple[int, str]]) -> None:
        self._connection.execute("DELETE FROM place WHERE object = ?", (digest,))
        for number, text in pages:
            place = self._connection.execute(
                "INSERT INTO place (object, number, wordless) VALUES (?, ?, ?)",
                (digest, number, not text.strip()),
            )
            self._connection.execute(
                "INSERT INTO words (rowid, text) VALUES (?, ?)", (place.lastrowid, in_words(text))
            )
        self._connection.execute("INSERT OR IGNORE INTO indexed VALUES (?)", (digest,))

    def lacks(self, objects: Iterable[str]) -> tuple[str, ...]:
        """Those that were never added."""
        with self._lock, told():
            there = {digest for (digest,) in self._connection.execute("SELECT object FROM indexed")}
        return tuple(digest for digest in objects if digest not in there)

    def find(self, phrases: Sequence[str]) -> tuple[tuple[str, int], ...]:
        """Objects and page numbers that hold all phrases, one after the other; each phrase in words as `in_words` gives
        them, the last of which may go on."""
        if not phrases:
            return ()
        wanted = " AND ".join(f'"{phrase.replace(chr(34), chr(34) * 2)}"*' for phrase in phrases)
        with self._lock, told():
            return tuple(self._connection.execute(_FOUND, (wanted,)).fetchall())

    def wordless(self) -> dict[str, int]:
        """How many pages of an object have no text, for those with any."""
        count = "SELECT object, count(*) FROM place WHERE wordless GROUP BY object"
        with self._lock, told():
            return dict(self._connection.execute(count).fetchall())

    def close(self) -> None:
        with self._lock:
            if self._opened is not None:
                self._opened.close()


def _opened(database: Path, shape: int) -> sqlite3.Connection:
    try:
        return _prepared(connect(database, mode="rwc"), shape)
    except sqlite3.DatabaseError:  # damaged, or of another shape: nothing in it is the user's
        remove_database(database)
        return _prepared(connect(database, mode="rwc"), shape)


def _prepared(connection: sqlite3.Connection, shape: int) -> sqlite3.Connection:
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # what a power cut takes is indexed anew
        if _shape_of(connection) == 0:
            connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {shape}; COMMIT;")
        _check(connection, shape)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _opened_to_read(database: Path, shape: int) -> sqlite3.Connection:
    """What cannot be used is as if nothing was indexed."""
    try:
        connection = connect(database, mode="ro")
        try:
            _check(connection, shape)
        except sqlite3.DatabaseError:
            connection.close()
            raise
    except sqlite3.DatabaseError:
        memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        return _prepared(memory, shape)
    return connection


def _shape_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _check(connection: sqlite3.Connection, shape: int) -> None:
    if _shape_of(connection) != shape:
        raise sqlite3.DatabaseError("an index of another shape")
    connection.execute("SELECT words.rowid FROM words, place, indexed LIMIT 1")
