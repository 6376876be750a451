"""Draws a page, or one tile of it, with PDFium."""

import ctypes
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from workstation.documents.clamp import Frame, frame
from workstation.documents.paged import Look
from workstation.domain.pages import PageGeometry, PageImage

_WHITE: Final = 0xFFFFFFFF
_LOOKED_AT: Final = 2000
_GOOD_PART: Final = 0.25
_OUTLINED: Final = 100  # text that was turned into outlines draws at least this many paths


def draw(page: pdfium.PdfPage, geometry: PageGeometry, look: Look) -> PageImage:
    """Pixels as `PageImage` says. Annotations and the values of form fields are drawn, unless they are left out."""
    shown = geometry.turned(look.turn)
    part = frame(shown, look)
    x, y, width, height = part.clip
    bitmap = pdfium.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGRx)
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        _paint(page, bitmap, part, look)
        return PageImage(width, height, bytes(bitmap.buffer), part.scale, shown, x, y, bare=look.bare)
    finally:
        bitmap.close()


def _paint(page: pdfium.PdfPage, bitmap: pdfium.PdfBitmap, part: Frame, look: Look) -> None:
    x, y, _, _ = part.clip
    # PDFium turns by quarters; limiting its image cache keeps a page of huge pictures under the memory limit
    flags = raw.FPDF_RENDER_LIMITEDIMAGECACHE | (0 if look.bare else raw.FPDF_ANNOT)
    placed = (-x, -y, part.full_width, part.full_height, look.turn // 90 % 4, flags)
    raw.FPDF_RenderPageBitmap(bitmap, page, *placed)
    if page.formenv and not look.bare:
        raw.FPDF_FFLDraw(page.formenv, bitmap, page, *placed)


def has_picture(page: pdfium.PdfPage, geometry: PageGeometry) -> bool:
    """Whether an image covers a good part of the page, or the page is drawn without any text object."""
    paper = geometry.width * geometry.height
    others = 0
    for index in range(min(raw.FPDFPage_CountObjects(page), _LOOKED_AT)):
        item = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            continue
        others += 1
        edges = [ctypes.c_float() for _ in range(4)]
        if kind in {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM} and raw.FPDFPageObj_GetBounds(
            item, *edges
        ):
            left, bottom, right, top = (edge.value for edge in edges)
            if (right - left) * (top - bottom) >= _GOOD_PART * paper:
                return True
    return others > _OUTLINED
