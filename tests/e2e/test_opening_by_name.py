"""What a file manager hands over: the folder of a workspace alone opens the window on it; all else is a command."""

import pytest

from workstation.__main__ import workspace_named


@pytest.mark.parametrize("named", ["Court lots.workspace", "court lots", "not there.workspace"])
def test_a_folder_of_a_workspace_is_opened(tmp_path, monkeypatch, named):
    """W9: it was taken for a command. What is not there is opened too: the window says so, and how to go on."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "court lots").mkdir()
    (tmp_path / "court lots" / "workspace.db").touch()
    assert workspace_named([named]) == tmp_path / named
    assert workspace_named([str(tmp_path / named)]) == tmp_path / named


@pytest.mark.parametrize("given", [[], ["lots"], ["--version"], ["lots", "Court lots.workspace"], ["papers"]])
def test_a_command_stays_a_command(tmp_path, monkeypatch, given):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "papers").mkdir()
    assert workspace_named(given) is None
