"""Budgets of the workspace on disk. Figures are printed: ./check perf."""

import statistics
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from budgets import TIMES, keeps
from pace import bare_start, bytecode_kept, slowness

from workstation.application.operations import OperationKind, Step
from workstation.domain.claims import Balance, Claim
from workstation.domain.ids import IdSource
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.platform.files import DurableFiles
from workstation.platform.locks import FileLock
from workstation.storage.layout import Host
from workstation.storage.workspace import Workspace

pytestmark = pytest.mark.perf
ROOT = Path(__file__).parents[2]

OPEN = """
import os, sys, time
from pathlib import Path
start = time.perf_counter()
from workstation.storage.workspace import Workspace
from workstation.storage.layout import Host
from workstation.platform.files import DurableFiles
from workstation.platform.locks import FileLock
imported = time.perf_counter()
from datetime import UTC, datetime
host = Host(DurableFiles(), FileLock, lambda: datetime.now(UTC), lambda: "x", "0.1.0", os.urandom)
opening = time.perf_counter()
workspace = Workspace.open(Path(sys.argv[1]), host, "anna")
assert len(workspace.reader.lots()) == 200
opened = time.perf_counter()
print(imported - start, opened - opening)
workspace.close()
"""


def host():
    def clock():
        return datetime.now(UTC)

    return Host(DurableFiles(), FileLock, clock, IdSource(clock, Random(1)), "0.1.0", Random(2).randbytes)


def milliseconds(act, times):
    taken = []
    for number in range(times):
        start = time.perf_counter()
        act(number)
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def medians(act, times):
    """Of three rounds."""
    return [statistics.median(milliseconds(act, times)) for _ in range(TIMES)]


def fill(workspace, lots, claims):
    """Lots in operations of a hundred rows, as a batch of an import would."""

    def work(tx, number):
        lot = Lot(id=tx.new_id(), name=f"Lot {number}")
        tx.put(lot)
        for _ in range(claims):
            claim = Claim(id=tx.new_id(), lot=lot.id)
            tx.put(claim)
            tx.put(Balance(id=tx.new_id(), lot=lot.id, claim=claim.id, amount=Money(number)))

    for number in range(lots):
        workspace.writer.run(Step(OperationKind.CREATE_LOT), lambda tx, number=number: work(tx, number))


@pytest.fixture
def workspace(tmp_path):
    made = Workspace.create(tmp_path / "w", host(), "anna")
    yield made
    made.close()


def test_an_edit_is_on_the_device_within_ten_milliseconds(workspace, record_property):
    fill(workspace, 1, 1)
    lot = workspace.reader.lots()[0]

    def edit(number):
        workspace.writer.run(Step(OperationKind.EDIT), lambda tx: tx.put(replace(lot, name=str(number))))

    keeps("An edit on the device", medians(edit, 100), 10, "ms")
    undone = milliseconds(lambda _: workspace.writer.undo(), 50)
    print(f"\nundo {statistics.median(undone):.1f} ms")


def test_a_new_workspace_is_there_within_150_milliseconds(tmp_path):
    taken = milliseconds(lambda number: Workspace.create(tmp_path / str(number), host(), "anna").close(), 5)
    keeps("A new workspace, made and closed", taken, 150, "ms")


def test_opening_and_reading_the_list_takes_60_milliseconds(workspace):
    fill(workspace, 200, 2)
    workspace.close()
    environment = bytecode_kept(workspace.path / "derived") | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", OPEN, str(workspace.path)]
    told, bare = [], []
    for _ in range(6):
        told.append(
            subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
        )
        bare.append(bare_start(environment))
    imports, opens = zip(*(map(float, one.split()) for one in told[1:]), strict=True)
    print(f"\nimports {statistics.median(imports) * 1000:.0f} ms")
    keeps("Opened with 200 lots", [one * 1000 for one in opens], 60 * slowness(bare[1:]), "ms")


def test_fifty_thousand_records_are_read_for_lists_and_lots(workspace):
    fill(workspace, 1000, 25)
    lots = workspace.reader.lots()
    whole = milliseconds(lambda _: workspace.reader.records([lot.id for lot in lots]), 3)
    print(f"\nall 1,000 lots with 51,000 rows {statistics.median(whole):.0f} ms")
    keeps("One lot of 51 rows of 51,000", medians(lambda n: workspace.reader.lot(lots[n].id), 20), 20, "ms")
