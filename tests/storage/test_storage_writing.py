"""The one write path: operations, readings, and what is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from storage_kit import add_lot, open_again, put, remove, replay, tables_of

from workstation.application.operations import OperationKind, Step
from workstation.domain.citations import Citation, Evidence, EvidenceKind
from workstation.domain.claims import Balance, Claim
from workstation.domain.collateral import Collateral
from workstation.domain.documents import Document, Version
from workstation.domain.errors import NotFoundError
from workstation.domain.input_errors import TextTooLongError
from workstation.domain.listings import Listing
from workstation.domain.lots import Lot, Stage
from workstation.domain.money import Money
from workstation.domain.parties import Party, Role, RoleKind
from workstation.domain.ranges import LONGEST_TEXT
from workstation.domain.scenarios import Assumptions
from workstation.storage.failures import AmbiguousLotError, NumberTooLargeError, RowInUseError

SHANGHAI = timezone(timedelta(hours=8))


def test_every_kind_of_field_comes_back_as_it_was_put(workspace):
    lot = add_lot(workspace, stage=Stage.DUE_DILIGENCE)
    listing = Listing(
        id="listing",
        lot=lot.id,
        start_price=Money(12345678901234567, "EUR"),
        bid_end=datetime(2025, 9, 5, 10, 30, tzinfo=SHANGHAI),
    )
    claim = Claim(id="claim", lot=lot.id, loan_rate=Decimal("0.0600"), due=date(2025, 6, 30))
    document = Document(id="document", lot=lot.id, name="合同 a|b\n'")
    version = Version(id="version", lot=lot.id, document="document", ordinal=1, size=2**53 + 1)
    citation = Citation(id="citation", lot=lot.id, version="version", page=0, rects=((0.5, 1.0, 2.125, 3.0),))
    evidence = Evidence(
        id="evidence",
        lot=lot.id,
        row_entity="claim",
        row="claim",
        field="due",
        citation="citation",
        chosen=False,
    )
    rows = (listing, claim, document, version, citation, evidence)
    put(workspace, *rows)
    again = open_again(workspace)
    record = again.reader.lot(lot.id)
    assert tuple(record.row(row.entity, row.id) for row in rows) == rows
    assert record.row("listing", "listing").bid_end.utcoffset() == timedelta(hours=8)
    assert record.lot == lot
    again.close()


def test_a_text_that_no_memo_could_print_is_refused_whatever_wrote_it_and_nothing_is_kept(workspace):
    lot = add_lot(workspace)
    party = Party(id="party", name="A", note="字" * (LONGEST_TEXT + 1))
    reason = Evidence(
        id="why", lot=lot.id, row_entity="lot", row=lot.id, field="name", kind=EvidenceKind.ASSUMED
    )
    for row in (party, replace(reason, reason="x" * (LONGEST_TEXT + 1))):
        with pytest.raises(TextTooLongError):
            put(workspace, replace(party, note=None), row)
    assert workspace.reader.rows(Party) == ()
    put(workspace, replace(reason, reason="x" * LONGEST_TEXT))


def test_a_moment_without_an_offset_is_a_bug_not_a_guess(workspace):
    lot = add_lot(workspace)
    naive = datetime(2025, 9, 5)  # noqa: DTZ001 - what the test is about
    with pytest.raises(ValueError, match="no offset"):
        put(workspace, Listing(id="x", lot=lot.id, bid_end=naive))


def test_an_amount_that_does_not_fit_is_refused_by_a_sentence(workspace):
    lot = add_lot(workspace)
    with pytest.raises(NumberTooLargeError):
        put(workspace, Listing(id="x", lot=lot.id, start_price=Money(2**63)))
    assert workspace.reader.rows(Listing) == ()


def test_a_record_equal_to_the_stored_one_records_nothing(workspace):
    lot = add_lot(workspace)
    head = workspace.reader.head()
    committed = put(workspace, lot)
    assert (committed.operation, committed.touched) == (None, ())
    assert workspace.reader.head() == head


def test_what_was_put_and_removed_in_one_operation_leaves_no_trace(workspace):
    lot = add_lot(workspace)

    def work(tx):
        tx.put(Collateral(id="c", lot=lot.id, name="Mill"))
        tx.remove(tx.get(Collateral, "c"))

    assert workspace.writer.run(Step(OperationKind.EDIT), work).operation is None


def test_a_write_says_which_rows_of_which_lot_it_touched(workspace):
    lot = add_lot(workspace)
    committed = put(workspace, Party(id="p", name="Bank"), Role(id="r", lot=lot.id, party="p"))
    assert [(row.entity, row.id, row.lot) for row in committed.touched] == [
        ("party", "p", None),
        ("role", "r", lot.id),
    ]


def test_an_operation_that_fails_leaves_nothing(workspace):
    def work(tx):
        tx.put(Lot(id="x", name="x"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        workspace.writer.run(Step(OperationKind.EDIT), work)
    assert workspace.reader.lots() == ()
    assert workspace.reader.history() == ()


def test_what_an_operation_wrote_is_seen_by_itself(workspace):
    def work(tx):
        tx.put(Lot(id="x", name="a"))
        tx.put(replace(tx.get(Lot, "x"), name="b"))
        assert tx.find(Lot, "y") is None
        return tx.rows(Lot, name="b"), tx.rows(Lot, name="a"), tx.rows(Lot, number=None)

    assert [len(rows) for rows in workspace.writer.run(Step(OperationKind.EDIT), work).value] == [1, 0, 1]
    (operation,) = workspace.reader.history()
    (change,) = operation.changes
    assert (change.before, change.after["name"]) == (None, "b")


def test_rows_are_found_by_money_by_choice_and_by_absence(workspace):
    lot = add_lot(workspace)
    put(workspace, Claim(id="claim", lot=lot.id))
    put(workspace, Balance(id="b", lot=lot.id, claim="claim", amount=Money(5)))
    rows = workspace.reader.rows
    assert [row.id for row in rows(Balance, amount=Money(5))] == ["b"]
    assert rows(Balance, amount=Money(5, "EUR")) == ()
    assert [row.id for row in rows(Balance, as_of=None, id="b")] == ["b"]
    assert rows(Role, kind=RoleKind.COURT) == ()


def test_a_row_that_others_name_cannot_be_removed(workspace):
    lot = add_lot(workspace)
    mill = Collateral(id="c", lot=lot.id, name="Mill")
    terms = Assumptions(id="a", lot=lot.id, leverage_repaid_with="c")
    put(workspace, mill, terms)
    with pytest.raises(RowInUseError, match="Mill cannot be removed: Assumptions"):
        remove(workspace, mill)
    remove(workspace, mill, terms)
    assert workspace.reader.rows(Collateral) == ()


def test_a_row_that_carries_evidence_cannot_be_removed_alone(workspace):
    lot = add_lot(workspace)
    mill = Collateral(id="c", lot=lot.id, name="Mill")
    assumed = Evidence(
        id="e", lot=lot.id, row_entity="collateral", row="c", field="name", kind=EvidenceKind.ASSUMED
    )
    put(workspace, mill, assumed)
    with pytest.raises(RowInUseError):
        remove(workspace, mill)
    remove(workspace, mill, assumed)


def test_a_row_cannot_name_what_is_not_there(workspace):
    lot = add_lot(workspace)
    with pytest.raises(NotFoundError):
        put(workspace, Claim(id="claim", lot=lot.id, borrower="nobody"))
    with pytest.raises(NotFoundError):
        put(workspace, Evidence(id="e", lot=lot.id, row_entity="claim", row="nothing", field="due"))
    assert tables_of(workspace) == {("lot", lot.id): {"id": lot.id, "name": "Textile", "stage": "lead"}}


def test_rows_of_one_operation_may_come_in_any_order(workspace):
    put(
        workspace,
        Claim(id="claim", lot="lot", borrower="p"),
        Party(id="p", name="B"),
        Lot(id="lot", name="L"),
    )
    assert workspace.reader.lot("lot").get(Party, "p").name == "B"


def test_a_lot_is_read_with_its_own_rows_and_the_parties_they_name(workspace):
    mine, other = add_lot(workspace, "Mine"), add_lot(workspace, "Other")
    parties = [Party(id=name, name=name) for name in ("borrower", "cited", "stranger")]
    put(
        workspace,
        *parties,
        Claim(id="a", lot=mine.id, borrower="borrower"),
        Claim(id="b", lot=other.id, borrower="stranger"),
        Evidence(
            id="e", lot=mine.id, row_entity="party", row="cited", field="name", kind=EvidenceKind.ASSUMED
        ),
    )
    record = workspace.reader.lot(mine.id)
    assert {party.id for party in record.all(Party)} == {"borrower", "cited"}
    assert [claim.id for claim in record.all(Claim)] == ["a"]
    assert record.head == workspace.reader.head()
    assert workspace.reader.records([other.id, "gone", mine.id]) == (record, workspace.reader.lot(other.id))


def test_a_lot_is_found_by_id_number_or_name_and_never_by_guess(workspace):
    lot = add_lot(workspace, "Textile", number="2025-0611")
    find = workspace.reader.find_lot
    assert {find(lot.id), find("2025-0611"), find("Textile")} == {lot.id}
    add_lot(workspace, "Textile")
    with pytest.raises(AmbiguousLotError, match=lot.id):
        find("Textile")
    for missing in (find, workspace.reader.lot):
        with pytest.raises(NotFoundError):
            missing("nothing")


def test_the_history_tells_who_did_what_when_and_to_which_row(workspace):
    lot = add_lot(workspace)
    other = add_lot(workspace, "Other")
    put(workspace, replace(lot, name="Weaver"), kind=OperationKind.EDIT)
    newest, first = workspace.reader.history(lot=lot.id)
    assert (newest.kind, newest.actor, newest.undone) == ("edit", "anna", False)
    assert newest.at.tzinfo == UTC
    assert newest.at > first.at
    assert newest.step == Step(OperationKind.EDIT, {"record": lot.id})
    assert newest.changes[0].before["name"] == "Textile"
    assert [row.id for row in workspace.reader.history(row=lot.id)] == [newest.id, first.id]
    assert len(workspace.reader.history(row=other.id)) == 1
    assert len(workspace.reader.history(limit=2)) == 2


def test_the_head_of_the_chain_moves_with_every_operation(workspace):
    heads = [workspace.reader.head()]
    for name in "abc":
        add_lot(workspace, name)
        heads.append(workspace.reader.head())
    assert len(set(heads)) == 4


def test_the_log_alone_gives_the_tables(workspace):
    lot = add_lot(workspace)
    put(workspace, Party(id="p", name="B"), Claim(id="c", lot=lot.id, borrower="p"))
    remove(workspace, Claim(id="c", lot=lot.id))
    assert replay(workspace.path / "workspace.db") == tables_of(workspace)


def test_equal_input_gives_an_equal_chain(tmp_path):
    from storage_kit import make_host

    from workstation.storage.workspace import Workspace

    heads = set()
    for name in ("one", "two"):
        made = Workspace.create(tmp_path / name, make_host(), "anna")
        add_lot(made)
        heads.add(made.reader.head())
        made.close()
    assert len(heads) == 1
