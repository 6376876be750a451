"""Answers under way: futures whose `cancel` also stops work that has begun."""

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import TypeVar

T = TypeVar("T")


class Answer(Future[T]):
    """See `application.ports.documents.Pending`."""

    def __init__(self) -> None:
        super().__init__()
        self._stopping = threading.Lock()
        self._stop: Callable[[], None] | None = None
        self.unwanted = False

    def cancel(self) -> bool:
        if super().cancel():
            return True
        with self._stopping:
            if self.done():
                return False
            self.unwanted = True
            if self._stop:
                self._stop()
        return True

    def fulfil(self, work: Callable[[], T], stop: Callable[[], None] | None = None) -> None:
        """Does the work on this thread, unless nobody wants it any more; `stop` makes it end early."""
        if not self.set_running_or_notify_cancel():
            return
        with self._stopping:
            self._stop = stop
        try:
            value = work()
        except BaseException as error:  # noqa: BLE001 - whatever it is belongs to the one who asked
            self._end()
            self.set_exception(CancelledError() if self.unwanted else error)
            return
        self._end()
        if self.unwanted:
            self.set_exception(CancelledError())
        else:
            self.set_result(value)

    def _end(self) -> None:
        """From here on `cancel` stops nothing: the worker may be at the next request."""
        with self._stopping:
            self._stop = None
