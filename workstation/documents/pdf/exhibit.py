"""A page made safe to stand in a memo: upright, at the origin, its annotations part of it, every font embedded.

PDFium redraws the page as one form on a new page; its `Matrix` takes in /Rotate and the corner of the crop box, its
`BBox` cuts away what lies outside. Whatever cannot be had so without loss is drawn as a picture, and says why.
"""

import io
from collections.abc import Iterator
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from workstation.application.ports.memo_pages import ImagePage, PageBox, VectorPage
from workstation.documents.paged import Look
from workstation.documents.pdf.cleaning import cleaned
from workstation.documents.pdf.picture import draw
from workstation.documents.pictures import png_of
from workstation.domain.pages import PageGeometry
from workstation.domain.reading import NoVisibleAreaError

_COMPARED_SCALE: Final = 0.5  # 36 dpi: a lost stamp or line shows, anti-aliasing does not
_DIFFERENT: Final = 72  # of 255
_DIFFERENT_SHARE: Final = 0.0003
_IMAGE_SCALE: Final = 200 / 72
_OBJECT_LIMIT: Final = 50_000
_FORM_DEPTH: Final = 8

# keys of translations (see documents.po)
FONT: Final = "The page uses a font that is not inside the file."
DIFFERENT: Final = "The page cannot be copied without changing how it looks."
CROWDED: Final = "The page is made of too many pieces to be copied."


def exhibit(
    document: pdfium.PdfDocument, index: int, page: pdfium.PdfPage, geometry: PageGeometry
) -> VectorPage | ImagePage:
    """The page for the memo. `NoVisibleAreaError` when nothing of it can be seen."""
    if geometry.width <= 0 or geometry.height <= 0:
        raise NoVisibleAreaError
    box = PageBox(*geometry.crop, geometry.rotation)
    made = _redrawn(document, index, page, geometry)
    if isinstance(made, bytes):
        return VectorPage(made, box)
    return ImagePage(png_of(draw(page, geometry, Look(_IMAGE_SCALE))), box, made.reason)


class _Unfaithful:
    def __init__(self, reason: str) -> None:
        self.reason = reason


def _redrawn(
    document: pdfium.PdfDocument, index: int, page: pdfium.PdfPage, geometry: PageGeometry
) -> bytes | _Unfaithful:
    single = _single(document, index)
    try:
        reason = _obstacle(single)
        if reason:
            return _Unfaithful(reason)
        upright = _upright(single, geometry)
    except pdfium.PdfiumError:
        return _Unfaithful(DIFFERENT)
    finally:
        single.close()
    clean = cleaned(upright)
    if clean is None or not _same_look(clean, page, geometry):
        return _Unfaithful(DIFFERENT)
    return clean


def _single(document: pdfium.PdfDocument, index: int) -> pdfium.PdfDocument:
    """A document of this page alone, its annotations and form fields drawn into the page."""
    single = pdfium.PdfDocument.new()
    single.import_pages(document, [index])
    page = single[0]
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    return single


def _upright(single: pdfium.PdfDocument, geometry: PageGeometry) -> bytes:
    target = pdfium.PdfDocument.new()
    try:
        page = target.new_page(geometry.width, geometry.height)
        form = single.page_as_xobject(0, target)
        page.insert_obj(form.as_pageobject())
        page.gen_content()
        form.close()
        page.close()
        written = io.BytesIO()
        target.save(written)
        return written.getvalue()
    finally:
        target.close()


def _obstacle(single: pdfium.PdfDocument) -> str:
    """Why the page cannot go in as it is, or empty."""
    page = single[0]
    try:
        for count, text in enumerate(_texts(page, _FORM_DEPTH)):
            if count > _OBJECT_LIMIT:
                return CROWDED
            font = raw.FPDFTextObj_GetFont(text)
            if font and raw.FPDFFont_GetIsEmbedded(font) != 1:
                return FONT
    finally:
        page.close()
    return ""


def _texts(page: pdfium.PdfPage, depth: int) -> Iterator[object]:
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _texts_in(raw.FPDFPage_GetObject(page, index), depth)


def _texts_in(item: object, depth: int) -> Iterator[object]:
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        yield item
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth:
        for index in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _texts_in(raw.FPDFFormObj_GetObject(item, index), depth - 1)


def _same_look(pdf: bytes, page: pdfium.PdfPage, geometry: PageGeometry) -> bool:
    copy = pdfium.PdfDocument(pdf)
    try:
        copied = copy[0]
        upright = PageGeometry(tuple(copied.get_bbox()), copied.get_rotation())
        look = Look(_COMPARED_SCALE)
        new, old = draw(copied, upright, look), draw(page, geometry, look)
        copied.close()
    finally:
        copy.close()
    if (new.width, new.height) != (old.width, old.height):
        return False
    if new.pixels == old.pixels:
        return True
    strong = sum(abs(a - b) > _DIFFERENT for a, b in zip(new.pixels[1::4], old.pixels[1::4], strict=True))
    return strong <= max(2, len(new.pixels) // 4 * _DIFFERENT_SHARE)
