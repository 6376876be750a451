"""Exhibit pages: the page unchanged, the passage outlined inside what is visible."""

from dataclasses import dataclass, replace
from io import BytesIO

import pypdfium2
import pytest
from memo_pages import FACES, TextPage, image_page, render_memo, rendered, text_of, vector_page
from memo_textile import textile_pdf
from memo_verify import unembedded_fonts, verify_marks
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from workstation.application.ports.memo_pages import ImagePage, NoPage, PageBox, SourcePage, VectorPage
from workstation.domain.evidence import FieldState
from workstation.domain.memo import (
    DecisionBox,
    ExhibitRegister,
    Figure,
    Footer,
    Header,
    Memo,
    Paragraph,
    Passage,
    Source,
)

TURNS = (0, 90, 180, 270)
MINT_LINE = (0x08, 0x69, 0x4E)


@dataclass
class OnePage:
    """A source that knows one page."""

    found: SourcePage

    def page(self, version: str, index: int) -> SourcePage:  # noqa: ARG002 - one page for all
        return self.found


def memo_citing(passage: Passage, *, language: str = "en") -> Memo:
    register = ExhibitRegister()
    mark = register.cite(Source("v", "Deed", 1, 9, "deed.pdf", "ab" * 32), 4, passage)
    return Memo(
        language=language,
        header=Header("Firm", "Memo"),
        footer=Footer("facts", "disclaimer"),
        headline="Bid",
        subline="Why",
        decision=DecisionBox("BID", "max bid", "1", (), ()),
        summary_title="Summary",
        summary=(Paragraph((Figure("24,000,000.00", (mark,), FieldState.EVIDENCED),)),),
        exhibits=register.exhibits(),
    )


def extent(image: Image.Image, wanted: tuple[int, int, int], tolerance: int) -> tuple[int, int, int, int]:
    """The box around all pixels of about that colour."""
    plain = Image.new("RGB", image.size, wanted)
    difference = ImageChops.difference(image, plain).split()
    near = [band.point(lambda value: 255 if value <= tolerance else 0) for band in difference]
    box = ImageChops.multiply(ImageChops.multiply(near[0], near[1]), near[2]).getbbox()
    assert box is not None, f"no {wanted} on the page"
    return box


def scale_of(width, height):
    """A broad page stands on paper on its side."""
    spread = 841.89 - 595.28 if width > height else 0.0
    return min((462.0 + spread) / width, (712.0 - spread) / height)


@pytest.mark.parametrize("rotation", TURNS)
@pytest.mark.parametrize("kind", ["vector", "image"])
def test_the_outline_encloses_the_passage_however_the_page_is_turned_and_cropped(kind, rotation):
    text = TextPage("marked")
    source = vector_page(text, rotation) if kind == "vector" else image_page(text, "Because.", rotation)
    passage = Passage("Box", value="red", rects=(text.red_box,))
    sheet = rendered(render_memo(memo_citing(passage), OnePage(source), FACES), 1, 2.0)
    width, height = text.box(rotation).size
    scale = 2 * scale_of(width, height)
    frame = sheet.crop((60, 148, round(60 + width * scale), round(148 + height * scale)))
    red = extent(frame, (0xD8, 0, 0), 60)
    outline = extent(frame, MINT_LINE, 12)
    for inner, outer in zip(red[:2], outline[:2], strict=True):
        assert outer <= inner <= outer + 10
    for inner, outer in zip(red[2:], outline[2:], strict=True):
        assert outer - 10 <= inner <= outer


@pytest.mark.parametrize("rotation", TURNS)
def test_the_framed_page_shows_what_the_original_shows(rotation):
    text = TextPage("same picture")
    pdf = render_memo(memo_citing(Passage("x")), OnePage(vector_page(text, rotation)), FACES)
    width, height = text.box(rotation).size
    scale = scale_of(width, height)
    original = rendered(text.original(rotation), 0, 2 * scale)
    sheet = rendered(pdf, 1, 2.0)
    framed = sheet.crop((60, 148, 60 + original.width, 148 + original.height))
    inner = (4, 4, original.width - 4, original.height - 4)
    difference = ImageChops.difference(framed.crop(inner), original.crop(inner)).convert("L")
    histogram = difference.histogram()
    differing = sum(histogram[96:]) / (difference.width * difference.height)
    assert differing < 0.01  # anti-aliasing at another subpixel offset


def test_a_passage_is_cut_to_the_visible_page():
    box = PageBox(36, 50, 631, 892, 0)
    assert box.upright((0, 0, 46, 60)) == (0, 0, 10, 10)
    assert box.upright((0, 0, 30, 40)) is None


def test_an_upright_rectangle_turns_with_its_page():
    rect = (46, 70, 86, 80)
    assert PageBox(36, 50, 636, 850, 90).upright(rect) == (20, 550, 30, 590)
    assert PageBox(36, 50, 636, 850, 180).upright(rect) == (550, 770, 590, 780)
    assert PageBox(36, 50, 636, 850, 270).upright(rect) == (770, 10, 780, 50)
    assert PageBox(36, 50, 636, 850, 90).size == (800, 600)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Shown as an image: Too slow."), ("zh_CN", "以图像显示：Too slow.")]
)
def test_a_page_put_in_as_an_image_says_so_and_why(language, said):
    memo = memo_citing(Passage("x"), language=language)
    pages = text_of(render_memo(memo, OnePage(image_page(TextPage("slow"), "Too slow.")), FACES))
    assert said in pages[1]


def test_a_version_without_pages_shows_its_quotes():
    passage = Passage("Renewal", quote="我司将续行查封", value="yes")
    pages = text_of(render_memo(memo_citing(passage), OnePage(NoPage("A mail has no pages.")), FACES))
    assert "Shown as quoted words: A mail has no pages." in pages[1]
    assert "我司将续行查封" in pages[1]


def test_a_source_page_that_leaves_its_state_open_cannot_disturb_the_exhibit():
    passage = Passage("Box", rects=(TextPage("x").red_box,))
    clean = render_memo(memo_citing(passage), OnePage(vector_page(TextPage("state"))), FACES)
    writer = PdfWriter(clone_from=BytesIO(vector_page(TextPage("state")).pdf))
    page = writer.pages[0]
    stream = DecodedStreamObject()
    stream.set_data(page.get_contents().get_data() + b"\nq 9 0 0 9 0 0 cm 1 0 0 rg q")
    page[NameObject("/Contents")] = writer._add_object(stream)
    buffer = BytesIO()
    writer.write(buffer)
    wild = VectorPage(buffer.getvalue(), TextPage("state").box())
    assert rendered(render_memo(memo_citing(passage), OnePage(wild), FACES), 1) == rendered(clean, 1)


@pytest.mark.parametrize("mode", ["P", "RGBA", "L", "RGB", "1", "LA"])
def test_an_image_of_any_kind_is_shown(mode):
    wanted = Image.new("RGB", (60, 80), "black" if mode == "1" else (250, 30, 30)).convert(mode)
    buffer = BytesIO()
    wanted.save(buffer, "PNG")
    page = ImagePage(buffer.getvalue(), PageBox(0, 0, 60, 80), "Because.")
    sheet = rendered(render_memo(memo_citing(Passage("x")), OnePage(page), FACES), 1)
    assert sheet.getpixel((100, 400)) == wanted.convert("RGB").getpixel((5, 5))


def test_one_place_that_holds_up_two_fields_is_lit_once():
    register = ExhibitRegister()
    source = Source("v", "Deed", 1, 9, "deed.pdf", "ab" * 32)
    rects = ((0.0, 0.0, 10.0, 10.0),)
    first = register.cite(source, 0, Passage("Land", rects=rects))
    second = register.cite(source, 0, Passage("Site", rects=rects))
    again = register.cite(source, 0, Passage("Land", rects=rects))
    assert (first.passage, second.passage, again.passage) == (0, 1, 0)


def test_exhibits_are_numbered_as_they_are_first_cited_and_their_pages_stand_in_order():
    register = ExhibitRegister()
    one, two = (Source(v, v, 1, 9, f"{v}.pdf", "00") for v in ("deed", "map"))
    register.cite(two, 7, Passage("a"))
    register.cite(one, 0, Passage("b"))
    register.cite(two, 2, Passage("c"))
    found = [(e.number, e.source.title, [p.index for p in e.pages]) for e in register.exhibits()]
    assert found == [(1, "map", [2, 7]), (2, "deed", [0])]


def test_the_heading_names_document_version_page_file_hash_and_the_page_of_the_memo():
    pages = text_of(textile_pdf("en"))
    number, page = next((n, p) for n, p in enumerate(pages, start=1) if "memo page" in p and "E-4" in p)
    for words in ("version 2", "page 12 of 38", "received 2025-08-26", "附件3_评估报告.pdf", "5be091c2" * 8):
        assert words in page
    assert f"memo page {number}" in page
    assert "Cited in: 1 Summary · 2 Collateral #1" in page


def test_every_letter_is_on_board_in_both_languages():
    for language in ("en", "zh_CN"):
        assert unembedded_fonts(textile_pdf(language)) == ()


def test_a_letter_that_is_not_on_board_is_found_inside_an_exhibit():
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(200, 200))
    canvas.drawString(20, 20, "Helvetica, not embedded")
    canvas.save()
    page = VectorPage(buffer.getvalue(), PageBox(0, 0, 200, 200))
    assert unembedded_fonts(render_memo(memo_citing(Passage("x")), OnePage(page), FACES)) == ("/Helvetica",)


def test_pages_of_one_document_share_their_letters():
    register = ExhibitRegister()
    source = Source("v", "Deed", 1, 9, "deed.pdf", "ab" * 32)
    marks = tuple(register.cite(source, page, Passage("x")) for page in range(6))
    base = memo_citing(Passage("x"))
    memo = replace(base, summary=(Paragraph((Figure("1", marks),)),), exhibits=register.exhibits())
    page = vector_page(TextPage("shared"))
    six, one = render_memo(memo, OnePage(page), FACES), render_memo(base, OnePage(page), FACES)
    assert len(six) - len(one) < 2 * len(page.pdf)
    assert verify_marks(six) == ()
    assert len(PdfReader(BytesIO(six)).pages) == 7


def test_a_passage_outside_the_visible_page_is_named_and_not_outlined():
    page = OnePage(vector_page(TextPage("crop")))
    hidden, seen = (
        render_memo(memo_citing(Passage("Hidden", rects=(rect,))), page, FACES)
        for rect in ((0, 0, 20, 20), (200, 300, 260, 320))
    )
    assert "Hidden" in text_of(hidden)[1]
    on_page = (32, 76, 490, 780)
    assert extent(rendered(seen, 1).crop(on_page), MINT_LINE, 4)
    with pytest.raises(AssertionError, match="on the page"):
        extent(rendered(hidden, 1).crop(on_page), MINT_LINE, 4)


def test_a_page_that_nobody_cites_says_so():
    memo = replace(memo_citing(Passage("x")), summary=())
    assert "no sentence of this memo" in text_of(render_memo(memo, OnePage(NoPage("x")), FACES))[1]


def test_a_page_that_blends_its_own_layers_keeps_its_group():
    writer = PdfWriter(clone_from=BytesIO(vector_page(TextPage("group")).pdf))
    group = {"/S": NameObject("/Transparency"), "/CS": NameObject("/DeviceRGB"), "/I": NameObject("/x")}
    writer.pages[0][NameObject("/Group")] = DictionaryObject({NameObject(k): v for k, v in group.items()})
    buffer = BytesIO()
    writer.write(buffer)
    source = VectorPage(buffer.getvalue(), TextPage("group").box())
    sheet = PdfReader(BytesIO(render_memo(memo_citing(Passage("x")), OnePage(source), FACES))).pages[1]
    assert sheet["/Resources"]["/XObject"]["/MemoSource"]["/Group"]["/S"] == "/Transparency"


def test_a_broad_page_stands_on_paper_on_its_side_so_that_its_type_can_be_read():
    page = VectorPage(vector_page(TextPage("broad"), 90).pdf, TextPage("broad").box(90))
    pdf = render_memo(
        memo_citing(Passage("Deposit", value="1", rects=((80, 80, 200, 95),))), OnePage(page), FACES
    )
    sheet = PdfReader(BytesIO(pdf)).pages[1]
    width, height = float(sheet.mediabox.width), float(sheet.mediabox.height)
    assert (round(width, 2), round(height, 2)) == (841.89, 595.28)
    assert float(PdfReader(BytesIO(pdf)).pages[0].mediabox.width) == pytest.approx(595.28)
    assert verify_marks(pdf) == ()
    words = pypdfium2.PdfDocument(pdf)[1].get_textpage()
    for at in range(words.count_chars()):
        left, bottom, right, top = words.get_charbox(at)
        assert 0 <= left <= right <= width
        assert 0 <= bottom <= top <= height
    assert "2 / 2" in words.get_text_range()
