"""The past of a lot and of a record, read from the log."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from storage_kit import START, add_lot, make_host, open_again, put, remove, tables_of

from workstation.application.batches import chunks
from workstation.application.bulk import edit_many, plan
from workstation.application.history import bin_of, bring_back, restore_row
from workstation.application.operations import OperationKind
from workstation.application.ports.storage import HistoryFilter
from workstation.application.progress import CancelledError, Silent
from workstation.application.records import FieldRef, Place, attach, detach, remove_row
from workstation.application.removal import remove_lot
from workstation.domain.citations import Citation, Evidence
from workstation.domain.claims import Balance, Claim
from workstation.domain.collateral import Appraisal, Collateral
from workstation.domain.documents import Document, Version
from workstation.domain.errors import NotFoundError
from workstation.domain.lots import Lot, Stage
from workstation.domain.money import Money
from workstation.domain.parties import Party, Role
from workstation.storage.failures import (
    NotThereYetError,
    UndoBlockedError,
    UndoChangedByError,
    UndoneAlreadyError,
)
from workstation.storage.workspace import Workspace


class StopsAfter(Silent):
    """Cancel is asked for at one step."""

    def __init__(self, steps):
        self.steps = steps

    def step(self, done, total, what=""):
        del total, what
        if done == self.steps:
            raise CancelledError


def filled(workspace):
    lot = add_lot(workspace, stage=Stage.LEAD)
    put(workspace, Party(id="p", name="Weaver"), Party(id="q", name="Bank"))
    put(
        workspace,
        Document(id="d", lot=lot.id, name="Contract"),
        Version(id="v", lot=lot.id, document="d", ordinal=1, sha256="a" * 64, file_name="contract.pdf"),
        Claim(id="c", lot=lot.id, name="1", borrower="p"),
        Balance(id="b", lot=lot.id, claim="c", amount=Money(500)),
        Role(id="r", lot=lot.id, party="q"),
    )
    return lot


def moment_of(workspace):
    return workspace.reader.history(limit=1)[0].at


def change_at_random(workspace, lot, random, number):
    """One operation of a kind that chance chooses."""
    reader = workspace.reader
    record = reader.lot(lot.id)
    act = random.randrange(7)
    claims = record.all(Claim)
    if act == 0 or not claims:
        put(workspace, Claim(id=f"claim {number}", lot=lot.id, name=str(number), borrower="p"))
    elif act == 1:
        put(workspace, replace(random.choice(claims), name=f"named {number}"))
    elif act == 2:
        remove_row(workspace.writer, "claim", random.choice(claims).id)
    elif act == 3:
        put(workspace, replace(reader.rows(Party, id="p")[0], name=f"Weaver {number}"))
    elif act == 4 and record.all(Version):
        attach(
            workspace.writer,
            FieldRef("lot", lot.id, "name"),
            Place(version="v", page=0),
        )
    elif act == 5 and (evidence := record.all(Evidence)):
        detach(workspace.writer, random.choice(evidence).id)
    elif workspace.writer.undoable().kind is not OperationKind.CREATE_LOT:
        workspace.writer.undo()


@pytest.mark.parametrize("seed", range(4))
def test_a_lot_as_known_on_a_moment_is_what_was_read_then(workspace, seed):
    lot, random, seen = filled(workspace), Random(seed), {}
    for number in range(40):
        change_at_random(workspace, lot, random, number)
        seen[moment_of(workspace)] = workspace.reader.lot(lot.id)
    for moment, record in seen.items():
        assert workspace.reader.lot_as_of(lot.id, moment) == record


def test_between_two_operations_the_earlier_one_is_what_was_known(workspace):
    lot = add_lot(workspace)
    then = workspace.reader.lot(lot.id)
    moment = moment_of(workspace) + timedelta(milliseconds=300)
    put(workspace, replace(lot, name="Weaver"))
    assert workspace.reader.lot_as_of(lot.id, moment) == then


def test_a_lot_is_not_known_before_it_was_made_nor_after_it_was_removed(workspace):
    add_lot(workspace, "Other")
    lot = add_lot(workspace)
    with pytest.raises(NotThereYetError, match="Choose a moment"):
        workspace.reader.lot_as_of(lot.id, START + timedelta(seconds=1))
    there = moment_of(workspace)
    remove(workspace, lot)
    assert workspace.reader.lot_as_of(lot.id, there).lot == lot
    with pytest.raises(NotThereYetError):
        workspace.reader.lot_as_of(lot.id, moment_of(workspace))


def test_one_older_step_is_taken_back_and_what_came_beside_it_stays(workspace):
    lot = add_lot(workspace)
    chosen = put(workspace, replace(lot, region="Zhejiang"))
    put(workspace, replace(lot, region="Zhejiang", number="2025-1"))
    taken = workspace.writer.undo_operation(chosen.operation)
    (now,) = workspace.reader.lots()
    assert (now.region, now.number) == (None, "2025-1")
    assert [row.id for row in taken.touched] == [lot.id]
    workspace.writer.undo()
    assert workspace.reader.lots() == (lot,)
    workspace.writer.redo()
    workspace.writer.redo()
    assert workspace.reader.lots() == (replace(lot, region="Zhejiang", number="2025-1"),)


def test_a_step_whose_field_was_changed_again_names_when_and_by_whom(workspace):
    lot = add_lot(workspace)
    chosen = put(workspace, replace(lot, region="Zhejiang"))
    put(workspace, replace(lot, region="Hangzhou"))
    with pytest.raises(UndoChangedByError, match=r"Textile was changed again on 2025-09-05 .* by anna"):
        workspace.writer.undo_operation(chosen.operation)


def test_what_is_taken_back_or_is_an_undo_itself_cannot_be_taken_back_again(workspace):
    made = workspace.reader.history()
    lot = add_lot(workspace)
    chosen = put(workspace, replace(lot, region="Zhejiang"))
    undo = workspace.writer.undo_operation(chosen.operation)
    for operation in (chosen.operation, undo.operation, "nothing"):
        with pytest.raises(UndoneAlreadyError):
            workspace.writer.undo_operation(operation)
    assert made == ()


def test_history_is_read_page_by_page_to_its_first_operation(workspace):
    lot = add_lot(workspace)
    for number in range(23):
        put(workspace, replace(lot, name=str(number)))
    found, before = [], None
    while page := workspace.reader.history(lot=lot.id, before=before, limit=5):
        found += page
        before = page[-1].position
    assert [row.position for row in found] == list(range(24, 0, -1))


def test_history_is_narrowed_by_actor_kind_record_field_and_date(workspace):
    lot = add_lot(workspace)
    put(workspace, replace(lot, region="Zhejiang"))
    middle = moment_of(workspace)
    put(workspace, replace(lot, region="Zhejiang", number="1"))
    workspace.writer.actor = "ben"
    put(workspace, Claim(id="c", lot=lot.id, name="1"), kind=OperationKind.ADD)

    def positions(**wanted):
        return [row.position for row in workspace.reader.history(wanted=HistoryFilter(**wanted), limit=2)]

    assert positions(actor="ben") == [4]
    assert positions(kinds=frozenset({OperationKind.EDIT})) == [3, 2]
    assert positions(entity="claim") == [4]
    assert positions(entity="lot", field="region") == [2]
    assert positions(field="name") == [4, 1]
    assert positions(until=middle) == [2, 1]
    assert positions(since=middle, entity="lot") == [3, 2]
    workspace.writer.undo()
    assert positions(undone=True) == [4]
    assert workspace.reader.history_actors() == ("anna", "ben")


def test_the_history_of_a_record_tells_of_the_evidence_on_it(workspace):
    lot = filled(workspace)
    cited = attach(workspace.writer, FieldRef("claim", "c", "name"), Place(version="v", page=0)).value
    detach(workspace.writer, cited)
    kinds = [row.kind for row in workspace.reader.history(lot=lot.id, row="c")]
    assert kinds == ["detach", "cite", "edit"]


def test_a_version_is_restored_with_the_evidence_that_was_on_it(workspace):
    filled(workspace)
    ref = FieldRef("claim", "c", "name")
    evidence = attach(workspace.writer, ref, Place(version="v", page=3, quote="one")).value
    chosen = workspace.reader.history(limit=1)[0]
    detach(workspace.writer, evidence)
    other = attach(workspace.writer, ref, Place(version="v", page=4, quote="two")).value
    put(workspace, replace(workspace.reader.rows(Claim)[0], name="2"))
    before = tables_of(workspace)
    restored = restore_row(workspace.writer, workspace.reader, "claim", "c", chosen.id)
    assert restored.step.params == {"record": "1", "when": f"{chosen.at:%Y-%m-%d %H:%M}"}
    assert workspace.reader.rows(Claim)[0].name == "1"
    assert [(item.id, item.field) for item in workspace.reader.rows(Evidence)] == [(evidence, "name")]
    assert [item.quote for item in workspace.reader.rows(Citation)] == ["one"]
    assert other not in {item.id for item in workspace.reader.rows(Evidence)}
    workspace.writer.undo()
    assert tables_of(workspace) == before


def test_a_removed_row_is_restored_but_not_to_a_moment_at_which_it_was_not_there(workspace):
    filled(workspace)
    there = workspace.reader.history(limit=1)[0].id
    remove_row(workspace.writer, "claim", "c")
    removed = workspace.reader.history(limit=1)[0].id
    with pytest.raises(NotThereYetError, match="Claim was not there"):
        restore_row(workspace.writer, workspace.reader, "claim", "c", removed)
    restore_row(workspace.writer, workspace.reader, "claim", "c", there)
    assert [claim.id for claim in workspace.reader.rows(Claim)] == ["c"]
    assert workspace.reader.rows(Balance) == ()


def test_what_is_set_for_many_rows_is_one_step_that_can_be_cut_short_and_goes_on(workspace):
    lots = [Lot(id=f"{number:03}", name=str(number)) for number in range(70)]
    put(workspace, *lots)
    ids = [lot.id for lot in lots]
    committed = edit_many(workspace.writer, "lot", ids, "region", "Zhejiang", batch="b")
    assert len(committed.touched) == 70
    assert len(workspace.reader.history()) == 4
    with pytest.raises(CancelledError):
        workspace.writer.undo(StopsAfter(1))
    assert {lot.region for lot in workspace.reader.lots()} == {None, "Zhejiang"}
    workspace = open_again(workspace)
    assert workspace.writer.undoable().kind is OperationKind.EDIT_MANY
    workspace.writer.undo()
    assert {lot.region for lot in workspace.reader.lots()} == {None}
    workspace.writer.redo()
    assert {lot.region for lot in workspace.reader.lots()} == {"Zhejiang"}
    workspace.close()


def test_cancelled_work_on_many_rows_keeps_what_is_finished(workspace):
    lots = [Lot(id=f"{number:03}", name=str(number)) for number in range(70)]
    put(workspace, *lots)
    ids = [*(lot.id for lot in lots), "gone"]
    committed = edit_many(
        workspace.writer, "lot", ids, "region", "Zhejiang", batch="b", progress=StopsAfter(1)
    )
    assert len(committed.touched) == 25
    assert edit_many(workspace.writer, "lot", ids[:5], "region", "Zhejiang", batch="c") is None


def test_a_preview_says_what_each_row_would_be_and_which_cannot_take_it(workspace):
    lot = add_lot(workspace, region="Zhejiang")
    (planned,) = plan([lot], "region", "Hangzhou")
    assert (planned.before, planned.after, planned.changes) == ("Zhejiang", "Hangzhou", True)
    (refused,) = plan([lot], "name", None)
    assert (refused.refused.code, refused.changes) == ("bulk.needed", False)
    assert workspace.reader.lots() == (lot,)
    assert chunks([1, 2, 3], 2) == ([1, 2], [3])


def test_a_removed_lot_lies_in_the_bin_and_comes_back_with_everything(workspace):
    lot = filled(workspace)
    for number in range(80):
        put(workspace, Collateral(id=f"m{number}", lot=lot.id, name="Mill"))
        put(workspace, Appraisal(id=f"a{number}", lot=lot.id, collateral=f"m{number}", value=Money(1)))
    attach(workspace.writer, FieldRef("claim", "c", "name"), Place(version="v", page=0))
    before = tables_of(workspace)
    remove_lot(workspace.writer, workspace.reader, lot.id, batch="b")
    assert {entity for entity, _ in tables_of(workspace)} == {"party"}
    (removed,) = bin_of(workspace.reader)
    assert (removed.rows, removed.evidence, removed.actor) == (166, 2, "anna")
    assert removed.step.params == {"record": "Textile"}
    assert bin_of(workspace.reader, lot.id) == (removed,)
    with pytest.raises(NotFoundError):
        remove_lot(workspace.writer, workspace.reader, lot.id, batch="c")
    add_lot(workspace, "Later")
    bring_back(workspace.writer, removed)
    assert tables_of(workspace).items() >= before.items()
    assert bin_of(workspace.reader) == ()


def test_the_bin_brings_back_an_older_removal_and_says_what_stands_against_it(workspace):
    filled(workspace)
    remove_row(workspace.writer, "claim", "c")
    put(workspace, Party(id="x", name="Later"))
    (removed,) = bin_of(workspace.reader)
    assert (removed.rows, removed.evidence) == (2, 0)
    remove(workspace, workspace.reader.rows(Party, id="p")[0])
    with pytest.raises(UndoBlockedError, match="Party is gone"):
        bring_back(workspace.writer, removed)
    bring_back(workspace.writer, bin_of(workspace.reader)[0])
    bring_back(workspace.writer, removed)
    assert [claim.id for claim in workspace.reader.rows(Claim)] == ["c"]


def test_hundreds_of_steps_are_undone_and_redone_after_a_restart(workspace):
    lot = add_lot(workspace)
    for number in range(220):
        put(workspace, replace(lot, name=str(number)))
    workspace = open_again(workspace, seed=11)
    for number in (*range(218, -1, -1), "Textile"):
        workspace.writer.undo()
        if number == 110:
            workspace.close()
            workspace = Workspace.open(workspace.path, make_host(seed=12), "anna")
        assert workspace.reader.lots()[0].name == str(number)
    workspace.writer.undo()
    assert (workspace.reader.lots(), workspace.writer.undo()) == ((), None)
    workspace = open_again(workspace, seed=13)
    for _ in range(221):
        workspace.writer.redo()
    assert workspace.reader.lots()[0].name == "219"
    workspace.close()
