"""The program as a script sees it: a process with arguments, an environment, two streams and an exit code."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "../shared/data"
DEMO_LOT = "2025-0611"
_OF_THE_SCREEN = ("DISPLAY", "WAYLAND", "QT_")


@dataclass(frozen=True)
class Answer:
    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def environment(home: Path, **more: str) -> dict[str, str]:
    """Without a display and with a home of its own, so that no setting of this machine is read or written."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OF_THE_SCREEN)}
    return kept | {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_STATE_HOME": str(home)} | more


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "workstation", *map(str, arguments)]


@dataclass(frozen=True)
class Outside:
    home: Path

    def __call__(self, *arguments: object, sent: bytes = b"", cwd: Path | None = None, **more: str) -> Answer:
        ended = subprocess.run(
            command(*arguments), input=sent, env=environment(self.home, **more), cwd=cwd or self.home,
            capture_output=True, timeout=300, check=False,
        )  # fmt: skip
        return Answer(ended.returncode, ended.stdout, ended.stderr.decode("utf-8", "replace"))

    def start(self, *arguments: object) -> "subprocess.Popen[bytes]":
        """Runs on its own, a group of processes that can be ended as one."""
        return subprocess.Popen(
            command(*arguments), env=environment(self.home), cwd=self.home, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
