"""The two commands on machines that lack something, with stand-ins for what they would call."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from budgets import keeps

ROOT = Path(__file__).parents[2]
# What the scripts take from any system.
TOOLS = ("bash", "sha256sum", "cat", "mkdir", "rm", "env", "dirname", "true", "false", "find")


@pytest.fixture
def machine(tmp_path):
    """A checkout with the scripts alone, and a PATH that holds only what a test puts there."""
    place = tmp_path / "checkout"
    (place / "tests").mkdir(parents=True)
    (place / "resources/i18n/zh_CN").mkdir(parents=True)
    for name in ("run", "check", "requirements.lock", "tests/requirements.lock"):
        shutil.copy(ROOT / name, place / name)
    (place / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/environment.sh", place / ".ci")
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool))
    return place


def stand_in(machine, name, script):
    """A program on the PATH of the machine; `$CALLS` keeps what it was called with."""
    program = machine.parent / "bin" / name
    program.write_text(f'#!/bin/bash\necho "{name} $*" >>"{machine.parent}/calls"\n{script}\n', "utf-8")
    program.chmod(0o755)


def start(machine, *arguments, command="run"):
    environment = {"PATH": str(machine.parent / "bin"), "HOME": str(machine.parent)}
    return subprocess.run(
        [machine / command, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def calls(machine):
    kept = machine.parent / "calls"
    return kept.read_text("utf-8").splitlines() if kept.exists() else []


# A Python that makes environments of itself and knows every module.
MAKES_ITSELF = """
case "$*" in
  "-m venv"*) mkdir -p "${@: -1}/bin"; cat "$0" >"${@: -1}/bin/python"; /bin/chmod +x "${@: -1}/bin/python" ;;
  "-P -m workstation"*) echo "started" ;;
  -) cat >/dev/null ;;
  "- "*) cat >/dev/null; [[ $2 == *.mo ]] && : >"$2" ;;
esac
exit 0
"""


def test_a_machine_without_python_is_told_what_to_install(machine):
    answer = start(machine)
    assert answer.returncode == 2
    assert "Python 3.11" in answer.stderr
    assert "apt-get install" in answer.stderr


def test_an_old_python_is_none(machine):
    stand_in(machine, "python3", "exit 1")
    answer = start(machine)
    assert answer.returncode == 2
    assert "Python 3.11" in answer.stderr


def test_without_uv_pip_installs_by_hash_and_the_program_starts(machine):
    stand_in(machine, "python3", MAKES_ITSELF)
    answer = start(machine, "--version")
    assert (answer.returncode, answer.stdout) == (0, "started\n"), answer.stderr
    assert any("-m pip install" in call and "--require-hashes" in call for call in calls(machine))


def test_with_uv_uv_installs_by_hash(machine):
    stand_in(machine, "python3", MAKES_ITSELF)
    stand_in(machine, "uv", 'if [[ $1 == venv ]]; then python3 -m venv "${@: -1}"; fi')
    assert start(machine).returncode == 0
    assert any(call.startswith("uv pip install") and "--require-hashes" in call for call in calls(machine))
    assert not any("-m pip" in call for call in calls(machine))


def test_a_second_start_installs_nothing(machine):
    stand_in(machine, "python3", MAKES_ITSELF)
    start(machine)
    before = len(calls(machine))
    assert start(machine, "lots").stdout == "started\n"
    assert calls(machine)[before:] == ["python3 -P -m workstation lots"]


def test_changed_modules_are_compiled_once(machine):
    """A worker writes no file: what is not compiled it would compile at every start."""
    stand_in(machine, "python3", MAKES_ITSELF)
    (machine / "workstation").mkdir()
    start(machine)
    assert any("-m compileall" in call for call in calls(machine))
    before = len(calls(machine))
    module = machine / "workstation/new.py"
    module.touch()
    os.utime(module, (stamp := time.time() + 5, stamp))
    start(machine)
    assert any("-m compileall" in call for call in calls(machine)[before:])


def test_a_changed_lock_is_installed(machine):
    stand_in(machine, "python3", MAKES_ITSELF)
    start(machine)
    before = len(calls(machine))
    with (machine / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")
    start(machine)
    assert any("-m pip install" in call for call in calls(machine)[before:])


def test_an_install_that_failed_is_tried_again(machine):
    stand_in(machine, "python3", MAKES_ITSELF.replace("esac", '  "-m pip"*) exit 1 ;;\nesac'))
    assert start(machine).returncode == 1
    assert not (machine / ".venv/run.stamp").exists()
    stand_in(machine, "python3", MAKES_ITSELF)
    shutil.rmtree(machine / ".venv")
    assert start(machine).stdout == "started\n"


def test_missing_libraries_are_named_in_one_line(machine):
    stand_in(
        machine, "python3", MAKES_ITSELF.replace("  -) cat >/dev/null ;;", "  -) cat >/dev/null; exit 1 ;;")
    )
    stand_in(machine, "apt-get", "exit 1")
    answer = start(machine)
    assert answer.returncode == 2
    lines = [line for line in answer.stderr.splitlines() if "apt-get install" in line]
    assert len(lines) == 1
    assert "libegl1" in lines[0]


def test_an_unknown_part_of_check_is_explained(machine):
    stand_in(machine, "python3", MAKES_ITSELF)
    stand_in(machine, "sed", "echo ./check deep")
    answer = start(machine, "everything", command="check")
    assert answer.returncode == 2
    assert "./check deep" in answer.stderr


@pytest.mark.parametrize("script", ["run", "check", ".ci/run", ".ci/environment.sh"])
def test_the_scripts_are_sound(script):
    assert subprocess.run(["bash", "-n", ROOT / script], check=False).returncode == 0
    assert os.access(ROOT / script, os.X_OK) or script.endswith("environment.sh")


@pytest.mark.perf
def test_a_second_start_costs_under_30_ms(machine):
    stand_in(machine, "python3", MAKES_ITSELF)
    start(machine)
    (machine / ".venv/bin/python").write_bytes(Path(shutil.which("true")).read_bytes())
    samples = []
    for _ in range(9):
        began = time.perf_counter()
        start(machine)
        samples.append(time.perf_counter() - began)
    keeps("./run before the program", samples, 0.030, "s")
