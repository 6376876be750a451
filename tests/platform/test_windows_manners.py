"""The stand-in for Windows's file manners refuses the program what Windows would, and nobody else."""

import pytest
import windows_manners as plugin


@pytest.fixture
def manners(windows_manners, monkeypatch):
    monkeypatch.setattr(plugin, "PROGRAM", str(plugin.ROOT / "tests"))
    return windows_manners


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "object"
    made.write_bytes(b"x")
    return made


ACTS = {
    "removed": lambda file: file.unlink(),
    "renamed": lambda file: file.rename(file.with_name("other")),
    "moved": lambda file: file.replace(file.with_name("other")),
    "renamed with its folder": lambda file: file.parent.rename(f"{file.parent}-elsewhere"),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_what_is_open_stays(manners, file, act):
    with file.open("rb"), pytest.raises(PermissionError):
        act(file)
    assert len(manners.refusals) == 1
    act(file)


@pytest.mark.parametrize("act", list(ACTS.values())[:3], ids=list(ACTS)[:3])
def test_what_is_read_only_stays(manners, file, act):
    file.chmod(0o400)
    with pytest.raises(PermissionError, match="read-only"):
        act(file)
    file.chmod(0o600)
    act(file)


def test_a_target_that_is_open_or_read_only_is_not_replaced(manners, file, tmp_path):
    part = tmp_path / "part"
    part.write_bytes(b"new")
    with file.open("rb"), pytest.raises(PermissionError):
        part.replace(file)
    file.chmod(0o400)
    with pytest.raises(PermissionError):
        part.replace(file)
    assert file.read_bytes() == b"x"


def test_what_a_test_does_itself_stands_for_somebody_outside(windows_manners, file):
    with file.open("rb"):
        file.unlink()
    assert windows_manners.refusals == []
