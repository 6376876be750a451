"""What a person made in the sample stays: it is opened as it stands, and starting it over moves it aside."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from damage_ground import NAME

from workstation import bootstrap, sample
from workstation.application.lots import new_lot
from workstation.application.ports.drafts import Draft
from workstation.domain.new_lots import NewLot
from workstation.sample import SampleMark, is_built
from workstation.storage.failures import WorkspaceInUseError
from workstation.upkeep import make_upkeep


@pytest.fixture
def folder(demo, tmp_path):
    return Path(shutil.copytree(demo.folder, tmp_path / "sample"))


def add_lot(workspace, name="My own lot"):
    with closing(bootstrap.open_services(workspace, False, actor="Lin")) as services:
        new_lot(services.writer, services.defaults, NewLot(name=name))


def lots(workspace):
    with closing(bootstrap.open_services(workspace, True, actor="Lin")) as services:
        return sorted(lot.name for lot in services.reader.lots())


def make_room(workspace):
    return sample.make_room(workspace, bootstrap._plain_host(), date(2025, 11, 30))


def dated(folder):
    return sorted(path for path in folder.iterdir() if path.name.startswith("demo 2"))


def test_an_own_lot_is_there_after_the_sample_was_opened_again_and_demo_ran_over_it(demo, folder, outside):
    """Without the pages of its papers, which are read again: the memo is the same."""
    workspace = folder / "demo.workspace"
    add_lot(workspace)
    (workspace / "derived/pages.db").unlink()
    before = lots(workspace)
    assert "My own lot" in before
    made = bootstrap.open_sample(folder, fresh=False)
    assert (made.workspace, made.moved_to) == (workspace, None)
    assert lots(workspace) == before
    answer = outside("demo", "--out", folder.name, cwd=folder.parent)
    assert (answer.code, answer.err) == (0, "")
    assert answer.json["lots"] == 2
    assert answer.json["memo_sha256"] == demo.summary["memo_sha256"]
    assert (answer.json["memo"], answer.json["workspace"]) == ("sample/memo.pdf", "sample/demo.workspace")
    assert (folder / "memo.pdf").read_bytes() == demo.memo
    assert lots(workspace) == before
    assert dated(folder) == []


def test_started_over_a_sample_with_work_in_it_is_moved_aside_whole(demo, ground):
    assert Path(demo.moved_to).parent == demo.folder
    assert Path(demo.moved_to).name.startswith("demo 2")
    assert demo.note.count("\n") == 1
    assert demo.moved_to in demo.note
    assert lots(demo.aside) == [NAME]
    before = {
        path.relative_to(ground.workspace): path for path in ground.workspace.rglob("*") if path.is_file()
    }
    assert {
        place for place, path in before.items() if (demo.aside / place).read_bytes() != path.read_bytes()
    } == set()
    assert NAME not in lots(demo.workspace)
    assert len(lots(demo.workspace)) == 1


def test_a_second_one_of_the_same_day_gets_a_name_of_its_own(folder):
    for name in ("one", "two"):
        add_lot(folder / "demo.workspace", name)
        make_room(folder / "demo.workspace")
        bootstrap.demo_services(folder / "demo.workspace").close()
    assert ["one" in lots(path) for path in dated(folder)] == [False, True]
    assert len(dated(folder)) == 2


def test_started_over_an_untouched_sample_leaves_nothing_behind(folder):
    workspace = folder / "demo.workspace"
    assert make_room(workspace) is None
    assert [path.name for path in folder.iterdir()] == ["memo.pdf"]


def test_a_note_that_was_begun_and_not_kept_counts_as_work(folder):
    workspace = folder / "demo.workspace"
    with closing(bootstrap.open_services(workspace, False, actor="Lin")) as services:
        services.drafts.keep(Draft("note-1", "", "half a sentence", services.clock()))
    aside = make_room(workspace)
    assert (aside / "drafts").is_dir()


def test_own_lending_rates_count_as_work(folder):
    """No step of the history names them."""
    (folder / "demo.workspace/lending-rates.csv").write_text("2025-12-22,3.00%\n", "utf-8")
    assert (make_room(folder / "demo.workspace") / "lending-rates.csv").is_file()


def test_work_that_is_kept_as_a_snapshot_alone_counts_as_work(folder):
    """A restored snapshot brings the database back to where the script left it; "Go back to it" has to work all the same."""
    workspace, upkeep = folder / "demo.workspace", make_upkeep(bootstrap._plain_host)
    (as_built,) = upkeep.copies(workspace)
    add_lot(workspace)
    kept = upkeep.restore(workspace, as_built.name).kept
    assert "My own lot" not in lots(workspace)
    aside = make_room(workspace)
    assert aside is not None
    upkeep.restore(aside, kept)
    assert "My own lot" in lots(aside)


def test_snapshots_of_the_sample_are_dated_and_thinned_by_its_own_clock(folder):
    """By the clock of the computer all that were taken today in the window would be a year old."""
    workspace, upkeep = folder / "demo.workspace", make_upkeep(bootstrap._plain_host)
    add_lot(workspace)
    for copy in upkeep.copies(workspace):
        upkeep.remove(workspace, copy.name)
    upkeep.snapshot(workspace)
    (copy,) = upkeep.copies(workspace)
    assert copy.taken_at.date() == date(2025, 9, 5)


def test_a_sample_that_was_never_finished_is_moved_aside(folder):
    workspace = folder / "demo.workspace"
    SampleMark("2025-09-05T10:00:00+08:00").begin(workspace)  # as a killed build leaves it
    assert not is_built(workspace)
    add_lot(workspace)
    assert "My own lot" in lots(make_room(workspace))


def test_a_sample_with_other_tables_is_moved_aside(folder):
    """Until the first release a change of the catalogue has no revision of its own."""
    workspace = folder / "demo.workspace"
    add_lot(workspace)
    with closing(sqlite3.connect(workspace / "workspace.db")) as database:
        database.execute("UPDATE workspace SET value = 'of old' WHERE key = 'first_tables'")
        database.commit()
    assert is_built(workspace), "with a copy of this program's tables it is damaged, and opening it says so"
    for copy in (workspace / "snapshots").glob("*.db"):  # it has copies of its own build alone
        copy.unlink()
    assert not is_built(workspace)
    assert (make_room(workspace) / "workspace.db").is_file()


def test_copies_without_their_database_are_moved_aside_not_removed(folder):
    workspace = folder / "demo.workspace"
    (workspace / "workspace.db").unlink()
    aside = make_room(workspace)
    assert list((aside / "snapshots").iterdir())


def test_a_sample_that_somebody_works_in_is_not_started_over(folder):
    workspace = folder / "demo.workspace"
    with (
        closing(bootstrap.open_services(workspace, False, actor="Lin")),
        pytest.raises(WorkspaceInUseError),
    ):
        bootstrap.build_demo(folder, fresh=True)
    assert len(lots(workspace)) == 1
