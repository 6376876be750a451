"""Rounds and stages of a lot in the window."""

import pytest
from PySide6.QtCore import Qt
from workbench_kit import NOW

from workstation.application.records import FieldRef
from workstation.domain.citations import Evidence
from workstation.domain.listings import Listing, Regime
from workstation.domain.lots import Stage
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot


@pytest.fixture
def person(at_work):
    at_work.makes_lot(NewLot(name="Jinchuan", start_price=Money.of(8_000_000), bid_end=NOW))
    at_work.opens("Jinchuan", tab="overview")
    return at_work


def listings(person):
    return person.desk.record.all(Listing)


def overview(person):
    return person.frame.lot.records.currentWidget()


def edits(person, field, value, stays=None):
    row = (stays or listings(person)[0]).id
    person.desk.edit(FieldRef("listing", row, field), value)
    person.waits(lambda: getattr(person.desk.record.get(Listing, row), field) == value)


def test_a_new_round_keeps_the_record_carries_the_terms_and_empties_the_prices(person, qtbot):
    edits(person, "regime", Regime.CN_JUDICIAL_NET)
    edits(person, "seller", "杭州中院")
    first = listings(person)[0]
    person.desk.assume(FieldRef("listing", first.id, "start_price"), "told by phone")
    person.waits(lambda: person.desk.record.all(Evidence, row=first.id))
    qtbot.mouseClick(person.button("New round"), Qt.MouseButton.LeftButton)
    person.waits(lambda: len(listings(person)) == 2)
    second = listings(person)[1]
    assert (second.round, second.seller, second.extension_minutes) == (2, "杭州中院", 5)
    assert (second.start_price, second.bid_end) == (None, None)
    assert person.desk.record.all(Evidence, row=first.id)
    assert overview(person).listing.row == second
    assert person.figure("start") == "Start price —"
    qtbot.mouseClick(person.button("Round 1"), Qt.MouseButton.LeftButton)
    assert overview(person).listing.row.id == first.id
    person.bench.action("edit.undo").trigger()
    person.waits(lambda: len(listings(person)) == 1)


def test_a_stage_that_the_house_blocks_is_refused_with_its_remedy(person):
    lot = person.desk.lot
    person.desk.move_stage(lot, Stage.DEPOSIT)
    person.waits(lambda: "waits for a signed memo" in person.texts(person.frame.lot.banner))
    assert person.desk.record.lot.stage is Stage.LEAD


def test_s_in_the_list_moves_a_lot_and_says_what_it_lacks(person, qtbot):
    person.bench.action("go.lots").trigger()
    table = person.frame.lots.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_S)
    menu = person.menu()
    next(action for action in menu.actions() if action.text() == "Won").trigger()
    menu.hide()
    person.waits(lambda: person.bench.hand.rows[0].lot.stage is Stage.WON)
    person.waits(lambda: "rests on something that is missing" in person.texts(person.frame.banner))
    assert table.records.rowCount() == 1  # what was won is work until it is collected


def test_another_regime_shows_other_fields_and_keeps_what_no_longer_applies(person):
    edits(person, "regime", Regime.CN_AMC_ONLINE)
    edits(person, "original_lender", "农行")
    edits(person, "regime", Regime.CN_JUDICIAL_NET)
    form = overview(person).listing.form
    person.waits(lambda: form.row("book_value").isHidden())
    assert not form.row("delivery").isHidden()
    assert "No longer applies" in form.row("original_lender").note()
