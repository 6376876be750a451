"""Pages on the screen: sharp, turned, zoomed, found, slow."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from settled import settled

from workstation import workers
from workstation.documents.viewer import RENDER_SECONDS
from workstation.domain.documents import Version
from workstation.domain.reading import PageTooSlowError
from workstation.language.translator import Language
from workstation.ui.viewer.pane import ViewerPane
from workstation.ui.viewer.stage import Fit

SLOW = "slow.pdf"


@pytest.fixture
def slow():
    return Path(__file__).parents[2] / "data/pdf" / SLOW


def colours_in(reading, rect):
    image = reading.canvas.viewport().grab().toImage()
    rect = rect.intersected(image.rect())
    return [
        image.pixelColor(x, y)
        for x in range(rect.left(), rect.right())
        for y in range(rect.top(), rect.bottom())
    ]


def box_of(reading, page, area):
    """Points of a page as pixels of the viewport."""
    box = reading.canvas.frame_of(page).rect_to_canvas(area)
    across, down = reading.canvas.offset()
    return QRect(round(box.left - across), round(box.top - down), round(box.width), round(box.height))


def is_red(colour):
    return colour.red() > 200 and colour.green() < 60 and colour.blue() < 60


@pytest.mark.parametrize("page", range(4))
def test_marks_lie_on_their_words_whatever_the_rotation_and_the_crop_box(reading, page):
    reading.opens("boxes.pdf", page)
    reading.canvas.set_fit(Fit.PAGE)
    for _ in range(4):
        reading.canvas.turn_by(90)
        reading.canvas.go_to_page(page)
        reading.sees(page)
        # The red square of the file is at (110, 60) to (150, 100) of the page
        inside = colours_in(reading, box_of(reading, page, (114, 64, 146, 96)))
        assert inside
        assert all(is_red(colour) for colour in inside)
        text = reading.pane.pictures.page(page).text
        dark = colours_in(reading, box_of(reading, page, text.box(text.text.index("Inside"))))
        assert any(colour.lightness() < 128 for colour in dark)


@pytest.mark.parametrize("scale", [0.6, 1.0, 2.5])
def test_a_selection_is_painted_where_its_words_are_at_every_zoom(reading, scale):
    reading.opens("report.pdf", 1)
    selection = reading.selects(1, "RMB 24,000,000.00")
    reading.canvas.set_scale(scale)
    reading.canvas.reveal(1, selection.rects)
    reading.waits(lambda: reading.canvas.selection_rect() is not None)
    reading.waits(lambda: reading.pane.pictures.page(1).scale == scale)
    reading.waits(lambda: not reading.canvas._glide.state().value)
    reading.pane.gesture.card.hide()
    wanted = reading.pane._context.theme.tokens.page.selected
    box = box_of(reading, 1, selection.rects[0])
    found = colours_in(reading, box.adjusted(1, 1, -1, -1))
    assert all(colour.red() <= wanted.red() + 2 for colour in found)  # no paper shows through
    assert any(colour.lightness() < 110 for colour in found)  # the words do
    above = colours_in(reading, QRect(box.left(), box.top() - 6, box.width(), 2))
    assert all(colour == QColor("white") for colour in above)


def test_the_paper_of_a_dark_window_is_dimmed_never_inverted(open_reading):
    reading = open_reading(scheme="dark", language=Language.CHINESE)
    reading.opens("report.pdf", 0)
    (colour, *_) = colours_in(reading, box_of(reading, 0, (400, 400, 402, 402)))
    assert colour == QColor(reading.pane._context.theme.colours.paper)


def test_zooming_with_the_wheel_keeps_the_place_under_the_pointer(reading):
    reading.opens("report.pdf", 1)
    before = reading.canvas.frame_of(1).to_page(*_canvas_middle(reading))
    reading.canvas.zoom_by(2)
    after = reading.canvas.frame_of(1).to_page(*_canvas_middle(reading))
    assert after[1] == pytest.approx(before[1], abs=2)


def _canvas_middle(reading):
    across, down = reading.canvas.offset()
    view = reading.canvas.viewport()
    return across + view.width() / 2, down + view.height() / 2


def test_pages_are_walked_with_the_page_box_and_the_buttons(reading):
    reading.opens("report.pdf", 0)
    QTest.keyClick(reading.canvas, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    box = reading.pane.toolbar.page
    assert QApplication.focusWidget() is box
    QTest.keyClicks(box, "3")
    QTest.keyClick(box, Qt.Key.Key_Return)
    reading.waits(lambda: reading.canvas.page == 2)
    assert QApplication.focusWidget() is reading.canvas
    assert box.text() == "3"
    reading.pane.toolbar.step_asked.emit(-1)
    assert reading.canvas.page == 1


def test_a_click_on_a_small_page_opens_it(reading):
    reading.opens("report.pdf", 0)
    reading.pane.toolbar.thumbnails.setChecked(True)
    reading.waits(lambda: reading.pane.pictures.page(2).preview)
    view = reading.pane.side.thumbnails.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(50, 300))
    reading.waits(lambda: reading.canvas.page == 2)
    QTest.keyClick(reading.pane.side.thumbnails, Qt.Key.Key_Up)
    reading.waits(lambda: reading.canvas.page == 1)


def test_words_are_found_page_by_page_and_f3_goes_on(reading):
    reading.opens("report.pdf", 0)
    QTest.keyClick(reading.canvas, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    finder = reading.pane.finder
    QTest.keyClicks(finder.box, "20")
    reading.waits(lambda: finder._said.text() == "1 of 2")
    reading.waits(lambda: reading.canvas.page == 1)
    QTest.keyClick(reading.canvas, Qt.Key.Key_F3)
    assert finder._said.text() == "2 of 2"
    reading.waits(lambda: reading.canvas.page == 2)
    QTest.keyClick(finder.box, Qt.Key.Key_Escape)
    assert finder.isHidden()
    assert QApplication.focusWidget() is reading.canvas


def test_a_scan_says_that_nothing_can_be_found_in_it(reading):
    reading.opens("scan.pdf")
    reading.pane.finder.open()
    QTest.keyClicks(reading.pane.finder.box, "price")
    reading.waits(lambda: "1 pages have no text" in reading.pane.finder._said.text())


def test_the_reader_comes_back_to_the_same_place_after_a_rebuild(reading):
    reading.opens("report.pdf", 1)
    reading.canvas.set_scale(1.7)
    reading.canvas.go_to_page(1, 0.25)
    spot = reading.pane.place()
    again = ViewerPane(reading.desk)
    reading.qtbot.addWidget(again)
    again.resize(reading.pane.size())
    again.show()
    again.restore(spot)
    reading.waits(lambda: again.place() is not None and again.version == spot.version)
    reading.waits(lambda: again.canvas.page == 1)
    assert again.place().part == pytest.approx(spot.part, abs=0.01)
    assert again.canvas.scale == spot.scale


@pytest.mark.parametrize("begun", [False, True])
def test_a_pane_that_goes_while_pages_are_drawn_leaves_nothing_behind(reading, begun):
    other = ViewerPane(reading.desk)
    other.show()
    other.show_page(reading.version("boxes.pdf"))
    if begun:
        reading.waits(lambda: other._engine is not None)
    other.finder.box.setText("Inside")
    other._finding.search("Inside")
    other.close()
    other.deleteLater()
    settled(reading.qtbot, reading.desk.jobs)
    reading.opens("scan.pdf")  # what the other asked for is behind it or was dropped


def test_closing_the_lot_empties_the_viewer(reading):
    reading.opens("report.pdf", 1)
    reading.desk.close_lot()
    assert reading.pane.version == ""
    assert reading.canvas.pages == 0
    assert reading.pane._no_pages.isVisible()


class StoppedClock:
    """Time of the deadlines: a page is given up when a test says that it took too long."""

    now = 0.0

    def __call__(self):
        return self.now


def test_a_slow_page_never_holds_up_the_window_and_says_why_it_is_missing(open_reading, slow, monkeypatch):
    clock, launch = StoppedClock(), workers.launch
    monkeypatch.setattr(workers, "launch", lambda **given: replace(launch(**given), clock=clock))
    reading = open_reading(extra=[slow])
    drawn = reading.pane.pictures
    _opens_before_the_slow_page(reading, clock)
    _beats(reading, 20)  # a window that waited for the page would not beat until it is drawn
    assert drawn.page(1).failure is None
    assert not drawn.page(1).sharp
    reading.waits(lambda: _is_drawing(reading, 1, clock.now + RENDER_SECONDS))
    clock.now += RENDER_SECONDS + 0.1
    reading.waits(lambda: drawn.page(1).failure is not None)
    assert isinstance(drawn.page(1).failure, PageTooSlowError)
    assert reading.pane.banner.isVisible()
    assert "5 seconds" in reading.pane.banner._words.why.text()
    reading.canvas.go_to_page(2)
    reading.sees(2)
    assert reading.pane.banner.isHidden()


def test_what_was_left_out_of_a_page_is_said_and_it_can_be_tried_again(reading):
    reading.opens("report.pdf")
    reading.sees(0)
    pane, drawn = reading.pane, reading.pane.pictures
    drawn.page(0).bare = True  # as a worker says that had to leave them out
    drawn.arrived.emit(0)
    assert pane.banner.accessibleName().startswith("Page 1 is shown without its form fields and notes")
    pane.banner.chosen.emit("retry")
    reading.waits(lambda: pane.banner.isHidden() and drawn.page(0).sharp)


def _opens_before_the_slow_page(reading, clock):
    """Where the window takes its size late, its first page is asked for again behind the slow one, which is given up then."""
    given_up = []

    def is_there():
        if not drawn.page(0).sharp and _is_drawing(reading, 1, clock.now + RENDER_SECONDS):
            clock.now += RENDER_SECONDS + 0.1
            given_up.append(clock.now)
        return drawn.info is not None and drawn.page(0).sharp

    drawn = reading.pane.pictures
    reading.desk.open_page(reading.version(SLOW), 0)
    reading.waits(is_there)
    if given_up:
        reading.waits(lambda: drawn.page(1).failure is not None)
        drawn.retry(1)


def _is_drawing(reading, page, deadline):
    """Whether the worker was asked for the page and has until then to answer."""
    viewer = reading.desk.services.viewer()
    asked = viewer._current[0] if viewer._current else ("nothing",)
    return asked[0] == "render" and asked[2] == page and viewer._worker._deadline == deadline


def _beats(reading, times):
    """Until a 5 ms timer of the window beat so often while the page is drawn. How long the longest gap is, `./check perf`
    measures."""
    beats = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(1))
    timer.start(5)
    reading.canvas.go_to_page(1)
    reading.waits(lambda: len(beats) > times)
    timer.stop()


def test_a_damaged_copy_is_not_shown_and_the_page_says_whose_it_is(reading):
    reading.opens("report.pdf")
    version = reading.desk.record.first(Version, file_name="scan.pdf")
    path = Path(reading.desk.services.location, "objects", version.sha256[:2], version.sha256[2:])
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:100])
    reading.desk.open_page(version.id, 0)

    def said():
        return " ".join(label.text() for label in reading.pane.findChildren(QLabel) if label.isVisible())

    reading.waits(lambda: "This document cannot be shown" in said())
    assert "copy of scan.pdf is damaged; the seller's file is not the cause" in said()
