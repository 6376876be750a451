"""The chain gives nothing away: it is made of salted digests, and what they stand for can be erased."""
# ruff: noqa: S608 - what is erased is named by the test

import sqlite3
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pytest
from storage_kit import WalkingClock, add_lot, make_host, put, rewritten
from test_storage_doctor import tamper

from workstation.domain.claims import Claim
from workstation.domain.documents import Document, Version
from workstation.domain.money import Money
from workstation.storage.chain import link_text
from workstation.storage.doctor import examine_workspace
from workstation.storage.failures import (
    ErasedThenError,
    NotRepairableError,
    SnapshotFailedError,
    UndoErasedError,
    WorkspaceUnreleasedError,
)
from workstation.storage.repairing import repair
from workstation.storage.restoring import restore
from workstation.storage.workspace import Workspace

AMOUNT = 2_647_910_000  # in cents
MOST = 10_000_000


def rows_of(workspace, table):
    with closing(sqlite3.connect(workspace.path / "workspace.db")) as connection:
        connection.row_factory = sqlite3.Row
        order = "position" if table == "operation" else "operation, seq"
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}")]


def codes(workspace):
    return [found.code for found in examine_workspace(workspace.path, make_host())]


def capped_claim(workspace):
    """A lot with one claim whose amount somebody wants to know; returns the change that wrote it."""
    lot = add_lot(workspace)
    put(workspace, Claim(id="c", lot=lot.id, name="1", capped_claim=Money(AMOUNT)))
    return next(change for change in rows_of(workspace, "change") if change["entity"] == "claim")


def guessed(image, digests, guesses, salt=b""):
    """Which amount gives one of the digests, for an attacker who knows all of the image but the amount."""
    before, _, after = image.partition(str(AMOUNT))
    start, end = sha256(salt + before.encode()), after.encode()
    for guess in guesses:
        tried = start.copy()
        tried.update(b"%d%b" % (guess, end))
        if tried.hexdigest() in digests:
            return guess
    return None


def around(count):
    return range(AMOUNT - count // 2, AMOUNT + count // 2)


def erase(change):
    return (
        f"UPDATE change SET after = NULL, after_salt = NULL WHERE operation = '{change['operation']}'",
        f"UPDATE operation SET what = NULL, what_salt = NULL WHERE id = '{change['operation']}'",
    )


def digests_left(workspace):
    """All that the database still says in digests, whatever they are of."""
    return {
        value
        for table in ("operation", "change")
        for row in rows_of(workspace, table)
        for name, value in row.items()
        if name.endswith("digest") and value is not None
    }


@pytest.mark.parametrize("count", [10_000, pytest.param(MOST, marks=pytest.mark.deep)])
def test_an_amount_that_was_erased_is_not_found_by_guessing(workspace, count):
    """The guesses hold the right one. The salt is what is missing: with it the right one is found at once."""
    change = capped_claim(workspace)
    tamper(workspace, *erase(change))
    assert str(AMOUNT) in change["after"]
    digests = digests_left(workspace)
    assert change["after_digest"] in digests
    assert guessed(change["after"], digests, around(count)) is None
    salt = bytes.fromhex(change["after_salt"])
    assert guessed(change["after"], digests, around(100), salt) == AMOUNT


def test_every_image_has_a_salt_of_its_own(workspace):
    """Else equal images would be seen to be equal, and one guess would serve for all."""
    capped_claim(workspace)
    workspace.writer.undo()
    workspace.writer.redo()
    changes = rows_of(workspace, "change")
    salts = [
        change[f"{part}_salt"]
        for change in changes
        for part in ("subject", "before", "after")
        if change[f"{part}_salt"] is not None
    ]
    assert len(set(salts)) == len(salts)
    assert {len(bytes.fromhex(salt)) for salt in salts} == {16}
    images = [change["after"] for change in changes if change["entity"] == "claim" and change["after"]]
    assert len(images) == 2
    assert len(set(images)) == 1
    digests = {change["after_digest"] for change in changes if change["after"] == images[0]}
    assert len(digests) == 2


def test_an_erased_image_leaves_the_chain_whole_and_shows_the_gap(workspace):
    change = capped_claim(workspace)
    put(workspace, Claim(id="d", lot=change["lot"], name="2"))
    tamper(workspace, *erase(change))
    found = examine_workspace(workspace.path, make_host())
    assert [ailment.code for ailment in found] == ["history.erased", "history.image_erased"]
    assert {ailment.params["operation"] for ailment in found} == {change["operation"]}


def test_a_workspace_with_a_gap_is_copied_and_the_copy_restored(workspace):
    """Else one erased image would end its copies for good."""
    change = capped_claim(workspace)
    tamper(workspace, *erase(change))
    copy = workspace.snapshot()
    workspace.close()
    restore(workspace.path, copy.name, make_host())
    again = Workspace.open(workspace.path, make_host(seed=8), "anna")
    assert [claim.capped_claim for claim in again.reader.rows(Claim)] == [Money(AMOUNT)]
    again.close()
    assert codes(workspace) == ["history.erased", "history.image_erased"]


def test_rows_are_not_made_anew_from_a_history_with_a_gap(workspace):
    """The row whose last image was erased would be gone."""
    change = capped_claim(workspace)
    tamper(workspace, *erase(change))
    workspace.close()
    with pytest.raises(NotRepairableError):
        repair(workspace.path, make_host())
    again = Workspace.open(workspace.path, make_host(seed=8), "anna")
    assert [claim.id for claim in again.reader.rows(Claim)] == ["c"]
    again.close()


def test_an_image_with_a_salt_that_is_not_its_own_was_altered(workspace):
    change = capped_claim(workspace)
    tamper(workspace, f"UPDATE change SET after_salt = 'no hex' WHERE operation = '{change['operation']}'")
    assert codes(workspace) == ["history.image_altered"]
    with pytest.raises(SnapshotFailedError):  # what was altered is copied nowhere
        workspace.close()


def test_the_chain_holds_no_name_no_amount_and_no_identity_of_a_record(workspace):
    lot = add_lot(workspace, "Weaving mill of Wang")
    put(
        workspace,
        Document(id="the contract", lot=lot.id, name="Loan contract"),
        Version(id="version one", lot=lot.id, document="the contract", ordinal=1, file_name="wang.pdf"),
    )
    workspace.writer.undo()
    texts = []
    changes = rows_of(workspace, "change")
    for operation in rows_of(workspace, "operation"):
        own = [change for change in changes if change["operation"] == operation["id"]]
        texts.append(link_text("", operation, own))
    said = "\n".join(texts)
    assert len(texts) == 3
    for hidden in (lot.id, "Weaving mill", "the contract", "version one", "Loan contract", "wang.pdf"):
        assert hidden not in said
    for shown in ("anna", "edit", "document", "2025-09-05"):
        assert shown in said


def test_the_same_work_with_the_same_randomness_gives_the_same_bytes(tmp_path):
    logs = []
    for name in ("one", "two"):
        made = Workspace.create(tmp_path / name, make_host(clock=WalkingClock()), "anna")
        capped_claim(made)
        made.objects.store(BytesIO(b"paper"))
        made.writer.undo()
        logs.append((rows_of(made, "operation"), rows_of(made, "change")))
        made.close()
    assert logs[0] == logs[1]


def test_a_workspace_of_a_build_before_the_first_release_is_refused_with_a_way_out(workspace):
    """Its tables may be other ones: reading them would end in the middle of some panel."""
    add_lot(workspace)
    workspace.close()
    with rewritten(workspace.path) as connection:
        connection.execute("DELETE FROM workspace WHERE key = 'first_tables'")
    for copy in (workspace.path / "snapshots").glob("*.db"):  # it has copies of its own build alone
        copy.unlink()
    for read_only in (False, True):
        with pytest.raises(WorkspaceUnreleasedError, match="make a new workspace"):
            Workspace.open(workspace.path, make_host(), "anna", read_only=read_only)
    with pytest.raises(WorkspaceUnreleasedError):
        examine_workspace(workspace.path, make_host())


def test_a_database_with_an_erased_image_is_copied_like_any_other(workspace):
    lot = add_lot(workspace)
    put(workspace, replace(lot, region="Zhejiang"))
    put(workspace, replace(lot, region="Hangzhou"))
    tamper(workspace, "UPDATE change SET before = NULL, before_salt = NULL WHERE before LIKE '%Zhejiang%'")
    assert workspace.snapshot().head


def test_a_step_whose_image_was_erased_is_not_taken_back_as_if_the_row_had_not_been_there(workspace):
    lot = add_lot(workspace)
    put(workspace, replace(lot, region="Zhejiang"))
    known = workspace.reader.history(limit=1)[0]
    put(workspace, replace(lot, region="Hangzhou"))
    tamper(workspace, "UPDATE change SET before = NULL, before_salt = NULL WHERE before LIKE '%Zhejiang%'")
    with pytest.raises(UndoErasedError, match="Textile was erased"):
        workspace.writer.undo()
    assert [row.region for row in workspace.reader.lots()] == ["Hangzhou"]
    with pytest.raises(ErasedThenError, match="Choose a later moment"):
        workspace.reader.lot_as_of(lot.id, known.at, operation=known.id)
