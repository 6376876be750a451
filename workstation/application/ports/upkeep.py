"""What the care for a workspace says: the doctor's findings, the copies that are kept, what was put back."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from workstation.application.ports.storage import Reader
from workstation.domain.copies import CopyReason
from workstation.domain.errors import UserError


class NothingToRepairError(UserError):
    code = "workspace.nothing_to_repair"
    message = "The records are what the history says; there is nothing to repair."


@dataclass(frozen=True, slots=True)
class Ailment:
    """One thing the doctor found. `code` is stable; `text` is an English key with `params`; `command` mends it on the
    command line ("" where no command does), as the window does with a button."""

    code: str
    text: str
    params: dict[str, str]
    command: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the database inside the workspace's folder. `steps` is how many operations were replayed when it was
    verified, None where no note of that is left; `size` in bytes."""

    name: str
    number: int
    taken_at: datetime
    reason: CopyReason
    size: int
    steps: int | None


@dataclass(frozen=True, slots=True)
class CopyFailure:
    """Copies have failed `since` then; `error` is what the last try said."""

    since: datetime
    error: UserError


class Copies(Protocol):
    """Verified copies of an open workspace's database, inside its folder: they undo mistakes and damage to the database,
    not the loss of the disk. `failure` stands until a copy succeeds."""

    failure: CopyFailure | None

    def all(self) -> tuple[Copy, ...]:
        """Oldest first."""

    def take(self, reason: CopyReason, *, only_if_changed: bool = False) -> str:
        """The name of a copy that was taken and verified now; `only_if_changed`, of the latest where nothing was written
        since. Others may write meanwhile. Any `UserError` is also kept as `failure`."""

    def remove(self, name: str) -> None: ...

    def reading(self, name: str) -> AbstractContextManager[Reader]:
        """The records as a copy holds them."""


@dataclass(frozen=True, slots=True)
class Mirror:
    """The whole workspace in a folder elsewhere, as it was `at` that moment.

    lacking: how many files were damaged here; the copy lacks them, or has them from an earlier time.
    snapshots: the names of those that lie there too.
    same_disk: the copy lies on the disk of the workspace, and does not survive its loss.
    """

    path: str
    at: datetime
    lacking: int = 0
    snapshots: tuple[str, ...] = ()
    same_disk: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the state before is kept: the name of a copy, or, where it was not sound, of a folder beside the database;
    "" where there was none."""

    kept: str
    is_copy: bool


@dataclass(frozen=True, slots=True)
class Purged:
    """How many objects were moved, and to which folder of the workspace; "" where there were none."""

    count: int
    folder: str
