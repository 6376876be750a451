"""What makes bytes last and folders ours: the calls that differ between systems, or that a test must watch."""

from collections.abc import Callable
from pathlib import Path
from typing import IO, Protocol

from workstation.domain.errors import UserError

WriteFile = Callable[[Path, bytes], None]
"""Writes a file that a person asked for, whole or not at all: `FileNotWrittenError`; nothing in the folder of the workspace:
`InsideWorkspaceError`."""


class FileNotWrittenError(UserError):
    code = "file.not_written"
    message = "The file {path} could not be written ({reason}); what was there before is unchanged. Choose another folder or a shorter name, or close the program that has it open."


class InsideWorkspaceError(UserError):
    code = "file.inside_workspace"
    message = "{path} lies in the folder of the workspace, which holds only what the program keeps there. Choose another folder."


class NoLockFileError(UserError):
    code = "workspace.lock_no_file"
    message = "{path} is a link or no plain file, so it is not used as the lock of this workspace. Remove it, then open the workspace again."


class Files(Protocol):
    """The order of these calls is what durability rests on, so a fake records them."""

    def sync(self, file: IO[bytes]) -> None:
        """Flushes and waits until the device has the bytes."""

    def sync_folder(self, folder: Path) -> None:
        """Waits until the names in `folder` are on the device; where the system cannot, a no-op."""

    def replace(self, source: Path, target: Path) -> None:
        """Renames over `target` in one step."""

    def make_read_only(self, path: Path) -> None: ...


class LockTakenError(Exception):
    """Somebody else holds the lock; `holder` is what they wrote into it, perhaps empty."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


class HeldLock(Protocol):
    def release(self) -> None: ...


class TakeLock(Protocol):
    """Takes the lock of a file; the system lets go of it when the program ends, however it ends."""

    def __call__(self, path: Path) -> HeldLock:
        """`LockTakenError` when another program, or another caller in this one, holds it; `NoLockFileError` where the
        name leads elsewhere."""


class TemporaryCopies(Protocol):
    """Copies for other programs, removed when the workspace is closed, or when the program starts again."""

    def make(self, name: str, content: IO[bytes]) -> Path:
        """A file of that name in a folder of its own, which only its user can look into; `FileNotWrittenError`."""

    def close(self) -> None:
        """Removes them; one that another program keeps open stays, where the system wants it so, until the next start."""
