"""Text files and saved pages are laid out, read and cited like any other page."""

import pytest

from workstation.application.ports.documents import FileKind
from workstation.application.ports.memo_pages import TextPage
from workstation.documents.laid import flow
from workstation.documents.laid.flow import blocks_of, flow_pages
from workstation.documents.paged import Facts, Look
from workstation.documents.serving import open_pages, read_page
from workstation.domain.quotes import find_quote, quote_in
from workstation.domain.reading import NoPagesError, NoSuchPageError, TooManyCharactersError

PARAGRAPH = "评估价值为人民币贰仟肆佰万元整，评估基准日为2025年5月12日。" * 3


def laid(text):
    return flow_pages(blocks_of(text), Facts(FileKind.TEXT, "text/plain"))


def dark(image, rect):
    """Whether there is ink in a rectangle of the page."""
    left, top, right, bottom = (round(edge * image.scale) for edge in image.geometry.rect_to_view(rect))
    places = (4 * (y * image.width + x) for y in range(top, bottom) for x in range(left, right))
    return any(image.pixels[at] < 128 for at in places)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_text_file_in_any_encoding_is_a_page(encoding):
    document = open_pages(PARAGRAPH.encode(encoding), name="a.txt")
    page = read_page(document, 0)
    assert page.text.text.replace("\n", "") == PARAGRAPH
    assert not page.needs_ocr
    assert document.facts().kind is FileKind.TEXT


def test_a_saved_page_shows_what_a_reader_sees():
    document = open_pages(
        "<html><title>x</title><script>no</script><h1>标的</h1><p>起拍价<b>800</b>万元".encode("gbk")
    )
    assert document.text(0).text == "标的\n起拍价800万元"
    assert (document.facts().kind, document.label(0)) == (FileKind.HTML, "")


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_characters_are_drawn_in_their_boxes(turn):
    document = laid("\n\n    抵押 mortgage")
    text = document.text(0)
    image = document.draw(0, Look(2.0, turn=turn))
    for index, character in enumerate(text.text):
        if not character.isspace():
            assert dark(image, text.box(index)), character
    assert not dark(image, (0, 0, 595, 600))


def test_a_tile_is_a_part_of_the_page():
    document = laid(PARAGRAPH)
    for turn in (0, 90):
        whole = document.draw(0, Look(1.0, turn=turn))
        tile = document.draw(0, Look(1.0, clip=(60, 50, 80, 60), turn=turn))
        rows = [whole.pixels[4 * ((50 + row) * whole.width + 60) :][:320] for row in range(60)]
        different = sum(a != b for a, b in zip(b"".join(rows), tile.pixels, strict=True))
        assert different < len(tile.pixels) * 0.02


def test_a_quote_over_a_line_break_is_whole():
    document = laid(PARAGRAPH)
    page = document.text(0)
    quote = find_quote(page, PARAGRAPH)[0]
    assert quote.text == PARAGRAPH
    assert len(quote.rects) == len(page.text.split("\n"))
    assert quote_in(page, (0, 0, 600, 850)) is not None


def test_long_lines_break_between_words_and_too_long_words_anywhere():
    words = "security agreement " * 40
    lines = laid(words).text(0).text.split("\n")
    assert all(line.split()[0] in {"security", "agreement"} for line in lines)
    address = "x" * 500
    assert laid(address).text(0).text.replace("\n", "") == address


def test_no_line_begins_with_a_closing_mark():
    for fill in range(40, 50):
        text = laid("抵" * fill + "。押").text(0).text
        assert not any(line.startswith("。") for line in text.split("\n"))


def test_long_texts_have_many_pages():
    document = laid("line\n" * 100)
    assert document.count == 3
    assert document.text(2).text.count("line") == 10
    with pytest.raises(NoSuchPageError):
        document.text(3)


def test_a_text_without_words_is_an_empty_page_and_one_beyond_the_limit_is_refused(monkeypatch):
    assert (laid(" \n\x00\n").count, laid(" \n\x00\n").text(0).text.strip()) == (1, "")
    with pytest.raises(NoPagesError):
        flow_pages(blocks_of(" \n"), Facts(FileKind.HTML, "text/html"))
    monkeypatch.setattr(flow, "CHARACTERS", 3)
    with pytest.raises(TooManyCharactersError):
        laid("four")


def test_the_refusal_of_a_long_text_names_the_limit():
    assert f"{flow.CHARACTERS:,} characters" in TooManyCharactersError.message


def test_a_laid_out_page_goes_into_a_memo_as_words_at_their_places_without_numbers_down_to_its_end():
    document = laid(PARAGRAPH)
    page = document.exhibit(0)
    assert isinstance(page, TextPage)
    text = document.text(0)
    assert "".join(line.text for line in page.lines) == text.text.replace("\n", "").rstrip()
    first = page.lines[0]
    left, upper, right = text.box(0)[0], text.box(0)[3], text.box(len(first.text) - 1)[2]
    assert (first.left, first.right) == pytest.approx((left, right), abs=0.01)
    assert document.size(0)[1] - first.top == pytest.approx(upper, abs=0.01)
    lowest = max(line.top + line.size for line in page.lines)
    assert page.box.top - page.box.bottom == pytest.approx(min(lowest + 36, 841.89))
    assert document.size(0) == (595.28, 841.89)


def test_a_page_drawn_too_small_for_letters_is_white():
    image = laid(PARAGRAPH).draw(0, Look(0.05))
    assert set(image.pixels[0::4]) == {255}
