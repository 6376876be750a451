"""What a worker held in its last moments is known after its end."""

import subprocess
import sys

import pytest

from workstation.platform.limits import buried

HOLDS = "import os; held = bytearray({size}); held[::4096] = b'x' * len(held[::4096]); os.abort()"
ASKS = """
import os, subprocess, sys
from workstation.platform.limits import buried
process = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stderr=subprocess.DEVNULL)
os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
print(buried(process), process.returncode)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell")
def test_the_most_that_an_ended_process_held_is_told():
    """Asked of a small program that a large one started: below what its starter held a process is told as 0, and how
    much started the starter does not matter."""
    size = 300_000_000
    assert len(b"x" * (2 * size)) > size  # what this one held once
    command = [sys.executable, "-c", ASKS, HOLDS.format(size=size)]
    told, code = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert int(told) >= size
    assert int(code) != 0


def test_a_process_that_runs_is_ended():
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    buried(process)
    assert process.returncode != 0


def test_a_process_that_was_waited_for_tells_nothing():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert (buried(process), process.returncode) == (0, 0)
