"""Beside the pages: the document's contents, the papers named in it, and the hits of find; each leads to its page."""

import io

import pytest
from PySide6.QtCore import Qt
from reportlab.pdfgen.canvas import Canvas as PdfCanvas

from workstation.application.document_parts import name_part
from workstation.ui.viewer.layout import MOST
from workstation.ui.viewer.side import CONTENTS, HITS


@pytest.fixture
def book(tmp_path):
    """Five pages with contents on two levels."""
    buffer = io.BytesIO()
    drawn = PdfCanvas(buffer, pagesize=(595, 842), invariant=1)
    for page, (title, level) in enumerate(
        (("Loan", 0), ("Rate", 1), ("Mortgage", 0), ("Land", 1), ("Annex", 0))
    ):
        drawn.setFont("Helvetica", 14)
        drawn.drawString(90, 640, f"Page of the {title} with the word mortgagee")
        drawn.bookmarkPage(f"p{page}")
        drawn.addOutlineEntry(title, f"p{page}", level)
        drawn.showPage()
    drawn.save()
    path = tmp_path / "book.pdf"
    path.write_bytes(buffer.getvalue())
    return path


def lines(table):
    return [(line.text, line.page) for line in table.model().rows]


def test_the_contents_of_a_document_lead_to_its_pages(open_reading, book):
    reading = open_reading(extra=(book,))
    reading.opens("book.pdf")
    reading.qtbot.keyClick(reading.canvas, Qt.Key.Key_F7)
    side = reading.pane.side
    assert side.isVisible()
    side.show_part(CONTENTS)
    reading.waits(lambda: len(lines(side.contents)) == 5)
    assert lines(side.contents) == [
        ("Loan", 0),
        ("   Rate", 1),
        ("Mortgage", 2),
        ("   Land", 3),
        ("Annex", 4),
    ]
    side.contents.select_id("line3")
    reading.qtbot.keyClick(side.contents, Qt.Key.Key_Return)
    reading.waits(lambda: reading.canvas.page == 3)
    reading.opens("scan.pdf")
    reading.waits(lambda: not lines(side.contents))


def test_papers_named_inside_a_document_stand_in_its_contents(open_reading, book):
    reading = open_reading(extra=(book,))
    reading.opens("book.pdf")
    name_part(reading.desk.services.writer, reading.version("book.pdf"), "Mortgage contract", 2, 3)
    reading.desk.reload()
    reading.pane.toolbar.thumbnails.setChecked(True)
    reading.pane.side.show_part(CONTENTS)
    reading.waits(lambda: len(lines(reading.pane.side.contents)) == 6)
    assert lines(reading.pane.side.contents)[0] == ("▸ Mortgage contract", 2)


def test_every_hit_is_listed_with_the_words_around_it(open_reading, book):
    reading = open_reading(extra=(book,))
    reading.opens("book.pdf")
    finder, side = reading.pane.finder, reading.pane.side
    finder.open()
    finder.box.setText("mortgagee")
    reading.waits(lambda: len(finder.hits.found) == 5)
    finder.listed.emit()
    assert side.isVisible()
    assert side.part == HITS
    assert [page for _, page in lines(side.hits)] == [0, 1, 2, 3, 4]
    assert all("mortgagee" in text for text, _ in lines(side.hits))
    side.hits.select_id("hit4")
    reading.qtbot.keyClick(side.hits, Qt.Key.Key_Return)
    reading.waits(lambda: reading.canvas.page == 4)
    assert finder.hits.found[4].page == 4
    finder.step(-1)
    assert side.hits.current_id() == "hit3"


def test_at_800_per_cent_only_what_is_in_sight_is_drawn(reading):
    reading.opens("report.pdf")
    reading.canvas.set_scale(MOST)
    assert reading.pane.toolbar.zoom.text() == "800%"
    page = reading.pane.pictures.page

    def drawn():
        return page(reading.canvas.page).sharp

    reading.waits(lambda: drawn() and not reading.pane.pictures._asked)  # nothing more is on its way
    whole = 595 * MOST * 842 * MOST
    pixels = sum(picture.image.width() * picture.image.height() for picture in drawn().values())
    assert 0 < pixels < whole / 4
    before = set(drawn())
    reading.canvas.verticalScrollBar().setValue(reading.canvas.verticalScrollBar().value() + 3000)
    reading.waits(lambda: set(drawn()) - before)


def test_a_document_that_was_turned_is_turned_when_it_is_opened_again(reading):
    reading.opens("report.pdf")
    reading.qtbot.keyClick(reading.canvas, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert reading.pane.pictures.turn == 90
    reading.opens("scan.pdf")
    assert reading.pane.pictures.turn == 0
    reading.opens("report.pdf")
    assert reading.pane.pictures.turn == 90
