"""Making, opening and closing a workspace, and the errors that name their remedy."""

import os
import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from storage_kit import RecordedFiles, add_lot, make_host, open_again, tables_of

from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import StoredPage
from workstation.application.progress import Silent
from workstation.domain.lots import Lot
from workstation.domain.pages import PageGeometry, PageText
from workstation.storage.doctor import examine_workspace
from workstation.storage.failures import (
    DiskFullError,
    NotAWorkspaceError,
    ReadOnlyError,
    StaleJournalError,
    WorkspaceBehindError,
    WorkspaceDamagedError,
    WorkspaceExistsError,
    WorkspaceInUseError,
    WorkspaceNewerError,
)
from workstation.storage.mirroring import mirror
from workstation.storage.repairing import accept_loss
from workstation.storage.workspace import Workspace


def raw(workspace, mode="rw"):
    uri = f"{(workspace.path / 'workspace.db').as_uri()}?mode={mode}"
    return closing(sqlite3.connect(uri, uri=True, isolation_level=None))


def test_a_workspace_is_a_folder_with_everything_in_it(workspace):
    add_lot(workspace)
    workspace.close()
    assert sorted(path.name for path in workspace.path.iterdir()) == [
        "derived",
        "objects",
        "snapshots",
        "workspace.db",
        "workspace.head",
        "workspace.lock",
        "workspace.seal",
    ]


def test_the_database_says_what_it_is_and_keeps_strict_tables(workspace):
    with raw(workspace) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x4E504C57,)
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        strict = dict(connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"))
    assert {name for name, is_strict in strict.items() if not is_strict} == {
        "alembic_version",
        "sqlite_schema",
    }


def test_the_writer_waits_for_the_device_at_every_commit(workspace):
    with workspace.writer._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_reader_cannot_write(workspace):
    add_lot(workspace)
    with workspace.reader._engine.connect() as connection, pytest.raises(Exception, match="readonly"):
        connection.exec_driver_sql("DELETE FROM lot")


def test_nobody_changes_the_log_even_by_hand(workspace):
    add_lot(workspace)
    with raw(workspace) as connection:
        for statement in (
            "UPDATE operation SET actor = 'x'",
            "DELETE FROM operation",
            "UPDATE change SET after = NULL",
            "DELETE FROM change",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)


def test_a_workspace_is_made_only_in_a_new_or_an_empty_folder(workspace, tmp_path):
    with pytest.raises(WorkspaceExistsError):
        Workspace.create(workspace.path, make_host(), "anna")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()
    for taken in (tmp_path / "full", tmp_path / "full" / "letter.txt"):
        with pytest.raises(WorkspaceExistsError):
            Workspace.create(taken, make_host(), "anna")
    (tmp_path / "empty").mkdir()
    Workspace.create(tmp_path / "empty", make_host(), "anna").close()


def test_a_making_that_was_cut_short_is_not_a_workspace_and_can_be_made_again(tmp_path):
    class Cut(RecordedFiles):
        def replace(self, source, target):
            raise OSError(28, f"No space left on device for {source} as {target}")

    with pytest.raises(DiskFullError):
        Workspace.create(tmp_path / "w", make_host(Cut()), "anna")
    with pytest.raises(NotAWorkspaceError):
        Workspace.open(tmp_path / "w", make_host(), "anna")
    Workspace.create(tmp_path / "w", make_host(), "anna").close()


@pytest.mark.parametrize("beside", ["-journal", "-wal", "-shm"])
def test_what_sqlite_left_beside_a_database_that_was_never_finished_is_no_obstacle(tmp_path, beside):
    """Killed while the tables were being made: a journal lies beside the part."""
    folder = tmp_path / "w"
    folder.mkdir()
    for name in ("workspace.db.part", f"workspace.db.part{beside}", "workspace.lock"):
        (folder / name).write_bytes(b"half")
    Workspace.create(folder, make_host(), "anna").close()
    assert not list(folder.glob("workspace.db.part*"))


def test_a_new_database_is_synced_before_it_gets_its_name(tmp_path):
    files = RecordedFiles()
    Workspace.create(tmp_path / "w", make_host(files), "anna").close()
    assert files.calls[:4] == [
        ("sync", "w/workspace.db.part"),
        ("replace", "w/workspace.db"),
        ("sync_folder", f"{tmp_path.name}/w"),
        ("sync_folder", f"{tmp_path.parent.name}/{tmp_path.name}"),
    ]


def test_a_second_opener_learns_who_has_it_and_may_read(workspace):
    lot = add_lot(workspace)
    with pytest.raises(WorkspaceInUseError, match="PID"):
        Workspace.open(workspace.path, make_host(), "ben")
    reading = Workspace.open(workspace.path, make_host(), "ben", read_only=True)
    assert reading.read_only
    assert reading.reader.lots() == (lot,)
    add_lot(workspace, "written meanwhile")
    assert len(reading.reader.lots()) == 2
    reading.close()
    assert len(workspace.reader.lots()) == 2


def test_to_read_only_everything_that_writes_refuses(workspace):
    stored = workspace.objects.store(BytesIO(b"paper"))
    page = StoredPage(0, "1", PageGeometry((0, 0, 1, 1)), PageText("x", b""))
    workspace.pages.put(stored.sha256, [page])
    reading = Workspace.open(workspace.path, make_host(), "ben", read_only=True)
    refused = (
        lambda: reading.writer.run(Step(OperationKind.EDIT), lambda tx: tx.put(Lot(id="x", name="x"))),
        reading.writer.undo,
        reading.writer.redo,
        lambda: reading.writer.undo_batch("b"),
        lambda: reading.objects.store(BytesIO(b"other")),
        lambda: reading.pages.put(stored.sha256, [page]),
        reading.snapshot,
    )
    for act in refused:
        with pytest.raises(ReadOnlyError):
            act()
    assert (reading.writer.undoable(), reading.writer.redoable()) == (None, None)
    assert reading.pages.get(stored.sha256, 0) == page
    reading.close()


def test_closing_twice_is_closing_once_and_lets_go_of_the_lock(workspace):
    workspace.close()
    workspace.close()
    Workspace.open(workspace.path, make_host(), "anna").close()


def test_what_is_no_workspace_is_said_to_be_none(tmp_path):
    (tmp_path / "folder").mkdir()
    other = tmp_path / "other"
    other.mkdir()
    with closing(sqlite3.connect(other / "workspace.db")) as connection:
        connection.execute("CREATE TABLE workspace (key, value)")
    for path in (tmp_path / "nothing", tmp_path / "folder", other):
        for read_only in (False, True):
            with pytest.raises(NotAWorkspaceError):
                Workspace.open(path, make_host(), "anna", read_only=read_only)
    assert list((tmp_path / "folder").iterdir()) == []


def test_a_newer_workspace_names_the_version_that_opens_it(workspace):
    workspace.close()
    with raw(workspace) as connection:
        connection.execute("UPDATE workspace SET value = '3.1' WHERE key = 'version'")
        connection.execute("PRAGMA user_version = 7")
    with pytest.raises(WorkspaceNewerError, match=r"version 3\.1"):
        Workspace.open(workspace.path, make_host(), "anna")


def damaged(workspace, damage):
    add_lot(workspace)
    workspace.close()
    path = workspace.path / "workspace.db"
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(WorkspaceDamagedError, match="Restore a snapshot"):
        Workspace.open(workspace.path, make_host(), "anna").reader.lots()


def test_a_file_that_is_no_database_is_damage_with_a_remedy(workspace):
    damaged(workspace, lambda content: b"X" * len(content))


def test_a_truncated_database_is_damage_with_a_remedy(workspace):
    damaged(workspace, lambda content: content[: len(content) // 2 // 4096 * 4096])


def test_an_empty_database_is_damage_with_a_remedy(workspace):
    damaged(workspace, lambda _: b"")


def test_what_a_killed_program_had_committed_is_there(workspace, tmp_path):
    from storage_kit import copy_of

    lot = add_lot(workspace)
    copy = copy_of(workspace.path, tmp_path / "after the kill")
    assert (copy / "workspace.db-wal").stat().st_size > 0
    again = Workspace.open(copy, make_host(seed=9), "anna")
    assert again.reader.lots() == (lot,)
    again.close()


def test_a_journal_of_another_database_is_refused_before_it_does_harm(workspace, tmp_path):
    """Trap 15: somebody copied an old workspace.db back by hand and left the journal of the newer one beside it."""
    from storage_kit import copy_of

    add_lot(workspace, "old")
    workspace.close()
    old = (workspace.path / "workspace.db").read_bytes()
    workspace = Workspace.open(workspace.path, make_host(seed=10), "anna")
    for number in range(150):
        add_lot(workspace, str(number))
    with raw(workspace) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for number in range(30):
        add_lot(workspace, f"later {number}")
    copy = copy_of(workspace.path, tmp_path / "copy")
    workspace.close()
    (copy / "workspace.db").write_bytes(old)
    (copy / "workspace.db-shm").unlink(missing_ok=True)
    with pytest.raises(StaleJournalError, match="Open the workspace to write"):
        Workspace.open(copy, make_host(seed=11), "anna", read_only=True)
    assert [found.code for found in examine_workspace(copy, make_host())] == [
        "workspace.stale_journal",
        "workspace.behind",
    ]
    with pytest.raises(
        WorkspaceBehindError, match=r"come to step 181, and its database, which ends at step 1,"
    ):
        Workspace.open(copy, make_host(seed=11), "anna")
    assert (copy / "workspace.db").read_bytes() == old
    assert (copy / "journal-1" / "workspace.db-wal").stat().st_size > 0
    assert accept_loss(copy, make_host()) == 1
    again = Workspace.open(copy, make_host(seed=12), "anna")
    assert [lot.name for lot in again.reader.lots()] == ["old"]
    again.close()
    assert examine_workspace(copy, make_host()) == ()


def test_a_full_disk_keeps_what_was_and_says_so(workspace):
    lot = add_lot(workspace)
    before = tables_of(workspace)
    with workspace.writer._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFullError, match="Free some space"):
        add_lot(workspace, "x" * 100_000)
    head = workspace.reader.head()
    assert len(tables_of(workspace)) >= len(before)
    with workspace.writer._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    add_lot(workspace, "after")
    assert workspace.reader.head() != head
    assert workspace.reader.rows(Lot, id=lot.id) == (lot,)


def test_a_workspace_lives_in_a_folder_of_any_name(tmp_path):
    """Also one that a Chinese Windows packed: its bytes are no UTF-8."""
    (tmp_path / "another disk").mkdir()
    for name in ("100% 我的标的?#&.workspace", "with space", "a'b", os.fsdecode("标的".encode("gb18030"))):
        made = Workspace.create(tmp_path / name, make_host(), "anna")
        lot = add_lot(made)
        made = open_again(made)
        assert made.reader.lots() == (lot,)
        made.close()
        copy = mirror(tmp_path / name, tmp_path / "another disk", make_host(seed=13), Silent())
        assert made.snapshots.all() != ()
        assert examine_workspace(Path(copy.path), make_host()) == ()
