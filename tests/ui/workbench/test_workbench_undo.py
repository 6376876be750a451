"""Undo from the keyboard: the text field first, then the workspace, also after a restart."""

from PySide6.QtCore import Qt

from workstation.application.records import FieldRef

CTRL = Qt.KeyboardModifier.ControlModifier


def region_editor(person):
    person.opens("Jinchuan", tab="overview")
    panel = person.frame.lot.records.currentWidget()
    return panel.lot.form.row("region").editor


def test_ctrl_z_takes_back_what_is_half_typed_before_what_was_done(at_work, qtbot):
    at_work.makes_lot("Jinchuan")
    editor = region_editor(at_work)
    editor.setFocus()
    qtbot.keyClicks(editor, "Zhejiang")
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.text() == ""
    assert at_work.desk.record.lot.name == "Jinchuan"


def test_ctrl_z_in_a_field_takes_back_what_was_committed(at_work, qtbot):
    at_work.makes_lot("Jinchuan")
    editor = region_editor(at_work)
    editor.setFocus()
    qtbot.keyClicks(editor, "Zhejiang")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    at_work.waits(lambda: at_work.desk.record.lot.region == "Zhejiang")
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    at_work.waits(lambda: at_work.desk.record.lot.region is None)
    at_work.waits(lambda: "Undone: Changed Region of Jinchuan" in at_work.texts(at_work.frame.strip))
    qtbot.keyClick(editor, Qt.Key.Key_Y, CTRL)
    at_work.waits(lambda: at_work.desk.record.lot.region == "Zhejiang")
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    at_work.waits(lambda: at_work.desk.record.lot.region is None)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    at_work.waits(lambda: at_work.desk.record.lot.region == "Zhejiang")


def test_undo_reaches_across_a_restart(make_person, tmp_path, qtbot):
    first = make_person()
    first.bench.doors.create(tmp_path / "Court lots.workspace")
    first.waits_for_workspace()
    first.makes_lot("Jinchuan")
    first.opens("Jinchuan")
    for region in ("Hangzhou", "Shaoxing"):
        first.desk.edit(FieldRef("lot", first.desk.lot, "region"), region)
        first.waits(lambda region=region: first.desk.record.lot.region == region)
    first.desk.undo()
    first.waits(lambda: first.desk.record.lot.region == "Hangzhou")
    first.bench.close()
    second = make_person()
    second.waits_for_workspace()
    second.waits(lambda: second.bench.hand.rows != ())
    second.opens("Jinchuan")
    second.frame.lot.tabs.setFocus()
    qtbot.keyClick(second.frame.lot.tabs, Qt.Key.Key_Z, CTRL)
    second.waits(lambda: second.desk.record.lot.region is None)


def test_what_is_half_typed_when_the_window_closes_is_kept(make_person, tmp_path, qtbot):
    first = make_person()
    first.bench.doors.create(tmp_path / "Court lots.workspace")
    first.waits_for_workspace()
    first.makes_lot("Jinchuan")
    editor = region_editor(first)
    editor.setFocus()
    qtbot.keyClicks(editor, "Zhejiang")
    first.bench.close()
    second = make_person()
    second.waits_for_workspace()
    second.waits(lambda: second.bench.hand.rows != ())
    assert second.bench.hand.rows[0].lot.region == "Zhejiang"


def test_the_strip_says_what_was_done_with_undo_beside_it(at_work, qtbot):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan")
    at_work.desk.edit(FieldRef("lot", at_work.desk.lot, "region"), "Hangzhou")
    at_work.waits(lambda: "Changed Region of Jinchuan" in at_work.texts(at_work.frame.strip))
    qtbot.mouseClick(at_work.button("Undo", at_work.frame.strip), Qt.MouseButton.LeftButton)
    at_work.waits(lambda: at_work.desk.record.lot.region is None)


def test_a_lot_whose_making_is_taken_back_while_it_is_open_gives_way_to_the_list(at_work):
    """It stayed, with its figures, under "There is no Lot 01a2…; Undo brings it back", which it does not."""
    at_work.makes_lot("Jinchuan")
    at_work.makes_lot("Mill")
    at_work.opens("Mill", tab="overview")
    at_work.bench.action("edit.undo").trigger()
    at_work.waits(lambda: [row.lot.name for row in at_work.bench.hand.rows] == ["Jinchuan"])
    at_work.waits(lambda: at_work.frame.stack.currentWidget() is at_work.frame.lots)
    assert at_work.desk.lot is None
    assert not at_work.frame.banner.isVisible()
    assert "Undone: New lot Mill" in at_work.texts(at_work.frame.strip)
    at_work.bench.action("edit.redo").trigger()
    at_work.waits(lambda: len(at_work.bench.hand.rows) == 2)
