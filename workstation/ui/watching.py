"""The watched folder: looks every few seconds, tells what came, files nothing by itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from workstation.application.watching import arrivals
from workstation.domain.checklists.answers import Severity
from workstation.ui.desk import Desk
from workstation.ui.widgets.values import BannerAction, BannerText

if TYPE_CHECKING:
    from workstation.ui.workbench import Workbench

TAKE = "watched"  # key of the banner's button
EVERY = 4000  # ms


class FolderWatch(QObject):
    """Signal: `came(folder, tuple of Path)` when files arrived and are whole; each is told of once."""

    came = Signal(object, object)

    def __init__(self, desk: Desk, folder: Path, clock: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._folder = folder
        self._since = clock()
        self._clock = clock
        self._sizes: dict[Path, int] = {}
        self._told: set[Path] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """On a reading thread: a folder on a slow disk must not hold up the window."""
        folder, since, sizes = self._folder, self._since, self._sizes
        self._desk.read(lambda: arrivals(folder, since, sizes), self._looked, to=self)

    def stop(self) -> None:
        self._timer.stop()

    def _looked(self, found: tuple[tuple[Path, ...], dict[Path, int]]) -> None:
        whole, self._sizes = found
        new = tuple(path for path in whole if path not in self._told)
        if new:
            self._told.update(new)
            self.came.emit(self._folder, new)


class Watching:
    """What the window does about the watched folder: a banner with one button, and nothing without it."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        self._watch: FolderWatch | None = None
        self._waiting: list[Path] = []

    def attach(self, desk: Desk) -> None:
        """A workspace was opened."""
        self.detach()
        folder = self._bench.preferences.watched
        if folder:
            self._watch = FolderWatch(desk, Path(folder), self._bench.shell.clock, desk)
            self._watch.came.connect(self._came)
        self.show()

    def detach(self) -> None:
        """The workspace is closed: its watch ends before the desk that it belongs to goes. The folder is remembered."""
        self._waiting = []
        if self._watch is not None:
            self._watch.stop()
            self._watch = None

    def show(self) -> None:
        """In the top bar, as long as the folder is looked at; again for a frame that was built anew."""
        self._bench.frame.show_watched(self._bench.preferences.watched if self._watch is not None else "")

    def watch(self, folder: Path | None) -> None:
        """Remembers the folder; None ends the watch."""
        self._bench.keep(replace(self._bench.preferences, watched=str(folder) if folder else ""))
        if self._bench.desk is not None:
            self.attach(self._bench.desk)

    def take(self) -> None:
        """Looks through what came; what becomes of it is asked as of everything that is dropped."""
        waiting, self._waiting = self._waiting, []
        self._bench.frame.hide_problem()
        self._bench.take_in([path for path in waiting if path.exists()])

    def _came(self, folder: Path, paths: tuple[Path, ...]) -> None:
        self._waiting += paths
        tr, count = self._bench.context.tr, len(self._waiting)
        what = tr("1 new file in {folder}.", folder=folder.name)
        if count > 1:
            what = tr("{count} new files in {folder}.", count=count, folder=folder.name)
        names = tr(", ").join(path.name for path in self._waiting[:3])
        text = BannerText(Severity.LOW, what, names, can_close=True)
        self._bench.frame.show_notice(text, [BannerAction(TAKE, tr("Look through them …"))])
