"""What a zip is: an Office file, a document of another program that happens to be a zip, or an archive of files."""

import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from workstation.application.ports.documents import FileKind
from workstation.documents.marks import Sniffed

if TYPE_CHECKING:
    import zipfile

ZIP_MARKS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_HEAD: Final = 8192
_MEDIA_TYPE: Final = 200  # bytes
_OPENXML: Final = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT: Final = "application/vnd.oasis.opendocument"
# by the first folder of the parts (ISO/IEC 29500-2)
_FOLDERS: Final = (
    ("word/", FileKind.WORD, f"{_OPENXML}wordprocessingml.document", "DOCX"),
    ("xl/", FileKind.SHEET, f"{_OPENXML}spreadsheetml.sheet", "XLSX"),
    ("ppt/", FileKind.WORD, f"{_OPENXML}presentationml.presentation", "PPTX"),
    ("visio/", FileKind.OTHER, "application/vnd.visio", "VSDX"),
)
# by the media type that OpenDocument (ISO/IEC 26300-3) and EPUB (OCF 3.3) write first
_MEDIA_TYPES: Final = (
    (b"opendocument.text", FileKind.WORD, f"{_OPEN_DOCUMENT}.text", "ODT"),
    (b"opendocument.spreadsheet", FileKind.SHEET, f"{_OPEN_DOCUMENT}.spreadsheet", "ODS"),
    (b"opendocument.presentation", FileKind.WORD, f"{_OPEN_DOCUMENT}.presentation", "ODP"),
    (b"vnd.oasis.opendocument.", FileKind.OTHER, _OPEN_DOCUMENT, "ODF"),
    (b"application/epub+zip", FileKind.OTHER, "application/epub+zip", "EPUB"),
)
# by parts that stand at the top: a data room that holds such a document in a folder is an archive all the same
_PARTS: Final = (
    (re.compile(r"OFD\.xml"), "application/ofd", "OFD"),
    (re.compile(r"(?:FixedDocumentSequence|[^/]+)\.fdseq", re.IGNORECASE), "application/vnd.ms-xpsdocument", "XPS"),
    (re.compile(r"META-INF/container\.xml"), "application/epub+zip", "EPUB"),
    (re.compile(r"Index/.+\.iwa|Index\.zip|index\.apxl|buildVersionHistory\.plist"), "application/vnd.apple.iwork", "IWORK"),
    (re.compile(r"AndroidManifest\.xml|META-INF/MANIFEST\.MF"), "application/java-archive", "JAR"),
)  # fmt: skip


def zip_kind(data: bytes) -> Sniffed:
    """By the names of its parts; of a broken zip the first ones are still there."""
    import zipfile  # noqa: PLC0415 - most files are none, and loading it takes a tenth of a worker's start

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names: Iterable[str] = archive.namelist()
            said = archive.read("mimetype") if _says_its_kind(archive) else b""
    except Exception:  # noqa: BLE001 - a broken zip: whatever the library stumbles over
        names, said = _first_parts(data[:_HEAD]), b""
    return _by_parts(said or _first_content(data), frozenset(names))


def zip_glance(head: bytes) -> Sniffed:
    """The same of the first bytes alone, by no library."""
    return _by_parts(_first_content(head), _first_parts(head))


def _says_its_kind(archive: "zipfile.ZipFile") -> bool:
    """Some writers put the part that should come first behind the others, or compress it."""
    return "mimetype" in archive.namelist() and archive.getinfo("mimetype").file_size <= _MEDIA_TYPE


def _first_content(data: bytes) -> bytes:
    return data[38:_MEDIA_TYPE] if data[30:38] == b"mimetype" else b""


def _first_parts(head: bytes) -> frozenset[str]:
    return frozenset(name.decode("latin-1") for name in re.findall(rb"[\w\[\]/.-]+\.(?:xml|rels)", head))


def _by_parts(media_type: bytes, names: frozenset[str]) -> Sniffed:
    is_package = "[Content_Types].xml" in names
    found = (_by_folder(names) if is_package else None) or _by_media_type(media_type) or _by_top_part(names)
    if found:
        return found
    if is_package:
        return Sniffed(FileKind.OTHER, "application/vnd.openxmlformats-package", "OPC")
    return Sniffed(FileKind.ARCHIVE, "application/zip", "ZIP")


def _by_folder(names: frozenset[str]) -> Sniffed | None:
    for start, kind, media_type, name in _FOLDERS:
        if any(part.startswith(start) for part in names):
            return Sniffed(kind, media_type, name)
    return None


def _by_media_type(said: bytes) -> Sniffed | None:
    for mark, kind, media_type, name in _MEDIA_TYPES:
        if mark in said:
            return Sniffed(kind, media_type, name)
    return None


def _by_top_part(names: frozenset[str]) -> Sniffed | None:
    for part, media_type, name in _PARTS:
        if any(map(part.fullmatch, names)):
            return Sniffed(FileKind.OTHER, media_type, name)
    if _is_one_folder(names):
        return Sniffed(FileKind.OTHER, "application/vnd.apple.iwork", "IWORK")
    return None


def _is_one_folder(names: frozenset[str]) -> bool:
    """A document that is a folder on a Mac, packed when it was sent; what the system adds beside it does not count."""
    tops = {name.partition("/")[0] for name in names if not name.startswith("__MACOSX/")}
    top = tops.pop() if len(tops) == 1 else ""
    return top.lower().endswith((".pages", ".numbers", ".key")) and any(
        name.startswith(f"{top}/") for name in names
    )
