"""Undo and redo, from the log alone."""

from dataclasses import replace

import pytest
from storage_kit import add_lot, make_host, open_again, put, remove, replay, tables_of

from workstation.application.operations import OperationKind, Step
from workstation.domain.citations import Evidence, EvidenceKind
from workstation.domain.claims import Claim
from workstation.domain.collateral import Appraisal, Collateral
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.parties import Party
from workstation.storage.failures import UndoBlockedError, UndoDependedOnError, UndoMissingError
from workstation.storage.workspace import Workspace


def names(workspace):
    return [lot.name for lot in workspace.reader.lots()]


def as_actor(workspace, actor):
    workspace.close()
    return Workspace.open(workspace.path, make_host(seed=hash(actor) % 1000), actor)


def test_undo_takes_back_the_latest_step_and_redo_brings_it_back(workspace):
    lot = add_lot(workspace)
    put(workspace, replace(lot, name="Weaver"))
    undone = workspace.writer.undo()
    assert names(workspace) == ["Textile"]
    assert undone.step == Step(OperationKind.EDIT, {"record": lot.id})
    assert [row.id for row in undone.touched] == [lot.id]
    workspace.writer.redo()
    assert names(workspace) == ["Weaver"]


def test_undo_names_what_it_would_take_back(workspace):
    assert (workspace.writer.undoable(), workspace.writer.undo()) == (None, None)
    lot = add_lot(workspace)
    put(workspace, replace(lot, name="Weaver"))
    assert workspace.writer.undoable().kind is OperationKind.EDIT
    workspace.writer.undo()
    assert workspace.writer.undoable().kind is OperationKind.CREATE_LOT
    assert workspace.writer.redoable().kind is OperationKind.EDIT
    workspace.writer.redo()
    assert (workspace.writer.redoable(), workspace.writer.redo()) == (None, None)


def test_undo_reaches_to_the_first_step_and_back_across_restarts(workspace):
    lot = add_lot(workspace)
    for number in range(5):
        put(workspace, replace(lot, name=str(number)))
    after = tables_of(workspace)
    for _ in range(3):
        workspace.writer.undo()
    workspace = open_again(workspace, seed=20)
    while workspace.writer.undo():
        pass
    assert tables_of(workspace) == {}
    workspace = open_again(workspace, seed=21)
    while workspace.writer.redo():
        pass
    assert tables_of(workspace) == after == replay(workspace.path / "workspace.db")
    workspace.close()


def test_a_new_step_empties_redo(workspace):
    lot = add_lot(workspace)
    put(workspace, replace(lot, name="a"))
    workspace.writer.undo()
    put(workspace, replace(lot, name="b"))
    assert workspace.writer.redoable() is None
    workspace.writer.undo()
    assert names(workspace) == ["Textile"]
    workspace.writer.undo()
    assert names(workspace) == []


def test_undo_after_redo_after_undo_takes_the_same_step_again(workspace):
    lot = add_lot(workspace)
    put(workspace, replace(lot, name="a"))
    for _ in range(3):
        workspace.writer.undo()
        assert names(workspace) == ["Textile"]
        workspace.writer.redo()
        assert names(workspace) == ["a"]


def test_history_marks_what_is_undone_and_what_undid_it(workspace):
    add_lot(workspace)
    workspace.writer.undo()
    undo, made = workspace.reader.history()
    assert (made.undone, undo.undone, undo.undoes) == (True, False, made.id)
    assert undo.step == Step(OperationKind.UNDO, {"record": "Textile", "of": "create_lot"})
    workspace.writer.redo()
    redo, undo, made = workspace.reader.history()
    assert (made.undone, undo.undone, redo.undoes) == (False, True, undo.id)
    assert redo.step.params["of"] == "create_lot"


def test_a_batch_is_taken_back_and_brought_back_as_one_step(workspace):
    first = put(workspace, Lot(id="1", name="first"), kind=OperationKind.IMPORT, batch="b")
    put(workspace, Lot(id="2", name="second"), kind=OperationKind.READ, batch="b")
    put(workspace, Lot(id="2", name="read"), kind=OperationKind.READ, batch="b")
    assert workspace.writer.undoable() == first.step
    committed = workspace.writer.undo()
    assert names(workspace) == []
    assert {row.id for row in committed.touched} == {"1", "2"}
    assert len(workspace.reader.history()) == 6
    assert workspace.writer.redoable() == first.step
    workspace.writer.redo()
    assert names(workspace) == ["first", "read"]
    workspace.writer.undo()
    assert names(workspace) == []


def test_an_undo_of_a_batch_that_was_cut_short_goes_on(workspace, monkeypatch):
    for number in range(4):
        put(workspace, Lot(id=str(number), name=str(number)), kind=OperationKind.IMPORT, batch="b")
    writer, taken = workspace.writer, []
    whole = writer._take_one_back

    def cut_short(*arguments):
        if len(taken) == 2:
            raise KeyboardInterrupt
        taken.append(whole(*arguments))
        return taken[-1]

    monkeypatch.setattr(writer, "_take_one_back", cut_short)
    with pytest.raises(KeyboardInterrupt):
        writer.undo()
    assert names(workspace) == ["0", "1"]
    workspace = open_again(workspace, seed=30)
    workspace.writer.undo()
    assert names(workspace) == []
    workspace.writer.redo()
    assert names(workspace) == ["0", "1", "2", "3"]
    workspace.close()


def test_a_background_batch_is_undone_by_its_name(workspace):
    put(workspace, Lot(id="1", name="imported"), kind=OperationKind.IMPORT, batch="job")
    add_lot(workspace, "later")
    workspace.writer.undo_batch("job")
    assert names(workspace) == ["later"]
    assert workspace.writer.undo_batch("job") is None


def test_undo_takes_only_the_steps_of_this_actor(workspace):
    lot = add_lot(workspace, "Anna's")
    workspace = as_actor(workspace, "ben")
    assert workspace.writer.undoable() is None
    add_lot(workspace, "Ben's")
    workspace = as_actor(workspace, "anna")
    workspace.writer.undo()
    assert names(workspace) == ["Ben's"]
    workspace = as_actor(workspace, "ben")
    assert workspace.writer.redoable() is None
    workspace.writer.undo()
    assert names(workspace) == []
    assert lot.name == "Anna's"
    workspace.close()


def test_a_row_that_somebody_changed_later_blocks_its_undo_by_name(workspace):
    lot = add_lot(workspace)
    workspace = as_actor(workspace, "ben")
    put(workspace, replace(lot, name="Ben's"))
    workspace = as_actor(workspace, "anna")
    with pytest.raises(UndoBlockedError, match=r"Textile was changed again on .* by ben"):
        workspace.writer.undo()
    assert names(workspace) == ["Ben's"]
    workspace.close()


def test_what_came_to_rest_on_a_row_blocks_taking_the_row_back(workspace):
    lot = add_lot(workspace)
    put(workspace, Collateral(id="c", lot=lot.id, name="Mill"), kind=OperationKind.ADD)
    workspace = as_actor(workspace, "ben")
    put(workspace, Appraisal(id="a", lot=lot.id, collateral="c", value=Money(5)))
    workspace = as_actor(workspace, "anna")
    with pytest.raises(UndoDependedOnError, match="Appraisal came later and rest on Mill"):
        workspace.writer.undo()
    workspace.close()


def test_evidence_blocks_taking_back_the_row_it_stands_on(workspace):
    put(workspace, Party(id="p", name="Bank"))
    workspace = as_actor(workspace, "ben")
    lot = add_lot(workspace)
    put(
        workspace,
        Evidence(id="e", lot=lot.id, row_entity="party", row="p", field="name", kind=EvidenceKind.ASSUMED),
    )
    workspace = as_actor(workspace, "anna")
    with pytest.raises(UndoDependedOnError, match="Bank"):
        workspace.writer.undo()
    workspace.close()


def test_what_comes_back_needs_what_it_names(workspace):
    lot = add_lot(workspace)
    claim = Claim(id="c", lot=lot.id, name="1", borrower="p")
    party = Party(id="p", name="Borrower")
    put(workspace, party, claim)
    remove(workspace, claim)
    workspace = as_actor(workspace, "ben")
    remove(workspace, party)
    workspace = as_actor(workspace, "anna")
    with pytest.raises(UndoMissingError, match="Party is gone"):
        workspace.writer.undo()
    workspace.close()


def test_a_batch_that_is_blocked_anywhere_is_left_whole(workspace):
    lots = [Lot(id=str(number), name=str(number)) for number in range(3)]
    for lot in lots:
        put(workspace, lot, kind=OperationKind.IMPORT, batch="b")
    workspace = as_actor(workspace, "ben")
    put(workspace, replace(lots[0], name="Ben's"))
    workspace = as_actor(workspace, "anna")
    with pytest.raises(UndoBlockedError):
        workspace.writer.undo()
    assert names(workspace) == ["Ben's", "1", "2"]
    workspace.close()


def test_removed_rows_come_back_with_their_parts(workspace):
    lot = add_lot(workspace)
    mill = Collateral(id="c", lot=lot.id, name="Mill")
    value = Appraisal(id="a", lot=lot.id, collateral="c", value=Money(5))
    put(workspace, mill, value)
    before = tables_of(workspace)
    remove(workspace, mill, value)
    workspace.writer.undo()
    assert tables_of(workspace) == before
