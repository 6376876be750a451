"""An open PDF as a row of pages."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from pypdfium2 import raw

from workstation.application.ports.documents import FileKind, OutlineEntry
from workstation.documents.paged import Facts, Look
from workstation.documents.pdf import facts
from workstation.documents.pdf.attachments import attachments
from workstation.documents.pdf.opening import open_pdf
from workstation.documents.pdf.picture import draw, has_picture
from workstation.documents.pdf.text import text_and_layer
from workstation.domain.pages import PageGeometry, PageImage, PageText
from workstation.domain.reading import NoSuchPageError, NoVisibleAreaError, PageUnreadableError

if TYPE_CHECKING:
    from workstation.application.ports.memo_pages import ImagePage, VectorPage

_FORMS = {raw.FORMTYPE_ACRO_FORM, raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND}


class PdfPages:
    """See `documents.paged.Paged`. One page is kept loaded, since text, picture and geometry ask for it in turn."""

    def __init__(self, data: bytes, passwords: Sequence[str] = ()) -> None:
        self._data = data
        self._opened = open_pdf(data, passwords)
        self._document = self._opened.document
        self._page: tuple[int, pdfium.PdfPage] | None = None
        self._layer: tuple[int, bool] | None = None  # of the page whose text was read last
        self._forms = False
        self.count = self._opened.pages

    def facts(self) -> Facts:
        return Facts(
            kind=FileKind.PDF,
            media_type="application/pdf",
            repaired=self._opened.repaired,
            password=self._opened.password or None,
            outline=self.outline(),
            attachments=attachments(self._document, self._data),
            notices=facts.notices(self._document, self._data, repaired=self._opened.repaired),
        )

    def outline(self) -> tuple[OutlineEntry, ...]:
        return facts.outline(self._document)

    def size(self, index: int) -> tuple[float, float]:
        width, height = self._document.get_page_size(index)
        return width, height

    def geometry(self, index: int) -> PageGeometry:
        return _geometry(self._loaded(index))

    def label(self, index: int) -> str:
        label: str = self._document.get_page_label(index) or ""
        return label.encode("utf-8", "ignore").decode()

    def text(self, index: int) -> PageText:
        text, is_hidden = text_and_layer(self._loaded(index))
        self._layer = index, is_hidden
        return text

    def is_text_hidden(self, index: int) -> bool:
        if self._layer is None or self._layer[0] != index:
            self.text(index)
        return self._layer is not None and self._layer[1]

    def has_picture(self, index: int) -> bool:
        return has_picture(self._loaded(index), self.geometry(index))

    def has_notes(self, index: int) -> bool:
        count: int = raw.FPDFPage_GetAnnotCount(self._loaded(index))
        return count > 0

    def draw(self, index: int, look: Look) -> PageImage:
        page = self._loaded(index, drawn=not look.bare)
        geometry = _geometry(page)
        if geometry.width <= 0 or geometry.height <= 0:
            raise NoVisibleAreaError
        return draw(page, geometry, look)

    def exhibit(self, index: int) -> "VectorPage | ImagePage":
        from workstation.documents.pdf.exhibit import exhibit  # noqa: PLC0415 - brings pictures with it

        return exhibit(self._document, index, self._loaded(index, drawn=True), self.geometry(index))

    def close(self) -> None:
        self._drop()
        self._opened.close()

    def _loaded(self, index: int, *, drawn: bool = False) -> pdfium.PdfPage:
        if not 0 <= index < self.count:
            raise NoSuchPageError(number=index + 1)
        if drawn and not self._forms:
            self._start_forms()
        if self._page is None or self._page[0] != index:
            self._drop()
            try:
                self._page = index, self._document.get_page(index)
            except pdfium.PdfiumError as error:
                raise PageUnreadableError from error
        return self._page[1]

    def _start_forms(self) -> None:
        """Form fields are drawn only by a form environment, which wants to be there before a page is loaded."""
        self._forms = True
        if self._document.get_formtype() in _FORMS:
            self._drop()
            self._document.init_forms()

    def _drop(self) -> None:
        if self._page:
            self._page[1].close()
            self._page = None


def _geometry(page: pdfium.PdfPage) -> PageGeometry:
    left, bottom, right, top = (round(edge, 4) for edge in page.get_bbox())
    return PageGeometry((left, bottom, right, top), page.get_rotation())
