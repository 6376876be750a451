"""Workers for the tests, ended after each; the small hostile files of tests/data/pdf."""

import io
from concurrent.futures import wait
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from lent_workers import LentReader
from PIL import Image

from workstation import workers
from workstation.documents.viewer import WorkerViewer

CLEAR_REFS = Path("/proc/self/clear_refs")
FILES = Path(__file__).parents[1] / "data/pdf"


@pytest.fixture(scope="module")
def small():
    """The most that the tests before held is forgotten. A worker that never held as much tells nothing of its own end
    (`platform.limits`), and no program but one of tests is that large."""
    if CLEAR_REFS.exists():
        CLEAR_REFS.write_text("5")


@pytest.fixture(scope="session")
def sample():
    """The bytes of a file of tests/data/pdf by its name without the ending."""
    return lambda name: (FILES / f"{name}.pdf").read_bytes()


@pytest.fixture(scope="session")
def picture_bytes():
    """A photo-like PNG of some size."""
    target = io.BytesIO()
    Image.effect_noise((200, 200), 60).save(target, "PNG")
    return target.getvalue()


@pytest.fixture
def reader(lent_reader):
    """Reads in workers that other tests read in as well; one that is lost over a file is replaced."""
    reader = LentReader(lent_reader)
    yield reader
    reader.close()


class StoppedClock:
    """The clock of a worker's deadlines: stands still, so that a slow machine costs no worker, until a test moves it on."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return StoppedClock()


class Launched:
    """A launch by a stopped clock that counts the workers it took to their end."""

    def __init__(self, clock):
        self.ended = 0
        self._clock = clock
        launch = workers.launch()

        def buried(process):
            self.ended += 1
            return launch.buried(process)

        self.launch = replace(launch, buried=buried, clock=clock)

    def passes_the_deadline(self, answer):
        """The clock runs on until the worker was stopped."""
        while not answer.done():
            self._clock.now += 1.0
            wait([answer], timeout=0.05)

    def ends_a_worker(self, answer):
        """The clock runs on until a worker was stopped; the one that comes after it has all its time."""
        before = self.ended
        while self.ended == before:
            self._clock.now += 1.0
            wait([answer], timeout=0.05)


@pytest.fixture
def launched(clock):
    return Launched(clock)


@pytest.fixture
def viewer(sample, launched):
    """Its worker has two seconds for a page, by the stopped clock."""
    viewer = WorkerViewer(launched.launch, sample, seconds=2.0)
    yield viewer
    viewer.close()


@pytest.fixture(scope="module")
def drawing(sample):
    """A viewer for pages that are drawn at once, one for all tests of a module. Its clock stands still for good."""
    viewer = WorkerViewer(replace(workers.launch(), clock=StoppedClock()), sample)
    yield viewer
    viewer.close()


class HeldContent:
    """The content of documents; whoever asks for the one called "held" waits until `open` is called."""

    def __init__(self, content):
        self._content = content
        self._open = Event()
        self._asked = Event()

    def __call__(self, name):
        if name != "held":
            return self._content(name)
        self._asked.set()
        assert self._open.wait(60)
        return self._content("plain")

    def open(self):
        self._open.set()

    def waits_until_asked(self):
        assert self._asked.wait(60)


@pytest.fixture
def content(sample):
    return HeldContent(sample)


@pytest.fixture
def busy(launched, content):
    """A viewer that is at a page for as long as its content is held: what is asked of it meanwhile waits."""
    viewer = WorkerViewer(launched.launch, content, seconds=2.0)
    viewer.render("held", 0, 1.0)
    content.waits_until_asked()
    yield viewer
    content.open()
    viewer.close()
