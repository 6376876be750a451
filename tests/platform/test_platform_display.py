import pytest

from workstation.platform.display import has_display


@pytest.mark.parametrize(
    ("variable", "seen"), [("DISPLAY", True), ("WAYLAND_DISPLAY", True), ("EDITOR", False)]
)
def test_a_display_server_is_named_by_the_environment(monkeypatch, variable, seen):
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, ":1")
    assert has_display() is seen


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_a_session_on_windows_and_macos_has_a_screen(monkeypatch, system):
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.delenv("DISPLAY", raising=False)
    assert has_display()
