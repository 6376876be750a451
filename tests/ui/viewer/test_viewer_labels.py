"""The number of a page, and what the document itself calls it."""

from workstation.ui.viewer.toolbar import ViewerToolbar


def test_a_label_is_told_where_it_is_not_the_number(reading):
    toolbar: ViewerToolbar = reading.pane.toolbar
    toolbar.show_page(3, 40, "iv")
    assert toolbar._count.text().strip() == "/ 40 · iv"
    assert toolbar._count.toolTip() == "The document calls this page iv."
    toolbar.show_page(3, 40, "4")
    assert toolbar._count.text().strip() == "/ 40"
