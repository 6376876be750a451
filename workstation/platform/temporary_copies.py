"""Copies of a seller's files for other programs: in a folder of the system for what is temporary, gone with the program."""

import errno
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import IO, Final

from workstation.application.ports.files import FileNotWrittenError, LockTakenError, NoLockFileError
from workstation.domain.system_errors import system_reason
from workstation.platform.locks import FileLock

_PREFIX: Final = "workstation-copy-"
_LOCK: Final = "lock"
_TRIES: Final = 5  # another start may take a new folder for a dead one


class TemporaryCopies:
    """`application.ports.files.TemporaryCopies`. Nothing is made before the first copy. `parent` is a folder in which
    everybody may write; the one made in it is its user's alone, and a lock in it says that its program still runs."""

    def __init__(self, parent: Path | None = None) -> None:
        self._parent = parent
        self._held: tuple[Path, FileLock] | None = None

    def make(self, name: str, content: IO[bytes]) -> Path:
        try:
            path = Path(mkdtemp(dir=self._folder())) / name
            with path.open("xb") as file:
                shutil.copyfileobj(content, file)
        except OSError as error:
            raise FileNotWrittenError(path=name, reason=system_reason(error)) from error
        return path

    def close(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            _remove(*held)

    def _folder(self) -> Path:
        for _ in range(_TRIES):
            self._held = self._held or _held(Path(mkdtemp(prefix=_PREFIX, dir=self._parent)))
            if self._held is not None:
                return self._held[0]
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))


def remove_left_copies(parent: Path | None = None) -> None:
    """Removes what killed programs of this user left; a folder whose program runs is left alone. What another program
    still has open, where the system then refuses, stays for the next start."""
    try:
        found = list((parent or Path(gettempdir())).glob(f"{_PREFIX}*"))
    except OSError:
        return
    for folder in found:
        held = _held(folder) if _is_own(folder) else None
        if held is not None:
            _remove(*held)


def _is_own(folder: Path) -> bool:
    """Not through a link, and nobody else's: everybody may write beside it."""
    try:
        state = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(state.st_mode) and (not hasattr(os, "getuid") or state.st_uid == os.getuid())


def _held(folder: Path) -> tuple[Path, FileLock] | None:
    """With its lock, if nobody else has it or has just removed the folder."""
    try:
        lock = FileLock(folder / _LOCK)
    except (LockTakenError, NoLockFileError, OSError):
        return None
    if (folder / _LOCK).exists():
        return folder, lock
    lock.release()
    return None


def _remove(folder: Path, lock: FileLock) -> None:
    """The lock last, and the folder only when it is empty: whoever has made a new lock in it meanwhile keeps it."""
    for copy in folder.iterdir():
        if copy.name != _LOCK:
            for path in copy.rglob("*"):
                with suppress(OSError):
                    if not path.is_symlink():
                        path.chmod(stat.S_IRWXU)
            shutil.rmtree(copy, ignore_errors=True)
    removed = _unlinked(folder / _LOCK)
    lock.release()
    if not removed:  # Windows removes no file that is open
        _unlinked(folder / _LOCK)
    with suppress(OSError):
        folder.rmdir()


def _unlinked(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True
