"""Marks lead to exhibits, exhibits lead back, and a reader finds both in the bookmarks."""

from io import BytesIO

import pytest
from memo_pages import FACES, render_memo, text_of
from memo_textile import TextilePages, textile_memo, textile_pdf
from memo_verify import verify_marks
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject

from workstation.domain.memo import ExhibitMark, Figure, Memo, Paragraph, figures_of


@pytest.fixture(scope="module")
def english() -> bytes:
    return textile_pdf("en")


def _rewritten(pdf: bytes, change) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf))
    change(writer)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_marks_and_exhibits_lead_to_one_another(english):
    assert verify_marks(english) == ()


def test_every_figure_with_a_source_is_a_link(english):
    memo = textile_memo("en")
    marks = sum(len(figure.marks) for figure in figures_of((memo.summary, memo.sections)))
    reader = PdfReader(BytesIO(english))
    body = [page for page in reader.pages if "memo page" not in page.extract_text()]
    links = [link.get_object() for page in body for link in page.get("/Annots") or ()]
    assert sum(not link.get("/Contents") for link in links) == marks


def test_pages_of_the_memo_lead_to_one_another_by_name(english):
    """The contents before section 2 to every section and to the exhibits, the head of each page and of each exhibit home."""
    reader = PdfReader(BytesIO(english))
    number = {page.indirect_reference.idnum: place for place, page in enumerate(reader.pages)}
    led = [
        {link["/Contents"]: number[link["/Dest"][0].idnum] for link in links if link.get("/Contents")}
        for links in ([link.get_object() for link in page.get("/Annots") or ()] for page in reader.pages)
    ]
    sections = {entry.title: reader.get_destination_page_number(entry) for entry in reader.outline[:-1]}
    begun = reader.get_destination_page_number(reader.outline[1])
    wanted = {title: page for title, page in sections.items() if not title.startswith("1 ")}
    assert {title: led[begun].get(title) for title in wanted} == wanted
    assert "Exhibits" in led[begun]
    assert all(0 in found.values() for found in led[1:])


def test_an_exhibit_bears_lot_version_and_state_of_its_memo():
    for draft in (True, False):
        pages = text_of(render_memo(textile_memo("en", draft=draft), TextilePages(), FACES))
        exhibits = [page for page in pages if "memo page" in page]
        assert exhibits
        for page in exhibits:
            assert "Bid decision memo · 2025-0611 · version 3" in page
            assert ("DRAFT" in page) is draft


def test_an_exhibit_that_leads_nowhere_is_found(english):
    def cut(writer: PdfWriter) -> None:
        writer.pages[-1][NameObject("/Annots")] = ArrayObject()

    found = verify_marks(_rewritten(english, cut))
    assert any("does not lead back" in problem for problem in found)


def test_a_mark_that_leads_nowhere_is_found(english):
    def cut(writer: PdfWriter) -> None:
        link = writer.pages[0]["/Annots"][0].get_object()
        link[NameObject("/Dest")] = ArrayObject()

    assert "page 1: a link leads nowhere" in verify_marks(_rewritten(english, cut))


def test_a_link_back_to_a_page_that_does_not_mark_the_exhibit_is_found(english):
    def cut(writer: PdfWriter) -> None:
        writer.pages[1][NameObject("/Annots")] = ArrayObject()

    assert any("does not mark it" in problem for problem in verify_marks(_rewritten(english, cut)))


def test_bookmarks_name_sections_exhibits_and_their_pages(english):
    reader = PdfReader(BytesIO(english))
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles == [
        "1 Summary",
        "2 Collateral #1: the land and plant carry the price",
        "3 Valuation",
        "4 Register of documents",
        "Exhibits",
    ]
    exhibits = reader.outline[-1]
    assert exhibits[0].title.startswith("E-1 ")
    assert exhibits[1][0].title == "page 1"


def test_a_bookmark_opens_the_page_of_its_section(english):
    reader = PdfReader(BytesIO(english))
    page = reader.get_destination_page_number(reader.outline[1])
    assert "Collateral #1" in reader.pages[page].extract_text()


def test_a_mark_without_an_exhibit_is_refused_when_the_memo_is_built():
    memo = textile_memo("en")
    with pytest.raises(ValueError, match="no page of an exhibit"):
        Memo(
            language="en",
            header=memo.header,
            footer=memo.footer,
            headline="",
            subline="",
            decision=memo.decision,
            summary_title="",
            summary=(Paragraph((Figure("1", (ExhibitMark(9, 0),)),)),),
        )
