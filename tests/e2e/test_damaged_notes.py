"""What lies beside the database and is damaged: said with what to do, and no command stumbles over it."""

import io
import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from damage_kinds import by_statement

from workstation import bootstrap
from workstation.application.lots import new_lot
from workstation.application.ports.drafts import Draft
from workstation.application.ports.imports import BegunFile, BegunImport
from workstation.domain.new_lots import NewLot
from workstation.sample import MARK

pytestmark = pytest.mark.usefixtures("lent_workers")

NOTHING = "The workspace is sound.\n"


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """With an import that was cut off before its one file, and a text that is being written."""
    path = tmp_path_factory.mktemp("begun") / "w.workspace"
    with closing(bootstrap.create_services(path, actor="Lin")) as services:
        lot = new_lot(services.writer, services.defaults, NewLot(name="Lot")).value
        late = services.objects.store(io.BytesIO(b"late"))
        begun = BegunImport("b", lot, services.clock(), (BegunFile("late.txt", late.sha256, late.size),))
        services.imports.begin(begun)
        services.drafts.keep(Draft("n", "", "the tenant left", datetime(2025, 9, 8, tzinfo=UTC)))
    return path


@pytest.fixture
def workspace(begun, tmp_path):
    return Path(shutil.copytree(begun, tmp_path / "w.workspace"))


@pytest.mark.parametrize("content", [b"", b"\xb2025-09-05", b"no day at all"])
def test_a_mark_of_the_sample_that_is_damaged_keeps_no_command_from_its_work(outside, workspace, content):
    (workspace / MARK).write_bytes(content)
    assert outside("lots", workspace).code == 0
    assert outside("snapshot", workspace).code == 0


def flipped(path):
    content = path.read_bytes()
    place = content.index(b'"sha256": "') + len(b'"sha256": "')
    path.write_bytes(
        content[:place] + (b"1" if content[place : place + 1] != b"1" else b"2") + content[place + 1 :]
    )


@pytest.mark.parametrize("damage", ["empty", "noise", "flipped"])
def test_a_note_of_an_import_that_is_damaged_is_said_and_its_remedy_mends_it(
    outside, workspace, damage, tmp_path
):
    """It was a line in the log: the command said that nothing was cut off, and the doctor that all is sound."""
    note = workspace / "imports/b.json"
    if damage == "flipped":
        flipped(note)
    else:
        note.write_bytes(b"" if damage == "empty" else b"\xff\x00")
    said = "what was noted of it cannot be read (b.json). Take its files in again"
    assert said in outside("lots", workspace).err
    resumed = outside("import", workspace, "Lot", "--resume", "--json")
    assert (resumed.code, resumed.json["error"]["code"]) == (3, "import.note_damaged")
    assert "imports/b.json" in outside("doctor", workspace).text
    assert outside("doctor", workspace, "--purge", "--json").json["error"]["code"] == "workspace.unsound"
    (tmp_path / "late.txt").write_bytes(b"late")
    assert said in outside("import", workspace, "Lot", tmp_path / "late.txt").err
    repaired = outside("doctor", workspace, "--repair")
    assert (repaired.code, repaired.text.splitlines()[-1] + "\n") == (0, NOTHING)
    assert outside("lots", workspace).err == ""


def test_a_draft_that_is_damaged_is_named_by_the_doctor_and_put_aside(outside, workspace):
    draft = next((workspace / "drafts").iterdir())
    draft.write_bytes(draft.read_bytes()[:-9])
    assert f"cannot be read (drafts/{draft.name}); what was kept before is whole" in outside(
        "doctor", workspace
    ).text.replace("\n", " ")
    assert outside("doctor", workspace, "--repair").code == 0
    kept = workspace / "damaged-1/drafts" / draft.name
    assert "the tenant" in kept.read_text("utf-8")


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("UPDATE lot SET name = 'Barn'", 0),
        ("UPDATE operation SET actor = 'Wu'", 4),  # no repair, but the draft goes aside
    ],
)
def test_a_draft_beside_damaged_records_is_put_aside_in_the_same_go(outside, workspace, damage, code):
    """The records were mended, and the draft was left: nobody was told, and a second go was needed."""
    draft = next((workspace / "drafts").iterdir())
    draft.write_bytes(b"{")
    by_statement(damage)(workspace / "workspace.db", workspace)
    answer = outside("doctor", workspace, "--repair")
    assert "put aside, into the folder damaged-1" in answer.text.replace("\n", " ")
    assert (workspace / "damaged-1/drafts" / draft.name).read_bytes() == b"{"
    assert answer.code == code
    assert ("kept in the folder damaged-2" in answer.text) == (code == 0)


@pytest.mark.parametrize("name", ["workspace.lock", "derived/search.db", "imports/c.json"])
def test_a_folder_in_the_place_of_a_file_is_named_and_moved_elsewhere_mends_it(outside, workspace, name):
    """It was "The disk refused (Is a directory) … Check that the disk is there and may be written"."""
    place = workspace / name
    place.unlink(missing_ok=True)
    place.mkdir()
    (place / "kept.txt").write_text("somebody's", "utf-8")
    paper = workspace.parent / "paper.txt"
    paper.write_text("paper", "utf-8")
    answer = outside("import", workspace, "Lot", paper)
    if name == "imports/c.json":
        assert "c.json" in answer.err
    else:
        assert answer.code == 4
        assert f"{name} should be is a folder. Move that folder elsewhere" in answer.err
    place.rename(workspace.parent / "elsewhere")
    assert outside("import", workspace, "Lot", paper).code == 0
    assert (workspace.parent / "elsewhere/kept.txt").exists()


@pytest.mark.parametrize("name", ["pages.db", "search.db"])
def test_an_empty_folder_in_the_place_of_a_derived_file_makes_room(outside, workspace, name):
    paper = workspace.parent / "paper.txt"
    paper.write_text("the tenant left", "utf-8")
    assert outside("import", workspace, "Lot", paper).code == 0
    (workspace / "derived" / name).unlink()
    (workspace / "derived" / name).mkdir()
    assert outside("import", workspace, "Lot", paper).code == 0
    assert (workspace / "derived" / name).is_file()
    found = outside("search", workspace, "tenant", "--json")
    assert (found.code, found.json["not_read"], len(found.json["pages"])) == (0, 0, 1)


def test_the_doctor_says_what_is_damaged_in_words_and_its_log_lines_go_into_the_log_file(outside, workspace):
    draft = next((workspace / "drafts").glob("*.json"))
    draft.write_text("{", "utf-8")
    answer = outside.process("doctor", workspace)
    assert answer.code == 1
    assert answer.err == ""
    log = next(outside.home.rglob("workstation.log"))
    assert "a draft could not be read: JSONDecodeError" in log.read_text("utf-8")
