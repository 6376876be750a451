"""The sheet for a new lot: days without a year, a calendar, and fields that stay where they are."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QAbstractItemView, QToolButton
from workbench_kit import CHINA

from workstation.domain.listings import Listing
from workstation.domain.money import Money
from workstation.language.translator import Language
from workstation.ui.forms.calendar import CalendarPopup


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_an_end_of_bidding_without_a_year_is_echoed_in_full_and_moves_no_field(
    person, tmp_path, qtbot, language
):
    bench = person.bench
    bench.set_language(Language(language))
    bench.doors.create(tmp_path / "Court lots.workspace")
    person.waits(lambda: person.desk is not None and bench.context.tr.language == language)
    bench.action("lot.new").trigger()
    sheet = person.new_lot_sheet()
    editors = sheet.editors
    before = {name: (editor.pos(), editor.size()) for name, editor in editors.items()}
    qtbot.keyClicks(editors["name"], "Jinchuan")
    for text in ("Dec 5 10 am", "12月5日上午10点"):
        editors["bid_end"].setText(text)
        assert {"en": "Fri 2025-12-05 10:00", "zh_CN": "周五 2025-12-05 10:00"}[language] in person.texts(
            sheet
        )
        assert {"en": "No year is given", "zh_CN": "未写年份"}[language] in person.texts(sheet)
    editors["start_price"].setText("many")
    assert {name: (editor.pos(), editor.size()) for name, editor in editors.items()} == before
    editors["start_price"].setText("800万")
    editors["deposit"].setText("160万")
    editors["number"].setText("2025-0611")
    editors["platform"].setText("京东拍卖")
    editors["region"].setText("浙江绍兴")
    qtbot.keyClick(editors["region"], Qt.Key.Key_Return)
    person.waits(lambda: person.desk.record is not None)
    lot, listing = person.desk.record.lot, person.desk.record.first(Listing)
    assert (lot.number, lot.region, listing.platform) == ("2025-0611", "浙江绍兴", "京东拍卖")
    assert listing.deposit == Money.of(1_600_000)
    assert listing.bid_end == datetime(2025, 12, 5, 10, tzinfo=CHINA)


def calendar(person):
    found = person.bench.findChildren(CalendarPopup)
    return next((popup for popup in found if popup.isVisible()), None)


def test_a_day_is_chosen_in_a_calendar_by_key_and_by_mouse(at_work, qtbot):
    at_work.bench.action("lot.new").trigger()
    sheet = at_work.new_lot_sheet()
    line = sheet.editors["bid_end"]
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = calendar(at_work)
    assert popup.calendar.selectedDate() == QDate(2025, 9, 8), "the day of the workspace's clock"
    view = popup.findChild(QAbstractItemView)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert calendar(at_work) is None
    assert line.text() == "2025-09-09 "
    assert "No time of day" in at_work.texts(sheet)
    qtbot.keyClicks(line, "10:30")
    assert "Tue 2025-09-09 10:30" in at_work.texts(sheet)
    button = line.findChild(QToolButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    popup = calendar(at_work)
    view = popup.findChild(QAbstractItemView)
    day = next(
        index
        for row in range(view.model().rowCount())
        for column in range(view.model().columnCount())
        if (index := view.model().index(row, column)).data() == 16  # stands once in the six weeks
    )
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(day).center())
    assert calendar(at_work) is None
    assert line.text() == "2025-09-16 10:30", "the time of day stays"
    qtbot.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(calendar(at_work).findChild(QAbstractItemView), Qt.Key.Key_Escape)
    assert (calendar(at_work), sheet.isVisible(), line.text()) == (None, True, "2025-09-16 10:30")


def test_a_field_of_the_form_reads_the_next_such_day_and_has_a_calendar(at_work, qtbot):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="overview")
    form = at_work.frame.lot.records.currentWidget().listing.form
    closes, due = form.row("bid_end").editor, form.row("payment_due").editor
    closes.setFocus()
    closes.setText("12月6日上午10点")
    qtbot.keyClick(closes, Qt.Key.Key_Return)
    end = datetime(2025, 12, 6, 10, tzinfo=CHINA)
    at_work.waits(lambda: at_work.desk.record.first(Listing).bid_end == end)
    assert closes.text().startswith("2025-12-06 10:00")
    icon = due.findChild(QToolButton)
    assert not icon.isVisible()
    due.setFocus()
    assert icon.isVisible()
    qtbot.keyClick(due, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    view = calendar(at_work).findChild(QAbstractItemView)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    at_work.waits(lambda: at_work.desk.record.first(Listing).payment_due == date(2025, 9, 15))
