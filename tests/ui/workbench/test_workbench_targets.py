"""The field that waits for evidence, while a person goes from part to part of a lot: it is seen when it is filled."""

import pytest
from PySide6.QtCore import Qt
from settled import settled
from test_workbench_drags import at_page, place_of_day  # noqa: F401 - a fixture

from workstation.application.records import FieldRef
from workstation.domain.citations import Evidence
from workstation.domain.collateral import Collateral
from workstation.ui.forms.row import FormRow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def collaterals(at_page):  # noqa: F811 - the fixture
    """Three of them beside a selected day on a page; the day of the first waits for evidence."""
    person, made = at_page, []
    for name in ("Plant", "Hall", "Office with a very long name that nobody could fit into a segment"):
        count = len(made)
        person.desk.add("collateral", {"name": name}, made.append)
        person.waits(lambda count=count: len(made) > count)
    person.waits(lambda: person.desk.record.row("collateral", made[-1]))
    person.frame.lot.show_tab("collateral")
    person.desk.focus_field(FieldRef("collateral", made[0], "term_end"))
    person.waits(lambda: person.desk.target is not None)
    return person, made


def presses_ctrl_e(person):
    person.qtbot.keyClick(person.frame.lot.viewer.canvas, Qt.Key.Key_E, CTRL)


def cited(person):
    return [each for each in person.desk.record.all(Evidence) if each.citation]


def test_a_target_goes_with_the_part_of_the_lot_that_it_stands_in(collaterals):
    person, _ = collaterals
    person.frame.lot.tabs.set_current("claims")
    person.frame.lot.show_tab("claims")
    assert person.desk.target is None


def test_a_target_goes_when_another_row_is_shown(collaterals):
    person, _ = collaterals
    panel = person.frame.lot.records.currentWidget()
    segments = panel.segments._group.buttons
    person.waits(lambda: len(segments()) == 3 and segments()[1].width() > 0)
    hall = segments()[1]
    person.qtbot.mouseClick(hall, Qt.MouseButton.LeftButton)
    assert person.desk.target is None


def test_while_a_page_is_looked_for_the_target_waits_and_is_seen_before_it_is_filled(collaterals):
    """W23: Ctrl+E filled a row that nobody saw."""
    person, made = collaterals
    person.frame.lot.show_tab("documents")
    assert person.desk.target.ref.field == "term_end"
    presses_ctrl_e(person)
    assert person.frame.lot.tab == "collateral", "it comes forward"
    settled(person.qtbot, person.desk.jobs)
    assert cited(person) == []
    presses_ctrl_e(person)
    person.waits(lambda: person.desk.record.get(Collateral, made[0]).term_end is not None)


def test_f4_scrolls_to_the_field_that_it_goes_to(collaterals):
    person, made = collaterals
    panel = person.frame.lot.records.currentWidget()
    person.desk.edit_text(FieldRef("collateral", made[0], "tax_rate"), "3%")
    person.waits(lambda: person.desk.record.get(Collateral, made[0]).tax_rate is not None)
    person.desk.set_target(FieldRef("collateral", made[0], "fixed_cost"))
    person.qtbot.keyClick(person.bench, Qt.Key.Key_F4)
    person.waits(lambda: person.desk.target is not None and person.desk.target.ref.field == "tax_rate")
    line = next(each for each in panel.form.findChildren(FormRow) if each.field.name == "tax_rate")

    def in_sight():
        top = line.mapTo(person.bench, line.rect().topLeft()).y()
        bottom = line.mapTo(person.bench, line.rect().bottomLeft()).y()
        room = panel.mapTo(person.bench, panel.rect().bottomLeft()).y()
        return line.visibleRegion().boundingRect().height() == line.height() and top < bottom <= room

    person.waits(in_sight)


def test_one_more_collateral_stands_last_and_takes_no_room_from_the_page(collaterals):
    """W24: its name made the record wider and the page 104 px narrower."""
    person, made = collaterals
    panel = person.frame.lot.records.currentWidget()
    before = person.frame.lot.viewer.width()
    assert [each.key for each in panel.segments._group.buttons()] == made
    person.qtbot.mouseClick(panel.add, Qt.MouseButton.LeftButton)
    person.waits(lambda: len(panel.segments._group.buttons()) == 4)
    assert [each.place for each in panel.segments.segments()] == ["1", "2", "3", "4"]
    new = panel.segments.segments()[-1]
    assert new.full == "Collateral 4", "it has no name until one is typed"
    assert person.desk.record.get(Collateral, new.key).name == ""
    person.waits(lambda: panel._shown == panel.segments._group.buttons()[-1].key)
    last = panel.segments.chosen_segment()
    person.waits(lambda: last.visibleRegion().boundingRect().width() == last.width())
    assert person.frame.lot.viewer.width() == before


def test_an_event_of_a_collateral_is_filled_where_it_stands(collaterals):
    """Its own tab is the timeline, and it is seen here."""
    person, made = collaterals
    events = []
    person.desk.add("event", {"collateral": made[0]}, events.append)
    person.waits(lambda: events and person.desk.record.row("event", events[0]))
    part = person.frame.lot.records.currentWidget().parts[-1]
    person.waits(lambda: part.table.select_id(events[0]))
    part.form.form.focus_field("on")
    person.waits(lambda: person.desk.target is not None and person.desk.target.ref.entity == "event")
    presses_ctrl_e(person)
    person.waits(lambda: person.desk.record.row("event", events[0]).on is not None)
    assert person.frame.lot.tab == "collateral"
