"""An index that does not agree with its rows loses nothing: the doctor says so, asks for no restore, and mends it."""

import sqlite3
from contextlib import closing

from storage_kit import add_lot, make_host, put

from workstation.domain.documents import Document
from workstation.storage.doctor import examine_workspace
from workstation.storage.repairing import repair
from workstation.storage.workspace import Workspace


def move_rows_behind_the_index(database):
    """The index of the lots of documents is hidden while the rows get other numbers."""
    with closing(sqlite3.connect(database)) as connection, connection:
        kept = connection.execute("SELECT * FROM sqlite_master WHERE name = 'ix_document_lot'").fetchone()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'ix_document_lot'")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE document SET rowid = rowid + 1000")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", kept)


def test_rows_that_an_index_misses_are_not_lost_and_the_index_is_made_anew(tmp_path):
    path = tmp_path / "w.workspace"
    with closing(Workspace.create(path, make_host(), "anna")) as workspace:
        lot = add_lot(workspace)
        put(workspace, Document(id="d1", lot=lot.id, name="借款合同"))
    move_rows_behind_the_index(path / "workspace.db")
    (found,) = examine_workspace(path, make_host())
    assert found.code == "database.index_stale"
    assert "missing from index ix_document_lot" in found.params["detail"]
    assert "snapshot" not in found.text
    repair(path, make_host())
    assert examine_workspace(path, make_host()) == ()
    with closing(Workspace.open(path, make_host(), "anna")) as workspace:
        assert [each.name for each in workspace.reader.rows(Document, lot=lot.id)] == ["借款合同"]
