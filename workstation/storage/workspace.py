"""A workspace on disk: made, opened, closed. Everything of it goes through the parts found here."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Final, Self

from sqlalchemy import Engine

from workstation.application.ports.files import HeldLock, LockTakenError
from workstation.domain.copies import CopyReason
from workstation.domain.documents import Version
from workstation.domain.errors import UserError
from workstation.storage.birth import make_database
from workstation.storage.copies import KeptCopies
from workstation.storage.drafts import DraftFolder
from workstation.storage.engine import assert_sqlite, reader_engine, remove_database, settle, writer_engine
from workstation.storage.failures import (
    StaleJournalError,
    WorkspaceDamagedError,
    WorkspaceExistsError,
    WorkspaceInUseError,
    WorkspaceOlderError,
    told,
    told_of_disk,
)
from workstation.storage.imports import ImportFolder
from workstation.storage.layout import Host, Layout
from workstation.storage.mark import HeadMark, assert_not_behind
from workstation.storage.objects import ObjectFolder
from workstation.storage.pages import page_store
from workstation.storage.reader import StoredReader
from workstation.storage.seal import assert_unaltered, seal
from workstation.storage.snapshot_names import Snapshot, snapshots_in
from workstation.storage.snapshots import SnapshotFolder
from workstation.storage.soundness import examine, is_untouchable, missing_database, was_killed
from workstation.storage.sweeping import lock_moment, sweep_parts, sweep_unnamed
from workstation.storage.verifying import verify
from workstation.storage.writer import LogWriter, ReadOnlyWriter

_OWN_NAMES: Final = {
    "objects",
    "derived",
    "snapshots",
    "drafts",
    "imports",
    "bin",
    "workspace.lock",
    "workspace.head",
    "workspace.seal",
    "mirror.json",
}
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
        self._verified = False
        self._began = lock_moment(layout)
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
        self.snapshots = SnapshotFolder(layout.snapshots, host.files, host.revisions)
        self.copies = KeptCopies(self.snapshots, layout.database, host.now, read_only=self.read_only)

    def _file_name(self, sha256: str) -> str:
        """How a person calls an object: by the file that was taken in."""
        found = self.reader.rows(Version, sha256=sha256)
        return (found[0].file_name if found else None) or sha256

    def _writer(self, actor: str) -> LogWriter:
        self._engines.append(writer_engine(self._layout.database))
        HeadMark(self._layout.mark).follow(self._engines[-1])
        # Connected once, so that the journal's mode is settled before the first reader comes
        with told(), self._engines[-1].connect():
            pass
        return LogWriter(
            self._engines[-1],
            clock=self._host.now,
            new_id=self._host.new_id,
            random_bytes=self._host.random_bytes,
            actor=actor,
            revisions=self._host.revisions,
        )

    @classmethod
    def create(cls, path: Path, host: Host, actor: str, *, beside: str = "") -> Self:
        """`WorkspaceExistsError` unless `path` is new or a folder with nothing in it but a file called `beside`;
        `DatabaseMissingError` where copies of a database are left that is gone."""
        assert_sqlite()
        layout = Layout(path)
        with told_of_disk():
            if path.exists() and (not path.is_dir() or set(_strangers(path)) - {beside}):
                raise WorkspaceExistsError(path=path)
            if snapshots_in(layout.snapshots):
                raise missing_database(layout, host.revisions)
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
        """Opens a workspace; one of an earlier version is brought up to date first.

        Raises:
            WorkspaceInUseError: another program has it open (it is named); it may then be opened to read only.
            WorkspaceOlderError: to read only, it cannot be brought up to date.
            WorkspaceBehindError: its last steps are missing.
            RecordsDifferError: its records are not what its history says.
            UserError: what `soundness.examine` raises.
        """
        assert_sqlite()
        layout = Layout(path)
        if read_only:
            in_use = is_in_use(layout, host)
            if examine(layout, host.revisions, in_use=in_use).number < host.revisions.head.number:
                raise WorkspaceOlderError
            assert_not_behind(layout)
            assert_unaltered(layout, host.revisions, in_use=in_use)
            return cls(layout, host, actor, None)
        left_at = lock_moment(layout)
        with ExitStack() as on_error:
            lock = _take_lock_of_workspace(layout, host)
            on_error.callback(lock.release)
            killed = was_killed(layout)
            set_foreign_journal_aside(layout, host)
            shape = examine(layout, host.revisions, in_use=False)
            assert_not_behind(layout)
            if assert_unaltered(layout, host.revisions, in_use=False) and not killed:
                seal(layout, host.files)
            if shape.number < host.revisions.head.number:
                from workstation.storage.migrations.runner import migrate  # noqa: PLC0415 - Alembic is slow to load

                migrate(layout, host, shape)
            sweep_parts(layout)
            workspace = cls(layout, host, actor, lock)
            workspace.objects.sweep()
            if killed:
                sweep_unnamed(layout, workspace.objects, left_at)
            on_error.pop_all()
        return workspace

    def snapshot(self, reason: CopyReason = CopyReason.ASKED) -> Snapshot:
        """Takes one now and verifies it; writing goes on meanwhile."""
        name = self.copies.take(reason)
        return next(one for one in self.snapshots.all() if one.name == name)

    def close(self) -> None:
        """Closes everything and lets the lock go. Takes a snapshot first when something was written since the last
        one.

        Raises:
            UserError: what went wrong with the snapshot, once all is closed. The work itself is kept.
        """
        if self._closed:
            return
        self._closed = True
        with ExitStack() as closing:
            if self._lock is not None:
                closing.callback(self._lock.release)
                closing.callback(self._settle)
            closing.callback(self.pages.close)
            for engine in self._engines:
                closing.callback(engine.dispose)
            if not self.read_only:
                known = {one.name for one in self.snapshots.all()}
                self._verified = self.copies.take(CopyReason.CLOSE, only_if_changed=True) not in known

    def _settle(self) -> None:
        """Without room for it the journal stays, and the next opening reads it."""
        with suppress(UserError):
            sweep_unnamed(self._layout, self.objects, self._began)
        with suppress(UserError), told():
            settle(self._layout.database)
            if self._verified:  # what was not replayed just now may have changed behind the program
                seal(self._layout, self._host.files)


def is_in_use(layout: Layout, host: Host) -> bool:
    """Whether the journal beside the database is that of a program that is writing; asked only where one is left."""
    if not was_killed(layout):
        return True
    try:
        host.take_lock(layout.lock).release()
    except LockTakenError:
        return True
    except OSError:  # nothing may be written here, so nobody writes
        return False
    return False


def set_foreign_journal_aside(layout: Layout, host: Host) -> None:
    """Moves a journal that belongs to another database into a folder of its own (`journal-1`).

    It is another's when the database is sound without it and not with it; the history of the database alone is
    replayed before anything is moved. Steps that are lost with the journal are told by the mark.

    Raises:
        WorkspaceDamagedError: the database is not sound without it either.
    """
    try:
        examine(layout, host.revisions, in_use=False)
    except StaleJournalError:
        verdict = verify(layout.database, host.revisions, immutable=True)
        if verdict.damage:
            raise WorkspaceDamagedError(detail=verdict.first) from None
        with told_of_disk():
            aside = next(
                folder for number in count(1) if not (folder := layout.folder / f"journal-{number}").exists()
            )
            aside.mkdir()
            for name in ("workspace.db-wal", "workspace.db-shm"):
                if (layout.folder / name).exists():
                    host.files.replace(layout.folder / name, aside / name)
            host.files.sync_folder(layout.folder)


@contextmanager
def locked(layout: Layout, host: Host, *, needs_database: bool = True) -> Iterator[None]:
    """For upkeep, which no window may disturb. `NotAWorkspaceError`, `DatabaseMissingError`, `WorkspaceInUseError`."""
    lock = _take_lock_of_workspace(layout, host, needs_database=needs_database)
    try:
        yield
    finally:
        lock.release()


def _take_lock_of_workspace(layout: Layout, host: Host, *, needs_database: bool = True) -> HeldLock:
    """Makes no lock file where there is no workspace."""
    there = layout.database.is_file() or (not needs_database and layout.snapshots.is_dir())
    if not there:
        raise missing_database(layout, host.revisions)
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
