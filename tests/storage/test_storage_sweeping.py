"""What a killed program, a refused import and a copy that was cut off leave behind is gone at the next opening, and no more."""

import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from storage_kit import add_lot, make_host, open_again, put

from workstation.application.ports.imports import BegunFile, BegunImport
from workstation.domain.documents import Document, Version
from workstation.storage.workspace import Workspace

HALVES = (
    "workspace.db.part", "workspace.db.part-journal", "snapshots/copy.part", "snapshots/copy.part-journal",
    "snapshots/copy.part-wal", "drafts/note.part", "imports/batch.part", "objects/tmpabc.part",
    "workspace.seal.part", "mirror.json.part",
)  # fmt: skip
KILLED = """
import os, sys
from io import BytesIO
from pathlib import Path
from storage_kit import add_lot, make_host
from workstation.storage.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]), make_host(seed=3), "anna")
add_lot(workspace, "after")
print(workspace.objects.store(BytesIO(b"bomb" * 1000)).sha256, flush=True)
os._exit(9)
"""


def stored(workspace, content):
    return workspace.objects.store(BytesIO(content)).sha256


def with_paper(workspace):
    """A lot with one paper; its hash."""
    lot, digest = add_lot(workspace), stored(workspace, b"contract")
    document = Document(id="document", lot=lot.id, name="contract")
    put(workspace, document, Version(id="version", lot=lot.id, document="document", ordinal=1, sha256=digest))
    return lot, digest


def begun(lot, digest):
    file = BegunFile("seller/list.txt", digest, 4)
    return BegunImport("batch", lot.id, datetime(2025, 9, 5, tzinfo=UTC), (file,))


def test_half_written_files_and_the_journals_beside_them_go_at_the_next_opening(workspace):
    for name in HALVES:
        path = workspace.path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"half")
    again = open_again(workspace)
    assert not [name for name in HALVES if (workspace.path / name).exists()]
    again.close()


def test_what_a_refused_import_left_goes_when_the_workspace_is_closed_and_what_is_named_stays(workspace):
    lot, named = with_paper(workspace)
    waiting, refused = stored(workspace, b"list"), stored(workspace, b"bomb" * 1000)
    workspace.imports.begin(begun(lot, waiting))
    assert set(workspace.objects.names()) == {named, waiting, refused}
    again = open_again(workspace)
    assert set(again.objects.names()) == {named, waiting}
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a killed program is let go of later there")
def test_what_a_killed_import_left_goes_at_the_next_opening(workspace):
    _, named = with_paper(workspace)
    workspace.close()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(workspace.path)],
        cwd=Path(__file__).parent,
        env={"PYTHONPATH": f"{Path(__file__).parent}:{Path(__file__).parents[2]}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 9, ended.stderr
    left = ended.stdout.strip()
    assert (workspace.path / "objects" / left[:2] / left[2:]).exists()
    again = Workspace.open(workspace.path, make_host(seed=4), "anna")
    assert set(again.objects.names()) == {named}
    assert {lot.name for lot in again.reader.lots()} == {"Textile", "after"}
    again.close()
