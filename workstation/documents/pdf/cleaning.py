"""A page of somebody else's file made fit to leave the house: fonts that draw nothing and what cameras wrote go."""

import io
from typing import TYPE_CHECKING

from workstation.documents.camera import without_marks
from workstation.documents.pdf.fonts import drop_loose_fonts
from workstation.documents.pdf.parts import holders, part

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject


def cleaned(pdf: bytes) -> bytes | None:
    """The single-page document rewritten with embedded fonts only and without EXIF, in the same bytes every time; None
    where the page cannot be taken apart."""
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - 0.1 s, needed for memos only
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        writer = PdfWriter()  # not a clone: PDFium's random file identifier stays behind
        writer.add_page(PdfReader(io.BytesIO(pdf)).pages[0])
        for holder in list(holders(writer.pages[0])):
            drop_loose_fonts(holder)
            _clean_pictures(holder)
        writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
        writer.metadata = None
        written = io.BytesIO()
        writer.write(written)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return written.getvalue()


def _clean_pictures(holder: "DictionaryObject") -> None:
    """A photo in a page is a whole JPEG, with the time, the place and the name of the camera in it."""
    for picture in (part(part(holder, "/Resources"), "/XObject") or {}).values():
        found = picture.get_object()
        if found.get("/Subtype") != "/Image":
            continue
        found.pop("/Metadata", None)
        filters = part(found, "/Filter")
        if filters in ("/DCTDecode", ["/DCTDecode"]):
            # pypdf has no way to set encoded data: `set_data` would deflate it again
            found._data = without_marks(found._data)  # noqa: SLF001
