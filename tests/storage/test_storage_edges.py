"""What happens rarely: old libraries, other programs writing, bugs that must stay bugs."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy.exc import OperationalError
from storage_kit import add_lot, make_host, put

from workstation.application.operations import OperationKind, Step
from workstation.domain.claims import Claim
from workstation.domain.collateral import Collateral
from workstation.domain.errors import NotFoundError
from workstation.domain.lots import Lot
from workstation.domain.naming import names_of, title_of
from workstation.storage import engine
from workstation.storage.doctor import examine_workspace
from workstation.storage.failures import (
    DiskFailedError,
    SnapshotFailedError,
    SqliteTooOldError,
    SqliteWithoutSearchError,
    WorkspaceBusyError,
    from_sqlite,
    told,
)
from workstation.storage.migrations import freeze
from workstation.storage.restoring import restore
from workstation.storage.tables import append_only_triggers
from workstation.storage.workspace import Workspace


def test_a_sqlite_without_strict_tables_is_refused_by_its_version(monkeypatch, tmp_path):
    monkeypatch.setattr(engine, "NEEDED", (99, 1, 0))
    with pytest.raises(SqliteTooOldError, match=r"99\.1\.0 or later"):
        Workspace.create(tmp_path / "w", make_host(), "anna")
    assert not (tmp_path / "w").exists()


def test_a_sqlite_without_full_text_search_is_refused_by_name(monkeypatch):
    monkeypatch.setattr(engine, "NEEDED_PART", "ENABLE_SOMETHING")
    with pytest.raises(SqliteWithoutSearchError):
        engine.assert_sqlite()


def test_another_program_in_the_middle_of_a_write_is_waited_for_and_then_named(workspace, monkeypatch):
    monkeypatch.setattr(engine, "_PATIENCE", 0.05)
    workspace.close()
    workspace = Workspace.open(workspace.path, make_host(seed=60), "anna")
    with closing(sqlite3.connect(workspace.path / "workspace.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorkspaceBusyError):
            add_lot(workspace)
        other.execute("ROLLBACK")
    add_lot(workspace)
    workspace.close()


def test_a_fault_of_ours_stays_a_fault(workspace):
    assert from_sqlite(sqlite3.OperationalError("near x")) is None
    with pytest.raises(sqlite3.OperationalError), told():
        raise sqlite3.OperationalError("near x")
    with pytest.raises(OperationalError), told(), workspace.reader._engine.begin() as connection:
        connection.exec_driver_sql("SELECT * FROM nothing")


def test_a_disk_that_fails_is_said_to_fail():
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR | 3 << 8
    with pytest.raises(DiskFailedError, match="disk I/O error"), told():
        raise error


def test_what_is_not_there_can_neither_be_got_nor_removed(workspace):
    def get(tx):
        tx.get(Lot, "nobody")

    def remove(tx):
        tx.remove(Lot(id="nobody", name="Textile"))

    for work, said in ((get, "no Lot nobody"), (remove, "no Lot Textile")):
        with pytest.raises(NotFoundError, match=said):
            workspace.writer.run(Step(OperationKind.REMOVE), work)


def test_an_operation_inside_an_operation_is_a_bug(workspace):
    with pytest.raises(OperationalError, match="within a transaction"):
        workspace.writer.run(Step(OperationKind.EDIT), lambda _: add_lot(workspace))


def test_many_users_are_named_by_the_first_three():
    claims = [Claim(id=str(number), lot="l", name=f"Claim {number}") for number in range(5)]
    assert names_of(claims) == "Claim 0, Claim 1, Claim 2 …"
    assert names_of([Claim(id="a", lot="l"), Claim(id="b", lot="l")]) == "Claim"
    assert (title_of("claim"), title_of("forgotten")) == ("Claim", "forgotten")


def test_a_snapshot_that_was_damaged_is_not_put_back(workspace):
    add_lot(workspace)
    workspace.close()
    (snapshot,) = workspace.snapshots.all()
    path = workspace.path / "snapshots" / snapshot.name
    path.write_bytes(path.read_bytes()[:-20000])
    with pytest.raises(SnapshotFailedError):
        restore(workspace.path, snapshot.name, make_host())
    Workspace.open(workspace.path, make_host(seed=61), "anna").close()


def test_a_copy_that_ends_elsewhere_does_not_count(workspace, monkeypatch):
    add_lot(workspace)
    heads = iter(["a" * 64, "b" * 64])
    monkeypatch.setattr("workstation.storage.snapshots.head_of", lambda _: next(heads))
    with pytest.raises(SnapshotFailedError, match="another operation"):
        workspace.snapshot()
    monkeypatch.undo()


def test_what_is_no_snapshot_is_left_alone(workspace):
    (workspace.path / "snapshots" / "letter.db").touch()
    (workspace.path / "snapshots" / "readme.txt").touch()
    assert workspace.snapshots.all() == ()


def test_an_image_altered_beyond_reading_is_named_and_the_rest_still_examined(workspace):
    lot = add_lot(workspace)
    put(workspace, Collateral(id="c", lot=lot.id, name="Mill"))
    with closing(sqlite3.connect(workspace.path / "workspace.db", isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER change_is_fixed")
        connection.execute("UPDATE change SET after = '{' WHERE rowid = 1")
        connection.execute("UPDATE collateral SET name = 'Barn'")
        connection.execute(next(rule for rule in append_only_triggers() if "change_is_fixed" in rule))
    found = [ailment.code for ailment in examine_workspace(workspace.path, make_host())]
    assert found == ["history.image_altered", "record.differs"]
    with pytest.raises(SnapshotFailedError):
        workspace.close()


def test_the_frozen_statements_can_be_written_again(monkeypatch, tmp_path):
    (tmp_path / "versions").mkdir()
    monkeypatch.setattr(freeze, "__file__", str(tmp_path / "freeze.py"))
    freeze.main()
    (written,) = (tmp_path / "versions").iterdir()
    assert written.name == "0001_initial.sql"
    assert "CREATE TABLE lot (" in written.read_text("utf-8")


def test_two_threads_write_one_after_the_other(workspace):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: add_lot(workspace, str(number)), range(40)))
        read = list(pool.map(lambda _: len(workspace.reader.lots()), range(20)))
    assert read == [40] * 20
    assert examine_workspace(workspace.path, make_host()) == ()
