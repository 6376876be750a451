"""Notes and history of a lot."""

import pytest
from PySide6.QtCore import Qt

from workstation.application.records import FieldRef
from workstation.domain.claims import BalanceKind, Claim
from workstation.domain.collateral import Collateral, Encumbrance, SecuredClaim
from workstation.domain.money import Money
from workstation.domain.notes import Note


@pytest.fixture
def on_notes(at_work):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="notes")
    return at_work


def panel(person):
    return person.frame.lot.records.currentWidget()


def test_a_note_is_kept_when_one_leaves_it(on_notes, qtbot):
    qtbot.mouseClick(on_notes.button("New note", panel(on_notes)), Qt.MouseButton.LeftButton)
    on_notes.waits(panel(on_notes).heading.hasFocus)
    qtbot.keyClicks(panel(on_notes).heading, "Call of the broker")
    qtbot.keyClick(panel(on_notes).heading, Qt.Key.Key_Return)
    on_notes.waits(lambda: on_notes.desk.record.first(Note).heading == "Call of the broker")
    panel(on_notes).body.setFocus()
    qtbot.keyClicks(panel(on_notes).body, "The lease is older than the mortgage.")
    on_notes.frame.lot.show_tab("documents")
    on_notes.waits(lambda: on_notes.desk.record.first(Note).body is not None)
    assert on_notes.desk.record.first(Note).body == "The lease is older than the mortgage."


def test_a_note_can_be_cited(on_notes, qtbot):
    panel(on_notes).add_note()
    on_notes.waits(panel(on_notes).heading.hasFocus)
    panel(on_notes).body.setFocus()
    note = on_notes.desk.record.first(Note)
    assert on_notes.desk.target.ref == FieldRef("note", note.id, "body")


def test_what_is_half_written_goes_to_the_note_it_was_written_in(on_notes, qtbot):
    for heading in ("First", "Second"):
        on_notes.desk.add("note", {"heading": heading})
        on_notes.waits(
            lambda heading=heading: heading in [note.heading for note in on_notes.desk.record.all(Note)]
        )
    first, second = on_notes.desk.record.all(Note)
    panel(on_notes).table.select_id(first.id)
    panel(on_notes).body.setFocus()
    qtbot.keyClicks(panel(on_notes).body, "about the first")
    panel(on_notes).table.select_id(second.id)
    on_notes.waits(lambda: on_notes.desk.record.get(Note, first.id).body == "about the first")
    assert on_notes.desk.record.get(Note, second.id).body is None
    assert panel(on_notes).body.toPlainText() == ""


def test_a_note_is_removed_and_comes_back_with_undo(on_notes, qtbot):
    panel(on_notes).add_note()
    on_notes.waits(lambda: on_notes.desk.record.first(Note) is not None)
    on_notes.waits(panel(on_notes).heading.isVisible)
    qtbot.mouseClick(panel(on_notes).remove, Qt.MouseButton.LeftButton)
    on_notes.waits(lambda: on_notes.desk.record.first(Note) is None)
    assert "No notes yet." in on_notes.texts(panel(on_notes))
    on_notes.bench.action("edit.undo").trigger()
    on_notes.waits(lambda: on_notes.desk.record.first(Note) is not None)


def history_lines(person):
    model = panel(person).table.records
    return [model.data(model.index(row, 2)) for row in range(model.rowCount())]


def change_lines(person):
    model = panel(person).changes.records
    return [
        tuple(model.data(model.index(row, column)) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_the_history_names_each_step_newest_first_and_shows_before_and_after(at_work):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="history")
    at_work.desk.edit(FieldRef("lot", at_work.desk.lot, "region"), "Hangzhou")
    at_work.desk.edit(FieldRef("lot", at_work.desk.lot, "region"), "Shaoxing")
    at_work.waits(lambda: len(history_lines(at_work)) == 3)
    assert history_lines(at_work) == [
        "Changed Region of Jinchuan",
        "Changed Region of Jinchuan",
        "New lot Jinchuan",
    ]
    model = panel(at_work).table.records
    panel(at_work).table.setCurrentIndex(model.index(0, 0))
    assert ("Region", "Hangzhou", "Shaoxing") in change_lines(at_work)


def test_what_was_undone_is_marked(at_work, qtbot):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="history")
    at_work.desk.edit(FieldRef("lot", at_work.desk.lot, "region"), "Hangzhou")
    at_work.waits(lambda: len(history_lines(at_work)) == 2)
    qtbot.mouseClick(panel(at_work).undo, Qt.MouseButton.LeftButton)
    at_work.waits(lambda: len(history_lines(at_work)) == 3)
    model = panel(at_work).table.records
    states = [model.data(model.index(row, 3)) for row in range(3)]
    assert states == ["", "undone", ""]


def test_rows_of_the_history_say_who_and_when(at_work):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="history")
    at_work.waits(lambda: history_lines(at_work) != [])
    model = panel(at_work).table.records
    assert model.data(model.index(0, 0)) == "2025-09-08 14:02:00"
    assert model.data(model.index(0, 1)) == "Lin"


def test_the_parts_of_a_record_are_sorted_by_value_and_filtered(at_work, qtbot):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="claims")
    at_work.desk.add("claim", {"name": "1", "currency": "CNY"})
    at_work.waits(lambda: at_work.desk.record.first(Claim))
    claim = at_work.desk.record.first(Claim).id
    for amount, kind in ((9, "interest"), (100, "principal"), (20, "costs")):
        at_work.desk.add("balance", {"claim": claim, "amount": Money.of(amount), "kind": BalanceKind(kind)})
    panel = at_work.frame.lot.records.currentWidget()
    part = next(part for part in panel.parts if part.entity == "balance")
    at_work.waits(lambda: part.table.records.rowCount() == 3)
    part.table.sort_by("amount")
    assert [row.amount.minor for row in part.table.records.rows] == [900, 2000, 10_000]
    assert not part.filter.isVisible()
    qtbot.keyClick(part.table, "/")
    assert part.filter.hasFocus()
    qtbot.keyClicks(part.filter, "princ")
    at_work.waits(lambda: part.table.records.rowCount() == 1)
    qtbot.keyClick(part.filter, Qt.Key.Key_Return)
    assert part.table.hasFocus()


def test_a_claim_names_the_security_that_stands_behind_it(at_work, qtbot):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="claims")
    at_work.desk.add("claim", {"name": "1"})
    at_work.desk.add("collateral", {"name": "Plant"})
    at_work.waits(lambda: at_work.desk.record.first(Claim) and at_work.desk.record.first(Collateral))
    plant = at_work.desk.record.last(Collateral).id
    at_work.desk.add("encumbrance", {"collateral": plant, "ours": True, "registered_no": "N-4471"})
    at_work.waits(lambda: at_work.desk.record.first(Encumbrance))
    panel = at_work.frame.lot.records.currentWidget()
    part = next(part for part in panel.parts if part.entity == "secured_claim")
    qtbot.mouseClick(part.add, Qt.MouseButton.LeftButton)
    at_work.waits(lambda: part.table.records.rowCount() == 1)
    editor = part.form.form.row("encumbrance").editor
    editor.setFocus()
    qtbot.keyClicks(editor, "N-4471")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    at_work.waits(lambda: at_work.desk.record.first(SecuredClaim).encumbrance is not None)
    at_work.waits(lambda: part.table.records.data(part.table.records.index(0, 0)) == "N-4471")
