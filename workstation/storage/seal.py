"""What the bytes of the database were when it was closed: while they are the same, nothing changed it behind the program.

SQLite has no checksums: a letter of a row that flipped is read as it stands. Hashing the file at each opening costs
milliseconds, replaying its history a tenth of a second and more, so the history is replayed where the hash is another one.
"""

from contextlib import suppress
from hashlib import file_digest
from pathlib import Path

from workstation.application.ports.files import Files
from workstation.storage.ailments import REPAIRABLE
from workstation.storage.failures import (
    RecordsDifferError,
    WorkspaceDamagedError,
    told_of_disk,
)
from workstation.storage.layout import Layout
from workstation.storage.revisions import Revisions
from workstation.storage.soundness import is_untouchable, was_killed
from workstation.storage.verifying import verify


def seal(layout: Layout, files: Files) -> None:
    """Notes the hash of a database that is settled and was replayed just now. Where the note cannot be written, the
    next opening replays the history."""
    part = layout.seal.with_suffix(".seal.part")
    with suppress(OSError):
        part.touch(mode=0o600)
        part.write_text(_hash(layout.database) + "\n", "ascii")
        files.replace(part, layout.seal)


def assert_unaltered(layout: Layout, revisions: Revisions, *, in_use: bool) -> bool:
    """Looks whether the database is the one that was closed. Where it is not, its history is replayed.

    True when it was replayed and is sound. False when the hash is that of the note, or when nothing can be told
    because another program writes (it is `in_use` and has a journal).

    Raises:
        RecordsDifferError: the records are not what the history says.
        WorkspaceDamagedError: the history itself is damaged.
    """
    killed = was_killed(layout)
    if in_use and killed:
        return False
    with told_of_disk():
        if not killed and _sealed(layout) == _hash(layout.database):
            return False
    verdict = verify(layout.database, revisions, immutable=is_untouchable(layout))
    if not verdict.damage:
        return True
    if all(found.code in REPAIRABLE for found in verdict.damage):
        raise RecordsDifferError(detail=verdict.first)
    raise WorkspaceDamagedError(detail=verdict.first)


def _sealed(layout: Layout) -> str:
    try:
        return layout.seal.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
