"""An import that was cut off: it is kept that it was begun, and the rest comes in as the same step."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workstation import bootstrap
from workstation.application.importing import Entry, enter, take_in
from workstation.application.interrupted import interrupted_imports, resume
from workstation.application.lots import new_lot
from workstation.application.operations import OperationKind
from workstation.application.progress import Silent, Watched
from workstation.application.removal import remove_lot
from workstation.application.survey import survey
from workstation.domain.documents import Document, Version
from workstation.domain.new_lots import NewLot

NOW = datetime(2025, 9, 5, 10, tzinfo=UTC)
FILES = 40


class Killed(BaseException):
    """The program ends here: nothing after it runs."""


class KilledAfter(Silent):
    """A progress at which the program is killed when so many files are in."""

    def __init__(self, services, files):
        self._services, self._files = services, files

    def step(self, done, total, what=""):
        del done, total, what
        if len(self._services.reader.rows(Version)) >= self._files:
            raise Killed


@pytest.fixture
def room(tmp_path):
    folder = tmp_path / "room"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:02}.txt").write_text(f"paper {number}", "utf-8")
    return folder


def opened(path):
    return closing(bootstrap.open_services(path, False, actor="Lin"))


@pytest.fixture
def cut_off(tmp_path, room):
    """A workspace whose program was killed when some of the files were in; the seller's folder is gone meanwhile."""
    path = tmp_path / "w.workspace"
    with closing(bootstrap.create_services(path, actor="Lin", clock=lambda: NOW)) as services:
        lot = new_lot(services.writer, services.defaults, NewLot(name="甲")).value
        found = survey(services, lot, [room], Silent())
        left_out = frozenset({0})
        entry = Entry(lot, decided={1: None}, left_out=left_out)
        with pytest.raises(Killed):
            enter(services, entry, found, KilledAfter(services, 1))
    for file in room.iterdir():
        file.unlink()
    return path


def test_it_is_told_of_at_the_next_start_and_the_rest_comes_in(cut_off):
    with opened(cut_off) as services:
        before = len(services.reader.rows(Version))
        assert 0 < before < FILES - 1
        (interrupted,) = interrupted_imports(services)
        assert (interrupted.lot, interrupted.count, interrupted.left) == ("甲", FILES - 1, FILES - 1 - before)
        report = resume(services, interrupted.begun, Silent())
        assert not report.cancelled
        names = {version.file_name for version in services.reader.rows(Version)}
        assert names == {f"{number:02}.txt" for number in range(1, FILES)}, "what was left out stays out"
        assert interrupted_imports(services) == ()
        assert services.imports.all() == ()


def test_what_came_before_and_after_is_one_step_to_undo(cut_off):
    with opened(cut_off) as services:
        (interrupted,) = interrupted_imports(services)
        resume(services, interrupted.begun, Silent())
        services.writer.undo()
        assert services.reader.rows(Version) == ()
        assert services.reader.rows(Document) == ()
        assert services.writer.undoable().kind is OperationKind.CREATE_LOT


def test_a_reader_is_told_and_ends_nothing(cut_off):
    with closing(bootstrap.open_services(cut_off, True, actor="Lin")) as services:
        assert len(interrupted_imports(services)) == 1
        assert len(services.imports.all()) == 1


def test_the_same_files_taken_in_again_leave_nothing_to_offer(tmp_path, room, cut_off):
    for number in range(FILES):
        (room / f"{number:02}.txt").write_text(f"paper {number}", "utf-8")
    with opened(cut_off) as services:
        lot = services.reader.lots()[0].id
        take_in(services, lot, [room], Silent())
        assert interrupted_imports(services) == ()


def test_without_its_lot_there_is_nothing_to_offer(cut_off):
    with opened(cut_off) as services:
        remove_lot(services.writer, services.reader, services.reader.lots()[0].id, batch="b")
        assert interrupted_imports(services) == ()


def test_a_file_that_is_not_kept_any_more_is_named_and_the_others_come_in(cut_off):
    with opened(cut_off) as services:
        (interrupted,) = interrupted_imports(services)
        gone = interrupted.begun.files[-1]
        Path(services.location, "objects", gone.sha256[:2], gone.sha256[2:]).unlink()
        report = resume(services, interrupted.begun, Silent())
        (refused,) = [file for file in report.files if file.reason is not None]
        assert (refused.source_path, refused.reason.code) == (gone.source_path, "object.missing")
        assert len(services.reader.rows(Version)) == FILES - 2


def test_stopped_by_the_person_it_is_offered_again_too(tmp_path, room):
    with closing(
        bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)
    ) as services:
        lot = new_lot(services.writer, services.defaults, NewLot(name="甲")).value
        found = survey(services, lot, [room], Silent())
        progress = Watched()
        progress.stop.set()
        assert enter(services, Entry(lot), found, progress).cancelled
        assert [each.count for each in interrupted_imports(services)] == [FILES]


def test_a_record_that_is_damaged_is_named_and_not_offered(cut_off):
    (kept,) = (cut_off / "imports").iterdir()
    kept.write_bytes(b"{")
    with opened(cut_off) as services:
        assert interrupted_imports(services) == ()
        assert services.imports.damaged() == (kept.name,)


def test_an_import_that_ended_leaves_nothing(tmp_path, room):
    with closing(
        bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)
    ) as services:
        lot = new_lot(services.writer, services.defaults, NewLot(name="甲")).value
        take_in(services, lot, [room], Silent())
        assert services.imports.all() == ()
