"""The history relied upon: of a record, one step back, a version restored, the past, many at once, the bin."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from workstation.application.operations import OperationKind, Step
from workstation.application.records import FieldRef
from workstation.domain.citations import Citation
from workstation.domain.documents import Document, Version
from workstation.domain.lots import Stage
from workstation.domain.notes import Note
from workstation.ui.dialogs.as_known import AsKnownSheet
from workstation.ui.dialogs.bin import BinSheet
from workstation.ui.dialogs.bulk import BulkSheet
from workstation.ui.models.table_spec import GroupRow
from workstation.ui.panels.history import PAGE
from workstation.ui.panels.history_lines import MOST, ChangeLine

CTRL = Qt.KeyboardModifier.ControlModifier


def sheet(person, kind):
    return next((found for found in person.frame.findChildren(kind) if found.isVisible()), None)


def panel(person):
    return person.frame.lot.records.currentWidget()


def sentences(person):
    model = panel(person).table.records
    return [model.data(model.index(row, 2)) for row in range(model.rowCount())]


def sets(person, field, value):
    person.desk.edit(FieldRef("lot", person.desk.lot, field), value)
    person.waits(lambda: getattr(person.desk.record.lot, field) == value)


def chooses(person, sentence):
    """The newest step with this sentence."""
    person.waits(lambda: sentence in sentences(person))
    table = panel(person).table
    table.select_id(table.records.id_at(sentences(person).index(sentence)))


@pytest.fixture
def worked_on(at_work):
    """A lot whose number and region were set."""
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="history")
    sets(at_work, "region", "Zhejiang")
    sets(at_work, "number", "2025-1")
    at_work.waits(lambda: len(sentences(at_work)) == 3)
    return at_work


def test_in_chinese_the_command_line_is_called_so_among_those_who_wrote(worked_on):
    worked_on.desk.services.writer.actor = "command line"  # as a command writes, where nobody gave a name
    sets(worked_on, "region", "Hangzhou")
    worked_on.bench.action("view.chinese").trigger()
    worked_on.waits(lambda: worked_on.bench.context.tr.is_chinese and len(sentences(worked_on)) == 4)
    model = panel(worked_on).table.records
    assert model.data(model.index(0, 1)) == "命令行"
    offered = panel(worked_on).filters.actor
    worked_on.waits(lambda: "命令行" in [offered.itemText(at) for at in range(offered.count())])


def test_an_older_step_is_taken_back_and_the_later_one_stays(worked_on, qtbot):
    chooses(worked_on, "Changed Region of Jinchuan")
    qtbot.mouseClick(panel(worked_on).take_back, Qt.MouseButton.LeftButton)
    worked_on.waits(lambda: worked_on.desk.record.lot.region is None)
    assert worked_on.desk.record.lot.number == "2025-1"
    worked_on.waits(lambda: sentences(worked_on)[0] == "Undone: Changed Region of Jinchuan")
    assert not panel(worked_on).take_back.isEnabled()


def test_a_step_that_was_changed_again_says_so_in_a_banner(worked_on, qtbot):
    sets(worked_on, "region", "Hangzhou")
    worked_on.waits(lambda: len(sentences(worked_on)) == 4)
    table = panel(worked_on).table
    table.select_id(table.records.id_at(2))
    qtbot.mouseClick(panel(worked_on).take_back, Qt.MouseButton.LeftButton)
    worked_on.waits(lambda: "Jinchuan was changed again on" in worked_on.texts(worked_on.frame))
    assert worked_on.desk.record.lot.region == "Hangzhou"


def test_a_version_of_a_record_is_restored(worked_on, qtbot):
    sets(worked_on, "region", "Hangzhou")
    chooses(worked_on, "Changed Lot no. of Jinchuan")
    qtbot.mouseClick(panel(worked_on).restore, Qt.MouseButton.LeftButton)
    worked_on.waits(lambda: worked_on.desk.record.lot.region == "Zhejiang")
    worked_on.waits(lambda: sentences(worked_on)[0].startswith("Restored Jinchuan to 20"))


def test_the_history_of_a_record_is_a_key_away_from_its_form(worked_on, qtbot):
    worked_on.desk.add("note", {"heading": "Call"})
    worked_on.waits(lambda: worked_on.desk.record.first(Note) is not None)
    worked_on.frame.lot.show_tab("overview")
    editor = panel(worked_on).lot.form.row("region").editor
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_H, CTRL)
    worked_on.waits(lambda: worked_on.frame.lot.tab == "history")
    worked_on.waits(lambda: "History of Jinchuan" in worked_on.texts(panel(worked_on)))
    worked_on.waits(lambda: len(sentences(worked_on)) == 3)
    qtbot.mouseClick(panel(worked_on).whole, Qt.MouseButton.LeftButton)
    worked_on.waits(lambda: len(sentences(worked_on)) == 4)


def test_filters_narrow_the_history_and_an_empty_one_offers_to_be_cleared(worked_on, qtbot):
    filters = panel(worked_on).filters
    filters.choose("lot", "region")
    filters.until.show_text("9999-12-31")  # the day after it is none of the calendar
    filters.changed.emit()
    worked_on.waits(lambda: sentences(worked_on) == ["Changed Region of Jinchuan"])
    filters.since.setFocus()
    qtbot.keyClicks(filters.since, "2099-01-01")
    qtbot.keyClick(filters.since, Qt.Key.Key_Return)
    worked_on.waits(lambda: "No step passes this filter." in worked_on.texts(panel(worked_on)))
    qtbot.mouseClick(worked_on.button("Clear filter", panel(worked_on)), Qt.MouseButton.LeftButton)
    worked_on.waits(lambda: len(sentences(worked_on)) == 3)


def test_older_steps_come_when_one_scrolls_to_them(worked_on):
    writer, lot = worked_on.desk.services.writer, worked_on.desk.record.lot
    for number in range(PAGE + 20):
        step = Step(OperationKind.EDIT, {"field": "Region", "record": "Jinchuan"})
        writer.run(step, lambda tx, number=number: tx.put(replace(lot, region=str(number))))
    worked_on.desk.reload()
    worked_on.waits(lambda: len(sentences(worked_on)) == PAGE)
    bar = panel(worked_on).table.verticalScrollBar()
    bar.setValue(bar.maximum())
    worked_on.waits(lambda: len(sentences(worked_on)) == PAGE + 23)
    assert f"{PAGE + 23} operations" in worked_on.texts(panel(worked_on))


def test_of_a_step_that_changed_very_many_rows_the_first_are_shown_and_how_many_more(worked_on):
    writer, lot = worked_on.desk.services.writer, worked_on.desk.lot

    def put(tx):
        for number in range(MOST + 20):
            tx.put(Note(id=tx.new_id(), lot=lot, heading=f"note {number}"))

    writer.run(Step(OperationKind.EDIT, {"field": "Region", "record": "Jinchuan"}), put)
    worked_on.desk.reload()
    worked_on.waits(lambda: len(sentences(worked_on)) == 4)
    table = panel(worked_on).table
    table.select_id(table.records.id_at(0))
    shown = panel(worked_on).changes.records
    worked_on.waits(lambda: len([row for row in shown.rows if isinstance(row, GroupRow)]) == MOST + 1)
    assert shown.rows[-1].title == "and 20 more"
    table.select_id(table.records.id_at(1))
    worked_on.waits(lambda: [line.after for line in shown.rows[1:]] == ["2025-1"])


def test_what_a_step_cited_is_told_by_its_file_and_by_its_page_as_people_count(worked_on):
    """W32: the version was called "Version", and the first page 0."""
    lot = worked_on.desk.lot

    def put(tx):
        paper = Document(id=tx.new_id(), lot=lot, name="合同")
        version = Version(id=tx.new_id(), lot=lot, document=paper.id, ordinal=1, file_name="附件1.pdf")
        for row in (paper, version, Citation(id=tx.new_id(), lot=lot, version=version.id, page=0)):
            tx.put(row)

    step = Step(OperationKind.EDIT, {"field": "Name", "record": "Jinchuan"})
    worked_on.desk.services.writer.run(step, put)
    worked_on.desk.reload()
    chooses(worked_on, "Changed Name of Jinchuan")
    lines = panel(worked_on).changes.records
    worked_on.waits(lambda: len(lines.rows) > 2)
    told = [line for line in lines.rows if isinstance(line, ChangeLine) and line.id.startswith("citation")]
    said = {line.field: line.after for line in told}
    assert (said["Version"], said["Page"]) == ("附件1.pdf", "1")


def test_the_lot_as_known_on_a_moment_is_shown_everywhere_and_not_written(worked_on, qtbot):
    chooses(worked_on, "Changed Region of Jinchuan")
    qtbot.mouseClick(panel(worked_on).as_known, Qt.MouseButton.LeftButton)
    worked_on.waits(lambda: worked_on.desk.record.lot.number is None)
    assert worked_on.desk.record.lot.region == "Zhejiang"
    worked_on.waits(lambda: "As known on" in worked_on.texts(worked_on.frame.lot))
    worked_on.frame.lot.show_tab("overview")
    editor = panel(worked_on).lot.form.row("region").editor
    assert editor.isReadOnly()
    worked_on.desk.edit(FieldRef("lot", worked_on.desk.lot, "region"), "Hangzhou")
    worked_on.waits(lambda: "it is only read" in worked_on.texts(worked_on.frame))
    worked_on.waits(lambda: "Back to now" in worked_on.texts(worked_on.frame.lot.past))
    qtbot.mouseClick(worked_on.button("Back to now"), Qt.MouseButton.LeftButton)
    worked_on.waits(lambda: worked_on.desk.record.lot.number == "2025-1")
    assert worked_on.desk.record.lot.region == "Zhejiang"
    assert not editor.isReadOnly()
    assert "As known on" not in worked_on.texts(worked_on.frame.lot)


def test_a_moment_is_typed_and_one_before_the_lot_leads_back_to_now(worked_on, qtbot):
    worked_on.bench.action("lot.as_known").trigger()
    asked = sheet(worked_on, AsKnownSheet)
    for last in ("9999-12-31", "9999-12-31 23:59"):  # it has no end in the calendar
        asked.editor.setText(last)
        assert "is not a date with a time" in worked_on.texts(asked)
    asked.editor.clear()
    qtbot.keyClicks(asked.editor, "1999-01-01")
    qtbot.keyClick(asked.editor, Qt.Key.Key_Return)
    worked_on.waits(lambda: "was not there on 1999-01-01" in worked_on.texts(worked_on.frame))
    worked_on.waits(lambda: worked_on.desk.as_of is None)
    assert worked_on.desk.record.lot.number == "2025-1"


def test_a_lot_that_is_deleted_in_the_list_comes_back_from_the_bin(worked_on, qtbot):
    worked_on.makes_lot("Nanxun")
    worked_on.bench.show_lots()
    table = worked_on.frame.lots.table
    table.select_id(next(row.lot.id for row in worked_on.bench.hand.rows if row.lot.name == "Jinchuan"))
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    worked_on.waits(lambda: [row.lot.name for row in worked_on.bench.hand.rows] == ["Nanxun"])
    worked_on.waits(lambda: "Removed the lot Jinchuan" in worked_on.texts(worked_on.frame.strip))
    worked_on.bench.action("edit.bin").trigger()
    found = sheet(worked_on, BinSheet)
    worked_on.waits(lambda: found.table.records.rowCount() == 1)
    qtbot.keyClick(found.table, Qt.Key.Key_Return)
    worked_on.waits(lambda: len(worked_on.bench.hand.rows) == 2)
    worked_on.waits(lambda: "The bin is empty." in worked_on.texts(found))
    found.close_sheet()


def test_a_removed_row_lies_in_the_bin_of_its_lot(worked_on, qtbot):
    worked_on.desk.add("note", {"heading": "Call"})
    worked_on.waits(lambda: worked_on.desk.record.first(Note) is not None)
    worked_on.desk.remove("note", worked_on.desk.record.first(Note).id)
    worked_on.waits(lambda: worked_on.desk.record.first(Note) is None)
    sets(worked_on, "region", "Hangzhou")
    worked_on.bench.action("edit.bin").trigger()
    found = sheet(worked_on, BinSheet)
    worked_on.waits(lambda: found.table.records.rowCount() == 1)
    qtbot.mouseClick(found.restore, Qt.MouseButton.LeftButton)
    worked_on.waits(lambda: worked_on.desk.record.first(Note) is not None)
    found.close_sheet()


def test_the_stage_of_many_lots_is_changed_as_one_step(at_work, qtbot):
    for name in ("Jinchuan", "Nanxun", "Haitang"):
        at_work.makes_lot(name)
    at_work.bench.action("edit.many").trigger()
    asked = sheet(at_work, BulkSheet)
    assert not asked._apply.isEnabled()
    asked.editor.show_text("")
    asked.editor.setCurrentIndex(asked.editor.findData("screen"))
    asked.editor.commit()
    model = asked.table.records
    assert "3 of 3 records change" in at_work.texts(asked)
    assert model.data(model.index(0, 1)) != model.data(model.index(0, 2))
    qtbot.keyClick(asked, Qt.Key.Key_Return, CTRL)
    at_work.waits(lambda: {row.lot.stage for row in at_work.bench.hand.rows} == {Stage.SCREEN})
    at_work.waits(lambda: "Changed Stage of 3 records" in at_work.texts(at_work.frame.strip))
    at_work.bench.action("edit.undo").trigger()
    at_work.waits(lambda: {row.lot.stage for row in at_work.bench.hand.rows} == {Stage.LEAD})


def test_a_value_that_cannot_be_read_or_taken_says_so_before_anything_is_done(at_work, qtbot):
    at_work.makes_lot("Jinchuan")
    at_work.bench.action("edit.many").trigger()
    asked = sheet(at_work, BulkSheet)
    asked.field.setCurrentIndex(asked.field.findData("name"))
    asked.field.commit()
    model = asked.table.records
    assert "cannot be empty" in model.data(model.index(0, 2))
    qtbot.keyClicks(asked.editor, "Weaver")
    assert model.data(model.index(0, 2)) == "Weaver"
    asked.close_sheet()
    assert at_work.bench.hand.rows[0].lot.name == "Jinchuan"


def test_ctrl_z_in_a_note_takes_back_the_text_first_and_then_the_step(worked_on, qtbot):
    worked_on.desk.add("note", {"heading": "Call"})
    worked_on.waits(lambda: worked_on.desk.record.first(Note) is not None)
    worked_on.frame.lot.show_tab("notes")
    body = panel(worked_on).body
    worked_on.waits(lambda: panel(worked_on).table.current_id() is not None)
    body.setFocus()
    qtbot.keyClicks(body, "The lease")
    qtbot.keyClick(body, Qt.Key.Key_Return, CTRL)
    worked_on.waits(lambda: worked_on.desk.record.first(Note).body == "The lease")
    qtbot.keyClicks(body, " is old")
    qtbot.keyClick(body, Qt.Key.Key_Z, CTRL)
    assert body.toPlainText() != "The lease is old"
    assert worked_on.desk.record.first(Note).body == "The lease"
    qtbot.keyClick(body, Qt.Key.Key_Y, CTRL)
    assert body.toPlainText() == "The lease is old"
    qtbot.keyClick(body, Qt.Key.Key_Return, CTRL)
    worked_on.waits(lambda: worked_on.desk.record.first(Note).body == "The lease is old")
    qtbot.keyClick(body, Qt.Key.Key_Z, CTRL)
    worked_on.waits(lambda: worked_on.desk.record.first(Note).body == "The lease")
    worked_on.waits(lambda: body.toPlainText() == "The lease")


def test_a_step_by_a_clock_that_was_set_back_says_what_the_clock_said(worked_on, monkeypatch):
    writer, clock = worked_on.desk.services.writer, worked_on.desk.services.clock
    monkeypatch.setattr(writer, "_clock", lambda: clock() - timedelta(days=2))
    sets(worked_on, "region", "Hangzhou")
    said = f"{clock() - timedelta(days=2):%Y-%m-%d}"
    begins = f"Changed Region of Jinchuan (the clock of the computer said {said}"
    worked_on.waits(lambda: sentences(worked_on)[0].startswith(begins))
