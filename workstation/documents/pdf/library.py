"""Which fonts PDFium may draw with where a document names a font that it does not bring along."""

import ctypes
from collections.abc import Sequence

import pypdfium2 as pdfium
from pypdfium2 import raw

from workstation.resources import bundled_font


def draw_with_bundled_font(system: Sequence[str]) -> ctypes.Array[ctypes.c_char_p]:
    """Starts PDFium anew with the folders `system` and the program's own font. Many a Chinese contract names SimSun
    and embeds nothing: without any Chinese face its page stays white, and vertical text has no characters at all.
    No document may be open. The caller keeps what it gets for as long as PDFium is used."""
    folders = (*system, str(bundled_font().parent))
    named = (ctypes.c_char_p * (len(folders) + 1))(*(folder.encode() for folder in folders), None)
    paths = ctypes.cast(named, ctypes.POINTER(ctypes.POINTER(ctypes.c_char)))
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(pdfium.raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths))
    return named
