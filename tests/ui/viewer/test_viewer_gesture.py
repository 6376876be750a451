"""Select, Ctrl+E, and the chip that opens the page again."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workstation.application.records import FieldRef
from workstation.domain.citations import Citation, Evidence
from workstation.domain.evidence import FieldState, support
from workstation.domain.money import Money
from workstation.ui.viewer.picker import FieldPicker

VALUE = Money.of("24000000")


def evidence_of(reading, field):
    return reading.desk.record.all(Evidence, row=reading.appraisal().id, field=field)


def test_a_lot_opens_with_its_first_document_that_has_pages(reading):
    assert reading.pane.version
    assert reading.canvas.page == 0


def test_a_drag_over_text_offers_its_value_and_ctrl_e_attaches_and_fills(reading):
    reading.opens("report.pdf", 1)
    reading.targets("value")
    selection = reading.selects(1, "RMB 24,000,000.00")
    assert selection.text == "RMB 24,000,000.00"
    card = reading.pane.gesture.card
    assert card.isVisible()
    assert reading.pane.gesture.proposal.shown == "24,000,000.00"
    assert QApplication.focusWidget() is reading.canvas
    reading.cites()
    reading.waits(lambda: reading.appraisal().value == VALUE)
    (item,) = evidence_of(reading, "value")
    citation = reading.desk.record.get(Citation, item.citation)
    assert (citation.page, citation.quote) == (1, "RMB 24,000,000.00")
    assert citation.before.endswith("The market value is")
    assert citation.version == reading.version("report.pdf")
    assert card.isHidden()
    assert reading.canvas.selection is None
    assert reading.canvas.current == citation.id


def test_ctrl_e_moves_the_target_to_the_next_bare_field(reading):
    reading.opens("report.pdf", 1)
    row = reading.appraisal().id
    reading.desk.set_field_order([FieldRef("appraisal", row, name) for name in ("value", "valued_on")])
    reading.targets("value")
    reading.selects(1, "RMB 24,000,000.00")
    reading.cites()
    reading.waits(lambda: reading.desk.target.ref.field == "valued_on")
    reading.selects(1, "2025-05-12")
    reading.cites()
    reading.waits(lambda: reading.appraisal().valued_on == date(2025, 5, 12))


def test_a_double_click_selects_an_amount_as_a_word(reading):
    reading.opens("report.pdf", 1)
    QTest.mouseDClick(
        reading.canvas.viewport(), Qt.MouseButton.LeftButton, pos=reading.place_of(1, "24,000,000.00")
    )
    assert reading.canvas.selection.text == "24,000,000.00"


def test_an_amount_that_names_no_currency_is_of_the_claim_whose_balance_is_cited(reading):
    """It was of the lot's first claim: dollars of the second one were added as yuan."""
    made = []
    reading.desk.add("claim", {"name": "1", "currency": "CNY"})
    reading.desk.add("claim", {"name": "2", "currency": "USD"}, made.append)
    reading.waits(lambda: made)
    reading.desk.add("balance", {"claim": made[0]}, made.append)
    reading.waits(lambda: made[1:] and reading.desk.record.row("balance", made[1]))
    reading.opens("report.pdf", 1)
    reading.desk.set_target(FieldRef("balance", made[1], "amount"))
    reading.selects(1, "24,000,000.00")
    assert reading.pane.gesture.proposal.value == Money.of("24000000", "USD")


def test_ctrl_c_copies_the_quote(reading):
    reading.opens("report.pdf", 1)
    reading.selects(1, "The market value is")
    reading.presses(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "The market value is"


def test_a_drag_on_a_scan_draws_an_area_and_what_was_read_is_typed(reading):
    reading.opens("scan.pdf")
    reading.targets("value")
    selection = reading.draws(0, (100.0, 600.0, 300.0, 640.0))
    assert selection.text == ""
    line = reading.pane.gesture.card.line
    assert line.isVisible()
    QTest.keyClick(reading.canvas, "2")
    assert QApplication.focusWidget() is line
    QTest.keyClicks(line, "4,000,000.00")
    assert reading.pane.gesture.proposal.value == VALUE
    QTest.keyClick(line, Qt.Key.Key_Return)
    reading.waits(lambda: reading.appraisal().value == VALUE)
    (item,) = evidence_of(reading, "value")
    citation = reading.desk.record.get(Citation, item.citation)
    assert citation.quote is None
    assert citation.rects[0] == pytest.approx((100, 600, 300, 640), abs=1.5)
    assert QApplication.focusWidget() is reading.canvas


def test_the_area_tool_takes_the_text_under_it(reading):
    reading.opens("report.pdf", 1)
    reading.presses(Qt.Key.Key_A)
    assert reading.pane.toolbar.area.isChecked()
    selection = reading.draws(1, (80.0, 590.0, 300.0, 620.0))
    assert selection.text == "RMB 24,000,000.00"
    assert not reading.pane.toolbar.area.isChecked()


def test_an_area_is_drawn_with_the_keyboard_alone(reading):
    reading.opens("scan.pdf")
    reading.canvas.setFocus()
    reading.presses(Qt.Key.Key_A)
    reading.presses(Qt.Key.Key_Right)
    first = reading.canvas.selection.area
    reading.presses(Qt.Key.Key_Right)
    reading.presses(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    now = reading.canvas.selection.area
    assert now[0] > first[0]
    assert now[3] == pytest.approx(first[3], abs=0.02)
    assert now[1] < first[1]


def test_words_are_selected_with_the_keyboard_alone(reading):
    reading.opens("report.pdf", 1)
    reading.canvas.setFocus()
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    reading.presses(Qt.Key.Key_Right, control)
    assert reading.canvas.selection.text == "The"
    reading.presses(Qt.Key.Key_Right, control)
    assert reading.canvas.selection.text == "market"
    reading.presses(Qt.Key.Key_Right, control | shift)
    assert reading.canvas.selection.text == "market value"
    reading.presses(Qt.Key.Key_Left, shift)
    assert reading.canvas.selection.text == "market valu"


def test_escape_drops_the_selection_and_then_the_target(reading):
    reading.opens("report.pdf", 1)
    reading.targets("value")
    reading.selects(1, "RMB")
    reading.presses(Qt.Key.Key_Escape)
    assert reading.canvas.selection is None
    assert reading.desk.target is not None
    reading.presses(Qt.Key.Key_Escape)
    assert reading.desk.target is None


def test_without_a_target_ctrl_e_asks_for_a_field(reading):
    reading.opens("report.pdf", 1)
    reading.selects(1, "RMB 24,000,000.00")
    reading.cites()
    picker = reading.pane.findChild(FieldPicker)
    assert QApplication.focusWidget() is picker.box
    QTest.keyClicks(picker.box, "appraised value")
    assert picker.list.count() == 1
    QTest.keyClick(picker.box, Qt.Key.Key_Return)
    assert reading.desk.target.ref.field == "value"
    assert reading.canvas.selection is not None
    reading.cites()
    reading.waits(lambda: reading.appraisal().value == VALUE)


def test_without_a_selection_ctrl_e_says_what_is_missing(reading):
    reading.opens("report.pdf", 1)
    reading.targets("value")
    reading.cites()
    assert "Nothing is selected" in reading.pane.bar._hint.text()
    assert reading.problems == []


def test_attach_only_leaves_the_field_as_it_is(reading):
    reading.opens("report.pdf", 0)
    reading.targets("appraiser")
    reading.selects(0, "Made for the lender.")
    reading.presses(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    reading.waits(lambda: evidence_of(reading, "appraiser"))
    assert reading.appraisal().appraiser is None


def test_another_value_for_a_cited_field_becomes_a_second_source(reading):
    reading.opens("report.pdf", 1)
    reading.targets("valid_to")
    reading.selects(1, "2025-05-12")
    reading.cites()
    reading.waits(lambda: reading.appraisal().valid_to == date(2025, 5, 12))
    reading.opens("report.pdf", 2)
    reading.selects(2, "2026-05-11")
    assert "second source" in reading.pane.gesture.proposal.effect
    reading.cites()
    reading.waits(lambda: len(evidence_of(reading, "valid_to")) == 2)
    assert reading.appraisal().valid_to == date(2025, 5, 12)
    found = support(reading.desk.record, reading.appraisal(), "valid_to")
    assert found.state is FieldState.CONFLICT


def test_a_text_that_is_no_value_says_how_to_write_it_and_can_be_typed(reading):
    reading.opens("report.pdf", 0)
    reading.targets("value")
    reading.selects(0, "Made for the lender.")
    assert "is not an amount of money" in reading.pane.gesture.proposal.note
    assert reading.pane.gesture.card.line.isVisible()
    reading.cites()
    reading.waits(lambda: evidence_of(reading, "value"))
    assert reading.appraisal().value is None


def test_undo_takes_the_mark_off_the_page_again(reading):
    reading.opens("report.pdf", 1)
    reading.targets("value")
    reading.selects(1, "RMB 24,000,000.00")
    reading.cites()
    reading.waits(lambda: reading.appraisal().value == VALUE)
    assert reading.canvas._marks
    reading.desk.undo()
    reading.waits(lambda: reading.appraisal().value is None)
    assert not reading.canvas._marks


def test_a_chip_opens_its_page_with_the_passage_in_sight(reading):
    reading.opens("report.pdf", 1)
    reading.targets("value")
    reading.selects(1, "RMB 24,000,000.00")
    reading.cites()
    reading.waits(lambda: evidence_of(reading, "value"))
    reading.opens("scan.pdf")
    citation = evidence_of(reading, "value")[0].citation
    reading.desk.open_citation(citation)
    reading.waits(lambda: reading.pane.version == reading.version("report.pdf"))
    reading.sees(1)
    frame = reading.canvas.frame_of(1)
    box = frame.rect_to_canvas(reading.desk.record.get(Citation, citation).rects[0])

    def in_sight():
        down = reading.canvas.offset()[1]
        return down < box.top and box.bottom < down + reading.canvas.viewport().height()

    reading.waits(in_sight)
    assert reading.canvas.current == citation


def test_a_tag_in_the_gutter_leads_to_its_field_and_stands_beside_the_paper(reading):
    reading.opens("report.pdf", 1)
    reading.targets("value")
    reading.selects(1, "RMB 24,000,000.00")
    reading.cites()
    reading.waits(lambda: evidence_of(reading, "value"))
    reading.desk.set_target(None)
    reading.waits(lambda: reading.canvas.viewport().findChildren(type(tags(reading)[0])))
    (tag,) = [tag for tag in tags(reading) if tag.isVisible()]
    assert tag.text() == "Appraised value"
    assert tag.x() >= reading.canvas.box_of(1).right - reading.canvas.offset()[0]
    with reading.qtbot.waitSignal(reading.desk.field_focus_requested):
        QTest.mouseClick(tag, Qt.MouseButton.LeftButton)
    assert reading.desk.target.ref.field == "value"


def tags(reading):
    return reading.pane.gutter._tags
