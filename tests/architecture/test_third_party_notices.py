import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_installed_package_has_its_notice():
    locked = set(
        re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    )
    named = set(
        re.findall(
            r"^\| ([a-z0-9-]+) \|",
            (ROOT / "resources/third_party_notices.md").read_text("utf-8"),
            re.MULTILINE,
        )
    )
    assert named - {"package"} == locked


def test_the_locks_agree_and_name_no_host():
    run = (ROOT / "requirements.lock").read_text("utf-8")
    check = (ROOT / "tests/requirements.lock").read_text("utf-8")
    pins = re.compile(r"^[a-z0-9-]+==\S+", re.MULTILINE)
    assert set(pins.findall(run)) <= set(pins.findall(check))
    assert "://" not in run + check
