"""An import that does not come to its end: the room is asked for first, and what entered is told of."""

import signal
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from full_disks import FullAfter, SmallDisk
from made_files import docx, p

from workstation.application.importing import Entry, enter, take_in
from workstation.application.interrupted import interrupted_imports, resume
from workstation.application.progress import CancelledError, Silent
from workstation.application.survey import NoRoomError, survey
from workstation.cli.documents import _told
from workstation.cli.output import stopped_by_interrupt
from workstation.domain.documents import Version
from workstation.language.translator import Translator
from workstation.storage.failures import DiskFullError
from workstation.ui.arrivals import report_sentence


@pytest.fixture
def room(tmp_path):
    folder = tmp_path / "room"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.docx").write_bytes(docx(p(f"Paper {number}")))
    return folder


def test_files_that_the_disk_cannot_hold_are_refused_before_the_first_is_copied(services, lot, room):
    needed = sum(path.stat().st_size for path in room.iterdir())
    small = replace(services, objects=SmallDisk(services.objects, needed - 1))
    with pytest.raises(NoRoomError, match="Nothing was taken in"):
        take_in(small, lot, [room], Silent())
    assert services.objects.names() == ()
    enough = replace(services, objects=SmallDisk(services.objects, needed))
    assert len(take_in(enough, lot, [room], Silent()).files) == 30


def test_an_import_that_a_full_disk_ends_lists_what_entered_and_goes_on_later(services, lot, room):
    found = survey(services, lot, [room], Silent())
    full = replace(services, writer=FullAfter(services.writer, 1))
    report = enter(full, Entry(lot), found, Silent())
    entered = {version.id for version in services.reader.rows(Version, lot=lot)}
    assert isinstance(report.cut, DiskFullError)
    assert not report.is_whole
    assert {file.version for file in report.files} == entered
    assert 0 < len(entered) < 30
    assert "stopped before the rest" in report_sentence(Translator(), report)
    (halted,) = interrupted_imports(services)
    assert halted.left == 30 - len(entered)
    assert resume(services, halted.begun, Silent()).is_whole
    assert len(services.reader.rows(Version, lot=lot)) == 30


class CancelledAtTheThird(Silent):
    def step(self, done, *_):
        if done == 3:
            raise CancelledError


def test_an_import_that_is_stopped_on_a_full_disk_says_both_and_goes_on_later(services, lot, room):
    full = replace(services, writer=FullAfter(services.writer, 0))
    report = enter(full, Entry(lot), survey(services, lot, [room], Silent()), CancelledAtTheThird())
    assert isinstance(report.cut, DiskFullError)
    assert report.files == ()
    (halted,) = interrupted_imports(services)
    assert halted.left == 30


class HeldReader:
    """The pages of the first file find no room; the others are being read until they are cancelled."""

    def __init__(self):
        self.under_way = []

    def read(self, *_, **__):
        pending = Future()
        if not self.under_way:
            pending.set_exception(DiskFullError())
        self.under_way.append(pending)
        return pending


class CancelledAtOnce(Silent):
    def step(self, *_):
        raise CancelledError


def test_an_import_that_is_stopped_on_a_full_disk_reads_nothing_on_behind_its_report(services, lot, room):
    found, reader = survey(services, lot, [room], Silent()), HeldReader()
    report = enter(replace(services, documents=lambda: reader), Entry(lot), found, CancelledAtOnce())
    assert isinstance(report.cut, DiskFullError)
    others = reader.under_way[1:]
    assert others
    assert all(each.cancelled() for each in others)


def test_the_first_interrupt_stops_the_work_between_two_steps_and_the_next_ends_the_program():
    before = signal.getsignal(signal.SIGINT)
    with stopped_by_interrupt() as progress:
        progress.step(0, 2)
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(CancelledError):
            progress.step(1, 2)
        assert signal.getsignal(signal.SIGINT) is before
    assert signal.getsignal(signal.SIGINT) is before


def test_the_command_lists_what_entered_before_it_says_what_ended_it(services, lot, room, capsys):
    full = replace(services, writer=FullAfter(services.writer, 1))
    report = enter(full, Entry(lot), survey(services, lot, [room], Silent()), Silent())
    code = _told(SimpleNamespace(tr=Translator()), lot, report, as_json=False)
    said = capsys.readouterr()
    assert code == 4
    assert len(said.out.splitlines()) == len(report.files)
    assert f"Stopped before the rest; {len(report.files)} files entered." in said.err
    assert "The disk is full" in said.err


UNREADABLE = Path(
    "/proc/self/mem"
)  # opens, and its first byte gives an input/output error, as a bad block does


@pytest.mark.skipif(not UNREADABLE.exists(), reason="no file here that opens and cannot be read")
def test_a_file_with_a_bad_block_stays_out_by_its_name_and_the_others_come_in(services, lot, room):
    """The disk of the workspace was said to have refused, and nothing came in."""
    report = take_in(services, lot, [room, UNREADABLE], Silent())
    assert report.is_whole
    (refused,) = [file for file in report.files if file.reason is not None]
    assert (refused.source_path, refused.reason.code) == ("mem", "import.not_opened")
    assert refused.reason.params["detail"] == "Input/output error"
    assert len(services.reader.rows(Version, lot=lot)) == 30
