"""Text of a PDF page: one box for each character, in the coordinates of the unrotated page."""

import pytest

from workstation.documents.pdf.pages import PdfPages
from workstation.domain.reading import NoPagesError, NoSuchPageError, ReadingError


@pytest.fixture
def opened(sample):
    documents = []

    def open_sample(name, passwords=()):
        documents.append(PdfPages(sample(name), passwords))
        return documents[-1]

    yield open_sample
    for document in documents:
        document.close()


def test_characters_beyond_the_bmp_and_radicals_are_one_character_with_one_box(opened):
    page = opened("odd_text").text(0)
    assert page.text.splitlines()[0] == "x\U0001d434人民\x03y"
    widths = [round(page.box(index)[2] - page.box(index)[0], 1) for index in range(6)]
    assert widths == [10.0, 13.3, 13.3, 14.4, 14.4, 10.0]
    lefts = [page.box(index)[0] for index in range(6)]
    assert lefts == sorted(lefts)


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen(opened):
    assert "exam-" in opened("odd_text").text(0).text


def test_text_written_upwards_has_boxes_where_it_is_drawn(opened):
    page = opened("odd_text").text(0)
    left, bottom, right, top = page.box(page.text.index("up"))
    assert 270 < left < right < 310
    assert bottom == pytest.approx(400, abs=1)
    assert top > bottom


@pytest.mark.parametrize("index", range(4))
def test_boxes_do_not_depend_on_the_rotation_or_the_crop_box(opened, index):
    document = opened("boxes")
    page = document.text(index)
    left, bottom, _, _ = page.box(page.text.index("Inside"))
    assert left == pytest.approx(200, abs=0.1)
    assert bottom == pytest.approx(295.5, abs=0.5)  # the font reaches that far below its line at 300
    assert document.geometry(index).crop == (100, 50, 500, 600)
    assert document.geometry(index).rotation == 90 * index


def test_inferred_line_breaks_have_empty_boxes(opened):
    page = opened("plain").text(0)
    assert not page.is_drawn(page.text.index("\n"))
    assert page.is_drawn(0)


def test_a_text_without_characters_has_no_boxes(opened):
    page = opened("form").text(0)
    assert (page.text, page.packed) == ("", b"")


def test_a_page_that_is_not_there_and_one_that_is_broken_are_told_apart(opened):
    document = opened("page_missing")
    with pytest.raises(ReadingError, match="This page is damaged"):
        document.text(1)
    with pytest.raises(NoSuchPageError):
        document.text(3)


def test_a_document_without_pages_says_so(sample):
    data = sample("plain").replace(
        b"/Type /Pages /Count 3 /Kids [10 0 R 12 0 R 14 0 R]", b"/Type /Pages /Count 0 /Kids []" + b" " * 22
    )
    with pytest.raises((NoPagesError, ReadingError)):
        PdfPages(data)
