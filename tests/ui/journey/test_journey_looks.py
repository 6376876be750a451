"""Language and theme change while one works; nothing of the work moves."""

import pytest
from journey_kit import ALT, CTRL, Key
from journey_steps import aims_at, goes_to_page
from PySide6.QtTest import QTest

from workstation.domain.collateral import Appraisal
from workstation.domain.money import Money
from workstation.ui.widgets.segments import Segment


@pytest.fixture
def reading(at_work):
    """At the second page of the report, with the appraised value as target."""
    at_work.clicks_row(at_work.panel.table, "report.pdf", twice=True)
    at_work.sees_page("report.pdf")
    at_work.presses(Key.Key_3, ALT)
    aims_at(at_work, "appraisal", "value")
    goes_to_page(at_work, "report.pdf", 1)
    return at_work


def keeps_its_place(person, frame):
    person.waits(lambda: person.frame is not frame and person.viewer is not None)
    person.sees_page("report.pdf", 1)
    assert person.frame.lot.tab == "collateral"
    assert person.desk.target.ref.field == "value"
    assert person.row("appraisal", "value").is_target


def test_language_and_theme_keep_lot_tab_page_and_target(reading):
    frame = reading.frame
    reading.clicks(reading.find(Segment, "中文"))
    keeps_its_place(reading, frame)
    assert reading.frame.lot.tabs.tabText(2) == "抵（质）押物"
    frame = reading.frame
    reading.clicks(reading.frame.theme_button)
    keeps_its_place(reading, frame)
    assert reading.bench.context.theme.dark
    reading.selects(1, "RMB 24,000,000.00")
    reading.waits(reading.viewer.gesture.card.isVisible)
    reading.presses(Key.Key_E, CTRL)
    reading.waits(lambda: reading.record.first(Appraisal).value == Money.of(24_000_000))
    assert "第 2 页" in reading.strip


def test_what_is_half_typed_survives_a_change_of_language(reading):
    row = reading.row("appraisal", "appraiser")
    reading.clicks(row.editor)
    reading.types("Zhonghe")
    reading.clicks(reading.find(Segment, "中文"))
    reading.waits(lambda: reading.record.first(Appraisal).appraiser == "Zhonghe")


def test_alt_alone_opens_the_menu_and_alt_with_a_digit_does_not(reading):
    window = reading.bench.windowHandle()
    reading.presses(Key.Key_1, ALT)
    reading.looks()
    assert not reading.frame.menu.isVisible()
    QTest.keyPress(window, Key.Key_Alt, ALT)
    QTest.keyRelease(window, Key.Key_Alt)
    reading.waits(reading.frame.menu.isVisible)
    reading.presses(Key.Key_Escape)
    reading.waits(lambda: not reading.frame.menu.isVisible())
