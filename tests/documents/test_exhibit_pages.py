"""Pages for the memo: upright at the origin, alike to the eye, all fonts inside; or a picture that says why."""

import io
from decimal import Decimal

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import Session
from PIL import Image
from pypdf import PdfReader
from reportlab.pdfgen import canvas

from workstation import workers
from workstation.application.ports.memo_pages import ImagePage, NoPage, VectorPage
from workstation.documents.camera import shot_of, without_marks
from workstation.documents.exhibits import WorkerExhibits
from workstation.documents.pdf import exhibit
from workstation.documents.pdf.cleaning import cleaned
from workstation.documents.pdf.pages import PdfPages
from workstation.documents.pictures import PicturePages
from workstation.domain.shots import Shot
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
    assert cleaned(b"%PDF-1.7 nothing") is None


@pytest.mark.parametrize("told", [True, False])
def test_a_locked_paper_becomes_an_exhibit_by_what_was_told_or_remembered(sample, told):
    known = Session({"locked": "借款合同2024"}) if told else Session(remembered={"locked": "借款合同2024"})
    exhibits = WorkerExhibits(workers.launch(), sample, known)
    try:
        assert isinstance(exhibits.page("locked", 0), ImagePage)
    finally:
        exhibits.close()


def test_a_worker_makes_exhibits_and_says_why_there_is_none(sample):
    exhibits = WorkerExhibits(workers.launch(), sample, Session({"locked": "借款合同2024"}))
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
        ("cleaned", lambda *_: None, "The page cannot be copied without changing how it looks."),
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


def photo(orientation=1):
    """Taken in Keqiao; the camera has written so."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SECRETCAM"
    exif.get_ifd(0x8769)[0x9003] = "2025:08:30 14:02:11"
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 53.0, 38.84), 3: "E", 4: (120.0, 5.0, 35.56)})
    target = io.BytesIO()
    Image.effect_mandelbrot((300, 200), (-3, -2.5, 2, 2.5), 40).convert("RGB").save(target, "JPEG", exif=exif)
    return target.getvalue()


def test_a_photo_says_when_and_where_it_was_taken():
    assert shot_of(Image.open(io.BytesIO(photo()))) == Shot(
        "2025-08-30 14:02:11", Decimal("30.894122"), Decimal("120.093211")
    )


@pytest.mark.parametrize(
    "place",
    [
        {1: "N", 2: (300.0, 0.0, 0.0), 3: "E", 4: (1.0, 0.0, 0.0)},
        {1: "N", 2: "x", 3: "E", 4: (1.0, 0.0, 0.0)},
        {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
    ],
)
def test_a_place_that_cannot_be_is_none(place):
    picture = Image.new("RGB", (4, 4))
    picture.getexif().get_ifd(0x8825).update(place)
    assert shot_of(picture) is None


def test_south_and_west_are_negative_and_a_picture_without_a_camera_says_nothing():
    picture = Image.new("RGB", (4, 4))
    assert shot_of(picture) is None
    picture.getexif().get_ifd(0x8825).update({1: "S", 2: (33.0, 30.0, 0.0), 3: "W", 4: (70.0, 0.0, 0.0)})
    assert shot_of(picture) == Shot(None, Decimal("-33.500000"), Decimal("-70.000000"))


def test_neither_a_picture_nor_a_photo_inside_a_page_takes_the_camera_s_words_into_a_memo():
    picture = PicturePages(photo(), "image/jpeg").exhibit(0)
    assert isinstance(picture, ImagePage)
    target = io.BytesIO()
    page = canvas.Canvas(target, pagesize=(400, 300), invariant=1)
    page.showPage()
    page.save()
    sheet = pdfium.PdfDocument(target.getvalue())
    placed = pdfium.PdfImage.new(sheet)
    placed.load_jpeg(io.BytesIO(photo()), inline=True)
    placed.set_matrix(pdfium.PdfMatrix().scale(300, 200))
    first = sheet[0]
    first.insert_obj(placed)
    first.gen_content()
    written = io.BytesIO()
    sheet.save(written)
    sheet.close()
    assert b"SECRETCAM" in written.getvalue()
    document = PdfPages(written.getvalue())
    made = document.exhibit(0)
    document.close()
    assert isinstance(made, VectorPage)
    for exported in (picture.png, made.pdf):
        assert not any(mark in exported for mark in (b"SECRETCAM", b"Exif", b"2025:08:30"))


@given(st.binary(max_size=64))
def test_what_is_no_jpeg_comes_back_and_nothing_hostile_hangs(data):
    assert without_marks(data) == data or data.startswith(b"\xff\xd8")
    assert without_marks(b"\xff\xd8" + data).startswith(b"\xff\xd8")


def test_the_pixels_of_a_photo_are_not_touched():
    plain = Image.open(io.BytesIO(without_marks(photo())))
    assert plain.tobytes() == Image.open(io.BytesIO(photo())).tobytes()
    assert len(plain.getexif()) == 0
