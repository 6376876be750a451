"""Reading status: marked in the viewer, kept with the page, undone like everything else."""

from PySide6.QtCore import Qt

from workstation.domain.documents import PageReading, PageStatus


def statuses(reading):
    return {(each.page, each.status) for each in reading.desk.record.all(PageReading)}


def marks(reading):
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    reading.qtbot.keyClick(reading.canvas, Qt.Key.Key_D, keys)


def test_a_page_goes_from_to_be_read_over_being_read_to_read_and_around(reading):
    reading.opens("report.pdf", 1)
    button = reading.pane.toolbar.reading
    assert button.accessibleName() == "Page to be read"
    marks(reading)
    reading.waits(lambda: statuses(reading) == {(1, PageStatus.READING)})
    assert button.accessibleName() == "Page being read"
    reading.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    reading.waits(lambda: statuses(reading) == {(1, PageStatus.READ)})
    reading.waits(lambda: button.accessibleName() == "Page read")
    reading.opens("report.pdf", 0)
    assert button.accessibleName() == "Page to be read"
    reading.opens("report.pdf", 1)
    marks(reading)
    reading.waits(lambda: statuses(reading) == set())


def test_a_whole_document_is_marked_in_one_step_and_undone_in_one(reading):
    reading.opens("report.pdf")
    version = reading.version("report.pdf")
    reading.desk.mark_pages(version, range(3), PageStatus.READ)
    reading.waits(lambda: statuses(reading) == {(page, PageStatus.READ) for page in range(3)})
    reading.desk.undo()
    reading.waits(lambda: statuses(reading) == set())
