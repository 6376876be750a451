"""Workers for the tests, ended after each; the small hostile files of tests/data/pdf."""

import io
from pathlib import Path

import pytest
from PIL import Image

from workstation import workers
from workstation.documents.reader import WorkerReader
from workstation.documents.viewer import WorkerViewer

FILES = Path(__file__).parents[1] / "data/pdf"


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
