"""Nothing that appears by itself moves what is under the pointer: a click lands where it was aimed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from made_files import zipped
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from settled import settled
from test_workbench_arrivals import on_lot, room, take_in  # noqa: F401 - fixtures

from workstation.ui.widgets.values import JobView, Progress

LOCKED = (Path(__file__).parents[2] / "data/pdf/locked.pdf").read_bytes()
FILES = {"a.txt": "甲", "b.txt": "乙", "c.txt": "丙", "抵押合同.pdf": LOCKED, "e.txt": "戊"}


@pytest.fixture
def table(on_lot, room):  # noqa: F811 - the fixture of that name
    take_in(on_lot, room("room.zip", zipped(FILES)))
    shown = on_lot.frame.lot.records.currentWidget().table
    on_lot.waits(lambda: len(shown.records.rows) == len(FILES) + 1)
    return shown


def place_of(bench, table, name):
    """Where the row of a file is seen in the window."""
    found = next(row.id for row in table.records.rows if row.version.file_name == name)
    index = table.records.index(table.records.place_of(found), 0)
    return table.viewport().mapTo(bench, table.visualRect(index).center())


def name_at(bench, table, where):
    """The row that a click at this place of the window chooses, "" where it hits none."""
    hit = bench.childAt(where)
    QTest.mouseClick(hit, Qt.MouseButton.LeftButton, pos=hit.mapFrom(bench, where))
    names = {row.id: row.version.file_name for row in table.records.rows}
    return names[table.current_id()] if hit is table.viewport() else ""


def point_at(bench, where):
    """The pointer goes there, also where an earlier test left it just there."""
    QCursor.setPos(bench.mapToGlobal(QPoint(1, 1)))
    QCursor.setPos(bench.mapToGlobal(where))


def test_what_is_said_of_a_row_and_offered_for_it_moves_no_row(on_lot, table):  # noqa: F811
    bench, panel = on_lot.bench, on_lot.frame.lot.records.currentWidget()
    before = {name: place_of(bench, table, name) for name in FILES}
    assert name_at(bench, table, before["a.txt"]) == "a.txt"
    assert not panel.unlock.isVisible()
    assert name_at(bench, table, before["抵押合同.pdf"]) == "抵押合同.pdf"
    on_lot.qtbot.waitUntil(lambda: panel.unlock.isVisible() and panel.agree.isVisible())
    assert "password" in on_lot.texts(panel)
    assert {name: place_of(bench, table, name) for name in FILES} == before
    for name in FILES:
        assert name_at(bench, table, before[name]) == name
    panel._show_halted()  # what the panel knows by itself comes and goes on a line that is always there
    assert panel.agree_all.parentWidget().height() == panel.disagree.parentWidget().height() > 0


def test_a_banner_that_comes_by_itself_waits_with_its_room_for_the_pointer(on_lot, table, tmp_path):  # noqa: F811
    bench, banner = on_lot.bench, on_lot.frame.lot.banner
    folder = tmp_path / "Downloads"
    folder.mkdir()
    bench.watching.watch(folder)
    watch = bench.watching._watch
    watch._since = datetime.now(UTC) + timedelta(seconds=-1)  # the clock of the test stands still

    def comes(name):
        (folder / name).write_text(name, "utf-8")
        for _ in range(2):
            watch.look()
            settled(on_lot.qtbot, on_lot.desk.jobs)
        on_lot.waits(lambda: name in banner.accessibleName())
        assert banner.isVisible()

    before = {name: place_of(bench, table, name) for name in FILES}
    point_at(bench, before["c.txt"])
    on_lot.waits(table.underMouse)
    comes("new.txt")
    assert {name: place_of(bench, table, name) for name in FILES} == before
    assert name_at(bench, table, before["c.txt"]) == "c.txt"
    top = on_lot.frame.lot.split.mapTo(bench, QPoint(0, 0)).y()
    assert banner.mapTo(bench, QPoint(0, 0)).y() == top, "over the head of the panel"

    point_at(bench, QPoint(300, 20))  # the top bar
    on_lot.waits(lambda: place_of(bench, table, "c.txt").y() == before["c.txt"].y() + banner.height())

    point_at(bench, place_of(bench, table, "c.txt"))
    on_lot.waits(table.underMouse)
    moved = place_of(bench, table, "c.txt")
    on_lot.frame.hide_problem()
    assert not banner.isVisible()
    assert place_of(bench, table, "c.txt") == moved, "room that is free again moves no row either"
    QTest.keyClick(bench.windowHandle(), Qt.Key.Key_Shift)
    assert place_of(bench, table, "c.txt") == moved
    QTest.keyClick(bench.windowHandle(), Qt.Key.Key_F6)
    on_lot.waits(lambda: place_of(bench, table, "c.txt") == before["c.txt"])

    head = on_lot.frame.lot.split.mapTo(bench, QPoint(200, 20))  # a pointer on the head of the panel
    point_at(bench, head)
    on_lot.waits(on_lot.frame.lot.split.underMouse)
    comes("second.txt")
    assert place_of(bench, table, "c.txt") == before["c.txt"]
    foot = banner.mapTo(bench, QPoint(0, 0))
    assert foot.y() > before["e.txt"].y(), "at the end where the pointer is not"
    point_at(bench, foot + QPoint(300, 20))
    on_lot.waits(banner.underMouse)
    assert banner.mapTo(bench, QPoint(0, 0)) == foot, "a button is not taken from under the pointer"


def test_one_more_job_takes_no_button_from_under_the_pointer(person):
    strip = person.frame.strip

    def job(name):
        return JobView(name, name, Progress(1, 10), can_pause=True)

    def places():
        strip.layout().activate()
        strip._jobs.layout().activate()
        return [button.mapTo(strip, QPoint(0, 0)) for button in (strip._jobs._pause, strip._jobs._cancel)]

    strip.show_jobs([job("one")])
    before = places()
    strip.show_jobs([job("one"), job("two")])
    assert "+1" in person.texts(strip)
    assert places() == before
    strip.show_jobs([])
