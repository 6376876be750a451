"""A locked archive and its password: what lies in it enters beside it."""

from dataclasses import replace

import pytest
from made_files import sevened

from workstation.application.importing import take_in
from workstation.application.ports.documents import FileKind, Unpacked
from workstation.application.progress import Silent
from workstation.application.unlocking import unlock
from workstation.documents.answers import Answer
from workstation.domain.documents import Version
from workstation.domain.reading import ReadOutcome, TooSlowError, WrongPasswordError


@pytest.fixture
def locked(services, lot, tmp_path):
    """An archive in the lot whose names are locked too."""
    file = tmp_path / "room.7z"
    file.write_bytes(sevened({"合同.txt": "借款"}, "geheim", names=True))
    taken = take_in(services, lot, [file], Silent()).files[0]
    assert taken.outcome is ReadOutcome.PASSWORD
    return taken.version


def test_a_locked_archive_is_opened_later_and_holds_what_came_out(services, locked):
    with pytest.raises(WrongPasswordError):
        unlock(services, locked, "falsch", Silent())
    assert unlock(services, locked, "geheim", Silent()) == 1
    rows = {version.file_name: version for version in services.reader.rows(Version)}
    assert rows["room.7z"].outcome is ReadOutcome.OK
    assert (rows["合同.txt"].holder, rows["合同.txt"].outcome) == (locked, ReadOutcome.OK)


class StoppedReader:
    """A reader that is stopped over every archive."""

    def __init__(self, reader):
        self._reader = reader

    def __getattr__(self, name):
        return getattr(self._reader, name)

    def unpack(self, *_, **__):
        answer = Answer()
        answer.fulfil(lambda: Unpacked(FileKind.ARCHIVE, TooSlowError()))
        return answer


def test_a_reader_that_was_stopped_is_not_said_to_be_a_wrong_password(services, locked):
    stopped = StoppedReader(services.documents())
    with pytest.raises(TooSlowError):
        unlock(replace(services, documents=lambda: stopped), locked, "geheim", Silent())
