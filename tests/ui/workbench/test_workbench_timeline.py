"""An event is entered once and shown beside the claim that it concerns, and in the timeline of the lot."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workstation.application.records import FieldRef
from workstation.domain.claims import Claim
from workstation.domain.events import Event, EventKind
from workstation.domain.transfers import Transfer
from workstation.ui.panels.child_rows import ChildRows

ALT = Qt.KeyboardModifier.AltModifier


def section(person, entity):
    panel = person.frame.lot.records.currentWidget()
    return next(part for part in panel.findChildren(ChildRows) if part.entity == entity)


@pytest.fixture
def with_claim(at_work):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="claims")
    if not at_work.desk.record.all(Claim):
        at_work.desk.add("claim", {"name": "1"})
    at_work.waits(lambda: at_work.desk.record.all(Claim))
    return at_work


def dated(person, row, day):
    person.desk.edit(FieldRef("event", row, "on"), day)
    person.waits(lambda: person.desk.record.get(Event, row).on == day)


def test_an_event_of_a_claim_stands_in_the_timeline_too(with_claim, qtbot):
    qtbot.mouseClick(section(with_claim, "event").add, Qt.MouseButton.LeftButton)
    with_claim.waits(lambda: with_claim.desk.record.all(Event))
    (event,) = with_claim.desk.record.all(Event)
    assert event.claim == with_claim.desk.record.first(Claim).id
    with_claim.desk.add("event", {"what": "Notice in the paper"})
    with_claim.waits(lambda: len(with_claim.desk.record.all(Event)) == 2)
    other = next(row for row in with_claim.desk.record.all(Event) if row.id != event.id)
    dated(with_claim, event.id, date(2024, 5, 1))
    dated(with_claim, other.id, date(2023, 5, 1))
    assert section(with_claim, "event").table.records.rowCount() == 1
    QTest.keyClick(with_claim.bench, Qt.Key.Key_Equal, ALT)
    with_claim.waits(lambda: with_claim.frame.lot.tab == "timeline")
    table = section(with_claim, "event").table
    with_claim.waits(lambda: table.records.rowCount() == 2)
    assert [table.records.id_at(place) for place in range(2)] == [other.id, event.id]


def test_a_claim_that_events_concern_can_be_removed_and_the_events_stay(with_claim):
    claim = with_claim.desk.record.first(Claim).id
    with_claim.desk.add("event", {"claim": claim, "what": "Demand"})
    with_claim.waits(lambda: with_claim.desk.record.all(Event))
    with_claim.desk.remove("claim", claim)
    with_claim.waits(lambda: not with_claim.desk.record.all(Claim))
    (event,) = with_claim.desk.record.all(Event)
    assert event.claim is None
    with_claim.desk.undo()
    with_claim.waits(lambda: with_claim.desk.record.first(Event).claim == claim)


def test_a_link_of_the_chain_names_its_parties_by_typing(with_claim, qtbot):
    QTest.keyClick(with_claim.bench, Qt.Key.Key_Equal, ALT)
    with_claim.waits(lambda: with_claim.frame.lot.tab == "timeline")
    part = section(with_claim, "transfer")
    qtbot.mouseClick(part.add, Qt.MouseButton.LeftButton)
    with_claim.waits(lambda: with_claim.desk.record.all(Transfer))
    with_claim.waits(lambda: part.form.form.is_whole and part.form.row is not None)
    editor = part.form.form.row("giver").editor
    editor.setFocus()
    QTest.keyClicks(editor, "Yuezhou Bank")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    with_claim.waits(lambda: with_claim.desk.record.first(Transfer).giver is not None)
    with_claim.waits(lambda: "Without notice" in part.form.form.row("notice").note())


def test_the_timeline_is_narrowed_by_kind_and_by_words_and_widens_for_what_is_asked_for(at_work, qtbot):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="timeline")
    for what, kind in (("Letter to the guarantor", "demand"), ("Suit", "filing"), ("Letter again", "demand")):
        at_work.desk.add("event", {"what": what, "kind": EventKind(kind)})
    events = section(at_work, "event")
    at_work.waits(lambda: events.table.records.rowCount() == 3)
    panel = at_work.frame.lot.records.currentWidget()
    qtbot.mouseClick(panel.kinds, Qt.MouseButton.LeftButton)
    menu = at_work.menu()
    assert [action.text() for action in menu.actions()] == ["All kinds", "Demand", "Filing"]
    menu.actions()[1].trigger()
    menu.close()
    assert events.table.records.rowCount() == 2
    assert panel.kinds.text() == "Demand"
    QTest.keyClicks(panel.filter, "again")
    at_work.waits(lambda: events.table.records.rowCount() == 1)
    suit = at_work.desk.record.first(Event, kind=EventKind.FILING)
    at_work.desk.focus_field(FieldRef("event", suit.id, "what"))
    at_work.waits(lambda: events.table.current_id() == suit.id)
    assert events.table.records.rowCount() == 3
