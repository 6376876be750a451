"""Passwords: this session's, and the keyring of the system, which is asked without running any program."""

import os
import subprocess
import sys

import pytest

from workstation.platform.passwords import Keyring

TRAPS = ("ldconfig", "gcc", "cc", "ld", "objdump", "dbus-launch", "kwallet-query", "secret-tool", "security")
ASKS = """
from workstation.platform.passwords import Keyring, KeyringMissingError
keyring = Keyring()
assert keyring.recall("a" * 64) is None
try:
    keyring.keep("a" * 64, "word", remember=True)
except KeyringMissingError:
    print("no keyring")
"""


def test_words_of_this_session_come_back_the_own_one_first():
    keyring = Keyring()
    keyring.keep("a", "one")
    keyring.keep("b", "two")
    assert (keyring.known("b"), keyring.known("c")) == (("two", "one"), ("one", "two"))


@pytest.mark.skipif(sys.platform == "win32", reason="a trap is a shell script")
def test_a_system_without_a_keyring_is_asked_without_running_a_program_of_the_path(tmp_path):
    said = tmp_path / "ran"
    traps = tmp_path / "bin"
    traps.mkdir()
    for name in TRAPS:
        (traps / name).write_text(f'#!/bin/sh\necho {name} >>"{said}"\nexit 1\n', encoding="ascii")
        (traps / name).chmod(0o755)
    away = ("DBUS_", "XDG_", "PYTHON_KEYRING")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(away)}
    outside = kept | {
        "PATH": str(traps),
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/no-bus",
    }
    ended = subprocess.run(
        [sys.executable, "-c", ASKS], env=outside, capture_output=True, timeout=120, check=False
    )
    assert (ended.returncode, ended.stdout) == (0, b"no keyring\n"), ended.stderr
    assert not said.exists(), said.read_text()
