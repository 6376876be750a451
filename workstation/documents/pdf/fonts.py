"""Takes fonts out of a page that are named but draw nothing: many producers name Helvetica on every page, and a memo
must not name a font that is not inside it."""

import io
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf.generic import DictionaryObject, StreamObject

_FONT_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")
_DEPTH: Final = 10


def without_loose_fonts(pdf: bytes) -> bytes | None:
    """The single-page document rewritten with embedded fonts only, in the same bytes every time; None where the page
    cannot be taken apart. The caller has made sure that no text is drawn with the others."""
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - 0.1 s, needed for memos only
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        writer = PdfWriter()  # not a clone: PDFium's random file identifier stays behind
        writer.add_page(PdfReader(io.BytesIO(pdf)).pages[0])
        for holder in list(_holders(writer.pages[0], set())):
            _clean(holder)
        writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
        writer.metadata = None
        written = io.BytesIO()
        writer.write(written)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return written.getvalue()


def _holders(holder: "DictionaryObject", seen: set[int], depth: int = 0) -> "Iterator[DictionaryObject]":
    """The page and every form or pattern below it that has resources."""
    if id(holder) in seen or depth > _DEPTH:
        return
    seen.add(id(holder))
    resources = _part(holder, "/Resources")
    if resources is None:
        return
    yield holder
    for kind in ("/XObject", "/Pattern"):
        for inner in (_part(resources, kind) or {}).values():
            found = inner.get_object()
            if hasattr(found, "get") and found.get("/Subtype") != "/Image":
                yield from _holders(found, seen, depth + 1)


def _part(holder: "DictionaryObject", name: str) -> Any:
    value = holder.get(name)
    return value.get_object() if value is not None else None


def _clean(holder: "DictionaryObject") -> None:
    fonts = _part(_part(holder, "/Resources"), "/Font")
    if not fonts:
        return
    loose = [name for name, font in fonts.items() if not _is_embedded(font.get_object())]
    kept = next((name for name in fonts if name not in loose), None)
    for name in loose:
        if kept is None:
            del fonts[name]
        else:  # the name stays valid for operators that select the font and then draw nothing
            fonts[name] = fonts.raw_get(kept)
    if loose and kept is None:
        _drop_selections(holder, set(loose))


def _is_embedded(font: "DictionaryObject") -> bool:
    if font.get("/Subtype") == "/Type3":
        return True
    below = _part(font, "/DescendantFonts")
    described = below[0].get_object() if below else font
    descriptor = _part(described, "/FontDescriptor")
    return descriptor is not None and any(name in descriptor for name in _FONT_FILES)


def _drop_selections(holder: "DictionaryObject | StreamObject", names: set[str]) -> None:
    """Removes the operators that select fonts which are gone."""
    from pypdf.generic import ContentStream, StreamObject  # noqa: PLC0415

    if not isinstance(holder, StreamObject):  # a page: its content was made here and selects none
        return
    content = ContentStream(holder, None)
    content.operations = [
        (operands, operator)
        for operands, operator in content.operations
        if operator != b"Tf" or operands[0] not in names
    ]
    holder.set_data(content.get_data())
