"""kill -9 at any moment: what was committed is whole, workers go with the program, and work goes on afterwards."""

import os
import shutil
import signal
import sys
import time

import psutil
import pytest

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
    _, alive = psutil.wait_procs(workers, timeout=GRACE)
    return workers, alive


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


def test_an_import_killed_again_and_again_arrives(outside, tmp_path, pytestconfig):
    workspace, papers = tmp_path / "w", tmp_path / "papers"
    shutil.copytree(pytestconfig.rootpath / PAPERS, papers)
    seen = 0
    for after in (0.8, 1.1, 1.4, 1.7, 2.0, 2.4):
        process = outside.start("import", workspace, "Lot", papers, "--json")
        time.sleep(after)
        workers, alive = kill(process)
        seen += len(workers)
        assert alive == []
        if (workspace / "workspace.db").exists():
            answer = outside("doctor", workspace, "--json")
            assert (answer.code, answer.json) == (0, {"findings": []})
    assert seen
    files = sorted(path for path in papers.rglob("*") if path.is_file())
    last = outside("import", workspace, "Lot", papers, "--json")
    assert last.code == 0, last.err
    assert len(last.json["files"]) == len(files)
    assert {row["outcome"] for row in last.json["files"]} == {"ok"}
    assert len(outside("lots", workspace, "--json").json["lots"]) == 1


def test_workers_end_when_the_program_is_asked_to_end(outside, tmp_path):
    process = outside.start("demo", "--out", tmp_path)
    deadline = time.monotonic() + 20
    while not (workers := psutil.Process(process.pid).children(recursive=True)):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    process.wait(20)
    _, alive = psutil.wait_procs(workers, timeout=GRACE)
    assert alive == []
    assert outside("doctor", tmp_path / "demo.workspace").code == 0
