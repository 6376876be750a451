"""The sample begun again where an earlier program was killed while it made the folder: nothing stands in its way."""

from contextlib import closing
from pathlib import Path

import pytest

from workstation import bootstrap
from workstation.domain.lots import Lot
from workstation.sample import SampleMark
from workstation.storage.failures import DiskFullError, WorkspaceExistsError, WorkspaceInUseError

FOLDERS = "objects", "derived", "snapshots"


def left(path, *, mark=None, folders=(), files=()):
    path.mkdir()
    for name in folders:
        (path / name).mkdir()
    for name in files:
        (path / name).write_bytes(b"half")
    if mark is not None:
        (path / bootstrap.DEMO_MARK).write_text(mark, encoding="ascii")


@pytest.mark.parametrize(
    "rest",
    [
        {},
        {"mark": ""},
        {"mark": "2025-09-05T10:00:00+08:00"},
        {"mark": "2025-09-05T10:00:00+08:00", "folders": FOLDERS[:1]},
        {"mark": "2025-09-05T10:00:00+08:00", "folders": FOLDERS, "files": ["workspace.lock"]},
        {"mark": "2025-09-05T10:00:00+08:00", "folders": FOLDERS, "files": ["workspace.db.part"]},
        {"folders": FOLDERS, "files": ["workspace.db.part"]},  # of an older program, which marked it last
    ],
)
def test_what_a_killed_program_left_is_replaced(tmp_path, rest):
    path = tmp_path / "demo.workspace"
    left(path, **rest)
    with closing(bootstrap.demo_services(path)) as services:
        assert services.stands_still
        assert services.reader.rows(Lot) == ()
    with closing(bootstrap.open_services(path, True, actor="Lin")) as again:
        assert again.stands_still


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    path = tmp_path / "demo.workspace"
    left(path, files=["my thesis.docx"])
    with pytest.raises(WorkspaceExistsError):
        bootstrap.demo_services(path)
    assert [each.name for each in path.iterdir()] == ["my thesis.docx"]


def test_a_workspace_of_one_s_own_is_not_replaced_by_the_sample(tmp_path):
    path = tmp_path / "demo.workspace"
    bootstrap.create_services(path, actor="Lin").close()
    with pytest.raises(WorkspaceExistsError):
        bootstrap.demo_services(path)
    assert not (path / bootstrap.DEMO_MARK).exists()


def test_a_sample_that_somebody_works_in_is_not_replaced(tmp_path):
    path = tmp_path / "demo.workspace"
    with closing(bootstrap.demo_services(path)), pytest.raises(WorkspaceInUseError):
        bootstrap.demo_services(path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full disk to write to")
def test_a_sample_that_finds_no_room_says_so_and_names_no_dash(tmp_path):
    (tmp_path / "demo.marker").symlink_to("/dev/full")
    with pytest.raises(DiskFullError):
        SampleMark("2025-09-05T10:00:00+08:00").begin(tmp_path)
