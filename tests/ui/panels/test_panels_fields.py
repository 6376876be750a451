"""Each kind of field, in each language: set as a person sets it, seen again, and safe from the wheel and stray keys."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from settled import settled

from workstation.domain.collateral import Collateral, LandNature
from workstation.domain.listings import Listing
from workstation.domain.money import Money
from workstation.language.translator import Language
from workstation.ui.forms.editors import ChoiceEditor
from workstation.ui.panels.collateral import CollateralPanel
from workstation.ui.panels.overview import OverviewPanel

Key = Qt.Key
TYPED = {
    "location": ("12 Mill Road", "12 Mill Road", "12 Mill Road"),
    "description": ("Two halls", "Two halls", "Two halls"),
    "land_area": ("1234.5", "1,234.5", Decimal("1234.5")),
    "built": ("2009", "2009", 2009),
    "term_end": ("2050-01-31", "2050-01-31", date(2050, 1, 31)),
    "cost_rate": ("4.5%", "4.5%", Decimal("0.045")),
    "fixed_cost": ("1200000", "1,200,000.00", Money.of("1200000")),
}
YES = {Language.ENGLISH: ("Yes", "No"), Language.CHINESE: ("是", "否")}


def wheel(widget):
    """A notch of the wheel over a widget that is brought into sight first; it comes from outside, as a mouse's does."""
    area = widget.parentWidget()
    while not isinstance(area, QScrollArea):
        area = area.parentWidget()
    area.ensureWidgetVisible(widget, 0, 60)
    window = widget.window()
    at = widget.mapTo(window, widget.rect().center())
    QTest.wheelEvent(window.windowHandle(), QPointF(at), QPoint(0, -120))
    return area.verticalScrollBar().value()


def chooses(reader, editor, word):
    """Space opens the list, the arrows go to the word, Enter takes it."""
    editor.setFocus()
    QTest.keyClick(editor, Key.Key_Space)
    reader.waits(editor.view().isVisible)
    for key in (Key.Key_Home, *[Key.Key_Down] * editor.findText(word), Key.Key_Return):
        QTest.keyClick(editor.view(), key)


def types(editor, text):
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Key.Key_Return)


def stray(editor):
    """What a hand does to a form without meaning a value: the wheel over it, and keys for what it thinks has the focus."""
    wheel(editor)
    if isinstance(editor, ChoiceEditor):
        editor.setFocus()
        keys = Key.Key_Down, Key.Key_Up, Key.Key_End, Key.Key_Home, Key.Key_PageDown, Key.Key_N, Key.Key_1
        for key in keys:
            QTest.keyClick(editor, key)
    wheel(editor)


@pytest.fixture(params=list(Language), ids=lambda language: language.value)
def form(request, reader_in):
    """The form of the first collateral of the sample, and the person at it."""
    reader = reader_in(request.param)
    panel = reader.opens(CollateralPanel)
    panel.form.form.commit()
    reader.waits(lambda: panel.form.form.is_whole)
    return reader, panel.form, request.param


def test_each_kind_of_field_is_set_seen_again_and_changed_by_nothing_else(form):
    reader, shown, language = form
    now = lambda name: getattr(reader.row(Collateral), name)  # noqa: E731 - asked again and again
    for name, (text, again, value) in TYPED.items():
        editor = shown.form.row(name).editor
        types(editor, text)
        reader.waits(lambda name=name, value=value: now(name) == value)
        settled(reader.qtbot, reader.desk.jobs)
        shown.show_row(reader.desk.record, reader.row(Collateral))
        assert editor.typed() == again, name
        stray(editor)
    for name, words, values in (
        ("after_mortgage", YES[language], (True, False)),
        ("land_nature", (choice(reader, LandNature.COLLECTIVE), choice(reader, LandNature.GRANTED)), None),
    ):
        editor = shown.form.row(name).editor
        wanted = values or (LandNature.COLLECTIVE, LandNature.GRANTED)
        for word, value in zip(words, wanted, strict=True):
            chooses(reader, editor, word)
            reader.waits(lambda name=name, value=value: now(name) == value)
            settled(reader.qtbot, reader.desk.jobs)
            shown.show_row(reader.desk.record, reader.row(Collateral))
            assert editor.currentText() == word, name
            stray(editor)
    owner = shown.form.row("owner").editor
    types(owner, "Mill Holding")
    reader.waits(lambda: reader.desk.record.row("party", now("owner") or "") is not None)
    settled(reader.qtbot, reader.desk.jobs)
    before = reader.row(Collateral)
    shown.form.commit()
    settled(reader.qtbot, reader.desk.jobs)
    assert reader.row(Collateral) == before, "what nobody typed is not written"
    assert owner.text() == "Mill Holding"
    assert reader.problems == []


def choice(reader, member):
    return reader.desk.context.choice_word(member)


def test_a_moment_is_set_and_seen_again(reader_in):
    reader = reader_in(Language.CHINESE)
    panel = reader.opens(OverviewPanel)
    editor = panel.listing.form.row("viewing_from").editor
    types(editor, "2025-9-8")
    reader.waits(lambda: reader.row(Listing).viewing_from == date(2025, 9, 8))
    editor = panel.listing.form.row("counted_at").editor
    types(editor, "2025-09-04 18:30")
    reader.waits(lambda: isinstance(reader.row(Listing).counted_at, datetime))
    settled(reader.qtbot, reader.desk.jobs)
    panel.show_record(reader.desk.record)
    assert editor.text().startswith("2025-09-04 18:30")


def test_the_wheel_over_a_drop_down_moves_the_form_and_neither_focus_nor_target(form):
    reader, shown, _ = form
    first = shown.form.row("certificate_no").editor
    first.setFocus()
    target = reader.desk.target
    assert target is not None
    for name in ("land_nature", "occupancy", "after_mortgage"):
        editor = shown.form.row(name).editor
        value = editor.typed()
        where = wheel(editor)
        assert where > 0, "the form scrolls on"
        assert QApplication.focusWidget() is first
        assert editor.typed() == value
    assert reader.desk.target == target


def test_an_empty_field_shows_that_it_is_one_until_it_is_typed_into(form):
    """W26: blank rows showed neither line nor placeholder."""
    _, shown, _ = form
    for name in ("after_mortgage", "power", "cost_rate"):
        editor = shown.form.row(name).editor
        if isinstance(editor, ChoiceEditor):
            editor.show_text("")
            assert editor.currentText() == "—"
            continue
        editor.clear()
        assert editor.placeholderText() == "—"
        editor.setFocus()
        assert editor.placeholderText() not in {"", "—"}
        editor.clearFocus()
        assert editor.placeholderText() == "—"


def test_wrong_input_is_answered_beside_its_field_and_not_on_top_of_the_window(form):
    reader, shown, _ = form
    tr = reader.desk.context.tr
    name = shown.form.row("name")
    name.editor.setFocus()
    name.editor.clear()
    QTest.keyClick(name.editor, Key.Key_Return)
    assert tr("Name") in name.note()
    QTest.keyClick(name.editor, Key.Key_Escape)
    assert name.note() == ""
    assert name.editor.text()
    rate = shown.form.row("tax_rate")
    types(rate.editor, "800%")
    assert "100%" in rate.note()
    day = shown.form.row("term_end")
    types(day.editor, "soon")
    assert "soon" in day.note()
    QTest.keyClick(day.editor, Key.Key_Escape)
    QTest.keyClick(rate.editor, Key.Key_Escape)
    settled(reader.qtbot, reader.desk.jobs)
    assert reader.problems == []


def test_a_part_without_rows_says_so_and_offers_what_comes_next(form):
    """W26: a head with two icons stood over nothing."""
    reader, shown, _ = form
    panel = shown.parentWidget()
    while not isinstance(panel, CollateralPanel):
        panel = panel.parentWidget()
    leases = panel.parts[2]
    assert reader.desk.record.rows.get("lease", {}) == {}
    assert leases.add_first.isVisibleTo(leases)
    assert leases.add_first.text() == reader.desk.context.tr("Add a lease")
    reader.qtbot.mouseClick(leases.add_first, Qt.MouseButton.LeftButton)
    reader.waits(lambda: reader.desk.record.rows.get("lease"))
    reader.waits(lambda: not leases.add_first.isVisibleTo(leases))
