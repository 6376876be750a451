"""Highlights: a key marks what is selected, the same key takes the mark away, another key changes its kind."""

from PySide6.QtCore import Qt

from workstation.application.records import FieldRef
from workstation.domain.highlights import Highlight, HighlightKind

CTRL = Qt.KeyboardModifier.ControlModifier


def kinds(reading):
    return {(each.page, each.quote, each.kind) for each in reading.desk.record.all(Highlight)}


def test_a_passage_is_marked_changed_and_unmarked(reading):
    reading.opens("report.pdf", 1)
    reading.selects(1, "RMB 24,000,000.00")
    reading.qtbot.keyClick(reading.canvas, Qt.Key.Key_2, CTRL)
    marked = (1, "RMB 24,000,000.00")
    reading.waits(lambda: kinds(reading) == {(*marked, HighlightKind.FLAG)})
    assert reading.canvas.selection is None
    assert [each.kind for each in reading.canvas._highlights[1]] == [HighlightKind.FLAG]
    reading.selects(1, "RMB 24,000,000.00")
    reading.qtbot.keyClick(reading.canvas, Qt.Key.Key_4, CTRL)
    reading.waits(lambda: kinds(reading) == {(*marked, HighlightKind.INPUT)})
    reading.selects(1, "RMB 24,000,000.00")
    reading.qtbot.keyClick(reading.canvas, Qt.Key.Key_4, CTRL)
    reading.waits(lambda: kinds(reading) == set())
    reading.desk.undo()
    reading.waits(lambda: kinds(reading) == {(*marked, HighlightKind.INPUT)})


def test_a_mark_colours_the_paper(reading):
    reading.opens("report.pdf", 1)
    before = reading.canvas.viewport().grab().toImage()
    reading.selects(1, "RMB 24,000,000.00")
    reading.qtbot.keyClick(reading.canvas, Qt.Key.Key_1, CTRL)
    reading.waits(lambda: kinds(reading))
    reading.sees(1)
    assert reading.canvas.viewport().grab().toImage() != before


def test_without_a_selection_the_page_as_a_whole_is_marked_and_takes_a_note(reading):
    reading.opens("report.pdf", 1)
    before = reading.canvas.viewport().grab().toImage()
    reading.qtbot.keyClick(reading.canvas, Qt.Key.Key_3, CTRL)
    reading.waits(lambda: kinds(reading) == {(1, None, HighlightKind.QUESTION)})
    assert reading.canvas.viewport().grab().toImage() != before
    mark = reading.desk.record.all(Highlight)[0]
    reading.desk.edit(FieldRef(Highlight.entity, mark.id, "note"), "Who signed this page?")
    reading.waits(lambda: reading.desk.record.all(Highlight)[0].note == "Who signed this page?")
    reading.qtbot.keyClick(reading.canvas, Qt.Key.Key_3, CTRL)
    reading.waits(lambda: kinds(reading) == set())
