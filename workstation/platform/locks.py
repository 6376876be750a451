"""A lock on a folder that names its holder and dies with its program."""

import errno
import getpass
import os
import platform
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from workstation.application.ports.files import LockTakenError, NoLockFileError

_NEVER_THROUGH_A_LINK = (
    getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
_FAR = 1 << 30  # the byte that Windows locks: far behind the name, which stays readable


class FileLock:
    """Held from construction to `release`. The file itself stays: deleting it would race with the next holder."""

    def __init__(self, path: Path) -> None:
        self._file = _opened(path)
        try:
            _lock(self._file)
        except OSError:
            self._file.seek(0)
            holder = _name_in(self._file)
            self._file.close()
            raise LockTakenError(holder) from None
        self._write(holder_name())

    def release(self) -> None:
        if self._file.closed:
            return
        with suppress(OSError):  # the name in it is a courtesy; a full disk must not keep the lock
            self._write("")
        try:
            _unlock(self._file)
        finally:
            with suppress(OSError):
                self._file.close()

    @staticmethod
    def holder_of(path: Path) -> str:
        """Who has the lock, by the name in it; who was killed with it has it no more. Empty for nobody. Nothing is written, and
        a lock that names nobody is not touched."""
        with suppress(OSError):
            if path.is_file() and not path.is_symlink():
                with path.open("rb") as file:
                    name = _name_in(file)
                    return name if name and _is_locked(file) else ""
        return ""

    def _write(self, holder: str) -> None:
        self._file.truncate(0)
        self._file.seek(0)
        self._file.write(holder.encode())
        self._file.flush()


def _name_in(file: BinaryIO) -> str:
    return file.read(500).decode("utf-8", "replace").strip()


def _is_locked(file: BinaryIO) -> bool:
    try:
        _share(file)
    except OSError:
        return True
    _unlock(file)
    return False


def _opened(path: Path) -> BinaryIO:
    """Never through a link, which would empty whatever file it names."""
    if path.is_symlink():  # where the system has no O_NOFOLLOW
        raise NoLockFileError(path=path)
    try:
        descriptor = os.open(
            path, os.O_RDWR | os.O_CREAT | _NEVER_THROUGH_A_LINK, stat.S_IRUSR | stat.S_IWUSR
        )
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise NoLockFileError(path=path) from None
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NoLockFileError(path=path)
    return os.fdopen(descriptor, "r+b", buffering=0)


def holder_name() -> str:
    """``anna@host (PID 4711)``: it stands in sentences of every language."""
    return f"{_user()}@{platform.node() or 'this computer'} (PID {os.getpid()})"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user id without a name, as in containers
        return "somebody"


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _unlock(file: BinaryIO) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

    def _share(file: BinaryIO) -> None:
        _lock(file)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        """Not `lockf`: that one lets the same program in twice, and lets go with any close of the file."""
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)

    def _share(file: BinaryIO) -> None:
        """Beside others that look at the same time."""
        fcntl.flock(file.fileno(), fcntl.LOCK_SH | fcntl.LOCK_NB)
