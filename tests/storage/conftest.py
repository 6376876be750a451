import pytest
from storage_kit import make_host

from workstation.storage.workspace import Workspace


@pytest.fixture
def workspace(tmp_path):
    made = Workspace.create(tmp_path / "lots.workspace", make_host(), "anna")
    yield made
    made.close()
