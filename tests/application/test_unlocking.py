"""A locked archive and its password: what lies in it enters beside it."""

import io
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import py7zr
import pytest

from workstation import bootstrap
from workstation.application.importing import take_in
from workstation.application.lots import new_lot
from workstation.application.ports.documents import FileKind, Unpacked
from workstation.application.progress import Silent
from workstation.application.unlocking import unlock
from workstation.documents.answers import Answer
from workstation.domain.documents import Version
from workstation.domain.new_lots import NewLot
from workstation.domain.reading import ReadOutcome, TooSlowError, WrongPasswordError

NOW = datetime(2025, 9, 5, 10, tzinfo=UTC)


def locked_archive():
    target = io.BytesIO()
    with py7zr.SevenZipFile(target, "w", password="geheim", header_encryption=True) as archive:
        archive.writestr("借款", "合同.txt")
    return target.getvalue()


def test_a_locked_archive_is_opened_later_and_holds_what_came_out(tmp_path):
    (tmp_path / "room.7z").write_bytes(locked_archive())
    with closing(
        bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)
    ) as services:
        lot = new_lot(services.writer, services.defaults, NewLot(name="甲")).value
        taken = take_in(services, lot, [tmp_path / "room.7z"], Silent()).files[0]
        assert taken.outcome is ReadOutcome.PASSWORD
        with pytest.raises(WrongPasswordError):
            unlock(services, taken.version, "falsch", Silent())
        assert unlock(services, taken.version, "geheim", Silent()) == 1
        rows = {version.file_name: version for version in services.reader.rows(Version)}
        assert rows["room.7z"].outcome is ReadOutcome.OK
        assert (rows["合同.txt"].holder, rows["合同.txt"].outcome) == (taken.version, ReadOutcome.OK)


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


def test_a_reader_that_was_stopped_is_not_said_to_be_a_wrong_password(tmp_path):
    (tmp_path / "room.7z").write_bytes(locked_archive())
    with closing(
        bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)
    ) as services:
        lot = new_lot(services.writer, services.defaults, NewLot(name="甲")).value
        taken = take_in(services, lot, [tmp_path / "room.7z"], Silent()).files[0]
        stopped = StoppedReader(services.documents())
        with pytest.raises(TooSlowError):
            unlock(replace(services, documents=lambda: stopped), taken.version, "geheim", Silent())
