"""Memo in, PDF out."""

from dataclasses import dataclass

from workstation.application.ports.memo import RenderedMemo
from workstation.application.ports.memo_pages import FileInfo, MergePages, PageSource, SourcePage
from workstation.domain.memo import Memo
from workstation.export.memo.exhibits import exhibit_sheets
from workstation.export.memo.fonts import registered_fonts
from workstation.export.memo.kit import Kit, exhibit_places
from workstation.export.memo.look import DISPLAY, load_look
from workstation.export.memo.pages import body_pages, dress
from workstation.export.memo.painter import Watermark, paint
from workstation.export.memo.printable import printable
from workstation.export.memo.typefaces import Typefaces, bundled_typefaces
from workstation.export.memo.words import Typesetter
from workstation.language.translator import Language, Translator


def rendered(
    memo: Memo, pages: PageSource, merge: MergePages, faces: Typefaces | None = None
) -> RenderedMemo:
    """The finished PDF and how many pages it has. Equal input gives equal bytes, anywhere. A character that the typeface
    lacks stands as its code point in brackets (`printable`)."""
    if faces is None:
        with bundled_typefaces() as bundled:
            return rendered(memo, pages, merge, bundled)
    memo = printable(memo, faces)
    look = load_look()
    tr = Translator(Language(memo.language))
    kit = Kit(look, Typesetter(faces), tr, exhibit_places(memo))
    body = body_pages(memo, kit)
    sheets = exhibit_sheets(memo, _PrintablePages(pages, faces), body, kit)
    whole = [*body, *(sheet.page for sheet in sheets)]
    dress(whole, memo, kit)
    watermark = Watermark(tr("DRAFT"), faces.weight(DISPLAY), look.watermark)
    with registered_fonts(whole, faces) as fonts:
        drawn = paint(whole, fonts, watermark)
    slots = {len(body) + place: sheet.slot for place, sheet in enumerate(sheets) if sheet.slot}
    title = f"{memo.header.title} · {memo.headline}"
    content = merge(drawn, slots, FileInfo(title, memo.language, memo.author, memo.subject))
    return RenderedMemo(content, len(whole))


@dataclass(frozen=True, slots=True)
class _PrintablePages:
    """Pages of a source whose words the typeface can print."""

    pages: PageSource
    faces: Typefaces

    def page(self, version: str, index: int) -> SourcePage:
        return printable(self.pages.page(version, index), self.faces)
