"""File names as they come from a seller's disk."""

import os
import sys

import pytest

from workstation.application.dropped_files import (
    HiddenFileError,
    LinkRefusedError,
    NoPlainFileError,
    WorkspaceItselfError,
    find_files,
)


@pytest.mark.skipif(sys.platform == "win32", reason="names are UTF-16 there")
def test_a_name_in_gbk_is_read(tmp_path):
    raw = os.fsencode(tmp_path) + b"/" + "借款合同.pdf".encode("gb18030")
    try:
        with open(raw, "wb") as file:  # noqa: PTH123 - the name is bytes
            file.write(b"x")
    except OSError:
        pytest.skip("this disk takes UTF-8 names only")
    found = find_files([tmp_path], tmp_path / "none")
    assert found[0].name == "借款合同.pdf"
    assert found[0].path.read_bytes() == b"x"


def write(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")


def left_out(folder, workspace):
    """``{path at the seller: why}`` of what does not come in."""
    return {
        found.source_path: type(found.reason)
        for found in find_files([folder], workspace)
        if found.reason is not None
    }


def test_hidden_files_stay_out_and_are_named_and_folders_keep_their_order(tmp_path):
    room = tmp_path / "room"
    write(room, "b/2.pdf", "a/1.pdf", ".git/config", ".git/more/config", "a/.secret.pdf")
    found = find_files([room], tmp_path / "w")
    assert [each.name for each in found if each.reason is None] == ["1.pdf", "2.pdf"]
    assert left_out(room, tmp_path / "w") == {
        "room/.git": HiddenFileError,
        "room/a/.secret.pdf": HiddenFileError,
    }


def test_a_hidden_file_that_is_named_itself_comes_in(tmp_path):
    write(tmp_path, ".scan.pdf")
    (found,) = find_files([tmp_path / ".scan.pdf"], tmp_path / "w")
    assert found.reason is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_in_a_folder_are_not_followed_and_are_named(tmp_path):
    room = tmp_path / "room"
    write(room, "1.pdf")
    write(tmp_path, "secret.txt", "elsewhere/private.pdf")
    (room / "secret.pdf").symlink_to(tmp_path / "secret.txt")
    (room / "folder").symlink_to(tmp_path / "elsewhere")
    (room / "around").symlink_to(room)
    (room / "nowhere").symlink_to(tmp_path / "gone")
    os.mkfifo(room / "pipe")
    assert left_out(room, tmp_path / "w") == {
        "room/secret.pdf": LinkRefusedError,
        "room/folder": LinkRefusedError,
        "room/around": LinkRefusedError,
        "room/nowhere": LinkRefusedError,
        "room/pipe": NoPlainFileError,
    }


def test_a_workspace_is_not_taken_into_itself(tmp_path):
    workspace = tmp_path / "downloads" / "w.workspace"
    write(tmp_path / "downloads", "1.pdf", "w.workspace/workspace.db", "w.workspace/objects/ab/cd")
    for path in (workspace, workspace / "objects", workspace / "workspace.db"):
        with pytest.raises(WorkspaceItselfError):
            find_files([path], workspace)
    assert left_out(tmp_path / "downloads", workspace) == {"downloads/w.workspace": WorkspaceItselfError}
