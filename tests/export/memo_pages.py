"""Pages of our own making, with any turn and any crop, and a plain normaliser in place of the page worker."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO

import pypdfium2
from PIL import Image
from pypdf import PdfWriter, Transformation
from pypdf.generic import RectangleObject

from workstation.application.ports.memo_pages import ImagePage, PageBox, VectorPage
from workstation.documents.pdf.merging import Merger
from workstation.export.memo import rendered as rendered_memo
from workstation.export.memo.display import Area, Glyphs, Op, Placed
from workstation.export.memo.fonts import registered_fonts
from workstation.export.memo.latin import latinised
from workstation.export.memo.look import PAGE_HEIGHT
from workstation.export.memo.pages import Page
from workstation.export.memo.painter import Watermark, paint
from workstation.export.memo.typefaces import Typefaces

A4 = (595.0, 842.0)
ORIGIN = (36.0, 50.0)
RED = "#FF0000"
FACES = Typefaces()


def merged(drawn, slots, info):
    """In this process; `tests/documents/test_memo_merging.py` does it in a worker."""
    merger = Merger(drawn)
    for index, slot in slots.items():
        merger.lay_under(index, slot)
    return merger.finished(info)


def render_memo(memo, pages, faces=None):
    return rendered_memo(memo, pages, merged, faces).content


@dataclass(frozen=True)
class TextPage:
    """A title, numbered lines and one red box, drawn in the coordinates of the unrotated page; the crop box
    starts at ORIGIN and has this size."""

    title: str
    size: tuple[float, float] = A4

    @staticmethod
    def rects_of_line(line: int) -> tuple[tuple[float, float, float, float], ...]:
        """Points of the unrotated page."""
        baseline = ORIGIN[1] + A4[1] - 60.0 - line * 40.0
        return ((ORIGIN[0] + 70.0, baseline - 4.0, ORIGIN[0] + 260.0, baseline + 12.0),)

    @property
    def red_box(self) -> tuple[float, float, float, float]:
        return (ORIGIN[0] + 300.0, ORIGIN[1] + 100.0, ORIGIN[0] + 420.0, ORIGIN[1] + 130.0)

    def original(self, rotation: int = 0) -> bytes:
        """As it comes in: /Rotate, and a crop box that does not start at the origin."""
        writer = PdfWriter(clone_from=BytesIO(self._drawn()))
        page = writer.pages[0]
        page.add_transformation(Transformation().translate(ORIGIN[0], ORIGIN[1] + self.size[1] - PAGE_HEIGHT))
        left, bottom = ORIGIN
        page.mediabox = RectangleObject((0, 0, left + self.size[0] + 20, bottom + self.size[1] + 30))
        page.cropbox = RectangleObject((left, bottom, left + self.size[0], bottom + self.size[1]))
        if rotation:
            page.rotate(rotation)
        return _written(writer)

    def box(self, rotation: int = 0) -> PageBox:
        left, bottom = ORIGIN
        return PageBox(left, bottom, left + self.size[0], bottom + self.size[1], rotation)

    def _drawn(self) -> bytes:
        page = Page(1, [Placed(0.0, 0.0, tuple(self._ops()))])
        with registered_fonts([page], FACES) as fonts:
            return paint([page], fonts, Watermark("x", FACES.weight(400), "#FFFFFF"))

    def _ops(self) -> list[Op]:
        height = self.size[1]
        ops: list[Op] = [
            Area(0, 0, *self.size, fill="#FFFFFF"),
            Area(300, height - 130, 120, 30, fill=RED),
            Glyphs(70, 60, latinised(self.title), 400, 14, "#16181C"),
        ]
        for line in range(1, 18):
            text = f"第 {line} 行 line {line}: 人民币贰仟肆佰万元整 (¥24,000,000.00)"
            ops.append(Glyphs(70, 60 + line * 40, latinised(text), 400, 11, "#16181C"))
        return ops


@cache
def vector_page(text: TextPage, rotation: int = 0) -> VectorPage:
    """What the page worker makes of the original."""
    writer = PdfWriter(clone_from=BytesIO(text.original(rotation)))
    page = writer.pages[0]
    page.mediabox = RectangleObject(page.cropbox)
    if rotation:
        page.transfer_rotation_to_content()
    left, bottom = float(page.mediabox.left), float(page.mediabox.bottom)
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    page.add_transformation(Transformation().translate(-left, -bottom))
    for name in ("/MediaBox", "/CropBox"):
        page[_name(name)] = RectangleObject((0, 0, width, height))
    return VectorPage(_written(writer), text.box(rotation))


def _name(text: str):
    from pypdf.generic import NameObject

    return NameObject(text)


@cache
def image_page(text: TextPage, reason: str, rotation: int = 0) -> ImagePage:
    image = rendered(text.original(rotation), 0, 1.5)
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return ImagePage(buffer.getvalue(), text.box(rotation), reason)


def rendered(pdf: bytes, index: int, scale: float = 1.0) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[index].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()


def text_of(pdf: bytes) -> list[str]:
    """Text of every page as PDFium reads it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def _written(writer: PdfWriter) -> bytes:
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
