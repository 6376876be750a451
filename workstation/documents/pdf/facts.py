"""What a PDF says of itself, and what is inside that is never run."""

import ctypes
import re
from collections.abc import Iterator
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from workstation.application.ports.documents import OutlineEntry
from workstation.documents.pdf.object_streams import marked_parts
from workstation.domain.file_notices import FileNotice

_OUTLINE_LIMIT: Final = 5000
_OUTLINE_DEPTH: Final = 16
_ACTION_BYTES: Final = 400  # of an action's dictionary
_SCRIPT: Final = re.compile(rb"/S\s*/JavaScript\b")
_LAUNCH: Final = re.compile(rb"/S\s*/Launch\b")
_OPENS: Final = re.compile(rb"/OpenAction\s*(?:(?P<number>[0-9]+)\s+(?P<generation>[0-9]+)\s+R|<<)")
_LEADS_OUT: Final = re.compile(rb"/S\s*/(?:URI|SubmitForm|GoToR)\b")
_LONE: Final = re.compile("[\ud800-\udfff\x00-\x1f]")


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


def notices(document: pdfium.PdfDocument, data: bytes, *, repaired: bool) -> tuple[FileNotice, ...]:
    parts = tuple(marked_parts(data))
    scripts = raw.FPDFDoc_GetJavaScriptActionCount(document) > 0 or any(map(_SCRIPT.search, parts))
    outward = any(map(_LAUNCH.search, parts)) or any(map(_opens_address, parts))
    found = (
        (FileNotice.REPAIRED, repaired),
        (FileNotice.SCRIPTS, scripts),
        (FileNotice.ACTIONS, outward),
        (
            FileNotice.XFA_FORM,
            document.get_formtype() in {raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND},
        ),
        (FileNotice.SIGNATURES, _is_signed(document)),
    )
    return tuple(notice for notice, there in found if there)


def _opens_address(data: bytes) -> bool:
    """Whether what happens when the file is opened leads out of it: a link that waits for a click does not."""
    for found in _OPENS.finditer(data):
        start = found.end()
        if found["number"]:
            place = re.search(rb"(?<![0-9])%s\s+%s\s+obj" % (found["number"], found["generation"]), data)
            start = place.end() if place else len(data)
        action = data[start : start + _ACTION_BYTES].partition(b"endobj" if found["number"] else b">>")[0]
        if _LEADS_OUT.search(action):
            return True
    return False


def _is_signed(document: pdfium.PdfDocument) -> bool:
    """A field for a signature that nobody has signed has no content."""
    for index in range(raw.FPDF_GetSignatureCount(document)):
        signature = raw.FPDF_GetSignatureObject(document, index)
        if signature and raw.FPDFSignatureObj_GetContents(signature, None, 0) > 0:
            return True
    return False
