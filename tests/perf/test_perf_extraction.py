"""Taking files in against bare PDFium: text, a box for each character and the way through a pipe included.

A worker of ours and a bare process go through the same files side by side, so that both have the same machine: one
that is shared with others changes its pace from one second to the next.
"""

import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest
from bare_pdfium import BarePdfium
from budgets import reaches

from workstation import workers
from workstation.documents.reader import WorkerReader

FILES = sorted(
    (Path(__file__).parents[2] / "../shared/data/pdf/ok").glob("*.pdf"), key=lambda path: -path.stat().st_size
)
PASSES = 3
LEAST = 0.45  # 85 % on a machine of its own; a busy one slows Python down more than PDFium


class Bare:
    """A process that goes through the files again and again; `seconds` holds what each file took, in turn."""

    def __init__(self):
        self._process = BarePdfium()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.seconds = []

    def read(self, path):
        began = time.perf_counter()
        self._process.send(path)
        self._process.wait()
        self.seconds.append(time.perf_counter() - began)

    def _run(self):
        while True:
            for path in FILES:
                if self._ended.is_set():
                    return
                self.read(path)

    def start(self):
        self._thread.start()

    def end(self):
        self._ended.set()
        self._thread.join()
        self._process.end()

    def passes(self):
        """How often it went through all files; a part of a pass counts as the time that it took in the others."""
        whole, rest = divmod(len(self.seconds), len(FILES))
        per_file = [
            sum(self.seconds[at :: len(FILES)]) / len(self.seconds[at :: len(FILES)])
            for at in range(len(FILES))
        ]
        return whole + sum(per_file[:rest]) / sum(per_file)


@pytest.mark.perf
def test_a_worker_is_not_far_behind_of_the_pace_of_bare_pdfium():
    if not FILES:
        pytest.skip("48 files not here")
    reader, bare = WorkerReader(workers.launch(), lanes=1), Bare()
    try:
        for path in FILES:  # both start, and the files are in the memory of the system
            reader.read(path.read_bytes(), name=path.name).result(120)
            bare.read(path)
        bare.start()
        passes = [bare.passes()]
        for _ in range(PASSES):
            for path in FILES:
                reader.read(path.read_bytes(), name=path.name).result(120)
            passes.append(bare.passes())
    finally:
        bare.end()
        reader.close()
    rates = [1 / (after - before) for before, after in pairwise(passes)]
    reaches("Our passes through the files for each of bare PDFium", rates, LEAST)
