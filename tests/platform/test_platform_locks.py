"""The lock of a workspace, and files that last."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

from workstation.application.ports.files import (
    FileNotWrittenError,
    InsideWorkspaceError,
    LockTakenError,
    NoLockFileError,
)
from workstation.platform.files import DurableFiles, write_file, write_outside, write_whole
from workstation.platform.locks import FileLock, holder_name

HOLD = """
import sys, time
from pathlib import Path
from workstation.platform.locks import FileLock
lock = FileLock(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_taker_learns_who_holds_the_lock(tmp_path):
    held = FileLock(tmp_path / "lock")
    with pytest.raises(LockTakenError) as caught:
        FileLock(tmp_path / "lock")
    assert caught.value.holder == holder_name()
    assert f"PID {os.getpid()}" in caught.value.holder
    held.release()
    held.release()
    FileLock(tmp_path / "lock").release()


def test_a_released_lock_names_nobody(tmp_path):
    FileLock(tmp_path / "lock").release()
    assert (tmp_path / "lock").read_bytes() == b""


def test_who_was_killed_with_a_lock_is_not_said_to_hold_it(tmp_path):
    path = tmp_path / "lock"
    path.write_text("anna@host (PID 4711)", "utf-8")
    assert FileLock.holder_of(path) == ""
    assert path.read_text("utf-8") == "anna@host (PID 4711)"
    FileLock(path).release()


def test_who_holds_a_lock_is_read_without_taking_it(tmp_path):
    path = tmp_path / "lock"
    assert FileLock.holder_of(path) == ""
    assert not path.exists()
    held = FileLock(path)
    assert FileLock.holder_of(path) == holder_name()
    held.release()
    assert FileLock.holder_of(path) == ""
    (tmp_path / "link").symlink_to(tmp_path / "private.txt")
    (tmp_path / "private.txt").write_text("private")
    assert FileLock.holder_of(tmp_path / "link") == ""


def test_a_lock_is_never_taken_through_a_link_and_what_it_leads_to_stays_as_it_is(tmp_path):
    target = tmp_path / "thesis.txt"
    target.write_text("years of work")
    (tmp_path / "lock").symlink_to(target)
    with pytest.raises(NoLockFileError, match="lock"):
        FileLock(tmp_path / "lock")
    assert target.read_text() == "years of work"


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no links for everybody, and no pipes with a name"
)
def test_a_lock_is_a_plain_file_also_where_a_link_comes_after_the_look(tmp_path, monkeypatch):
    (tmp_path / "lock").symlink_to(tmp_path / "target")
    monkeypatch.setattr(Path, "is_symlink", lambda _: False)
    with pytest.raises(NoLockFileError):
        FileLock(tmp_path / "lock")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NoLockFileError):
        FileLock(tmp_path / "pipe")
    assert not (tmp_path / "target").exists()


def test_a_killed_program_leaves_no_lock(tmp_path):
    path = tmp_path / "lock"
    with subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LockTakenError, match=f"PID {holder.pid}"):
            FileLock(path)
        holder.kill()
        holder.wait()
    deadline = time.monotonic() + 2
    while True:
        try:
            FileLock(path).release()
        except LockTakenError:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        else:
            break


def test_a_file_is_replaced_as_a_whole_or_not_at_all(tmp_path):
    class Failing(DurableFiles):
        def sync(self, file):
            raise OSError(f"no space for {file.name}")

    target = tmp_path / "settings.json"
    write_whole(target, b"old", DurableFiles())
    with pytest.raises(OSError, match="no space"):
        write_whole(target, b"new", Failing())
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_a_person_asked_for_is_whole_or_what_was_there_before(tmp_path, monkeypatch):
    def full(self, file):
        raise OSError(errno.ENOSPC, "No space left on device")

    target, link = tmp_path / "memo.pdf", tmp_path / "link.pdf"
    write_file(target, b"old")
    link.symlink_to(target)
    write_file(link, b"newer")
    assert link.is_symlink()
    assert target.read_bytes() == b"newer"
    monkeypatch.setattr(DurableFiles, "sync", full)
    with pytest.raises(FileNotWrittenError, match="what was there before is unchanged"):
        write_file(target, b"cut")
    assert target.read_bytes() == b"newer"
    assert sorted(tmp_path.iterdir()) == [link, target]


def test_every_name_that_the_disk_takes_is_taken(tmp_path):
    """The name of what is written beside it was longer, and a memo of a lot of 80 Chinese signs could not be saved."""
    target = tmp_path / f"{'长' * 83}.pdf"
    write_file(target, b"memo")
    assert target.read_bytes() == b"memo"


def test_two_that_write_one_file_at_once_each_write_it_whole(tmp_path):
    """One took away what the other was writing, and said that what was there before is unchanged."""
    target, failed = tmp_path / "memo.pdf", []

    def writes_too():
        try:
            write_file(target, b"second")
        except FileNotWrittenError as error:
            failed.append(error)

    class Meanwhile(DurableFiles):
        def sync(self, file):
            super().sync(file)
            other = Thread(target=writes_too)
            other.start()
            other.join()

    write_whole(target, b"first", Meanwhile())
    assert failed == []
    assert target.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [target]


def test_nothing_that_a_person_asked_for_is_written_into_the_folder_of_the_workspace(tmp_path):
    """A memo that was saved as workspace.db was the end of the workspace."""
    workspace = tmp_path / "w.workspace"
    workspace.mkdir()
    database, link = workspace / "workspace.db", tmp_path / "link.pdf"
    database.write_bytes(b"records")
    link.symlink_to(database)
    for path in (database, link, workspace / "memo.pdf", workspace):
        with pytest.raises(InsideWorkspaceError):
            write_outside(workspace, path, b"%PDF")
    assert database.read_bytes() == b"records"
    write_outside(workspace, tmp_path / "memo.pdf", b"%PDF")
    assert (tmp_path / "memo.pdf").read_bytes() == b"%PDF"


def test_a_read_only_file_is_one_nobody_writes(tmp_path):
    path = tmp_path / "object"
    path.write_bytes(b"x")
    DurableFiles().make_read_only(path)
    assert path.stat().st_mode & 0o222 == 0
