"""Pages on the canvas as numbers: nothing overlaps, places go there and come back."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.pages import PageGeometry, PageText, pack_boxes
from workstation.ui.viewer.layout import (
    GUTTER,
    MARGIN,
    WIDEST_GUTTER,
    Box,
    PageFrame,
    PageLayout,
    fit_page,
    fit_width,
    gutter_for,
    turned,
)
from workstation.ui.viewer.marks import pushed_down
from workstation.ui.viewer.selection import Tool, begin, extended, of_area, of_span, selected, step_word

edges = st.floats(-2000, 2000, allow_nan=False)
spans = st.floats(20, 2000, allow_nan=False)
rotations = st.sampled_from((0, 90, 180, 270))
sizes = st.lists(st.tuples(spans, spans), min_size=1, max_size=12).map(tuple)


@st.composite
def frames(draw):
    left, bottom, width, height = draw(edges), draw(edges), draw(spans), draw(spans)
    geometry = PageGeometry((left, bottom, left + width, bottom + height), draw(rotations))
    scale = draw(st.floats(0.1, 8.0))
    box = Box(
        draw(st.integers(0, 500)),
        draw(st.integers(0, 90000)),
        geometry.width * scale,
        geometry.height * scale,
    )
    return PageFrame(geometry, box)


@given(frames(), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_an_area_on_the_canvas_is_the_same_area_after_a_stay_on_the_page(frame, x0, y0, x1, y1):
    box = frame.box
    left, right = sorted((box.left + x0 * box.width, box.left + x1 * box.width))
    top, bottom = sorted((box.top + y0 * box.height, box.top + y1 * box.height))
    page = frame.rect_to_page(left, top, right, bottom)
    crop = frame.geometry.crop
    assert crop[0] - 0.01 <= page[0] <= page[2] <= crop[2] + 0.01
    assert crop[1] - 0.01 <= page[1] <= page[3] <= crop[3] + 0.01
    back = frame.rect_to_canvas(page)
    assert (back.left, back.top, back.right, back.bottom) == pytest.approx(
        (left, top, right, bottom), abs=0.01
    )


@given(frames(), rotations)
def test_a_turn_keeps_a_place_of_the_page_on_the_paper(frame, turn):
    geometry = frame.geometry.turned(turn)
    box = Box(0, 0, geometry.width, geometry.height)
    left, bottom, right, top = geometry.crop
    middle = ((left + right) / 2, (bottom + top) / 2, (left + right) / 2 + 1, (bottom + top) / 2 + 1)
    found = PageFrame(geometry, box).rect_to_canvas(middle)
    assert box.holds(found.left + found.width / 2, found.top + found.height / 2)


@given(sizes, st.floats(0.1, 4.0), rotations, st.integers(200, 2000))
def test_pages_stand_below_each_other_and_leave_the_gutter_free(pages, scale, turn, room):
    layout = PageLayout.of(pages, scale=scale, turn=turn, room=room, gutter=GUTTER)
    for upper, lower in pairwise(layout.boxes):
        assert lower.top >= upper.bottom + MARGIN
    for box in layout.boxes:
        assert box.left >= MARGIN
        assert box.right + GUTTER <= layout.width
    assert layout.height >= layout.boxes[-1].bottom


@given(sizes, st.integers(0, 5000), st.integers(1, 900))
def test_what_is_in_sight_is_what_crosses_the_viewport(pages, top, height):
    layout = PageLayout.of(pages, scale=0.5, turn=0, room=400, gutter=0)
    top = min(top, max(0, round(layout.height) - height))
    crossing = {
        index for index, box in enumerate(layout.boxes) if box.top <= top + height and box.bottom > top
    }
    assert crossing <= set(layout.visible(top, height))


@given(sizes, rotations, st.integers(300, 2000))
def test_fit_width_shows_the_widest_page_in_full(pages, turn, room):
    scale = fit_width(pages, turn, room, GUTTER)
    widest = max(turned(size, turn)[0] for size in pages)
    assert scale * widest <= max(room - GUTTER - 2 * MARGIN, 0.1 * widest) + 0.01


def test_fit_page_shows_a_page_in_full():
    scale = fit_page((600, 800), 0, 700, 500, GUTTER)
    assert scale * 800 <= 500 - 2 * MARGIN + 0.01
    assert scale * 600 <= 700 - GUTTER - 2 * MARGIN


def test_a_document_without_tags_has_no_gutter_and_a_wide_tag_gets_room_while_the_page_stays_readable():
    a4 = ((595.0, 842.0),)
    assert gutter_for(0, a4, 0, 720) == 0
    assert gutter_for(60, a4, 0, 720) == GUTTER
    assert gutter_for(150, a4, 0, 700) == GUTTER
    assert gutter_for(150, a4, 0, 800) == 150
    assert gutter_for(900, a4, 0, 2000) == WIDEST_GUTTER


@given(st.lists(st.floats(-500, 5000), max_size=20))
def test_tags_are_pushed_down_until_none_covers_another(wanted):
    placed = pushed_down(wanted, 24)
    assert all(at >= want for at, want in zip(placed, wanted, strict=True))
    ordered = sorted(placed)
    assert all(lower - upper >= 24 - 1e-6 for upper, lower in pairwise(ordered))


# selections

LINES = ("Price 24,000,000.00 yuan", "评估价值为")


def page_text():
    boxes, text = [], "\n".join(LINES)
    x, y = 50.0, 700.0
    for character in text:
        if character == "\n":
            boxes.append((0, 0, 0, 0))
            x, y = 50.0, y - 30
        else:
            boxes.append((0, 0, 0, 0) if character == " " else (x, y, x + 8, y + 12))
            x += 8
    return PageText(text, pack_boxes(boxes))


def test_a_drag_before_the_text_is_there_selects_nothing_yet():
    drag = begin(0, Tool.TEXT, (50, 706), None).to((90, 706))
    assert selected(drag, None) is None
    assert selected(drag, page_text()).text == "Price"


def test_every_drag_on_a_page_without_text_draws_an_area():
    drag = begin(0, Tool.TEXT, (10, 10), PageText("", b"")).to((60, 40))
    assert drag.tool is Tool.AREA
    assert selected(drag, PageText("", b"")).area == (10, 10, 60, 40)


def test_a_click_is_no_area():
    assert of_area(0, (10, 10, 11, 11), None) is None


def test_words_walk_through_amounts_and_hanzi():
    text = page_text()
    first = step_word(0, text, 0, 1)
    amount = step_word(0, text, first.quote.end, 1)
    assert (first.text, amount.text) == ("Price", "24,000,000.00")
    assert step_word(0, text, len(text.text), -1).text == "评估价值为"
    assert step_word(0, text, len(text.text), 1) is None


def test_a_passage_grows_and_never_shrinks_to_nothing():
    text = page_text()
    one = of_span(0, text, 0, 1)
    assert extended(one, text, -1, by_word=False).text == "P"
    assert extended(one, text, 1, by_word=True).text == "Price"
    grown = one
    for _ in range(40):
        grown = extended(grown, text, 1, by_word=False)
    assert grown.quote.end == len(text.text)
