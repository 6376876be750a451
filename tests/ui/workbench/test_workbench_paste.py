"""Rows from a spreadsheet into a table: seen first, added as one step, taken back as one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from workstation.domain.claims import Balance, Claim
from workstation.domain.money import Money
from workstation.domain.parties import Party, Role
from workstation.ui.dialogs.paste import PasteSheet

ROWS = "Kind\tAs of\tAmount\nPrincipal\t2025-06-30\t3,500万\nInterest\t2025.6.30\tnot known\nInterest\t2025.6.30\t120\n"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def on_claims(at_work):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="claims")
    at_work.desk.add("claim", {"name": "1", "currency": "CNY"})
    at_work.waits(lambda: at_work.desk.record.first(Claim) is not None)
    return at_work


def parts(person, record_class):
    panel = person.frame.lot.records.currentWidget()
    return next(part for part in panel.parts if part.entity == record_class.entity)


def sheet_of(person):
    found = [sheet for sheet in person.frame.findChildren(PasteSheet) if sheet.isVisible()]
    return found[0] if found else None


def test_copied_rows_are_shown_then_added_and_taken_back_as_one_step(on_claims, qtbot):
    person = on_claims
    before = len(person.desk.record.all(Balance))
    QGuiApplication.clipboard().setText(ROWS)
    qtbot.mouseClick(parts(person, Balance).paste, Qt.MouseButton.LeftButton)
    person.waits(lambda: sheet_of(person))
    assert sheet_of(person).said.text() == "2 of 3 rows are added."
    assert sheet_of(person).table.records.index(1, 3).data().startswith("“not known”")
    QTest.keyClick(sheet_of(person).table, Qt.Key.Key_Return)
    person.waits(lambda: len(person.desk.record.all(Balance)) == before + 2)
    amounts = {row.amount for row in person.desk.record.all(Balance)}
    assert {Money(3_500_000_000, "CNY"), Money(12_000, "CNY")} <= amounts
    person.bench.action("edit.undo").trigger()
    person.waits(lambda: len(person.desk.record.all(Balance)) == before)
    person.bench.action("edit.redo").trigger()
    person.waits(lambda: len(person.desk.record.all(Balance)) == before + 2)


def test_ctrl_v_in_a_table_asks_and_escape_adds_nothing(on_claims):
    person = on_claims
    person.desk.add("balance", {"claim": person.desk.record.first(Claim).id})
    person.waits(parts(person, Balance).table.isVisible)
    before = len(person.desk.record.all(Balance))
    QGuiApplication.clipboard().setText("")
    parts(person, Balance).table.setFocus()
    QTest.keyClick(parts(person, Balance).table, Qt.Key.Key_V, CTRL)
    person.waits(lambda: sheet_of(person))
    assert "There are no rows to paste" in sheet_of(person).said.text()
    QTest.keyClick(sheet_of(person).table, Qt.Key.Key_Return)
    QTest.keyClick(sheet_of(person), Qt.Key.Key_Escape)
    person.waits(lambda: sheet_of(person) is None)
    assert len(person.desk.record.all(Balance)) == before


def test_pasted_parties_are_known_again_by_name(on_claims, qtbot):
    person = on_claims
    panel = person.frame.lot.records.currentWidget()
    roles = next(part for part in panel.findChildren(type(panel.parts[0])) if part.entity == Role.entity)
    QGuiApplication.clipboard().setText("Party\tRole\n浙江担保\tGuarantor\n浙江担保\tBorrower")
    qtbot.mouseClick(roles.paste, Qt.MouseButton.LeftButton)
    person.waits(lambda: sheet_of(person))
    assert sheet_of(person).said.text() == "2 of 2 rows are added."
    QTest.keyClick(sheet_of(person).table, Qt.Key.Key_Return)
    person.waits(lambda: len(person.desk.record.all(Role)) == 2)
    assert len({row.party for row in person.desk.record.all(Role)}) == 1
    assert [row.name for row in person.desk.record.all(Party)] == ["浙江担保"]


def test_lots_of_a_spreadsheet_go_into_the_list_as_one_step(at_work, qtbot):
    at_work.makes_lot("Nanxun Timber")
    QGuiApplication.clipboard().setText(
        "名称\t内部编号\t起拍价\t竞价截止\t本金\n"
        "锦川纺织\t2025-0611\t800万\t2025-09-11 10:00\t2000万\n"
        "Haitang Fibre\t\t3,000,000\tsoon\t\n"
        "Yunqiao\t\t\t\t\n"
    )
    at_work.frame.lots.table.setFocus()
    qtbot.keyClick(at_work.frame.lots.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (sheet,) = at_work.frame.findChildren(PasteSheet)
    assert "2 of 3 rows are added" in at_work.texts(sheet)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    at_work.waits(lambda: len(at_work.bench.hand.rows) == 3)
    lot = next(row for row in at_work.bench.hand.rows if row.lot.name == "锦川纺织")
    assert (lot.lot.number, lot.listing.start_price) == ("2025-0611", Money.of(8_000_000))
    assert (lot.claim, lot.listing.bid_end.hour) == (Money.of(20_000_000), 10)
    at_work.bench.action("edit.undo").trigger()
    at_work.waits(lambda: [row.lot.name for row in at_work.bench.hand.rows] == ["Nanxun Timber"])
