"""Source pages put behind the exhibit pages, and the file made ready: language, title, fixed identity.

Runs in a worker of its own, which has read no file of a seller: a page comes from the worker that wrote it anew
(`documents.pdf.exhibit`), and one that a file has taken over could hand over a page made to keep pypdf busy or to fill the
memory. A page that PDFium or pypdf could not write anew comes as a PNG, of which only the lines are copied.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from typing import cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from workstation.application.ports.memo_pages import FileInfo, SourceSlot, VectorPage
from workstation.documents.pdf.png import PngImage
from workstation.domain.reading import PageNotMergedError

_SOURCE = "/MemoSource"


class Merger:
    """One memo in the making: `drawn` without its source pages, these one after the other, then the whole. Equal input
    gives equal bytes. `alive` is called between the steps of the end, which take a second each in a long memo.
    `PageNotMergedError` for a page that is not what a sound worker writes."""

    def __init__(self, drawn: bytes, alive: Callable[[], None] = lambda: None) -> None:
        self._alive = alive
        self._writer = PdfWriter(clone_from=BytesIO(drawn))
        self._writer.pdf_header = "%PDF-1.7"  # reportlab says 1.3 and uses blending

    def lay_under(self, index: int, slot: SourceSlot) -> None:
        """The source of the page `index` of the memo."""
        with _refused():
            _lay_under(self._writer, self._writer.pages[index], slot)

    def finished(self, info: FileInfo) -> bytes:
        with _refused():
            return self._finished(info)

    def _finished(self, info: FileInfo) -> bytes:
        writer = self._writer
        _name(writer, info)
        _mend_unicode(writer)
        self._alive()
        # pages of one document bring the same fonts each
        writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
        self._alive()
        identity = ByteStringObject(sha256(self._written()).digest()[:16])
        writer._ID = ArrayObject([identity, identity])  # noqa: SLF001 - pypdf has no other way to a fixed /ID
        self._alive()
        return self._written()

    def _written(self) -> bytes:
        buffer = BytesIO()
        self._writer.write(buffer)
        return buffer.getvalue()


@contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        RecursionError,
    ) as error:
        raise PageNotMergedError(detail=type(error).__name__) from error


def _lay_under(writer: PdfWriter, page: PageObject, slot: SourceSlot) -> None:
    """The source as a form of its own: its names, its clipping and its state cannot touch the memo's."""
    source = slot.source
    width, height = source.box.size
    if isinstance(source, VectorPage):
        form = writer._add_object(_form(writer, source, width, height))  # noqa: SLF001 - the documented way
        matrix = (slot.scale, 0, 0, slot.scale, slot.x, slot.y)
    else:
        form = writer._add_object(_image(source.png))  # noqa: SLF001
        matrix = (width * slot.scale, 0, 0, height * slot.scale, slot.x, slot.y)
    resources = _dictionary(page["/Resources"])
    objects = _dictionary(resources.setdefault(NameObject("/XObject"), DictionaryObject()))
    objects[NameObject(_SOURCE)] = form
    numbers = " ".join(f"{number:.5f}" for number in matrix)
    under = DecodedStreamObject()
    under.set_data(f"q {numbers} cm {_SOURCE} Do Q\n".encode())
    page[NameObject("/Contents")] = ArrayObject(
        [writer._add_object(under), page.raw_get("/Contents")]  # noqa: SLF001
    )


def _dictionary(value: PdfObject) -> DictionaryObject:
    return cast("DictionaryObject", value.get_object())


def _form(writer: PdfWriter, source: VectorPage, width: float, height: float) -> StreamObject:
    page = PdfReader(BytesIO(source.pdf)).pages[0]
    contents = page.get_contents()
    form = DecodedStreamObject()
    form.set_data(contents.get_data() if contents is not None else b"")
    box = [FloatObject(0), FloatObject(0), FloatObject(width), FloatObject(height)]
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(box),
            NameObject("/Resources"): _dictionary(page.get("/Resources", DictionaryObject())).clone(writer),
        }
    )
    if "/Group" in page:
        form[NameObject("/Group")] = _dictionary(page["/Group"]).clone(writer)
    return form.flate_encode()


def _image(content: bytes) -> StreamObject:
    """The PNG's own compressed lines, untouched."""
    png = PngImage.read(content)
    image = StreamObject()
    image._data = png.data  # noqa: SLF001 - already compressed; set_data would compress again
    parameters = {"/Predictor": 15, "/Colors": png.colors, "/BitsPerComponent": 8, "/Columns": png.width}
    image.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(png.width),
            NameObject("/Height"): NumberObject(png.height),
            NameObject("/ColorSpace"): NameObject("/DeviceGray" if png.colors == 1 else "/DeviceRGB"),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/Filter"): NameObject("/FlateDecode"),
            NameObject("/DecodeParms"): DictionaryObject(
                {NameObject(key): NumberObject(value) for key, value in parameters.items()}
            ),
        }
    )
    return image


def _name(writer: PdfWriter, info: FileInfo) -> None:
    writer.metadata = None
    said = {"/Title": info.title, "/Author": info.author, "/Subject": info.subject}
    said = {name: text for name, text in said.items() if text}
    writer.add_metadata({**said, "/Producer": "NPL workstation"})
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(info.language.replace("_", "-"))
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")


def _mend_unicode(writer: PdfWriter) -> None:
    """Mends reportlab, which writes characters beyond U+FFFF as five hex digits; a reader expects a surrogate pair."""
    seen: set[int] = set()
    for page in writer.pages:
        fonts = _dictionary(_dictionary(page["/Resources"]).get("/Font", DictionaryObject()))
        for font in fonts.values():
            stream = font.get_object().get("/ToUnicode")
            if stream is None or id(stream.get_object()) in seen:
                continue
            seen.add(id(stream.get_object()))
            _mend_stream(stream.get_object())


def _mend_stream(stream: StreamObject) -> None:
    data = stream.get_data()
    mended = re.sub(rb"<([0-9A-F]{5,6})>", lambda found: b"<%s>" % _utf16(int(found[1], 16)), data)
    if mended != data:
        stream._data = zlib.compress(mended)  # noqa: SLF001 - keeps the filter that the stream declares
        stream[NameObject("/Filter")] = NameObject("/FlateDecode")


def _utf16(code: int) -> bytes:
    return chr(code).encode("utf-16-be").hex().upper().encode()
