"""The derived folder went: the window reads the documents again by itself, and says what is missing until then."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from test_workbench_disagreements import LETTER, LOAN, takes_in

from workstation.application.jobs import JobState
from workstation.application.missing_pages import missing_pages
from workstation.ui.dialogs.disagreements import DisagreementsSheet
from workstation.ui.dialogs.search import HitRow, SearchSheet

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def reopened(make_person, tmp_path):
    """A lot of two documents whose derived folder was deleted while no window was open."""
    first = make_person()
    path = tmp_path / "Court lots.workspace"
    first.bench.doors.create(path)
    first.waits_for_workspace()
    first.makes_lot("Jinchuan")
    first.opens("Jinchuan")
    takes_in(first, tmp_path, 借款合同=LOAN, 催收=LETTER)
    first.bench.close()
    shutil.rmtree(path / "derived")
    person = make_person()  # opens the last workspace
    person.waits_for_workspace()
    person.waits(lambda: person.bench.hand.rows)
    return person


def whole(person):
    return not missing_pages(person.desk.services)


def test_they_are_read_again_without_being_asked(reopened):
    person = reopened
    person.waits(lambda: whole(person), 20000)


def test_the_comparison_has_them_read_and_is_what_it_was(reopened):
    person = reopened
    person.opens("Jinchuan")
    person.waits(lambda: person.desk.comparison is not None and person.desk.comparison.is_whole, 20000)
    assert person.desk.comparison.open == 2
    person.qtbot.keyClick(person.bench, Qt.Key.Key_N, CTRL | SHIFT)
    said = person.texts(person.sheet(DisagreementsSheet))
    assert "2 documents compared, " in said
    assert " values read: 2 places do not agree." in said


def has_read_again(person):
    """The reading behind the window has ended and was told of: what is lost from now on is lost anew."""
    job = person.desk._reading_again
    return job is not None and job.state is JobState.DONE and whole(person)


def test_a_search_that_misses_pages_has_them_read_and_asks_again(reopened):
    person = reopened
    person.waits(lambda: has_read_again(person), 60000)
    with closing(sqlite3.connect(f"{person.desk.services.location}/derived/pages.db")) as pages, pages:
        pages.execute("DELETE FROM complete")
        pages.execute("DELETE FROM page")
    person.qtbot.keyClick(person.bench, Qt.Key.Key_K, CTRL)
    sheet = person.sheet(SearchSheet)
    sheet.box.setText("借款")  # QTest types no hanzi
    person.waits(lambda: any(isinstance(row, HitRow) and row.page for row in sheet.table.model().rows), 60000)
    person.waits(sheet.unread.isHidden)
