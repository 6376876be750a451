"""Nobody else on the machine reads a workspace, settings or the log, whatever the user's umask says."""

import os
import stat
import sys

import pytest

from workstation.application.ports.preferences import Preferences
from workstation.platform.files import write_file
from workstation.platform.logs import LogFile
from workstation.platform.settings import SettingsFile

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows keeps what lies in a profile to its user"
)


@pytest.fixture
def generous():
    former = os.umask(0)
    yield
    os.umask(former)


def open_to_others(folder):
    """What in a folder, and the folder itself, grants anything to anybody else."""
    paths = (folder, *folder.rglob("*"))
    return [path.name for path in paths if stat.S_IMODE(path.lstat().st_mode) & 0o077]


def test_a_workspace_is_its_users_alone(generous, outside, tmp_path):
    paper = tmp_path / "a.txt"
    paper.write_text("抵押合同")
    workspace = tmp_path / "own.workspace"
    workspace.mkdir(mode=0o777)
    for command in (
        ("import", workspace, "A", paper),
        ("search", workspace, "抵押"),
        ("snapshot", workspace),
        ("doctor", workspace),
    ):
        assert outside(*command).code == 0
    names = [path.name for path in (workspace / "snapshots").iterdir()]
    assert outside("restore", workspace, names[0]).code == 0
    assert open_to_others(workspace) == []


def test_settings_and_log_are_their_users_alone(generous, tmp_path):
    SettingsFile(tmp_path / "settings").save(Preferences(user_name="Anna"))
    with LogFile(tmp_path / "logs"):
        pass
    assert open_to_others(tmp_path / "settings") + open_to_others(tmp_path / "logs") == []


def test_a_file_that_a_person_asked_for_is_as_other_programs_would_make_it(tmp_path):
    former = os.umask(0o027)
    try:
        write_file(tmp_path / "memo.pdf", b"%PDF")
    finally:
        os.umask(former)
    assert stat.S_IMODE((tmp_path / "memo.pdf").stat().st_mode) == 0o640
