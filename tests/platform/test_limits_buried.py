"""What a worker held in its last moments is known after its end."""

import subprocess
import sys

import pytest

from workstation.platform.limits import buried

HOLDS = "import os; held = bytearray({size}); held[::4096] = b'x' * len(held[::4096]); os.abort()"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell")
def test_the_most_that_an_ended_process_held_is_told():
    size = 1_200_000_000
    process = subprocess.Popen([sys.executable, "-c", HOLDS.format(size=size)], stderr=subprocess.DEVNULL)
    assert buried(process) >= size
    assert process.returncode != 0


def test_a_process_that_was_waited_for_tells_nothing():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert (buried(process), process.returncode) == (0, 0)
