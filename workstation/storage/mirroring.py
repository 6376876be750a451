"""The whole workspace on another disk: what saves the work when this disk is lost.

The copy holds the database, every object, the snapshots, and whatever else lies in the workspace (see `other_files`).
It does not hold pages and search index, which are read again there, the bin, nor what was put aside for an expert
(`damaged-1`, `journal-1`).
"""

import json
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from workstation.application.ports.files import LockTakenError
from workstation.application.ports.storage import Progress
from workstation.application.ports.upkeep import Mirror
from workstation.storage.engine import connect, remove_database
from workstation.storage.failures import (
    DiskFailedError,
    DiskFullError,
    MirrorAheadError,
    MirrorAwayError,
    MirrorDamagedError,
    MirrorFullError,
    MirrorInsideError,
    MirrorRefusedError,
    MirrorTakenError,
    SnapshotFailedError,
    WorkspaceDamagedError,
    WorkspaceInUseError,
    told,
    told_of_disk,
)
from workstation.storage.layout import Host, Layout
from workstation.storage.objects import PART, ObjectFolder
from workstation.storage.other_files import OtherFiles, is_of_a_copy
from workstation.storage.restoring import put_in_place
from workstation.storage.snapshot_names import snapshots_in
from workstation.storage.snapshots import SnapshotFolder
from workstation.storage.soundness import end_of, is_untouchable
from workstation.storage.verifying import verify

_CHUNK: Final = 1 << 20
_NOTE: Final = "mirror.json"
_OURS: Final = ("objects", "snapshots", "workspace.")  # how the names in a copy that was never finished begin


def mirror(path: Path, folder: Path, host: Host, progress: Progress) -> Mirror:
    """Copies the workspace at `path`, which may be in use, into a folder of its own name in `folder`, or updates the
    earlier copy in that folder. Returns what the copy holds.

    Snapshots and the other files of the workspace come along. A file that is in the copy and no longer in the workspace is
    moved to the bin of the copy. The database and every file are verified in the copy, also a file that an earlier copy
    holds already.

    When it ends early (full disk, cancel), a new copy is removed and an earlier copy is as whole as before.

    Raises:
        MirrorAwayError: `folder` does not exist; it is never made here.
        MirrorInsideError: the copy would lie in the workspace.
        MirrorTakenError: the folder of the copy holds something else.
        MirrorDamagedError: the database of the earlier copy cannot be read.
        MirrorAheadError: the earlier copy holds steps that this workspace has lost or never had.
        MirrorFullError, MirrorRefusedError: the disk of the copy is full, or refuses.
        WorkspaceInUseError: a program has the copy open.
        SnapshotFailedError: the workspace itself is not sound.
    """
    # Not made where it is missing: of a disk that is not plugged in, it would come to lie on this one
    if not folder.is_dir():
        raise MirrorAwayError(path=folder)
    source = Layout(path.resolve())
    target = Layout(folder.resolve() / source.folder.name)
    if target.folder == source.folder or source.folder in target.folder.parents:
        raise MirrorInsideError(path=target.folder)
    with _told_of(target.folder):
        if target.folder.exists() and any(target.folder.iterdir()):
            _assert_same(source, target)
            with _held(target, host):
                _assert_not_ahead(source, target)
                made = _filled(source, target, host, progress)
        else:
            made = _made_anew(source, target, host, progress)
    made = replace(made, same_disk=folder.stat().st_dev == source.folder.stat().st_dev)
    _keep(source, made, host)
    return made


def last_mirror(path: Path) -> Mirror | None:
    """The last copy on another disk that this workspace knows of."""
    try:
        found = json.loads((path / _NOTE).read_text("utf-8"))
        return Mirror(
            str(found["path"]),
            datetime.fromisoformat(found["at"]),
            int(found["lacking"]),
            tuple(str(name) for name in found["snapshots"]),
            same_disk=bool(found["same_disk"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(source: Layout, made: Mirror, host: Host) -> None:
    """Of a workspace on a disk that cannot be written no note is kept."""
    kept: dict[str, object] = {"path": made.path, "at": made.at.isoformat(), "lacking": made.lacking}
    more = {"snapshots": made.snapshots, "same_disk": made.same_disk}
    text = json.dumps(kept | more)  # the path may hold bytes that are no UTF-8
    part = source.folder / f"{_NOTE}{PART}"
    with suppress(OSError):
        part.write_text(text, "utf-8")
        host.files.replace(part, source.folder / _NOTE)


def _assert_same(source: Layout, target: Layout) -> None:
    if not target.database.is_file():
        raise MirrorTakenError(path=target.folder)
    with _of_the_copy(target):
        there = _identity(target.database)
    if there != _identity(source.database, immutable=is_untouchable(source)):
        raise MirrorTakenError(path=target.folder)


def _assert_not_ahead(source: Layout, target: Layout) -> None:
    """The last step of the copy stands in this history or, where an earlier state was put back, in that of a snapshot.
    Else somebody worked in the copy, or steps were lost here: it may hold the only record of them."""
    with _of_the_copy(target), closing(connect(target.database, mode="ro")) as connection:
        position, digest = end_of(connection)
    if position == 0:
        return
    kept = (source.snapshots / one.name for one in reversed(snapshots_in(source.snapshots)))
    here = _has_step(source.database, digest, immutable=is_untouchable(source))
    if not here and not any(_has_step(copy, digest, immutable=True) for copy in kept):
        raise MirrorAheadError(path=target.folder)


def _has_step(database: Path, digest: str, *, immutable: bool) -> bool:
    """False also for a database that cannot be read."""
    with suppress(sqlite3.Error), closing(connect(database, mode="ro", immutable=immutable)) as connection:
        found = connection.execute("SELECT 1 FROM operation WHERE digest = ?", (digest,)).fetchone()
        return found is not None
    return False


@contextmanager
def _of_the_copy(target: Layout) -> Iterator[None]:
    """Says of damage that it is the copy's, and not this workspace's."""
    try:
        with told():
            yield
    except WorkspaceDamagedError as error:
        raise MirrorDamagedError(path=target.folder, **error.params) from error


def _identity(database: Path, *, immutable: bool = False) -> str:
    with told(), closing(connect(database, mode="ro", immutable=immutable)) as connection:
        found = connection.execute("SELECT value FROM workspace WHERE key = 'id'").fetchone()
    return str(found[0]) if found else ""


def _made_anew(source: Layout, target: Layout, host: Host, progress: Progress) -> Mirror:
    """In a folder beside, which gets its name when all is in it. What a killed program left of one is gone on with."""
    part = Layout(target.folder.with_name(target.folder.name + PART))
    if part.folder.exists() and not all(_is_ours(each.name, source) for each in part.folder.iterdir()):
        raise MirrorTakenError(path=part.folder)
    try:
        part.folder.mkdir(parents=True, exist_ok=True)
        made = _filled(source, part, host, progress)
        if target.folder.exists():
            target.folder.rmdir()
        host.files.replace(part.folder, target.folder)
        host.files.sync_folder(target.folder.parent)
    finally:
        if part.folder.exists():
            _remove(part.folder)
    return replace(made, path=str(target.folder))


def _is_ours(name: str, source: Layout) -> bool:
    return name.startswith(_OURS) or is_of_a_copy(name) or (source.folder / name).exists()


@contextmanager
def _held(target: Layout, host: Host) -> Iterator[None]:
    """Nobody may have the copy open meanwhile."""
    try:
        lock = host.take_lock(target.lock)
    except LockTakenError as error:
        raise WorkspaceInUseError(holder=error.holder or "?") from None
    try:
        yield
    finally:
        lock.release()


def _filled(source: Layout, target: Layout, host: Host, progress: Progress) -> Mirror:
    """The database is copied first and put in place last: every file that it names is there by then."""
    part = target.folder / "workspace.db.part"
    target.folder.chmod(stat.S_IRWXU)
    for folder in (target.objects, target.snapshots):
        folder.mkdir(mode=0o700, exist_ok=True)
    at = host.now()
    others = OtherFiles(source, target, host.files)
    try:
        lacking = others.stage()
        _copy_database(source, part, host)
        lacking += _Objects(source, target, host, progress).copy()
        snapshots = SnapshotFolder(target.snapshots, host.files, host.revisions)
        here = SnapshotFolder(source.snapshots, host.files, host.revisions)
        snapshots.take_over(here, at, progress)
        put_in_place(target, host, part)
        others.put_in_place(target.bin / f"{at.astimezone(UTC):%Y-%m-%dT%H%M%SZ}")
    finally:
        others.clear()
        remove_database(part)
    names = tuple(one.name for one in snapshots.all())
    return Mirror(str(target.folder), at, lacking, names)


def _copy_database(source: Layout, part: Path, host: Host) -> None:
    remove_database(part)
    part.touch(mode=0o600)
    # A workspace on a disc is copied like any other
    immutable = is_untouchable(source)
    with told(), closing(connect(source.database, mode="ro", immutable=immutable)) as connection:
        # as a URI: the name of the folder may be no UTF-8
        connection.execute("VACUUM INTO ?", (part.absolute().as_uri(),))
    verdict = verify(part, host.revisions, immutable=True)
    if verdict.damage:
        raise SnapshotFailedError(detail=verdict.first)
    with part.open("r+b") as file:
        host.files.sync(file)


class _Objects:
    """The files of a workspace on their way into its copy."""

    def __init__(self, source: Layout, target: Layout, host: Host, progress: Progress) -> None:
        self._source, self._target = source.objects, target.objects
        self._files = host.files
        self._progress = progress
        self._names = ObjectFolder(source.objects, host.files).names()
        self._done = 0

    def copy(self) -> int:
        """How many could not be copied because they are damaged here: the doctor names them. What the copy holds of those
        stays."""
        lacking = 0
        for done, name in enumerate(self._names):
            self._done = done
            there = self._target / name[:2] / name[2:]
            if not self._is_whole(there, name):
                lacking += not self._copied(self._source / name[:2] / name[2:], there, name)
        self._files.sync_folder(self._target)
        return lacking

    def _is_whole(self, there: Path, name: str) -> bool:
        try:
            with there.open("rb") as file:
                found = sha256()
                while chunk := file.read(_CHUNK):
                    self._step()
                    found.update(chunk)
        except OSError:  # not there, or a bad block
            self._step()
            return False
        return found.hexdigest() == name

    def _copied(self, path: Path, there: Path, name: str) -> bool:
        part = self._target / f"{name}{PART}"
        part.touch(mode=0o600)
        try:
            if self._copy_bytes(path, part) != name:
                return False
            there.parent.mkdir(mode=0o700, exist_ok=True)
            if there.exists():
                there.chmod(stat.S_IRUSR | stat.S_IWUSR)
            self._files.replace(part, there)
            self._files.make_read_only(there)
        finally:
            part.unlink(missing_ok=True)
        return True

    def _copy_bytes(self, path: Path, part: Path) -> str:
        """The hash of what arrived; "" where it cannot be read here."""
        found = sha256()
        with part.open("wb") as copy:
            try:
                file = path.open("rb")
            except OSError:
                return ""
            with file:
                while chunk := _read(file):
                    self._step()
                    found.update(chunk)
                    copy.write(chunk)
            self._files.sync(copy)
        return found.hexdigest()

    def _step(self) -> None:
        self._progress.step(self._done, len(self._names))


def _read(file: BinaryIO) -> bytes:
    """Nothing more where the disk cannot read on: the hash then tells."""
    try:
        return file.read(_CHUNK)
    except OSError:
        return b""


def _remove(folder: Path) -> None:
    for file in folder.rglob("*"):
        file.chmod(stat.S_IRWXU)  # what is read-only Windows would keep
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _told_of(folder: Path) -> Iterator[None]:
    """What the disk of the copy says."""
    try:
        with told_of_disk():
            yield
    except DiskFullError as error:
        raise MirrorFullError(path=folder) from error
    except DiskFailedError as error:
        raise MirrorRefusedError(path=folder, **error.params) from error
