"""kill -9 at any moment: what was committed is whole, workers go with the program, and work goes on afterwards."""

import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import closing

import psutil
import pytest
from made_files import zipped
from outlived import outliving

pytestmark = [
    pytest.mark.deep,
    pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal of POSIX"),
]
GRACE = 2.0  # seconds that a worker may outlive the program
PAPERS = "resources/demo/inputs"


def kill(process):
    """Ends the program alone, as the system would; the workers that it had, and had 2 s later."""
    workers = psutil.Process(process.pid).children(recursive=True)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    return workers, outliving(workers, GRACE)


@pytest.mark.parametrize("after", [0.6, 1.0, 1.5, 2.0, 3.0, 4.0, 5.5, 7.0])
def test_a_demo_killed_at_any_moment_leaves_a_sound_workspace_and_no_worker(outside, tmp_path, after):
    process = outside.start("demo", "--out", tmp_path)
    time.sleep(after)
    _, alive = kill(process)
    assert alive == []
    answer = outside("doctor", tmp_path / "demo.workspace", "--json")
    if answer.code == 4:  # killed before there was a workspace
        assert answer.json["error"]["code"] == "workspace.not_one"
    else:
        assert (answer.code, answer.json) == (0, {"findings": []})
    again = outside("demo", "--out", tmp_path)
    assert again.code == 0, again.err
    assert again.json["max_bid_on_ladder"] == "9650000.00"


ROUNDS = 50
VARIANTS = 240


def write_room(folder, pytestconfig):
    """A data room: an archive of many small papers, and the papers of the sample."""
    shutil.copytree(pytestconfig.rootpath / PAPERS, folder)
    plain = (pytestconfig.rootpath / "tests/data/pdf/plain.pdf").read_bytes()
    (folder / "room.zip").write_bytes(
        zipped(
            {f"{number:03}/paper.pdf": plain + b"\n%" + str(number).encode() for number in range(VARIANTS)}
        )
    )
    return sum(path.is_file() for path in folder.rglob("*")) + VARIANTS


def test_an_import_killed_at_fifty_moments_leaves_nothing_half_there_and_arrives(
    outside, tmp_path, pytestconfig
):
    """What is in the tables was read and its bytes are there (`doctor` looks); the next try goes on from it."""
    workspace, papers = tmp_path / "w", tmp_path / "papers"
    files = write_room(papers, pytestconfig)
    chance, seen, there = random.Random(4), 0, 0
    for _ in range(ROUNDS):
        process = outside.start("import", workspace, "Lot", papers, "--json")
        time.sleep(chance.uniform(0.3, 2.0))
        if process.poll() is not None:  # it had arrived; the next one begins with nothing
            shutil.rmtree(workspace)
            there = 0
            continue
        workers, alive = kill(process)
        seen += len(workers)
        assert alive == []
        if (workspace / "workspace.db").exists():
            answer = outside("doctor", workspace, "--json")
            assert (answer.code, answer.json) == (0, {"findings": []})
            versions = versions_in(workspace)
            assert all(outcome != "pending" for outcome in versions.values())
            assert len(versions) >= there
            there = len(versions)
    assert seen
    last = outside("import", workspace, "Lot", papers, "--json")
    assert last.code == 0, last.err
    assert len(last.json["files"]) == files
    assert {row["outcome"] for row in last.json["files"]} == {"ok"}
    assert len(versions_in(workspace)) == files
    assert len(outside("lots", workspace, "--json").json["lots"]) == 1


def versions_in(workspace):
    """``{source path: outcome}`` as another program would read it."""
    with closing(sqlite3.connect(f"file:{workspace / 'workspace.db'}?mode=ro", uri=True)) as database:
        return dict(database.execute("SELECT source_path, outcome FROM version").fetchall())


def test_workers_end_when_the_program_is_asked_to_end(outside, tmp_path):
    process = outside.start("demo", "--out", tmp_path)
    deadline = time.monotonic() + 20
    while not (workers := psutil.Process(process.pid).children(recursive=True)):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    process.wait(20)
    assert outliving(workers, GRACE) == []
    assert outside("doctor", tmp_path / "demo.workspace").code == 0
