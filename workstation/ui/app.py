"""The application: what Qt needs once, and what happens when the program is at fault."""

import gc
import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from workstation.ui.bridge import Bridge
from workstation.ui.look import Look
from workstation.ui.shell import Shell
from workstation.ui.workbench import Workbench

SETTLED = 3000  # ms
log = logging.getLogger(__name__)


def run_window(
    shell: Shell, path: Path | None = None, watch: Callable[[Workbench], None] | None = None
) -> int:
    """Shows the window on `path`, the last workspace, or the welcome panel; returns when it is closed. `watch` gets
    the window before its first event, to measure or to lead it."""
    app = make_application(sys.argv[:1])
    bridge = Bridge()
    bench = make_window(shell, app, bridge)
    previous = sys.excepthook
    sys.excepthook = lambda *fault: tell_bug(bench, *fault)
    bench.take_place()
    bench.show()
    if watch is not None:
        watch(bench)
    # Opened once the empty frame is on the screen: the window never waits for the disk
    QTimer.singleShot(0, bench, lambda: bench.doors.start(path))
    QTimer.singleShot(SETTLED, bench, collect_again)
    code = app.exec()
    sys.excepthook = previous
    bridge.close()
    return code


def collect_again() -> None:
    """What the start made stays to the end: it is not looked through again."""
    gc.freeze()
    gc.enable()


def make_application(arguments: list[str]) -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(arguments)
    app.setApplicationName("workstation")
    QGuiApplication.setDesktopFileName("workstation")
    return app


def make_window(shell: Shell, app: QApplication, bridge: Bridge) -> Workbench:
    def on_bug(error: Exception) -> None:
        raise error  # on the window's thread, so that it reaches the exception hook

    return Workbench(shell, Look(app), bridge, on_bug)


def tell_bug(
    bench: Workbench, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """An exception that nobody expected: it is written down, and the window says so and goes on."""
    log.critical("unexpected exception", exc_info=(kind, error, trace))
    if issubclass(kind, KeyboardInterrupt):
        bench.close()
        return
    where = traceback.extract_tb(trace)[-1] if trace else None
    place = f"{Path(where.filename).name}:{where.lineno}" if where else ""
    bench.frame.show_bug(kind.__name__, place, str(bench.shell.log_file))
