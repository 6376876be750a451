"""The derived page store and the index of its words: may be deleted at any time, and are made anew when damaged."""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any, Final

from workstation.application.ports.storage import PagesFound, StoredPage
from workstation.domain.pages import PageGeometry, PageText
from workstation.domain.search import Query
from workstation.storage.engine import connect, remove_database
from workstation.storage.failures import ReadOnlyError, told
from workstation.storage.search_index import SearchIndex

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS page (
    object TEXT NOT NULL, number INTEGER NOT NULL, extractor INTEGER NOT NULL, label TEXT NOT NULL,
    "left" REAL NOT NULL, bottom REAL NOT NULL, "right" REAL NOT NULL, top REAL NOT NULL,
    rotation INTEGER NOT NULL, text TEXT NOT NULL, boxes BLOB NOT NULL, places TEXT NOT NULL,
    failure TEXT NOT NULL,
    PRIMARY KEY (object, number, extractor)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS complete (
    object TEXT NOT NULL, extractor INTEGER NOT NULL, PRIMARY KEY (object, extractor)) STRICT, WITHOUT ROWID;
"""
_PUT: Final = "INSERT OR REPLACE INTO page VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
_TOGETHER: Final = 25  # objects of one transaction
_COMPLETE: Final = "INSERT OR REPLACE INTO complete VALUES (?,?)"


class PageStore:
    """`application.ports.storage.Pages`. Pages of another `extractor` version are as if they were not there."""

    def __init__(
        self, database: Path, extractor: int, index: SearchIndex, *, read_only: bool = False
    ) -> None:
        self._extractor = extractor
        self._index = index
        self._read_only = read_only
        self._lock = Lock()
        self._connection = _opened_to_read(database) if read_only else _opened(database)

    def put(self, sha256: str, pages: Sequence[StoredPage]) -> None:
        self._put([(sha256, pages)], ())

    def put_last(self, objects: Sequence[tuple[str, Sequence[StoredPage]]]) -> None:
        complete = [sha256 for sha256, _ in objects]
        self._put(objects, complete)
        self._index.add((sha256, self._texts(sha256)) for sha256 in complete)

    def _put(self, objects: Sequence[tuple[str, Sequence[StoredPage]]], complete: Sequence[str]) -> None:
        if self._read_only:
            raise ReadOnlyError
        rows = [self._values(sha256, page) for sha256, pages in objects for page in pages]
        with self._lock, told():
            self._connection.execute("BEGIN")
            try:
                self._connection.executemany(_PUT, rows)
                self._connection.executemany(_COMPLETE, [(sha256, self._extractor) for sha256 in complete])
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _values(self, sha256: str, page: StoredPage) -> tuple[object, ...]:
        return (
            sha256,
            page.index,
            self._extractor,
            page.label,
            *page.geometry.crop,
            page.geometry.rotation,
            page.text.text,
            page.text.packed,
            json.dumps(page.text.places, ensure_ascii=False) if page.text.places else "",
            page.failure,
        )

    def get(self, sha256: str, index: int) -> StoredPage | None:
        row = self._row(
            'SELECT label, "left", bottom, "right", top, rotation, text, boxes, places, failure FROM page'
            " WHERE object = ? AND number = ? AND extractor = ?",
            (sha256, index, self._extractor),
        )
        if row is None:
            return None
        label, left, bottom, right, top, rotation, text, boxes, places, failure = row
        geometry = PageGeometry((left, bottom, right, top), rotation)
        parts = tuple((int(at), str(name)) for at, name in json.loads(places or "[]"))
        return StoredPage(index, label, geometry, PageText(text, boxes, parts), failure)

    def is_complete(self, sha256: str) -> bool:
        found = "SELECT 1 FROM complete WHERE object = ? AND extractor = ?"
        return self._row(found, (sha256, self._extractor)) is not None

    def find(self, query: Query) -> PagesFound:
        """See the port. What an older program or a killed one left out of the index is added to it, or looked through
        where nothing may be written."""
        left_out = self._index.lacks(self._complete())
        through: list[tuple[str, int]] = []
        wordless: Counter[str] = Counter()
        for start in range(0, len(left_out), _TOGETHER):
            some = [(sha256, self._texts(sha256)) for sha256 in left_out[start : start + _TOGETHER]]
            if not self._read_only:
                self._index.add(some)
                continue
            pages = [(sha256, at, text) for sha256, texts in some for at, text in texts]
            through += [(sha256, at) for sha256, at, text in pages if query.count_in(text)]
            wordless.update(sha256 for sha256, _, text in pages if not text.strip())
        return PagesFound((*self._index.find(query.phrases), *through), self._index.wordless() | wordless)

    def _complete(self) -> list[str]:
        with self._lock, told():
            rows = self._connection.execute(
                "SELECT object FROM complete WHERE extractor = ?", (self._extractor,)
            )
            return [sha256 for (sha256,) in rows]

    def _texts(self, sha256: str) -> list[tuple[int, str]]:
        with self._lock, told():
            rows = self._connection.execute(
                "SELECT number, text FROM page WHERE object = ? AND extractor = ?", (sha256, self._extractor)
            )
            return rows.fetchall()

    def close(self) -> None:
        with self._lock:
            self._connection.close()
        self._index.close()

    def _row(self, statement: str, values: tuple[object, ...]) -> tuple[Any, ...] | None:
        with self._lock, told():
            found: tuple[Any, ...] | None = self._connection.execute(statement, values).fetchone()
        return found


def _opened(database: Path) -> sqlite3.Connection:
    try:
        return _prepared(connect(database, mode="rwc"))
    except sqlite3.DatabaseError:  # damaged, or of another shape: nothing in it is the user's
        remove_database(database)
        return _prepared(connect(database, mode="rwc"))


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # what a power cut takes is read anew
        connection.executescript(_TABLES)
        connection.execute("SELECT places FROM page LIMIT 0")  # what an earlier program made lacks it
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _opened_to_read(database: Path) -> sqlite3.Connection:
    try:
        connection = connect(database, mode="ro")
        connection.execute("SELECT places FROM page, complete LIMIT 1")
    except sqlite3.DatabaseError:
        return _prepared(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))
    return connection
