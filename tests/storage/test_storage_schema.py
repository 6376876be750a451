"""A schema that was damaged is mended like a row: a new database is made from the history, in tables made anew."""

import sqlite3
from contextlib import closing

import pytest
from storage_kit import add_claim_of_20m, add_lot, make_host, tables_of

from workstation.domain.errors import UserError
from workstation.storage.doctor import examine_workspace
from workstation.storage.failures import (
    DatabaseLostError,
    DatabaseMissingError,
    NotRepairableError,
    WorkspaceDamagedError,
)
from workstation.storage.layout import Layout
from workstation.storage.past_shapes import is_of_another_build
from workstation.storage.repairing import repair
from workstation.storage.restoring import restore
from workstation.storage.revisions import first_tables
from workstation.storage.workspace import Workspace

# A letter of a column, of a name that its table begins with, of a type (no statement any more), of an index, of a trigger
LETTERS = {
    "column": b"severity TEXT",
    "table": b"risk (",
    "type": b"EXT, \n\tinterest",
    "reference": b"lot (id) DEFERRABLE",
    "index": b"ix_risk_lot ON",
    "trigger": b"BEFORE DELETE ON operation",
}


@pytest.fixture
def closed(workspace):
    add_claim_of_20m(workspace)
    tables = tables_of(workspace)
    workspace.close()
    return workspace.path, tables


def flip(path, words, bit=0x01):
    database = path / "workspace.db"
    content = bytearray(database.read_bytes())
    at = content.index(words)
    content[at] ^= bit
    database.write_bytes(content)


def assert_mended(path, tables):
    assert examine_workspace(path, make_host()) == ()
    with closing(Workspace.open(path, make_host(seed=9), "anna")) as again:
        assert tables_of(again) == tables
        add_lot(again, "Written afterwards")


@pytest.mark.parametrize("part", list(LETTERS))
def test_one_letter_of_the_schema_is_mended_from_the_history(closed, part):
    path, tables = closed
    flip(path, LETTERS[part])
    with pytest.raises(UserError):
        Workspace.open(path, make_host(seed=8), "anna")
    assert examine_workspace(path, make_host())
    repair(path, make_host(seed=8))
    assert_mended(path, tables)


def drop(path, *names):
    with closing(sqlite3.connect(path / "workspace.db", isolation_level=None)) as connection:
        for name in names:
            connection.execute(f'DROP TABLE "{name}"')


@pytest.mark.parametrize("table", ["risk", "lot", "balance"])
def test_a_table_that_was_dropped_is_mended_from_the_history(closed, table):
    path, tables = closed
    drop(path, table)
    assert examine_workspace(path, make_host())
    repair(path, make_host(seed=8))
    assert_mended(path, tables)


@pytest.mark.parametrize("table", ["operation", "change"])
def test_without_a_table_of_the_history_a_snapshot_is_named_and_nothing_is_touched(closed, table):
    path, _ = closed
    drop(path, table)
    before = (path / "workspace.db").read_bytes()
    (found, *_) = examine_workspace(path, make_host())
    assert ("snapshot" in found.text, found.command) == (True, "")
    with pytest.raises((NotRepairableError, WorkspaceDamagedError), match="Restore a snapshot"):
        repair(path, make_host(seed=8))
    assert (path / "workspace.db").read_bytes() == before
    assert not list(path.glob("*.part*"))


def test_where_the_history_is_damaged_too_no_repair_is_offered_and_it_is_said_first(closed):
    """The first line said that no row is lost and what makes it anew, and that was refused."""
    path, _ = closed
    with closing(sqlite3.connect(path / "workspace.db", isolation_level=None)) as connection:
        rule = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'operation_is_fixed'"
        ).fetchone()
        connection.execute("DROP TRIGGER operation_is_fixed")
        connection.execute("UPDATE operation SET actor = 'Nobody' WHERE position = 2")
        connection.execute(*rule)
        kept = connection.execute("SELECT * FROM sqlite_master WHERE name = 'ix_claim_lot'").fetchone()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'ix_claim_lot'")
    with closing(sqlite3.connect(path / "workspace.db", isolation_level=None)) as connection:
        connection.execute("UPDATE claim SET rowid = rowid + 1000")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", kept)
    found = examine_workspace(path, make_host())
    assert [each.code for each in found] == ["history.altered", "database.index_stale"]
    assert [each.command for each in found] == ["", ""]
    assert "no row is lost" not in found[1].text
    with pytest.raises(NotRepairableError):
        repair(path, make_host(seed=8))


def test_what_it_says_of_its_own_tables_is_damage_where_a_sound_snapshot_is_of_this_program(closed):
    """It was taken for a workspace of another build, of which a new one was to be made."""
    path, tables = closed
    flip(path, first_tables().encode())
    (copy,) = (path / "snapshots").glob("*.db")
    for asked in (
        lambda: Workspace.open(path, make_host(seed=8), "anna"),
        lambda: Workspace.open(path, make_host(seed=8), "anna", read_only=True),
    ):
        with pytest.raises(WorkspaceDamagedError, match=f"Restore its newest snapshot {copy.name}"):
            asked()
    (found,) = examine_workspace(path, make_host())
    assert (found.code, found.params["name"]) == ("workspace.damaged", copy.name)
    assert not is_of_another_build(Layout(path))
    restore(path, copy.name, make_host(seed=8))
    assert_mended(path, tables)


def test_what_it_says_of_its_own_tables_is_mended_from_the_history_too(closed):
    path, tables = closed
    flip(path, first_tables().encode())
    repair(path, make_host(seed=8))
    assert_mended(path, tables)


def test_the_snapshot_that_is_named_is_one_that_can_be_restored(closed):
    """The newest was named, could not be verified, and was named again."""
    path, tables = closed
    with closing(Workspace.open(path, make_host(seed=8), "anna")) as again:
        add_lot(again, "Lost with the newest")
    sound, damaged = sorted((path / "snapshots").glob("*.db"))
    content = bytearray(damaged.read_bytes())
    content[content.index(b"Lost with")] ^= 1
    damaged.write_bytes(content)
    (path / "workspace.db").unlink()
    (path / "workspace.head").unlink()
    for asked in (
        lambda: Workspace.open(path, make_host(seed=8), "anna"),
        lambda: examine_workspace(path, make_host()),
    ):
        with pytest.raises(DatabaseMissingError, match=f"newest snapshot {sound.name}"):
            asked()
    restore(path, sound.name, make_host(seed=8))
    damaged.unlink()
    assert_mended(path, tables)


def test_where_no_snapshot_is_whole_none_is_named(closed):
    path, _ = closed
    (copy,) = (path / "snapshots").glob("*.db")
    copy.write_bytes(b"noise")
    (path / "workspace.db").unlink()
    with pytest.raises(DatabaseLostError, match="none of its snapshots is whole"):
        Workspace.open(path, make_host(seed=8), "anna")
    assert copy.read_bytes() == b"noise"
