"""A real window, or a desk alone, on a real workspace in a temporary folder."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from workstation import bootstrap
from workstation.application.jobs import Jobs
from workstation.documents.answers import Answer
from workstation.domain.new_lots import NewLot
from workstation.ui.bridge import Bridge
from workstation.ui.desk import Desk
from workstation.ui.dialogs.arrivals import ArrivalsSheet
from workstation.ui.dialogs.new_lot import NewLotSheet
from workstation.ui.shell import Shell
from workstation.upkeep import make_upkeep

CHINA = timezone(timedelta(hours=8))
PATIENCE = 60_000  # ms: ends a test that hangs, and says nothing about how fast a machine is
NOW = datetime(2025, 9, 8, 14, 2, tzinfo=CHINA)


class KeptInMemory:
    """A preference store without a file."""

    def __init__(self, preferences):
        self.kept = preferences

    def load(self):
        return self.kept

    def save(self, preferences):
        self.kept = preferences


def make_shell(folder: Path, store: KeptInMemory) -> Shell:
    def create(path, name):
        return bootstrap.create_services(path, actor=name, clock=lambda: NOW)

    def open_(path, name, read_only):
        services = bootstrap.open_services(path, read_only, actor=name)
        return replace(services, clock=lambda: NOW)

    return Shell(
        open_workspace=open_,
        create_workspace=create,
        read_listing=bootstrap.read_listing,
        upkeep=make_upkeep(bootstrap._plain_host),
        build_sample=None,
        memo_language=bootstrap.memo_language,
        store=store,
        suggested_name="Lin",
        clock=lambda: NOW,
        default_workspace=folder / "Lots.workspace",
        log_file=folder / "workstation.log",
        version="0.1.0",
        notices=lambda: "MIT License",
    )


class Person:
    """A window and what a person waits for in it."""

    def __init__(self, qtbot, bench, bridge):
        self.qtbot = qtbot
        self.bench = bench
        self.bridge = bridge

    @property
    def frame(self):
        return self.bench.frame

    @property
    def desk(self):
        return self.bench.desk

    def waits(self, condition, timeout=PATIENCE):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=timeout)

    def waits_for_workspace(self):
        self.waits(lambda: self.desk is not None)

    def waits_for_lot(self, name):
        self.waits(lambda: self.desk.record is not None and self.desk.record.lot.name == name)

    def makes_lot(self, given):
        """A lot by its name, or by all that is known of it; the list shows it afterwards."""
        given = given if isinstance(given, NewLot) else NewLot(name=given, bid_end=NOW + timedelta(days=3))
        self.desk.new_lot(given, lambda _: None)
        self.waits(lambda: given.name in [row.lot.name for row in self.bench.hand.rows])

    def opens(self, name, tab="documents"):
        self.frame.lot.show_tab(tab)
        self.bench.open_lot(next(row.lot.id for row in self.bench.hand.rows if row.lot.name == name))
        self.waits_for_lot(name)

    def sheet(self, kind, timeout=PATIENCE):
        """The sheet of that kind, once it is open."""

        def shown():
            return [sheet for sheet in self.frame.findChildren(kind) if sheet.isVisible()]

        self.waits(shown, timeout)
        return shown()[0]

    def arrivals(self):
        """The sheet that asks what becomes of the files that came in."""
        return self.sheet(ArrivalsSheet, 20000)

    def waits_for_selected(self, words):
        """Until these words are selected in the viewer."""

        def selected():
            viewer = self.frame.lot._viewer
            selection = viewer.canvas.selection if viewer is not None else None
            return selection is not None and selection.text == words

        self.waits(selected, 10000)

    def takes_in(self):
        """Agrees with what the sheet proposes."""
        sheet = self.arrivals()
        self.qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
        self.waits(lambda: not sheet.isVisible())

    def new_lot_sheet(self):
        return next((sheet for sheet in self.frame.findChildren(NewLotSheet) if sheet.isVisible()), None)

    def button(self, text, within=None):
        found = (within or self.frame).findChildren(QPushButton)
        return next(button for button in found if button.text() == text and button.isVisible())

    def figure(self, key):
        """What is read out of one figure above the lot."""
        return next(figure.sentence for figure in self.frame.lot._figures if figure.key == key)

    def menu(self):
        """The menu that is open."""
        return next(
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, QMenu) and widget.isVisible()
        )

    def texts(self, within):
        """What is written in a part of the window."""
        labels = [label.text() for label in within.findChildren(QLabel) if label.isVisible()]
        buttons = [button.text() for button in within.findChildren(QPushButton) if button.isVisible()]
        return "\n".join([*labels, *buttons])


class HeldReader:
    """Reads the first files; what comes after them is under way until it is cancelled or the reader is `open`."""

    def __init__(self, reader, reads):
        self._reader = reader
        self._left = reads
        self.held = 0
        self.open = False

    def __getattr__(self, name):
        return getattr(self._reader, name)

    def read(self, source, **asked):
        if not self.open and not self._left:
            self.held += 1
            return Answer()
        self._left -= not self.open
        return self._reader.read(source, **asked)


def holds_the_reader(desk, *, reads):
    """The desk's reader, held after so many files: work under way for as long as a test wants."""
    services = desk.services
    reader = HeldReader(services.documents(), reads)
    desk.services = replace(services, documents=lambda: reader)
    return reader


@contextmanager
def open_desk(folder, context):
    services = bootstrap.create_services(folder / "Test.workspace", actor="Lin", clock=lambda: NOW)
    bridge = Bridge()

    def on_bug(error):
        raise error

    jobs = Jobs(bridge.deliver, on_bug)
    desk = Desk(services, jobs, context)
    yield desk
    jobs.close()
    bridge.close()
    services.close()
    # Not left to the garbage collector, which asks no Qt object for its turn
    desk.deleteLater()
    bridge.deleteLater()
