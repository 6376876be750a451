"""Care for a workspace: the doctor, its remedies, and the copies."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workstation.application.ports.upkeep import Ailment, Copy, Mirror, Purged, Restored
from workstation.application.progress import Progress
from workstation.application.services import Services
from workstation.domain.copies import CopyReason
from workstation.domain.documents import Version
from workstation.domain.errors import UserError


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Care for a workspace, which every function takes by its folder.

    `doctor`, `mirror` and `recover_object` may run while the workspace is open; the others want it closed.

    doctor: what is wrong with log, records, files and snapshots, worst first.
    purge: moves the files that nothing names to the bin.
    repair: makes the records anew from the history; the name of the folder that keeps the database as it was.
    put_aside: moves notes of imports and drafts that cannot be read; the name of their new folder, "" where all can be read.
    accept: goes on where the last steps are lost; the number of the step at which the history now ends.
    snapshot: takes a verified copy of the database; its name.
    restore: puts the snapshot of a name back.
    copies: the snapshots, oldest first.
    remove: removes the snapshot of a name.
    mirror: copies the whole workspace into a folder on another disk.
    last_mirror: the last such copy; None where none was made.
    recover_object: by hash and path: takes a file that was lost or damaged from where it still is.
    """

    doctor: Callable[[Path], tuple[Ailment, ...]]
    purge: Callable[[Path], Purged]
    repair: Callable[[Path], str]
    put_aside: Callable[[Path], str]
    accept: Callable[[Path], int]
    snapshot: Callable[[Path], str]
    restore: Callable[[Path, str], Restored]
    copies: Callable[[Path], tuple[Copy, ...]]
    remove: Callable[[Path, str], None]
    mirror: Callable[[Path, Path, Progress], Mirror]
    last_mirror: Callable[[Path], Mirror | None]
    recover_object: Callable[[Path, str, Path], None]


@dataclass(frozen=True, slots=True)
class Examined:
    """What a look at an open workspace found: what is wrong, how many papers it holds, the free bytes of its disk, and
    whether this program alone may write to it."""

    ailments: tuple[Ailment, ...]
    files: int
    free: int
    holds_lock: bool


def examine(upkeep: Upkeep, path: Path, services: Services) -> Examined:
    files = {version.sha256 for version in services.reader.rows(Version)} - {None}
    return Examined(upkeep.doctor(path), len(files), services.objects.room(), not services.read_only)


def copy_before_bulk(services: Services) -> None:
    """Before work that changes much at once. A copy that fails does not stop the work: `services.copies.failure` has it."""
    with suppress(UserError):
        services.copies.take(CopyReason.BULK, only_if_changed=True)
