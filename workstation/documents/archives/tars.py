"""Tar archives, and single files that were squeezed (gzip, bzip2, xz)."""

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, Final, cast

from workstation.application.ports.documents import Member
from workstation.documents.archives.members import MEMBER_LIMIT, Budget, refusal_of
from workstation.documents.archives.names import encoding_of
from workstation.documents.sniff import TAR_HEADER, is_tar
from workstation.domain.reading import ArchiveTooLargeError, DamagedFileError, MemberDamagedError

_CHUNK: Final = 1024 * 1024
_BROKEN: Final = (tarfile.TarError, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)
_SQUEEZED: Final[dict[bytes, Callable[[IO[bytes]], IO[bytes]]]] = {
    b"\x1f\x8b": lambda file: cast("IO[bytes]", gzip.GzipFile(fileobj=file)),
    b"BZ": lambda file: cast("IO[bytes]", bz2.BZ2File(file)),
    b"\xfd7": lambda file: cast("IO[bytes]", lzma.LZMAFile(file)),  # noqa: SIM115 - the caller closes it
}


def tar_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """Links, devices and pipes are refused."""
    try:
        archive = tarfile.TarFile(fileobj=io.BytesIO(data), errors="surrogateescape")
        entries = [entry for entry in archive if not entry.isdir()]
    except _BROKEN as error:
        raise DamagedFileError from error
    encoding = encoding_of([_raw(entry) for entry in entries])
    links = {entry.name.strip("/") for entry in entries if entry.issym() or entry.islnk()}
    for entry in entries:
        path = _raw(entry).decode(encoding, "replace")
        through = any(str(parent) in links for parent in PurePosixPath(entry.name).parents)
        refusal = refusal_of(path, entry.size, special=not entry.isfile() or through)
        if refusal is not None:
            yield Member(path, refusal=refusal)
            continue
        budget.spend(entry.size)
        try:
            content = archive.extractfile(entry)
            yield Member(path, content.read() if content is not None else b"")
        except _BROKEN:
            yield Member(path, refusal=MemberDamagedError())


def squeezed_members(data: bytes, name: str, budget: Budget) -> Iterator[Member]:
    """The one file inside, or the files of a tar inside."""
    content = _unsqueezed(data, budget)
    if is_tar(content[:TAR_HEADER]):
        yield from tar_members(content, budget)
    else:
        budget.spend(len(content))
        yield Member(_inner_name(name), content)


def _unsqueezed(data: bytes, budget: Budget) -> bytes:
    opener = _SQUEEZED[data[:2]]
    room = min(budget.size, MEMBER_LIMIT)
    out = io.BytesIO()
    try:
        with opener(io.BytesIO(data)) as stream:
            while chunk := stream.read(_CHUNK):
                if out.tell() + len(chunk) > room:
                    raise ArchiveTooLargeError
                out.write(chunk)
    except _BROKEN as error:
        raise DamagedFileError from error
    return out.getvalue()


def _inner_name(name: str) -> str:
    """The name of the archive without its ending; "tgz" was a "tar"."""
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem:
        return name or "content"
    return f"{stem}.tar" if ending.lower() == "tgz" else stem


def _raw(entry: tarfile.TarInfo) -> bytes:
    return entry.name.encode("utf-8", "surrogateescape")
