"""The checklist as a person drives it: digits set a status, N walks, the gate speaks, Ctrl+E has a target."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionViewItem

from workstation.application import checks
from workstation.application.records import FieldRef, Place
from workstation.domain.checklists.answers import Check, CheckStatus, Severity
from workstation.domain.documents import Document, Version
from workstation.language.translator import Language
from workstation.ui.panels.checks import ChecksPanel


@pytest.fixture
def panel(reader):
    return reader.opens(ChecksPanel)


def status_of(reader, item):
    check = reader.row(Check, item=item)
    return check.status if check else CheckStatus.NOT_REQUESTED


def chooses(panel, item):
    assert panel.table.select_id(item)
    panel.table.setFocus()


def test_the_groups_are_an_overview_with_the_one_open_that_is_looked_at_first(panel, qtbot):
    """V9: 87 lines without one. Each head opens its own by Enter."""

    def shown():
        return [panel.table.records.id_at(place) for place in range(panel.table.records.rowCount())]

    of_c = [f"C-{number:02}" for number in range(1, 11)]
    assert shown() == ["A", "B", "C", *of_c, *"DEFGH"]
    for group in "ABDEFGH":
        chooses(panel, group)
        qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert len(shown()) == 87 + 8
    assert [item for item in shown() if len(item) == 1] == list("ABCDEFGH")
    assert shown().index("D") + 1 == shown().index("D-01")


def test_a_missing_kill_paper_closes_the_gate_and_is_chosen_first(panel):
    assert panel.banner.isVisible()
    assert "C-04" in panel.banner.accessibleName()
    assert panel.table.current_id() == "C-04"


def test_the_score_is_read_out_with_its_gate(panel):
    assert panel.head.accessibleName().startswith("Readiness 72.4 of 100, a plain bid needs 85")


@pytest.mark.parametrize(
    ("key", "status"),
    [("5", CheckStatus.VERIFIED), ("0", CheckStatus.NOT_APPLICABLE), ("6", CheckStatus.REFUSED)],
)
def test_a_digit_sets_the_status_of_the_current_line(reader, panel, qtbot, key, status):
    chooses(panel, "C-04")
    qtbot.keyClicks(panel.table, key)
    reader.waits(lambda: status_of(reader, "C-04") is status)
    assert panel.detail.keys.current() is status


def test_a_settled_kill_paper_takes_the_banner_of_the_gate_back(reader, panel, qtbot):
    chooses(panel, "C-04")
    qtbot.keyClicks(panel.table, "5")
    reader.waits(lambda: "Not ready yet." in panel.banner.accessibleName())


def test_n_goes_to_the_next_open_item_and_wraps_around(reader, panel, qtbot):
    chooses(panel, "C-04")
    qtbot.keyClicks(panel.table, "n")
    assert panel.table.current_id() == "C-06"
    for _ in range(30):
        qtbot.keyClicks(panel.table, "n")
    assert panel.table.current_id() is not None
    assert panel._lines[panel.table.current_id()].to_do


def test_n_opens_a_closed_group(panel, qtbot):
    assert panel.table.records.place_of("D-01") is None
    panel._current = "C-10"
    while panel.table.current_id()[0] != "D":
        panel.go_to_next()
    assert panel.table.records.place_of("D-01") is not None


def test_the_filter_shows_what_is_to_do(panel, qtbot):
    panel.shown.set_current("todo")
    panel.shown.chosen.emit("todo")
    shown = [row for row in panel.table.records.rows if hasattr(row, "item")]
    assert len(shown) == 21
    assert all(line.to_do for line in shown)


def test_next_leaves_the_filter_where_it_hides_the_item(panel):
    panel.shown.set_current("kill")
    panel.shown.chosen.emit("kill")
    panel._go_to("B-14")
    assert panel.table.current_id() == "B-14"
    assert panel.shown.current() == "all"


def test_the_head_of_a_group_opens_and_closes_with_a_click(panel, qtbot):
    index = panel.table.records.index(panel.table.records.place_of("A"), 0)
    panel.table.scrollTo(index)
    for shown in (True, False):
        place = panel.table.visualRect(index).center()
        qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert (panel.table.records.place_of("A-01") is not None) is shown


def test_the_status_of_the_current_line_is_the_target(reader, panel):
    chooses(panel, "C-09")
    target = reader.desk.target
    assert target.ref == FieldRef("check", reader.row(Check, item="C-09").id, "status")


def test_a_line_without_a_row_gets_one_when_its_chip_is_clicked(reader, panel, qtbot):
    item = "C-06"
    reader.desk.remove("check", reader.row(Check, item=item).id)
    reader.waits(lambda: panel._lines[item].check is None)
    chooses(panel, item)
    assert reader.desk.target is None
    panel.detail.chip.click()
    reader.waits(lambda: reader.desk.target is not None)
    assert reader.desk.target.ref.row == reader.row(Check, item=item).id
    assert status_of(reader, item) is CheckStatus.NOT_REQUESTED


def test_a_cited_answer_opens_its_page(reader, panel, qtbot):
    chooses(panel, "C-07")
    reader.desk.set_target(None)
    with qtbot.waitSignal(reader.desk.place_requested):
        panel.table.row_peeked.emit("C-07")


def test_attaching_a_page_shows_it_on_the_line_and_detaching_takes_it_off(reader, panel, qtbot):
    chooses(panel, "C-09")
    version = reader.row(Version)
    reader.desk.attach(Place(version=version.id, page=2))
    reader.waits(lambda: panel._lines["C-09"].source.citations)
    reader.desk.set_target(None)
    assert panel._lines["C-09"].chip.word == "p. 3"
    panel.table.chip_detach_asked.emit("C-09", "source")
    reader.waits(lambda: not panel._lines["C-09"].source.citations)


def test_what_was_found_is_kept_when_the_answer_is_left(reader, panel, qtbot):
    chooses(panel, "C-09")
    panel.table.row_activated.emit("C-09")
    panel.detail.answer.selectAll()
    qtbot.keyClicks(panel.detail.answer, "The company was dissolved in 2024")
    qtbot.keyClick(panel.detail.answer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    reader.waits(lambda: reader.row(Check, item="C-09").answer == "The company was dissolved in 2024")


def test_a_half_typed_answer_goes_with_its_item(reader, panel, qtbot):
    chooses(panel, "C-09")
    panel.detail.answer.setFocus()
    panel.detail.answer.selectAll()
    qtbot.keyClicks(panel.detail.answer, "Seen")
    panel.go_to_next()
    reader.waits(lambda: reader.row(Check, item="C-09").answer == "Seen")
    assert panel.table.current_id() != "C-09"


def test_undo_takes_a_status_back_where_it_was(reader, panel, qtbot):
    chooses(panel, "C-04")
    qtbot.keyClicks(panel.table, "5")
    reader.waits(lambda: status_of(reader, "C-04") is CheckStatus.VERIFIED)
    reader.desk.undo()
    reader.waits(lambda: panel.detail.keys.current() is CheckStatus.MISSING)


def test_a_search_hit_in_another_panel_brings_its_line_forward(reader, panel):
    reader.desk.focus_field(FieldRef("check", reader.row(Check, item="E-05").id, "status"))
    assert panel.table.current_id() == "E-05"


def test_when_narrow_the_item_stands_below_the_list(panel):
    assert panel.split.orientation() is Qt.Orientation.Horizontal
    panel.resize(560, 620)
    assert panel.split.orientation() is Qt.Orientation.Vertical


def test_nothing_of_the_panel_is_english_in_chinese(reader, open_desk, qtbot):
    reader.desk = open_desk(Language.CHINESE, "dark")
    panel = reader.opens(ChecksPanel)
    assert "保证期间内主张权利的证据" in panel.banner.accessibleName()
    heads = [column.title for column in panel.table.spec.columns]
    assert heads == ["编号", "核查项", "严重性", "状态", "依据"]


def test_the_share_of_a_group_is_painted_in_the_column_of_statuses(panel):
    index = panel.table.records.index(panel.table.records.place_of("C"), 3)
    option = QStyleOptionViewItem()
    option.rect = panel.table.visualRect(index)
    assert index.data() == "58%"


def test_kill_open_counts_only_what_is_not_settled(panel):
    lines = panel._lines.values()
    wanted = [line for line in lines if line.item.severity is Severity.KILL and not line.settled]
    panel.shown.set_current("kill")
    panel.shown.chosen.emit("kill")
    assert sum(hasattr(row, "item") for row in panel.table.records.rows) == len(wanted)


def test_the_answers_of_the_record_are_those_of_the_panel(reader, panel):
    given = checks.statuses(reader.desk.record)
    assert {item: line.status for item, line in panel._lines.items() if line.check} == given


def test_a_panel_made_for_a_field_begins_at_its_line(reader):
    reader.desk.focus_field(FieldRef("check", reader.row(Check, item="E-05").id, "status"))
    panel = reader.opens(ChecksPanel)
    assert panel.table.current_id() == "E-05"


def test_a_document_that_is_filed_for_an_item_is_shown_at_it(reader):
    panel = reader.opens(ChecksPanel)
    document = reader.desk.record.all(Document)[0]
    reader.desk.edit_fields("document", document.id, {"kind": "Loan contract"})
    reader.waits(lambda: document.id in [each.id for each in panel._lines["A-01"].filed])
    panel._go_to("A-01")
    assert document.name in panel.detail._filed.text()


def test_where_nothing_was_said_of_an_item_the_filed_document_opens(reader, qtbot):
    panel = reader.opens(ChecksPanel)
    document = reader.desk.record.all(Document)[0]
    reader.desk.edit_fields("document", document.id, {"kind": "保证合同"})
    reader.desk.remove("check", reader.row(Check, item="C-01").id)
    reader.waits(lambda: reader.row(Check, item="C-01") is None and panel._lines["C-01"].filed)
    assert panel._lines["C-01"].chip.word == f"{len(panel._lines['C-01'].filed)} filed"
    with qtbot.waitSignal(reader.desk.page_requested):
        panel._open_source("C-01")
