"""Checking, deciding and exporting as a person does it."""

import pytest
from PySide6.QtCore import Qt

from workstation.application.records import FieldRef
from workstation.domain.checklists.answers import Check
from workstation.domain.decisions import Decision, MemoRecord
from workstation.domain.scenarios import Assumptions
from workstation.language.translator import Language
from workstation.ui.panels.memo import MemoPanel


@pytest.fixture
def panel(reader):
    panel = reader.opens(MemoPanel)
    reader.waits(lambda: panel.points.lines)
    return panel


def sentences(panel):
    return [line.accessibleName() for line in panel.points.lines]


def exports(reader, panel, path, language=Language.ENGLISH):
    panel.language.set_current(language.value)
    with reader.qtbot.waitSignal(reader.desk.memo_exported, timeout=30_000):
        panel.export_to(path)


def test_what_is_open_stands_first_and_the_worst_on_top(panel):
    said = sentences(panel)
    assert said[0] == "Kill: Kill papers are missing: C-04."
    assert "Medium: No run is frozen yet; the export freezes run 1." in said
    assert said[-1] == "A decision is chosen."


def test_a_point_leads_to_the_field_that_settles_it(reader, panel, qtbot):
    with qtbot.waitSignal(reader.desk.field_focus_requested) as asked:
        panel.points.lines[0].go.click()
    assert asked.args == [FieldRef("check", reader.row(Check, item="C-04").id, "status")]


def test_a_point_that_is_settled_turns_grey_and_loses_its_way(reader, panel):
    reader.desk.freeze_run()
    reader.waits(lambda: "Run 1 is up to date." in sentences(panel))
    line = panel.points.lines[sentences(panel).index("Run 1 is up to date.")]
    assert line.go is None


def test_the_decision_is_a_form(reader, panel, qtbot):
    editor = panel.decision.form.row("reviewer").editor
    editor.setFocus()
    qtbot.keyClicks(editor, "Zhou Min")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    reader.waits(lambda: reader.row(Decision).reviewer == "Zhou Min")
    assert "Medium: Signatures missing: Reviewer, Approver. The memo is printed as a draft." in sentences(
        panel
    )


def test_without_a_decision_the_panel_offers_to_write_one(reader, panel):
    reader.desk.remove("decision", reader.row(Decision).id)
    reader.waits(lambda: panel._deciding.currentIndex() == 1)
    reader.waits(lambda: "High: No decision is chosen." in sentences(panel))
    panel._deciding.currentWidget().chosen.emit("new")
    reader.waits(lambda: panel._deciding.currentIndex() == 0)


def test_the_language_of_the_memo_begins_as_that_of_the_window(panel):
    assert panel.language.current() == "en"


@pytest.mark.deep
def test_an_exported_memo_stands_in_its_file_and_in_the_list(reader, panel, tmp_path):
    exports(reader, panel, tmp_path / "memo.pdf")
    assert (tmp_path / "memo.pdf").read_bytes().startswith(b"%PDF")
    assert panel._said.text().startswith("Version 1, ")
    assert panel._open.isVisible()
    reader.waits(lambda: reader.row(MemoRecord) is not None)
    assert panel.exports.records.rowCount() == 1
    copy = tmp_path / "copy.pdf"
    reader.desk.save_copy(reader.row(MemoRecord).sha256, copy)
    reader.waits(copy.exists)
    reader.waits(lambda: copy.read_bytes() == (tmp_path / "memo.pdf").read_bytes())


@pytest.mark.deep
def test_a_memo_without_a_price_says_what_is_missing(reader, panel, tmp_path):

    reader.desk.edit(FieldRef("assumptions", reader.row(Assumptions).id, "target_irr"), None)
    reader.waits(lambda: reader.row(Assumptions).target_irr is None)
    panel.export_to(tmp_path / "memo.pdf")
    reader.waits(lambda: reader.problems)
    assert "Target IRR" in str(reader.problems[0].params)
    assert not (tmp_path / "memo.pdf").exists()
