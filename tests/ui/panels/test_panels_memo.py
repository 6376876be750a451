"""Checking, deciding and exporting as a person does it."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from workstation.application import memos
from workstation.application.memos import MemoExport
from workstation.application.records import FieldRef
from workstation.domain.checklists.answers import Check
from workstation.domain.collateral import Encumbrance
from workstation.domain.decisions import Decision, DecisionKind, MemoRecord
from workstation.domain.listings import Listing
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot
from workstation.domain.record import LotRecord
from workstation.domain.scenarios import Assumptions
from workstation.domain.signatures import SignatureRole
from workstation.language.translator import Language
from workstation.ui.dialogs.files import ask_memo_file
from workstation.ui.panels.memo import MemoPanel
from workstation.ui.widgets.base import ValueView
from workstation.ui.widgets.strip import IconLabel


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


def test_a_value_against_its_page_is_open_until_a_reason_is_given_and_then_no_agreement(reader, panel):
    said = "Figures that differ from a page, each with a reason that the memo prints: 1."
    assert said in sentences(panel)
    cap = next(row for row in reader.desk.record.all(Encumbrance) if row.amount == Money.of(18_000_000))
    reader.desk.edit(FieldRef("encumbrance", cap.id, "amount"), Money.of(19_000_000))
    reader.waits(lambda: "High: Figures whose sources differ: 1." in sentences(panel))


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


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Plant, memo", "Plant, memo.pdf"),
        ('Lot 1/2: "Mill"\nand \\yard', "Lot 1-2_ _Mill__and -yard.pdf"),
        ("江" * 200, "江" * 65 + ".pdf"),
    ],
)
def test_the_file_that_is_proposed_for_a_memo_bears_a_name_that_every_disk_takes(panel, words, name):
    """A lot of 200 signs had a name that could not be saved, and of one in quotation marks a part was left."""
    ask_memo_file(panel, panel._context, words, lambda _: None)
    dialog = panel.findChild(QFileDialog)
    assert [Path(chosen).name for chosen in dialog.selectedFiles()] == [name]
    dialog.reject()


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


def test_documents_that_could_not_be_compared_are_named_where_the_memo_is_said_to_be_written(
    panel, reader, tmp_path
):
    written = MemoExport(b"%PDF", "0" * 64, 3, 1, 2, ("借款合同", "letter"))
    reader.desk.memo_exported.emit(reader.desk.lot, written, tmp_path / "memo.pdf")
    assert panel._not_compared.text().startswith(
        "The memo does not compare 借款合同, letter: the pages are lost"
    )
    assert panel._not_compared.isVisible()
    reader.desk.memo_exported.emit(reader.desk.lot, replace(written, unread=()), tmp_path / "memo.pdf")
    assert panel._not_compared.isHidden()


def test_what_was_written_of_one_lot_is_said_under_that_lot_alone(panel, reader, tmp_path, monkeypatch):
    written, held = MemoExport(b"%PDF", "0" * 64, 3, 1, 2, ("letter",)), Event()
    monkeypatch.setattr(memos, "export_memo", lambda *_, **__: held.wait(30) and written)
    plant = reader.desk.lot

    def shown():
        return [not part.isHidden() for part in (panel._said, panel._not_compared, panel._open)]

    panel.export_to(tmp_path / "memo.pdf")
    reader.desk.new_lot(NewLot(name="Mill"))
    reader.waits(lambda: panel._record.lot.name == "Mill")
    with reader.qtbot.waitSignal(reader.desk.memo_exported):
        held.set()
    assert shown() == [False] * 3
    reader.desk.open_lot(plant)
    reader.waits(lambda: shown() == [True] * 3)
    assert str(tmp_path / "memo.pdf") in panel._said.text()
    panel.show_record(reader.desk.record)  # read anew after a change
    assert shown() == [True] * 3


@pytest.mark.deep
def test_a_memo_without_a_price_says_what_is_missing(reader, panel, tmp_path):

    reader.desk.edit(FieldRef("assumptions", reader.row(Assumptions).id, "target_irr"), None)
    reader.waits(lambda: reader.row(Assumptions).target_irr is None)
    panel.export_to(tmp_path / "memo.pdf")
    reader.waits(lambda: reader.problems)
    assert "The target IRR is missing." in str(reader.problems[0])
    assert not (tmp_path / "memo.pdf").exists()


def test_a_plain_bid_is_refused_with_its_reasons_and_the_form_shows_what_stands(reader, panel):
    decision = reader.row(Decision)
    reader.desk.edit_text(FieldRef("decision", decision.id, "kind"), "bid")
    reader.waits(lambda: reader.problems)
    assert "Kill papers are missing: C-04." in reader.problems[0].params["reasons"]
    assert reader.row(Decision).kind is DecisionKind.BID_WITH_CONDITIONS
    reader.waits(lambda: panel.decision.form.row("kind").editor.currentData() == "bid_with_conditions")


def test_a_plain_bid_is_made_all_the_same_with_a_reason(reader, panel, qtbot):
    reader.waits(panel.gate.isVisible)
    assert "C-04" in panel.gate.said.text()
    qtbot.keyClicks(panel.gate.reason, "The receipt is shown before the deposit.")
    panel.gate.act.click()
    reader.waits(lambda: reader.row(Decision).kind is DecisionKind.BID)
    assert reader.row(Decision).override == "The receipt is shown before the deposit."
    said = "High: A plain bid is made against what stands against it, with a reason that the memo prints."
    reader.waits(lambda: said in sentences(panel))


def test_a_reason_that_is_emptied_is_refused_and_the_one_that_the_memo_prints_is_shown_again(reader, panel):
    """The empty line stood beside "the memo prints the reason", and the memo printed the old one."""
    reader.waits(panel.gate.isVisible)
    reader.desk.decide(DecisionKind.BID, "The receipt is shown.")
    reader.waits(lambda: panel.gate.reason.typed() == "The receipt is shown.")
    panel.gate.reason.clear()
    panel.gate.act.click()
    reader.waits(lambda: reader.problems)
    assert "say why to bid all the same" in str(reader.problems[0])
    assert panel.gate.reason.typed() == reader.row(Decision).override == "The receipt is shown."


def test_a_reason_that_is_typed_comes_back_when_the_window_is_built_anew(reader, panel, qtbot):
    reader.waits(panel.gate.isVisible)
    qtbot.keyClicks(panel.gate.reason, "The receipt is shown.")
    anew = reader.opens(MemoPanel)
    reader.waits(anew.gate.isVisible)
    assert anew.gate.reason.typed() == "The receipt is shown."


def test_a_reason_that_is_typed_stays_while_other_words_of_the_decision_are_written(reader, panel, qtbot):
    """It was gone as soon as anything else of the lot changed: it is kept by its button alone."""
    reader.waits(panel.gate.isVisible)
    qtbot.keyClicks(panel.gate.reason, "The receipt is shown.")
    panel.gate.reason.clearFocus()
    reader.desk.edit(FieldRef("decision", reader.row(Decision).id, "thesis"), "")
    reader.waits(lambda: "Medium: Why it pays is not written yet." in sentences(panel))
    assert panel.gate.reason.typed() == "The receipt is shown."


def test_what_was_read_of_one_lot_does_not_stand_beside_another_until_that_is_read(reader, panel):
    reader.waits(lambda: panel.gate.isVisible() and panel.signing.isVisible())
    record = reader.desk.record
    other = LotRecord({**record.rows, "lot": {"x": replace(record.lot, id="x")}})
    panel.show_record(other)
    assert (panel.gate.isHidden(), panel.signing.isHidden(), panel.points.lines) == (True, True, [])


def test_without_an_amount_to_bid_no_reason_is_asked_for(reader, panel, qtbot):
    reader.desk.edit(FieldRef("decision", reader.row(Decision).id, "conditions"), "")
    listing = reader.desk.record.last(Listing)
    reader.desk.edit(FieldRef("listing", listing.id, "start_price"), Money.of(90_000_000))
    reader.waits(lambda: "there is no amount to bid" in panel.gate.said.text())
    assert panel.gate.isVisible()
    assert not panel.gate.reason.isVisible()
    assert not panel.gate.act.isVisible()
    (line,) = [each for each in panel.points.lines if "cannot be exported" in each.accessibleName()]
    with qtbot.waitSignal(reader.desk.field_focus_requested) as asked:
        line.go.click()
    assert asked.args == [FieldRef("decision", reader.row(Decision).id, "kind")]


def test_who_is_named_signs_with_a_button_and_a_change_takes_the_signature_away(reader, panel):
    reader.waits(lambda: panel.signing.states[SignatureRole.ANALYST].text().startswith("signed by Lin Yue, "))
    decision = reader.row(Decision)
    reader.desk.edit_fields("decision", decision.id, {"approver": "Chen Bo"})
    reader.waits(lambda: reader.row(Decision).approver)
    assert panel.signing.states[SignatureRole.APPROVER].text() == "not signed"
    panel.signing.acts[SignatureRole.APPROVER].click()
    reader.waits(lambda: panel.signing.states[SignatureRole.APPROVER].text().startswith("signed by Chen Bo"))
    reader.desk.edit_fields("decision", decision.id, {"thesis": "Cheap."})
    said = "Lin Yue, 2025-09-05 signed before something changed"
    reader.waits(lambda: panel.signing.states[SignatureRole.ANALYST].text() == said)


def test_a_point_in_order_bears_a_tick_and_no_kill_cross(reader, panel):
    reader.desk.freeze_run()
    reader.waits(lambda: "Run 1 is up to date." in sentences(panel))
    line = panel.points.lines[sentences(panel).index("Run 1 is up to date.")]
    assert line.findChildren(IconLabel)
    assert not line.findChildren(ValueView)


def test_the_export_asks_for_a_file_at_once_where_the_checks_are_in_sight(panel, monkeypatch, tmp_path):
    asked = []

    def opened(dialog):
        asked.append(dialog)

    monkeypatch.setattr(QFileDialog, "open", opened)
    panel.lead_to_export(at_once=False)
    assert panel.export.hasFocus()
    assert asked == []
    panel.lead_to_export(at_once=True)
    assert asked[0].directory().absolutePath() != str(Path.cwd())
    asked[0].fileSelected.disconnect()
    ask_memo_file(panel, panel._context, "memo", lambda _: None)
    asked[1].fileSelected.emit(str(tmp_path / "memo.pdf"))
    panel.lead_to_export(at_once=True)
    assert asked[2].directory().absolutePath() == str(tmp_path)
    assert panel._context.arranged.saved_in == str(tmp_path), "and at the next start"
    for dialog in asked:
        dialog.deleteLater()
