"""A desk on a copy of the sample workspace, and a panel on it as the lot's frame would drive it."""

import shutil
from contextlib import closing

import pytest
from plain_closing import close_without_a_copy

from workstation import bootstrap
from workstation.application.demo.build import build_sample
from workstation.application.jobs import Jobs
from workstation.language.formats import Formats
from workstation.language.translator import Language, Translator
from workstation.ui.bridge import Bridge
from workstation.ui.context import UiContext
from workstation.ui.desk import Desk


@pytest.fixture(autouse=True)
def _workers(ready_workers, lent_workers):
    """Ground, not what is looked at: see `lent_workers`."""


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory):
    """The sample, built once; tests work on copies."""
    folder = tmp_path_factory.mktemp("sample") / "demo.workspace"
    with closing(bootstrap.demo_services(folder)) as services:
        build_sample(services, bootstrap.load_script(chinese=False), bootstrap.read_listing)
    return folder


class Reader:
    """A person at one panel: `panel` shows what the desk reads."""

    def __init__(self, qtbot, desk):
        self.qtbot = qtbot
        self.desk = desk
        self.problems = []
        desk.problem.connect(self.problems.append)

    def opens(self, panel_class, size=(1150, 600)):
        panel = panel_class(self.desk)
        self.qtbot.addWidget(panel)
        panel.setStyleSheet(self.desk.context.theme.stylesheet)  # as the window would
        panel.resize(*size)
        self.desk.record_changed.connect(panel.show_record)
        panel.show()
        panel.show_record(self.desk.record)
        self.qtbot.waitExposed(panel)
        return panel

    def waits(self, condition, timeout=5000):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=timeout)

    def row(self, record_class, **equals):
        return self.desk.record.first(record_class, **equals)


@pytest.fixture
def open_desk(qtbot, tmp_path, sample_folder, themes, qapp):
    """Opens the sample in a language and a theme; everything is closed behind the test."""
    opened = []

    def open_(language=Language.ENGLISH, scheme="light", workspace=None):
        folder = tmp_path / f"demo{len(opened)}.workspace"
        shutil.copytree(workspace or sample_folder, folder)
        services = bootstrap.open_services(folder, False, actor="Lin")
        bridge = Bridge()

        def on_bug(error):
            raise error

        jobs = Jobs(bridge.deliver, on_bug)
        themes[scheme].apply(qapp)
        context = UiContext(tr=Translator(language), theme=themes[scheme], formats=Formats(language))
        desk = Desk(services, jobs, context)
        desk.memo_language = bootstrap.memo_language
        opened.append((services, jobs, bridge, desk))
        desk.open_lot(services.reader.lots()[0].id)
        qtbot.waitUntil(lambda: desk.record is not None, timeout=5000)
        return desk

    yield open_
    for services, jobs, bridge, desk in opened:
        jobs.close()
        bridge.close()
        close_without_a_copy(services)
        desk.deleteLater()
    themes["light"].apply(qapp)


@pytest.fixture
def reader(qtbot, open_desk):
    return Reader(qtbot, open_desk())


@pytest.fixture
def reader_in(qtbot, open_desk):
    """Makes a person who reads the sample in a language."""
    return lambda language: Reader(qtbot, open_desk(language))
