"""Findings in the window: settled with a reason, opened again, written down by a person."""

import re
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from workstation.application.records import FieldRef
from workstation.domain.checklists.answers import Severity
from workstation.domain.collateral import Collateral, Occupancy
from workstation.domain.findings.collateral_rules import OCCUPIED
from workstation.domain.findings.notes import RiskNote
from workstation.domain.leases import Lease
from workstation.ui.models.table_spec import GroupRow
from workstation.ui.panels.collateral import CollateralPanel
from workstation.ui.panels.finding_lines import arranged
from workstation.ui.panels.findings import FindingsPanel


@pytest.fixture
def panel(reader):
    panel = reader.opens(FindingsPanel)
    reader.waits(lambda: panel._lines)
    return panel


def of_rule(panel, *, open_=True):
    return next(line for line in panel._lines.values() if line.finding is not None and line.open is open_)


def test_rules_papers_and_persons_stand_in_one_list_worst_first(panel):
    origins = {line.origin for line in panel._lines.values()}
    assert {"Rule", "Own", "Checklist"} <= origins
    opened = [line.severity for line in panel._lines.values() if line.open]
    assert opened == sorted(opened, key=list(Severity).index)
    assert "kill" in panel._said.text()


def test_the_groups_count_what_the_head_counts(panel):
    groups = [
        row for row in arranged(panel._context, list(panel._lines.values())) if isinstance(row, GroupRow)
    ]
    counts = [row.detail for row in groups if row.id not in {"group|unknown", "group|settled"}]
    assert re.findall(r"\d+", panel._said.text()) == counts
    assert [row.id for row in groups if row.id == "group|unknown"]


def test_what_nobody_asked_for_is_a_line_and_not_a_gap(panel, reader, qtbot):
    line = next(line for line in panel._lines.values() if line.unknown)
    assert line.sentence.startswith("Never asked for: ")
    panel.table.select_id(line.id)
    with qtbot.waitSignal(reader.desk.part_requested) as asked:
        panel.detail.go.click()
    assert asked.args == ["checks"]


def test_a_finding_is_settled_with_a_reason_and_opened_again(panel, reader, qtbot):
    line = of_rule(panel)
    panel.table.select_id(line.id)
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_W)
    qtbot.keyClicks(panel.detail.reason, "seen on site")
    panel.detail.settle.click()
    reader.waits(lambda: not panel._lines[line.id].open)
    assert panel._lines[line.id].waiver.reason == "seen on site"
    assert list(panel._lines)[-1] == line.id
    panel.detail.reopen.click()
    reader.waits(lambda: panel._lines[line.id].open)


def test_a_reason_that_is_typed_stays_while_another_finding_is_written_down(panel, reader, qtbot):
    line = of_rule(panel)
    panel.table.select_id(line.id)
    qtbot.keyClicks(panel.detail.reason, "seen on site")
    panel.detail.reason.clearFocus()
    reader.desk.add("risk", {"statement": "The roof leaks", "severity": Severity.LOW})
    reader.waits(lambda: any(each.sentence == "The roof leaks" for each in panel._lines.values()))
    assert panel.table.current_id() == line.id
    assert panel.detail.reason.typed() == "seen on site"


def test_a_reason_that_is_typed_comes_back_when_another_finding_was_looked_at(panel, reader, qtbot):
    one, other = [each.id for each in panel._lines.values() if each.finding is not None and each.open][:2]
    panel.table.select_id(one)
    qtbot.keyClicks(panel.detail.reason, "seen on site")
    panel.table.select_id(other)
    assert panel.detail.reason.typed() == ""
    panel.table.select_id(one)
    assert panel.detail.reason.typed() == "seen on site"
    panel.detail.settle.click()
    reader.waits(lambda: panel._lines[one].waiver is not None)
    panel.table.select_id(one)
    panel.detail.reason.clear()
    panel.detail.settle.click()  # nothing is no reason: the one that stands is shown again
    reader.waits(lambda: reader.problems)
    assert panel.detail.reason.typed() == "seen on site"


def test_without_a_reason_nothing_is_settled(panel, reader):
    line = of_rule(panel)
    panel.table.select_id(line.id)
    panel.detail.settle.click()
    reader.waits(lambda: reader.problems)
    assert panel._lines[line.id].open


def test_an_own_finding_is_written_down_closed_and_removed(panel, reader, qtbot):
    known = {note.id for note in reader.desk.record.all(RiskNote)}
    qtbot.keyClicks(panel.table, "+")
    reader.waits(lambda: len(reader.desk.record.all(RiskNote)) > len(known))
    made = next(note for note in reader.desk.record.all(RiskNote) if note.id not in known)
    reader.waits(lambda: panel.detail.own.row is not None and panel.detail.own.row.id == made.id)
    editor = panel.detail.own.form.row("statement").editor
    reader.waits(lambda: panel.window().focusWidget() is editor)  # its words are typed next
    qtbot.keyClicks(editor, "Roof leaks")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    reader.waits(lambda: panel._lines[made.id].sentence == "Roof leaks")
    panel.table.select_id(made.id)
    qtbot.mouseClick(panel.detail.settle, Qt.MouseButton.LeftButton)
    reader.waits(lambda: not panel._lines[made.id].open)
    panel.table.select_id(made.id)
    assert not panel.detail.settle.isVisible()
    qtbot.mouseClick(panel.detail.reopen, Qt.MouseButton.LeftButton)
    reader.waits(lambda: panel._lines[made.id].open)
    panel.table.select_id(made.id)
    qtbot.keyClicks(panel.table, "w")
    reader.waits(lambda: not panel._lines[made.id].open)
    panel.table.select_id(made.id)
    panel.detail.remove.click()
    reader.waits(lambda: made.id not in panel._lines)


def occupied(panel):
    return next(
        line for line in panel._lines.values() if line.finding is not None and line.finding.rule == OCCUPIED
    )


def test_the_lease_that_is_filed_is_made_from_its_finding_in_one_step(panel, reader):
    line = occupied(panel)
    panel.table.select_id(line.id)
    (button,) = panel.detail.acts
    assert button.text() == "Make the lease from Lease of the plant"
    button.click()
    reader.waits(lambda: reader.row(Lease) is not None)
    lease = reader.row(Lease)
    assert (lease.collateral, lease.until) == (line.finding.subject.row, date(2027, 8, 31))
    reader.waits(lambda: reader.desk.target is not None and reader.desk.target.ref.row == lease.id)
    assert reader.desk.target.ref.field == "possession_on", "to what the lease does not prove"
    reader.waits(lambda: line.id not in panel._lines)
    reader.desk.undo()
    reader.waits(lambda: reader.row(Lease) is None)


def test_no_other_finding_offers_a_lease(panel):
    for line in panel._lines.values():
        panel.table.select_id(line.id)
        assert bool(panel.detail.acts) is (line is occupied(panel))


def test_beside_the_field_the_lease_is_made_by_a_button_that_the_tab_key_reaches(reader, qtbot):
    thing = next(row for row in reader.desk.record.all(Collateral) if row.occupancy is Occupancy.TENANT)
    panel = reader.opens(CollateralPanel, (1150, 900))
    reader.desk.focus_field(FieldRef("collateral", thing.id, "occupancy"))
    form = panel.form.form
    reader.waits(lambda: form.is_whole)
    line = form.row("occupancy")
    assert "Lease of the plant is filed as one" in line.note()
    (button,) = line.acts
    line.editor.setFocus()
    for _ in range(3):
        if button.hasFocus():
            break
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert button.hasFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    reader.waits(lambda: reader.row(Lease) is not None)
    reader.waits(lambda: not form.row("occupancy").acts)
