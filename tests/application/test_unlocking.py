"""A locked archive and its password: what lies in it enters beside it."""

import io
from contextlib import closing
from datetime import UTC, datetime

import py7zr
import pytest

from workstation import bootstrap
from workstation.application.importing import take_in
from workstation.application.lots import new_lot
from workstation.application.progress import Silent
from workstation.application.unlocking import unlock
from workstation.domain.documents import Version
from workstation.domain.new_lots import NewLot
from workstation.domain.reading import ReadOutcome, WrongPasswordError

NOW = datetime(2025, 9, 5, 10, tzinfo=UTC)


def test_a_locked_archive_is_opened_later_and_holds_what_came_out(tmp_path):
    target = io.BytesIO()
    with py7zr.SevenZipFile(target, "w", password="geheim", header_encryption=True) as archive:
        archive.writestr("借款", "合同.txt")
    (tmp_path / "room.7z").write_bytes(target.getvalue())
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
