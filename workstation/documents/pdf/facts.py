"""What a PDF says of itself, and what is inside that is never run."""

import ctypes
import re
from collections.abc import Iterator
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from workstation.application.ports.documents import OutlineEntry

_OUTLINE_LIMIT: Final = 5000
_OUTLINE_DEPTH: Final = 16
_ATTACHMENT_LIMIT: Final = 1000
_LONE: Final = re.compile("[\ud800-\udfff\x00-\x1f]")

# keys of translations (see documents.po)
REPAIRED: Final = "The file was damaged and was repaired for reading; something may be missing."
SCRIPTS: Final = "The file holds scripts. They are never run."
ACTIONS: Final = "The file asks to start a program or to open an address. That never happens here."
XFA_FORM: Final = "The file holds a dynamic form (XFA). Only its fixed page is shown."
SIGNATURES: Final = "The file holds electronic signatures. They are not checked here."


def outline(document: pdfium.PdfDocument) -> tuple[OutlineEntry, ...]:
    """The document's own contents, at most 5,000 lines and 16 levels."""
    return tuple(_entries(document))


def _entries(document: pdfium.PdfDocument) -> Iterator[OutlineEntry]:
    """Walks with a set of its own: outlines may run in a circle or 10,000 levels deep."""
    seen: set[int] = set()
    stack = [(raw.FPDFBookmark_GetFirstChild(document, None), 0)]
    while stack and len(seen) < _OUTLINE_LIMIT:
        pointer, level = stack.pop()
        if not pointer or ctypes.addressof(pointer.contents) in seen:
            continue
        seen.add(ctypes.addressof(pointer.contents))
        bookmark = pdfium.PdfBookmark(pointer, document, level)
        target = bookmark.get_dest()
        title = " ".join(_LONE.sub("", bookmark.get_title()).split())
        yield OutlineEntry(title, level, target.get_index() if target else None)
        stack.append((raw.FPDFBookmark_GetNextSibling(document, pointer), level))
        if level + 1 < _OUTLINE_DEPTH:
            stack.append((raw.FPDFBookmark_GetFirstChild(document, pointer), level + 1))


def attachments(document: pdfium.PdfDocument) -> tuple[str, ...]:
    return tuple(
        _named(document.get_attachment(index).get_name())
        for index in range(min(document.count_attachments(), _ATTACHMENT_LIMIT))
    )


def attached_files(document: pdfium.PdfDocument) -> Iterator[tuple[str, bytes]]:
    """Name and content of what is attached; what cannot be taken out is empty."""
    for index in range(min(document.count_attachments(), _ATTACHMENT_LIMIT)):
        attachment = document.get_attachment(index)
        try:
            data = bytes(attachment.get_data())
        except pdfium.PdfiumError:
            data = b""
        yield _named(attachment.get_name()) or f"attachment {index + 1}", data


def _named(name: str) -> str:
    """Some writers put a UTF-16 name into a string of bytes; PDFium hands it over letter by letter."""
    if not name.startswith("\u00fe\u00ff"):
        return name
    return name.encode("latin-1", "replace").decode("utf-16", "replace")


def warnings(document: pdfium.PdfDocument, data: bytes, *, repaired: bool) -> tuple[str, ...]:
    scripts = raw.FPDFDoc_GetJavaScriptActionCount(document) > 0 or b"/JavaScript" in data
    found = (
        (REPAIRED, repaired),
        (SCRIPTS, scripts),
        (ACTIONS, b"/Launch" in data or (b"/OpenAction" in data and b"/URI" in data)),
        (XFA_FORM, document.get_formtype() in {raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND}),
        (SIGNATURES, raw.FPDF_GetSignatureCount(document) > 0),
    )
    return tuple(sentence for sentence, there in found if there)
