import pytest
from kit_chips import evidenced_chip
from kit_gallery import Sample, sample_options
from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QStyle, QStyleOptionFrame, QWidget

from workstation.domain.checklists.answers import Severity
from workstation.domain.collateral import Occupancy
from workstation.domain.errors import UserError
from workstation.domain.fields import fields_of
from workstation.domain.listings import Listing
from workstation.ui.forms.editors import (
    ChoiceEditor,
    LineEditor,
    PersonalEditor,
    ProseEditor,
    ReferenceEditor,
)
from workstation.ui.forms.form import AT_ONCE, RecordForm
from workstation.ui.forms.values import FieldView, Option
from workstation.ui.panels.freezing import freeze
from workstation.ui.widgets.values import ChipState

CTRL = Qt.KeyboardModifier.ControlModifier


class NotANumberError(UserError):
    code = "value.number"
    message = '"{text}" is no amount. Type it as 1,234.56.'


def check(field, text):
    if field.name in {"value", "cap"} and not text.replace(",", "").replace(".", "").isdigit():
        raise NotANumberError(text=text)
    return text


@pytest.fixture
def form(qtbot, context):
    made = RecordForm(context, Sample, options=sample_options, check=check)
    qtbot.addWidget(made)
    made.resize(600, 500)
    page = evidenced_chip(context.tr, "Owner", "Certificate", 5)
    made.show_values({"owner": FieldView("浙江锦川", chip=page), "value": FieldView("24,000,000.00", "CNY")})
    made.show()
    qtbot.waitExposed(made)
    return made


def type_into(qtbot, editor, text):
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, text)


def test_every_kind_has_its_editor(form):
    kinds = {name: type(form.row(name).editor) for name in ("owner", "occupancy", "ours", "remark", "lender")}
    assert kinds == {
        "owner": LineEditor,
        "occupancy": ChoiceEditor,
        "ours": ChoiceEditor,
        "remark": ProseEditor,
        "lender": ReferenceEditor,
    }


def test_a_changed_text_is_committed_by_enter_once(qtbot, form):
    editor = form.row("owner").editor
    type_into(qtbot, editor, "New owner")
    with qtbot.waitSignal(form.edited) as edited:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert edited.args == ["owner", "New owner"]
    with qtbot.assertNotEmitted(form.edited, wait=10):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        editor.clearFocus()


def test_leaving_a_field_commits_only_what_changed(qtbot, form):
    editor = form.row("owner").editor
    editor.setFocus()
    with qtbot.assertNotEmitted(form.edited, wait=10):
        editor.clearFocus()
    type_into(qtbot, editor, "Other")
    with qtbot.waitSignal(form.edited) as edited:
        editor.clearFocus()
    assert edited.args == ["owner", "Other"]


def test_escape_takes_the_typed_text_back(qtbot, form):
    editor = form.row("owner").editor
    type_into(qtbot, editor, "Oops")
    with qtbot.assertNotEmitted(form.edited, wait=10):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
        editor.clearFocus()
    assert editor.text() == "浙江锦川"


def test_a_bad_text_stays_and_the_note_says_why(qtbot, form):
    editor = form.row("value").editor
    type_into(qtbot, editor, "many")
    with qtbot.assertNotEmitted(form.edited, wait=10):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "many"
    assert form.row("value").note() == '"many" is no amount. Type it as 1,234.56.'
    form.show_values({"value": FieldView("24,000,000.00", "CNY")})
    assert editor.text() == "many", "a refresh of other fields does not take the typed text away"
    type_into(qtbot, editor, "25,000")
    with qtbot.waitSignal(form.edited) as edited:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert edited.args == ["value", "25,000"]
    assert form.row("value").note() == ""


def test_escape_mends_a_bad_text(qtbot, form):
    editor = form.row("value").editor
    type_into(qtbot, editor, "many")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.text() == "24,000,000.00"
    assert form.row("value").note() == ""


def test_an_emptied_field_is_an_edit(qtbot, form):
    editor = form.row("value").editor
    editor.setFocus()
    editor.clear()
    with qtbot.waitSignal(form.edited) as edited:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert edited.args == ["value", ""]


def test_a_half_typed_text_survives_a_refresh(qtbot, form):
    editor = form.row("owner").editor
    type_into(qtbot, editor, "Half ty")
    form.show_values({"owner": FieldView("someone else's edit")})
    assert editor.text() == "Half ty"


def test_the_editor_that_gets_the_focus_is_told(qtbot, form):
    with qtbot.waitSignal(form.focused) as focused:
        form.focus_field("value")
    assert focused.args == ["value"]


def test_the_target_is_ringed_and_only_one(form):
    form.set_target("value")
    form.set_target("owner")
    assert form.target() == "owner"
    assert form.row("owner").chip.chip.state is ChipState.TARGET
    assert form.row("value").chip.chip.state is ChipState.BARE
    form.set_target(None)
    assert form.target() is None
    assert form.row("owner").chip.chip.state is ChipState.EVIDENCED


def test_the_next_bare_field_follows_and_wraps(form):
    assert form.next_bare("owner") == "area"
    assert form.next_bare("remark") == "area"
    assert form.next_bare(None) == "area"
    assert form.next_bare("lender") == "area", "a field that takes no evidence starts over"


def test_a_chip_opens_and_detaches_by_mouse_and_key(qtbot, form):
    chip = form.row("owner").chip
    with qtbot.waitSignal(form.chip_opened) as opened:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(form.chip_opened):
        qtbot.keyClick(chip, Qt.Key.Key_Space)
    with qtbot.waitSignal(form.chip_opened):
        qtbot.keyClick(chip, Qt.Key.Key_Return)
    with qtbot.waitSignal(form.chip_detach_asked):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(form.chip_detach_asked) as detached:
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert opened.args == detached.args == ["owner"]


def test_a_click_on_a_bare_chip_makes_the_row_the_target(qtbot, form):
    with qtbot.waitSignal(form.focused) as focused, qtbot.assertNotEmitted(form.chip_opened):
        qtbot.mouseClick(form.row("value").chip, Qt.MouseButton.LeftButton)
    assert focused.args == ["value"]


def test_a_field_that_takes_no_evidence_is_never_a_target(qtbot, form):
    with qtbot.assertNotEmitted(form.focused, wait=10):
        form.focus_field("lender")


def test_a_bare_chip_has_nothing_to_detach(qtbot, form):
    chip = form.row("value").chip
    with qtbot.assertNotEmitted(form.chip_detach_asked, wait=10):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)


def test_a_choice_commits_its_value_when_chosen(qtbot, form, context):
    editor = form.row("occupancy").editor
    with qtbot.waitSignal(form.edited) as edited:
        editor.setCurrentIndex(editor.findData("tenant"))
        editor.activated.emit(editor.currentIndex())
    assert edited.args == ["occupancy", "tenant"]
    assert editor.currentText() == context.choice_word(Occupancy.TENANT)


def test_scrolling_over_a_choice_never_changes_it(qtbot, form):
    editor = form.row("occupancy").editor
    form.show_values({"occupancy": FieldView("tenant")})
    here = editor.rect().center().toPointF()
    event = QWheelEvent(
        here, editor.mapToGlobal(here), editor.rect().topLeft(), editor.rect().bottomRight(),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    editor.wheelEvent(event)
    assert editor.typed() == "tenant"


def test_a_reference_commits_the_id_behind_the_name(qtbot, form):
    editor = form.row("lender").editor
    type_into(qtbot, editor, "bank of shaoxing")
    with qtbot.waitSignal(form.edited) as edited:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert edited.args == ["lender", "p1"]
    form.show_values({"lender": FieldView("p2")})
    editor.clearFocus()
    form.set_entries("lender", [Option("p9", "New bank")])
    form.show_values({"lender": FieldView("p9")})
    assert editor.text() == "New bank"


def test_names_that_are_offered_stay_while_the_record_is_read_anew(qtbot, form):
    editor = form.row("lender").editor
    type_into(qtbot, editor, "bank")
    offered = editor.completer().popup()
    assert offered.isVisible()
    form.set_entries("lender", sample_options(form.row("lender").field))
    assert editor.completer().popup() is offered
    assert offered.isVisible()
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert not offered.isVisible()


def test_prose_keeps_its_lines_and_grows(qtbot, form):
    editor = form.row("remark").editor
    before = editor.height()
    editor.setFocus()
    qtbot.keyClicks(editor, "one")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "two")
    with qtbot.waitSignal(form.edited) as edited:
        qtbot.keyClick(editor, Qt.Key.Key_Return, CTRL)
    assert edited.args == ["remark", "one\ntwo"]
    assert editor.height() > before


def test_a_form_takes_what_is_half_typed_before_it_closes(qtbot, form):
    type_into(qtbot, form.row("owner").editor, "Last words")
    with qtbot.waitSignal(form.edited) as edited:
        form.commit()
    assert edited.args == ["owner", "Last words"]


def test_a_rule_speaks_below_the_field(form):
    form.show_values(
        {"owner": FieldView("x", note="Lease signed before the mortgage", severity=Severity.HIGH)}
    )
    assert form.row("owner").note() == "Lease signed before the mortgage"
    form.grab()


def test_a_form_may_show_some_fields_only(qtbot, context):
    made = RecordForm(context, Sample, fields=("cap", "owner"))
    qtbot.addWidget(made)
    assert made.next_bare("cap") == "owner"
    with pytest.raises(KeyError):
        made.row("value")


def test_rows_keep_the_measures_of_the_look(form, theme):
    row = form.row("value")
    assert row.height() == theme.tokens.density.comfortable.form
    assert row.chip.height() >= theme.tokens.size.hit_target_min


def test_a_long_form_comes_a_few_lines_at_a_time_and_in_its_order(qtbot, context):
    made = RecordForm(context, Listing)
    qtbot.addWidget(made)
    assert made._rows == {}
    names = [field.name for field in fields_of(Listing) if field.shown]
    made.show_values({name: FieldView("1") for name in names})
    assert len(made._rows) == AT_ONCE
    assert made.row("tax_bearer").field.name == "tax_bearer"  # asked for before its turn
    qtbot.waitUntil(lambda: len(made._rows) == len(names))
    tops = [made._layout.indexOf(made.row(name)) for name in names]
    assert tops == sorted(tops)


def test_tab_goes_from_top_to_bottom_however_the_lines_came(qtbot, context):
    made = RecordForm(context, Listing)
    qtbot.addWidget(made)
    made.row("seller")
    made.row("platform")
    made.show_values({})
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.is_whole)
    made.focus_field("platform")
    walked = []
    for _ in range(4):
        qtbot.keyClick(made.focusWidget(), Qt.Key.Key_Tab)
        walked.append(made.focusWidget())
    names = [field.name for field in fields_of(Listing) if field.shown]
    below = names[names.index("platform") + 1 :]
    editors = [made.row(name).editor for name in below]
    assert [widget for widget in walked if widget in editors] == editors[:4]


def test_a_field_that_does_not_apply_has_no_line_until_it_does(qtbot, context):
    made = RecordForm(context, Listing)
    qtbot.addWidget(made)
    made.show_values({"tax_bearer": FieldView(hidden=True), "known_defects": FieldView("roof")})
    qtbot.waitUntil(lambda: "known_defects" in made._rows)
    assert "tax_bearer" not in made._rows
    made.show_values({"tax_bearer": FieldView("buyer")})
    assert made.row("tax_bearer").editor.text() == "buyer"
    assert made._layout.indexOf(made.row("tax_bearer")) < made._layout.indexOf(made.row("priority_bidders"))


def test_a_long_group_of_empty_fields_is_one_line_until_it_is_opened(qtbot, context):
    made = RecordForm(context, Listing)
    qtbot.addWidget(made)
    made.show_values({"seller": FieldView("Bank"), "deposit": FieldView("1,000,000.00")})
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.is_whole)
    assert {"seller", "deposit", "start_price"} <= set(made._rows)  # one field is filled: its group is whole
    assert not {"nda_on", "bid_start", "registrants"} & set(made._rows)
    line = made._folds["Window"]
    assert line.text() == "Window: 12 empty"
    places = [made._layout.indexOf(widget) for widget in (made.row("deposit"), line, made._folds["Terms"])]
    assert places == sorted(places)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: made.is_whole)
    assert {"notice_on", "bid_start"} <= set(made._rows)
    assert not line.isVisible()
    assert made.row("notice_on").editor.hasFocus()
    made.focus_field("registrants")  # what is asked for is shown
    assert made.row("registrants").isVisible()
    made.show_values({"bid_start": FieldView("2025-09-10 10:00")})
    made.fold_again()
    made.show_values({"bid_start": FieldView("")})
    assert line.isVisible()
    assert not made.row("seller").isHidden()
    made.show_values({"representations": FieldView("", note="None is given.")})
    assert made.row("representations").isVisible()  # a rule speaks of it


def test_back_from_the_past_nobody_types_into_a_masked_id(qtbot, context):
    """The mask could be typed over, and what was left of it was kept as the id."""
    panel = QWidget()
    qtbot.addWidget(panel)
    editor = PersonalEditor(context, "")
    editor.setParent(panel)
    editor.show_text("330621197503124518")
    for frozen in (True, False):
        freeze(panel, why="it is only read" if frozen else "")
        assert (editor.text(), editor.isReadOnly()) == ("3306••••••••••4518", True)
    editor.show_text("")
    freeze(panel, why="")
    assert not editor.isReadOnly()


def test_while_a_lot_is_only_read_a_masked_id_is_shown_and_not_typed_over(qtbot, context):
    panel = QWidget()
    qtbot.addWidget(panel)
    editor = PersonalEditor(context, "")
    editor.setParent(panel)
    freeze(panel, why="it is only read")
    editor.show_text("330621197503124518")
    qtbot.keyClick(editor, Qt.Key.Key_F2)
    assert (editor.text(), editor.isReadOnly()) == ("330621197503124518", True)
    editor.show_text("")
    editor.mask_again()
    assert editor.isReadOnly()


def test_of_a_lot_that_is_only_read_no_line_can_be_typed_into_that_comes_later(qtbot, context):
    """Of a long form the first five lines were held; what was typed into the others was refused, and stood there as if it were
    kept."""
    panel = QWidget()
    qtbot.addWidget(panel)
    form = RecordForm(context, Listing, parent=panel)
    form.show_values({})
    freeze(panel, why="it is only read")
    qtbot.waitUntil(lambda: form.is_whole)
    lines = panel.findChildren(LineEditor)
    assert len(lines) > AT_ONCE
    assert all(line.isReadOnly() for line in lines)
    assert not any(choice.isEnabled() for choice in panel.findChildren(ChoiceEditor))
    freeze(panel, why="")
    assert not any(line.isReadOnly() for line in lines)


def test_a_value_that_is_longer_than_its_field_ends_in_an_ellipsis_until_somebody_is_in_it(qtbot, context):
    """V7: cut off, an address read as if it were whole."""
    long, fits = LineEditor(context, ""), LineEditor(context, "")
    for editor in (long, fits):
        qtbot.addWidget(editor)
        editor.resize(160, 30)
    long.show_text("https://zc-item.taobao.com/auction/905120250611.htm")
    room = 160 - 2 * 2 - (160 - inside(long).width())
    shown = long.fontMetrics().elidedText(long.text(), Qt.TextElideMode.ElideRight, room)
    assert shown.endswith("…")
    fits.show_text(shown)
    assert long.grab().toImage() == fits.grab().toImage()
    long.show()
    long.setFocus()
    qtbot.waitUntil(long.hasFocus)
    long.setCursorPosition(0)
    assert long.grab().toImage() != fits.grab().toImage()


def inside(editor):
    option = QStyleOptionFrame()
    editor.initStyleOption(option)
    return editor.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, editor)
