"""Messages between the program and its workers."""

import io

import pytest

from workstation.application.ports.documents import OutlineEntry, ReadPage, ViewInfo
from workstation.application.ports.memo_pages import ImagePage, PageBox, TextLine, TextPage, VectorPage
from workstation.documents import payloads, wire
from workstation.documents.clamp import MAX_PIXELS, MAX_SIDE, frame
from workstation.documents.html import read_html
from workstation.documents.paged import Look
from workstation.documents.wire import BrokenWireError, Message
from workstation.domain.pages import PageGeometry, PageImage, PageText, pack_boxes
from workstation.domain.reading import DamagedFileError, OtherContentError, PageNotMergedError, reading_error

BOX = PageBox(1.0, 2.0, 3.0, 4.0, 90)
TEXT = PageText("标\U0001d434", pack_boxes([(0, 1, 2, 3), (4, 5, 6, 7)]))


def carried(message):
    stream = io.BytesIO()
    wire.send(stream, message)
    stream.seek(0)
    return wire.receive(stream)


def test_a_message_arrives_as_it_was_sent():
    message = Message({"do": "text", "name": "合同"}, (b"", b"x" * 3_000_000))
    assert carried(message) == message


@pytest.mark.parametrize("cut", [0, 5, 20, 60])
def test_half_a_message_is_a_broken_wire(cut):
    stream = io.BytesIO()
    wire.send(stream, Message({"a": "b" * 40}, (b"blob",)))
    with pytest.raises(BrokenWireError):
        wire.receive(io.BytesIO(stream.getvalue()[:cut]))


@pytest.mark.parametrize(
    "data",
    [
        b"XXXX" + bytes(8),
        b"WSW1" + b"\xff\xff\xff\xff" + bytes(4),
        b"WSW1" + bytes(4) + b"\xff\x00\x00\x00",
        b"WSW1" + b"\x01\x00\x00\x00" + bytes(4) + b"{",
        b"WSW1" + b"\x02\x00\x00\x00" + bytes(4) + b"[]",
        b"WSW1" + b"\x02\x00\x00\x00" + b"\x01\x00\x00\x00" + b"\xff" * 8 + b"{}",
    ],
)
def test_what_is_no_message_is_a_broken_wire(data):
    with pytest.raises(BrokenWireError):
        wire.receive(io.BytesIO(data))


def test_a_closed_stream_is_a_broken_wire():
    stream = io.BytesIO()
    stream.close()
    with pytest.raises(BrokenWireError):
        wire.send(stream, Message({}))
    with pytest.raises(BrokenWireError):
        wire.receive(stream)


def test_values_cross_the_wire_unchanged():
    geometry = PageGeometry((100.0, 50.0, 500.0, 600.0), 270)
    page = ReadPage(3, "iv", geometry, TEXT, needs_ocr=True)
    assert payloads.page_of(carried(payloads.page_message(page))) == page
    assert payloads.text_of(carried(payloads.text_message(TEXT))) == TEXT
    image = PageImage(2, 1, b"12345678", 0.5, geometry, 7, 8)
    assert payloads.image_of(carried(payloads.image_message(image))) == image
    info = ViewInfo(((1.0, 2.0),), ("i",))
    assert payloads.info_of(carried(Message(payloads.info_head(info))).head) == info
    outline = (OutlineEntry("Title", 0, None), OutlineEntry("Part", 1, 3))
    assert payloads.outline_of(payloads.outline_head(outline)) == outline
    html = read_html("<title>标的</title><p class=a>x<b>y".encode())
    assert payloads.html_of(carried(Message(payloads.html_head(html))).head) == html
    words = TextPage((TextLine("标的 A", 72.0, 96.5, 60.0, 11.0),), ((70.0, 60.0, 500.0, 60.0),), BOX)
    for exhibit in (VectorPage(b"pdf", BOX), ImagePage(b"png", BOX, "because"), words):
        assert payloads.exhibit_of(carried(payloads.exhibit_message(exhibit))) == exhibit


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1e9])
def test_words_at_places_that_no_page_has_are_refused(number):
    page = TextPage((TextLine("x", 72.0, number, 60.0, 11.0),), (), BOX)
    with pytest.raises(PageNotMergedError):
        payloads.exhibit_of(carried(payloads.exhibit_message(page)))


def test_a_failure_crosses_the_wire_with_its_words():
    page = ReadPage(
        0, "", PageGeometry((0, 0, 0, 0)), TEXT, failure=OtherContentError(named="PDF", found="PNG")
    )
    failure = payloads.page_of(carried(payloads.page_message(page))).failure
    assert isinstance(failure, OtherContentError)
    assert failure.params == {"named": "PDF", "found": "PNG"}


def test_an_unknown_reason_reads_as_damaged():
    assert isinstance(reading_error("document.from_the_future"), DamagedFileError)


def test_pixels_that_are_fewer_than_their_size_says_are_refused():
    message = payloads.image_message(PageImage(2, 2, b"1234", 1.0, PageGeometry((0, 0, 1, 1))))
    with pytest.raises(BrokenWireError):
        payloads.image_of(message)


@pytest.mark.parametrize(
    ("width", "height", "look"),
    [
        (595, 842, Look(100.0)),
        (595, 2147483648, Look(2.0)),
        (200000, 200000, Look(8.0, clip=(10**9, -5, 10**6, 10**6))),
        (0, 0, Look(1.0)),
        (595, 842, Look(0.0)),
        (595, 842, Look(8.0, clip=(0, 0, 0, 0))),
    ],
)
def test_no_picture_is_larger_than_allowed_or_smaller_than_a_pixel(width, height, look):
    part = frame(PageGeometry((0, 0, width, height)), look)
    x, y, across, down = part.clip
    assert 1 <= across * down <= MAX_PIXELS * 1.01
    assert 0 <= x <= x + across <= part.full_width <= MAX_SIDE
    assert 0 <= y <= y + down <= part.full_height <= MAX_SIDE
