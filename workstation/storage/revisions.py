"""The past shapes of the records, so that history reaches across them.

Every migration is one `Revision` here and one script in ``migrations/versions``. A revision that renames or
reshapes a recorded field also ships `upcast`, which turns an image written under the revision before it into
one of its own; replay, undo and restore apply all that came after an image was written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from workstation.domain.images import Image

_SCRIPTS: Final = Path(__file__).parent / "migrations" / "versions"
Upcast = Callable[[str, Image], Image]


@dataclass(frozen=True, slots=True)
class Revision:
    """`number` is the database's `user_version`, `id` Alembic's name, `since` the first program version."""

    number: int
    id: str
    since: str
    upcast: Upcast | None = None


@cache
def first_tables() -> str:
    """SHA-256 of the statements of the first revision. Every workspace keeps the one it began with: until the first release
    these statements change from build to build, and a workspace of another build is refused."""
    return sha256((_SCRIPTS / "0001_initial.sql").read_bytes()).hexdigest()


REVISIONS: Final[tuple[Revision, ...]] = (Revision(1, "0001", "0.1.0"),)


@dataclass(frozen=True, slots=True)
class Revisions:
    """What the storage is told of the past; tests hand in another past."""

    known: tuple[Revision, ...] = REVISIONS
    scripts: tuple[Path, ...] = (_SCRIPTS,)

    @property
    def head(self) -> Revision:
        return self.known[-1]

    def upcast(self, entity: str, image: Image, written_under: str) -> Image:
        """`KeyError` for a revision nobody knows."""
        position = {revision.id: place for place, revision in enumerate(self.known)}[written_under]
        for revision in self.known[position + 1 :]:
            if revision.upcast is not None:
                image = revision.upcast(entity, image)
        return image
