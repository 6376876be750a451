"""Originals, traces and memos by their SHA-256: written once, synced before they are named, never changed."""

import re
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import IO, BinaryIO, Final

from workstation.application.ports.files import Files
from workstation.application.ports.storage import StoredObject
from workstation.storage.failures import ObjectMissingError, ReadOnlyError, told_of_disk

_CHUNK: Final = 1 << 20
_HASH: Final = re.compile(r"[0-9a-f]{64}")
PART: Final = ".part"


class ObjectFolder:
    """`application.ports.storage.Objects` as files ``ab/cdef…`` of one folder."""

    def __init__(self, folder: Path, files: Files, *, read_only: bool = False) -> None:
        self._folder = folder
        self._files = files
        self._read_only = read_only

    def store(self, source: BinaryIO) -> StoredObject:
        if self._read_only:
            raise ReadOnlyError
        with told_of_disk():
            return self._store(source)

    def _store(self, source: BinaryIO) -> StoredObject:
        with tempfile.NamedTemporaryFile(dir=self._folder, suffix=PART, delete=False) as file:
            part = Path(file.name)
            try:
                digest, size = _copy(source, file)
                target = self._path(digest)
                if target.exists() and target.stat().st_size == size:
                    return StoredObject(digest, size, new=False)
                self._files.sync(file)
                file.close()
                self._name(part, target)
                return StoredObject(digest, size, new=True)
            finally:
                part.unlink(missing_ok=True)

    def _name(self, part: Path, target: Path) -> None:
        """The bytes are on the device; now the name."""
        self._files.make_read_only(part)
        if not target.parent.exists():
            target.parent.mkdir(exist_ok=True)
            self._files.sync_folder(self._folder)
        self._files.replace(part, target)
        self._files.sync_folder(target.parent)

    def open(self, sha256: str) -> BinaryIO:
        if not _HASH.fullmatch(sha256):  # what is no hash must not become a path
            raise ObjectMissingError(sha256=sha256)
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError:
            raise ObjectMissingError(sha256=sha256) from None

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
        """The hash that the bytes have now."""
        found = sha256()
        with self.open(sha256_named) as file:
            while chunk := file.read(_CHUNK):
                found.update(chunk)
        return found.hexdigest()

    def purge(self, sha256: str) -> None:
        with told_of_disk():
            path = self._path(sha256)
            path.chmod(0o600)  # Windows removes no read-only file
            path.unlink()

    def sweep(self) -> None:
        """Removes what a killed program left half written. Only the holder of the workspace's lock may."""
        for part in self._folder.glob("*" + PART):
            part.unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest[2:]


def _copy(source: BinaryIO, target: IO[bytes]) -> tuple[str, int]:
    digest, size = sha256(), 0
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        target.write(chunk)
        size += len(chunk)
    return digest.hexdigest(), size
