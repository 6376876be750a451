"""The derived page store and the index of its words: made anew when they are gone or damaged."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple
from zlib import crc32

from workstation.application.ports.storage import PagesFound, StoredPage
from workstation.domain.pages import PageGeometry, PageText
from workstation.domain.search import Query
from workstation.storage.derived import DerivedDatabase, OtherShapeError, shape_of, transaction
from workstation.storage.failures import ReadOnlyError
from workstation.storage.layout import Layout
from workstation.storage.search_index import PageWords, SearchIndex

_SHAPE: Final = 1
_TABLES: Final = """
CREATE TABLE page (
    object TEXT NOT NULL, number INTEGER NOT NULL, extractor INTEGER NOT NULL, label TEXT NOT NULL,
    "left" REAL NOT NULL, bottom REAL NOT NULL, "right" REAL NOT NULL, top REAL NOT NULL,
    rotation INTEGER NOT NULL, text TEXT NOT NULL, boxes BLOB NOT NULL, places TEXT NOT NULL,
    failure TEXT NOT NULL, needs_ocr INTEGER NOT NULL, checksum INTEGER NOT NULL,
    PRIMARY KEY (object, number, extractor)) STRICT, WITHOUT ROWID;
CREATE TABLE complete (
    object TEXT NOT NULL, extractor INTEGER NOT NULL, pages INTEGER NOT NULL,
    PRIMARY KEY (object, extractor)) STRICT, WITHOUT ROWID;
"""
_PUT: Final = "INSERT OR REPLACE INTO page VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
_VALUES: Final = (
    'SELECT label, "left", bottom, "right", top, rotation, text, boxes, places, failure, needs_ocr, checksum'
    " FROM page WHERE object = ?"
)
_GET: Final = f"{_VALUES} AND number = ? AND extractor = ?"
_ALL: Final = f"{_VALUES} AND extractor = ?"
_COUNT: Final = "SELECT pages FROM complete WHERE object = ? AND extractor = ?"
_COMPLETE: Final = (
    "INSERT OR REPLACE INTO complete SELECT ?1, ?2, count(*) FROM page WHERE object = ?1 AND extractor = ?2"
)
_TOGETHER: Final = 25  # objects of one transaction


class _Row(NamedTuple):
    label: str
    left: float
    bottom: float
    right: float
    top: float
    rotation: int
    text: str
    boxes: bytes
    places: str
    failure: str
    needs_ocr: int

    @property
    def checksum(self) -> int:
        said = json.dumps([self.label, *map(float, self[1:5]), *self[5:7], *self[8:]])
        return crc32(self.boxes, crc32(said.encode()))


class PageStore:
    """`application.ports.storage.Pages`. Pages of another `extractor` version are as if they were not there. `immutable`
    is for a folder that nobody can write to."""

    def __init__(
        self,
        database: Path,
        extractor: int,
        index: SearchIndex,
        *,
        read_only: bool = False,
        immutable: bool = False,
    ) -> None:
        self._extractor = extractor
        self._index = index
        self._read_only = read_only
        self._begun: set[str] = set()  # objects of which some pages were put and the last not yet
        self._torn: set[str] = set()  # of these, those whose first pages were lost with the database
        self._faulty: set[str] = set()  # objects of which a page is not as it was put
        self._database = DerivedDatabase(
            database, _make, _check, read_only=read_only, immutable=immutable, on_lost=self._lost
        )

    def put(self, sha256: str, pages: Sequence[StoredPage]) -> None:
        self._put([(sha256, pages)], last=False)
        self._begun.add(sha256)

    def put_last(self, objects: Sequence[tuple[str, Sequence[StoredPage]]]) -> None:
        self._put(objects, last=True)
        whole = {sha256 for sha256, _ in objects} - self._torn
        self._begun.difference_update(sha256 for sha256, _ in objects)
        self._faulty -= whole
        self._index.add((sha256, self._words(sha256)) for sha256 in sorted(whole))

    def _put(self, objects: Sequence[tuple[str, Sequence[StoredPage]]], *, last: bool) -> None:
        if self._read_only:
            raise ReadOnlyError
        self._torn.difference_update(sha256 for sha256, pages in objects if any(p.index == 0 for p in pages))
        rows = [self._values(sha256, page) for sha256, pages in objects for page in pages]

        def work(connection: sqlite3.Connection) -> None:
            whole = [sha256 for sha256, _ in objects if last and sha256 not in self._torn]
            with transaction(connection):
                connection.executemany(_PUT, rows)
                connection.executemany(_COMPLETE, [(sha256, self._extractor) for sha256 in whole])

        self._database.run(work)

    def _lost(self) -> None:
        self._torn |= self._begun

    def _values(self, sha256: str, page: StoredPage) -> tuple[object, ...]:
        places = json.dumps(page.text.places, ensure_ascii=False) if page.text.places else ""
        row = _Row(
            page.label,
            *page.geometry.crop,
            page.geometry.rotation,
            page.text.text,
            page.text.packed,
            places,
            page.failure,
            int(page.needs_ocr),
        )
        return sha256, page.index, self._extractor, *row, row.checksum

    def get(self, sha256: str, index: int) -> StoredPage | None:
        row = self._row(_GET, (sha256, index, self._extractor))
        if row is not None and (page := _page(index, row)) is not None:
            return page
        if row is not None or self._lacks_page(sha256, index):
            self._doubt(sha256)
        return None

    def _lacks_page(self, sha256: str, index: int) -> bool:
        found = "SELECT 1 FROM complete WHERE object = ? AND extractor = ? AND pages > ?"
        return self._row(found, (sha256, self._extractor, index)) is not None

    def _doubt(self, sha256: str) -> None:
        """Not as it was put: the object is to be read again."""
        self._faulty.add(sha256)

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM complete WHERE object = ?", (sha256,))

        if not self._read_only:
            self._database.run(work)

    def lacks(self, objects: Iterable[str]) -> frozenset[str]:
        return frozenset(objects).difference(self._complete())

    def find(self, query: Query) -> PagesFound:
        """See the port. What an older program or a killed one left out of the index is added to it; where nothing may be
        written to a copy of it, so that a reader's hits stand in the same order."""
        left_out = self._index.lacks(self._complete())
        if left_out and self._read_only:
            self._index.hold_in_memory()
        for start in range(0, len(left_out), _TOGETHER):
            some = left_out[start : start + _TOGETHER]
            given = [(sha256, self._sound_words(sha256)) for sha256 in some]
            self._index.add([(sha256, words) for sha256, words in given if words is not None])
        found = self._index.find(query.phrases)
        return PagesFound(found.places, self._index.wordless(), found.together, found.scores)

    def _complete(self) -> list[str]:
        def work(connection: sqlite3.Connection) -> list[str]:
            rows = connection.execute("SELECT object FROM complete WHERE extractor = ?", (self._extractor,))
            return [sha256 for (sha256,) in rows if sha256 not in self._faulty]

        return self._database.run(work)

    def _words(self, sha256: str) -> list[PageWords]:
        found = "SELECT number, text, needs_ocr FROM page WHERE object = ? AND extractor = ?"

        def work(connection: sqlite3.Connection) -> list[PageWords]:
            rows = connection.execute(found, (sha256, self._extractor))
            return [PageWords(number, text, bool(scan) or not text.strip()) for number, text, scan in rows]

        return self._database.run(work)

    def _sound_words(self, sha256: str) -> list[PageWords] | None:
        """The words of pages that are all there as they were put. None where one is not: what is not in the index would be
        looked for in vain, and nobody would know, so the object is to be read again."""

        def work(connection: sqlite3.Connection) -> bool:
            (count,) = connection.execute(_COUNT, (sha256, self._extractor)).fetchone() or (0,)
            rows = connection.execute(_ALL, (sha256, self._extractor)).fetchall()
            return len(rows) == count and all(_is_as_put(row) for row in rows)

        if self._database.run(work):
            return self._words(sha256)
        self._doubt(sha256)
        return None

    def close(self) -> None:
        self._database.close()
        self._index.close()

    def _row(self, statement: str, values: tuple[object, ...]) -> tuple[Any, ...] | None:
        def work(connection: sqlite3.Connection) -> tuple[Any, ...] | None:
            found: tuple[Any, ...] | None = connection.execute(statement, values).fetchone()
            return found

        return self._database.run(work)


def page_store(layout: Layout, extractor: int, *, read_only: bool, immutable: bool) -> PageStore:
    """The pages and the index of a workspace, whatever of them is there."""
    index = SearchIndex(layout.search, extractor, read_only=read_only, immutable=immutable)
    return PageStore(layout.pages, extractor, index, read_only=read_only, immutable=immutable)


def _page(index: int, values: tuple[Any, ...]) -> StoredPage | None:
    """None when it is not what was put."""
    row = _Row(*values[:-1])
    try:
        if not _is_as_put(values):
            return None
        places = tuple((int(at), str(name)) for at, name in json.loads(row.places or "[]"))
    except (TypeError, ValueError):
        return None
    geometry = PageGeometry((row.left, row.bottom, row.right, row.top), row.rotation)
    text = PageText(row.text, row.boxes, places)
    return StoredPage(index, row.label, geometry, text, row.failure, bool(row.needs_ocr))


def _is_as_put(values: tuple[Any, ...]) -> bool:
    """By the checksum, the last of the `values` of a page."""
    try:
        return bool(_Row(*values[:-1]).checksum == values[-1])
    except (TypeError, ValueError):
        return False


def _make(connection: sqlite3.Connection) -> None:
    if shape_of(connection) == 0:
        if connection.execute("SELECT 1 FROM sqlite_master").fetchone() is not None:
            raise OtherShapeError
        connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_SHAPE}; COMMIT;")


def _check(connection: sqlite3.Connection) -> None:
    if shape_of(connection) != _SHAPE:
        raise OtherShapeError
    connection.execute("SELECT page.checksum FROM page, complete LIMIT 1")
