"""The leak net catches what it is made for: planted leaks fail, each in a test run of its own."""

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


@pytest.mark.parametrize(("planted", "fails"), [("widget", 1), ("thread", 1), ("message", 1), ("nothing", 0)])
def test_a_planted_leak_fails(tmp_path, planted, fails):
    for name in ("conftest.py", "qt_message_allow_list.txt"):
        shutil.copy(UI / name, tmp_path / name)
    (tmp_path / "pytest.ini").write_text(CONFIG, "utf-8")
    (tmp_path / "test_planted.py").write_text(PLANTED[planted], "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == fails, run.stdout


def test_every_allowed_message_has_a_reason():
    for line in (UI / "qt_message_allow_list.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            pattern, reason = line.split("  # ")
            assert pattern.strip()
            assert len(reason) > 10
