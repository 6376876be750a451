"""How far long work is, on the last line of a terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from workstation.application.progress import SILENT, Progress
from workstation.language.translator import Translator

_EVERY: Final = 0.5  # seconds


class Counting:
    """Progress that is told on standard error, over and over on one line; see `counted`."""

    cancelled = False

    def __init__(self, tr: Translator, clock: Callable[[], float]) -> None:
        self._tr, self._clock = tr, clock
        self._told = clock()
        self._width = 0

    def step(self, done: int, total: int, what: str = "") -> None:
        del what
        now = self._clock()
        if now - self._told >= _EVERY and done < total:
            self._told = now
            self._write(self._tr("{done} of {total}", done=done, total=total))

    def end(self) -> None:
        """Leaves the line as it was before."""
        if self._width:
            self._write("")
            sys.stderr.write("\r")

    def _write(self, text: str) -> None:
        sys.stderr.write(f"\r{text.ljust(self._width)}")
        sys.stderr.flush()
        self._width = max(self._width, len(text))


@contextmanager
def counted(tr: Translator, clock: Callable[[], float] = time.monotonic) -> Iterator[Progress]:
    """Progress for work that takes long now and then. Nothing is written where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield SILENT
        return
    progress = Counting(tr, clock)
    try:
        yield progress
    finally:
        progress.end()
