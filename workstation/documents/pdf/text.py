"""The text of a PDF page with one box for each character, straight from PDFium."""

import ctypes
import re
from array import array
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import repeat
from operator import and_, lt, or_
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from workstation.domain.pages import PageText, pack_planes
from workstation.domain.radicals import fold_radicals

_BOX_BYTES: Final = 16  # FS_RECTF: left, top, right, bottom as 32-bit floats
# PDFium marks a hyphen at the end of a line with U+0002 (or U+FFFE). Other control characters are glyphs without a
# meaning; they stay, as what was drawn there, and are left out of quotes
_ODD: Final = re.compile("[\x00\x02\x09\x0b-\x0d\x1c-\x1f\ud800-\udfff\ufffe\uffff]")
_BLANK: Final = (0x00, 0x09, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x1F, 0xFFFF, *range(0xD800, 0xE000))
_UNODD: Final = dict.fromkeys(_BLANK, " ") | {0x02: "-", 0xFFFE: "-"}
_BEYOND: Final = re.compile("[\U00010000-\U0010ffff]")
_UNSETTLED: Final = re.compile(b"\\x00")
_RETURN: Final = re.compile("\r(?=\n)")
_BLANKS: Final = frozenset(map(ord, " \r\n\t\u00a0\u3000"))
_INVISIBLE: Final = {raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP}
_SAMPLE: Final = 8
_LOOSE_BOX: Final = ctypes.PYFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    # pypdfium2's own wrapper checks each argument, and lets other threads in, which costs more than the call
    ctypes.cast(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)


def page_text(page: pdfium.PdfPage) -> PageText:
    """Text in PDFium's reading order. Boxes are as high as the font (not the glyph), so that a line is even."""
    return text_and_layer(page)[0]


def text_and_layer(page: pdfium.PdfPage) -> tuple[PageText, bool]:
    """The text, and whether most of it is drawn invisibly."""
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        if count <= 0:
            return PageText("", b""), False
        units = _units(text_page, count)
        boxes = _boxes(text_page, count)
        _mend_empty(text_page, units, boxes)
        is_hidden = _is_hidden(text_page, count)
    finally:
        text_page.close()
    return _packed(units, boxes), is_hidden


def _is_hidden(text_page: pdfium.PdfTextPage, count: int) -> bool:
    """By a sample of characters spread over the page."""
    sample = range(0, count, max(1, count // _SAMPLE))
    modes = [raw.FPDFTextObj_GetTextRenderMode(item) for item in _objects(text_page, sample)]
    return 2 * sum(mode in _INVISIBLE for mode in modes) > len(modes)


def _objects(text_page: pdfium.PdfTextPage, sample: Iterable[int]) -> Iterator[raw.FPDF_PAGEOBJECT]:
    """The text objects of those characters that are drawn, not made by PDFium between words."""
    for index in sample:
        item = raw.FPDFText_GetTextObject(text_page, index)
        if item and raw.FPDFText_IsGenerated(text_page, index) != 1:
            yield item


def _units(text_page: pdfium.PdfTextPage, count: int) -> bytes:
    """UTF-16 of the page, one unit for each of PDFium's characters."""
    units = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text_page, 0, count, units) - 1
    if written != count:  # PDFium leaves unmapped characters out of the text, but not out of the count
        for index in range(count):
            units[index] = min(raw.FPDFText_GetUnicode(text_page, index), 0xFFFF)
    return bytes(units)[: 2 * count]


def _boxes(text_page: pdfium.PdfTextPage, count: int) -> "array[float]":
    """`count` groups of left, top, right, bottom."""
    buffer = ctypes.create_string_buffer(count * _BOX_BYTES)
    start = ctypes.addressof(buffer)
    handle = ctypes.cast(text_page.raw, ctypes.c_void_p).value
    addresses = range(start, start + count * _BOX_BYTES, _BOX_BYTES)
    deque(map(_LOOSE_BOX, repeat(handle), range(count), addresses), maxlen=0)
    boxes = array("f")
    boxes.frombytes(buffer.raw)
    return boxes


def _mend_empty(text_page: pdfium.PdfTextPage, units: bytes, boxes: "array[float]") -> None:
    """A drawn character whose font has no height takes the box of its glyph."""
    wide = map(lt, boxes[0::4], boxes[2::4])
    high = map(lt, boxes[3::4], boxes[1::4])
    blank = map(_BLANKS.__contains__, memoryview(units).cast("H"))
    settled = bytes(map(or_, blank, map(and_, wide, high)))
    for empty in _UNSETTLED.finditer(settled):
        index = empty.start()
        if raw.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        left, bottom, right, top = text_page.get_charbox(index)
        boxes[4 * index : 4 * index + 4] = array("f", (left, top, right, bottom))


def _packed(units: bytes, boxes: "array[float]") -> PageText:
    text = units.decode("utf-16-le", "surrogatepass")
    # a character beyond the BMP is two of PDFium's; it keeps the box of its first half
    halves = [match.start() + nth + 1 for nth, match in enumerate(_BEYOND.finditer(text))]
    boxes = _without(boxes, halves)
    returns = [match.start() for match in _RETURN.finditer(text)]
    boxes = _without(boxes, returns)
    text = _RETURN.sub("", text)
    if _ODD.search(text):
        text = text.translate(_UNODD)
    planes = boxes[0::4] + boxes[3::4] + boxes[2::4] + boxes[1::4]
    return PageText(fold_radicals(text), pack_planes(planes))


def _without(boxes: "array[float]", gone: list[int]) -> "array[float]":
    if not gone:
        return boxes
    kept, start = array("f"), 0
    for index in gone:
        kept.extend(boxes[4 * start : 4 * index])
        start = index + 1
    kept.extend(boxes[4 * start :])
    return kept
