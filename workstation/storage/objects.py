"""Originals, traces and memos by their SHA-256: written once, synced before they are named, never
changed, hashed again whenever they are handed over."""

import re
import shutil
import stat
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from enum import Enum
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import IO, BinaryIO, Final

from workstation.application.ports.files import Files
from workstation.application.ports.storage import StoredObject
from workstation.storage.failures import (
    ObjectAlteredError,
    ObjectMissingError,
    ReadOnlyError,
    assert_no_folder,
    told_of_disk,
)

_CHUNK: Final = 1 << 20
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_WRITABLE: Final = stat.S_IRUSR | stat.S_IWUSR
PART: Final = ".part"


class _State(Enum):
    """How a file of the folder stands to its name."""

    MISSING = "missing"
    SOUND = "sound"
    DAMAGED = "damaged"


class ObjectFolder:
    """`application.ports.storage.Objects` as files ``ab/cdef…`` of one folder. Threads may store and open at the same
    time.

    `name_of` gives a person's name for an object by its hash, for sentences. What is open or read-only is never
    removed, renamed or replaced: Windows refuses it.
    """

    def __init__(
        self,
        folder: Path,
        files: Files,
        *,
        read_only: bool = False,
        name_of: Callable[[str], str] = lambda sha256: sha256,
    ) -> None:
        self._folder = folder
        self._files = files
        self._read_only = read_only
        self._name_of = name_of
        # By the first byte of the hash: equal bytes are named one at a time
        self._naming = tuple(Lock() for _ in range(256))

    def store(self, source: BinaryIO) -> StoredObject:
        if self._read_only:
            raise ReadOnlyError
        with told_of_disk(), ExitStack() as at_end:
            self._make_folder()
            file = tempfile.NamedTemporaryFile(dir=self._folder, suffix=PART, delete=False)  # noqa: SIM115 - closed before it is named
            at_end.callback(Path(file.name).unlink, missing_ok=True)
            at_end.callback(file.close)
            digest, size = _copy(source, file)
            with self._naming[int(digest[:2], 16)]:
                return self._named(file, digest, size)

    def _make_folder(self) -> None:
        """Also where it was removed behind the program: what is lost comes back by taking the same file in again."""
        if not self._folder.is_dir():
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._files.sync_folder(self._folder.parent)

    def _named(self, file: IO[bytes], digest: str, size: int) -> StoredObject:
        """The bytes are on the device before they have a name. An object that is there is looked at: a damaged one is
        replaced."""
        target = self._path(digest)
        state = self._state(digest)
        if state is _State.SOUND:
            return StoredObject(digest, size, new=False)
        self._files.sync(file)
        file.close()
        if not target.parent.exists():
            target.parent.mkdir(mode=0o700, exist_ok=True)
            self._files.sync_folder(self._folder)
        assert_no_folder(target)
        if state is _State.DAMAGED and target.exists():
            target.chmod(_WRITABLE)
        try:
            self._files.replace(Path(file.name), target)
        finally:
            if target.exists():
                self._files.make_read_only(target)
        self._files.sync_folder(target.parent)
        return StoredObject(digest, size, new=True, healed=state is _State.DAMAGED)

    def _state(self, digest: str) -> _State:
        try:
            with self._path(digest).open("rb") as file:
                return _State.SOUND if digest_of(file) == digest else _State.DAMAGED
        except FileNotFoundError:
            return _State.MISSING
        except OSError:  # a bad block
            return _State.DAMAGED

    def holds(self, sha256: str) -> bool:
        return self._path(sha256).is_file()

    def room(self) -> int:
        with told_of_disk():
            there = self._folder if self._folder.is_dir() else self._folder.parent
            return shutil.disk_usage(there).free

    def open(self, sha256: str) -> BinaryIO:
        """Reads it once to the end: what is handed over is what was taken in."""
        stream = self._opened(sha256)
        try:
            sound = digest_of(stream) == sha256
        except OSError:
            sound = False
        if not sound:
            stream.close()
            raise ObjectAlteredError(name=self._name_of(sha256))
        stream.seek(0)
        return stream

    def _opened(self, sha256: str) -> BinaryIO:
        if not _HASH.fullmatch(sha256):  # what is no hash must not become a path
            raise ObjectMissingError(name=sha256)
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError:
            raise ObjectMissingError(name=self._name_of(sha256)) from None
        except OSError:
            raise ObjectAlteredError(name=self._name_of(sha256)) from None

    def names(self) -> tuple[str, ...]:
        """The hashes of all objects that are there."""
        return tuple(
            sorted(
                path.parent.name + path.name
                for path in self._folder.glob("??/*")
                if path.suffix != PART and path.is_file()
            )
        )

    def digest(self, sha256_named: str) -> str:
        """The hash that the bytes have now; empty when they cannot be read."""
        try:
            with self._opened(sha256_named) as file:
                return digest_of(file)
        except (OSError, ObjectAlteredError):
            return ""

    def purge(self, sha256: str) -> None:
        with told_of_disk():
            path = self._path(sha256)
            path.chmod(_WRITABLE)
            path.unlink()

    def sweep(self) -> None:
        """Removes what a killed program left half written. Only the holder of the workspace's lock may."""
        for part in self._folder.glob("*" + PART):
            part.chmod(_WRITABLE)
            part.unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest[2:]


def digest_of(file: BinaryIO) -> str:
    found = sha256()
    while chunk := file.read(_CHUNK):
        found.update(chunk)
    return found.hexdigest()


def _copy(source: BinaryIO, target: IO[bytes]) -> tuple[str, int]:
    digest, size = sha256(), 0
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        target.write(chunk)
        size += len(chunk)
    return digest.hexdigest(), size
