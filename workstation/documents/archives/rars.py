"""RAR archives by the libarchive of the system, where there is one."""

import ctypes
import importlib
import locale
import os
from collections.abc import Iterator
from types import ModuleType
from typing import Final

from workstation.application.ports.documents import Member
from workstation.documents.archives.members import Budget, refusal_of
from workstation.domain.reading import (
    ArchiveNotSupportedError,
    DamagedFileError,
    PasswordNeededError,
    UnsupportedLockError,
)

_LIBRARIES: Final = ("libarchive.so.13", "libarchive.13.dylib", "libarchive.dylib", "archive.dll")
_METHOD_WORDS: Final = ("unsupported", "not supported")
_LOCK_WORDS: Final = ("encrypt", "passphrase", "password")


def rar_members(data: bytes, budget: Budget, passwords: tuple[str, ...]) -> Iterator[Member]:
    """Raises `ArchiveNotSupportedError` without the library; libarchive opens no lock of a RAR."""
    libarchive = _library()
    try:
        with libarchive.memory_reader(data) as archive:
            for entry in archive:
                path = str(entry.pathname or "")
                if entry.isdir:
                    continue
                refusal = refusal_of(path, entry.size or 0, special=not entry.isfile)
                if refusal is not None:
                    yield Member(path, refusal=refusal)
                    continue
                budget.spend(entry.size or 0)
                yield Member(path, b"".join(entry.get_blocks()))
    except libarchive.exception.ArchiveError as error:
        if any(word in str(error).lower() for word in _LOCK_WORDS):
            raise UnsupportedLockError if passwords else PasswordNeededError from error
        if any(word in str(error).lower() for word in _METHOD_WORDS):
            raise ArchiveNotSupportedError from error
        raise DamagedFileError from error


def _library() -> ModuleType:
    """Found by its name: asking the system for it would start a program, which a worker may not."""
    for name in _LIBRARIES:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        os.environ["LIBARCHIVE"] = name
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")  # names are handed over in the locale of the process
        return importlib.import_module("libarchive")
    raise ArchiveNotSupportedError
