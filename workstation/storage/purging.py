"""Taking out what nothing names any more, by a person's wish: looked at first, moved and never deleted."""

from datetime import UTC
from pathlib import Path

from workstation.application.ports.upkeep import Purged
from workstation.storage.ailments import ObjectUnnamed
from workstation.storage.doctor import findings
from workstation.storage.failures import WorkspaceUnsoundError, told, told_of_disk
from workstation.storage.layout import Host, Layout
from workstation.storage.objects import ObjectFolder
from workstation.storage.soundness import examine
from workstation.storage.sweeping import hashes_kept
from workstation.storage.workspace import locked


def purge_objects(path: Path, host: Host) -> Purged:
    """Moves the objects that no row, no history row and no snapshot names into a dated folder of the bin.

    Raises:
        WorkspaceUnsoundError: the doctor finds anything else: what names an object may be what was damaged.
    """
    layout = Layout(path)
    with locked(layout, host), told(), told_of_disk():
        examine(layout, host.revisions, in_use=False)
        for found in findings(layout, host):
            if found.code != ObjectUnnamed.code:
                raise WorkspaceUnsoundError(detail=found.code)
        named = hashes_kept(layout)
        unnamed = [name for name in ObjectFolder(layout.objects, host.files).names() if name not in named]
        if not unnamed:
            return Purged(0, "")
        folder = layout.bin / f"{host.now().astimezone(UTC):%Y-%m-%dT%H%M%SZ}"
        for name in unnamed:
            target = folder / name[:2] / name[2:]
            target.parent.mkdir(parents=True, exist_ok=True)
            source = layout.objects / name[:2] / name[2:]
            source.chmod(0o600)  # Windows moves no read-only file
            host.files.replace(source, target)
            host.files.make_read_only(target)
        host.files.sync_folder(folder)
    return Purged(len(unnamed), folder.relative_to(path).as_posix())
