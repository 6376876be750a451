"""What the system does for a worker's limits; where a system cannot, the program watches."""

import os
import subprocess
import sys

import pytest

from workstation.platform import limits

posix = pytest.mark.skipif(
    sys.platform == "win32", reason="RLIMITs are POSIX; the program watches on Windows"
)
linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux has the signal; the pipe ends a worker elsewhere"
)


def run(code, **more):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, **more)


@linux
def test_a_confined_process_gets_no_more_memory():
    done = run("from workstation.platform import limits; limits.confine(300 << 20); bytes(400 << 20)")
    assert "MemoryError" in done.stderr


@posix
def test_a_confined_process_writes_no_file_and_no_core(tmp_path):
    code = (
        "from workstation.platform import limits; limits.confine(1 << 30)\n"
        "import resource; assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)\n"
        "open('x', 'wb', buffering=0).write(b'1')"
    )
    done = run(code, cwd=tmp_path, env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))})
    assert "File too large" in done.stderr
    assert (tmp_path / "x").stat().st_size == 0


@linux
def test_a_process_whose_parent_is_already_gone_ends_at_once():
    assert (
        run("from workstation.platform import limits; limits.end_with_parent(1); print('alive')").stdout == ""
    )


@linux
def test_a_process_with_its_parent_alive_goes_on():
    code = f"from workstation.platform import limits; limits.end_with_parent({os.getpid()}); print('alive')"
    assert run(code).stdout == "alive\n"


def test_memory_is_told_in_bytes_and_is_nothing_after_the_end():
    assert limits.memory_of(os.getpid()) > 10 << 20
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert limits.memory_of(ended.pid) == 0


@posix
def test_a_worker_in_the_background_gives_way():
    code = "from workstation.platform import limits; import os; limits.lower_rank(); print(os.nice(0))"
    assert int(run(code).stdout) >= 5


@posix
def test_the_terminals_interrupt_does_not_reach_a_worker():
    process = subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, **limits.worker_options()
    )
    assert os.getpgid(process.pid) != os.getpgid(0)
    process.communicate(b"\n")
