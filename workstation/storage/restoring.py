"""Putting a snapshot back. Only through here: a journal left beside a restored database would corrupt it."""

import shutil
from contextlib import closing
from itertools import count
from pathlib import Path

from workstation.application.ports.upkeep import Restored
from workstation.domain.copies import CopyReason
from workstation.domain.errors import UserError
from workstation.storage.engine import connect, remove_database, settle
from workstation.storage.failures import ClockWrongError, WorkspaceNewerError, told, told_of_disk
from workstation.storage.layout import Host, Layout
from workstation.storage.mark import HeadMark
from workstation.storage.seal import seal
from workstation.storage.snapshots import SnapshotFolder
from workstation.storage.soundness import end_of, examine, remove_journals
from workstation.storage.workspace import locked

_SUFFIXES = ("", "-wal", "-shm")


def restore(path: Path, name: str, host: Host) -> Restored:
    """Makes the snapshot `name` the database of the workspace. Returns where the state before is kept.

    Raises:
        WorkspaceNewerError: the database, or the snapshot, is of a later program; nothing is touched.
        SnapshotMissingError: there is no snapshot of that name.
        SnapshotFailedError: the snapshot is not sound.
    """
    layout = Layout(path)
    with told_of_disk(), locked(layout, host, needs_database=False):
        snapshots = SnapshotFolder(layout.snapshots, host.files, host.revisions)
        part = layout.folder / "workspace.db.part"
        remove_database(part)
        try:
            snapshots.copy_out(name, part)
            kept = _keep_present(layout, host, snapshots)
            put_in_place(layout, host, part)
        finally:
            remove_database(part)
    return kept


def put_in_place(layout: Layout, host: Host, part: Path) -> None:
    """A synced database takes the place of the one that was kept before; the mark goes with it."""
    mark = HeadMark(layout.mark)
    mark.forget()
    remove_journals(layout.database)
    host.files.replace(part, layout.database)
    host.files.sync_folder(layout.folder)
    with told(), closing(connect(layout.database, mode="ro", immutable=True)) as connection:
        mark.write(*end_of(connection))
    seal(layout, host.files)


def _keep_present(layout: Layout, host: Host, snapshots: SnapshotFolder) -> Restored:
    if not layout.database.exists():
        return Restored("", is_copy=False)
    try:
        examine(layout, host.revisions, in_use=False)
        kept = snapshots.take(layout.database, host.now(), CopyReason.RESTORE).name
        with told():
            settle(layout.database)
    except (WorkspaceNewerError, ClockWrongError):
        raise
    except UserError:  # not whole enough to be copied: moved aside as it lies there
        return Restored(move_aside(layout, host), is_copy=False)
    return Restored(kept, is_copy=True)


def folder_aside(layout: Layout) -> Path:
    """A new one, for what is damaged and kept."""
    aside = next(
        folder for number in count(1) if not (folder := layout.folder / f"damaged-{number}").exists()
    )
    aside.mkdir()
    return aside


def move_aside(layout: Layout, host: Host) -> str:
    """A folder with the database and its journal, names unchanged, so that an expert can open it.

    They stay where they are too until the new database takes their place: a program that is killed in between leaves a
    damaged workspace, and not one without a database, of which only the newest snapshot would be known.
    """
    aside = folder_aside(layout)
    for suffix in _SUFFIXES:
        source = layout.database.with_name(layout.database.name + suffix)
        if source.exists():
            _keep(source, aside / source.name, host)
    host.files.sync_folder(aside)
    return aside.name


def _keep(source: Path, target: Path, host: Host) -> None:
    """A copy; what cannot be read to its end, or finds no room, is moved."""
    try:
        target.touch(mode=0o600)
        shutil.copyfile(source, target)
        with target.open("r+b") as file:
            host.files.sync(file)
    except OSError:
        target.unlink(missing_ok=True)
        host.files.replace(source, target)
