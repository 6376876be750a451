"""Snapshots and recovery in the window: the list, one taken, one restored, the doctor, another disk, failures."""

import sqlite3
from contextlib import closing
from functools import partial

import pytest
from PySide6.QtCore import Qt

from workstation.domain.copies import CopyReason
from workstation.storage.failures import SnapshotFailedError
from workstation.ui.dialogs.safety import SafetySheet
from workstation.ui.models.table_spec import GroupRow


def opened_sheet(person):
    person.bench.action("workspace.safety").trigger()
    found = person.sheet(SafetySheet)
    person.waits(lambda: found._ailments is not None, 20000)
    return found


def copies(person):
    return person.desk.services.copies.all()


def sidebar_says(person):
    return person.frame.sidebar.state.text()


@pytest.fixture
def with_lot(at_work):
    at_work.makes_lot("Textile")
    return at_work


def test_a_workspace_without_a_snapshot_says_so_in_grey_and_with_one_when_it_was_taken(at_work):
    at_work.waits(lambda: "verified" in sidebar_says(at_work))
    assert at_work.frame.sidebar._shield._tone == "evid"
    at_work.frame.sidebar.show_state("No snapshot yet", kept=False)
    assert at_work.frame.sidebar._shield._tone == "ink3"


def test_the_interval_takes_a_snapshot_only_when_something_changed(with_lot):
    with_lot.waits(partial(copies, with_lot))
    before = len(copies(with_lot))
    with_lot.bench.safety.tick()
    with_lot.waits(lambda: len(copies(with_lot)) == before + 1)
    assert copies(with_lot)[-1].reason is CopyReason.INTERVAL
    taken = []
    with_lot.desk.services.copies._folder.take = lambda *_: taken.append(1)
    done = []
    with_lot.bench.safety.tick()
    with_lot.desk.read(lambda: None, done.append)
    with_lot.waits(lambda: done)
    assert taken == []


def test_the_sheet_opens_from_the_sidebar_and_takes_a_snapshot_at_a_key(with_lot, qtbot):
    with_lot.waits(partial(copies, with_lot))
    with_lot.waits(with_lot.frame.sidebar.state.isVisible)
    qtbot.mouseClick(with_lot.frame.sidebar.state, Qt.MouseButton.LeftButton)
    sheet = with_lot.sheet(SafetySheet)
    before = len(copies(with_lot))
    qtbot.keyClick(sheet, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    with_lot.waits(lambda: len(copies(with_lot)) > before)
    assert copies(with_lot)[-1].reason is CopyReason.ASKED
    with_lot.waits(lambda: sheet.table.current_id() == copies(with_lot)[-1].name)


def test_what_a_restore_would_change_stands_before_the_button_that_asks_once_more(with_lot, qtbot):
    early = with_lot.desk.services.copies.take(CopyReason.ASKED)
    with_lot.makes_lot("Mill")
    sheet = opened_sheet(with_lot)
    sheet.table.select_id(early)
    with_lot.waits(lambda: "1 other lots" in sheet.alike.text())
    assert [(each[1].lot, each[1].now, each[1].then) for each in rows(sheet.changes)] == [("Mill", 1, 0)]
    qtbot.mouseClick(sheet.restore, Qt.MouseButton.LeftButton)
    assert (sheet.sure.isVisible(), len(with_lot.bench.hand.rows)) == (True, 2)
    desk = with_lot.desk
    qtbot.mouseClick(sheet.sure, Qt.MouseButton.LeftButton)
    with_lot.waits(lambda: with_lot.desk not in {None, desk}, 20000)
    with_lot.waits(lambda: [row.lot.name for row in with_lot.bench.hand.rows] == ["Textile"])
    assert CopyReason.RESTORE in [one.reason for one in copies(with_lot)] or len(copies(with_lot)) >= 2


def rows(table):
    return [row for row in table._model._rows if not isinstance(row, GroupRow)]


def test_the_doctor_speaks_in_sentences_with_both_values(with_lot):
    sheet = opened_sheet(with_lot)
    assert "What you entered is all there" in rows(sheet.doctor)[0][1]
    with closing(sqlite3.connect(with_lot.bench.sessions.current.path / "workspace.db")) as base, base:
        base.execute("UPDATE lot SET name = 'Barn'")
    sheet.examine()
    with_lot.waits(lambda: sheet._ailments)
    assert "name: history Textile, table Barn" in rows(sheet.doctor)[0][1]
    with closing(sqlite3.connect(with_lot.bench.sessions.current.path / "workspace.db")) as base, base:
        base.execute("UPDATE lot SET name = 'Textile'")


def test_the_workspace_is_copied_to_another_disk_and_opens_there(with_lot, tmp_path):
    sheet = opened_sheet(with_lot)
    other = tmp_path / "stick"
    other.mkdir()
    sheet.copy_to(other)
    with_lot.waits(lambda: sheet._mirror is not None, 20000)
    there = other / "Court lots.workspace"
    assert sheet._mirror.path == str(there)
    desk = with_lot.desk
    sheet.close_sheet()
    with_lot.bench.doors.open(there)
    with_lot.waits(lambda: with_lot.desk not in {None, desk}, 20000)
    with_lot.waits(lambda: [row.lot.name for row in with_lot.bench.hand.rows] == ["Textile"])


def test_a_snapshot_that_fails_is_a_banner_that_stays_until_one_succeeds(with_lot, qtbot):
    with_lot.waits(partial(copies, with_lot))
    folder = with_lot.desk.services.copies._folder
    real = folder.take_if_changed

    def fails(*_):
        raise SnapshotFailedError(detail="page 3 is torn")

    folder.take_if_changed = fails
    with_lot.bench.safety.tick()
    banner = with_lot.frame.copy_banner
    with_lot.waits(banner.isVisible)
    assert sidebar_says(with_lot).startswith("Snapshots fail since")
    qtbot.keyClick(with_lot.bench, Qt.Key.Key_Escape)
    assert banner.isVisible()
    folder.take_if_changed = real
    qtbot.mouseClick(with_lot.button("Try again", banner), Qt.MouseButton.LeftButton)
    with_lot.waits(lambda: not banner.isVisible())
    assert "verified" in sidebar_says(with_lot)


def test_a_workspace_whose_database_is_gone_is_restored_from_the_banner(with_lot, qtbot):
    path = with_lot.bench.sessions.current.path
    with_lot.bench.action("workspace.close").trigger()
    with_lot.waits(lambda: with_lot.desk is None)
    done = []
    with_lot.bench.sessions.jobs.write(lambda: None, done.append)
    with_lot.waits(lambda: done)
    for left in path.glob("workspace.db*"):
        left.unlink()
    with_lot.bench.doors.open(path)
    with_lot.waits(with_lot.frame.banner.isVisible)
    qtbot.mouseClick(with_lot.button("Restore the newest snapshot"), Qt.MouseButton.LeftButton)
    with_lot.waits_for_workspace()
    with_lot.waits(lambda: [row.lot.name for row in with_lot.bench.hand.rows] == ["Textile"])
