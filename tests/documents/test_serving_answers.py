"""What a worker answers, asked in this process: the same loop without the pipe."""

import io
import logging

import pytest
from PIL import Image

from workstation.documents import payloads, serving
from workstation.documents.losses import file_error, page_error
from workstation.documents.pdf.opening import open_pdf
from workstation.documents.pdf.pages import PdfPages
from workstation.documents.process import Cause
from workstation.documents.serving import Serving, open_pages, read_page
from workstation.documents.wire import Message
from workstation.domain.file_notices import FileNotice
from workstation.domain.reading import (
    DamagedFileError,
    EmptyFileError,
    OtherContentError,
    PasswordNeededError,
    ProgramFileError,
    ReadingError,
    WrongPasswordError,
)


@pytest.fixture
def served(sample):
    turns = []
    loop = Serving(lambda: turns.append(1))

    def ask(do, *blobs, **head):
        return list(loop.answer(Message({"do": do, **head}, blobs)))

    ask.turns = turns
    ask.open = lambda name: ask("open", sample(name), key=name, passwords=[])
    return ask


def png(size=(40, 40)):
    target = io.BytesIO()
    Image.new("RGB", size, "red").save(target, "PNG")
    return target.getvalue()


def test_reading_tells_what_it_is_then_each_page_and_the_last_one_ends_the_answer(served, sample):
    replies = served("read", sample("plain"), name="plain.pdf", passwords=[], first=1)
    assert [next(iter(reply.head)) for reply in replies] == ["facts", "page", "page"]
    assert [reply.head.get("last") for reply in replies] == [None, None, True]
    assert replies[0].head["found"] == {"kind": "pdf", "media_type": "application/pdf"}
    facts = payloads.facts_of(replies[0].head["facts"])
    assert [(entry.title, entry.level, entry.page) for entry in facts.outline] == [
        ("Loan", 0, 0),
        ("Term", 1, 1),
        ("Round", 0, 2),
    ]
    assert payloads.page_of(replies[1]).text.text == "Term of the loan: three years"
    assert served.turns == [1, 1]


def test_a_file_that_cannot_be_opened_is_an_answer(served, sample):
    *_, last = served("read", sample("locked"), name="", passwords=["wrong"], first=0)
    assert isinstance(payloads.error_of(last.head["error"]), WrongPasswordError)
    assert last.head["last"]


def test_an_open_document_answers_until_it_is_closed(served):
    assert served("info", key="plain")[0].head == {"closed": True, "last": True}
    for do in ("text", "render", "exhibit", "outline"):
        assert served(do, key="plain", page=0, scale=1.0, clip=None, turn=0)[0].head == {
            "closed": True,
            "last": True,
        }
    assert served.open("plain")[0].head == {"opened": True, "last": True}
    assert payloads.info_of(served("info", key="plain")[0].head["info"]).labels == ("i", "1", "2")
    assert [
        entry.title for entry in payloads.outline_of(served("outline", key="plain")[0].head["outline"])
    ] == ["Loan", "Term", "Round"]
    assert payloads.text_of(served("text", key="plain", page=2)[0]).text == "Signed in two copies"
    image = payloads.image_of(
        served("render", key="plain", page=0, scale=0.5, clip=[0, 0, 10, 20], turn=90)[0]
    )
    assert (image.width, image.height, image.geometry.rotation) == (10, 20, 90)
    assert "font" in payloads.exhibit_of(served("exhibit", key="plain", page=0)[0]).reason
    missing = served("text", key="plain", page=7)[0]
    assert payloads.error_of(missing.head["error"]).code == "page.not_there"


def test_the_oldest_document_is_closed_for_the_newest(served, sample, monkeypatch):
    monkeypatch.setattr(serving, "_KEPT_BYTES", 3000)
    served.open("plain")
    served.open("boxes")
    assert served("info", key="plain")[0].head.get("closed")
    assert "info" in served("info", key="boxes")[0].head


def test_a_lack_of_memory_is_an_answer_and_frees_what_is_open(served, sample, monkeypatch):
    served.open("plain")

    def starve(self, index):
        raise MemoryError

    monkeypatch.setattr(PdfPages, "text", starve)
    reply = served("text", key="plain", page=0)[0]
    assert payloads.error_of(reply.head["error"]).code == "document.too_much_memory"
    assert served("info", key="plain")[0].head.get("closed")


def test_a_saved_page_is_answered_as_a_tree_and_a_worker_can_be_made_ready(served):
    reply = served("html", b"<title>x</title><p>y")[0]
    assert payloads.html_of(reply.head["html"]).root.shown() == "y"
    assert served("ready")[0].head == {"last": True}


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "a.pdf", EmptyFileError),
        (b"\x00\x01\x02", "a.pdf", DamagedFileError),
        (b"a letter", "a.pdf", OtherContentError),
        (b"MZ" + bytes(60), "a.exe", ProgramFileError),
        (b"%PDF-1.7\n", "a.pdf", DamagedFileError),
    ],
)
def test_a_file_without_pages_says_why(data, name, error):
    with pytest.raises(error):
        open_pages(data, name=name)


def test_a_picture_alone_on_a_page_waits_for_ocr_and_a_drawing_does_not():
    scan = io.BytesIO()
    Image.open(io.BytesIO(png())).save(scan, "PDF")
    document = open_pages(scan.getvalue())
    assert read_page(document, 0).needs_ocr
    document.close()


def test_a_page_of_outlined_letters_waits_for_ocr_and_a_bare_frame_does_not(sample):
    frame = sample("annotated")
    assert not read_page(open_pages(frame), 0).needs_ocr
    outlines = b"0.5 g " + b"5 5 m 9 9 l S " * 200
    many = frame.replace(b"stream\n0.5 g 50 500 100 100 re f\n", b"stream\n" + outlines + b"\n")
    many = many.replace(b"/Length 29 ", b"/Length %d " % len(outlines))
    assert read_page(open_pages(many), 0).needs_ocr


def test_pypdf_opens_what_pdfium_refuses(sample, monkeypatch):
    """PDFium's refusal is played; the second reader and the reopening are real."""
    from workstation.documents.pdf import opening

    real, refused = opening._by_pdfium, []

    def refuse_first(data, passwords):
        if not refused:
            refused.append(1)
            return None
        return real(data, passwords)

    monkeypatch.setattr(opening, "_by_pdfium", refuse_first)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    opened = open_pdf(sample("locked"), ["wrong", "借款合同2024"])
    assert (opened.pages, opened.password, opened.repaired) == (1, "借款合同2024", False)
    opened.close()
    refused.clear()
    opened = open_pdf(sample("plain"))
    assert opened.repaired
    opened.close()
    for passwords, error in (((), PasswordNeededError), (("wrong",), WrongPasswordError)):
        refused.clear()
        with pytest.raises(error):
            open_pdf(sample("locked"), passwords)


def test_a_locked_file_that_no_reader_understands_asks_for_a_password(sample):
    broken = sample("locked").replace(b"/V 5", b"/V 9").replace(b"/R 6", b"/R 9")
    with pytest.raises(ReadingError) as refused:
        open_pdf(broken)
    assert refused.value.outcome == "password"


def test_a_form_is_drawn_with_its_values_on_screen_and_in_the_memo(sample):
    document = PdfPages(sample("form"))
    assert document.facts().notices == (FileNotice.SIGNATURES,)
    assert document.text(0).text == ""
    image = document.draw(0, serving.Look(0.5))
    at = 4 * (275 * image.width + 100)
    assert image.pixels[at : at + 3] == b"\xff\x00\x00"
    assert "/Annots" not in payloads.exhibit_message(document.exhibit(0)).blobs[0].decode("latin-1")
    document.close()


@pytest.mark.parametrize(
    ("cause", "whole", "single"),
    [
        (Cause.MEMORY, "document.too_much_memory", "page.too_large"),
        (Cause.TIME, "document.too_slow", "page.too_slow"),
        (Cause.CRASH, "document.reader_stopped", "page.unreadable"),
    ],
)
def test_the_end_of_a_worker_has_words_for_the_file_and_for_the_page(cause, whole, single):
    assert file_error(cause).code == whole
    assert page_error(cause, 5.0).code == single
