"""The program as a script sees it: arguments, an environment, streams and an exit code."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workstation.bootstrap import build_program
from workstation.cli.main import run

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
    """Runs the program: called, in this process by the way in of `workstation.__main__`, with arguments, environment,
    folder and streams as a script would give them; by `process` and `start` in a process of its own, for what shows
    only there: its start, its end, its encoding and its zone. An exception that a command lets out fails the test."""

    home: Path

    def __call__(self, *arguments: object, sent: bytes = b"", cwd: Path | None = None) -> Answer:
        sent_in = io.TextIOWrapper(io.BytesIO(sent), "utf-8")
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
        with (
            _taking_the_place_of(os.environ, environment(self.home)),
            contextlib.chdir(cwd or self.home),
            _reading_from(sent_in),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            code = run([str(each) for each in arguments], build_program())
        said, noted = (_written(stream) for stream in (out, err))
        return Answer(code, said, noted.decode("utf-8", "replace"))

    def process(self, *arguments: object, sent: bytes = b"", cwd: Path | None = None, **more: str) -> Answer:
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


@contextlib.contextmanager
def _taking_the_place_of(names: MutableMapping[str, str], others: dict[str, str]) -> Iterator[None]:
    before = dict(names)
    names.clear()
    names.update(others)
    try:
        yield
    finally:
        names.clear()
        names.update(before)


@contextlib.contextmanager
def _reading_from(stream: io.TextIOWrapper) -> Iterator[None]:
    before, sys.stdin = sys.stdin, stream
    try:
        yield
    finally:
        sys.stdin = before


def _written(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    return stream.buffer.getvalue()
