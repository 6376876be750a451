"""Select, Ctrl+E, and the chip that opens the page again."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from settled import settled

from workstation.application.consistency import Passage
from workstation.application.parties import add_party
from workstation.application.records import FieldRef
from workstation.domain.citations import Citation, Evidence
from workstation.domain.evidence import FieldState, support
from workstation.domain.money import Money
from workstation.domain.parties import Party
from workstation.ui.viewer.picker import FieldPicker
from workstation.ui.widgets.popover import SHADOW

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


def test_a_text_that_is_no_value_says_how_to_write_it_and_is_typed_before_it_is_attached(reading):
    """Ctrl+E does what its button says: the button was grey, and the key attached a page to a field without a value."""
    reading.opens("report.pdf", 0)
    reading.targets("value")
    reading.selects(0, "Made for the lender.")
    assert "is not an amount of money" in reading.pane.gesture.proposal.note
    card = reading.pane.gesture.card
    assert card.line.isVisible()
    assert not card._fill.isEnabled()
    reading.cites()
    assert QApplication.focusWidget() is card.line
    settled(reading.qtbot, reading.desk.jobs)
    assert evidence_of(reading, "value") == ()
    QTest.keyClicks(card.line, "24,000,000.00")
    QTest.keyClick(card.line, Qt.Key.Key_Return)
    reading.waits(lambda: evidence_of(reading, "value"))
    assert reading.appraisal().value == VALUE


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


def test_an_area_on_a_scan_says_that_the_page_is_one_and_key_and_button_agree(reading):
    """W20: the button was grey, Ctrl+E attached the area to the empty field all the same."""
    reading.opens("scan.pdf")
    reading.targets("value")
    reading.draws(0, (100.0, 600.0, 300.0, 640.0))
    card = reading.pane.gesture.card
    assert "scan without text" in reading.pane.gesture.proposal.note
    assert not card._fill.isEnabled()
    reading.cites()
    assert QApplication.focusWidget() is card.line
    settled(reading.qtbot, reading.desk.jobs)
    assert evidence_of(reading, "value") == ()
    assert reading.desk.target.ref.field == "value"
    QTest.keyClick(card.line, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is reading.canvas


def test_a_field_with_a_list_shows_it_in_the_card(reading):
    """W22: the card said "choose from the list" and had none."""
    reading.opens("report.pdf", 0)
    reading.targets("kind")
    reading.selects(0, "Made for the lender.")
    card = reading.pane.gesture.card
    assert card.choices.isVisible()
    assert not card.line.isVisible()
    assert not card._fill.isEnabled()
    reading.cites()
    assert QApplication.focusWidget() is card.choices
    QTest.keyClick(card.choices, Qt.Key.Key_Space)
    view = card.choices.view()
    reading.waits(view.isVisible)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(view, key)
    word = card.choices.itemText(1)
    assert reading.pane.gesture.proposal.shown == word
    reading.cites()
    reading.waits(lambda: evidence_of(reading, "kind"))
    assert reading.desk.context.choice_word(reading.appraisal().kind) == word


def test_a_name_of_the_lot_that_is_selected_is_the_entry_of_its_list(reading):
    made = []
    reading.desk.write(lambda: add_party(reading.desk.services.writer, reading.desk.lot, "Appraisal report"))
    reading.desk.add("collateral", {"name": "Hall"}, made.append)
    reading.waits(lambda: made and reading.desk.record.row("collateral", made[0]))
    reading.opens("report.pdf", 0)
    reading.desk.set_target(FieldRef("collateral", made[0], "owner"))
    reading.selects(0, "Appraisal report")
    assert reading.pane.gesture.proposal.shown == "Appraisal report"
    reading.cites()
    party = reading.desk.record.first(Party).id
    reading.waits(lambda: reading.desk.record.row("collateral", made[0]).owner == party)


def test_no_card_covers_the_page_before_a_field_is_asked_for(reading):
    """W21: the words of a hit were covered by a card that called them no amount."""
    reading.opens("report.pdf", 1)
    reading.selects(1, "RMB 24,000,000.00")
    card = reading.pane.gesture.card
    assert card.isHidden(), "nothing is asked for: the bar above the page says how"
    reading.targets("valued_on")
    assert card.isVisible(), "now a field is"
    quote = reading.canvas.selection.quote
    reading.opens("scan.pdf")
    reading.desk.open_passage(Passage(reading.version("report.pdf"), 1, quote))
    reading.waits(
        lambda: reading.canvas.selection is not None and reading.canvas.selection.text == quote.text
    )
    reading.sees(1)
    assert card.isHidden(), "a hit was opened, and nobody asked for the field again"
    reading.targets("value")
    assert card.isVisible()
    assert "24,000,000.00" in reading.pane.gesture.proposal.shown


def test_a_hit_is_attached_to_the_waiting_field_by_one_ctrl_e(reading):
    reading.opens("report.pdf", 1)
    quote = reading.selects(1, "RMB 24,000,000.00").quote
    reading.targets("value")
    reading.opens("scan.pdf")
    reading.desk.open_passage(Passage(reading.version("report.pdf"), 1, quote))
    reading.waits(lambda: reading.canvas.selection is not None)
    assert reading.pane.gesture.card.isHidden()
    reading.cites()
    reading.waits(lambda: reading.appraisal().value == VALUE)


@pytest.mark.parametrize("part", [0.05, 0.3, 0.5, 0.7, 0.95])
def test_the_card_never_covers_the_selected_words(open_reading, part):
    reading = open_reading(size=(640, 420))
    reading.opens("report.pdf", 1)
    reading.targets("value")
    canvas = reading.canvas
    box = canvas.frame_of(1).rect_to_canvas(reading.pane.pictures.page(1).text.box(30))
    canvas.verticalScrollBar().setValue(round(box.top - canvas.viewport().height() * part))
    reading.selects(1, "RMB 24,000,000.00")
    card = reading.pane.gesture.card
    assert card.isVisible()
    words = canvas.selection_rect()
    words.moveTopLeft(canvas.viewport().mapTo(reading.pane, words.topLeft()))
    body = card.geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
    assert not body.adjusted(0, 9, 0, -9).intersects(words)


def test_the_card_is_as_high_as_what_it_says(reading):
    """W25: it was measured before the new content was laid out, and cut the value in half."""
    reading.opens("report.pdf", 1)
    card = reading.pane.gesture.card
    reading.targets("valued_on")
    reading.selects(1, "The market value is")
    for field, words in (
        ("value", "RMB 24,000,000.00"),
        ("kind", "as of"),
        ("valid_to", "2025-05-12"),
        ("value", "as of"),
    ):
        reading.targets(field)
        reading.selects(1, words)
        shown = [each for each in (card._value, card._note, card._effect, card._fill) if each.isVisible()]
        card.layout().activate()
        for each in shown:
            assert (
                each.height() >= each.sizeHint().height() or each.height() >= each.minimumSizeHint().height()
            )
            assert card.rect().contains(each.geometry())
        assert card.height() == card._height()
