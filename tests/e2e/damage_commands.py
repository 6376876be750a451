"""Every command, with arguments that have an answer on the ground; walked, so that a new one cannot be forgotten."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from damage_ground import LOT, WORD, Ground
from outside import Answer, Outside
from typer.main import get_command

from workstation.cli.main import app

W: Final = "demo.workspace"
OWN_LISTING: Final = Path(__file__).parents[2] / "resources/demo/inputs/挂牌页面.html"

# Each is asked on its own copy of the ground; its answer there, sound, is what it must be.
ASKED: Final = {
    "lots": ("lots", W, "--json"),
    "lots in words": ("lots", W),
    "history": ("history", W, LOT, "--json"),
    "findings": ("findings", W, LOT, "--json"),
    "disagreements": ("disagreements", W, LOT, "--json"),
    "search": ("search", W, WORD, "--json"),
    "search in a lot": ("search", W, WORD, "--lot", LOT),
    "checks": ("checks", W, LOT, "--json"),
    "value": ("value", W, LOT, "--json"),
    "calc": ("calc",),
    "lot get": ("lot", "get", W, LOT),
    "snapshot --list": ("snapshot", W, "--list", "--json"),
    "restore without a name": ("restore", W, "--json"),
    "memo": ("memo", W, LOT, "--out", "memo.pdf", "--language", "en", "--json"),
    "import": ("import", W, LOT, "papers", "late.txt", "--password", "x", "--json"),
    "import into a new lot": ("import", W, "Another", "late.txt", "--json"),
    "import --resume": ("import", W, LOT, "--resume", "--json"),
    "import --leave-out": ("import", W, LOT, "--leave-out", "--json"),
    "intake": ("intake", W, str(OWN_LISTING), "--json"),
    "lot put": ("lot", "put", W, "lot.json", "--json"),
    "lot put --replace": ("lot", "put", W, "lot.json", "--replace", "--without-evidence", "--json"),
    "snapshot": ("snapshot", W, "--json"),
    "demo": ("demo", "--out", ".", "--json"),
}
# What looks after a workspace: judged by what it leaves, and by what it says
CARE: Final = {
    "doctor": ("doctor", W, "--json"),
    "doctor in words": ("doctor", W),
    "doctor --purge": ("doctor", W, "--purge", "--json"),
    "doctor --repair": ("doctor", W, "--repair", "--json"),
    "doctor --accept": ("doctor", W, "--accept", "--json"),
    "restore": ("restore", W, "{oldest}", "--json"),
    "snapshot --remove": ("snapshot", W, "--remove", "{oldest}", "--json"),
}
SLOW: Final = {"demo --fresh": ("demo", "--out", ".", "--fresh")}
UNASKED: Final = {"--json", "--limit", "--help", "--no-json"}
_ID: Final = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_COPY: Final = re.compile(rb"\d{6}-\d{8}T\d{6}Z-[0-9a-f]{12}-")
_TODAY: Final = re.compile(rb"20\d\d-\d\d-\d\dT[0-9:.+]+")


def leaves(command: object = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, set[str]]]:
    """Every command that can be typed, with its options."""
    command = command or get_command(app)
    inner = getattr(command, "commands", None)
    if inner is None:
        options = {name for each in command.params for name in each.opts if name.startswith("--")}  # type: ignore[attr-defined]
        yield " ".join(path), options
        return
    for name, each in inner.items():
        yield from leaves(each, (*path, name))


def oldest_copy(ground: Ground) -> str:
    return next((path.name for path in sorted((ground.workspace / "snapshots").glob("*.db"))), "none")


def asked(outside: Outside, ground: Ground, arguments: tuple[str, ...]) -> Answer:
    """In the folder of the ground, so that its place stands in no answer."""
    given = (part.format(oldest=oldest_copy(ground)) for part in arguments)
    return outside(*given, cwd=ground.folder)


@dataclass(frozen=True)
class Said:
    """An answer without what differs from run to run: ids are numbered as they come, moments and copies have no name."""

    code: int
    out: bytes

    @classmethod
    def of(cls, answer: Answer, ground: Ground) -> "Said":
        out = answer.out.replace(str(ground.folder).encode(), b"FOLDER")
        names: dict[bytes, bytes] = {}
        out = _ID.sub(lambda found: names.setdefault(found[0], b"id %d" % len(names)), out)
        return cls(answer.code, _TODAY.sub(b"MOMENT", _COPY.sub(b"COPY-", out)))
