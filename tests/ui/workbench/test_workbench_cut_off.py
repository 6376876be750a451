"""The window is closed while files come in: it says so, and offers the rest at the next start."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from test_workbench_files import a_pdf, documents, drop, is_done
from workbench_kit import holds_the_reader

from workstation.application.jobs import JobState
from workstation.application.records import FieldRef
from workstation.storage.failures import DiskFailedError
from workstation.ui.dialogs.arrivals import ArrivalsSheet
from workstation.ui.dialogs.safety import SafetySheet

FILES = 30

pytestmark = pytest.mark.usefixtures("behind_the_list_at_once")


@pytest.fixture
def on_lot(make_person, tmp_path):
    """A window with a new lot."""
    person = make_person()
    person.bench.doors.create(tmp_path / "Court lots.workspace")
    person.waits_for_workspace()
    person.makes_lot("Jinchuan")
    person.opens("Jinchuan")
    return person


@pytest.fixture
def importing(on_lot, tmp_path):
    """An import under way: 26 of 30 files are in, the others are held."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(FILES):
        a_pdf(folder / f"{number:02}.pdf")
    holds_the_reader(on_lot.desk, reads=26)
    drop(on_lot, folder)
    on_lot.takes_in()
    on_lot.waits(lambda: documents(on_lot), 20000)
    return on_lot


def presses(person, words):
    person.qtbot.mouseClick(person.button(words), Qt.MouseButton.LeftButton)


def test_closing_says_what_is_under_way_and_stays(importing):
    person = importing
    assert not person.bench.close()
    assert person.bench.isVisible()
    said = person.texts(person.frame)
    assert f" of {FILES}." in said
    assert "the rest is offered again at the next start" in said
    presses(person, "Close now")
    assert not person.bench.isVisible()


def test_the_rest_is_offered_at_the_next_start_and_comes_in(importing, make_person):
    importing.bench.close()
    assert importing.bench.close(), "the second time it closes"
    person = make_person()
    person.waits_for_workspace()
    person.waits(lambda: "An import into Jinchuan was cut off: " in person.texts(person.frame), 20000)
    person.opens("Jinchuan")
    assert 0 < len(documents(person)) < FILES
    presses(person, "Go on")
    person.waits(lambda: len(documents(person)) == FILES and is_done(person), 20000)
    assert person.desk.services.imports.all() == ()
    assert "was cut off" not in person.texts(person.frame)


def test_given_up_it_is_not_offered_again(importing, make_person):
    importing.bench.close()
    importing.bench.close()
    person = make_person()
    person.waits_for_workspace()
    person.waits(lambda: "was cut off: " in person.texts(person.frame), 20000)
    presses(person, "Leave them out")
    person.waits(lambda: noted(person) == ())
    assert "was cut off" not in person.texts(person.frame)


class HeldObjects:
    """Objects that are kept only when the work that keeps them is told to stop."""

    def __init__(self, objects):
        self._objects, self.go = objects, Event()

    def __getattr__(self, name):
        return getattr(self._objects, name)

    def store(self, stream):
        self.go.wait()
        return self._objects.store(stream)


@pytest.fixture
def looking(on_lot, tmp_path):
    """A folder of three files was dropped on a lot; the look through them is held at the first."""
    (tmp_path / "room").mkdir()
    for number in range(3):
        a_pdf(tmp_path / "room" / f"{number}.pdf")
    held = HeldObjects(on_lot.desk.services.objects)
    on_lot.desk.services = replace(on_lot.desk.services, objects=held)
    try:  # what is held is let go also where this fails: the window waits for it when it is closed
        drop(on_lot, tmp_path / "room")
        (job,) = on_lot.desk.jobs.long_jobs
        job.progress.stop = held.go
        on_lot.waits(lambda: noted(on_lot))
        yield on_lot
    finally:
        held.go.set()


def is_offered(person, words):
    """Whether the offer says so, once what stands in front of it is closed."""
    banner = person.frame.banner
    if banner.isVisible() and banner.can_close:
        person.qtbot.keyClick(person.bench, Qt.Key.Key_Escape)
    return banner.isVisible() and words in person.texts(banner)


def noted(person):
    """The imports that the next start would offer."""
    return person.desk.services.imports.all()


def test_closed_while_files_are_looked_through_they_are_offered_and_decided_on_at_the_next_start(
    looking, make_person
):
    assert looking.bench.close()
    person = make_person()
    person.waits_for_workspace()
    said = "An import into Jinchuan was cut off while its files were looked through (room)"
    person.waits(lambda: said in person.texts(person.frame), 20000)
    presses(person, "Go on")
    assert len(person.arrivals().rows) == 3
    person.waits_for_lot("Jinchuan")
    person.takes_in()
    person.waits(lambda: len(documents(person)) == 3 and is_done(person), 20000)
    assert noted(person) == ()


def test_a_folder_that_waits_for_two_imports_is_noted_and_offered_at_the_next_start(
    looking, make_person, tmp_path
):
    for name in ("second", "third"):
        (tmp_path / name).mkdir()
        a_pdf(tmp_path / name / "1.pdf")
        drop(looking, tmp_path / name)
    assert looking.desk.jobs.long_jobs[2].state is JobState.WAITING
    looking.waits(lambda: len(noted(looking)) == 3)
    assert looking.bench.close()
    person = make_person()
    person.waits_for_workspace()
    dropped = [Path(path).name for each in noted(person) for path in each.dropped]
    assert sorted(dropped) == ["room", "second", "third"]


def test_refused_at_once_what_was_dropped_leaves_no_note_and_can_be_tried_again(looking, tmp_path):
    looking.desk.jobs.long_jobs[0].cancel()
    looking.waits(lambda: is_done(looking) and noted(looking) == ())
    drop(looking, tmp_path / "nowhere")
    looking.waits(lambda: "There is no file at" in looking.texts(looking.frame))
    looking.waits(lambda: "Retry" in looking.texts(looking.frame.strip))
    assert noted(looking) == ()
    (tmp_path / "nowhere").mkdir()
    a_pdf(tmp_path / "nowhere" / "1.pdf")
    presses(looking, "Retry")
    looking.waits(lambda: is_done(looking) and "1.pdf" in documents(looking), 20000)
    assert noted(looking) == ()


def test_gone_on_with_while_the_disk_is_unplugged_it_is_kept_and_comes_in_once_it_is_there(
    looking, make_person, tmp_path
):
    assert looking.bench.close()
    away = (tmp_path / "room").rename(tmp_path / "unplugged")
    person = make_person()
    person.waits_for_workspace()
    person.waits(lambda: "An import into Jinchuan was cut off" in person.texts(person.frame), 20000)
    presses(person, "Go on")
    person.waits(lambda: "Plug the disk in" in person.texts(person.frame))
    assert str(tmp_path / "room") in person.texts(person.frame)
    assert len(noted(person)) == 1
    person.waits(lambda: is_offered(person, "was cut off"))
    person.waits(lambda: "Retry" not in person.texts(person.frame.strip))
    away.rename(tmp_path / "room")
    presses(person, "Go on")
    assert len(person.arrivals().rows) == 3
    person.waits_for_lot("Jinchuan")
    person.takes_in()
    person.waits(lambda: len(documents(person)) == 3 and is_done(person), 20000)
    assert noted(person) == ()


@pytest.fixture
def two_cut_off(looking, make_person, tmp_path):
    """Two drops were noted before the window closed; the next start offers the first of them."""
    (tmp_path / "second").mkdir()
    a_pdf(tmp_path / "second" / "9.pdf")
    drop(looking, tmp_path / "second")
    looking.waits(lambda: len(noted(looking)) == 2)
    assert looking.bench.close()
    person = make_person()
    person.waits_for_workspace()
    person.waits(lambda: "(room)" in person.texts(person.frame.banner), 20000)
    return person


def test_of_two_that_were_cut_off_the_second_is_offered_when_the_first_is_in(two_cut_off):
    person = two_cut_off
    presses(person, "Go on")
    person.arrivals()
    person.waits_for_lot("Jinchuan")
    assert not person.frame.banner.isVisible(), "not while the first is decided on"
    person.takes_in()
    person.waits(lambda: "(second)" in person.texts(person.frame.banner), 20000)
    assert len(noted(person)) == 1, "not before the first is in"
    person.waits(lambda: len(documents(person)) == 3)  # the record is read again behind it
    presses(person, "Go on")
    person.waits(lambda: len(documents(person)) == 4 and is_done(person), 20000)
    person.waits(lambda: noted(person) == () and not person.frame.banner.isVisible())


def test_of_two_that_were_cut_off_the_second_is_offered_when_the_sheet_of_the_first_is_closed(two_cut_off):
    person = two_cut_off
    presses(person, "Go on")
    person.arrivals().close_sheet()
    person.waits(lambda: "(second)" in person.texts(person.frame.banner), 20000)
    presses(person, "Leave them out")
    person.waits(lambda: noted(person) == ())
    assert not person.frame.banner.isVisible()


def test_of_two_that_were_cut_off_one_whose_disk_is_unplugged_does_not_hold_up_the_other(
    two_cut_off, tmp_path
):
    person = two_cut_off
    (tmp_path / "room").rename(tmp_path / "unplugged")
    presses(person, "Go on")
    person.waits(lambda: is_offered(person, "(second)"))
    presses(person, "Leave them out")
    person.waits(lambda: is_offered(person, "(room)"))
    presses(person, "Leave them out")
    person.waits(lambda: noted(person) == ())


def test_an_import_that_fails_and_is_not_tried_again_is_offered_in_the_same_run(
    looking, tmp_path, monkeypatch
):
    person = looking
    person.desk.jobs.long_jobs[0].cancel()
    person.waits(lambda: is_done(person) and noted(person) == ())
    drop(person, tmp_path / "room")
    person.arrivals()

    def refused(services):
        raise DiskFailedError(detail="No space left on device")

    monkeypatch.setattr("workstation.ui.desk_files.copy_before_bulk", refused)
    person.takes_in()
    person.waits(lambda: "Retry" in person.texts(person.frame.strip))
    assert not is_offered(person, "(room)"), "while it can be tried again as it was decided on"
    (failed,) = person.desk.jobs.long_jobs
    person.frame.strip.cancel_asked.emit(str(id(failed)))
    person.waits(lambda: is_offered(person, "(room)"))


def test_what_was_taken_in_another_way_is_not_offered_any_more(looking, make_person, tmp_path):
    assert looking.bench.close()
    person = make_person()
    person.waits_for_workspace()
    person.waits(lambda: "was cut off" in person.texts(person.frame.banner), 20000)
    person.opens("Jinchuan")
    drop(person, tmp_path / "room")
    person.takes_in()
    person.waits(lambda: len(documents(person)) == 3 and not person.frame.banner.isVisible(), 20000)


def test_an_unread_error_stays_in_front_of_the_offer(looking, make_person):
    assert looking.bench.close()
    person = make_person()
    person.waits_for_workspace()
    person.waits(lambda: "was cut off" in person.texts(person.frame.banner), 20000)
    person.bench.show_lots()
    person.frame.show_problem(DiskFailedError(detail="No space left on device"))
    person.desk.look_for_interrupted()
    with person.qtbot.waitSignal(person.desk.cut_off, timeout=20000):
        pass
    assert "No space left on device" in person.texts(person.frame.banner)
    person.qtbot.keyClick(person.bench, Qt.Key.Key_Escape)
    assert "was cut off" in person.texts(person.frame.banner)


def test_the_offer_stands_on_every_panel_and_in_every_language_until_it_is_decided_on(looking, make_person):
    assert looking.bench.close()
    person = make_person()
    person.waits_for_workspace()
    person.waits(lambda: "was cut off" in person.texts(person.frame), 20000)
    person.qtbot.keyClick(person.bench, Qt.Key.Key_Escape)
    assert "was cut off" in person.texts(person.frame)
    person.opens("Jinchuan")
    person.desk.edit_text(FieldRef("claim", "x", "loan_rate"), "a lot")
    assert person.frame.lot.banner.isVisible()
    person.qtbot.keyClick(person.bench, Qt.Key.Key_Escape)
    assert not person.frame.lot.banner.isVisible()
    assert "was cut off" in person.texts(person.frame)
    speaks(person, "chinese")
    assert person.button("继续导入", person.frame.banner)
    speaks(person, "english")
    person.bench.show_lots()
    assert "was cut off" in person.texts(person.frame)
    presses(person, "Leave them out")
    speaks(person, "chinese")
    person.waits(lambda: noted(person) == () and not person.frame.banner.isVisible())


def speaks(person, language):
    """Every widget is built anew."""
    before = person.frame
    person.bench.action(f"view.{language}").trigger()
    person.waits(lambda: person.frame is not before)


def test_what_came_in_is_still_to_be_decided_on_after_the_window_was_built_anew(looking, tmp_path):
    person = looking
    person.desk.jobs.long_jobs[0].cancel()
    person.waits(lambda: is_done(person) and noted(person) == ())
    drop(person, tmp_path / "room")
    sheet = person.arrivals()
    first = sheet.rows[0].id
    sheet.change(first)
    speaks(person, "chinese")
    again = person.arrivals()
    assert again is not sheet
    assert "不导入" in person.texts(again)
    assert len(noted(person)) == 1
    person.takes_in()
    person.waits(lambda: is_done(person) and noted(person) == ())
    person.waits(lambda: len(documents(person)) == 2)
    speaks(person, "english")
    assert person.frame.findChildren(ArrivalsSheet) == []


def test_a_note_that_cannot_be_read_is_told_with_the_button_that_leads_to_where_it_is_put_aside(
    looking, make_person, tmp_path
):
    assert looking.bench.close()
    for note in (tmp_path / "Court lots.workspace" / "imports").iterdir():
        note.write_bytes(b"{")
    person = make_person()
    person.waits_for_workspace()
    banner = person.frame.lot.banner  # of the lot in which the workspace was left
    person.waits(lambda: "An import was cut off" in person.texts(banner), 20000)
    person.qtbot.mouseClick(person.button("Snapshots and recovery", banner), Qt.MouseButton.LeftButton)
    sheet = person.sheet(SafetySheet)
    person.waits(lambda: "Put it aside" in person.texts(sheet.doctor))


def test_the_offer_of_one_workspace_is_not_made_in_another(looking, make_person, tmp_path):
    assert looking.bench.close()
    person = make_person()
    person.waits_for_workspace()
    person.waits(lambda: "was cut off" in person.texts(person.frame), 20000)
    person.bench.doors.create(tmp_path / "Other.workspace")
    person.waits(lambda: person.desk is not None and person.desk.services.name == "Other")
    speaks(person, "chinese")
    assert not person.frame.banner.isVisible()


def test_who_cancels_the_look_or_closes_the_sheet_has_decided_and_is_offered_nothing(looking, tmp_path):
    person = looking
    (job,) = person.desk.jobs.long_jobs
    job.cancel()
    person.waits(lambda: is_done(person) and noted(person) == ())
    drop(person, tmp_path / "room")
    sheet = person.arrivals()
    assert len(noted(person)) == 1
    sheet.close_sheet()
    person.waits(lambda: noted(person) == ())


class NotForgotten:
    """Imports on a disk from which nothing can be taken."""

    def __init__(self, imports):
        self._imports = imports

    def __getattr__(self, name):
        return getattr(self._imports, name)

    def end(self, batch):
        del batch
        raise DiskFailedError(detail="Read-only file system")


def holds_on_to_imports(person):
    services = person.desk.services
    person.desk.services = replace(services, imports=NotForgotten(services.imports))


def test_left_out_on_a_disk_that_refuses_it_a_banner_says_so_and_it_is_kept(looking, make_person):
    looking.bench.close()
    person = make_person()
    person.waits_for_workspace()
    person.waits(lambda: "was cut off while" in person.texts(person.frame), 20000)
    holds_on_to_imports(person)
    presses(person, "Leave them out")
    person.waits(lambda: "The disk refused (Read-only file system)" in person.texts(person.frame))
    assert len(noted(person)) == 1
    person.waits(lambda: is_offered(person, "was cut off while"))


def test_a_sheet_that_is_closed_on_a_disk_that_refuses_it_says_so_in_a_banner(looking, tmp_path):
    looking.desk.jobs.long_jobs[0].cancel()
    looking.waits(lambda: is_done(looking) and noted(looking) == ())
    drop(looking, tmp_path / "room")
    sheet = looking.arrivals()
    holds_on_to_imports(looking)
    sheet.close_sheet()
    looking.waits(lambda: "The disk refused (Read-only file system)" in looking.texts(looking.frame))
