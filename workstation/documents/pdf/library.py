"""Which fonts PDFium may draw with where a document names a font that it does not bring along."""

import ctypes
from collections.abc import Sequence

from workstation.resources import bundled_font

_folders: list[str] = []
_set: list[ctypes.Array[ctypes.c_char_p]] = []  # PDFium reads them as long as it runs


def set_font_folders(folders: Sequence[str]) -> None:
    """From the first document on PDFium draws with the fonts of `folders` and the program's own font. Many a Chinese
    contract names SimSun and embeds nothing: without any Chinese face its page stays white, and vertical text has no
    characters at all. PDFium itself is loaded when there is a document: a worker that reads others does without it."""
    _folders[:] = folders


def start_with_fonts() -> None:
    """Called before a document is opened: starts PDFium anew with the fonts, once. No document may be open then."""
    if not _folders or _set:
        return
    from pypdfium2 import raw  # noqa: PLC0415 - see above

    folders = (*_folders, str(bundled_font().parent))
    named = (ctypes.c_char_p * (len(folders) + 1))(*(folder.encode() for folder in folders), None)
    paths = ctypes.cast(named, ctypes.POINTER(ctypes.POINTER(ctypes.c_char)))
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths))
    _set.append(named)
