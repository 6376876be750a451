"""The doctor finds and names what was altered, lost or left over."""
# ruff: noqa: S608 - tampering is what is tested

import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from io import BytesIO

import pytest
from storage_kit import add_lot, make_host, put

from workstation.domain.citations import Evidence, EvidenceKind
from workstation.domain.decisions import MemoRecord
from workstation.domain.documents import Document, Version
from workstation.storage.chain import salted_digest
from workstation.storage.doctor import examine_workspace
from workstation.storage.failures import (
    NotAWorkspaceError,
    SnapshotFailedError,
    WorkspaceInUseError,
    WorkspaceUnsoundError,
)
from workstation.storage.purging import purge_objects


def tamper(workspace, *statements):
    """Alters the database as somebody with a tool would: rules off, then on again."""
    with closing(sqlite3.connect(workspace.path / "workspace.db", isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)


def said(workspace):
    return [(found.code, found.params) for found in examine_workspace(workspace.path, make_host())]


def codes(workspace):
    return [code for code, _ in said(workspace)]


@pytest.fixture
def filled(workspace):
    lot = add_lot(workspace)
    stored = workspace.objects.store(BytesIO(b"paper"))
    put(
        workspace,
        Document(id="d", lot=lot.id, name="Contract"),
        Version(id="v", lot=lot.id, document="d", ordinal=1, sha256=stored.sha256, file_name="contract.pdf"),
    )
    put(workspace, replace(lot, name="Weaver"))
    workspace.writer.undo()
    add_lot(workspace, "Last")
    yield workspace
    with suppress(SnapshotFailedError):  # what a test tampered with is not copied
        workspace.close()


def operation(workspace, position):
    return next(row.id for row in reversed(workspace.reader.history()) if (position := position - 1) == 0)


def test_a_whole_workspace_is_sound_also_while_it_is_open(filled):
    assert said(filled) == []
    filled.close()
    assert said(filled) == []


@pytest.mark.parametrize(
    "altered",
    [
        "actor = 'ben'",
        "at = '2020-01-01T00:00:00+00:00'",
        "what = '{}'",
        "kind = 'add'",
        "batch = 'b'",
        "id = 'x'",
    ],
)
def test_an_altered_operation_is_named_and_no_other(filled, altered):
    named = operation(filled, 3)
    tamper(
        filled,
        "PRAGMA foreign_keys = OFF",
        f"UPDATE operation SET {altered} WHERE position = 3",
    )
    found = said(filled)
    if altered == "id = 'x'":
        assert found[0][0] == "workspace.damaged"
        with pytest.raises(SnapshotFailedError):
            filled.close()
        return
    assert [(code, params["operation"]) for code, params in found] == [("history.altered", named)]


def test_an_altered_image_is_named_with_its_operation_and_row(filled):
    named = operation(filled, 1)
    tamper(filled, """UPDATE change SET after = replace(after, 'Textile', 'Tampered') WHERE rowid = 1""")
    ((code, params),) = said(filled)
    assert (code, params["operation"], params["entity"]) == ("history.image_altered", named, "lot")


def test_an_erased_image_is_named(filled):
    """An image is erased together with its salt; one of which the salt was left was torn out."""
    tamper(filled, "UPDATE change SET after = NULL WHERE rowid = 1")
    assert codes(filled) == ["history.image_altered"]
    tamper(filled, "UPDATE change SET after_salt = NULL WHERE rowid = 1")
    assert codes(filled) == ["history.image_erased"]


@pytest.mark.parametrize(
    "column", ["entity_id = 'x'", "lot = 'x'", "revision = '0000'", "after_digest = 'x'"]
)
def test_any_altered_column_of_a_change_is_found(filled, column):
    tamper(filled, f"UPDATE change SET {column} WHERE rowid = 3")
    assert "history.altered" in codes(filled)


def test_an_image_altered_with_its_digest_is_found_by_the_chain(filled):
    with closing(sqlite3.connect(filled.path / "workspace.db")) as connection:
        found = connection.execute("SELECT after, after_salt FROM change WHERE rowid = 1").fetchone()
    after, salt = found
    forged = after.replace("Textile", "Forged")
    digest = salted_digest(salt, forged)
    tamper(filled, f"UPDATE change SET after = '{forged}', after_digest = '{digest}' WHERE rowid = 1")
    assert codes(filled)[0] == "history.altered"


def test_an_altered_digest_is_laid_at_its_own_operation(filled):
    named = operation(filled, 2)
    tamper(filled, f"UPDATE operation SET digest = '{'0' * 64}' WHERE position = 2")
    assert [(code, params["operation"]) for code, params in said(filled)] == [("history.altered", named)]


def test_a_removed_operation_leaves_a_gap_that_is_named(filled):
    tamper(
        filled,
        "DELETE FROM change WHERE operation = (SELECT id FROM operation WHERE position = 2)",
        "DELETE FROM operation WHERE position = 2",
    )
    assert said(filled)[0] == ("history.missing", {"first": "2", "last": "2"})


def test_operations_cut_off_the_end_are_found_by_the_rows_they_left(filled):
    last = operation(filled, 5)
    tamper(
        filled, f"DELETE FROM change WHERE operation = '{last}'", f"DELETE FROM operation WHERE id = '{last}'"
    )
    assert codes(filled) == ["workspace.behind", "record.unknown"]


def test_a_row_changed_past_the_history_is_named(filled):
    tamper(filled, "UPDATE document SET name = 'Other'")
    assert said(filled) == [
        (
            "record.differs",
            {"entity": "document", "row": "d", "field": "name", "told": "Contract", "found": "Other"},
        )
    ]
    with pytest.raises(SnapshotFailedError):
        filled.close()


def test_a_row_that_names_what_is_not_there_is_damage(filled):
    tamper(filled, "PRAGMA foreign_keys = OFF", "DELETE FROM document")
    ((code, params),) = said(filled)
    assert code == "workspace.damaged"
    assert "version names a row of document" in params["detail"]
    with pytest.raises(SnapshotFailedError, match="Run the doctor"):
        filled.close()


def test_evidence_that_rests_on_nothing_is_named(filled):
    lot = filled.reader.lots()[0]
    put(
        filled,
        Evidence(id="e", lot=lot.id, row_entity="document", row="d", field="name", kind=EvidenceKind.ASSUMED),
    )
    tamper(filled, "UPDATE evidence SET row = 'nothing'")
    assert codes(filled) == ["record.differs", "evidence.of_nothing"]


def test_missing_and_altered_objects_are_named_by_their_file(filled):
    (sha256,) = filled.objects.names()
    path = filled.path / "objects" / sha256[:2] / sha256[2:]
    path.chmod(0o600)
    path.write_bytes(b"other")
    assert said(filled) == [("object.altered", {"sha256": sha256, "name": "contract.pdf"})]
    path.unlink()
    assert said(filled) == [("object.missing", {"sha256": sha256, "name": "contract.pdf"})]


def test_a_damaged_database_is_a_finding_and_no_crash(filled):
    filled.close()
    database = filled.path / "workspace.db"
    database.write_bytes(database.read_bytes()[:-20000])
    assert codes(filled) == ["workspace.damaged"]


def test_a_flipped_byte_anywhere_in_the_tables_is_found(filled):
    filled.close()
    database = filled.path / "workspace.db"
    content = database.read_bytes()
    place = content.index(b"Contract")
    database.write_bytes(content[:place] + b"X" + content[place + 1 :])
    assert codes(filled) != []


def test_what_is_no_workspace_cannot_be_examined(tmp_path):
    with pytest.raises(NotAWorkspaceError):
        examine_workspace(tmp_path, make_host())


def test_purge_moves_only_what_no_row_no_history_and_no_snapshot_names(filled):
    (named,) = filled.objects.names()
    while filled.writer.undo():
        pass
    with pytest.raises(WorkspaceInUseError):
        purge_objects(filled.path, make_host())
    filled.close()
    unnamed = filled.objects.store(BytesIO(b"dropped, then cancelled")).sha256
    purged = purge_objects(filled.path, make_host())
    assert purged.count == 1
    kept = filled.path / purged.folder / unnamed[:2] / unnamed[2:]
    assert (kept.read_bytes(), kept.parents[2].name) == (b"dropped, then cancelled", "bin")
    assert filled.objects.names() == (named,)
    assert purge_objects(filled.path, make_host()).count == 0


def test_purge_touches_nothing_while_the_doctor_finds_anything(filled):
    """D9: one flipped bit in a recorded hash, and the contract that the table names would have gone."""
    (sha256,) = filled.objects.names()
    filled.close()
    tamper(filled, f"UPDATE change SET after = replace(after, '{sha256}', '{'0' * 64}')")
    with pytest.raises(WorkspaceUnsoundError, match=r"history\.image_altered"):
        purge_objects(filled.path, make_host())
    assert filled.objects.names() == (sha256,)


def test_purge_knows_what_the_tables_name_and_not_the_history_alone(filled):
    from workstation.storage.sweeping import hashes_named

    (sha256,) = filled.objects.names()
    tamper(
        filled,
        "UPDATE change SET after = replace(after, 'sha256', 'other')",
        "UPDATE change SET after = NULL",
    )
    assert sha256 in hashes_named(filled.path / "workspace.db")
    tamper(filled, "UPDATE version SET sha256 = NULL")
    assert sha256 not in hashes_named(filled.path / "workspace.db")
    with pytest.raises(SnapshotFailedError):
        filled.close()


def test_a_document_is_named_before_what_is_made_again_from_it(filled):
    """The first line asked for the memo again, which needs the document."""
    lot = filled.reader.lots()[0]
    memos = [filled.objects.store(BytesIO(b"memo %d" % number)).sha256 for number in range(8)]
    put(
        filled,
        *(
            MemoRecord(id=f"m{number}", lot=lot.id, ordinal=number, language="en", sha256=sha256)
            for number, sha256 in enumerate(memos)
        ),
    )
    shutil.rmtree(filled.path / "objects")
    assert next(found["name"] for _, found in said(filled)) == "contract.pdf"


def rot(workspace, sha256):
    path = workspace.path / "objects" / sha256[:2] / sha256[2:]
    path.chmod(0o600)
    path.write_bytes(b"rotten")


def test_an_altered_file_that_nothing_names_is_moved_to_the_bin(filled):
    """The doctor asked for it back, repair had nothing to do, purge refused: for good."""
    (named,) = filled.objects.names()
    filled.close()
    unnamed = filled.objects.store(BytesIO(b"dropped, then cancelled")).sha256
    rot(filled, unnamed)
    (found,) = examine_workspace(filled.path, make_host())
    assert (found.code, found.command, found.params) == (
        "object.unnamed",
        "doctor --purge",
        {"sha256": unnamed},
    )
    purged = purge_objects(filled.path, make_host())
    assert (filled.path / purged.folder / unnamed[:2] / unnamed[2:]).read_bytes() == b"rotten"
    assert (codes(filled), filled.objects.names()) == ([], (named,))


def test_an_altered_file_that_the_history_or_a_snapshot_names_stays(filled):
    (named,) = filled.objects.names()
    while filled.writer.undo():
        pass
    filled.close()
    rot(filled, named)
    assert codes(filled) == ["object.altered"]
    with pytest.raises(WorkspaceUnsoundError):
        purge_objects(filled.path, make_host())
    assert filled.objects.names() == (named,)


def columns_of(workspace, table):
    with closing(sqlite3.connect(workspace.path / "workspace.db")) as connection:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def altered_value(column, value):
    if isinstance(value, int):
        return str(value + 1000)
    if value is None:
        return "'x'"
    return "NULL" if column in {"before", "after"} else f"'{str(value)[:-1]}'"


@pytest.fixture
def long_history(filled):
    """Operations of every sort: with a batch, an undo and a redo, a row that went, evidence."""
    lot = filled.reader.lots()[0]
    put(filled, replace(lot, name="Mill"), batch="b")
    put(filled, replace(lot, name="Dye works"), batch="b")
    filled.writer.undo()
    filled.writer.redo()
    assert said(filled) == []
    filled.close()
    return filled


@pytest.mark.parametrize("table", ["operation", "change"])
def test_each_column_of_each_row_of_the_log_is_found_when_altered_and_its_operation_named(
    long_history, table
):
    """The alterations are made one at a time and taken back, so that each is seen alone."""
    workspace = long_history
    database = workspace.path / "workspace.db"
    whole = database.read_bytes()
    columns = columns_of(workspace, table)
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(f"SELECT rowid, * FROM {table}").fetchall()
    owner = columns.index("id" if table == "operation" else "operation")
    for rowid, *row in (rows[0], rows[2], rows[len(rows) // 2], rows[-1]):
        for column, value in zip(columns, row, strict=True):
            tamper(
                workspace,
                "PRAGMA foreign_keys = OFF",
                f"UPDATE {table} SET {column} = {altered_value(column, value)} WHERE rowid = {rowid}",
            )
            found = said(workspace)
            named = " ".join(str(params) for _, params in found)
            assert found, (column, rowid)
            assert row[owner] in named or is_key(table, column), (column, rowid, found)
            database.write_bytes(whole)


def is_key(table, column):
    """What a row is found by: altered, the gap it leaves or the reference that leads nowhere is named."""
    return column in {"operation": {"position", "id"}, "change": {"operation"}}[table]
