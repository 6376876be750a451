"""Pictures for the screen: newest first, slow pages stopped, nothing drawn larger than allowed."""

import threading
from concurrent.futures import CancelledError
from contextlib import closing

import pytest
from outlived import waits_until_it_works

from workstation import workers
from workstation.documents import clamp
from workstation.documents.answers import Answer
from workstation.documents.viewer import WorkerViewer
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


def test_the_viewer_knows_sizes_labels_and_contents_before_it_draws(drawing):
    drawing.prepare()
    info = drawing.info("plain").result(60)
    assert info.sizes == ((595, 842),) * 3
    assert info.labels == ("i", "1", "2")
    assert [entry.title for entry in drawing.outline("plain").result(60)] == ["Loan", "Term", "Round"]


@pytest.mark.parametrize("page", range(4))
def test_a_rotated_page_with_an_off_origin_crop_box_is_drawn_where_its_geometry_says(drawing, page):
    image = drawing.render("boxes", page, 0.5).result(60)
    geometry = image.geometry
    assert geometry.crop == (100, 50, 500, 600)
    assert (image.width, image.height) == ((200, 275) if page % 2 == 0 else (275, 200))
    x, y = geometry.to_view(130, 80)  # the middle of the red square
    assert pixel(image, int(x / 2), int(y / 2)) == RED
    x, y = geometry.to_view(450, 550)
    assert pixel(image, int(x / 2), int(y / 2)) == b"\xff\xff\xff"


@pytest.mark.parametrize("page", range(4))
def test_boxes_of_characters_lie_on_their_ink_whatever_the_rotation(drawing, page):
    text = drawing.text("boxes", page).result(60)
    image = drawing.render("boxes", page, 2.0).result(60)
    at = text.text.index("Inside")
    left, top, right, bottom = (round(edge * 2) for edge in image.geometry.rect_to_view(text.box(at)))
    dark = [pixel(image, x, y) for x in range(left, right) for y in range(top, bottom)]
    assert any(value < b"\x40\x40\x40" for value in dark)


@pytest.mark.parametrize("page", [0, 1], ids=["along", "down"])
def test_chinese_words_in_a_font_that_is_not_embedded_are_read_and_drawn_on_any_machine(drawing, page):
    text = drawing.text("loose_font", page).result(60)
    assert text.text.strip() == "抵押物坐落于某市"
    image = drawing.render("loose_font", page, 1.0).result(60)
    for at in range(8):
        left, top, right, bottom = (int(edge) for edge in image.geometry.rect_to_view(text.box(at)))
        inked = [pixel(image, x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]
        assert min(inked) < b"\x80\x80\x80"


def test_a_turn_by_the_reader_turns_the_picture_clockwise(drawing):
    upright = drawing.render("boxes", 0, 0.5).result(60)
    turned = drawing.render("boxes", 0, 0.5, turn=90).result(60)
    assert (turned.width, turned.height) == (upright.height, upright.width)
    x, y = turned.geometry.to_view(130, 80)
    assert pixel(turned, int(x / 2), int(y / 2)) == RED


def test_a_tile_is_a_part_of_the_whole_picture(drawing):
    whole = drawing.render("boxes", 1, 1.0).result(60)
    tile = drawing.render("boxes", 1, 1.0, clip=(10, 20, 50, 40)).result(60)
    assert (tile.x, tile.y, tile.width, tile.height) == (10, 20, 50, 40)
    rows = [whole.pixels[4 * ((20 + row) * whole.width + 10) :][:200] for row in range(40)]
    assert b"".join(rows) == tile.pixels


def test_a_giant_page_is_drawn_as_small_as_it_must_be(drawing):
    image = drawing.render("giant", 0, 2.0).result(60)
    assert image.width * image.height <= clamp.MAX_PIXELS
    assert image.scale < 0.001


@pytest.fixture
def draws_slowly(viewer):
    """The second page of this paper takes half a minute; the answer once its worker is in the midst of it."""

    def ask(scale=1.0):
        viewer.render("slow", 0, 1.0).result(60)  # the paper is open
        answer = viewer.render("slow", 1, scale)
        waits_until_it_works(viewer._worker.pid)
        return answer

    return ask


def test_a_page_that_does_not_end_is_stopped_and_does_not_hold_up_the_others(viewer, launched, draws_slowly):
    slow = draws_slowly()
    other = viewer.render("plain", 1, 1.0)
    launched.passes_the_deadline(slow)
    with pytest.raises(PageTooSlowError, match="2 seconds"):
        slow.result(0)
    assert other.result(60).width == 595
    assert launched.ended == 1
    assert viewer.render("slow", 0, 1.0).result(60).height == 842


def test_a_page_that_was_too_slow_is_not_tried_again_until_asked_for(viewer, launched, draws_slowly):
    launched.passes_the_deadline(draws_slowly())
    assert launched.ended == 1
    with pytest.raises(PageTooSlowError):  # at once: by the stopped clock no worker would be stopped
        viewer.render("slow", 1, 2.0).result(60)
    assert launched.ended == 1
    viewer.retry("slow", 1)
    launched.passes_the_deadline(draws_slowly(2.0))
    assert launched.ended == 2


@pytest.fixture
def with_a_slow_form(viewer):
    """The first page has words, and a form field that takes half a minute."""
    viewer.render("slow_form", 1, 1.0).result(60)  # the paper is open
    answer = viewer.render("slow_form", 0, 1.0)
    waits_until_it_works(viewer._worker.pid)
    return answer


def test_a_page_whose_form_does_not_end_is_drawn_without_it(viewer, launched, with_a_slow_form):
    launched.ends_a_worker(with_a_slow_form)
    image = with_a_slow_form.result(60)
    assert (image.bare, image.width, launched.ended) == (True, 595, 1)
    words = [pixel(image, x, y) for x in range(72, 110) for y in range(842 - 735, 842 - 715)]
    assert any(value < b"\x40\x40\x40" for value in words)
    assert (
        viewer.render("slow_form", 0, 2.0).result(60).bare
    )  # at once: by the stopped clock no worker would be stopped
    assert not viewer.render("slow_form", 1, 2.0).result(60).bare
    assert launched.ended == 1
    viewer.retry("slow_form", 0)
    again = viewer.render("slow_form", 0, 3.0)
    waits_until_it_works(viewer._worker.pid)
    launched.ends_a_worker(again)
    assert again.result(60).bare
    assert launched.ended == 2


def test_the_newest_request_comes_first(busy, content):
    order = []
    asked = [busy.render("plain", page, 1.0) for page in range(3)]
    for page, answer in enumerate(asked):
        answer.add_done_callback(lambda _, page=page: order.append(page))
    content.open()
    for answer in asked:
        answer.result(60)
    assert order == [2, 1, 0]


def test_what_is_asked_together_is_begun_when_all_of_it_is_asked(drawing):
    """Or the page beside the one in front, for which it may take seconds, comes first."""
    drawing.text("plain", 0).result(60)  # its thread waits now
    order, begun = [], threading.Event()
    with drawing.together():
        behind = drawing.render("plain", 1, 1.0)
        behind.add_done_callback(lambda _: (order.append(1), begun.set()))
        begun.wait(0.2)  # time to begin too early; never needed where it is right
        front = drawing.render("plain", 0, 1.0)
        front.add_done_callback(lambda _: order.append(0))
    behind.result(60)
    front.result(60)
    assert order == [0, 1]


def test_an_equal_request_under_way_is_shared_and_a_cancelled_one_asked_anew(busy, content):
    first = busy.render("plain", 0, 1.0)
    assert busy.render("plain", 0, 1.0) is first
    first.cancel()
    again = busy.render("plain", 0, 1.0)
    assert again is not first
    content.open()
    assert again.result(60).width == 595


def test_one_that_is_given_up_between_the_queue_and_its_beginning_is_asked_anew(drawing, monkeypatch):
    """It was handed out again, cancelled as it was: a document that was opened twice at once stayed blank."""
    taken, begins, fulfil = threading.Event(), threading.Event(), Answer.fulfil

    def held(answer, *work):
        taken.set()
        begins.wait(60)
        fulfil(answer, *work)

    monkeypatch.setattr(Answer, "fulfil", held)
    first = drawing.info("plain")
    taken.wait(60)
    first.cancel()
    again = drawing.info("plain")
    begins.set()
    assert len(again.result(60).sizes) == 3


def test_a_locked_document_opens_after_its_password_is_given(drawing):
    with pytest.raises(PasswordNeededError):
        drawing.render("locked", 0, 1.0).result(60)
    drawing.unlock("locked", "wrong")
    with pytest.raises(WrongPasswordError):
        drawing.info("locked").result(60)
    drawing.unlock("locked", "借款合同2024")
    assert drawing.text("locked", 0).result(60).text == "Locked page"


def test_a_page_without_visible_area_says_so(drawing):
    with pytest.raises(NoVisibleAreaError):
        drawing.render("no_area", 0, 1.0).result(60)


def test_a_page_that_is_not_there_says_so(drawing):
    with pytest.raises(NoSuchPageError, match="no page 9"):
        drawing.text("plain", 8).result(60)


def test_what_waits_when_the_viewer_closes_is_cancelled(busy, content):
    waiting = busy.render("plain", 0, 1.0)
    waiting.add_done_callback(lambda _: content.open())  # the page that it is at may end
    busy.close()
    assert waiting.cancelled()
    with pytest.raises(CancelledError):
        busy.info("plain").result(1)


def test_a_viewer_that_closes_in_the_midst_of_a_page_ends_its_worker(viewer, launched, draws_slowly):
    slow = draws_slowly()
    viewer.close()
    with pytest.raises(CancelledError):
        slow.result(0)
    assert launched.ended == 1


def test_a_document_is_fetched_and_hashed_away_from_the_thread_that_asks(sample):
    """Fifty megabytes are read to the end before they are handed over: the window does not wait for that."""
    fetched = []

    def content(document):
        fetched.append(threading.current_thread())
        return sample(document)

    with closing(WorkerViewer(workers.launch(), content)) as viewer:
        assert viewer.info("plain").result(60).labels == ("i", "1", "2")
    assert fetched
    assert threading.current_thread() not in fetched
