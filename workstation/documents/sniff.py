"""What a file is by its content, whatever its name says."""

from dataclasses import dataclass
from typing import Final

from workstation.application.ports.documents import FileKind
from workstation.documents.encoding import decode

_PDF_MARK: Final = b"%PDF-"
# readers look for the header in the first 1024 bytes (PDF 32000-1, annex H.3.4.1); some files hide it deeper
_PDF_SEARCH: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Sniffed:
    """`name` is a short word that needs no translation ("PNG"), or "?" for what nobody knows."""

    kind: FileKind
    media_type: str
    name: str


_PICTURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png", "PNG"),
    (b"\xff\xd8\xff", "image/jpeg", "JPEG"),
    (b"II*\x00", "image/tiff", "TIFF"),
    (b"MM\x00*", "image/tiff", "TIFF"),
)
_OTHERS: Final = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OTHER, "application/x-ole-storage", "OLE"),
    (b"{\\rtf", FileKind.WORD, "application/rtf", "RTF"),
    (b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE, "application/x-7z-compressed", "7Z"),
    (b"Rar!\x1a\x07", FileKind.ARCHIVE, "application/vnd.rar", "RAR"),
    (b"\x1f\x8b", FileKind.ARCHIVE, "application/gzip", "GZIP"),
    (b"BZh", FileKind.ARCHIVE, "application/x-bzip2", "BZIP2"),
    (b"MZ", FileKind.OTHER, "application/vnd.microsoft.portable-executable", "EXE"),
    (b"\x7fELF", FileKind.OTHER, "application/x-executable", "ELF"),
)
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"hevc"})
_ZIPPED: Final = (
    (
        b"word/",
        FileKind.WORD,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "DOCX",
    ),
    (b"xl/", FileKind.SHEET, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    (
        b"ppt/",
        FileKind.OTHER,
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "PPTX",
    ),
    (b"opendocument.text", FileKind.WORD, "application/vnd.oasis.opendocument.text", "ODT"),
    (b"opendocument.spreadsheet", FileKind.SHEET, "application/vnd.oasis.opendocument.spreadsheet", "ODS"),
    (b"OFD.xml", FileKind.OTHER, "application/ofd", "OFD"),
)
_MAIL_HEADERS: Final = (
    b"from ",
    b"from:",
    b"received:",
    b"return-path:",
    b"message-id:",
    b"mime-version:",
    b"subject:",
    b"date:",
)
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
    found = _by_mark(data)
    if found:
        return found
    deep = data.find(_PDF_MARK, 0, _PDF_SEARCH)
    if 0 <= deep <= 1024 or (deep > 0 and b"%%EOF" in data[-2048:]):
        return Sniffed(FileKind.PDF, "application/pdf", "PDF")
    return _by_text(data)


def _by_mark(data: bytes) -> Sniffed | None:
    if data.startswith(_PDF_MARK):
        return Sniffed(FileKind.PDF, "application/pdf", "PDF")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    return _picture(data) or _other(data)


def _picture(data: bytes) -> Sniffed | None:
    for mark, media_type, name in _PICTURES:
        if data.startswith(mark):
            return Sniffed(FileKind.PICTURE, media_type, name)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Sniffed(FileKind.PICTURE, "image/webp", "WebP")
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return Sniffed(FileKind.OTHER, "image/heic", "HEIC")
    return None


def _other(data: bytes) -> Sniffed | None:
    for mark, kind, media_type, name in _OTHERS:
        if data.startswith(mark):
            return Sniffed(kind, media_type, name)
    if data[257:262] == b"ustar":
        return Sniffed(FileKind.ARCHIVE, "application/x-tar", "TAR")
    return None


def _zipped(data: bytes) -> Sniffed:
    """Office files are told apart by the names in the directory at the end and by the first entries."""
    names = data[:4096] + data[-64 * 1024 :]
    for mark, kind, media_type, name in _ZIPPED:
        if mark in names:
            return Sniffed(kind, media_type, name)
    return Sniffed(FileKind.ARCHIVE, "application/zip", "ZIP")


def _by_text(data: bytes) -> Sniffed:
    head = data[:4096]
    text, _ = decode(head)
    start = text.lstrip().lower()[:2048].encode()
    if any(mark in start for mark in _MARKUP):
        return Sniffed(FileKind.HTML, "text/html", "HTML")
    if start.startswith(_MAIL_HEADERS) and b"\n" in start:
        return Sniffed(FileKind.MAIL, "message/rfc822", "EML")
    strange = sum(
        1 for character in text if (character < " " and character not in "\t\r\n\f") or character == "\ufffd"
    )
    if text and strange * 50 <= len(text):
        return Sniffed(FileKind.TEXT, "text/plain", "TXT")
    return Sniffed(FileKind.OTHER, "application/octet-stream", "?")
