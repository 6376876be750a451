"""13.1: the page, the zoom and the turn of each document are there again at the next start."""

import pytest
from PySide6.QtCore import Qt

from workstation.application.ports.preferences import KEPT_DOCUMENTS, ReadingPlace
from workstation.ui.context import Arrangement
from workstation.ui.desk import WHERE_LEFT
from workstation.ui.viewer.stage import Fit

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def left(open_reading):
    """Of the report the third page was read, enlarged; the turned pages were turned once more and fitted; the scan was looked
    at last."""
    reading = open_reading()
    reading.opens("report.pdf", 2)
    reading.presses(Qt.Key.Key_Plus, CTRL)
    reading.presses(Qt.Key.Key_Plus, CTRL)
    scale = reading.canvas.scale
    reading.opens("boxes.pdf")
    reading.presses(Qt.Key.Key_R, CTRL)
    reading.presses(Qt.Key.Key_9, CTRL)
    reading.opens("scan.pdf")
    return scale, Arrangement(documents=reading.desk.context.arranged.documents)


def opened_again(reading, file_name):
    """As a click in the list of documents does."""
    version = reading.version(file_name)
    reading.desk.document_chosen.emit(version, WHERE_LEFT)
    reading.waits(lambda: reading.pane.version == version and reading.pane.pictures.info is not None)


def test_each_document_is_where_it_was_left(open_reading, left):
    scale, arranged = left
    reading = open_reading(arranged=arranged)
    reading.waits(lambda: reading.pane.version == reading.version("scan.pdf"))
    opened_again(reading, "report.pdf")
    reading.waits(lambda: reading.canvas.page == 2)
    assert (reading.canvas.fit, reading.canvas.scale) == (Fit.FREE, pytest.approx(scale))
    opened_again(reading, "boxes.pdf")
    reading.waits(lambda: reading.pane.pictures.turn == 90)
    assert reading.canvas.fit is Fit.PAGE


def test_a_page_that_is_asked_for_is_shown_as_large_as_the_document_was_left(open_reading, left):
    scale, arranged = left
    reading = open_reading(arranged=arranged)
    reading.opens("report.pdf", 0)
    assert reading.canvas.scale == pytest.approx(scale)


def test_what_was_read_longest_ago_is_forgotten():
    arranged = Arrangement()
    for number in range(KEPT_DOCUMENTS):
        arranged.keep_document(f"v{number}", ReadingPlace(number))
    arranged.keep_document("v0", ReadingPlace(7))
    arranged.keep_document("new", ReadingPlace())
    assert len(arranged.documents) == KEPT_DOCUMENTS
    assert arranged.documents["v0"] == ReadingPlace(7)
    assert "v1" not in arranged.documents
    assert list(arranged.documents)[-2:] == ["v0", "new"]
