"""Copies for other programs: their user's alone, gone at close and at the next start, never those of a running program."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from workstation import bootstrap
from workstation.application.ports.files import FileNotWrittenError
from workstation.platform import temporary_copies
from workstation.platform.paths import UserFolders
from workstation.platform.temporary_copies import TemporaryCopies, remove_left_copies

KILLED = """
import os, sys
from io import BytesIO
from pathlib import Path
from workstation.platform.temporary_copies import TemporaryCopies
TemporaryCopies(Path(sys.argv[1])).make("a.pdf", BytesIO(b"secret"))
os._exit(9)
"""


@pytest.fixture
def copies(tmp_path):
    made = TemporaryCopies(tmp_path)
    yield made
    made.close()


def left_by_a_killed_program(parent: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(parent)], check=False)
    assert ended.returncode == 9
    assert [path.read_bytes() for path in parent.rglob("a.pdf")] == [b"secret"]


def test_nothing_is_made_before_the_first_copy_and_nothing_is_left_at_close(tmp_path, copies):
    assert not list(tmp_path.iterdir())
    paths = [copies.make("a.pdf", BytesIO(word)) for word in (b"one", b"two")]
    assert [(path.name, path.read_bytes()) for path in paths] == [("a.pdf", b"one"), ("a.pdf", b"two")]
    paths[0].chmod(0o400)  # another program may have changed it
    (paths[1].parent / ".~lock.a.pdf#").touch()
    copies.close()
    assert not list(tmp_path.iterdir())
    copies.close()


@pytest.mark.skipif(
    sys.platform == "win32", reason="the folder for what is temporary is the user's own there"
)
def test_nobody_else_may_look_into_the_folder_whatever_the_umask(tmp_path, copies):
    before = os.umask(0)
    try:
        path = copies.make("a.pdf", BytesIO(b"secret"))
    finally:
        os.umask(before)
    (own,) = tmp_path.iterdir()
    assert (own.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o700, 0o700)


def test_what_a_killed_program_left_goes_at_the_next_start_and_the_copies_of_a_running_one_stay(
    tmp_path, copies
):
    left_by_a_killed_program(tmp_path)
    running = copies.make("b.pdf", BytesIO(b"in use"))
    remove_left_copies(tmp_path)
    assert list(tmp_path.rglob("*.pdf")) == [running]


def test_the_window_removes_them_when_it_opens_a_workspace(tmp_path, monkeypatch):
    bootstrap.create_services(tmp_path / "a.workspace", actor="Lin").close()
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    left_by_a_killed_program(temporary)
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    shell = bootstrap._shell(UserFolders.under(tmp_path), tmp_path / "log")
    shell.open_workspace(tmp_path / "a.workspace", "Lin", False).close()
    assert not list(temporary.iterdir())


def test_a_copy_that_is_still_open_where_the_system_refuses_is_left_for_the_next_start(
    tmp_path, copies, windows_manners
):
    path = copies.make("a.pdf", BytesIO(b"one"))
    other = copies.make("b.pdf", BytesIO(b"two"))
    with path.open("rb"):
        copies.close()
        assert (path.exists(), other.exists()) == (True, False)
    assert windows_manners.refusals
    remove_left_copies(tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_is_a_link_or_no_folder_is_left_alone(tmp_path):
    target = tmp_path / "papers"
    target.mkdir()
    (target / "a.pdf").touch()
    parent = tmp_path / "temporary"
    parent.mkdir()
    (parent / "workstation-copy-link").symlink_to(target)
    (parent / "workstation-copy-file").touch()
    remove_left_copies(parent)
    assert [path.name for path in sorted(target.iterdir())] == ["a.pdf"]
    assert len(list(parent.iterdir())) == 2


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path):
    with pytest.raises(FileNotWrittenError):
        TemporaryCopies(tmp_path / "gone").make("a.pdf", BytesIO(b"one"))


def test_a_disk_on_which_no_lock_can_be_taken_is_a_sentence(tmp_path, copies, monkeypatch):
    def refused(path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(temporary_copies, "FileLock", refused)
    with pytest.raises(FileNotWrittenError):
        copies.make("a.pdf", BytesIO(b"one"))
