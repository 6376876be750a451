"""A passage is dragged from the page onto a field: the field becomes the target on the way and is filled where it is let go."""

from datetime import date

import pytest
from made_files import docx, p
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from settled import settled
from test_workbench_files import drop, is_done

from workstation.domain.citations import Evidence
from workstation.domain.listings import Listing
from workstation.ui.forms.row import FormRow
from workstation.ui.passages import PASSAGE

DAY = "2025-08-11"


@pytest.fixture
def at_page(at_work, tmp_path):
    """A paper is open beside the overview; the day on it is selected by a double click."""
    person = at_work
    person.makes_lot("Jinchuan")
    person.opens("Jinchuan", tab="overview")
    path = tmp_path / "notice.docx"
    path.write_bytes(docx(p(f"Announced {DAY} in full")))
    drop(person, path)
    person.waits(lambda: is_done(person) and person.desk.record.rows.get("version"), 20000)
    person.desk.open_page(next(iter(person.desk.record.rows["version"])))
    person.waits(lambda: person.frame.lot._viewer is not None)
    viewer = person.frame.lot._viewer
    person.waits(lambda: viewer.pictures.info is not None and viewer.pictures.page(0).text is not None, 10000)
    person.waits(lambda: viewer.canvas.frame_of(0) is not None, 10000)
    QTest.mouseDClick(viewer.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place_of_day(person))
    assert viewer.canvas.selection.text == DAY
    return person


def place_of_day(person):
    viewer = person.frame.lot._viewer
    text = viewer.pictures.page(0).text
    box = viewer.canvas.frame_of(0).rect_to_canvas(text.box(text.text.index(DAY) + 3))
    across, down = viewer.canvas.offset()
    return QPoint(round(box.left + box.width / 2 - across), round(box.top + box.height / 2 - down))


def moves(person, way):
    """Presses on the selection and moves the mouse; gives what the program then carries away."""
    viewer, carried = person.frame.lot._viewer, []
    viewer.carry = lambda _, words: carried.append(words)
    view, at = viewer.canvas.viewport(), place_of_day(person)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(view, at + QPoint(way, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at + QPoint(way, 0))
    return carried


def field(person, name):
    rows = person.frame.lot.records.findChildren(FormRow)
    found = next(row for row in rows if row.field.name == name and row.isVisible())
    room = found.parentWidget()
    while not isinstance(room, QScrollArea):
        room = room.parentWidget()
    room.ensureWidgetVisible(found, 0, 60)
    return found


def lets_go(person, row):
    """Over the field, then the button up; whether the field took it."""
    area = person.frame.lot.records
    at = row.editor.mapTo(area, row.editor.rect().center())
    data = QMimeData()
    data.setData(PASSAGE, DAY.encode())
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(area, QDragEnterEvent(at, *how))
    over = QDragMoveEvent(at, *how)
    QApplication.sendEvent(area, over)
    QApplication.sendEvent(area, QDropEvent(at, *how))
    return over.isAccepted()


def cited(person):
    return [each for each in person.desk.record.all(Evidence) if each.citation]


def test_a_passage_dragged_onto_a_field_is_attached_and_fills_it(at_page):
    person = at_page
    assert moves(person, 40) == [DAY]
    assert lets_go(person, field(person, "notice_on"))
    assert person.desk.target.ref.field == "notice_on"
    person.waits(lambda: person.desk.record.first(Listing).notice_on == date(2025, 8, 11))
    (evidence,) = cited(person)
    assert (evidence.row_entity, evidence.field) == ("listing", "notice_on")


def test_over_a_field_that_rests_on_no_page_nothing_can_be_let_go(at_page):
    rows = at_page.frame.lot.records.findChildren(FormRow)
    plain = next(row for row in rows if row.chip is None and row.isVisible())
    assert not lets_go(at_page, plain)
    settled(at_page.qtbot, at_page.desk.jobs)
    assert cited(at_page) == []


def test_a_click_on_the_selection_lets_it_go(at_page):
    assert moves(at_page, 0) == []
    assert at_page.frame.lot._viewer.canvas.selection is None
