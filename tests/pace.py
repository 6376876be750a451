"""How much slower than at full pace the machine is at the moment.

A budget is a time on a machine at its full pace. Shared machines lose half of it for minutes on end; then the budget grows
with what a start of the bare libraries takes, and says so.
"""

import os
import statistics
import subprocess
import sys
import time

FULL = 0.30  # s that a start of the bare libraries takes on two cores at full pace

_BARE = """
import gc, sys, time
gc.disable()
import sqlalchemy, sqlalchemy.dialects.sqlite
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.show()
window.repaint()
print(time.monotonic() - float(sys.argv[1]), flush=True)
"""


def bytecode_kept(folder):
    """The environment of a program that was started before: its bytecode lies in `folder`."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(folder)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def of_a_user(folder):
    """The environment of a person who has started the program before, with everything that it keeps in `folder`."""
    settings = folder / "config" / "npl-workstation"
    settings.mkdir(parents=True)
    (settings / "settings.json").write_text('{"user_name": "Lin", "language": "en"}', encoding="utf-8")
    return bytecode_kept(folder / "bytecode") | {
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_STATE_HOME": str(folder / "state"),
    }


def bare_start(environment):
    """Seconds from the start of a process to the first frame of an empty window, SQLAlchemy loaded."""
    command = [sys.executable, "-c", _BARE, str(time.monotonic())]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    return float(run.stdout)


def slowness(starts):
    """At least 1."""
    return max(1, statistics.median(starts) / FULL)
