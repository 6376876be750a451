"""Windows's file manners on Linux: what is open or read-only cannot be removed, renamed or replaced.

Every test of storage, application and e2e runs under it, others with ``--windows-manners`` or by the fixture of that name.
It stands in for the calls of `os` through which Python removes and renames, and holds the program to it: what a test
removes by itself stands for somebody outside. Open files are those of this process, SQLite's too, as they do there.
Child processes are not held to it.
"""

import errno
import os
import stat
import sys
from contextlib import suppress
from functools import wraps
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROGRAM = str(ROOT / "workstation")
HELD = tuple(str(ROOT / "tests" / name) + os.sep for name in ("storage", "application", "e2e"))
_LIBRARY = str(Path(os.__file__).parent)
_TARGET_TOO = {"rename", "replace"}


def pytest_addoption(parser):
    parser.addoption(
        "--windows-manners", action="store_true", help="Hold all tests to the file manners of Windows."
    )


class Manners:
    """`refusals` are the calls that were refused, as (call, path)."""

    def __init__(self):
        self.refusals = []

    def refuse(self, call, path, why):
        self.refusals.append((call, str(path)))
        raise PermissionError(errno.EACCES, f"{why}, which Windows does not {call}", str(path))

    def look(self, call, path, *, folder_of_open_files=False):
        """Raises where Windows would."""
        path = Path(os.path.realpath(Path(path).parent), Path(path).name)
        try:
            found = os.lstat(path)
        except OSError:
            return
        opened = open_files()
        if stat.S_ISDIR(found.st_mode):
            if folder_of_open_files and any(each.startswith(f"{path}{os.sep}") for each in opened):
                self.refuse(call, path, "it holds an open file")
        elif stat.S_ISREG(found.st_mode):
            if not found.st_mode & stat.S_IWUSR:
                self.refuse(call, path, "it is read-only")
            if str(path) in opened:
                self.refuse(call, path, "it is open")


def is_of_the_program():
    """Whether the call came from the program itself, with nothing but the standard library between."""
    frame = sys._getframe(2)
    while frame is not None:
        file = frame.f_code.co_filename
        if not file.startswith(_LIBRARY) or "site-packages" in file:
            return file.startswith(PROGRAM)
        frame = frame.f_back
    return False


def open_files():
    """The files that this process has open, by their real paths."""
    found = set()
    for descriptor in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # the one of this very look
            found.add(str(descriptor.readlink()))
    return found


def _mannered(manners, name, real):
    @wraps(real)
    def call(source, *targets, **more):
        if is_of_the_program():
            manners.look(name, source, folder_of_open_files=True)
            if name in _TARGET_TOO:
                manners.look(name, more.get("dst", *targets[:1]))
        return real(source, *targets, **more)

    return call


@pytest.fixture
def windows_manners(monkeypatch):
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("the system does not say which files are open")
    manners = Manners()
    for name in ("unlink", "remove", "rename", "replace", "rmdir"):
        monkeypatch.setattr(os, name, _mannered(manners, name, getattr(os, name)))
    # rmtree by descriptors asks os.unlink(name, dir_fd=…), which names no path
    monkeypatch.setattr("shutil._use_fd_functions", False)
    return manners


@pytest.fixture(autouse=True)
def _windows_manners_asked_for(request):
    held = str(request.node.path).startswith(HELD) and Path("/proc/self/fd").is_dir()
    if held or request.config.getoption("--windows-manners"):
        request.getfixturevalue("windows_manners")
