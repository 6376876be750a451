"""The leak net catches what it is made for: planted leaks fail, in a test run of their own."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

UI = Path(__file__).parents[1]
CONFIG = "[pytest]\nqt_api = pyside6\nqt_log_level_fail = WARNING\nfilterwarnings = error\n"
PLANTED = {
    "widget": "def test_it(qapp):\n    global kept\n    from PySide6.QtWidgets import QWidget\n    kept = QWidget()\n",
    "thread": (
        "def test_it(qapp):\n    import threading\n    global stop\n    stop = threading.Event()\n"
        "    threading.Thread(target=stop.wait, args=(5,), daemon=True).start()\n"
    ),
    "message": "def test_it(qapp):\n    from PySide6.QtCore import qWarning\n    qWarning('something is wrong')\n",
    "nothing": "def test_it(qtbot):\n    from PySide6.QtWidgets import QWidget\n    qtbot.addWidget(QWidget())\n",
}


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What one run says of all of them, a line each."""
    folder = tmp_path_factory.mktemp("planted")
    for name in ("conftest.py", "qt_message_allow_list.txt"):
        shutil.copy(UI / name, folder / name)
    (folder / "pytest.ini").write_text(CONFIG, "utf-8")
    for planted, test in PLANTED.items():
        (folder / f"test_{planted}.py").write_text(test, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", str(folder)]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 1, run.stdout
    return run.stdout


@pytest.mark.parametrize("planted", ["widget", "thread", "message"])
def test_a_planted_leak_fails(said, planted):
    assert re.search(rf"^(ERROR|FAILED) test_{planted}\.py::test_it", said, re.MULTILINE), said


def test_a_widget_that_is_taken_care_of_does_not(said):
    assert "PASSED test_nothing.py::test_it" in said
    assert not re.search(r"^(ERROR|FAILED) test_nothing", said, re.MULTILINE), said


def test_every_allowed_message_has_a_reason():
    for line in (UI / "qt_message_allow_list.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            pattern, reason = line.split("  # ")
            assert pattern.strip()
            assert len(reason) > 10
