"""What survives a power cut: bytes and names are on the device before the commit that names them, and "done" comes last."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from made_files import zipped
from outside import environment

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc/self/fd")
HARNESS = Path(__file__).with_name("recorded_import.py")


@pytest.fixture(scope="module")
def recorded(outside, tmp_path_factory):
    """The record of one import and what it printed."""
    folder = tmp_path_factory.mktemp("order")
    room = folder / "room"
    room.mkdir()
    (room / "papers.zip").write_bytes(zipped({f"{number}.txt": f"paper {number}" for number in range(30)}))
    (room / "alone.txt").write_text("alone")
    command = [
        sys.executable,
        HARNESS,
        folder / "record",
        "import",
        folder / "w.workspace",
        "lot",
        room,
        "--json",
    ]
    ended = subprocess.run(command, env=environment(outside.home), capture_output=True, check=True)
    steps = [json.loads(line) for line in (folder / "record").read_text("utf-8").splitlines()]
    return steps, json.loads(ended.stdout)


def first(steps, wanted, start=0):
    return next(at for at, step in enumerate(steps) if at >= start and wanted(step))


def test_every_file_is_synced_then_named_and_its_folder_synced_before_the_commit_that_names_it(recorded):
    steps, printed = recorded
    assert len(printed["files"]) == 32  # more than one operation takes
    for file in printed["files"]:
        digest = file["sha256"]
        named = first(
            steps, lambda step, at=digest: step[0] == "name" and step[2].endswith(f"{at[:2]}/{at[2:]}")
        )
        part, target = steps[named][1:]
        assert ["sync", part] in steps[:named]
        folder_synced = first(steps, lambda step, at=target: step == ["sync", str(Path(at).parent)], named)
        row = first(steps, lambda step, at=digest: step[0] == "row" and at in step[1])
        commit = first(steps, lambda step: step[0] == "commits", row)
        assert named < folder_synced < commit
        assert ["sync", str(Path(target).parents[1])] in steps[:commit], (
            "the folder that holds the new folder"
        )


def test_nothing_is_printed_before_the_last_commit_ended(recorded):
    steps, _ = recorded
    kinds = [step[0] for step in steps]
    rows = [at for at, kind in enumerate(kinds) if kind == "row"]
    committed = kinds.index("committed", rows[-1])
    assert kinds.index("prints") > committed
