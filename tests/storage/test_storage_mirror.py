"""The whole workspace on another disk: complete and verified, or what was there before."""

import errno
import sqlite3
import stat
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from storage_kit import RecordedFiles, add_lot, make_host, tables_of

from workstation.application.ports.drafts import Draft
from workstation.application.ports.imports import BegunFile, BegunImport
from workstation.application.progress import CancelledError, Silent
from workstation.domain.documents import Document, Version
from workstation.storage import mirroring
from workstation.storage.doctor import examine_workspace
from workstation.storage.failures import (
    MirrorAheadError,
    MirrorAwayError,
    MirrorDamagedError,
    MirrorFullError,
    MirrorInsideError,
    MirrorRefusedError,
    MirrorTakenError,
    NotTheObjectError,
    SnapshotFailedError,
    WorkspaceInUseError,
)
from workstation.storage.mirroring import last_mirror, mirror
from workstation.storage.object_recovery import recover_object
from workstation.storage.restoring import restore
from workstation.storage.workspace import Workspace

PAPERS = (b"loan contract", b"appraisal", b"plan")


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def filled(workspace):
    """A workspace with papers; their hashes are in `.hashes`."""
    add_lot(workspace)
    workspace.hashes = [add_paper(workspace, paper) for paper in PAPERS]
    return workspace


def add_paper(workspace, paper):
    from storage_kit import put

    lot = workspace.reader.lots()[0].id
    stored = workspace.objects.store(BytesIO(paper))
    new_id = make_host(seed=paper.decode()).new_id
    document = Document(id=new_id(), lot=lot, name=paper.decode())
    put(workspace, document)
    put(
        workspace,
        Version(
            id=new_id(), lot=lot, document=document.id, ordinal=1, sha256=stored.sha256, file_name="a.txt"
        ),
    )
    return stored.sha256


def copied(workspace, stick, progress=None, host=None):
    return mirror(workspace.path, stick, host or make_host(seed=70), progress or Silent())


def there(workspace, stick):
    return stick / workspace.path.name


def draft_of(row, text):
    return Draft(row, "", text, datetime(2025, 9, 5, tzinfo=UTC))


def begin_import(workspace, batch="b"):
    waiting = workspace.objects.store(BytesIO(b"a paper that waits"))
    begun = BegunImport(
        batch,
        workspace.reader.lots()[0].id,
        datetime(2025, 9, 5, tzinfo=UTC),
        (BegunFile("9.txt", waiting.sha256, waiting.size),),
    )
    workspace.imports.begin(begun)
    return begun


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def object_at(folder, sha256):
    return folder / "objects" / sha256[:2] / sha256[2:]


def alter(path, data=b"rotten"):
    path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    path.write_bytes(data)


class CancelledAt(Silent):
    """A person stops it at a step."""

    def __init__(self, step):
        self.left = step

    def step(self, *_):
        self.left -= 1
        if self.left < 0:
            raise CancelledError


class FailingFiles(RecordedFiles):
    """The disk refuses at a call of that name, from the time on."""

    def __init__(self, number, after):
        super().__init__()
        self.number, self.left = number, after

    def sync(self, file):
        self.left -= 1
        if self.left < 0:
            raise OSError(self.number, "refused")
        super().sync(file)


def test_the_copy_opens_and_the_doctor_finds_nothing(filled, stick):
    made = copied(filled, stick)
    assert (made.path, made.lacking) == (str(there(filled, stick)), 0)
    assert examine_workspace(there(filled, stick), make_host()) == ()
    copy = Workspace.open(there(filled, stick), make_host(seed=71), "anna")
    assert tables_of(copy) == tables_of(filled)
    copy.close()
    assert last_mirror(filled.path) == made
    assert [path.name for path in stick.iterdir()] == [filled.path.name]


def test_snapshots_come_along_and_are_known_there(filled, stick):
    name = filled.snapshot().name
    made = copied(filled, stick)
    assert made.snapshots == (name,)
    copy = Workspace.open(there(filled, stick), make_host(seed=71), "anna")
    (found,) = copy.copies.all()
    assert (found.name, found.steps) == (name, filled.copies.all()[0].steps)
    copy.close()


def test_a_snapshot_that_is_not_whole_is_not_taken_along(filled, stick):
    name = filled.snapshot().name
    alter(filled.path / "snapshots" / name)
    assert copied(filled, stick).snapshots == ()


def test_a_snapshot_of_which_the_note_is_lost_is_verified_and_comes_along(filled, stick):
    name = filled.snapshot().name
    (noted,) = filled.copies.all()
    (filled.path / "snapshots" / "verified.json").unlink()
    assert copied(filled, stick).snapshots == (name,)
    copy = Workspace.open(there(filled, stick), make_host(seed=71), "anna")
    assert copy.copies.all() == (noted,)
    copy.close()


def test_a_snapshot_that_is_thinned_out_meanwhile_stops_nothing(filled, stick):
    old = filled.snapshot().name
    add_lot(filled, "Barn")
    new = filled.snapshot().name

    class Thinning(Silent):
        def step(self, _, total, *__):
            if total == 2 and len(filled.copies.all()) == 2:  # of the two snapshots, not of the three papers
                filled.copies.remove(old)

    made = copied(filled, stick, Thinning())
    assert made.snapshots == (new,)


def test_an_earlier_copy_is_brought_up_to_date(filled, stick):
    copied(filled, stick)
    new = add_paper(filled, b"lease")
    copied(filled, stick)
    assert object_at(there(filled, stick), new).read_bytes() == b"lease"
    assert examine_workspace(there(filled, stick), make_host()) == ()


def test_a_file_that_rotted_on_the_other_disk_is_copied_again(filled, stick):
    copied(filled, stick)
    sick = object_at(there(filled, stick), filled.hashes[0])
    alter(sick, b"loan cOntract")
    copied(filled, stick)
    assert sick.read_bytes() == PAPERS[0]


def test_a_file_that_is_damaged_here_is_counted_and_the_good_one_there_stays(filled, stick):
    copied(filled, stick)
    alter(object_at(filled.path, filled.hashes[0]))
    alter(object_at(filled.path, add_paper(filled, b"lease")))
    assert copied(filled, stick).lacking == 1, "the one that is whole there lacks nothing"
    assert object_at(there(filled, stick), filled.hashes[0]).read_bytes() == PAPERS[0]


def test_what_was_lost_here_is_put_back_from_there(filled, stick):
    copied(filled, stick)
    lost = filled.hashes[1]
    alter(object_at(filled.path, lost))
    with pytest.raises(NotTheObjectError):
        recover_object(filled.path, lost, object_at(filled.path, filled.hashes[0]), make_host())
    recover_object(filled.path, lost, object_at(there(filled, stick), lost), make_host())
    assert examine_workspace(filled.path, make_host()) == ()


@pytest.mark.parametrize("step", [0, 1, 3, 5])
def test_cancelled_half_way_nothing_half_is_left(filled, stick, step):
    with pytest.raises(CancelledError):
        copied(filled, stick, CancelledAt(step))
    assert list(stick.iterdir()) == []
    assert last_mirror(filled.path) is None


@pytest.mark.parametrize("step", [0, 1, 4])
def test_cancelled_half_way_an_earlier_copy_is_whole(filled, stick, step):
    first = copied(filled, stick)
    before = names(there(filled, stick))
    add_paper(filled, b"lease")
    with pytest.raises(CancelledError):
        copied(filled, stick, CancelledAt(step))
    left = names(there(filled, stick))
    assert set(before) <= set(left)
    assert not [name for name in left if ".part" in name]
    assert examine_workspace(there(filled, stick), make_host()) == ()
    assert last_mirror(filled.path) == first


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, MirrorFullError), (errno.EACCES, MirrorRefusedError)]
)
@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_full_disk_or_one_without_rights_is_told_by_its_path_and_nothing_is_left(
    filled, stick, number, said, after
):
    with pytest.raises(said) as refused:
        copied(filled, stick, host=make_host(FailingFiles(number, after), seed=72))
    assert refused.value.params["path"] == there(filled, stick)
    assert list(stick.iterdir()) == []


def test_a_folder_inside_the_workspace_is_refused(filled):
    with pytest.raises(MirrorInsideError):
        copied(filled, filled.path)
    with pytest.raises(MirrorInsideError):
        copied(filled, filled.path.parent)


def test_a_folder_that_holds_something_else_is_left_alone(filled, stick):
    there(filled, stick).mkdir()
    (there(filled, stick) / "holiday.jpg").write_bytes(b"sea")
    with pytest.raises(MirrorTakenError):
        copied(filled, stick)
    other = Workspace.create(stick / "b" / filled.path.name, make_host(seed=73), "anna")
    other.close()
    with pytest.raises(MirrorTakenError):
        copied(filled, stick / "b")
    assert names(stick)[-1].endswith("holiday.jpg")


def test_an_empty_folder_of_that_name_is_used(filled, stick):
    there(filled, stick).mkdir()
    copied(filled, stick)
    assert examine_workspace(there(filled, stick), make_host()) == ()


def test_what_a_killed_program_left_is_gone_on_with(filled, stick):
    part = stick / f"{filled.path.name}.part"
    (part / "objects").mkdir(parents=True)
    (part / "workspace.db.part").write_bytes(b"half")
    copied(filled, stick)
    assert [path.name for path in stick.iterdir()] == [filled.path.name]
    assert examine_workspace(there(filled, stick), make_host()) == ()


def test_a_copy_that_is_open_is_not_written_over(filled, stick):
    copied(filled, stick)
    copy = Workspace.open(there(filled, stick), make_host(seed=74), "anna")
    with pytest.raises(WorkspaceInUseError):
        copied(filled, stick)
    copy.close()


def test_a_copy_in_which_somebody_worked_is_left_as_it_is(filled, stick):
    copied(filled, stick)
    copy = Workspace.open(there(filled, stick), make_host(seed=71), "anna")
    add_lot(copy, "Only there")
    copy.close()
    with pytest.raises(MirrorAheadError):
        copied(filled, stick)
    copy = Workspace.open(there(filled, stick), make_host(seed=72), "anna")
    assert "Only there" in [lot.name for lot in copy.reader.lots()]
    copy.close()


def test_a_copy_is_renewed_after_an_earlier_state_was_put_back_here(filled, stick):
    name = filled.snapshot().name
    add_lot(filled, "Barn")
    copied(filled, stick)
    filled.close()
    restore(filled.path, name, make_host(seed=75))
    copied(filled, stick)
    assert examine_workspace(there(filled, stick), make_host()) == ()


def test_a_damaged_copy_is_not_taken_for_damage_of_this_workspace(filled, stick):
    copied(filled, stick)
    database = there(filled, stick) / "workspace.db"
    alter(database, database.read_bytes()[:5000] + b"x" * 9000)
    with pytest.raises(MirrorDamagedError):
        copied(filled, stick)


def test_a_workspace_named_by_a_point_is_copied_under_its_own_name(filled, stick, monkeypatch):
    monkeypatch.chdir(filled.path)
    assert mirror(Path(), stick, make_host(seed=70), Silent()).path == str(there(filled, stick))


def test_a_workspace_that_is_not_sound_does_not_replace_a_good_copy(filled, stick):
    import sqlite3
    from contextlib import closing

    copied(filled, stick)
    with closing(sqlite3.connect(filled.path / "workspace.db")) as base, base:
        base.execute("UPDATE lot SET name = 'Barn'")
    with pytest.raises(SnapshotFailedError):
        copied(filled, stick)
    assert examine_workspace(there(filled, stick), make_host()) == ()
    with closing(sqlite3.connect(filled.path / "workspace.db")) as base, base:
        base.execute("UPDATE lot SET name = 'Textile'")


def test_the_folder_of_a_disk_that_is_not_plugged_in_is_not_made_on_this_one(filled, stick):
    with pytest.raises(MirrorAwayError):
        copied(filled, stick / "away")
    assert list(stick.iterdir()) == []


def test_a_copy_on_the_same_disk_is_known_for_what_it_is(filled, stick):
    assert copied(filled, stick).same_disk
    assert last_mirror(filled.path).same_disk


# what lies beside the database


def test_what_lies_beside_the_database_comes_along(filled, stick):
    draft, begun = draft_of("n", "Seller says"), begin_import(filled)
    filled.drafts.keep(draft)
    (filled.path / "lending-rates.csv").write_text("2025-12-22,2.50%\n")
    (filled.path / "demo.marker").write_text("2025-09-08T14:02:00+08:00")
    made = copied(filled, stick)
    copy = Workspace.open(there(filled, stick), make_host(seed=71), "anna")
    assert (copy.drafts.all(), copy.imports.all()) == ((draft,), (begun,))
    assert copy.objects.holds(begun.files[0].sha256)
    copy.close()
    for name in ("lending-rates.csv", "demo.marker"):
        assert (there(filled, stick) / name).read_bytes() == (filled.path / name).read_bytes()
    assert made.lacking == 0


def test_what_the_program_does_not_know_comes_along_and_what_is_made_again_or_put_aside_does_not(
    filled, stick
):
    for name in (
        "later/kind.json",
        "damaged-1/workspace.db",
        "bin/2025/aa/b",
        "journal-1/workspace.db-wal",
        ".DS_Store",
    ):
        (filled.path / name).parent.mkdir(parents=True, exist_ok=True)
        (filled.path / name).write_bytes(b"kept")
    copied(filled, stick)
    copied(filled, stick)
    found = {name.split("/")[0] for name in names(there(filled, stick))}
    assert found == {"objects", "later", *(f"workspace.{part}" for part in ("db", "head", "seal", "lock"))}


def test_a_renewal_brings_the_newer_text_and_moves_what_is_gone_here_to_the_bin_there(filled, stick):
    begin_import(filled)
    filled.drafts.keep(draft_of("n", "Seller says"))
    filled.drafts.keep(draft_of("m", "Buyer says"))
    copied(filled, stick)
    filled.drafts.keep(draft_of("n", "Seller says no"))
    filled.drafts.discard("m")
    filled.imports.end("b")
    copied(filled, stick)
    copy = Workspace.open(there(filled, stick), make_host(seed=71), "anna")
    assert (copy.drafts.all(), copy.imports.all()) == ((draft_of("n", "Seller says no"),), ())
    copy.close()
    (taken_out,) = (there(filled, stick) / "bin").iterdir()
    assert names(taken_out) == ["drafts/m.json", "imports/b.json"]


def test_a_text_that_is_damaged_here_does_not_replace_the_one_there(filled, stick):
    filled.drafts.keep(draft_of("n", "Seller says"))
    copied(filled, stick)
    (filled.path / "drafts/n.json").write_bytes(b"\x00\xff")
    assert copied(filled, stick).lacking == 1
    copy = Workspace.open(there(filled, stick), make_host(seed=71), "anna")
    assert copy.drafts.all() == (draft_of("n", "Seller says"),)
    copy.close()
    (filled.path / "drafts/n.json").unlink()


@pytest.mark.parametrize("step", [0, 1, 4])
def test_cancelled_half_way_the_texts_of_an_earlier_copy_are_its_own(filled, stick, step):
    filled.drafts.keep(draft_of("n", "Seller says"))
    copied(filled, stick)
    before = {name: (there(filled, stick) / name).read_bytes() for name in names(there(filled, stick))}
    filled.drafts.keep(draft_of("n", "Seller says no"))
    add_paper(filled, b"lease")
    with pytest.raises(CancelledError):
        copied(filled, stick, CancelledAt(step))
    assert {name: (there(filled, stick) / name).read_bytes() for name in before} == before
    assert not list(there(filled, stick).rglob("*.part"))


def test_what_a_killed_program_left_of_a_first_copy_with_texts_is_gone_on_with(filled, stick):
    filled.drafts.keep(draft_of("n", "Seller says"))
    part = stick / f"{filled.path.name}.part"
    for name in ("objects", "drafts", "others.part/drafts"):
        (part / name).mkdir(parents=True)
    (part / "others.part/drafts/gone.json").write_bytes(b"half")
    copied(filled, stick)
    assert [path.name for path in stick.iterdir()] == [filled.path.name]
    assert [name for name in names(there(filled, stick)) if "drafts" in name] == ["drafts/n.json"]


def test_a_workspace_on_a_disc_is_copied_and_the_copy_brought_up_to_date(workspace, tmp_path, monkeypatch):
    """It was refused, and the disk of the copy blamed."""
    add_lot(workspace)
    workspace.close()
    disc, real = workspace.path.resolve(), mirroring.connect

    def on_a_disc(database, *, mode="rw", immutable=False):
        if database.is_relative_to(disc) and not immutable:
            raise sqlite3.OperationalError("unable to open database file")
        return real(database, mode=mode, immutable=immutable)

    monkeypatch.setattr(mirroring, "connect", on_a_disc)
    monkeypatch.setattr(mirroring, "is_untouchable", lambda layout: layout.folder == disc)
    (tmp_path / "disk").mkdir()
    for _ in range(2):
        made = mirror(workspace.path, tmp_path / "disk", make_host(), Silent())
        assert (made.lacking, examine_workspace(Path(made.path), make_host())) == (0, ())
