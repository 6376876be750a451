"""The copies of an open workspace, and whether the last try to take one failed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock

from workstation.application.ports.upkeep import Copy, CopyFailure
from workstation.domain.copies import CopyReason
from workstation.domain.errors import UserError
from workstation.storage.engine import reader_engine
from workstation.storage.failures import ReadOnlyError
from workstation.storage.reader import StoredReader
from workstation.storage.snapshots import SnapshotFolder


class KeptCopies:
    """`application.ports.upkeep.Copies`."""

    def __init__(
        self, folder: SnapshotFolder, database: Path, clock: Callable[[], datetime], *, read_only: bool
    ) -> None:
        self._folder = folder
        self._database = database
        self._clock = clock
        self._read_only = read_only
        self._taking = Lock()  # what an earlier one ends with is not taken for the end of a later one
        self.failure: CopyFailure | None = None

    def all(self) -> tuple[Copy, ...]:
        return self._folder.copies()

    def take(self, reason: CopyReason, *, only_if_changed: bool = False) -> str:
        if self._read_only:
            raise ReadOnlyError
        with self._taking:
            take = self._folder.take_if_changed if only_if_changed else self._folder.take
            try:
                name = take(self._database, self._clock(), reason).name
            except UserError as error:
                since = self.failure.since if self.failure is not None else self._clock()
                self.failure = CopyFailure(since, error)
                raise
            self.failure = None
            return name

    def remove(self, name: str) -> None:
        if self._read_only:
            raise ReadOnlyError
        self._folder.remove(name)

    @contextmanager
    def reading(self, name: str) -> Iterator[StoredReader]:
        engine = reader_engine(self._folder.path(name), immutable=True)
        try:
            yield StoredReader(engine, self._folder.revisions)
        finally:
            engine.dispose()
