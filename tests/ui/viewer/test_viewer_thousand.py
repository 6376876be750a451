"""A document of a thousand pages: its first page at once, scrolling that never holds up the window, little memory."""

from time import perf_counter

import psutil
import pytest
from budgets import TIMES, keeps
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

pytestmark = pytest.mark.perf
PAGES = 1000
FIRST, GAP, MEMORY = 0.300, 50.0, 500  # s, ms, MB
TICKS = 150
BEAT = 5  # ms


@pytest.fixture
def long_document(tmp_path):
    path = tmp_path / "long.pdf"
    canvas = Canvas(str(path), invariant=1)
    for page in range(PAGES):
        for line in range(45):
            canvas.drawString(
                60,
                780 - 16 * line,
                f"Page {page + 1}, line {line + 1}: the borrower shall repay RMB {page * 45 + line:,}.00",
            )
        canvas.showPage()
    canvas.save()
    return path


def scroll(canvas, ticks):
    view = canvas.viewport()
    middle = QPointF(view.rect().center())
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        middle, QPointF(view.mapToGlobal(middle.toPoint())), QPoint(), QPoint(0, -120 * ticks), none,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def test_a_thousand_pages_open_at_once_and_scroll_without_a_gap(open_reading, long_document):
    reading = open_reading(extra=[long_document])
    rounds = [opened_and_scrolled(reading) for _ in range(TIMES)]
    firsts, gaps, held = zip(*rounds, strict=True)
    keeps(f"The first of {PAGES} pages", firsts, FIRST, "s")
    keeps("The longest gap while scrolling", gaps, GAP, "ms")
    keeps("Memory here and in the worker", held, MEMORY, "MB")
    assert reading.canvas.page > 50


def opened_and_scrolled(reading):
    """Seconds to the first page, the longest gap in ms, MB more than before."""
    reading.opens("report.pdf")
    program = psutil.Process()
    before = program.memory_info().rss  # other tests of the same process have left theirs
    began = perf_counter()
    reading.desk.open_page(reading.version("long.pdf"), 0)
    pictures = reading.pane.pictures
    reading.waits(lambda: reading.pane.version == reading.version("long.pdf") and pictures.page(0).sharp)
    first = perf_counter() - began
    gaps, last = [], [perf_counter()]

    def beat():
        now = perf_counter()
        gaps.append((now - last[0]) * 1000)
        last[0] = now

    timer = QTimer(interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start()
    for _ in range(TICKS):
        scroll(reading.canvas, 12)
        reading.qtbot.wait(12)
    timer.stop()
    held = [(program.memory_info().rss - before) / 1e6]
    held += [process.memory_info().rss / 1e6 for process in program.children(recursive=True)]
    return first, max(gaps), sum(held)
