"""What killed copies, restores and refused imports leave behind; only the holder of the workspace's lock may sweep."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from workstation.storage.engine import connect
from workstation.storage.failures import told, told_of_disk
from workstation.storage.layout import Layout
from workstation.storage.objects import ObjectFolder
from workstation.storage.snapshot_names import snapshots_in

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_PARTS: Final = (
    "workspace.db.part*",
    "workspace.seal.part",
    "mirror.json.part",
    "snapshots/*.part*",
    "drafts/*.part",
    "imports/*.part",
)


def sweep_parts(layout: Layout) -> None:
    """Half written files, and the journals that SQLite keeps beside them."""
    for pattern in _PARTS:
        for part in layout.folder.glob(pattern):
            part.unlink(missing_ok=True)


def lock_moment(layout: Layout) -> int | None:
    """When the lock last changed hands, by the clock of the disk that the objects lie on; None where there is none."""
    try:
        return layout.lock.stat().st_mtime_ns
    except OSError:
        return None


def sweep_unnamed(layout: Layout, objects: ObjectFolder, since: int | None) -> None:
    """Removes objects that came since a session began (`lock_moment`) and that no row, no history row and no snapshot
    names: what a refused import left. Objects that an import which was cut off still waits for stay. Older ones are
    left to a purge."""
    if since is None:
        return
    with told(), told_of_disk():
        came = set(_came_since(layout.objects, since))
        if came:
            came -= hashes_named(layout.database) | hashes_begun(layout)
        for snapshot in reversed(snapshots_in(layout.snapshots)):
            if not came:
                return
            came -= hashes_named(layout.snapshots / snapshot.name)
        for name in came:
            objects.purge(name)


def _came_since(folder: Path, since: int) -> Iterator[str]:
    for inner in folder.glob("??"):
        if inner.stat().st_mtime_ns < since:  # a name that comes or goes changes its folder
            continue
        for path in inner.iterdir():
            if _HASH.fullmatch(inner.name + path.name) and path.stat().st_mtime_ns >= since:
                yield inner.name + path.name


def hashes_kept(layout: Layout) -> set[str]:
    """The objects that a row, a row of the history, a snapshot or an import that was cut off names. What the databases say
    is raised where one of them cannot be read."""
    databases = [layout.database, *(layout.snapshots / one.name for one in snapshots_in(layout.snapshots))]
    return hashes_begun(layout).union(*map(hashes_named, databases))


def hashes_begun(layout: Layout) -> set[str]:
    """The objects that imports which have not ended name: they go on with them."""
    named: set[str] = set()
    for path in layout.imports.glob("*.json"):
        named.update(_HASH.findall(path.read_text("utf-8", "replace")))
    return named


def hashes_named(database: Path) -> set[str]:
    """Everything that looks like a hash in any text of any table: rows, images of the history, the chain itself."""
    named: set[str] = set()
    with closing(connect(database, mode="ro")) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            rows = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the database's own names
            named.update(_hashes(rows))
    return named


def _hashes(rows: Iterable[sqlite3.Row]) -> Iterator[str]:
    for row in rows:
        for value in row:
            if isinstance(value, str) and len(value) >= 64:
                yield from _HASH.findall(value)
