"""Verified points in time: a copy counts only when it was opened and compared."""

import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from workstation.application.ports.files import Files
from workstation.storage.engine import connect, remove_database
from workstation.storage.failures import (
    SnapshotFailedError,
    SnapshotMissingError,
    told,
    told_of_disk,
)
from workstation.storage.soundness import fault_of, head_of

KEPT: Final = 10
_NAME: Final = re.compile(r"(\d{6})-(\d{8}T\d{6}Z)-([0-9a-f]{12})\.db")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`head` is the beginning of the digest at the end of its chain; `number` counts up whatever the clock says."""

    name: str
    number: int
    taken_at: datetime
    head: str


class SnapshotFolder:
    """Nobody but the holder of the workspace's lock takes, prunes or restores."""

    def __init__(self, folder: Path, files: Files) -> None:
        self._folder = folder
        self._files = files

    def all(self) -> tuple[Snapshot, ...]:
        """Oldest first."""
        found = (_parsed(path.name) for path in self._folder.glob("*.db"))
        return tuple(sorted((one for one in found if one is not None), key=lambda one: one.number))

    def take(self, database: Path, now: datetime) -> Snapshot:
        """A compact copy of `database`, which must stand still; the latest one when nothing was written since.

        `SnapshotFailedError` when the copy is not whole or does not end where the original ends.
        """
        with told(), told_of_disk():
            with closing(connect(database)) as connection:
                head = head_of(connection)
                taken = self.all()
                if taken and taken[-1].head == head[:12]:
                    return taken[-1]
                part = self._copy(connection, head)
            stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
            number = taken[-1].number + 1 if taken else 1
            name = f"{number:06}-{stamp}-{head[:12]}.db"
            self._files.replace(part, self._folder / name)
            self._files.sync_folder(self._folder)
            self._prune()
        return self._named(name)

    def _copy(self, connection: sqlite3.Connection, head: str) -> Path:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        part = self._folder / "copy.part"
        remove_database(part)
        part.touch(mode=0o600)
        connection.execute("VACUUM INTO ?", (str(part),))
        try:
            self._verify(part, head)
        except SnapshotFailedError:
            remove_database(part)
            raise
        with part.open("r+b") as file:
            self._files.sync(file)
        return part

    def _verify(self, part: Path, head: str) -> None:
        with closing(connect(part, mode="ro", immutable=True)) as copy:
            if (fault := fault_of(copy)) is not None:
                raise SnapshotFailedError(detail=fault)
            if head_of(copy) != head:
                raise SnapshotFailedError(detail="it ends at another operation")

    def _prune(self) -> None:
        for old in self.all()[:-KEPT]:
            remove_database(self._folder / old.name)

    def _named(self, name: str) -> Snapshot:
        for snapshot in self.all():
            if snapshot.name == name:
                return snapshot
        names = ", ".join(snapshot.name for snapshot in reversed(self.all())) or "-"
        raise SnapshotMissingError(name=name, names=names)

    def path(self, name: str) -> Path:
        """`SnapshotMissingError` lists what there is."""
        return self._folder / self._named(name).name

    def copy_out(self, name: str, target: Path) -> None:
        """A synced copy of a snapshot, verified again, at `target`."""
        source = self.path(name)
        with told(), told_of_disk():
            with closing(connect(source, mode="ro", immutable=True)) as connection:
                if (fault := fault_of(connection)) is not None:
                    raise SnapshotFailedError(detail=fault)
            target.touch(mode=0o600)
            shutil.copyfile(source, target)
            with target.open("r+b") as file:
                self._files.sync(file)


def _parsed(name: str) -> Snapshot | None:
    if (found := _NAME.fullmatch(name)) is None:
        return None
    number, stamp, head = found.groups()
    taken = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return Snapshot(name, int(number), taken, head)
