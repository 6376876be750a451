"""How long work tells how far it is, and learns that it should stop."""

from threading import Event
from typing import Protocol


class CancelledError(Exception):
    """The work was cancelled between two steps; what was finished stays."""


class Progress(Protocol):
    """Passed to every long use case. `step` raises `CancelledError` once cancel was asked for."""

    def step(self, done: int, total: int, what: str = "") -> None: ...

    @property
    def cancelled(self) -> bool: ...


class Silent:
    """Progress that nobody watches."""

    cancelled = False

    def step(self, done: int, total: int, what: str = "") -> None:
        del done, total, what


SILENT = Silent()


class Watched:
    """Progress kept for another thread to look at; cancel by `stop`."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self.what = ""
        self.stop = Event()

    @property
    def cancelled(self) -> bool:
        return self.stop.is_set()

    def step(self, done: int, total: int, what: str = "") -> None:
        self.done, self.total, self.what = done, total, what
        if self.stop.is_set():
            raise CancelledError
