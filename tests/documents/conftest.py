"""Workers for the tests, ended after each; the small hostile files of tests/data/pdf."""

import io
from pathlib import Path

import pytest
from PIL import Image

from workstation import workers
from workstation.documents.reader import WorkerReader
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
def reader():
    reader = WorkerReader(workers.launch())
    yield reader
    reader.close()


@pytest.fixture
def viewer(sample):
    viewer = WorkerViewer(workers.launch(), sample, seconds=2.0)
    yield viewer
    viewer.close()
