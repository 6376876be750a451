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
    """Of a workspace by its folder. `doctor` looks at log, records, objects and copies, also while it is open; the others
    want it closed. `purge` moves what nothing names to a bin; `repair` makes the records from the
    history and `put_aside` moves what cannot be read beside it, each returns the folder that keeps what stood before (""
    where nothing was to be put aside); `accept` goes on where steps are lost and returns the last one; `snapshot` and `restore` take a verified copy and put one back; `copies`
    lists them, oldest first; `remove(path, name)` removes one; `mirror(path, folder, progress)` copies the whole workspace into a
    folder on another disk, also while it is open, and `last_mirror` is the last that was made; `recover_object(path, sha256, file)` takes a
    file that was lost or damaged from where it still is, also while the workspace is open."""

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
