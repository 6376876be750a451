"""Files that last: fsync of bytes and of names, on every system as far as it goes."""

import os
import shutil
import stat
import sys
import threading
from pathlib import Path
from typing import IO

from workstation.application.ports.files import FileNotWrittenError, InsideWorkspaceError
from workstation.domain.system_errors import system_reason


class DurableFiles:
    """`application.ports.files.Files` over the system's own calls."""

    def sync(self, file: IO[bytes]) -> None:
        file.flush()
        if sys.platform == "darwin":
            import fcntl  # noqa: PLC0415 - exists only here

            fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)  # fsync alone stops at the drive's cache
        else:
            os.fsync(file.fileno())

    def sync_folder(self, folder: Path) -> None:
        if sys.platform != "win32":  # NTFS journals names itself; a folder cannot be opened for fsync
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        source.replace(target)

    def make_read_only(self, path: Path) -> None:
        path.chmod(stat.S_IRUSR)


def write_whole(path: Path, content: bytes, files: DurableFiles, *, private: bool = True) -> None:
    """Replaces the file as a whole: after a crash or an `OSError` it holds the old bytes or the new ones, never a
    mixture.

    A `private` file is readable by its owner alone. Only a crash leaves anything beside it. The name beside it is short,
    so that every name that the disk takes is taken, and one for each thread: two may write the same file.
    """
    part = path.with_name(f".{os.getpid()}-{threading.get_ident()}.part")
    try:
        part.touch(mode=0o600 if private else 0o666)
        with part.open("wb") as file:
            file.write(content)
            files.sync(file)
        files.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    files.sync_folder(path.parent)


def make_private_folder(folder: Path) -> None:
    """That nobody else looks into, whatever the umask; one that is there already is made so."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(stat.S_IRWXU)


def write_file(path: Path, content: bytes) -> None:
    """What a person asked for, where they asked for it: whole, or `FileNotWrittenError` and what was there before.
    Through a link into its target; what is no file (a pipe, a terminal) is written to as it is."""
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            write_whole(path.resolve(), content, DurableFiles(), private=False)
    except OSError as error:
        raise FileNotWrittenError(path=path, reason=system_reason(error)) from error


def write_outside(folder: Path, path: Path, content: bytes) -> None:
    """As `write_file`, but nowhere in the `folder` of a workspace, where a name may be that of its database:
    `InsideWorkspaceError`."""
    if path.resolve().is_relative_to(folder.resolve()):
        raise InsideWorkspaceError(path=path)
    write_file(path, content)


def remove_folder(path: Path) -> None:
    """With all that is in it; what is read-only too, which Windows would keep."""
    for file in path.rglob("*"):
        if not file.is_symlink():
            file.chmod(stat.S_IRWXU)
    shutil.rmtree(path)
