"""A note that cites: the place selected on the page stands inside the text as a chip that opens it again."""

import pytest
from journey_kit import CTRL, SHIFT, Key
from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtGui import QGuiApplication, QTextCursor

from workstation.domain.citations import Citation, Evidence
from workstation.domain.notes import Note
from workstation.domain.rich_text import cited, plain


@pytest.fixture
def noting(at_work):
    """The report is open; a note begins with a line of text and the caret stands at its end."""
    at_work.clicks_row(at_work.panel.table, "report.pdf", twice=True)
    at_work.sees_page("report.pdf")
    at_work.frame.lot.show_tab("notes")
    at_work.panel.add_note()
    at_work.waits(lambda: at_work.record.all(Note) and at_work.panel.heading.hasFocus())
    at_work.types("Visit")
    at_work.clicks(at_work.panel.body)
    at_work.types("Worth: ")
    return at_work


def note(person):
    return person.record.first(Note)


def cites(person, words, modifiers=CTRL):
    goes = person.viewer
    goes.show_page(goes.version, 1)
    person.sees_page("report.pdf", 1)
    person.selects(1, words)
    person.waits(person.viewer.gesture.card.isVisible)
    person.presses(Key.Key_E, modifiers)


def test_ctrl_e_puts_quote_and_chip_at_the_caret_and_the_chip_opens_the_page(noting):
    cites(noting, "RMB 24,000,000.00")
    noting.waits(lambda: cited(note(noting).body or ""))
    assert plain(note(noting).body).startswith("Worth: “RMB 24,000,000.00” report p. 2")
    (evidence,) = noting.record.all(Evidence, row_entity="note", row=note(noting).id)
    assert evidence.citation == cited(note(noting).body)[0]
    noting.viewer.show_page(noting.viewer.version, 0)
    noting.sees_page("report.pdf", 0)
    body = noting.panel.body
    noting.waits(lambda: body.kept_text() == note(noting).body)
    body.setFocus()
    body.moveCursor(QTextCursor.MoveOperation.End)
    noting.clicks(body.viewport(), body.cursorRect().center() - QPoint(20, 0))
    noting.sees_page("report.pdf", 1)
    noting.viewer.show_page(noting.viewer.version, 0)
    noting.sees_page("report.pdf", 0)
    body.moveCursor(QTextCursor.MoveOperation.End)
    body.setFocus()
    noting.presses(Key.Key_Return, CTRL)
    noting.sees_page("report.pdf", 1)


def test_ctrl_shift_e_puts_the_chip_alone_and_backspace_takes_the_evidence_with_it(noting):
    cites(noting, "RMB 24,000,000.00", CTRL | SHIFT)
    noting.waits(lambda: cited(note(noting).body or ""))
    assert plain(note(noting).body) == "Worth: report p. 2"
    body = noting.panel.body
    noting.waits(lambda: body.kept_text() == note(noting).body)
    body.setFocus()
    body.moveCursor(QTextCursor.MoveOperation.End)
    noting.presses(Key.Key_Backspace)
    noting.presses(Key.Key_Return, CTRL)
    noting.waits(lambda: note(noting).body == "Worth: ")
    assert not noting.record.all(Evidence, row_entity="note")
    assert not noting.record.all(Citation)
    noting.panel.table.setFocus()
    noting.presses(Key.Key_Z, CTRL)
    noting.waits(lambda: noting.record.all(Citation))
    assert cited(note(noting).body) == (noting.record.first(Citation).id,)


def test_looks_come_by_key_and_by_the_first_signs_of_a_line(noting):
    body = noting.panel.body
    noting.presses(Key.Key_B, CTRL)
    noting.types("high")
    noting.presses(Key.Key_B, CTRL)
    noting.presses(Key.Key_Return)
    for line in ("# Gate", "- locked", "two dogs"):
        noting.types(line)
        noting.presses(Key.Key_Return)
    noting.presses(Key.Key_Return)  # on an empty line of a list
    noting.types("1. asked")
    noting.presses(Key.Key_Return, CTRL)
    noting.waits(lambda: (note(noting).body or "").endswith("asked"))
    assert note(noting).body == "Worth: **high**\n# Gate\n- locked\n- two dogs\n1. asked"
    noting.presses(Key.Key_T, CTRL)
    noting.presses(Key.Key_Z, CTRL)  # what was typed is undone before anything else
    assert body.kept_text() == note(noting).body


def test_what_is_pasted_from_elsewhere_comes_as_plain_text(noting):
    data = QMimeData()
    data.setText("plain words")
    data.setHtml("<b>loud</b><img src='file:///etc/passwd'>")
    QGuiApplication.clipboard().setMimeData(data)
    noting.presses(Key.Key_V, CTRL)
    noting.presses(Key.Key_Return, CTRL)
    noting.waits(lambda: note(noting).body == "Worth: plain words")


def test_a_chip_is_cut_and_pasted_with_the_text_around_it(noting):
    cites(noting, "RMB 24,000,000.00", CTRL | SHIFT)
    noting.waits(lambda: cited(note(noting).body or ""))
    (mark,) = cited(note(noting).body)
    body = noting.panel.body
    noting.waits(lambda: body.kept_text() == note(noting).body)
    body.setFocus()
    noting.presses(Key.Key_A, CTRL)
    noting.presses(Key.Key_X, CTRL)
    noting.types("As said: ")
    noting.presses(Key.Key_V, CTRL)
    noting.presses(Key.Key_Return, CTRL)
    noting.waits(lambda: (note(noting).body or "").startswith("As said"))
    assert cited(note(noting).body) == (mark,)
    assert noting.record.get(Citation, mark) is not None


def test_ctrl_f_finds_in_notes_and_f3_walks_through_the_hits(noting):
    noting.types("gate, then gate")
    noting.presses(Key.Key_Return, CTRL)
    noting.desk.add("note", {"heading": "Call", "body": "the gate again"})
    noting.waits(lambda: noting.panel.table.records.rowCount() == 2)
    noting.presses(Key.Key_F, CTRL)
    assert noting.panel.filter.hasFocus()
    noting.types("gate")
    noting.waits(lambda: "2 found" in noting.panel.hits.text())
    body, places = noting.panel.body, []
    noting.panel.table.select_id(note(noting).id)
    body.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(3):
        noting.presses(Key.Key_F3)
        places.append((body.toPlainText()[:5], body.textCursor().selectionStart()))
    assert places == [("Worth", 7), ("Worth", 18), ("the g", 4)]
    noting.presses(Key.Key_F3, SHIFT)
    assert body.textCursor().selectionStart() == 18
