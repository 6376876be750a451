"""Snapshots and recovery in the window: the list, one taken, one restored, the doctor, another disk, failures."""

import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from functools import partial
from io import BytesIO

import pytest
from PySide6.QtCore import Qt
from workbench_kit import NOW

from workstation.application.operations import OperationKind, Step
from workstation.application.ports.upkeep import Mirror
from workstation.domain.copies import CopyReason
from workstation.domain.documents import Document, Version
from workstation.storage.failures import SnapshotFailedError
from workstation.ui.dialogs.safety import SafetySheet
from workstation.ui.models.table_spec import GroupRow
from workstation.ui.theme.scheme import SchemeChoice

pytestmark = pytest.mark.usefixtures("behind_the_list_at_once")


@pytest.fixture(autouse=True)
def closes():
    """With a copy, as in the program."""


def opened_sheet(person):
    person.bench.action("workspace.safety").trigger()
    found = person.sheet(SafetySheet)
    person.waits(lambda: found.examined is not None, 20000)
    return found


def copies(person):
    return person.desk.services.copies.all()


def sidebar_says(person):
    """As it is read out: in the narrow sidebar the shield stands for the last word."""
    return person.frame.sidebar.state.accessibleName().partition(": ")[2]


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
    with_lot.makes_lot("Mill")
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
    with_lot.makes_lot("Mill")
    qtbot.keyClick(sheet, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    with_lot.waits(lambda: len(copies(with_lot)) > before)
    assert copies(with_lot)[-1].reason is CopyReason.ASKED
    with_lot.waits(lambda: sheet.table.current_id() == copies(with_lot)[-1].name)
    qtbot.keyClick(sheet, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    reads(with_lot, "Nothing was changed since the newest snapshot.", sheet.problem)
    assert len(copies(with_lot)) == before + 1


def test_what_a_restore_would_change_stands_before_the_button_that_asks_once_more(with_lot, qtbot):
    early = with_lot.desk.services.copies.take(CopyReason.ASKED)
    with_lot.makes_lot("Mill")
    sheet = opened_sheet(with_lot)
    sheet.table.select_id(early)
    with_lot.waits(lambda: "1 other lot:" in sheet.part.alike.text())
    lines = sheet.part.changes.as_tsv().splitlines()[1:]
    assert lines == ["Mill\tthe lot itself\tthere\tgone", "Mill\tMax bid\tno price\t—"]
    qtbot.mouseClick(sheet.part.restore, Qt.MouseButton.LeftButton)
    assert (sheet.part.sure.isVisible(), len(with_lot.bench.hand.rows)) == (True, 2)


def test_a_restore_keeps_what_stood_before_and_goes_back_to_it_at_a_button(with_lot, qtbot):
    early = with_lot.desk.services.copies.take(CopyReason.ASKED)
    with_lot.makes_lot("Mill")
    sheet = opened_sheet(with_lot)
    sheet.table.select_id(early)
    with_lot.waits(sheet.part.restore.isEnabled)
    qtbot.mouseClick(sheet.part.restore, Qt.MouseButton.LeftButton)
    desk = with_lot.desk
    qtbot.mouseClick(sheet.part.sure, Qt.MouseButton.LeftButton)
    with_lot.waits(lambda: with_lot.desk not in {None, desk}, 20000)
    with_lot.waits(lambda: [row.lot.name for row in with_lot.bench.hand.rows] == ["Textile"])
    reads(with_lot, "What stood before is kept as a snapshot.", with_lot.frame)
    desk = with_lot.desk
    presses(with_lot, "Go back to it")
    with_lot.waits(lambda: with_lot.desk not in {None, desk}, 20000)
    with_lot.waits(lambda: sorted(row.lot.name for row in with_lot.bench.hand.rows) == ["Mill", "Textile"])


def test_a_restore_that_fails_opens_the_workspace_as_it_stood_and_says_why(with_lot):
    name = with_lot.desk.services.copies.take(CopyReason.ASKED)
    damage(with_lot.bench.sessions.current.path / "snapshots" / name)
    desk = with_lot.desk
    with_lot.bench.doors.restore(with_lot.bench.sessions.current.path, name)
    with_lot.waits(lambda: with_lot.desk not in {None, desk}, 20000)
    with_lot.waits(lambda: [row.lot.name for row in with_lot.bench.hand.rows] == ["Textile"])
    assert with_lot.frame.banner.isVisible()


def rows(table):
    return [row for row in table._model._rows if not isinstance(row, GroupRow)]


def rename_lot(person, name):
    with closing(sqlite3.connect(person.bench.sessions.current.path / "workspace.db")) as base, base:
        base.execute("UPDATE lot SET name = ?", (name,))


def test_the_doctor_says_that_all_is_well_line_by_line(with_lot):
    sheet = opened_sheet(with_lot)
    for words in (
        "What you entered is all there",
        "All 0 files are as they came",
        "All snapshots are whole",
        "Nothing else writes here",
        "Room on the disk",
    ):
        reads(with_lot, words, sheet.doctor)


def test_a_damaged_row_is_said_with_both_values_and_its_button_mends_it(with_lot):
    with_lot.waits(partial(copies, with_lot))
    rename_lot(with_lot, "Barn")
    sheet = opened_sheet(with_lot)
    reads(with_lot, "A record is not what the history says", sheet.doctor)
    reads(with_lot, "name: history Textile, table Barn", sheet.doctor)
    assert "What you entered is all there" not in with_lot.texts(sheet.doctor)
    desk = with_lot.desk
    presses(with_lot, "Repair from the history", sheet.doctor)
    with_lot.waits(lambda: with_lot.desk not in {None, desk}, 20000)
    with_lot.waits(lambda: [row.lot.name for row in with_lot.bench.hand.rows] == ["Textile"])
    reads(with_lot, "The records were made anew from the history.", with_lot.frame)
    reads(with_lot, "kept in the folder damaged-1", with_lot.frame)


def presses(person, words, within=None):
    person.waits(lambda: f"{words}\n" in f"{person.texts(within or person.frame)}\n", 20000)
    person.qtbot.mouseClick(person.button(words, within), Qt.MouseButton.LeftButton)


def reads(person, words, within=None):
    """Until these words stand there."""
    person.waits(lambda: words in person.texts(within or person.frame), 20000)


def a_paper(person, data=b"appraisal"):
    """The hash and the path of a file that the workspace keeps and a row names."""
    services = person.desk.services
    stored = services.objects.store(BytesIO(data))
    lot = person.bench.hand.rows[0].lot.id

    def work(tx):
        document = Document(id=tx.new_id(), lot=lot, name="appraisal")
        tx.put(document)
        version = Version(id=tx.new_id(), lot=lot, document=document.id, ordinal=1, sha256=stored.sha256)
        tx.put(version)

    done = []
    person.desk.jobs.write(
        lambda: services.writer.run(Step(OperationKind.EDIT, {"record": "appraisal"}), work), done.append
    )
    person.waits(lambda: done)
    path = person.bench.sessions.current.path / "objects" / stored.sha256[:2] / stored.sha256[2:]
    return stored.sha256, path


def damage(path):
    path.chmod(0o600)
    path.write_bytes(b"rotten")


def test_an_unsaved_text_that_cannot_be_read_is_told_at_the_next_start(at_work, make_person):
    path = at_work.bench.sessions.current.path
    assert at_work.bench.close()
    (path / "drafts").mkdir(exist_ok=True)
    (path / "drafts" / "x.json").write_text("{")
    again = make_person()
    again.waits_for_workspace()
    reads(
        again,
        "A text that was being written and not kept yet cannot be read (drafts/x.json)",
        again.frame.banner,
    )
    assert again.button("Snapshots and recovery", again.frame.banner)


def test_a_text_that_cannot_be_read_is_put_aside_by_its_button(with_lot, caplog):
    with_lot.waits(partial(copies, with_lot))
    path = with_lot.bench.sessions.current.path
    (path / "drafts").mkdir(exist_ok=True)
    (path / "drafts" / "n.json").write_bytes(b"{")
    sheet = opened_sheet(with_lot)
    reads(with_lot, "A text that was not kept yet cannot be read", sheet.doctor)
    desk = with_lot.desk
    presses(with_lot, "Put it aside", sheet.doctor)
    with_lot.waits(lambda: with_lot.desk not in {None, desk}, 20000)
    reads(with_lot, "What cannot be read was put aside.", with_lot.frame)
    assert (path / "damaged-1/drafts/n.json").read_bytes() == b"{"
    caplog.clear()


def test_an_altered_file_that_nothing_names_goes_to_the_bin_by_its_button(with_lot):
    with_lot.waits(partial(copies, with_lot))
    path = with_lot.bench.sessions.current.path
    (path / "objects/aa").mkdir()
    (path / "objects/aa" / ("b" * 62)).write_bytes(b"rotten")
    os.utime(
        path / "objects/aa", (0, 0)
    )  # of an earlier session: what comes in this one goes when it is closed
    sheet = opened_sheet(with_lot)
    reads(with_lot, "A file that nothing names was altered", sheet.doctor)
    desk, button = with_lot.desk, with_lot.button("Move it to the bin", sheet.doctor)
    right_edge = button.mapTo(sheet.doctor, button.rect().topRight()).x()
    assert (
        right_edge < sheet.doctor.width()
    )  # its name, 64 signs without a space, does not push the button out
    presses(with_lot, "Move it to the bin", sheet.doctor)
    with_lot.waits(lambda: with_lot.desk not in {None, desk}, 20000)
    reads(with_lot, "Files that nothing names were moved to the bin.", with_lot.frame)
    assert [file.read_bytes() for file in path.glob("bin/*/aa/*")] == [b"rotten"]


def test_beside_a_damaged_row_the_button_of_a_text_puts_that_text_aside_and_mends_no_row(with_lot, caplog):
    """It made the records anew, said that the text was put aside, and left it."""
    with_lot.waits(partial(copies, with_lot))
    path = with_lot.bench.sessions.current.path
    (path / "drafts").mkdir(exist_ok=True)
    (path / "drafts" / "n.json").write_bytes(b"{")
    rename_lot(with_lot, "Barn")
    sheet = opened_sheet(with_lot)
    reads(with_lot, "A record is not what the history says", sheet.doctor)
    presses(with_lot, "Put it aside", sheet.doctor)
    with_lot.waits((path / "damaged-1/drafts/n.json").exists, 20000)
    reads(with_lot, "The records of this workspace are not what its history says", with_lot.frame)
    presses(with_lot, "Repair from the history", with_lot.frame)
    reads(with_lot, "kept in the folder damaged-2", with_lot.frame)
    caplog.clear()


def test_a_damaged_file_is_recovered_from_the_copy_on_another_disk(with_lot, tmp_path):
    _, path = a_paper(with_lot)
    sheet = opened_sheet(with_lot)
    mirror_to(with_lot, sheet, tmp_path / "stick")
    damage(path)
    look_again(with_lot, sheet)
    reads(with_lot, "A file was altered", sheet.doctor)
    presses(with_lot, "Put it back …", sheet.doctor)
    with_lot.waits(lambda: sheet.examined is not None and not sheet.examined.ailments, 20000)
    assert path.read_bytes() == b"appraisal"


def test_without_a_copy_the_file_that_a_person_names_is_taken_if_it_is_the_one(
    with_lot, tmp_path, monkeypatch
):
    """What was said of the wrong file stayed beside "All files are as they came", and the page did not come back."""
    sha256, path = a_paper(with_lot)
    path.chmod(0o600)
    path.unlink()
    with_lot.opens("Textile")
    viewer, shown = with_lot.frame.lot.viewer, []
    with_lot.waits(lambda: viewer._refusal is not None)
    monkeypatch.setattr(viewer, "show_page", shown.append)
    sheet = opened_sheet(with_lot)
    reads(with_lot, "A file is missing", sheet.doctor)
    (tmp_path / "wrong.pdf").write_bytes(b"holiday")
    sheet.recover_from(sha256, tmp_path / "wrong.pdf")
    with_lot.waits(sheet.problem.isVisible)
    reads(with_lot, "its bytes are others", sheet.problem)
    (tmp_path / "right.pdf").write_bytes(b"appraisal")
    sheet.recover_from(sha256, tmp_path / "right.pdf")
    with_lot.waits(lambda: sheet.examined is not None and not sheet.examined.ailments, 20000)
    assert not sheet.problem.isVisible()
    assert shown == [viewer.version]


def look_again(person, sheet):
    presses(person, "Look again", sheet.doctor)
    person.waits(lambda: sheet.examined is not None, 20000)


def mirror_to(person, sheet, folder):
    folder.mkdir(exist_ok=True)
    sheet.copy_to(folder)
    person.waits(lambda: sheet.mirror is not None, 20000)


def test_a_snapshot_that_is_not_whole_cannot_be_restored_and_is_removed_by_its_button(with_lot):
    name = with_lot.desk.services.copies.take(CopyReason.ASKED)
    with_lot.makes_lot("Mill")
    with_lot.desk.services.copies.take(CopyReason.ASKED)
    damage(with_lot.bench.sessions.current.path / "snapshots" / name)
    sheet = opened_sheet(with_lot)
    reads(with_lot, "A snapshot is not whole", sheet.doctor)
    sheet.table.select_id(name)
    with_lot.waits(lambda: "cannot be restored" in sheet.part.alike.text())
    assert not sheet.part.restore.isEnabled()
    presses(with_lot, "Remove it", sheet.doctor)
    with_lot.waits(lambda: name not in [one.name for one in copies(with_lot)])
    with_lot.waits(lambda: sheet.examined is not None and not sheet.examined.ailments, 20000)


def test_without_a_copy_elsewhere_the_sheet_says_so_and_a_copy_on_the_same_disk_counts_for_none(
    with_lot, tmp_path
):
    sheet = opened_sheet(with_lot)
    reads(with_lot, "There is no copy on another disk.", sheet.banner)
    mirror_to(with_lot, sheet, tmp_path / "stick")
    reads(with_lot, "The copy lies on the same disk.", sheet.banner)
    with_lot.waits(partial(copies, with_lot))
    assert "here only" in [sheet._on_both(one) for one in copies(with_lot)]


def test_an_old_copy_on_another_disk_says_what_would_be_lost_and_is_renewed_by_a_button(with_lot, tmp_path):
    sheet = opened_sheet(with_lot)
    (tmp_path / "stick").mkdir()
    found = (
        copies(with_lot),
        Mirror(str(tmp_path / "stick" / "Court lots.workspace"), NOW - timedelta(days=3)),
    )
    sheet._show(found)
    reads(with_lot, "is 3 days old.", sheet.banner)
    reads(with_lot, "the work since 2025-09-05 is lost", sheet.banner)
    presses(with_lot, "Copy now", sheet.banner)
    with_lot.waits((tmp_path / "stick" / "Court lots.workspace" / "workspace.db").exists, 20000)
    with_lot.waits(lambda: sheet.mirror.at != NOW - timedelta(days=3), 20000)


def test_a_copy_that_is_refused_says_why_in_the_sheet(with_lot, tmp_path):
    sheet = opened_sheet(with_lot)
    sheet.copy_to(with_lot.bench.sessions.current.path)
    reads(with_lot, "or lies in it", sheet.problem)
    sheet.copy_to(tmp_path / "unplugged")
    reads(with_lot, "Connect the disk", sheet.problem)


def test_the_workspace_is_copied_to_another_disk_and_opens_there(with_lot, tmp_path):
    sheet = opened_sheet(with_lot)
    other = tmp_path / "stick"
    other.mkdir()
    sheet.copy_to(other)
    with_lot.waits(lambda: sheet.mirror is not None, 20000)
    there = other / "Court lots.workspace"
    assert sheet.mirror.path == str(there)
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


def test_a_snapshot_is_taken_before_bulk_work(with_lot):
    with_lot.waits(partial(copies, with_lot))
    with_lot.makes_lot("Mill")
    mill = next(row.lot.id for row in with_lot.bench.hand.rows if row.lot.name == "Mill")
    with_lot.desk.remove_lot(mill)
    with_lot.waits(lambda: len(with_lot.bench.hand.rows) == 1)
    newest = copies(with_lot)[-1]
    assert newest.reason is CopyReason.BULK
    with with_lot.desk.services.copies.reading(newest.name) as then:
        assert sorted(lot.name for lot in then.lots()) == ["Mill", "Textile"]


def test_bulk_work_goes_on_without_a_snapshot_that_fails_and_the_banner_says_so(with_lot):
    with_lot.waits(partial(copies, with_lot))
    with_lot.makes_lot("Mill")
    refuse(with_lot)
    mill = next(row.lot.id for row in with_lot.bench.hand.rows if row.lot.name == "Mill")
    with_lot.desk.remove_lot(mill)
    with_lot.waits(lambda: len(with_lot.bench.hand.rows) == 1)
    with_lot.waits(with_lot.frame.copy_banner.isVisible)


def refuse(person):
    """From now on no snapshot can be taken; returns how it was."""
    folder = person.desk.services.copies._folder
    real = folder.take_if_changed

    def fails(*_):
        raise SnapshotFailedError(detail="page 3 is torn")

    folder.take_if_changed = fails
    return real


def test_the_banner_stays_through_another_theme_and_another_lot(with_lot):
    with_lot.waits(partial(copies, with_lot))
    real = refuse(with_lot)
    with_lot.bench.safety.tick()
    with_lot.waits(with_lot.frame.copy_banner.isVisible)
    frame = with_lot.frame
    with_lot.bench.set_scheme(SchemeChoice.DARK)
    with_lot.waits(lambda: with_lot.frame is not frame and with_lot.frame.copy_banner.isVisible())
    with_lot.opens("Textile", "overview")
    assert with_lot.frame.copy_banner.isVisible()
    with_lot.desk.services.copies._folder.take_if_changed = real


def test_a_snapshot_that_fails_when_the_workspace_is_closed_is_told_by_the_window(with_lot):
    with_lot.waits(partial(copies, with_lot))
    refuse(with_lot)
    with_lot.bench.action("workspace.close").trigger()
    with_lot.waits(with_lot.frame.banner.isVisible)
    reads(with_lot, "page 3 is torn", with_lot.frame.banner)
