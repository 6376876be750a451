"""Putting a snapshot back. Only through here: a journal left beside a restored database would corrupt it."""

from itertools import count
from pathlib import Path

from workstation.domain.errors import UserError
from workstation.storage.engine import remove_database, settle
from workstation.storage.failures import told, told_of_disk
from workstation.storage.layout import Host, Layout
from workstation.storage.snapshots import SnapshotFolder
from workstation.storage.soundness import examine, remove_journals
from workstation.storage.workspace import locked

_SUFFIXES = ("", "-wal", "-shm")


def restore(path: Path, name: str, host: Host) -> str:
    """Makes the snapshot `name` the workspace's database. Returns where the state before is kept: the name of a
    snapshot of it, or, where it is too damaged for one, of a folder beside the database."""
    layout = Layout(path)
    with told_of_disk(), locked(layout, host, needs_database=False):
        snapshots = SnapshotFolder(layout.snapshots, host.files)
        part = layout.folder / "workspace.db.part"
        remove_database(part)
        snapshots.copy_out(name, part)
        kept = _keep_present(layout, host, snapshots)
        remove_journals(layout.database)
        host.files.replace(part, layout.database)
        host.files.sync_folder(layout.folder)
    return kept


def _keep_present(layout: Layout, host: Host, snapshots: SnapshotFolder) -> str:
    try:
        examine(layout, host.revisions, read_only=False)
        kept = snapshots.take(layout.database, host.clock()).name
        with told():
            settle(layout.database)
    except UserError:  # not whole enough to be copied: moved aside as it lies there
        return _move_aside(layout, host)
    return kept


def _move_aside(layout: Layout, host: Host) -> str:
    """A folder with the database and its journal, names unchanged, so that an expert can open it."""
    aside = next(
        folder for number in count(1) if not (folder := layout.folder / f"damaged-{number}").exists()
    )
    aside.mkdir()
    for suffix in _SUFFIXES:
        source = layout.database.with_name(layout.database.name + suffix)
        if source.exists():
            host.files.replace(source, aside / source.name)
    host.files.sync_folder(aside)
    return aside.name
