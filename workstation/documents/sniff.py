"""What a file is by its content, whatever its name says."""

import io
import re
from typing import Final

from workstation.application.ports.documents import FileKind
from workstation.documents.cms import cms_kind
from workstation.documents.encoding import decode
from workstation.documents.mail.headers import is_box, is_mail, is_web_archive
from workstation.documents.marks import DOC, XLS, Sniffed, of_mark
from workstation.documents.tables import delimiter_of
from workstation.documents.zipped import ZIP_MARKS, zip_glance, zip_kind
from workstation.domain.file_kinds import UNKNOWN

_PDF: Final = Sniffed(FileKind.PDF, "application/pdf", "PDF")
# readers look for the header in the first 1024 bytes (PDF 32000-1, annex H.3.4.1); some files hide it deeper
_PDF_AT: Final = 1024
_PDF_SEARCH: Final = 64 * 1024
_PDF_HEAD: Final = re.compile(rb"%PDF(?:-|(?=[ \r\n\d]))")  # some writers forget the dash
_PDF_OBJECT: Final = re.compile(
    rb"(?:^|[\r\n ])\d{1,10} \d{1,5} obj\b|\bendobj\b|%%EOF|\bstartxref\b|\bendstream\b"
)
TAR_HEADER: Final = 512  # bytes
OLE_MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE: Final = Sniffed(FileKind.OTHER, "application/x-ole-storage", "OLE")
# streams of OLE files, in the order of what they tell ([MS-CFB], [MS-OXMSG], [MS-DOC], [MS-XLS], [MS-PPT]). Kingsoft writes the
# same ones into .wps, .et and .dps
_STREAMS: Final = (
    ("EncryptedPackage", FileKind.OTHER, "application/x-ole-storage", "LOCKED"),
    ("__properties_version1.0", FileKind.MAIL, "application/vnd.ms-outlook", "MSG"),
    ("WordDocument", FileKind.WORD, DOC, "DOC"),
    ("Workbook", FileKind.SHEET, XLS, "XLS"),
    ("Book", FileKind.SHEET, XLS, "XLS"),
    ("PowerPoint Document", FileKind.WORD, "application/vnd.ms-powerpoint", "PPT"),
    ("VisioDocument", FileKind.OTHER, "application/vnd.visio", "VSD"),
    ("Quill", FileKind.OTHER, "application/x-mspublisher", "PUB"),
    ("MN0", FileKind.OTHER, "application/vnd.ms-works", "WORKS"),
    ("PP40", FileKind.OTHER, "application/vnd.ms-powerpoint", "PPT4"),
    ("MatOST", FileKind.OTHER, "application/vnd.ms-works", "WORKS"),
    ("WpsCustomData", FileKind.OTHER, "application/vnd.ms-wps", "WPS"),
    ("BodyText", FileKind.OTHER, "application/x-hwp", "HWP"),
)
_WORD_XML: Final = re.compile(rb"<\?mso-application[^>]*Word\.Document|<(?:\w+:)?wordDocument\b")
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
    if _has_pdf_head(data):
        return _PDF
    found = _by_text(data)
    if found.name == "?" and _ZIP_END in data[-_ZIP_TAIL:]:  # the last part of a zip in several parts
        return Sniffed(FileKind.ARCHIVE, "application/zip", "ZIP")
    return found


def glance(head: bytes) -> Sniffed:
    """The same of the first bytes alone and by no library that takes files apart: the program itself asks, outside a worker."""
    if head.startswith(OLE_MARK):
        return _OLE
    if head.startswith(ZIP_MARKS):
        return zip_glance(head)
    return _by_mark(head) or _mail(head, cut=True) or sniff(head)


def is_rest_of_pdf(data: bytes) -> bool:
    """Whether what has no header any more was a PDF: it holds objects of one (PDF 32000-1, 7.3.10 and 7.5)."""
    return _PDF_OBJECT.search(data) is not None


def _has_pdf_head(data: bytes) -> bool:
    found = _PDF_HEAD.search(data, 0, _PDF_SEARCH)
    if found is None:
        return False
    if found.start() <= _PDF_AT and found[0].endswith(b"-"):
        return True
    ends = b"%%EOF" in data[-2048:]
    return ends or (found.start() <= _PDF_AT and is_rest_of_pdf(data[found.end() :]))


def _by_mark(data: bytes) -> Sniffed | None:
    if data.startswith(b"%PDF-"):
        return _PDF
    if data.startswith(ZIP_MARKS):
        return zip_kind(data)
    if data.startswith(OLE_MARK):
        return _ole(data)
    found = of_mark(data) or cms_kind(data)
    if found is None and (data[257:262] == b"ustar" or is_tar(data[:TAR_HEADER])):
        return Sniffed(FileKind.ARCHIVE, "application/x-tar", "TAR")
    return found


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
        return _OLE
    return _OLE


def is_broken_ole(data: bytes) -> bool:
    """Whether the directory of an OLE file cannot be read."""
    import olefile  # noqa: PLC0415 - few files are that old

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return not ole.listdir()
    except Exception:  # noqa: BLE001 - whatever the library stumbles over
        return True


def _mail(data: bytes, *, cut: bool = False) -> Sniffed | None:
    if is_box(data):
        return Sniffed(FileKind.MAIL, "application/mbox", "MBOX")
    if is_web_archive(data):
        return Sniffed(FileKind.HTML, "application/x-mimearchive", "MHTML")
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
        return Sniffed(FileKind.OTHER, UNKNOWN, "?")
    lines = text.splitlines()
    if delimiter_of(lines if whole else lines[:-1]):
        return Sniffed(FileKind.SHEET, "text/csv", "CSV")
    return Sniffed(FileKind.TEXT, "text/plain", "TXT")
