"""Passages of a page: picked, shown line by line, and found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.pages import PageGeometry, PageText, pack_boxes
from workstation.domain.quotes import (
    find_first,
    find_quote,
    folded,
    index_at,
    quote_at,
    quote_in,
    word_at,
)

SIZE = 10.0


def page_of(*lines, left=100.0, top=700.0, leading=14.0):
    """Each character is SIZE wide and high; line breaks have empty boxes as PDFium gives them."""
    text, boxes = "", []
    for number, line in enumerate(lines):
        bottom = top - number * leading - SIZE
        for column, character in enumerate(line):
            x = left + column * SIZE
            boxes.append((x, bottom, x + SIZE, bottom + SIZE))
            text += character
        if number < len(lines) - 1:
            boxes.append((0, 0, 0, 0))
            text += "\n"
    return PageText(text, pack_boxes(boxes))


def test_a_quote_has_one_rectangle_a_line():
    page = page_of("评估价值为人民币", "贰仟肆佰万元整。")
    quote = quote_at(page, 5, 15)
    assert quote.text == "人民币贰仟肆佰万元"
    assert quote.rects == ((150, 690, 180, 700), (100, 676, 160, 686))
    assert quote.before == "评估价值为"
    assert quote.after == "整。"


def test_white_space_at_the_ends_of_a_selection_is_left_out():
    page = page_of("sum  24 due")
    quote = quote_at(page, 3, 8)
    assert (quote.text, quote.start, quote.end) == ("24", 5, 7)


def test_an_empty_selection_is_an_empty_quote():
    quote = quote_at(page_of("a b"), 1, 2)
    assert (quote.text, quote.rects) == ("", ())


def test_context_is_at_most_32_characters_on_either_side():
    page = page_of("x" * 100)
    quote = quote_at(page, 50, 51)
    assert (len(quote.before), len(quote.after)) == (32, 32)


def test_a_line_break_between_hanzi_is_no_blank_but_between_words_it_is():
    assert folded("抵押\n合同 of  sale\nand") == "抵押合同 of sale and"


def test_characters_without_a_meaning_are_left_out_of_a_quote():
    assert folded("a\x03b") == "ab"


def test_boxes_that_overlap_between_lines_are_parted_in_the_middle():
    page = page_of("一二", "三四", leading=8.0)
    first, second = quote_at(page, 0, 5).rects
    assert first[1] == second[3]


def test_a_column_written_downwards_is_one_rectangle():
    boxes = [(50, 700 - 12 * row, 60, 710 - 12 * row) for row in range(5)]
    page = PageText("抵押物坐落", pack_boxes(boxes))
    assert quote_at(page, 0, 5).rects == ((50, 652, 60, 710),)


def test_a_wide_gap_is_another_column():
    boxes = [(50, 700, 60, 710), (300, 700, 310, 710)]
    assert len(quote_at(PageText("ab", pack_boxes(boxes)), 0, 2).rects) == 2


def test_an_area_takes_the_characters_whose_middle_it_holds():
    page = page_of("甲方：某某", "乙方：银行")
    quote = quote_in(page, (128, 670, 200, 690))
    assert quote is not None
    assert quote.text == "银行"
    assert quote.rects == ((130, 676, 150, 686),)


def test_an_area_over_a_part_of_two_lines_leaves_out_the_rest():
    page = page_of("abcdef", "ghijkl")
    quote = quote_in(page, (118, 670, 142, 702))
    assert quote is not None
    assert quote.text == "cd ij"
    assert len(quote.rects) == 2


def test_an_area_without_text_gives_no_quote():
    assert quote_in(page_of("abc"), (400, 400, 500, 500)) is None


def test_a_drag_past_the_end_of_a_line_means_its_end():
    page = page_of("ab", "cdefgh")
    assert index_at(page, 400, 695) == 2


def test_a_page_without_drawn_text_has_no_place_for_a_drag():
    assert index_at(PageText("", b""), 1, 1) is None
    assert word_at(PageText("", b""), 1, 1) is None


def test_a_double_click_takes_an_amount_whole():
    page = page_of("sum 24,000,000.00 due")
    quote = word_at(page, 172, 695)
    assert quote is not None
    assert quote.text == "24,000,000.00"


def test_a_double_click_between_words_takes_nothing():
    assert word_at(page_of("，，，"), 115, 695) is None


def test_a_passage_is_found_again_whatever_its_width_case_and_breaks():
    page = page_of("第１２页：评估", "价值 RMB 20 Million")
    quotes = find_quote(page, "第12页:评估价值 rmb 20 million")
    assert [quote.start for quote in quotes] == [0]


def test_of_equal_passages_the_one_with_the_same_surroundings_comes_first():
    page = page_of("本金100元", "利息100元", "罚息100元")
    best = find_quote(page, "100", before="利息", after="元罚息")[0]
    assert best.before.endswith("利息")
    assert len(find_quote(page, "100")) == 3


@given(st.integers(0, 700), st.integers(0, 9), st.sampled_from(["评估价值", "RMB 20", "㎡１"]))
def test_the_first_place_of_a_passage_is_the_first_of_all_wherever_it_stands(before, between, passage):
    page = page_of("利 息" * (before // 3) + passage[:2] + " " * between + passage[2:] + "尾" + passage)
    first = min(find_quote(page, passage), key=lambda quote: quote.start)
    assert find_first(page, passage) == first
    assert find_first(page, "没有") is None


def test_an_empty_passage_is_nowhere():
    assert find_quote(page_of("abc"), " ") == []
    assert find_first(page_of("abc"), " ") is None


@given(st.lists(st.text("抵押ab12 ,", min_size=1, max_size=12), min_size=1, max_size=5), st.data())
def test_every_quote_is_found_at_its_own_place(lines, data):
    page = page_of(*lines)
    start = data.draw(st.integers(0, len(page.text)))
    end = data.draw(st.integers(start, len(page.text)))
    quote = quote_at(page, start, end)
    found = find_quote(page, quote.text, quote.before, quote.after)
    if quote.text:
        assert (quote.start, quote.end) in {(hit.start, hit.end) for hit in found}
    else:
        assert not found


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@given(x=st.floats(-500, 500), y=st.floats(-500, 500))
def test_page_and_view_coordinates_are_each_others_reverse(rotation, x, y):
    geometry = PageGeometry((100, 50, 500, 600), rotation)
    assert geometry.to_page(*geometry.to_view(x, y)) == pytest.approx((x, y), abs=1e-6)


@pytest.mark.parametrize(
    ("rotation", "corner"), [(0, (100, 600)), (90, (100, 50)), (180, (500, 50)), (270, (500, 600))]
)
def test_the_corner_shown_at_the_upper_left_follows_the_rotation(rotation, corner):
    geometry = PageGeometry((100, 50, 500, 600), rotation)
    assert geometry.to_view(*corner) == (0, 0)
    assert (geometry.width, geometry.height) == ((400, 550) if rotation % 180 == 0 else (550, 400))
    assert geometry.rect_to_view((100, 50, 500, 600)) == (0, 0, geometry.width, geometry.height)
    assert geometry.rect_to_page(0, 0, geometry.width, geometry.height) == (100, 50, 500, 600)


def test_a_page_turned_by_the_reader_adds_to_its_own_rotation():
    assert PageGeometry((0, 0, 1, 2), 270).turned(180).rotation == 90


def test_a_box_beyond_the_text_is_an_error():
    with pytest.raises(IndexError):
        page_of("a").box(1)
