"""Back to where a jump began, and forth again; a document opens where it was left."""

from PySide6.QtCore import Qt

from workstation.ui.viewer.trail import Step, Trail

ALT = Qt.KeyboardModifier.AltModifier


def test_the_trail_leads_back_and_forth_and_a_new_jump_cuts_what_lay_ahead():
    trail = Trail()
    for page in range(3):
        trail.leave(Step("v", page))
    assert trail.back(Step("v", 3)) == Step("v", 2)
    assert trail.back(Step("v", 2)) == Step("v", 1)
    assert trail.forth(Step("v", 1)) == Step("v", 2)
    trail.leave(Step("v", 2))
    assert trail.forth(Step("v", 9)) is None
    assert Trail().back(Step("v", 0)) is None


def test_alt_left_goes_back_to_the_page_and_the_document_before(reading):
    reading.opens("report.pdf", 1)
    reading.opens("scan.pdf")
    reading.qtbot.keyClick(reading.canvas, Qt.Key.Key_Left, ALT)
    reading.waits(lambda: reading.pane.version == reading.version("report.pdf"))
    reading.sees(1)
    reading.qtbot.keyClick(reading.canvas, Qt.Key.Key_Right, ALT)
    reading.waits(lambda: reading.pane.version == reading.version("scan.pdf"))


def test_a_document_opens_where_it_was_left(reading):
    reading.opens("report.pdf", 2)
    reading.opens("scan.pdf")
    reading.desk.open_page(reading.version("report.pdf"))
    reading.waits(lambda: reading.pane.version == reading.version("report.pdf"))
    reading.sees(2)
