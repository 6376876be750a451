"""7z archives by py7zr."""

import io
import lzma
from collections.abc import Iterator
from typing import Final

from workstation.application.ports.documents import Member
from workstation.documents.archives.members import Budget, refusal_of
from workstation.domain.reading import (
    ArchiveNotSupportedError,
    ArchiveTooLargeError,
    DamagedFileError,
    PasswordNeededError,
    WrongPasswordError,
)

_AT_ONCE: Final = 768 * 1024 * 1024  # such archives are unpacked whole; the worker has 2 GiB


def seven_members(data: bytes, budget: Budget, passwords: tuple[str, ...]) -> Iterator[Member]:
    """Raises `PasswordNeededError`, also where even the names are locked; `ArchiveNotSupportedError` for a compression that
    is not known."""
    import py7zr  # noqa: PLC0415 - 0.1 s, needed for few files

    for password in (None, *passwords):
        try:
            yield from _unpacked(data, budget, password)
        except py7zr.exceptions.PasswordRequired:
            continue
        except py7zr.exceptions.UnsupportedCompressionMethodError as error:
            raise ArchiveNotSupportedError from error
        except (
            py7zr.exceptions.ArchiveError,
            lzma.LZMAError,
            ValueError,
            OSError,
            EOFError,
            TypeError,
        ) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise  # of the machine, not of the archive: bz2 tells of broken data without a number
            if password is None:
                raise DamagedFileError from error
            continue  # a wrong password shows as broken data
        return
    raise WrongPasswordError if passwords else PasswordNeededError


def _unpacked(data: bytes, budget: Budget, password: str | None) -> Iterator[Member]:
    import py7zr  # noqa: PLC0415
    from py7zr.io import BytesIOFactory  # noqa: PLC0415

    with py7zr.SevenZipFile(io.BytesIO(data), password=password) as archive:
        files = [entry for entry in archive.list() if not entry.is_directory]
        if sum(entry.uncompressed for entry in files) > min(_AT_ONCE, budget.size):
            raise ArchiveTooLargeError
        if archive.needs_password() and password is None:
            raise py7zr.exceptions.PasswordRequired([], "")
        factory = BytesIOFactory(_AT_ONCE)
        archive.extractall(factory=factory)
    for entry in files:
        budget.spend(entry.uncompressed)
        refusal = refusal_of(entry.filename, entry.uncompressed)
        content = factory.products.get(entry.filename)
        yield Member(entry.filename, content.read() if content and not refusal else b"", refusal)
