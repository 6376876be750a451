"""Files that are embedded in Office files ([MS-OLEDS], [MS-DOC] 2.1.6, [MS-XLS] 2.1.7.7): spreadsheets, letters, packages."""

import io
import re
import struct
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

import olefile

from workstation.application.ports.documents import FileKind
from workstation.documents.encoding import decode
from workstation.documents.mail.mail import Attached
from workstation.documents.marks import Sniffed
from workstation.documents.office.compound import Tree, compound_file
from workstation.documents.office.parts import Parts
from workstation.documents.sniff import OLE_MARK, sniff
from workstation.domain.reading import ReadingError

_EMBEDDINGS: Final = re.compile(r"(?:word|xl|ppt)/embeddings/[^/]+|(?:Object|Objekt) ?\d+", re.IGNORECASE)
_NATIVE: Final = "\x01Ole10Native"
# streams that are a file by themselves, and those that show that the whole storage is one
_WHOLE: Final = ("Package", "CONTENTS", "EmbeddedOdf")
_DOCUMENTS: Final = (
    "WordDocument",
    "Workbook",
    "Book",
    "PowerPoint Document",
    "VisioDocument",
    "EncryptedPackage",
)
_HOLDERS: Final = re.compile(r"MBD[0-9A-F]{8}|_\d{8,}", re.IGNORECASE)  # of Excel, and in the pool of Word
_POOL: Final = "ObjectPool"
_EMBEDDED_OLE1: Final = 2  # [MS-OLEDS] 2.2.4: the format of an object that is embedded, not linked
_SLIDES: Final = "PowerPoint Document"
_SUFFIXES: Final = {"WORDML": "xml", "P7M": "p7m", "?": "bin", "OLE": "bin", "LOCKED": "bin", "Word 2": "doc"}
_BROKEN: Final = (OSError, struct.error, IndexError, ValueError, OverflowError, RecursionError)


def embedded_files(data: bytes, found: Sniffed) -> Iterator[Attached]:
    """What can be opened by itself, by the name that it was embedded with. What is only drawn (equations, controls, charts
    without a table) is no file; nor is what is broken."""
    if data.startswith(OLE_MARK):
        yield from _in_compound(data)
    elif found.name == "RTF":
        yield from _in_rtf(data)
    elif found.kind in {FileKind.WORD, FileKind.SHEET} and data.startswith(b"PK"):
        yield from _in_package(data)


def _in_package(data: bytes) -> Iterator[Attached]:
    parts = Parts(data)
    for name in parts.names:
        if not _EMBEDDINGS.fullmatch(name):
            continue
        try:
            content = parts.read(name)
        except ReadingError:
            continue
        title = PurePosixPath(name).name
        if content.startswith(OLE_MARK):
            yield from object_files(content, PurePosixPath(title).stem)
        elif content:
            yield Attached(title if "." in title else _named(title, content), content)


def _in_rtf(data: bytes) -> Iterator[Attached]:
    if b"objdata" not in data:
        return
    from workstation.documents.office.rtf import read_rtf  # noqa: PLC0415 - few files are RTF

    for number, content in enumerate(read_rtf(data).objects, 1):
        yield from _ole1(content, f"OLE-{number}")


def _ole1(data: bytes, title: str) -> Iterator[Attached]:
    """[MS-OLEDS] 2.2.5: version, format, three names with their lengths, then the size of the data and the data."""
    try:
        if struct.unpack_from("<I", data, 4)[0] != _EMBEDDED_OLE1:
            return
        at = 8
        for _ in range(3):
            at += 4 + struct.unpack_from("<I", data, at)[0]
        size = struct.unpack_from("<I", data, at)[0]
    except _BROKEN:
        return
    content = data[at + 4 : at + 4 + size]
    if content.startswith(OLE_MARK):
        yield from object_files(content, title)
    else:
        yield from _native(struct.pack("<I", len(content)) + content, title)


def object_files(data: bytes, title: str) -> Iterator[Attached]:
    """The files of an object that is an OLE file itself: one that was packed into it, or the document that it is."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if any(ole.exists(name) for name in _DOCUMENTS):
                yield Attached(_named(title, data), data)
            else:
                yield from storage_files(ole, [], title)
    except _BROKEN:
        return


def _in_compound(data: bytes) -> Iterator[Attached]:
    """What lies in the storages of a Word or Excel file of 2003; PowerPoint keeps its objects in a stream."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            for number, path in enumerate(_holders(ole), 1):
                yield from storage_files(ole, path, f"OLE-{number}")
            if ole.exists(_SLIDES):
                from workstation.documents.office.ppt import slide_objects  # noqa: PLC0415 - few files are as old

                for number, content in enumerate(slide_objects(ole.openstream(_SLIDES).read()), 1):
                    yield from object_files(content, f"OLE-{number}")
    except _BROKEN:
        return


def _holders(ole: olefile.OleFileIO) -> Iterator[list[str]]:
    for path in ole.listdir(streams=False, storages=True):
        in_pool = len(path) == 2 and path[0] == _POOL
        if in_pool or (len(path) == 1 and _HOLDERS.fullmatch(path[0])):
            yield path


def storage_files(ole: olefile.OleFileIO, path: list[str], title: str) -> Iterator[Attached]:
    """The files of an object that is a storage of `ole`."""
    if ole.exists([*path, _NATIVE]):
        yield from _native(ole.openstream([*path, _NATIVE]).read(), title)
        return
    for name in _WHOLE:
        if ole.exists([*path, name]):
            content = ole.openstream([*path, name]).read()
            if sniff(content).name not in {"?", "TXT", "CSV"}:
                yield Attached(_named(title, content), content)
                return
    if any(ole.exists([*path, name]) for name in _DOCUMENTS):
        content = compound_file(_tree(ole, path))
        yield Attached(_named(title, content), content)


def _tree(ole: olefile.OleFileIO, path: list[str]) -> Tree:
    found: dict[str, bytes | Tree] = {}
    for inner in ole.listdir():
        if inner[: len(path)] != path:
            continue
        *folders, name = inner[len(path) :]
        at = found
        for folder in folders:
            below = at.setdefault(folder, {})
            assert isinstance(below, dict)  # noqa: S101 - a name is a stream or a storage, and olefile lists it as one
            at = below
        at[name] = ole.openstream(inner).read()
    return found


def _native(data: bytes, title: str) -> Iterator[Attached]:
    """A file with its name, as the packager of Windows keeps it; or the data of a program of Windows 3, told by content."""
    try:
        packed = _packed(data)
    except _BROKEN:
        content = data[4:]
    else:
        if packed is not None:
            yield packed
        return
    if sniff(content).name not in {"?", "TXT", "CSV"}:
        yield Attached(_named(title, content), content)


def _packed(data: bytes) -> Attached | None:
    """Two names, a path and the content, then the names again in UTF-16 ([MS-OLEDS] 2.3.6 leaves the form to the packager).
    None for a link to a file elsewhere; `ValueError` for what is no package."""
    if struct.unpack_from("<H", data, 4)[0] != 2:
        raise ValueError
    label, at = _text(data, 6)
    name, at = _text(data, at)
    is_file = struct.unpack_from("<HH", data, at)[1]
    if is_file != 3:
        return None
    at += 4
    at += 4 + struct.unpack_from("<I", data, at)[0]
    size = struct.unpack_from("<I", data, at)[0]
    content = data[at + 4 : at + 4 + size]
    if len(content) < size:
        raise ValueError
    wide = _wide_names(data, at + 4 + size)
    given = (wide[1] if len(wide) > 1 and wide[1] else "") or decode(label or name)[0]
    return Attached(given.replace("\\", "/").rpartition("/")[2] or "OLE", content)


def _wide_names(data: bytes, at: int) -> list[str]:
    """The path, the label and the name in UTF-16, each after the number of its characters."""
    found: list[str] = []
    while at + 4 <= len(data) and len(found) < 3:
        size = struct.unpack_from("<I", data, at)[0] * 2
        if at + 4 + size > len(data):
            break
        found.append(data[at + 4 : at + 4 + size].decode("utf-16-le", "replace"))
        at += 4 + size
    return found


def _text(data: bytes, at: int) -> tuple[bytes, int]:
    end = data.index(b"\x00", at)
    return data[at:end], end + 1


def _named(title: str, content: bytes) -> str:
    name = sniff(content).name
    return f"{title}.{_SUFFIXES.get(name, name.lower())}"
