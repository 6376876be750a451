"""The whole workspace on another disk: complete and verified, or what was there before."""

import errno
import stat
from io import BytesIO

import pytest
from storage_kit import RecordedFiles, add_lot, make_host, tables_of

from workstation.application.progress import CancelledError, Silent
from workstation.domain.documents import Document, Version
from workstation.storage.doctor import examine_workspace
from workstation.storage.failures import (
    MirrorAwayError,
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
