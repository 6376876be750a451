"""A lot with small papers, a desk on it, and a person at the viewer."""

import io
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from plain_closing import close_without_a_copy
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from reportlab.pdfgen.canvas import Canvas as PdfCanvas

from workstation import bootstrap
from workstation.application import importing, lots, records
from workstation.application.jobs import Jobs
from workstation.application.progress import Silent
from workstation.application.records import FieldRef
from workstation.domain.collateral import Appraisal
from workstation.domain.documents import Version
from workstation.domain.new_lots import NewLot
from workstation.language.formats import Formats
from workstation.language.translator import Language, Translator
from workstation.ui.bridge import Bridge
from workstation.ui.context import Arrangement, UiContext
from workstation.ui.desk import Desk
from workstation.ui.viewer.pane import ViewerPane

PDF = Path(__file__).parents[2] / "data/pdf"
REPORT = (
    ("Appraisal report", "Made for the lender."),
    ("The market value is", "RMB 24,000,000.00", "as of 2025-05-12 ."),
    ("Valid to 2026-05-11 only.",),
)


def report() -> bytes:
    """Three pages of text."""
    buffer = io.BytesIO()
    drawn = PdfCanvas(buffer, pagesize=(595, 842), invariant=1)
    for lines in REPORT:
        for place, line in enumerate(lines):
            drawn.setFont("Helvetica", 14)
            drawn.drawString(90, 640 - 40 * place, line)
        drawn.showPage()
    drawn.save()
    return buffer.getvalue()


def scan() -> bytes:
    """A page of strokes without a letter."""
    buffer = io.BytesIO()
    drawn = PdfCanvas(buffer, pagesize=(595, 842), invariant=1)
    for place in range(12):
        drawn.rect(100, 700 - 40 * place, 300, 6, fill=1)
    drawn.showPage()
    drawn.save()
    return buffer.getvalue()


def make_workspace(folder, extra=()):
    """A lot with a report, a scan and turned pages, and an empty appraisal."""
    papers = folder / "papers"
    papers.mkdir()
    (papers / "report.pdf").write_bytes(report())
    (papers / "scan.pdf").write_bytes(scan())
    (papers / "boxes.pdf").write_bytes((PDF / "boxes.pdf").read_bytes())
    with closing(bootstrap.create_services(folder / "read.workspace", actor="Lin")) as services:
        lot = lots.new_lot(services.writer, services.defaults, NewLot(name="Textile mill")).value
        importing.take_in(services, lot, [papers, *extra], Silent())
        collateral = records.add_row(services.writer, "collateral", lot, {"name": "Plant"}).value
        records.add_row(services.writer, "appraisal", lot, {"collateral": collateral})
    return folder / "read.workspace"


@pytest.fixture(autouse=True)
def _workers(ready_workers, lent_workers):
    """Ground, not what is looked at: see `lent_workers`."""


@pytest.fixture(scope="session")
def workspace_of_papers(tmp_path_factory):
    """Made once; tests work on copies."""
    return make_workspace(tmp_path_factory.mktemp("viewer"))


class Reading:
    """A person who reads: `pane` is the viewer, `desk` what it shares with the panels."""

    def __init__(self, qtbot, desk, pane):
        self.qtbot = qtbot
        self.desk = desk
        self.pane = pane
        self.canvas = pane.canvas
        self.problems = []
        desk.problem.connect(self.problems.append)

    def waits(self, condition, timeout=8000):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=timeout)

    def version(self, file_name):
        return self.desk.record.first(Version, file_name=file_name).id

    def opens(self, file_name, page=0):
        version = self.version(file_name)
        self.desk.open_page(version, page)
        self.waits(lambda: self.pane.version == version and self.pane.pictures.info is not None)
        self.sees(page)

    def sees(self, page):
        """Waits until the page is there in full."""
        drawn = self.pane.pictures
        self.waits(
            lambda: (
                self.canvas.page == page
                and drawn.page(page).sharp
                and drawn.page(page).text is not None
                and round(drawn.page(page).scale, 3)
                == round(self.canvas.scale * self.canvas.devicePixelRatioF(), 3)
            )
        )

    def place_of(self, page, words, *, end=False):
        """Where the first or the last character of words stands in the viewport."""
        text = self.pane.pictures.page(page).text
        at = text.text.index(words)
        box = self.canvas.frame_of(page).rect_to_canvas(text.box(at + len(words) - 1 if end else at))
        across, down = self.canvas.offset()
        x = box.left + (box.width * 0.9 if end else box.width * 0.1)
        return QPointF(x - across, box.top + box.height / 2 - down).toPoint()

    def drags(self, start, end):
        view = self.canvas.viewport()
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
        for part in (0.3, 0.7, 1.0):
            QTest.mouseMove(view, start + (end - start) * part)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)

    def selects(self, page, words):
        self.drags(self.place_of(page, words), self.place_of(page, words, end=True))
        return self.canvas.selection

    def draws(self, page, area):
        """Drags over an area given in points of the page."""
        box = self.canvas.frame_of(page).rect_to_canvas(area)
        across, down = self.canvas.offset()
        start = QPoint(round(box.left - across), round(box.top - down))
        self.drags(start, start + QPoint(round(box.width), round(box.height)))
        return self.canvas.selection

    def presses(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.canvas, key, modifiers)

    def cites(self):
        self.presses(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)

    def appraisal(self):
        return self.desk.record.first(Appraisal)

    def targets(self, field):
        self.desk.set_target(FieldRef("appraisal", self.appraisal().id, field))


@pytest.fixture
def open_reading(qtbot, qapp, tmp_path, workspace_of_papers, themes):
    opened = []

    def open_(extra=(), language=Language.ENGLISH, scheme="light", size=(640, 700), arranged=None):
        """`arranged`: as another reader of the same papers left them."""
        folder = make_workspace(tmp_path, extra) if extra else tmp_path / f"read{len(opened)}.workspace"
        if not extra:
            shutil.copytree(workspace_of_papers, folder)
        services = bootstrap.open_services(folder, False, actor="Lin")
        lot = services.reader.lots()[0].id
        bridge = Bridge()

        def on_bug(error):
            raise error

        jobs = Jobs(bridge.deliver, on_bug)
        themes[scheme].apply(qapp)
        context = UiContext(
            tr=Translator(language),
            theme=themes[scheme],
            formats=Formats(language),
            arranged=arranged or Arrangement(),
        )
        desk = Desk(services, jobs, context)
        pane = ViewerPane(desk)
        qtbot.addWidget(pane)
        pane.setStyleSheet(context.theme.stylesheet)  # as the window would
        pane.resize(*size)
        pane.show()
        qtbot.waitExposed(pane)
        opened.append((services, jobs, bridge, desk))
        desk.open_lot(lot)
        qtbot.waitUntil(lambda: pane.pictures.info is not None, timeout=8000)
        return Reading(qtbot, desk, pane)

    yield open_
    for services, jobs, bridge, desk in opened:
        jobs.close()
        close_without_a_copy(services)
        bridge.close()
        desk.deleteLater()
    themes["light"].apply(qapp)


@pytest.fixture
def reading(open_reading):
    return open_reading()
