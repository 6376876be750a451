"""A lot that is offered again: what carries over, what does not, and that one listing stays."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from workstation.application.operations import OperationKind, Step
from workstation.application.records import FieldRef, assume, edit_fields
from workstation.application.rounds import LastRoundError, new_round, remove_round
from workstation.domain.citations import Evidence, EvidenceKind
from workstation.domain.listings import Listing, Regime
from workstation.domain.lots import Lot, Stage
from workstation.domain.money import Money

GIVEN = {
    "seller": "越州资产",
    "borrowers": 1,
    "claim_total": Money.of(26_479_100),
    "start_price": Money.of(8_000_000),
    "deposit": Money.of(1_600_000),
    "bid_end": datetime(2025, 9, 5, 10, tzinfo=UTC),
    "base_date": date(2025, 6, 20),
}


@pytest.fixture
def lot(services, lot):
    edit_fields(services.writer, "listing", listings(services, lot)[0].id, GIVEN)
    return lot


def listings(services, lot):
    return services.reader.lot(lot).all(Listing)


def offered_again(services, lot):
    made = new_round(services.writer, lot, "As in the round before").value
    return services.reader.lot(lot).get(Listing, made)


def moved(services, lot, stage):
    def work(tx):
        tx.put(replace(tx.get(Lot, lot), stage=stage))

    services.writer.run(Step(OperationKind.MOVE_STAGE, {}), work)


def test_what_the_seller_says_again_carries_over_and_prices_and_days_of_the_auction_do_not(services, lot):
    again = offered_again(services, lot)
    assert (again.seller, again.borrowers, again.claim_total, again.base_date) == (
        "越州资产",
        1,
        Money.of(26_479_100),
        date(2025, 6, 20),
    )
    assert (again.start_price, again.deposit, again.bid_end) == (None, None, None)


def test_what_carries_over_is_assumed_until_the_new_notice_is_cited(services, lot):
    again = offered_again(services, lot)
    behind = services.reader.lot(lot).all(Evidence, row=again.id)
    assert {each.kind for each in behind} == {EvidenceKind.ASSUMED}
    assert {each.reason for each in behind} == {"As in the round before"}
    assert {"seller", "claim_total", "base_date"} <= {each.field for each in behind}
    assert all(getattr(again, each.field) is not None for each in behind)


def test_rounds_are_counted_from_the_highest_one(services, lot):
    assert offered_again(services, lot).round == 2
    edit_fields(services.writer, "listing", listings(services, lot)[-1].id, {"round": 5})
    assert offered_again(services, lot).round == 6


@pytest.mark.parametrize(("regime", "minutes"), [(Regime.CN_JUDICIAL_NET, 5), (Regime.CN_AMC_ONLINE, 30)])
def test_the_extension_of_a_court_auction_is_that_of_the_law(services, lot, regime, minutes):
    """法释〔2016〕18号第20条; another seller's carries over."""
    first = listings(services, lot)[0]
    edit_fields(services.writer, "listing", first.id, {"regime": regime, "extension_minutes": 30})
    assert offered_again(services, lot).extension_minutes == minutes


@pytest.mark.parametrize(
    ("stage", "after"),
    [(Stage.LOST, Stage.SCREEN), (Stage.PASSED, Stage.SCREEN), (Stage.DUE_DILIGENCE, Stage.DUE_DILIGENCE)],
)
def test_a_lot_whose_last_round_came_to_nothing_goes_back_to_work(services, lot, stage, after):
    moved(services, lot, stage)
    offered_again(services, lot)
    assert services.reader.lot(lot).lot.stage is after


def test_the_only_listing_of_a_lot_is_not_removed(services, lot):
    with pytest.raises(LastRoundError):
        remove_round(services.writer, listings(services, lot)[0].id)
    assert len(listings(services, lot)) == 1


def test_a_round_goes_with_the_evidence_on_it_and_comes_back_with_it(services, lot):
    first = listings(services, lot)[0]
    assume(services.writer, FieldRef("listing", first.id, "seller"), "by phone")
    again = offered_again(services, lot)
    remove_round(services.writer, again.id)
    record = services.reader.lot(lot)
    assert record.all(Listing) == (first,)
    assert record.all(Evidence, row=again.id) == ()
    assert [each.reason for each in record.all(Evidence, row=first.id, field="seller")] == ["by phone"]
    services.writer.undo()
    assert services.reader.lot(lot).all(Evidence, row=again.id)


def test_the_history_says_which_round(services, lot):
    again = offered_again(services, lot)
    assert services.reader.history(limit=1)[0].step.params == {"field": "2", "record": "Plant"}
    remove_round(services.writer, again.id)
    assert services.reader.history(limit=1)[0].step.params == {"field": "2", "record": "Plant"}
