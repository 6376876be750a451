"""The number of a page, and what the document itself calls it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from workstation.ui.viewer.toolbar import ViewerToolbar


def test_a_label_is_told_where_it_is_not_the_number(reading):
    toolbar: ViewerToolbar = reading.pane.toolbar
    toolbar.show_page(3, 40, "iv")
    assert toolbar._count.text().strip() == "/ 40 · iv"
    assert toolbar._count.toolTip() == "The document calls this page iv."
    toolbar.show_page(3, 40, "4")
    assert toolbar._count.text().strip() == "/ 40"


def test_a_quote_is_copied_with_where_it_stands(reading):
    reading.opens("report.pdf", 1)
    reading.selects(1, "RMB 24,000,000.00")
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    reading.qtbot.keyClick(reading.canvas, Qt.Key.Key_Q, keys)
    assert QGuiApplication.clipboard().text() == "“RMB 24,000,000.00” (report, p. 2)"
