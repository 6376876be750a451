"""Whether the parsers of hostile files are still the newest there are: `.ci/parsers.toml` says on which day they were.

python tests/parsers.py         warns when that is long ago, or the lock holds others; asks nobody
python tests/parsers.py --ask   asks pip, names what has a successor, and ends with 1 if there is any
"""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST_DAYS = 60
_PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Seen:
    """The day on which no parser had a successor, and their versions on it by package."""

    day: date
    packages: Mapping[str, str]

    @classmethod
    def read(cls, path: Path = ROOT / ".ci/parsers.toml") -> "Seen":
        table = tomllib.loads(path.read_text("utf-8"))
        return cls(table["seen"], table["packages"])


def pins(lock: str) -> dict[str, str]:
    """The versions in the text of a lock by package."""
    return dict(_PIN.findall(lock))


def warnings(seen: Seen, lock: str, today: date) -> list[str]:
    """What is not as it was on that day, and that the day is long ago."""
    pinned = pins(lock)
    found = [
        f"{name} {pinned.get(name, 'is not')} in the lock, {version} when it was last looked at"
        for name, version in seen.packages.items()
        if pinned.get(name) != version
    ]
    days = (today - seen.day).days
    if days > MOST_DAYS:
        found.append(
            f"the parsers of hostile files were last seen to be the newest on {seen.day}, {days} days ago: "
            f"./check parsers ({', '.join(seen.packages)})"
        )
    return found


def outdated(seen: Seen, listed: str) -> list[str]:
    """Of what `pip list --outdated --format json` says, the parsers."""
    return [
        f"{each['name']} {each['version']} has a successor, {each['latest_version']}"
        for each in json.loads(listed)
        if each["name"].lower().replace("_", "-") in seen.packages
    ]


def _asked() -> str:
    command = [sys.executable, "-m", "pip", "list", "--outdated", "--format", "json"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except subprocess.CalledProcessError:  # an environment that uv made has no pip
        command = ["uv", "pip", "list", "--python", sys.executable, "--outdated", "--format", "json"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main(arguments: list[str], today: date) -> int:
    seen = Seen.read()
    for warning in warnings(seen, (ROOT / "requirements.lock").read_text("utf-8"), today):
        print(f"warning: {warning}")
    if arguments != ["--ask"]:
        return 0
    found = outdated(seen, _asked())
    print("\n".join(found) or "Each parser is the newest there is: set the day in .ci/parsers.toml.")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], datetime.now().astimezone().date()))
