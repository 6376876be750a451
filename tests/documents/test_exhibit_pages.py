"""Pages for the memo: upright at the origin, alike to the eye, all fonts inside; or a picture that says why."""

import io

import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdf import PdfReader
from reportlab.pdfgen import canvas

from workstation import workers
from workstation.application.ports.memo import ImagePage, NoPage, VectorPage
from workstation.documents.exhibits import WorkerExhibits
from workstation.documents.pdf import exhibit
from workstation.documents.pdf.fonts import without_loose_fonts
from workstation.documents.pdf.pages import PdfPages
from workstation.resources import resource


def drawing(rotation):
    """A page without text: reportlab names Helvetica on it all the same."""
    target = io.BytesIO()
    page = canvas.Canvas(target, pagesize=(600, 800), invariant=1)
    page.setFillColorRGB(1, 0, 0)
    page.rect(110, 60, 40, 40, stroke=0, fill=1)
    page.showPage()
    page.save()
    data = target.getvalue()
    boxes = b"/MediaBox [ 0 0 600 800 ] /CropBox [100 50 500 600]"
    return data.replace(b"/MediaBox [ 0 0 600 800 ]", boxes).replace(b"/Rotate 0", b"/Rotate %d" % rotation)


def shown(pdf):
    document = pdfium.PdfDocument(pdf)
    picture = document[0].render(scale=0.5).to_pil().convert("RGB")
    document.close()
    return picture


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_with_an_off_origin_crop_box_becomes_upright_at_the_origin(rotation):
    document = PdfPages(drawing(rotation))
    page = document.exhibit(0)
    assert isinstance(page, VectorPage)
    assert (page.box.left, page.box.bottom, page.box.right, page.box.top) == (100, 50, 500, 600)
    assert page.box.rotation == rotation
    made = PdfReader(io.BytesIO(page.pdf)).pages[0]
    assert [float(edge) for edge in made.mediabox] == [0, 0, *page.box.size]
    assert made.rotation == 0
    x, y = document.geometry(0).to_view(130, 80)
    assert shown(page.pdf).getpixel((int(x / 2), int(y / 2))) == (255, 0, 0)
    document.close()


def test_a_font_that_is_named_but_draws_nothing_is_left_out():
    document = PdfPages(drawing(0))
    page = document.exhibit(0)
    document.close()
    assert isinstance(page, VectorPage)
    assert b"Helvetica" in drawing(0)
    assert b"Helvetica" not in page.pdf


def test_a_page_drawn_with_a_font_that_is_not_inside_comes_as_a_picture(sample):
    document = PdfPages(sample("plain"))
    page = document.exhibit(0)
    document.close()
    assert isinstance(page, ImagePage)
    assert page.reason == "The page uses a font that is not inside the file."
    picture = Image.open(io.BytesIO(page.png))
    assert picture.mode == "L"
    assert picture.size == (1653, 2339)


def test_annotations_become_part_of_the_page(sample):
    document = PdfPages(sample("annotated"))
    page = document.exhibit(0)
    document.close()
    assert isinstance(page, VectorPage)
    assert "/Annots" not in PdfReader(io.BytesIO(page.pdf)).pages[0]
    assert shown(page.pdf).getpixel((100, 275)) == (0, 0, 255)


def test_the_same_page_gives_the_same_bytes():
    made = []
    for _ in range(2):
        document = PdfPages(drawing(90))
        made.append(document.exhibit(0))
        document.close()
    assert made[0] == made[1]


def test_what_cannot_be_taken_apart_is_not_merged():
    assert without_loose_fonts(b"%PDF-1.7 nothing") is None


def test_a_worker_makes_exhibits_and_says_why_there_is_none(sample):
    exhibits = WorkerExhibits(
        workers.launch(), sample, lambda key: ("借款合同2024",) if key == "locked" else ()
    )
    try:
        assert isinstance(exhibits.page("annotated", 0), VectorPage)
        assert isinstance(exhibits.page("locked", 0), ImagePage)
        assert exhibits.page("header_only", 0) == NoPage(
            "The file is damaged and cannot be read. Ask the seller for a new copy; this one is kept as it is."
        )
        assert isinstance(exhibits.page("no_area", 0), NoPage)
    finally:
        exhibits.close()


@pytest.mark.parametrize(
    ("setting", "value", "reason"),
    [
        ("_OBJECT_LIMIT", -1, "The page is made of too many pieces to be copied."),
        ("without_loose_fonts", lambda *_: None, "The page cannot be copied without changing how it looks."),
        (
            "_upright",
            lambda *_: sample_of_another_size(),
            "The page cannot be copied without changing how it looks.",
        ),
    ],
)
def test_what_cannot_be_copied_faithfully_says_why(monkeypatch, sample, setting, value, reason):
    monkeypatch.setattr(exhibit, setting, value)
    document = PdfPages(sample("plain") if setting == "_OBJECT_LIMIT" else drawing(0))
    page = document.exhibit(0)
    document.close()
    assert isinstance(page, ImagePage)
    assert page.reason == reason


def sample_of_another_size():
    target = io.BytesIO()
    page = canvas.Canvas(target, pagesize=(100, 100), invariant=1)
    page.showPage()
    page.save()
    return target.getvalue()


def test_the_papers_of_the_demo_go_into_a_memo_as_they_are():
    """Pages with embedded fonts beside a Helvetica that draws nothing, one turned, one with an off-origin crop box."""
    for path in sorted(resource("demo", "inputs").glob("*.pdf")):
        document = PdfPages(path.read_bytes())
        for index in range(document.count):
            page = document.exhibit(index)
            assert isinstance(page, VectorPage), f"{path.name} {index}"
            assert b"Helvetica" not in page.pdf
        document.close()
