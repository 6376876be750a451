"""Pictures for the screen: newest first, slow pages stopped, nothing drawn larger than allowed."""

import time
from concurrent.futures import CancelledError

import pytest

from workstation.documents import clamp
from workstation.domain.reading import (
    NoSuchPageError,
    NoVisibleAreaError,
    PageTooSlowError,
    PasswordNeededError,
    WrongPasswordError,
)

RED = bytes((0, 0, 255))  # blue, green, red


def pixel(image, x, y):
    at = 4 * (y * image.width + x)
    return image.pixels[at : at + 3]


def test_the_viewer_knows_sizes_labels_and_contents_before_it_draws(viewer):
    viewer.prepare()
    info = viewer.info("plain").result(20)
    assert info.sizes == ((595, 842),) * 3
    assert info.labels == ("i", "1", "2")
    assert [entry.title for entry in viewer.outline("plain").result(20)] == ["Loan", "Term", "Round"]


@pytest.mark.parametrize("page", range(4))
def test_a_rotated_page_with_an_off_origin_crop_box_is_drawn_where_its_geometry_says(viewer, page):
    image = viewer.render("boxes", page, 0.5).result(20)
    geometry = image.geometry
    assert geometry.crop == (100, 50, 500, 600)
    assert (image.width, image.height) == ((200, 275) if page % 2 == 0 else (275, 200))
    x, y = geometry.to_view(130, 80)  # the middle of the red square
    assert pixel(image, int(x / 2), int(y / 2)) == RED
    x, y = geometry.to_view(450, 550)
    assert pixel(image, int(x / 2), int(y / 2)) == b"\xff\xff\xff"


@pytest.mark.parametrize("page", range(4))
def test_boxes_of_characters_lie_on_their_ink_whatever_the_rotation(viewer, page):
    text = viewer.text("boxes", page).result(20)
    image = viewer.render("boxes", page, 2.0).result(20)
    at = text.text.index("Inside")
    left, top, right, bottom = (round(edge * 2) for edge in image.geometry.rect_to_view(text.box(at)))
    dark = [pixel(image, x, y) for x in range(left, right) for y in range(top, bottom)]
    assert any(value < b"\x40\x40\x40" for value in dark)


@pytest.mark.parametrize("page", [0, 1], ids=["along", "down"])
def test_chinese_words_in_a_font_that_is_not_embedded_are_read_and_drawn_on_any_machine(viewer, page):
    text = viewer.text("loose_font", page).result(20)
    assert text.text.strip() == "抵押物坐落于某市"
    image = viewer.render("loose_font", page, 1.0).result(20)
    for at in range(8):
        left, top, right, bottom = (int(edge) for edge in image.geometry.rect_to_view(text.box(at)))
        inked = [pixel(image, x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]
        assert min(inked) < b"\x80\x80\x80"


def test_a_turn_by_the_reader_turns_the_picture_clockwise(viewer):
    upright = viewer.render("boxes", 0, 0.5).result(20)
    turned = viewer.render("boxes", 0, 0.5, turn=90).result(20)
    assert (turned.width, turned.height) == (upright.height, upright.width)
    x, y = turned.geometry.to_view(130, 80)
    assert pixel(turned, int(x / 2), int(y / 2)) == RED


def test_a_tile_is_a_part_of_the_whole_picture(viewer):
    whole = viewer.render("boxes", 1, 1.0).result(20)
    tile = viewer.render("boxes", 1, 1.0, clip=(10, 20, 50, 40)).result(20)
    assert (tile.x, tile.y, tile.width, tile.height) == (10, 20, 50, 40)
    rows = [whole.pixels[4 * ((20 + row) * whole.width + 10) :][:200] for row in range(40)]
    assert b"".join(rows) == tile.pixels


def test_a_giant_page_is_drawn_as_small_as_it_must_be(viewer):
    image = viewer.render("giant", 0, 2.0).result(20)
    assert image.width * image.height <= clamp.MAX_PIXELS
    assert image.scale < 0.001


def test_a_page_that_does_not_end_is_stopped_and_does_not_hold_up_the_others(viewer):
    viewer.render("plain", 0, 1.0).result(20)
    began = time.monotonic()
    slow = viewer.render("slow", 1, 1.0)
    time.sleep(0.2)
    other = viewer.render("plain", 1, 1.0)
    assert other.result(20).width == 595
    assert time.monotonic() - began < 4
    with pytest.raises(PageTooSlowError, match="2 seconds"):
        slow.result(1)
    assert viewer.render("slow", 0, 1.0).result(20).height == 842


def test_a_page_that_was_too_slow_is_not_tried_again_until_asked_for(viewer):
    with pytest.raises(PageTooSlowError):
        viewer.render("slow", 1, 1.0).result(20)
    began = time.monotonic()
    with pytest.raises(PageTooSlowError):
        viewer.render("slow", 1, 2.0).result(20)
    assert time.monotonic() - began < 1
    viewer.retry("slow", 1)
    with pytest.raises(PageTooSlowError):
        viewer.render("slow", 1, 2.0).result(20)
    assert time.monotonic() - began > 1.5


def test_the_newest_request_comes_first(viewer):
    order = []
    blocker = viewer.render("slow", 1, 1.0)
    time.sleep(0.3)
    asked = [viewer.render("plain", page, 1.0) for page in range(3)]
    for page, answer in enumerate(asked):
        answer.add_done_callback(lambda _, page=page: order.append(page))
    for answer in asked:
        answer.result(20)
    assert order == [2, 1, 0]
    assert isinstance(blocker.exception(1), PageTooSlowError)


def test_an_equal_request_under_way_is_shared_and_a_cancelled_one_asked_anew(viewer):
    viewer.render("slow", 1, 1.0)
    time.sleep(0.2)
    first = viewer.render("plain", 0, 1.0)
    assert viewer.render("plain", 0, 1.0) is first
    first.cancel()
    again = viewer.render("plain", 0, 1.0)
    assert again is not first
    assert again.result(20).width == 595


def test_a_locked_document_opens_after_its_password_is_given(viewer):
    with pytest.raises(PasswordNeededError):
        viewer.render("locked", 0, 1.0).result(20)
    viewer.unlock("locked", "wrong")
    with pytest.raises(WrongPasswordError):
        viewer.info("locked").result(20)
    viewer.unlock("locked", "借款合同2024")
    assert viewer.text("locked", 0).result(20).text == "Locked page"


def test_a_page_without_visible_area_says_so(viewer):
    with pytest.raises(NoVisibleAreaError):
        viewer.render("no_area", 0, 1.0).result(20)


def test_a_page_that_is_not_there_says_so(viewer):
    with pytest.raises(NoSuchPageError, match="no page 9"):
        viewer.text("plain", 8).result(20)


def test_what_waits_when_the_viewer_closes_is_cancelled(viewer):
    viewer.render("slow", 1, 1.0)
    time.sleep(0.2)
    waiting = viewer.render("plain", 0, 1.0)
    viewer.close()
    assert waiting.cancelled()
    with pytest.raises(CancelledError):
        viewer.info("plain").result(1)
