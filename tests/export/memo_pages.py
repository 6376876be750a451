"""Pages of our own making: text on a page with any turn and any origin, normalised as the page worker does."""

from dataclasses import dataclass
from io import BytesIO

import pypdfium2
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import RectangleObject

from workstation.application.ports.memo import ImagePage, PageBox, VectorPage
from workstation.export.memo.display import Area, Glyphs, Op, Placed
from workstation.export.memo.fonts import registered_fonts
from workstation.export.memo.latin import latinised
from workstation.export.memo.look import PAGE_HEIGHT
from workstation.export.memo.pages import Page
from workstation.export.memo.painter import Watermark, paint
from workstation.export.memo.typefaces import Typefaces

A4 = (595.0, 842.0)
_FACES = Typefaces()
_MEMO: dict[tuple, object] = {}


@dataclass(frozen=True)
class TextPage:
    """Numbered lines as a reader sees them; coordinates of the unrotated page start at `origin`."""

    size: tuple[float, float]
    title: str
    origin: tuple[float, float] = (0.0, 0.0)

    @staticmethod
    def rects_of_line(line: int) -> tuple[tuple[float, float, float, float], ...]:
        """In the coordinates of an unrotated page with its origin at (36, 50), as `page_of` makes them."""
        top = 50.0 + 842.0 - 60.0 - line * 40.0
        return ((36.0 + 70.0, top - 4.0, 36.0 + 260.0, top + 12.0),)

    def ops(self) -> list[Op]:
        ops: list[Op] = [Area(0, 0, *self.size, fill="#FFFFFF"), Glyphs(70, 60, latinised(self.title), 400, 14, "#16181C")]
        for line in range(1, 18):
            text = f"第 {line} 行 line {line}: 人民币贰仟肆佰万元整 (¥24,000,000.00)"
            ops.append(Glyphs(70, 60 + line * 40, latinised(text), 400, 11, "#16181C"))
        return ops

    def pdf(self) -> bytes:
        """Upright, origin 0,0."""
        page = Page(1, [Placed(0.0, 0.0, tuple(self.ops()))])
        with registered_fonts([page], _FACES) as fonts:
            drawn = paint([page], fonts, Watermark("x", _FACES.weight(400), "#FFFFFF"))
        writer = PdfWriter(clone_from=BytesIO(drawn))
        sheet = writer.pages[0]
        width, height = self.size
        sheet.add_transformation(Transformation().translate(0, height - PAGE_HEIGHT))
        sheet.mediabox = RectangleObject((0, 0, width, height))
        buffer = BytesIO()
        writer.write(buffer)
        return buffer.getvalue()


def page_of(text: TextPage, rotation: int = 0) -> VectorPage:
    """What the page worker gives for an original that is turned by `rotation` and starts at `text.origin`."""
    key = (text, rotation)
    if key not in _MEMO:
        left, bottom = text.origin
        width, height = text.size
        box = PageBox(left, bottom, left + width, bottom + height, rotation)
        _MEMO[key] = VectorPage(_turned(text.pdf(), rotation), box)
    return _MEMO[key]


def _turned(pdf: bytes, rotation: int) -> bytes:
    """Content turned clockwise into an upright page."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    page = writer.pages[0]
    if rotation:
        page.rotate(rotation)
        page.transfer_rotation_to_content()
    left, bottom = page.mediabox.left, page.mediabox.bottom
    if left or bottom:
        page.add_transformation(Transformation().translate(-left, -bottom))
        page.mediabox = RectangleObject((0, 0, page.mediabox.width, page.mediabox.height))
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def picture_of(text: TextPage, reason: str) -> ImagePage:
    document = pypdfium2.PdfDocument(page_of(text).pdf)
    image = document[0].render(scale=1.5).to_pil()
    document.close()
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return ImagePage(buffer.getvalue(), page_of(text).box, reason)


def pages_in(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)
