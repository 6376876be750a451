"""Workers that tests share: reading files, and finishing a memo, where what is read is the ground and not the point.

A worker takes a tenth of a second to start, a test of a use case a tenth of that. How workers start, are stopped, run out of
memory and end is tested in tests/documents, and with the program as a whole in tests/e2e.
"""

import pytest

from workstation import bootstrap, workers
from workstation.documents.merging import WorkerMerge
from workstation.documents.reader import WorkerReader


class LentReader:
    """The reader of one workspace: closed, it cancels what was asked of it, and leaves the workers to the next."""

    def __init__(self, reader):
        self._reader, self._asked = reader, []

    def __getattr__(self, name):
        asked = getattr(self._reader, name)

        def noted(*given, **more):
            answer = asked(*given, **more)
            if hasattr(answer, "cancel"):
                self._asked.append(answer)
            return answer

        return noted

    def close(self):
        for answer in self._asked:
            answer.cancel()


@pytest.fixture(scope="session")
def lent_reader():
    reader = WorkerReader(workers.launch(background=True))
    yield reader
    reader.close()


@pytest.fixture(scope="session")
def ready_workers(lent_reader):
    """Both have begun: their threads are no test's own, where threads that outlive a test are looked for."""
    for answer in [lent_reader.html(b"<p>one"), lent_reader.html(b"<p>two")]:
        answer.result()


@pytest.fixture
def lent_workers(monkeypatch, lent_reader):
    """Workspaces that are opened read their files in two workers that are there already, and memos are finished in this process."""

    def reader(started):
        made = vars(started).get("lent")
        if made is None:
            made = vars(started)["lent"] = LentReader(lent_reader)
            started.started.append(made.close)
        return made

    monkeypatch.setattr(bootstrap._Workers, "reader", property(reader))
    monkeypatch.setattr(
        WorkerMerge, "__call__", lambda _, drawn, slots, info: merged_here(drawn, slots, info)
    )


def merged_here(drawn, slots, info):
    """As a worker does it, in this process: a double of `application.ports.memo_pages.MergePages`."""
    from workstation.documents.pdf.merging import Merger

    merger = Merger(drawn)
    for index, slot in slots.items():
        merger.lay_under(index, slot)
    return merger.finished(info)
