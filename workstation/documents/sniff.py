"""What a file is by its content, whatever its name says."""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from workstation.application.ports.documents import FileKind
from workstation.documents.encoding import decode
from workstation.documents.mail.headers import is_box, is_mail
from workstation.documents.tables import delimiter_of

_PDF_MARK: Final = b"%PDF-"
# readers look for the header in the first 1024 bytes (PDF 32000-1, annex H.3.4.1); some files hide it deeper
_PDF_SEARCH: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Sniffed:
    """`name` is a short word that needs no translation ("PNG"), or "?" for what nobody knows; `password` opened it."""

    kind: FileKind
    media_type: str
    name: str
    password: str | None = field(default=None, repr=False)


_PICTURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png", "PNG"),
    (b"\xff\xd8\xff", "image/jpeg", "JPEG"),
    (b"II*\x00", "image/tiff", "TIFF"),
    (b"MM\x00*", "image/tiff", "TIFF"),
    (b"GIF8", "image/gif", "GIF"),
)
TAR_HEADER: Final = 512  # bytes
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XLS: Final = "application/vnd.ms-excel"
_DOC: Final = "application/msword"
_OTHERS: Final = (
    (b"{\\rtf", FileKind.WORD, "application/rtf", "RTF"),
    (b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE, "application/x-7z-compressed", "7Z"),
    (b"Rar!\x1a\x07", FileKind.ARCHIVE, "application/vnd.rar", "RAR"),
    (b"\x1f\x8b", FileKind.ARCHIVE, "application/gzip", "GZIP"),
    (b"BZh", FileKind.ARCHIVE, "application/x-bzip2", "BZIP2"),
    (b"\xfd7zXZ\x00", FileKind.ARCHIVE, "application/x-xz", "XZ"),
    (b"\x09\x04\x06\x00", FileKind.SHEET, _XLS, "XLS4"),
    (b"\x09\x02\x06\x00", FileKind.SHEET, _XLS, "XLS3"),
    (b"\x09\x00\x04\x00", FileKind.SHEET, _XLS, "XLS2"),
    (b"\xdb\xa5", FileKind.OTHER, _DOC, "Word 2"),
    (b"MZ", FileKind.OTHER, "application/vnd.microsoft.portable-executable", "EXE"),
    (b"\x7fELF", FileKind.OTHER, "application/x-executable", "ELF"),
)
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"hevc"})
_OPENXML: Final = "application/vnd.openxmlformats-officedocument."
# by the first folder of the parts, and by the media type that OpenDocument writes first
_ZIPPED: Final = (
    ("word/", FileKind.WORD, f"{_OPENXML}wordprocessingml.document", "DOCX"),
    ("xl/", FileKind.SHEET, f"{_OPENXML}spreadsheetml.sheet", "XLSX"),
    ("ppt/", FileKind.WORD, f"{_OPENXML}presentationml.presentation", "PPTX"),
)
_OPEN_DOCUMENTS: Final = (
    (b"opendocument.text", FileKind.WORD, "application/vnd.oasis.opendocument.text", "ODT"),
    (b"opendocument.spreadsheet", FileKind.SHEET, "application/vnd.oasis.opendocument.spreadsheet", "ODS"),
    (b"opendocument.presentation", FileKind.OTHER, "application/vnd.oasis.opendocument.presentation", "ODP"),
)
# streams of OLE files, in the order of what they tell ([MS-CFB], [MS-OXMSG], [MS-DOC], [MS-XLS], [MS-PPT])
_STREAMS: Final = (
    ("EncryptedPackage", FileKind.OTHER, "application/x-ole-storage", "LOCKED"),
    ("__properties_version1.0", FileKind.MAIL, "application/vnd.ms-outlook", "MSG"),
    ("WordDocument", FileKind.WORD, _DOC, "DOC"),
    ("Workbook", FileKind.SHEET, _XLS, "XLS"),
    ("Book", FileKind.SHEET, _XLS, "XLS"),
    ("PowerPoint Document", FileKind.OTHER, "application/vnd.ms-powerpoint", "PPT"),
)
_WORD_XML: Final = re.compile(rb"<\?mso-application[^>]*Word\.Document|<(?:\w+:)?wordDocument\b")
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_END: Final = b"PK\x05\x06"
_ZIP_TAIL: Final = 66_000  # bytes: the end record and the longest comment
_MARKUP: Final = (
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<body",
    b"<meta",
    b"<table",
    b"<div",
    b"<!-- saved from url",
)


def sniff(data: bytes) -> Sniffed:
    """The kind of a file from its first bytes; what nobody knows is `OTHER`."""
    found = _by_mark(data) or _mail(data)
    if found:
        return found
    deep = data.find(_PDF_MARK, 0, _PDF_SEARCH)
    if 0 <= deep <= 1024 or (deep > 0 and b"%%EOF" in data[-2048:]):
        return Sniffed(FileKind.PDF, "application/pdf", "PDF")
    found = _by_text(data)
    if found.name == "?" and _ZIP_END in data[-_ZIP_TAIL:]:  # the last part of a zip in several parts
        return Sniffed(FileKind.ARCHIVE, "application/zip", "ZIP")
    return found


def glance(head: bytes) -> Sniffed:
    """The same of the first bytes alone and by no library that takes files apart: the program itself asks, outside a worker."""
    if head.startswith(_OLE):
        return Sniffed(FileKind.OTHER, "application/x-ole-storage", "OLE")
    if head.startswith(_ZIP):
        return _by_parts(head, _first_parts(head))
    return _by_mark(head) or _mail(head, cut=True) or sniff(head)


def _by_mark(data: bytes) -> Sniffed | None:
    if data.startswith(_PDF_MARK):
        return Sniffed(FileKind.PDF, "application/pdf", "PDF")
    if data.startswith(_ZIP):
        return _zipped(data)
    return _picture(data) or _other(data)


def _picture(data: bytes) -> Sniffed | None:
    for mark, media_type, name in _PICTURES:
        if data.startswith(mark):
            return Sniffed(FileKind.PICTURE, media_type, name)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Sniffed(FileKind.PICTURE, "image/webp", "WebP")
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return Sniffed(FileKind.PICTURE, "image/heic", "HEIC")
    return None


def _other(data: bytes) -> Sniffed | None:
    if data.startswith(_OLE):
        return _ole(data)
    for mark, kind, media_type, name in _OTHERS:
        if data.startswith(mark):
            return Sniffed(kind, media_type, name)
    if data[257:262] == b"ustar" or is_tar(data[:TAR_HEADER]):
        return Sniffed(FileKind.ARCHIVE, "application/x-tar", "TAR")
    return None


def is_tar(head: bytes) -> bool:
    """By the checksum of the first header (POSIX.1, pax): old archives have no mark."""
    if len(head) < TAR_HEADER or not head[:1].strip(b"\x00"):
        return False
    try:
        written = int(head[148:156].strip(b"\x00 ") or b"0", 8)
    except ValueError:
        return False
    return written == sum(head[:148]) + 8 * 0x20 + sum(head[156:TAR_HEADER])


def _ole(data: bytes) -> Sniffed:
    import olefile  # noqa: PLC0415 - few files are that old

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            for stream, kind, media_type, name in _STREAMS:
                if ole.exists(stream):
                    return Sniffed(kind, media_type, name)
    except Exception:  # noqa: BLE001 - a broken directory: whatever the library stumbles over
        return Sniffed(FileKind.OTHER, "application/x-ole-storage", "OLE")
    return Sniffed(FileKind.OTHER, "application/x-ole-storage", "OLE")


def _zipped(data: bytes) -> Sniffed:
    """Office files are told apart by the names of their parts; of a broken zip the first ones are still there."""
    import zipfile  # noqa: PLC0415 - most files are none, and loading it takes a tenth of a worker's start

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names: Iterable[str] = archive.namelist()
    except Exception:  # noqa: BLE001 - a broken zip: whatever the library stumbles over
        names = _first_parts(data[:8192])
    return _by_parts(data, frozenset(names))


def _first_parts(head: bytes) -> frozenset[str]:
    return frozenset(name.decode("latin-1") for name in re.findall(rb"[\w\[\]/.-]+\.(?:xml|rels)", head))


def _by_parts(data: bytes, names: frozenset[str]) -> Sniffed:
    if "[Content_Types].xml" in names:
        for start, kind, media_type, name in _ZIPPED:
            if any(part.startswith(start) for part in names):
                return Sniffed(kind, media_type, name)
    if data[30:38] == b"mimetype":
        for mark, kind, media_type, name in _OPEN_DOCUMENTS:
            if mark in data[38:200]:
                return Sniffed(kind, media_type, name)
    if "OFD.xml" in names:
        return Sniffed(FileKind.OTHER, "application/ofd", "OFD")
    return Sniffed(FileKind.ARCHIVE, "application/zip", "ZIP")


def _mail(data: bytes, *, cut: bool = False) -> Sniffed | None:
    if is_box(data):
        return Sniffed(FileKind.MAIL, "application/mbox", "MBOX")
    return Sniffed(FileKind.MAIL, "message/rfc822", "EML") if is_mail(data, cut=cut) else None


def _by_text(data: bytes) -> Sniffed:
    head = data[:4096]
    text, _ = decode(head)
    start = text.lstrip().lower()[:2048].encode()
    if head.lstrip().startswith(b"<?xml") and _WORD_XML.search(head):
        return Sniffed(FileKind.WORD, "application/xml", "WORDML")
    if any(mark in start for mark in _MARKUP):
        return Sniffed(FileKind.HTML, "text/html", "HTML")
    return _plain(text, whole=len(head) == len(data))


def _plain(text: str, *, whole: bool) -> Sniffed:
    strange = sum(
        1 for character in text if (character < " " and character not in "\t\r\n\f") or character == "\ufffd"
    )
    if not text or strange * 50 > len(text):
        return Sniffed(FileKind.OTHER, "application/octet-stream", "?")
    lines = text.splitlines()
    if delimiter_of(lines if whole else lines[:-1]):
        return Sniffed(FileKind.SHEET, "text/csv", "CSV")
    return Sniffed(FileKind.TEXT, "text/plain", "TXT")
