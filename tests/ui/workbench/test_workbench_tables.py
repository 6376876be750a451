"""Tables as a person uses them: several rows chosen, columns put away, copied and exported, filtered by pinyin."""

import zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu

from workstation.ui.dialogs.bulk import BulkSheet

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def listed(at_work):
    """A list of three lots."""
    for name in ("锦川纺织", "Hotel", "海港物流"):
        at_work.makes_lot(name)
    at_work.waits(lambda: table(at_work).records.rowCount() == 3)
    table(at_work).setFocus()
    return at_work


def table(person):
    return person.frame.lots.table


def names(person):
    model = table(person).records
    return [model.index(row, 0).data().split(" · ")[0] for row in range(model.rowCount())]


def test_a_filter_finds_a_lot_by_its_pinyin(listed):
    listed.waits(lambda: _filtered(listed, "jcfz") == ["锦川纺织"])
    assert _filtered(listed, "wuliu") == ["海港物流"]
    assert _filtered(listed, "hot") == ["Hotel"]


def _filtered(person, text):
    person.frame.lots.filter.clear()
    table(person).set_filter(text)
    return names(person)


def test_several_rows_are_chosen_by_shift_and_only_they_are_copied(listed):
    QTest.keyClick(table(listed), Qt.Key.Key_Home, CTRL)
    QTest.keyClick(table(listed), Qt.Key.Key_Down, SHIFT)
    assert len(table(listed).selected_ids()) == 2
    QTest.keyClick(table(listed), Qt.Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().strip().splitlines()
    assert [line.split("\t")[0].split(" · ")[0] for line in lines[1:]] == names(listed)[:2]


def test_many_records_are_changed_only_where_several_are_chosen(listed):
    QTest.keyClick(table(listed), Qt.Key.Key_Home, CTRL)
    QTest.keyClick(table(listed), Qt.Key.Key_Down, SHIFT)
    listed.bench.action("edit.many").trigger()
    listed.waits(lambda: listed.frame.findChildren(BulkSheet))
    (sheet,) = listed.frame.findChildren(BulkSheet)
    assert len(sheet._rows) == 2
    QTest.keyClick(sheet, Qt.Key.Key_Escape)


def test_a_column_that_was_put_away_stays_away_after_a_change_of_language(listed, store):
    place = [column.key for column in table(listed).spec.columns].index("ready")
    assert not table(listed).isColumnHidden(place)
    table(listed).choose_columns()
    (menu,) = [menu for menu in table(listed).findChildren(QMenu) if menu.isVisible()]
    next(action for action in menu.actions() if action.data() == "ready").trigger()
    menu.close()
    assert table(listed).isColumnHidden(place)
    listed.waits(lambda: ("ready",) in store.kept.hidden_columns.values())
    listed.bench.action("view.chinese").trigger()
    listed.waits(lambda: table(listed).records.rowCount() == 3 and table(listed).isColumnHidden(place))


def test_what_is_shown_is_exported_as_a_spreadsheet(listed, tmp_path):
    listed.bench.action("edit.export").trigger()
    (dialog,) = [dialog for dialog in listed.bench.findChildren(QFileDialog) if dialog.isVisible()]
    target = tmp_path / "lots.xlsx"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    listed.waits(target.exists)
    listed.waits(lambda: zipfile.is_zipfile(target))
    with zipfile.ZipFile(target) as parts:
        words = parts.read("xl/sharedStrings.xml").decode()
    assert "锦川纺织" in words
    assert "Start price" in words
