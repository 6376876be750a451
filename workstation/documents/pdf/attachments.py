"""Files attached to a PDF: to the whole of it, or to a place on a page."""

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from io import BytesIO
from itertools import chain, islice
from typing import Any, Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from workstation.documents.pdf.object_streams import marked_parts
from workstation.documents.pdf.opening import OpenPdf

_PINNED: Final = b"/FileAttachment"
_LIMIT: Final = 1000


def attachments(document: pdfium.PdfDocument, data: bytes) -> tuple[str, ...]:
    """Their names; `data` is the file."""
    return tuple(_named(each.get_name()) for each in _attached(document, data))


def attached_files(opened: OpenPdf, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each; what cannot be taken out is empty, what hangs at the file and at a place comes once."""
    second = cache(lambda: _by_pypdf(data, opened.password or ""))
    seen: set[bytes] = set()
    for number, attachment in enumerate(_attached(opened.document, data), start=1):
        name = _named(attachment.get_name())
        try:
            content = bytes(attachment.get_data())
        except pdfium.PdfiumError:
            content = second().get(name, b"")
        digest = sha256(content).digest()
        is_pinned = number > opened.document.count_attachments()
        if is_pinned and content and digest in seen:
            continue
        seen.add(digest)
        yield name or f"attachment {number}", content


def _attached(document: pdfium.PdfDocument, data: bytes) -> Iterator[pdfium.PdfAttachment]:
    of_file = (document.get_attachment(index) for index in range(document.count_attachments()))
    # only a file with such marks is worth loading each page for; what is encrypted may hide them
    pinned = b"/Encrypt" in data or any(_PINNED in part for part in marked_parts(data))
    return islice(chain(of_file, _pinned(document) if pinned else ()), _LIMIT)


def _pinned(document: pdfium.PdfDocument) -> Iterator[pdfium.PdfAttachment]:
    """Files that hang at a place on a page, as an annotation."""
    for index in range(len(document)):
        try:
            page = document.get_page(index)
        except pdfium.PdfiumError:
            continue
        for place in range(raw.FPDFPage_GetAnnotCount(page)):
            note = raw.FPDFPage_GetAnnot(page, place)
            found = raw.FPDFAnnot_GetFileAttachment(note) if note else None
            if found:
                yield pdfium.PdfAttachment(found, document)
            if note:
                raw.FPDFPage_CloseAnnot(note)
        page.close()


def _by_pypdf(data: bytes, password: str) -> Mapping[str, bytes]:
    """By their names, what the second reader takes out; nothing where it does not understand the file."""
    import pypdf  # noqa: PLC0415 - 0.1 s, needed for odd files only

    try:
        return dict(_all_of(pypdf.PdfReader(BytesIO(data), strict=False, password=password or None)))
    except Exception:  # noqa: BLE001 - whatever is wrong with it, the first reader has already failed
        return {}


def _all_of(reader: Any) -> Iterator[tuple[str, bytes]]:
    for name, contents in reader.attachments.items():
        yield name, next(iter(contents), b"")
    for page in reader.pages:
        for note in page.get("/Annots") or ():
            yield from _of_note(note.get_object())


def _of_note(note: Any) -> Iterator[tuple[str, bytes]]:
    file = note["/FS"].get_object() if note.get("/Subtype") == _PINNED.decode() and "/FS" in note else {}
    for key, stream in file["/EF"].get_object().items() if "/EF" in file else ():
        yield str(file.get("/UF") or file.get(key)), stream.get_object().get_data()


def _named(name: str) -> str:
    """Some writers put a UTF-16 name into a string of bytes; PDFium hands it over letter by letter."""
    if not name.startswith("\u00fe\u00ff"):
        return name
    return name.encode("latin-1", "replace").decode("utf-16", "replace")
