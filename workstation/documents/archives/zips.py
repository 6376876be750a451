"""Zip archives by the standard library."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from workstation.application.ports.documents import Member
from workstation.documents.archives.members import Budget, refusal_of
from workstation.documents.archives.names import encoding_of
from workstation.documents.archives.zip_content import content_of
from workstation.domain.reading import (
    DamagedFileError,
    MemberDamagedError,
    MemberLockedError,
    MemberMethodError,
    PartsMissingError,
    PasswordNeededError,
    WrongPasswordError,
)

_LOCKED: Final = 0x1
_UTF8: Final = 0x800
_START: Final = b"PK\x03\x04"
_HEADER: Final = 30  # bytes before the name
_END: Final = b"PK\x05\x06"
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    struct.error,
)


def zip_members(data: bytes, budget: Budget, passwords: tuple[str, ...]) -> Iterator[Member]:
    """Raises `DamagedFileError`, or `PasswordNeededError` where every file is locked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (*_BROKEN, NotImplementedError, MemoryError) as error:
        raise DamagedFileError from error
    _repair(archive, data)
    if _is_part(data):
        yield Member("", refusal=PartsMissingError())
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    password = _opening(archive, entries, passwords)
    if entries and password is None and all(entry.flag_bits & _LOCKED for entry in entries):
        raise WrongPasswordError if passwords else PasswordNeededError
    encoding = encoding_of([_raw(entry) for entry in entries if not entry.flag_bits & _UTF8])
    for entry in entries:
        path = entry.filename if entry.flag_bits & _UTF8 else _raw(entry).decode(encoding, "replace")
        yield _member(archive, entry, path, budget, password)


def _repair(archive: zipfile.ZipFile, data: bytes) -> None:
    """Some writers note wrong places in the directory: what does not lie there is looked for by its own header."""
    strayed = [entry for entry in archive.infolist() if not data.startswith(_START, entry.header_offset)]
    if not strayed:
        return
    places: dict[bytes, int] = {}
    at = data.find(_START)
    while at >= 0 and at + _HEADER <= len(data):
        length = struct.unpack_from("<H", data, at + 26)[0]
        places.setdefault(data[at + _HEADER : at + _HEADER + length], at)
        at = data.find(_START, at + 4)
    for entry in archive.infolist():
        found = places.get(_raw(entry))
        if found is not None:
            entry.header_offset = found


def _member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str, budget: Budget, password: bytes | None
) -> Member:
    refusal = refusal_of(path, entry.file_size)
    if refusal is None and entry.flag_bits & _LOCKED and password is None:
        refusal = MemberLockedError()
    if refusal is not None:
        return Member(path, refusal=refusal)
    budget.spend(entry.file_size)
    try:
        return Member(path, content_of(archive, entry, password))
    except NotImplementedError:
        return Member(path, refusal=MemberMethodError())
    except (*_BROKEN, RuntimeError):
        return Member(path, refusal=MemberDamagedError())


def _opening(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], passwords: tuple[str, ...]
) -> bytes | None:
    """The password of the smallest locked file, as UTF-8 or as a Chinese Windows writes it."""
    locked = min(
        (entry for entry in entries if entry.flag_bits & _LOCKED),
        key=lambda entry: entry.file_size,
        default=None,
    )
    if locked is None:
        return None
    for password in passwords:
        for encoding in ("utf-8", "gb18030"):
            try:
                content_of(archive, locked, password.encode(encoding))
            except NotImplementedError:
                pass  # its compression is not known here, whatever the password
            except (*_BROKEN, RuntimeError):
                continue
            return password.encode(encoding)
    return None


def _raw(entry: zipfile.ZipInfo) -> bytes:
    """The name as it was written: the library reads what has no mark as code page 437."""
    return entry.orig_filename.encode("cp437", "replace")


def _is_part(data: bytes) -> bool:
    """Whether the end says that it lies on another disk than the first."""
    at = data.rfind(_END)
    return at >= 0 and len(data) >= at + 8 and struct.unpack_from("<H", data, at + 4)[0] > 0
