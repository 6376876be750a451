"""The page beside the record, at the sizes of common windows: large enough to be read, no room lost to tags that are not."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from reportlab.pdfgen.canvas import Canvas
from test_workbench_files import documents, drop, is_done

from workstation.application.records import FieldRef
from workstation.ui.viewer.gutter import FactTag
from workstation.ui.viewer.layout import MARGIN


@pytest.fixture
def at_paper(at_work, tmp_path):
    """An A4 page without citations beside the overview."""
    person = at_work
    person.makes_lot("Jinchuan")
    person.opens("Jinchuan", tab="overview")
    path = tmp_path / "An appraisal of the land and the plant.pdf"
    drawn = Canvas(str(path), pagesize=(595, 842), invariant=1)
    drawn.drawString(90, 700, "Bidding opens on 2025-09-10")
    drawn.save()
    drop(person, path)
    person.waits(lambda: is_done(person) and documents(person), 20000)
    viewer = person.frame.lot.viewer
    person.waits(lambda: viewer.pictures.info is not None and viewer.pictures.page(0).text is not None, 10000)
    return person, viewer


def percent(viewer):
    return int(viewer.toolbar.zoom.text().removesuffix("%"))


def cites(person, viewer, field):
    """The day on the page, for a field of the listing."""
    text = viewer.pictures.page(0).text
    box = viewer.canvas.frame_of(0).rect_to_canvas(text.box(text.text.index("2025-09-10") + 3))
    across, down = viewer.canvas.offset()
    person.desk.focus_field(FieldRef("listing", next(iter(person.desk.record.rows["listing"])), field))
    spot = viewer.canvas.viewport()
    at = QPoint(round(box.left + box.width / 2 - across), round(box.top + box.height / 2 - down))
    QTest.mouseDClick(spot, Qt.MouseButton.LeftButton, pos=at)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    person.waits(lambda: [tag for tag in viewer.findChildren(FactTag) if tag.isVisible()])


def test_a_page_without_tags_fills_the_viewer_and_one_with_tags_is_still_readable(at_paper):
    """V4: a gutter of 112 px stood empty, and the page at 56 %."""
    person, viewer = at_paper
    assert person.bench.width() == 1366
    box = viewer.canvas.box_of(0)
    assert viewer.canvas.viewport().width() - box.width <= 2 * MARGIN + 1
    assert percent(viewer) >= 85
    cites(person, viewer, "preemption_notice_on")
    assert percent(viewer) >= 75
    (tag,) = [tag for tag in viewer.findChildren(FactTag) if tag.isVisible()]
    assert tag.x() >= viewer.canvas.box_of(0).right - viewer.canvas.offset()[0], "never over the paper"
    person.bench.resize(1920, 1080)
    person.waits(lambda: tag.width() >= tag.fontMetrics().horizontalAdvance(tag.text()))
    person.waits(lambda: percent(viewer) >= 90)


@pytest.mark.parametrize("size", [(1366, 768), (1280, 720), (1120, 700)])
def test_the_name_of_the_document_can_be_read(at_paper, size):
    person, viewer = at_paper
    person.bench.resize(*size)
    name = viewer.toolbar.document
    person.waits(lambda: len(name.text()) >= len("An appraisal of"))
    inside = [each for each in (name, viewer.toolbar.zoom, viewer.toolbar.page) if each.isVisible()]
    assert all(each.geometry().right() < viewer.toolbar.width() for each in inside)
