"""What restoring a copy would change: which lots and rows, and what each lot that differs is worth bidding, now and then."""

from decimal import Decimal

import pytest

from workstation.application.lots import new_lot
from workstation.application.pricing import first_bid
from workstation.application.progress import CancelledError, Silent, Watched
from workstation.application.records import FieldRef, edit_field
from workstation.application.removal import remove_lot
from workstation.application.restore_preview import NoBid, RestoreBid, RestoreChange, preview_restore
from workstation.domain.copies import CopyReason
from workstation.domain.listings import Listing
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot
from workstation.domain.scenarios import Assumptions


@pytest.fixture
def lot(priced_lot):
    return priced_lot


def preview(services, copy, progress=None):
    with services.copies.reading(copy) as then:
        return preview_restore(services, then, progress or Silent())


def bid_of(services, lot):
    return first_bid(services, services.reader.lot(lot)).bid


def wants(services, lot, irr):
    assumptions = services.reader.lot(lot).first(Assumptions)
    edit_field(services.writer, FieldRef("assumptions", assumptions.id, "target_irr"), Decimal(irr))


def test_a_lot_that_differs_says_its_highest_bid_now_and_then_before_what_differs(services, lot):
    new_lot(services.writer, services.defaults, NewLot(name="Mill"))
    copy, then = services.copies.take(CopyReason.ASKED), bid_of(services, lot)
    wants(services, lot, "0.60")
    now = bid_of(services, lot)
    assert now.amount < then.amount
    found = preview(services, copy)
    assert found.changes == (
        RestoreBid("Plant", now=now, then=then),
        RestoreChange("Plant", Assumptions.title, 1, 1, 1),
    )
    assert found.alike == 1


def test_a_lot_that_cannot_be_priced_or_is_worth_less_than_the_start_price_says_so(services, lot):
    copy, then = services.copies.take(CopyReason.ASKED), bid_of(services, lot)
    listing = services.reader.lot(lot).first(Listing)
    edit_field(services.writer, FieldRef("listing", listing.id, "start_price"), Money.of(90_000_000))
    assert preview(services, copy).changes[0] == RestoreBid("Plant", now=NoBid.BELOW_START, then=then)
    unpriced = new_lot(services.writer, services.defaults, NewLot(name="Mill")).value
    copy = services.copies.take(CopyReason.ASKED)
    wants(services, unpriced, "0.60")
    assert preview(services, copy).changes[0] == RestoreBid("Mill", now=NoBid.NO_PRICE, then=NoBid.NO_PRICE)


def test_a_lot_that_is_there_once_only_has_no_bid_on_the_other_side(services, lot):
    copy, then = services.copies.take(CopyReason.ASKED), bid_of(services, lot)
    remove_lot(services.writer, services.reader, lot, batch="b")
    found = preview(services, copy)
    assert found.changes == (
        RestoreChange("Plant", "", 0, 1),
        RestoreBid("Plant", now=NoBid.NO_LOT, then=then),
    )
    assert services.reader.rows(Lot) == ()


def test_the_comparison_ends_when_another_copy_is_chosen(services, lot):
    copy = services.copies.take(CopyReason.ASKED)
    wants(services, lot, "0.60")
    stopped = Watched()
    stopped.stop.set()
    with pytest.raises(CancelledError):
        preview(services, copy, stopped)
