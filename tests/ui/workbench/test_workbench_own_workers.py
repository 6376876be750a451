"""A window whose workspace reads files in workers of its own, and is closed while they are at it."""

from pathlib import Path

import psutil
import pytest
from outlived import outliving, waits_until_it_works
from test_workbench_files import drop

SLOW = Path(__file__).parents[2] / "data/pdf/slow.pdf"  # its second page takes seconds to read
FILES = 8
PATIENCE = 60  # s


@pytest.fixture
def _workers():
    """None are lent: the workspace starts its own."""


def children():
    return set(psutil.Process().children(recursive=True))


def test_no_worker_outlives_a_workspace_that_is_closed_while_they_read_files(at_work, tmp_path):
    person, before = at_work, children()
    person.makes_lot("Jinchuan")
    person.opens("Jinchuan")
    folder = tmp_path / "room"
    folder.mkdir()
    for number in range(FILES):  # each with bytes of its own: the same file comes in once
        (folder / f"{number}.pdf").write_bytes(SLOW.read_bytes() + b"%% %d\n" % number)
    drop(person, folder)
    person.takes_in()
    person.waits(lambda: len(children() - before) == 2)
    workers = children() - before
    for worker in workers:
        waits_until_it_works(worker.pid)
    imports = person.desk.services.imports
    assert not person.bench.close(), "files are being taken in"
    assert person.bench.close()
    assert outliving(workers, PATIENCE) == []
    assert children() - before == set()
    assert imports.all(), "the rest is offered at the next start"
