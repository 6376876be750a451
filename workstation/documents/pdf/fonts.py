"""Takes fonts out of a page that are named but draw nothing: many producers name Helvetica on every page, and a memo
must not name a font that is not inside it."""

from typing import TYPE_CHECKING, Final

from workstation.documents.pdf.parts import part

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject, StreamObject

_FONT_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")


def drop_loose_fonts(holder: "DictionaryObject") -> None:
    """The caller has made sure that no text is drawn with them."""
    fonts = part(part(holder, "/Resources"), "/Font")
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
    below = part(font, "/DescendantFonts")
    described = below[0].get_object() if below else font
    descriptor = part(described, "/FontDescriptor")
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
