"""A stored copy that was emptied, swapped or replaced by a folder: said by its name, restored by nobody, and removed."""

import shutil

import pytest
from storage_kit import add_lot, make_host

from workstation.storage.doctor import examine_workspace
from workstation.storage.failures import SnapshotFailedError
from workstation.storage.restoring import restore
from workstation.storage.snapshots import SnapshotFolder


def empty(path, _):
    path.write_bytes(b"")


def swap(path, other):
    """A sound copy, but of another moment."""
    shutil.copyfile(other, path)


@pytest.mark.parametrize("damage", [empty, swap])
def test_it_is_named_and_not_put_back(workspace, damage):
    first, second = two_copies(workspace)
    damage(first, second)
    assert said(workspace) == [("snapshot.unsound", first.name)]
    with pytest.raises(SnapshotFailedError):
        restore(workspace.path, first.name, make_host())


def test_an_empty_folder_in_its_place_is_removed_like_a_copy(workspace):
    first, second = two_copies(workspace)
    first.unlink()
    first.mkdir()
    assert said(workspace) == [("snapshot.unsound", first.name)]
    folder = SnapshotFolder(first.parent, make_host().files, make_host().revisions)
    folder.remove(first.name)
    assert [copy.name for copy in folder.all()] == [second.name]
    assert said(workspace) == []


def two_copies(workspace):
    """Of two moments; the workspace is closed afterwards."""
    for name in ("a", "b"):
        add_lot(workspace, name)
        workspace.snapshot()
    workspace.close()
    return sorted((workspace.path / "snapshots").glob("*.db"))[:2]


def said(workspace):
    return [(found.code, found.params["name"]) for found in examine_workspace(workspace.path, make_host())]
