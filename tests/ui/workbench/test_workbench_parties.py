"""Parties across lots: named by typing, found again, seen in all their lots, merged, and taken apart by one undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workstation.application.parties import add_party
from workstation.application.records import FieldRef
from workstation.domain.claims import Claim
from workstation.domain.parties import Party, PartyKind, Role, RoleKind
from workstation.language.pinyin import warm
from workstation.ui.dialogs.merge import MergeSheet
from workstation.ui.dialogs.new_party import NewPartySheet

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def types_a_borrower(person, lot, text):
    """Into the first claim of the lot, which is made when there is none; the editor still has the focus."""
    person.opens(lot, tab="claims")
    if not person.desk.record.all(Claim):
        person.desk.add("claim", {"name": "1"})
        person.waits(lambda: person.desk.record.all(Claim))
    panel = person.frame.lot.records.currentWidget()
    person.waits(lambda: panel.form.form.is_whole)
    editor = panel.form.form.row("borrower").editor
    editor.setFocus()
    QTest.keyClicks(editor, text)
    return panel, editor


def names_a_borrower(person, lot, name):
    panel, editor = types_a_borrower(person, lot, name)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    person.waits(lambda: person.desk.record.first(Claim).borrower is not None)
    return panel


@pytest.fixture
def two_lots(at_work):
    for name in ("Plant", "Hotel"):
        at_work.makes_lot(name)
    names_a_borrower(at_work, "Plant", "Jinchuan Textile")
    return at_work


def parties(person):
    return person.desk.services.reader.rows(Party)


def test_a_name_typed_into_a_field_makes_the_party_and_its_role(two_lots):
    (party,) = parties(two_lots)
    assert party.name == "Jinchuan Textile"
    (role,) = two_lots.desk.record.all(Role)
    assert role.kind is RoleKind.BORROWER


def test_a_party_of_another_lot_is_completed_and_tells_where_else_it_is(two_lots, qtbot):
    two_lots.opens("Hotel", tab="claims")
    two_lots.waits(lambda: [party.name for party in two_lots.desk.parties] == ["Jinchuan Textile"])
    panel = names_a_borrower(two_lots, "Hotel", "jinchuan textile")
    assert len(parties(two_lots)) == 1
    two_lots.waits(panel.also_in.isVisible)
    (button,) = panel.also_in.buttons
    assert button.text() == "Plant"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    two_lots.waits_for_lot("Plant")


def test_a_name_in_hanzi_is_offered_by_its_pinyin(two_lots):
    two_lots.desk.write(
        lambda: add_party(two_lots.desk.services.writer, two_lots.desk.record.lot.id, "锦川纺织")
    )
    two_lots.waits(lambda: len(two_lots.desk.parties) == 2)
    warm(["锦川纺织"])
    _, editor = types_a_borrower(two_lots, "Hotel", "jcfz")
    popup = editor.completer().popup()
    two_lots.waits(popup.isVisible)
    assert [popup.model().index(at, 0).data() for at in range(popup.model().rowCount())] == ["锦川纺织"]
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    two_lots.waits(lambda: two_lots.desk.record.first(Claim).borrower is not None)
    assert len(parties(two_lots)) == 2


def opens_parties(person):
    QTest.keyClick(
        person.bench, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    )
    person.waits(lambda: person.frame.parties is not None and person.frame.parties.isVisible())
    panel = person.frame.parties
    person.waits(lambda: panel.table.records.rowCount() == len(parties(person)))
    return panel


def test_two_parties_are_merged_by_keys_and_taken_apart_by_one_undo(two_lots, qtbot):
    names_a_borrower(two_lots, "Hotel", "Zhejiang JCT")
    panel = opens_parties(two_lots)
    gone = next(party for party in parties(two_lots) if party.name == "Zhejiang JCT")
    panel.table.select_id(gone.id)
    qtbot.mouseClick(panel.merge, Qt.MouseButton.LeftButton)
    two_lots.waits(lambda: two_lots.frame.findChildren(MergeSheet))
    (sheet,) = two_lots.frame.findChildren(MergeSheet)
    assert "Jinchuan Textile stays and is also known as Zhejiang JCT; 1 lots" in sheet._said.text()
    QTest.keyClick(sheet.filter, Qt.Key.Key_Return)
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    two_lots.waits(
        lambda: [party.names for party in parties(two_lots)] == [("Jinchuan Textile", "Zhejiang JCT")]
    )
    two_lots.waits(lambda: panel.table.records.rowCount() == 1)
    two_lots.waits(lambda: panel.lots.records.rowCount() == 2)
    assert two_lots.frame.stack.currentWidget() is panel
    two_lots.bench.action("edit.undo").trigger()
    two_lots.waits(lambda: len(parties(two_lots)) == 2)


def test_a_party_is_added_with_its_role_which_the_lists_show(two_lots, qtbot):
    """W33: nobody could be added here, and nothing said what anybody was."""
    panel = opens_parties(two_lots)
    shown = panel.table.records
    two_lots.waits(lambda: shown.index(0, 1).data() == "Borrower")
    two_lots.waits(lambda: panel.lots.records.index(0, 1).data() == "Borrower")
    QTest.keyClick(panel.table, Qt.Key.Key_Plus)
    sheet = two_lots.sheet(NewPartySheet)
    assert not sheet.add.isEnabled()
    QTest.keyClicks(sheet.name, "Keqiao tax office")
    sheet.role.show_text(RoleKind.CREDITOR.value)
    plant = next(row.lot.id for row in two_lots.bench.hand.rows if row.lot.name == "Plant")
    sheet.lot.show_text(plant)
    QTest.keyClick(sheet.name, Qt.Key.Key_Return)
    two_lots.waits(lambda: shown.rowCount() == 2)
    assert [shown.index(row, 1).data() for row in range(2)] == ["Borrower", "Creditor"]
    (role,) = two_lots.desk.services.reader.rows(Role, kind=RoleKind.CREDITOR)
    assert role.lot == plant
    two_lots.bench.action("edit.undo").trigger()
    two_lots.waits(lambda: shown.rowCount() == 1)


def test_enter_on_a_lot_of_a_party_opens_it_after_a_change_of_theme_too(two_lots):
    opens_parties(two_lots)
    two_lots.bench.action("view.dark").trigger()  # the window is built anew, and the parties stay in front
    two_lots.waits(lambda: two_lots.bench.context.theme.dark)
    panel = two_lots.frame.parties
    assert two_lots.frame.stack.currentWidget() is panel
    two_lots.waits(lambda: panel.lots.records.rowCount() == 1)
    panel.lots.setFocus()
    panel.lots.select_id(panel.lots.records.id_at(0))
    QTest.keyClick(panel.lots, Qt.Key.Key_Return)
    two_lots.waits_for_lot("Plant")


def test_the_id_of_a_person_is_masked_in_list_and_form_until_it_is_asked_for(two_lots):
    (party,) = parties(two_lots)
    two_lots.desk.edit(FieldRef("party", party.id, "kind"), PartyKind.PERSON)
    two_lots.desk.edit(FieldRef("party", party.id, "registered_id"), "330621197503124518")
    panel = opens_parties(two_lots)
    model = panel.table.records
    two_lots.waits(lambda: model.index(0, 3).data() == "3306••••••••••4518")
    row = panel.form.form.row("registered_id")
    two_lots.waits(lambda: row.editor.text() == "3306••••••••••4518")
    row.editor.setFocus()
    assert row.editor.text() == "3306••••••••••4518"
    QTest.keyClick(row.editor, Qt.Key.Key_F2)
    assert row.editor.text() == "330621197503124518"
    panel.table.setFocus()
    two_lots.waits(lambda: row.editor.text() == "3306••••••••••4518")
    (party,) = parties(two_lots)
    assert party.registered_id == "330621197503124518"
