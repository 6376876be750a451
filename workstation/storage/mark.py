"""How far the log had come, written beside the database after each commit: a database that ends earlier has lost work.

SQLite itself cannot know: a folder that was copied without its journal, or an older workspace.db that was put back, is a
sound database. The mark is written after the commit is on the device, so it never runs ahead of what was kept.
"""

import os
import re
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, event

from workstation.storage.engine import connect
from workstation.storage.failures import WorkspaceBehindError, told
from workstation.storage.layout import Layout
from workstation.storage.soundness import end_of, is_untouchable

_LINE: Final = re.compile(r"(\d{12}) ([0-9a-f]{64})\n")
_LENGTH: Final = 12 + 1 + 64 + 1  # position, blank, digest, line end: one write of one size


class HeadMark:
    """The file ``workspace.head``. It is no record: where it is missing, nothing is compared."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last: tuple[int, str] | None = None

    def read(self) -> tuple[int, str] | None:
        """None also for one that is damaged."""
        try:
            found = _LINE.fullmatch(self._path.read_text("ascii"))
        except (OSError, ValueError):
            return None
        return None if found is None else (int(found[1]), found[2])

    def write(self, position: int, digest: str) -> None:
        """In place: what is replaced as a whole cannot be replaced on every system while a copy is made of it."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            os.write(descriptor, f"{position:012} {digest}\n".encode("ascii"))
            os.truncate(descriptor, _LENGTH)
        finally:
            os.close(descriptor)
        self._last = (position, digest)

    def forget(self) -> None:
        """Before another database takes the place of this one."""
        self._path.unlink(missing_ok=True)
        self._last = None

    def follow(self, engine: Engine) -> None:
        """Keeps it with each transaction that ends on the writer's connection."""

        def ended(connection: Any, _: Any) -> None:
            # What is committed is kept, whatever becomes of the mark: an older one is true as well
            with suppress(sqlite3.Error, OSError):
                end = end_of(connection)
                if end != self._last:
                    self.write(*end)

        event.listen(engine, "checkin", ended)


def assert_not_behind(layout: Layout, *, alone: bool = False, database: Path | None = None) -> None:
    """`WorkspaceBehindError` when steps that had been written are not in the log, of another `database` where one is to take
    its place; `alone`, without its journal."""
    marked = HeadMark(layout.mark).read()  # before the database: a writer may go on meanwhile
    if marked is None or marked[0] == 0:
        return
    position, digest = marked
    immutable = alone or is_untouchable(layout)
    read = database or layout.database
    with told(), closing(connect(read, mode="ro", immutable=immutable)) as connection:
        there = connection.execute("SELECT digest FROM operation WHERE position = ?", (position,)).fetchone()
        if there is None or there[0] != digest:
            raise WorkspaceBehindError(expected=position, found=end_of(connection)[0])
