"""From the start of the process to the first painted frame with the list of lots in it. ./check perf prints it."""

import statistics
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from budgets import keeps
from pace import bare_start, of_a_user, slowness

from workstation import bootstrap
from workstation.application.lots import new_lot
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot

pytestmark = pytest.mark.perf
ROOT = Path(__file__).parents[2]
LOTS, RUNS, BUDGET = 40, 5, 1.0

# The same way in as `workstation` without arguments, with a watch on the window
DRIVER = """
import gc, sys, time
gc.disable()
from pathlib import Path
from workstation.bootstrap import start_window

def watch(bench):
    from PySide6.QtCore import QTimer
    timer = QTimer(bench)

    def look():
        if bench.frame.lots.table.isVisible() and bench.frame.lots.table.records.rowCount() == LOTS:
            timer.stop()
            bench.repaint()
            print(time.monotonic() - float(sys.argv[1]), flush=True)
            bench.close()

    timer.timeout.connect(look)
    timer.start(1)

sys.exit(start_window(Path(sys.argv[2]), watch))
"""


@pytest.fixture
def workspace(tmp_path):
    path = tmp_path / "Many.workspace"
    services = bootstrap.create_services(path, actor="Lin")
    for number in range(LOTS):
        given = NewLot(
            name=f"Lot {number}",
            start_price=Money.of(3_000_000 + number),
            increment=Money.of(50_000),
            bid_end=services.clock() + timedelta(days=number + 1),
            principal=Money.of(20_000_000),
        )
        new_lot(services.writer, services.defaults, given)
    services.close()
    return path


def test_the_list_is_on_the_screen_within_a_second(workspace, tmp_path):
    environment = of_a_user(tmp_path)
    driver = DRIVER.replace("LOTS", str(LOTS))

    def seconds():
        command = [sys.executable, "-c", driver, str(time.monotonic()), str(workspace)]
        run = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=True
        )
        return float(run.stdout)

    taken = [(bare_start(environment), seconds()) for _ in range(RUNS + 1)][1:]
    bare, ours = zip(*taken, strict=True)
    budget = BUDGET * slowness(bare)
    print(f"\nthe bare libraries start in {statistics.median(bare):.2f} s")
    keeps("From the start to the filled list", ours, budget, "s")
