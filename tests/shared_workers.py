"""Worker processes that go from one test to the next: real ones, in their sandbox, under their limits.

Starting one takes longer than what most tests ask of it. One that takes files in keeps nothing from one file to the next:
it is given to the next test when its owner closes it, owes nothing and was not killed. A worker that holds documents
open (the viewer's, the memo's) is never shared, and what is about the start and the end of a worker (`tests/documents`,
`tests/platform`) starts its own.
"""

import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from workstation.documents import lanes
from workstation.documents.process import WorkerProcess

KEPT = 2  # a workspace takes in two files at a time


class Stable:
    """Workers without an owner. A worker ends with the thread that started it, so one thread starts them all."""

    def __init__(self):
        self._idle = {}
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="stable")
        self._starter.submit(lambda: None).result()

    def take(self, launch):
        """One that is idle, or a new one. Lists change in one step: no lock is needed between threads."""
        idle = self._idle.setdefault(launch.command, [])
        while idle:
            process = idle.pop()
            if process.poll() is None:
                return process
            _bury(process)
        return self._starter.submit(_started, launch).result()

    def gives_back(self, launch, process):
        idle = self._idle.setdefault(launch.command, [])
        if len(idle) < KEPT and process.poll() is None:
            idle.append(process)
        else:
            _bury(process)

    def close(self):
        for idle in self._idle.values():
            for process in idle:
                _bury(process)
        self._starter.shutdown()


def _started(launch):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(launch.command, **pipes, **launch.options)


def _bury(process):
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


class SharedWorker(WorkerProcess):
    """Has its process from the stable, and gives it back if it is as good as new."""

    stable: Stable

    @property
    def _is_shared(self):
        return "--background" in self._launch.command

    def _started(self):
        if self._process is None and self._is_shared:
            self._owing = False
            with self._watch:
                self._peak, self._cause = 0, None
                self._process = self.stable.take(self._launch)
            self.starts += 1
        return super()._started()

    def close(self):
        with self._watch:
            process = self._process
            good = process is not None and not self._owing and self._cause is None and self._is_shared
            if good:
                self._process = None
        if good:
            self.stable.gives_back(self._launch, process)
        super().close()


@pytest.fixture(scope="session")
def stable():
    made = Stable()
    yield made
    made.close()


@pytest.fixture
def shared_workers(stable, monkeypatch):
    """What takes files in has its workers from the stable."""
    monkeypatch.setattr(lanes, "WorkerProcess", type("SharedWorker", (SharedWorker,), {"stable": stable}))
