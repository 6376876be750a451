"""The README is executed: what it tells a newcomer to type works. The sample is built by the program as it is started, which
takes twenty seconds: the blocks are run by `./check deep`."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from outside import DEMO_LOT

from workstation.cli.main import app

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```sh test\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


STRANGE = {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "4711", "PYTHONIOENCODING": "ascii"}


def run_block(block: str, place: Path) -> str:
    """The block as it stands, from the project's folder, without a display; ``build/`` is a folder of the test."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("DISPLAY", "WAYLAND", "QT_"))
    }
    environment |= {"HOME": str(place / "home"), "XDG_CONFIG_HOME": str(place / "home"), "PLACE": str(place)}
    answer = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block.replace("build/", '"$PLACE"/build/')],
        cwd=ROOT, env=environment | STRANGE, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, f"{block}\n{answer.stdout}\n{answer.stderr}"
    return answer.stdout


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readme") / "另一个 folder"
    (folder / "home").mkdir(parents=True)
    return folder


@pytest.fixture(scope="module")
def said(place):
    """What each block prints, run one after the other."""
    return [run_block(block, place) for block in BLOCKS]


@pytest.mark.deep
def test_the_blocks_of_the_readme_work_one_after_the_other(said):
    assert said[1].startswith("workstation 0.1.0\n")
    assert "9650000.00" in said[1]
    assert '"fee": "84200.00"' in said[2]


@pytest.mark.deep
def test_what_a_terminal_cannot_show_is_written_in_another_way(said):
    """This one shows ASCII."""
    assert f"\n{DEMO_LOT}  \\u" in said[1]
    lots, _ = json.JSONDecoder().raw_decode(said[1], said[1].index('{\n  "lots"'))
    assert "纺织" in lots["lots"][0]["name"]


@pytest.mark.deep
def test_another_folder_zone_locale_and_hash_seed_give_the_same_bytes(said, place, demo):
    """The sample that the first block builds."""
    sample = place / "build/sample"
    assert (sample / "memo.pdf").read_bytes() == demo.memo
    places = {"memo": str(sample / "memo.pdf"), "workspace": str(sample / "demo.workspace")}
    assert json.loads(said[0]) == demo.summary | places
    assert sorted(path.name for path in sample.iterdir()) == ["demo.workspace", "memo.pdf"]


def test_the_two_commands_stand_on_the_first_screen():
    first_screen = README.splitlines()[:20]
    assert any(line.startswith("./run") for line in first_screen)
    assert any(line.startswith("./check") for line in first_screen)


@pytest.mark.parametrize(
    "folder",
    sorted(
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "workstation").rglob("*")
        if path.is_dir() and path.name not in {"__pycache__", "versions"}
    ),
)
def test_the_map_names_every_folder(folder):
    assert f"| `{folder}/` |" in README


def test_what_the_readme_names_exists():
    named = re.findall(r"`((?:workstation|resources|tests)/[\w./]*)`", README)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_readme_lists_every_command():
    commands = {command.name or command.callback.__name__ for command in app.registered_commands}
    commands |= {group.name for group in app.registered_groups}
    told = set(
        re.findall(
            r"`(\w+)(?: [^`]*)?`(?=[,|` ].*\|)",
            README[README.index("| command |") : README.index("Exit codes")],
        )
    )
    assert commands == told - {"command"}
