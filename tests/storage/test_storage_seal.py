"""What changed in a database behind the program is found when it is opened, and never read as if it were a fact."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from storage_kit import add_claim_of_20m, make_host, put

from workstation.domain.claims import Balance
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.platform.files import DurableFiles
from workstation.storage import seal as sealing
from workstation.storage.doctor import examine_workspace
from workstation.storage.failures import RecordsDifferError, WorkspaceBehindError, WorkspaceDamagedError
from workstation.storage.repairing import repair
from workstation.storage.workspace import Workspace


@pytest.fixture
def closed(workspace):
    add_claim_of_20m(workspace)
    workspace.close()
    return workspace.path


def change(path, statement):
    with closing(sqlite3.connect(path / "workspace.db", isolation_level=None)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(statement)


def amount(path):
    with closing(Workspace.open(path, make_host(seed=9), "anna", read_only=True)) as workspace:
        return workspace.reader.rows(Balance)[0].amount


@pytest.mark.parametrize("read_only", [True, False])
def test_an_amount_that_changed_in_the_file_is_not_read_and_comes_back_from_the_history(closed, read_only):
    """One flipped bit in a stored amount was valued with exit code 0."""
    change(closed, "UPDATE balance SET amount_minor = amount_minor + 800000000")
    with pytest.raises(RecordsDifferError, match=r"record\.differs balance b amount.*Repair them"):
        Workspace.open(closed, make_host(seed=8), "anna", read_only=read_only)
    repair(closed, make_host(seed=8))
    assert examine_workspace(closed, make_host()) == ()
    assert amount(closed) == Money.of(20_000_000)


class KilledInPlace(DurableFiles):
    """The program ends before one database takes the place of another."""

    def replace(self, source, target):
        if source.name == "workspace.db.part":
            raise KeyboardInterrupt
        super().replace(source, target)


def test_a_repair_that_is_killed_leaves_a_database_that_can_be_repaired(closed):
    """Without one the newest snapshot was named, and what came after it stood in damaged-1 alone."""
    change(closed, "UPDATE balance SET amount_minor = amount_minor + 800000000")
    with pytest.raises(KeyboardInterrupt):
        repair(closed, make_host(KilledInPlace()))
    assert "record.differs" in {found.code for found in examine_workspace(closed, make_host())}
    assert repair(closed, make_host(seed=8)) == "damaged-2"
    assert amount(closed) == Money.of(20_000_000)


def test_a_letter_of_the_history_that_changed_asks_for_a_snapshot(closed):
    change(closed, "UPDATE operation SET actor = 'Nobody' WHERE position = 2")
    with pytest.raises(WorkspaceDamagedError, match="Restore a snapshot"):
        Workspace.open(closed, make_host(seed=8), "anna")


def test_a_folder_from_before_there_were_seals_and_one_whose_seal_is_damaged_open_all_the_same(closed):
    for content in (None, b"\xff", b"0" * 64):
        (closed / "workspace.seal").unlink()
        if content is not None:
            (closed / "workspace.seal").write_bytes(content)
        assert amount(closed) == Money.of(20_000_000)
        Workspace.open(closed, make_host(seed=8), "anna").close()
        assert len((closed / "workspace.seal").read_text("ascii").strip()) == 64


def test_closing_seals_nothing_that_was_not_replayed(closed):
    again = Workspace.open(closed, make_host(seed=8), "anna")
    change(closed, "UPDATE balance SET amount_minor = 1")
    again.close()
    with pytest.raises(RecordsDifferError):
        Workspace.open(closed, make_host(seed=9), "anna")


def test_what_is_sealed_is_not_replayed(closed, monkeypatch):
    asked = []
    monkeypatch.setattr(sealing, "verify", lambda *_, **__: asked.append(1))
    assert amount(closed) == Money.of(20_000_000)
    assert asked == []


def test_after_a_kill_the_history_is_replayed_with_the_journal(closed, tmp_path):
    again = Workspace.open(closed, make_host(seed=8), "anna")
    put(again, Lot(id="late", name="Late"))
    left = shutil.copytree(closed, tmp_path / "killed.workspace")
    again.close()
    (left / "workspace.lock").write_bytes(b"")
    with closing(Workspace.open(left, make_host(seed=9), "anna", read_only=True)) as workspace:
        assert "Late" in [lot.name for lot in workspace.reader.lots()]


def test_records_are_not_made_anew_while_the_end_of_the_history_is_missing(closed):
    """It took the rows of the lost steps out, and called the workspace repaired."""
    change(closed, "DELETE FROM change WHERE entity = 'balance'")
    change(closed, "DELETE FROM operation WHERE position = (SELECT max(position) FROM operation)")
    with pytest.raises(WorkspaceBehindError, match="accept the loss"):
        repair(closed, make_host(seed=8))
    with closing(sqlite3.connect(closed / "workspace.db")) as connection:
        assert connection.execute("SELECT id FROM balance").fetchall() == [("b",)]


@pytest.mark.parametrize("content", [b"", b"\xff", b"000000000002 abc", b"000000000002 " + b"a" * 63 + b"\n"])
def test_a_mark_of_the_end_that_is_damaged_is_none(closed, content):
    (closed / "workspace.head").write_bytes(content)
    assert amount(closed) == Money.of(20_000_000)
