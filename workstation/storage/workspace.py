"""A workspace on disk: made, opened, closed. Everything of it goes through the parts found here."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, Self

from sqlalchemy import Engine

from workstation.application.ports.files import HeldLock, LockTakenError
from workstation.domain.documents import Version
from workstation.storage.birth import make_database
from workstation.storage.drafts import DraftFolder
from workstation.storage.engine import assert_sqlite, reader_engine, remove_database, settle, writer_engine
from workstation.storage.failures import (
    NotAWorkspaceError,
    ReadOnlyError,
    WorkspaceExistsError,
    WorkspaceInUseError,
    WorkspaceOlderError,
    told,
    told_of_disk,
)
from workstation.storage.imports import ImportFolder
from workstation.storage.layout import Host, Layout
from workstation.storage.objects import ObjectFolder
from workstation.storage.pages import page_store
from workstation.storage.reader import StoredReader
from workstation.storage.snapshots import Snapshot, SnapshotFolder
from workstation.storage.soundness import examine, is_untouchable
from workstation.storage.writer import LogWriter, ReadOnlyWriter

_OWN_NAMES: Final = {"objects", "derived", "snapshots", "drafts", "imports", "workspace.lock"}
_UNFINISHED: Final = "workspace.db.part"  # a database on its way, and what SQLite keeps beside it


class Workspace:
    """An open workspace. `writer`, `reader`, `objects` and `pages` are the ports of the same names; to read only,
    `writer` refuses. `close` before the program ends: it takes the snapshot and lets go of the lock."""

    def __init__(self, layout: Layout, host: Host, actor: str, lock: HeldLock | None) -> None:
        self.path = layout.folder
        self.read_only = lock is None
        self._layout = layout
        self._host = host
        self._lock = lock
        self._closed = False
        self._engines: list[Engine] = []
        self.writer: LogWriter | ReadOnlyWriter = ReadOnlyWriter()
        if lock is not None:
            self.writer = self._writer(actor)
        immutable = self.read_only and is_untouchable(layout)
        self._engines.append(reader_engine(layout.database, immutable=immutable))
        self.reader = StoredReader(self._engines[-1], host.revisions)
        self.objects = ObjectFolder(
            layout.objects, host.files, read_only=self.read_only, name_of=self._file_name
        )
        self.pages = page_store(layout, host.extractor, read_only=self.read_only, immutable=immutable)
        self.drafts = DraftFolder(layout.drafts, host.files, read_only=self.read_only)
        self.imports = ImportFolder(layout.imports, host.files, read_only=self.read_only)
        self.snapshots = SnapshotFolder(layout.snapshots, host.files)

    def _file_name(self, sha256: str) -> str:
        """How a person calls an object: by the file that was taken in."""
        found = self.reader.rows(Version, sha256=sha256)
        return (found[0].file_name if found else None) or sha256

    def _writer(self, actor: str) -> LogWriter:
        self._engines.append(writer_engine(self._layout.database))
        with (
            told(),
            self._engines[-1].connect(),
        ):  # the journal's mode is settled before the first reader comes
            pass
        return LogWriter(
            self._engines[-1],
            clock=self._host.clock,
            new_id=self._host.new_id,
            random_bytes=self._host.random_bytes,
            actor=actor,
            revisions=self._host.revisions,
        )

    @classmethod
    def create(cls, path: Path, host: Host, actor: str, *, beside: str = "") -> Self:
        """`WorkspaceExistsError` unless `path` is new or a folder with nothing in it but a file called `beside`."""
        assert_sqlite()
        layout = Layout(path)
        with told_of_disk():
            if path.exists() and (not path.is_dir() or set(_strangers(path)) - {beside}):
                raise WorkspaceExistsError(path=path)
            path.mkdir(parents=True, exist_ok=True)
            path.chmod(0o700)  # papers of borrowers: nobody else's, whatever the umask
            for folder in (layout.objects, layout.derived, layout.snapshots):
                folder.mkdir(mode=0o700, exist_ok=True)
        with ExitStack() as on_error:
            lock = _take_lock(layout, host)
            on_error.callback(lock.release)
            _make_database(layout, host)
            workspace = cls(layout, host, actor, lock)
            on_error.pop_all()
        return workspace

    @classmethod
    def open(cls, path: Path, host: Host, actor: str, *, read_only: bool = False) -> Self:
        """Brings an older workspace up to date first. `WorkspaceInUseError` names the holder; the same workspace
        may then be opened to read only. For the rest see `soundness.examine`."""
        assert_sqlite()
        layout = Layout(path)
        if read_only:
            if examine(layout, host.revisions, read_only=True).number < host.revisions.head.number:
                raise WorkspaceOlderError
            return cls(layout, host, actor, None)
        with ExitStack() as on_error:
            lock = _take_lock_of_workspace(layout, host)
            on_error.callback(lock.release)
            shape = examine(layout, host.revisions, read_only=False)
            if shape.number < host.revisions.head.number:
                from workstation.storage.migrations.runner import migrate  # noqa: PLC0415 - Alembic is slow to load

                migrate(layout, host, shape)
            workspace = cls(layout, host, actor, lock)
            workspace.objects.sweep()
            on_error.pop_all()
        return workspace

    def snapshot(self) -> Snapshot:
        """Takes one now; writing waits meanwhile."""
        if isinstance(self.writer, ReadOnlyWriter):
            raise ReadOnlyError
        with self.writer.paused():
            return self.snapshots.take(self._layout.database, self._host.clock())

    def close(self) -> None:
        """Takes a snapshot when something was written since the last. An error of it is raised when everything
        is closed."""
        if self._closed:
            return
        self._closed = True
        try:
            if not self.read_only:
                self.snapshot()
        finally:
            for engine in self._engines:
                engine.dispose()
            self.pages.close()
            if self._lock is not None:
                settle(self._layout.database)
                self._lock.release()


@contextmanager
def locked(layout: Layout, host: Host, *, needs_database: bool = True) -> Iterator[None]:
    """For upkeep, which no window may disturb. `NotAWorkspaceError`, `WorkspaceInUseError`."""
    lock = _take_lock_of_workspace(layout, host, needs_database=needs_database)
    try:
        yield
    finally:
        lock.release()


def _take_lock_of_workspace(layout: Layout, host: Host, *, needs_database: bool = True) -> HeldLock:
    """Makes no lock file where there is no workspace."""
    there = layout.database.is_file() or (not needs_database and layout.snapshots.is_dir())
    if not there:
        raise NotAWorkspaceError(path=layout.folder)
    return _take_lock(layout, host)


def _take_lock(layout: Layout, host: Host) -> HeldLock:
    try:
        with told_of_disk():
            return host.take_lock(layout.lock)
    except LockTakenError as error:
        raise WorkspaceInUseError(holder=error.holder or "?") from None


def _strangers(folder: Path) -> list[str]:
    """What lies in a folder and is no rest of a workspace that was never finished."""
    names = (path.name for path in folder.iterdir())
    return [name for name in names if name not in _OWN_NAMES and not name.startswith(_UNFINISHED)]


def _make_database(layout: Layout, host: Host) -> None:
    """Whole or not at all: it gets its name when it is on the device."""
    part = layout.folder / _UNFINISHED
    with told(), told_of_disk():
        remove_database(part)
        make_database(part, host)
        with part.open("r+b") as file:
            host.files.sync(file)
        host.files.replace(part, layout.database)
        host.files.sync_folder(layout.folder)
        host.files.sync_folder(layout.folder.parent)
