"""The sample from its papers to its memo."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from budgets import TIMES, keeps
from pace import bare_start, of_a_user, slowness

pytestmark = pytest.mark.perf
ROOT = Path(__file__).parents[2]
BUDGET = 60  # s


def test_the_sample_is_there_within_a_minute(tmp_path):
    environment = of_a_user(tmp_path)
    budget = BUDGET * slowness([bare_start(environment) for _ in range(TIMES)])
    taken = []
    for number in range(TIMES):
        began = time.perf_counter()
        command = [sys.executable, "-m", "workstation", "demo", "--out", tmp_path / str(number)]
        subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=600, check=True)
        taken.append(time.perf_counter() - began)
    keeps("The sample and its memo", taken, budget)
