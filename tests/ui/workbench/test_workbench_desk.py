"""The desk on a real workspace, without a window."""

from decimal import Decimal
from threading import Event

import pytest
from settled import settled
from workbench_kit import open_desk

from workstation.application.records import FieldRef, Place, edit_field
from workstation.domain.claims import Balance, Claim
from workstation.domain.collateral import Appraisal, Collateral
from workstation.domain.documents import Document, Version
from workstation.domain.errors import NotFoundError
from workstation.domain.evidence import FieldState, support
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot
from workstation.domain.notes import Note
from workstation.storage.failures import UndoDependedOnError


@pytest.fixture
def told(desk):
    """What the desk said, by signal."""
    heard = {
        name: []
        for name in ("committed", "undone", "redone", "problem", "target_changed", "field_focus_requested")
    }
    for name, list_ in heard.items():
        getattr(desk, name).connect(list_.append)
    return heard


@pytest.fixture
def desk(qtbot, context, tmp_path):
    with open_desk(tmp_path, context) as made:
        yield made


@pytest.fixture
def lot(desk, qtbot):
    desk.new_lot(NewLot(name="Jinchuan", principal=Money.of(20_000_000)))
    qtbot.waitUntil(lambda: desk.record is not None, timeout=5000)
    return desk.record.lot


def changed(qtbot, desk, act):
    """Does something and waits for the record that shows it."""
    with qtbot.waitSignal(desk.record_changed, timeout=5000):
        act()
    return desk.record


def test_an_edit_is_written_told_and_read_again(desk, lot, told, qtbot):
    record = changed(qtbot, desk, lambda: desk.edit(FieldRef("lot", lot.id, "region"), "绍兴"))
    assert record.lot.region == "绍兴"
    assert told["committed"][-1].step.params["field"] == "Region"


def test_what_is_typed_is_read_by_the_kind_of_the_field(desk, lot, qtbot):
    claim = desk.record.first(Claim)
    record = changed(qtbot, desk, lambda: desk.edit_text(FieldRef("claim", claim.id, "loan_rate"), "6.5%"))
    assert record.first(Claim).loan_rate == Decimal("0.065")
    record = changed(qtbot, desk, lambda: desk.edit_text(FieldRef("claim", claim.id, "loan_rate"), ""))
    assert record.first(Claim).loan_rate is None


def test_a_bare_amount_is_read_in_the_currency_of_the_claim(desk, lot, qtbot):
    claim, balance = desk.record.first(Claim), desk.record.first(Balance)
    changed(qtbot, desk, lambda: desk.edit(FieldRef("claim", claim.id, "currency"), "EUR"))
    record = changed(
        qtbot, desk, lambda: desk.edit_text(FieldRef("balance", balance.id, "amount"), "4,180,000")
    )
    assert record.first(Balance).amount == Money.of(4_180_000, "EUR")


def test_a_text_that_is_no_value_is_a_problem_and_changes_nothing(desk, lot, told):
    claim = desk.record.first(Claim)
    desk.edit_text(FieldRef("claim", claim.id, "loan_rate"), "a lot")
    assert told["problem"][-1].code.startswith("value.")
    assert told["committed"] == []


def test_a_mistake_of_a_use_case_is_a_problem_too(desk, lot, told, qtbot):
    with qtbot.waitSignal(desk.problem, timeout=5000):
        desk.edit(FieldRef("lot", lot.id, "name"), None)
    assert told["problem"][-1].code == "field.required"


def test_undo_and_redo_name_the_step(desk, lot, told, qtbot):
    changed(qtbot, desk, lambda: desk.edit(FieldRef("lot", lot.id, "region"), "绍兴"))
    record = changed(qtbot, desk, desk.undo)
    assert record.lot.region is None
    qtbot.waitUntil(lambda: told["undone"] != [])
    assert told["undone"][-1].params["field"] == "Region"
    record = changed(qtbot, desk, desk.redo)
    assert record.lot.region == "绍兴"
    qtbot.waitUntil(lambda: told["redone"] != [])
    assert told["redone"][-1].params["field"] == "Region"


def test_undo_with_nothing_to_undo_says_nothing(desk, told, qtbot):
    desk.undo()
    settled(qtbot, desk.jobs)
    assert told["undone"] == []
    assert told["committed"] == []


def test_a_batch_that_is_stopped_in_the_middle_shows_what_it_finished_and_says_why(desk, lot, told, qtbot):
    def half(progress):
        progress.step(0, 2)
        edit_field(desk.services.writer, FieldRef("lot", lot.id, "region"), "绍兴")
        raise UndoDependedOnError(users="Evidence", record="Jinchuan")

    record = changed(qtbot, desk, lambda: desk.run_batch("Undoing", half, lambda _: None))
    assert record.lot.region == "绍兴"
    assert [error.code for error in told["problem"]] == ["undo.depended_on"]


def test_the_last_chosen_field_is_the_target_until_another_is(desk, lot, told):
    ref = FieldRef("lot", lot.id, "region")
    desk.set_target(ref)
    assert (desk.target.label, desk.target.record_name) == ("Region", "Jinchuan")
    desk.set_target(ref)
    assert len(told["target_changed"]) == 1
    desk.set_target(None)
    assert told["target_changed"][-1] is None


def test_the_target_is_dropped_with_its_row(desk, lot, qtbot):
    claim = desk.record.first(Claim)
    desk.set_target(FieldRef("claim", claim.id, "due"))
    changed(qtbot, desk, lambda: desk.remove("claim", claim.id))
    qtbot.waitUntil(lambda: desk.target is None)


def test_ctrl_e_without_a_target_says_what_to_do(desk, lot, told):
    desk.attach(Place(version="v", page=0))
    assert told["problem"][-1].code == "desk.no_target"


def a_paper(qtbot, desk):
    changed(qtbot, desk, lambda: desk.add("document", {"name": "Appraisal report"}))
    document = desk.record.first(Document)
    changed(qtbot, desk, lambda: desk.add("version", {"document": document.id, "ordinal": 1, "pages": 3}))
    return desk.record.first(Version)


def test_attach_and_fill_cites_fills_and_moves_on_to_the_next_bare_field(desk, lot, told, qtbot):
    version = a_paper(qtbot, desk)
    collateral, appraisal = desk.record.first(Collateral), desk.record.first(Appraisal)
    value = FieldRef("appraisal", appraisal.id, "value")
    order = [
        value,
        FieldRef("collateral", collateral.id, "secured_share"),  # assumed: it has a source
        FieldRef("appraisal", appraisal.id, "valued_on"),
    ]
    desk.set_field_order(order)
    desk.set_target(value)
    place = Place(version=version.id, page=1, rects=((10.0, 10.0, 90.0, 20.0),), quote="24,000,000.00")
    record = changed(qtbot, desk, lambda: desk.attach(place, Money.of(24_000_000), fill=True))
    assert record.first(Appraisal).value == Money.of(24_000_000)
    assert support(record, record.first(Appraisal), "value").state is FieldState.EVIDENCED
    said = {"document": "Appraisal report", "page": "2", "field": "Appraised value", "record": "Appraisal"}
    assert told["committed"][-1].step.params == said
    assert told["field_focus_requested"] == [order[2]]
    assert desk.target.ref == order[2]


def test_attach_only_leaves_value_and_target_alone(desk, lot, told, qtbot):
    version = a_paper(qtbot, desk)
    ref = FieldRef("lot", lot.id, "region")
    desk.set_field_order([ref, FieldRef("lot", lot.id, "name")])
    desk.set_target(ref)
    record = changed(qtbot, desk, lambda: desk.attach(Place(version=version.id, page=0), "Zhejiang"))
    assert record.lot.region is None
    assert desk.target.ref == ref
    assert told["field_focus_requested"] == []


def test_evidence_is_detached_and_said_with_its_place(desk, lot, told, qtbot):
    version = a_paper(qtbot, desk)
    desk.set_target(FieldRef("lot", lot.id, "name"))
    record = changed(qtbot, desk, lambda: desk.attach(Place(version=version.id, page=0)))
    evidence = support(record, record.lot, "name").evidence[0]
    record = changed(qtbot, desk, lambda: desk.detach(evidence.id))
    assert support(record, record.lot, "name").state is FieldState.BARE
    said = {"document": "Appraisal report", "page": "1", "field": "Name", "record": "Jinchuan"}
    assert told["committed"][-1].step.params == said


def test_a_citation_is_opened_by_its_id(desk, lot, qtbot):
    version = a_paper(qtbot, desk)
    desk.set_target(FieldRef("lot", lot.id, "name"))
    record = changed(qtbot, desk, lambda: desk.attach(Place(version=version.id, page=2)))
    citation = support(record, record.lot, "name").citations[0]
    with qtbot.waitSignal(desk.place_requested) as opened:
        desk.open_citation(citation.id)
    assert opened.args == [citation]


def test_an_assumption_has_a_reason(desk, lot, qtbot):
    record = changed(qtbot, desk, lambda: desk.assume(FieldRef("lot", lot.id, "name"), "broker by phone"))
    assert support(record, record.lot, "name").state is FieldState.ASSUMED


def test_a_new_row_tells_its_id(desk, lot, qtbot):
    ids = []
    record = changed(qtbot, desk, lambda: desk.add("note", {"heading": "Call"}, ids.append))
    assert ids == [record.first(Note).id]


def test_leaving_a_lot_drops_record_and_target(desk, lot, qtbot):
    desk.set_target(FieldRef("lot", lot.id, "name"))
    with qtbot.waitSignal(desk.lot_closed):
        desk.close_lot()
    assert (desk.record, desk.lot, desk.target) == (None, None, None)


def test_a_bug_in_a_job_is_raised_where_the_window_runs(desk, qtbot):
    with qtbot.captureExceptions() as caught:
        desk.read(lambda: 1 // 0, lambda _: None)
        qtbot.waitUntil(lambda: caught != [])
    assert caught[0][0] is ZeroDivisionError


def test_several_reads_of_one_name_deliver_the_newest(desk, qtbot):
    seen, gate = [], Event()
    desk.read(lambda: gate.wait(60) and 0, seen.append, replaces="x")  # under way all the while
    for number in range(1, 20):
        desk.read(lambda number=number: number, seen.append, replaces="x")
    qtbot.waitUntil(lambda: 19 in seen)
    gate.set()
    settled(qtbot, desk.jobs)
    assert seen == [19]


def test_a_refusal_of_what_is_not_asked_for_any_more_is_told_to_nobody(desk, qtbot):
    seen, failed, gate = [], [], Event()

    def refused():
        gate.wait(60)
        raise NotFoundError(what="Lot", name="a")

    desk.jobs.read(refused, seen.append, replaces="x", failed=failed.append)  # under way all the while
    desk.jobs.read(lambda: 1, seen.append, replaces="x")
    qtbot.waitUntil(lambda: seen == [1])
    gate.set()
    settled(qtbot, desk.jobs)
    assert (seen, failed) == ([1], [])


def test_valuing_freezes_a_run_and_again_gives_the_same(desk, lot, qtbot, told):
    listing = next(iter(desk.record.rows["listing"].values()))
    values = {"start_price": Money.of(3_000_000), "increment": Money.of(50_000)}
    changed(qtbot, desk, lambda: desk.edit_fields("listing", listing.id, values))
    record = changed(qtbot, desk, desk.freeze_run)
    run = next(iter(record.rows["run"].values()))
    assert run.max_bid_on_ladder is not None
    assert run.loss_probability is not None
    desk.freeze_run()
    settled(qtbot, desk.jobs)
    assert len(desk.record.rows["run"]) == 1
