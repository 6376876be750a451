"""Killed in the middle of writing, and out of space in the middle of writing."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from storage_kit import add_lot, make_host

from workstation.domain.documents import Version
from workstation.domain.lots import Lot
from workstation.storage.doctor import examine_workspace
from workstation.storage.workspace import Workspace

WRITE = """
import sys
from io import BytesIO
from pathlib import Path
from storage_kit import *
from workstation.domain.documents import Document, Version

workspace = Workspace.open(Path(sys.argv[1]), make_host(seed=int(sys.argv[2])), "anna")
number = 0
while True:
    number += 1
    name = f"{sys.argv[2]}-{number}"
    lot = add_lot(workspace, name)
    stored = workspace.objects.store(BytesIO(name.encode() * 5000))
    put(workspace, Document(id=f"d{name}", lot=lot.id, name=name),
        Version(id=f"v{name}", lot=lot.id, document=f"d{name}", ordinal=1, sha256=stored.sha256))
    print(name, flush=True)
    if number % 5 == 0:
        workspace.writer.undo()
        workspace.writer.redo()
    if number % 7 == 0:
        workspace.snapshot()
"""


def run_script(script, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(Path(__file__).parent), "PATH": ""},
    )


def killed_while_writing(path, seed, after):
    """The names whose writing was reported as done."""
    with run_script(WRITE, path, seed) as writer:
        first = writer.stdout.readline()
        time.sleep(after)
        writer.kill()
        rest = writer.stdout.read()
        writer.wait()
    return [line for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]


def survive(workspace, rounds):
    workspace.close()
    chance = random.Random(5)
    told = []
    for seed in range(100, 100 + rounds):
        told += killed_while_writing(workspace.path, seed, chance.uniform(0, 0.25))
        again = Workspace.open(workspace.path, make_host(seed=seed + 1000), "anna")
        names = {lot.name for lot in again.reader.lots()}
        assert {name.strip() for name in told} <= names
        assert not list((workspace.path / "objects").glob("*.part"))
        stored = {version.sha256 for version in again.reader.rows(Version)}
        assert stored <= set(again.objects.names())
        add_lot(again, f"after {seed}")
        again.close()
        assert examine_workspace(workspace.path, make_host()) == ()
    assert len(told) >= rounds


def test_a_killed_program_loses_nothing_that_it_reported(workspace):
    survive(workspace, 1)


@pytest.mark.deep
def test_twenty_killed_programs_lose_nothing_that_they_reported(workspace):
    survive(workspace, 20)


FILL = """
import resource, signal, sys
from io import BytesIO
from pathlib import Path
from storage_kit import *
from workstation.storage.failures import DiskFailedError, DiskFullError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
workspace = Workspace.open(Path(sys.argv[1]), make_host(seed=3), "anna")
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
done = 0
try:
    while True:
        add_lot(workspace, "x" * 2000 + str(done))
        done += 1
except (DiskFullError, DiskFailedError) as error:
    print(type(error).__name__, done)
try:
    workspace.objects.store(BytesIO(b"y" * 500_000))
except DiskFullError:
    print("object refused", len(list((workspace.path / "objects").rglob("*.part"))))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
add_lot(workspace, "after")
workspace.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of a file there")
def test_a_disk_that_is_full_in_the_middle_of_writing_loses_only_the_step_that_did_not_fit(workspace):
    workspace.close()
    with run_script(FILL, workspace.path) as filler:
        out, err = filler.communicate(timeout=60)
    assert filler.returncode == 0, err
    (_, done), refused = (line.split() for line in out.splitlines())
    assert refused == ["object", "refused", "0"]
    again = Workspace.open(workspace.path, make_host(seed=4), "anna")
    assert len(again.reader.lots()) == int(done) + 1
    assert again.reader.rows(Lot, name="after") != ()
    again.close()
    assert examine_workspace(workspace.path, make_host()) == ()
