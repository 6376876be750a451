"""The full-text index of pages: derived like the pages themselves, and made anew when it is damaged or of another
shape.

SQLite's FTS5 keeps the words and not the text (``content=''``), so that papers do not lie there twice. A row of it
cannot be taken out again: that needs SQLite 3.43, and Debian 12 has 3.40. So a row that `place` does not name any more is
passed over, and no id is used twice.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from workstation.domain.search import in_words
from workstation.storage.derived import DerivedDatabase, OtherShapeError, shape_of, transaction

_SHAPE: Final = 3
_TABLES: Final = """
CREATE TABLE place (id INTEGER PRIMARY KEY AUTOINCREMENT, object TEXT NOT NULL, number INTEGER NOT NULL,
    wordless INTEGER NOT NULL) STRICT;
CREATE INDEX place_of_object ON place (object);
CREATE TABLE indexed (object TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2');
"""
_WHERE: Final = " FROM words JOIN place ON place.id = words.rowid WHERE words MATCH ?"
# a line an object: a word that is everywhere stands on tens of thousands of pages
_FOUND: Final = f"SELECT place.object, group_concat(place.number){_WHERE} GROUP BY place.object"
_SCORED: Final = f"SELECT place.object, place.number, bm25(words){_WHERE}"
_FEW: Final = 2000  # pages: a score costs as much as the search itself


class PageWords(NamedTuple):
    """The text of a page by its number. `wordless` is a scan, also one with a stamp or a page number as its only text."""

    number: int
    text: str
    wordless: bool


class WordsFound(NamedTuple):
    """As in `PagesFound`."""

    places: tuple[tuple[str, int], ...] = ()
    together: frozenset[tuple[str, int]] = frozenset()
    scores: Mapping[tuple[str, int], float] = MappingProxyType({})


class SearchIndex:
    """Which pages hold which words, of the pages that `extractor` read. Used from any thread."""

    def __init__(
        self, database: Path, extractor: int, *, read_only: bool = False, immutable: bool = False
    ) -> None:
        self._shape = extractor * 1000 + _SHAPE
        self._database = DerivedDatabase(
            database,
            self._make,
            self._check,
            read_only=read_only,
            immutable=immutable,
            seal=database.with_suffix(".seal"),
        )

    def add(self, objects: Iterable[tuple[str, Sequence[PageWords]]]) -> None:
        """All pages of some objects; what was known of these objects before is forgotten."""
        given = list(objects)

        def work(connection: sqlite3.Connection) -> None:
            with transaction(connection):
                for digest, pages in given:
                    _add(connection, digest, pages)

        self._database.run(work, writes=True)

    def lacks(self, objects: Iterable[str]) -> tuple[str, ...]:
        """Those that were never added."""

        def work(connection: sqlite3.Connection) -> set[str]:
            return {digest for (digest,) in connection.execute("SELECT object FROM indexed")}

        there = self._database.run(work)
        return tuple(digest for digest in objects if digest not in there)

    def hold_in_memory(self) -> None:
        """What a reader adds stays with this reader."""
        self._database.hold_in_memory()

    def find(self, phrases: Sequence[str]) -> WordsFound:
        """Where all phrases stand, one after the other; each phrase in words as `in_words` gives them, the last of which
        may go on."""
        if not phrases:
            return WordsFound()
        wanted = " AND ".join(map(_as_phrase, phrases))
        run = _as_phrase(" ".join(phrases))

        def work(connection: sqlite3.Connection) -> WordsFound:
            places = _places(connection, wanted)
            together = _places(connection, run) if len(phrases) > 1 else ()
            scored = connection.execute(_SCORED, (wanted,)).fetchall() if len(places) <= _FEW else ()
            return WordsFound(
                places, frozenset(together), {(digest, number): score for digest, number, score in scored}
            )

        return self._database.run(work)

    def wordless(self) -> dict[str, int]:
        """How many pages of an object have no text, for those with any."""
        count = "SELECT object, count(*) FROM place WHERE wordless GROUP BY object"
        return self._database.run(lambda connection: dict(connection.execute(count).fetchall()))

    def close(self) -> None:
        self._database.close()

    def _make(self, connection: sqlite3.Connection) -> None:
        if shape_of(connection) == 0:
            connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {self._shape}; COMMIT;")

    def _check(self, connection: sqlite3.Connection) -> None:
        if shape_of(connection) != self._shape:
            raise OtherShapeError
        connection.execute("SELECT words.rowid FROM words, place, indexed LIMIT 1")


def _places(connection: sqlite3.Connection, wanted: str) -> tuple[tuple[str, int], ...]:
    return tuple(
        (digest, number)
        for digest, numbers in connection.execute(_FOUND, (wanted,))
        for number in map(int, numbers.split(","))
    )


def _as_phrase(words: str) -> str:
    return f'"{words.replace(chr(34), chr(34) * 2)}"*'


def _add(connection: sqlite3.Connection, digest: str, pages: Sequence[PageWords]) -> None:
    connection.execute("DELETE FROM place WHERE object = ?", (digest,))
    for page in pages:
        place = connection.execute(
            "INSERT INTO place (object, number, wordless) VALUES (?, ?, ?)",
            (digest, page.number, page.wordless),
        )
        connection.execute(
            "INSERT INTO words (rowid, text) VALUES (?, ?)", (place.lastrowid, in_words(page.text))
        )
    connection.execute("INSERT OR IGNORE INTO indexed VALUES (?)", (digest,))
