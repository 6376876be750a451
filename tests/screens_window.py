"""The real window on the built sample, led from panel to panel as a person would, without a screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from workstation import bootstrap
from workstation.application.lots import new_lot
from workstation.application.ports.preferences import Preferences
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot
from workstation.ui.app import make_application, make_window
from workstation.ui.bridge import Bridge
from workstation.ui.shell import Shell
from workstation.ui.workbench import Workbench
from workstation.upkeep import make_upkeep

SIZE = (1366, 768)
LOT = "2025-0611"
CHINA = timezone(timedelta(hours=8))
NOW = datetime(2025, 9, 5, 10, tzinfo=CHINA)
# Neighbours in the list, so that it looks like a week's work; all invented.
OTHERS = (
    ("海港物流 冷库三期债权", "12600000", "100000", 1, "38400000"),
    ("金穗食品 厂房抵押债权", "3150000", "20000", 4, "9870000"),
    ("Northgate Retail, first charge", "21000000", "200000", 9, "54000000"),
    ("云桥建材 十一户资产包", "46800000", "500000", 16, "183500000"),
    ("临江酒店 在建工程", "68000000", "500000", 27, "241000000"),
)


class Memory:
    """A preference store without a file."""

    def __init__(self, preferences: Preferences) -> None:
        self.kept = preferences

    def load(self) -> Preferences:
        return self.kept

    def save(self, preferences: Preferences) -> None:
        self.kept = preferences


def build_workspace(folder: Path) -> Path:
    """The sample with a few lots beside it."""
    workspace = Path(bootstrap.build_demo(folder)["workspace"])
    with closing(bootstrap.open_services(workspace, False, actor="林某")) as services:
        for name, start, step, days, principal in OTHERS:
            given = NewLot(
                name=name,
                start_price=Money.of(Decimal(start)),
                increment=Money.of(Decimal(step)),
                bid_end=NOW + timedelta(days=days, hours=7),
                principal=Money.of(Decimal(principal)),
            )
            new_lot(services.writer, services.defaults, given)
    return workspace


def make_shell(folder: Path, preferences: Preferences) -> Shell:
    return Shell(
        open_workspace=lambda path, name, only: bootstrap.open_services(path, only, actor=name),
        create_workspace=lambda path, name: bootstrap.create_services(path, actor=name, clock=lambda: NOW),
        read_listing=bootstrap.read_listing,
        upkeep=make_upkeep(bootstrap._plain_host),
        build_sample=lambda _: folder,
        memo_language=bootstrap.memo_language,
        store=Memory(preferences),
        suggested_name="林某",
        clock=lambda: NOW,
        default_workspace=folder / "my-lots.workspace",
        log_file=folder / "workstation.log",
        version="0.1.0",
        notices=lambda: "MIT",
    )


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(what: str, condition: Callable[[], bool], seconds: float = 20.0) -> None:
    for _ in range(int(seconds * 50)):
        if condition():
            return
        wait(20)
    raise TimeoutError(what)


def settled(widget: QWidget, seconds: float = 20.0) -> QImage:
    """The picture once it has stood still for a while: pages and figures arrive from other threads."""
    last, still = widget.grab().toImage(), 0
    for _ in range(int(seconds * 10)):
        wait(100)
        picture = widget.grab().toImage()
        still = still + 1 if picture == last else 0
        last = picture
        if still == 4:
            break
    return last


class Window:
    """A workbench in one language and scheme."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench

    def lots(self) -> None:
        self.bench.show_lots()
        wait_until("all lots are counted", lambda: all(row.coverage for row in self.bench.hand.rows))

    def welcome(self) -> None:
        self.bench.sessions.close()
        wait_until("the workspace closes", lambda: self.bench.desk is None)
        self.bench.show_welcome()

    def tab(self, key: str) -> None:
        bench = self.bench
        lot = next(row.lot.id for row in bench.hand.rows if row.lot.number == LOT)
        bench.open_lot(lot)
        wait_until("the lot opens", lambda: bench.desk is not None and bench.desk.record is not None)
        bench.frame.lot.show_tab(key)

    def trigger(self, action: str) -> None:
        self.bench.action(action).trigger()

    def search(self, words: str) -> None:
        """The sheet with something typed, as a person finds it again."""
        from workstation.ui.desk_papers import Searched

        self.bench.desk.searched = Searched(words)
        self.trigger("go.search")

    def close_sheet(self) -> None:
        from workstation.ui.widgets.popover import Sheet

        for sheet in self.bench.findChildren(Sheet):
            if sheet.isVisible():
                sheet.close_sheet()
        wait(50)


@contextmanager
def opened(
    workspace: Path | None, language: str, scheme: str, size: tuple[int, int] = SIZE
) -> Iterator[Window]:
    """A window on `workspace`; closed with all its threads and workers."""
    app = make_application(["screens"])
    app.setCursorFlashTime(0)
    bridge = Bridge()
    preferences = Preferences(user_name="林某", language=language, scheme=scheme)
    folder = workspace.parent if workspace else Path.cwd()
    bench = make_window(make_shell(folder, preferences), app, bridge)
    bench.resize(*size)
    bench.show()
    bench.doors.start(workspace)
    try:
        if workspace is not None:
            wait_until("the lots are read", lambda: bench.desk is not None and bool(bench.hand.rows))
        yield Window(bench)
    finally:
        bench.close()
        bridge.close()
        bench.deleteLater()
        wait(50)
