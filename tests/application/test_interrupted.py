"""An import that was cut off: it is kept that it was begun, and the rest comes in as the same step."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfWriter

from workstation import bootstrap
from workstation.application.importing import Entry, enter, take_in
from workstation.application.interrupted import (
    DroppedGoneError,
    interrupted_imports,
    interrupted_sentence,
    resume,
)
from workstation.application.lots import new_lot
from workstation.application.operations import OperationKind
from workstation.application.progress import Silent, Watched
from workstation.application.removal import remove_lot
from workstation.application.survey import NoRoomError, survey
from workstation.domain.documents import Document, Version
from workstation.domain.new_lots import NewLot
from workstation.language.translator import Language, Translator

NOW = datetime(2025, 9, 5, 10, tzinfo=UTC)
FILES = 30  # more than one operation takes


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


def test_without_its_lot_there_is_nothing_to_offer_until_the_lot_is_back_from_the_bin(cut_off):
    with opened(cut_off) as services:
        before = interrupted_imports(services)
        remove_lot(services.writer, services.reader, services.reader.lots()[0].id, batch="b")
        assert interrupted_imports(services) == ()
        services.writer.undo()
        assert interrupted_imports(services) == before
        assert len(before) == 1


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


class KilledAt(Silent):
    """A progress at which the program is killed while it looks at one of the files."""

    def step(self, done, total, what=""):
        del total, what
        if done == 5:
            raise Killed


@pytest.fixture
def killed_looking(tmp_path, room):
    """A workspace whose program was killed while it looked through the files of a folder, before the first one entered."""
    path = tmp_path / "w.workspace"
    with closing(bootstrap.create_services(path, actor="Lin", clock=lambda: NOW)) as services:
        lot = new_lot(services.writer, services.defaults, NewLot(name="甲")).value
        with pytest.raises(Killed):
            take_in(services, lot, [room], KilledAt())
        assert services.reader.rows(Version) == ()
    return path


def test_what_was_still_looked_through_is_offered_at_the_next_start_and_comes_in_as_one_step(killed_looking):
    with opened(killed_looking) as services:
        (interrupted,) = interrupted_imports(services)
        said = "An import into 甲 was cut off while its files were looked through (room): none of them is in."
        assert interrupted_sentence(Translator(), interrupted) == said
        assert "（room）" in interrupted_sentence(Translator(Language.CHINESE), interrupted)
        assert resume(services, interrupted.begun, Silent()).is_whole
        assert len(services.reader.rows(Version)) == FILES
        assert services.imports.all() == ()
        services.writer.undo()
        assert services.reader.rows(Version) == ()


def test_killed_again_while_it_is_looked_through_it_is_offered_again(killed_looking):
    with opened(killed_looking) as services, pytest.raises(Killed):
        resume(services, interrupted_imports(services)[0].begun, KilledAt())
    with opened(killed_looking) as services:
        (interrupted,) = interrupted_imports(services)
        stopped = Watched()
        stopped.stop.set()
        assert resume(services, interrupted.begun, stopped).cancelled
        assert len(interrupted_imports(services)) == 1


def test_what_is_not_there_any_more_is_named_and_the_rest_comes_in(tmp_path, room):
    with closing(bootstrap.create_services(tmp_path / "w.workspace", actor="Lin")) as services:
        lot = new_lot(services.writer, services.defaults, NewLot(name="甲")).value
        other = tmp_path / "other.txt"
        other.write_text("other", "utf-8")
        with pytest.raises(Killed):
            take_in(services, lot, [other, room], KilledAt())
        other.unlink()
        (interrupted,) = interrupted_imports(services)
        assert "(other.txt and 1 more)" in interrupted_sentence(Translator(), interrupted)
        report = resume(services, interrupted.begun, Silent())
        (refused,) = [file for file in report.files if file.reason is not None]
        assert (refused.source_path, refused.reason.code) == ("other.txt", "import.not_opened")
        assert str(other) in str(refused.reason)
        assert len(services.reader.rows(Version)) == FILES
        assert services.imports.all() == ()


def test_while_the_disk_is_not_there_it_is_named_and_the_import_is_kept_until_it_is(room, killed_looking):
    away = room.rename(room.with_name("unplugged"))
    with opened(killed_looking) as services:
        (interrupted,) = interrupted_imports(services)
        with pytest.raises(DroppedGoneError, match="Plug the disk in") as refused:
            resume(services, interrupted.begun, Silent())
        assert str(room) in str(refused.value)
        assert interrupted_imports(services) == (interrupted,)
        away.rename(room)
        assert resume(services, interrupted.begun, Silent()).is_whole
        assert len(services.reader.rows(Version)) == FILES
        assert services.imports.all() == ()


def test_the_same_folder_dropped_again_leaves_nothing_to_offer(room, killed_looking):
    with opened(killed_looking) as services:
        take_in(services, services.reader.lots()[0].id, [room], Silent())
        assert interrupted_imports(services) == ()


def test_killed_before_what_is_attached_to_a_pdf_is_in_it_is_offered_and_comes_in_with_what_was_withdrawn(
    tmp_path,
):
    """All files of the import itself are in: nothing was told, and the attached ones never came."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment("清单.txt", "甲".encode())
    paper, gone = tmp_path / "paper.pdf", tmp_path / "gone.txt"
    writer.write(str(paper))
    gone.write_text("withdrawn", "utf-8")
    with closing(bootstrap.create_services(tmp_path / "w.workspace", actor="Lin")) as services:
        lot = new_lot(services.writer, services.defaults, NewLot(name="甲")).value
        withdrawn = take_in(services, lot, [gone], Silent()).files[0].document
        found = survey(services, lot, [paper], Silent())
        with pytest.raises(Killed):
            enter(services, Entry(lot, withdrawn=(withdrawn,)), found, KilledAfter(services, 2))
        (interrupted,) = interrupted_imports(services)
        assert interrupted.left == 0
        assert "was cut off at its end" in interrupted_sentence(Translator(), interrupted)
        assert "附件" in interrupted_sentence(Translator(Language.CHINESE), interrupted)
        resume(services, interrupted.begun, Silent())
        names = [version.file_name for version in services.reader.rows(Version)]
        assert sorted(names) == ["gone.txt", "paper.pdf", "清单.txt"]
        assert services.reader.rows(Document, id=withdrawn)[0].withdrawn_on is not None
        assert services.imports.all() == ()


def test_a_document_that_is_gone_since_holds_nothing_up(tmp_path):
    """Of which a file was to be a version, or which was to be marked as withdrawn."""
    paper = tmp_path / "paper.txt"
    paper.write_text("甲", "utf-8")
    with closing(bootstrap.create_services(tmp_path / "w.workspace", actor="Lin")) as services:
        lot = new_lot(services.writer, services.defaults, NewLot(name="甲")).value
        entry = Entry(lot, decided={0: "gone"}, withdrawn=("gone",))
        report = enter(services, entry, survey(services, lot, [paper], Silent()), Silent())
        assert (report.is_whole, report.files[0].ordinal) == (True, 1)
        assert services.imports.all() == ()


def test_what_is_refused_at_once_is_told_and_not_offered(tmp_path, room):
    class Full:
        def room(self):
            return 1

    with closing(bootstrap.create_services(tmp_path / "w.workspace", actor="Lin")) as services:
        lot = new_lot(services.writer, services.defaults, NewLot(name="甲")).value
        with pytest.raises(NoRoomError):
            take_in(replace(services, objects=Full()), lot, [room], Silent())
        assert services.imports.all() == ()
