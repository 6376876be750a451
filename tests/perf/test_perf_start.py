"""From the start of the process to the first painted frame with the list of lots in it. ./check perf prints it."""

import os
import statistics
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from workstation import bootstrap
from workstation.application.lots import NewLot, new_lot
from workstation.domain.money import Money

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
    settings = tmp_path / "config" / "npl-workstation"
    settings.mkdir(parents=True)
    (settings / "settings.json").write_text('{"user_name": "Lin", "language": "en"}', encoding="utf-8")
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "PYTHONPYCACHEPREFIX": str(
            tmp_path / "bytecode"
        ),  # warm: the first run compiles, as a first start does
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    code = DRIVER.replace("LOTS", str(LOTS))
    taken = []
    for _ in range(RUNS + 1):
        command = [sys.executable, "-c", code, str(time.monotonic()), str(workspace)]
        run = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=True
        )
        taken.append(float(run.stdout))
    warm = taken[1:]
    said = ", ".join(f"{seconds:.2f}" for seconds in warm)
    print(f"\nstart to filled list: median {statistics.median(warm):.2f} s of {said} (budget {BUDGET} s)")
    assert statistics.median(warm) < BUDGET
