"""The writer's turn: one after the other, in the order in which they asked, and nobody waits for a whole batch."""

from dataclasses import replace
from threading import Thread

import pytest
from storage_kit import add_lot, open_again, put, tables_of

from workstation.application.operations import OperationKind
from workstation.application.progress import CancelledError, Silent
from workstation.domain.citations import Evidence, EvidenceKind
from workstation.domain.lots import Lot
from workstation.storage.failures import UndoBlockedError, UndoDependedOnError
from workstation.storage.turns import Turns


class Meanwhile(Silent):
    """Between two operations of a batch another thread does something, and is through with it before the next one."""

    def __init__(self, after, act):
        self.after = after
        self.act = act
        self.steps = []

    def step(self, done, total, what=""):
        del what
        self.steps.append((done, total))
        if done == self.after:
            self.in_another_thread()

    def in_another_thread(self):
        faults = []

        def run():
            try:
                self.act()
            except Exception as fault:  # noqa: BLE001 - handed to the test
                faults.append(fault)

        other = Thread(target=run, daemon=True)
        other.start()
        other.join(60)  # a writer that were held would never come through
        assert not other.is_alive()
        assert faults == []


class Cancels(Meanwhile):
    def in_another_thread(self):
        super().in_another_thread()
        raise CancelledError


@pytest.fixture
def batch(workspace):
    """Five lots that came in as one step, one operation each."""
    lots = [Lot(id=str(number), name=str(number)) for number in range(5)]
    for lot in lots:
        put(workspace, lot, kind=OperationKind.IMPORT, batch="b")
    return lots


def names(workspace):
    return [lot.name for lot in workspace.reader.lots()]


def test_an_edit_passes_between_two_operations_of_an_undo(workspace, batch):
    progress = Meanwhile(2, lambda: add_lot(workspace, "typed meanwhile"))
    committed = workspace.writer.undo(progress)
    assert progress.steps == [(done, 5) for done in range(5)]
    assert names(workspace) == ["typed meanwhile"]
    assert {row.id for row in committed.touched} == {lot.id for lot in batch}
    kinds = [row.kind for row in workspace.reader.history(limit=6)]
    assert kinds == ["undo"] * 3 + ["create_lot"] + ["undo"] * 2


def test_an_edit_passes_between_two_operations_of_a_redo(workspace, batch):
    workspace.writer.undo()
    workspace.writer.redo(Meanwhile(3, lambda: add_lot(workspace, "typed meanwhile")))
    assert sorted(names(workspace)) == ["0", "1", "2", "3", "4", "typed meanwhile"]


def test_a_new_step_in_the_middle_of_an_undo_empties_redo_too(workspace, batch):
    """Half of a batch is not brought back."""
    workspace.writer.undo(Meanwhile(2, lambda: add_lot(workspace, "typed meanwhile")))
    assert workspace.writer.redoable() is None
    assert workspace.writer.redo() is None
    workspace.writer.undo()
    assert names(workspace) == []
    assert workspace.writer.redoable().kind is OperationKind.CREATE_LOT
    workspace.writer.redo()
    assert names(workspace) == ["typed meanwhile"]
    assert workspace.writer.redoable() is None
    assert len(batch) == 5


def test_what_was_changed_beside_it_in_the_middle_of_an_undo_stays(workspace, batch):
    for lot in batch:
        put(workspace, replace(lot, region="Zhejiang"), kind=OperationKind.EDIT_MANY, batch="many")
    numbered = replace(batch[0], region="Zhejiang", number="2025-1")
    workspace.writer.undo(Meanwhile(1, lambda: put(workspace, numbered)))
    first, *others = workspace.reader.lots()
    assert (first.region, first.number) == (None, "2025-1")
    assert {lot.region for lot in others} == {None}


def test_what_was_changed_again_in_the_middle_stops_the_undo_there_by_name(workspace, batch):
    again = replace(batch[0], name="Changed meanwhile")
    with pytest.raises(UndoBlockedError, match="0 was changed again"):
        workspace.writer.undo(Meanwhile(2, lambda: put(workspace, again)))
    assert names(workspace) == ["Changed meanwhile"]


def test_what_came_to_rest_on_a_row_in_the_middle_stops_the_undo_there(workspace, batch):
    evidence = Evidence(id="e", lot="0", row_entity="lot", row="1", field="name", kind=EvidenceKind.ASSUMED)
    with pytest.raises(UndoDependedOnError, match="1"):
        workspace.writer.undo(Meanwhile(1, lambda: put(workspace, evidence)))
    assert names(workspace) == ["0", "1"]
    assert workspace.reader.rows(Evidence) == (evidence,)
    assert len(batch) == 5


def test_what_somebody_took_back_himself_meanwhile_is_passed_over(workspace, batch):
    second = next(row for row in workspace.reader.history() if row.changes[0].id == "1")
    workspace.writer.undo(Meanwhile(1, lambda: workspace.writer.undo_operation(second.id)))
    assert names(workspace) == []
    assert len(workspace.reader.history()) == 2 * len(batch)


def test_two_undos_of_one_batch_at_the_same_time_take_it_back_once(workspace, batch):
    workspace.writer.undo(Meanwhile(2, workspace.writer.undo))
    assert names(workspace) == []
    assert len(workspace.reader.history()) == 2 * len(batch)
    workspace.writer.redo()
    assert names(workspace) == [lot.name for lot in batch]


def test_an_undo_that_was_cancelled_goes_on_behind_what_was_typed_meanwhile(workspace, batch):
    before = tables_of(workspace)
    with pytest.raises(CancelledError):
        workspace.writer.undo(Cancels(2, lambda: add_lot(workspace, "typed meanwhile")))
    assert sorted(names(workspace)) == ["0", "1", "2", "typed meanwhile"]
    workspace = open_again(workspace)
    assert workspace.writer.undo().step.kind is OperationKind.CREATE_LOT
    assert workspace.writer.undo().step.kind is OperationKind.IMPORT
    assert tables_of(workspace) == {}
    assert len(before) == len(batch)
    workspace.close()


def test_the_turn_goes_to_who_waited_not_back_to_who_let_go(workspace):
    turns, order = Turns(), []

    def wait_and_write(name):
        with turns:
            order.append(name)

    waiting = [Thread(target=wait_and_write, args=(name,), daemon=True) for name in ("first", "second")]
    with turns:
        for count, thread in enumerate(waiting, 1):
            thread.start()
            while turns.waiting < count:
                pass
        with turns:
            order.append("inside")
        assert turns.waiting == 2
    with turns:
        order.append("holder again")
    for thread in waiting:
        thread.join(60)
    assert order == ["inside", "first", "second", "holder again"]
