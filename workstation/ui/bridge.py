"""How results come back to the window: closures from any thread, run on the thread of the window."""

from collections import deque
from collections.abc import Callable
from threading import RLock

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Bridge(QObject):
    """Its `deliver` is what `application.jobs.Jobs` wants. One queued signal drains one list, so that no job needs
    a QObject of its own. What is delivered after `close` is dropped; with a parent, it closes before that goes."""

    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Callable[[], None]] = deque()
        self._open = True
        # Held while a signal is sent: no thread sends from a bridge whose end has begun
        self._gate = RLock()  # again from the same thread: a collection of garbage may close what it sends to
        if parent is not None:
            parent.destroyed.connect(self.close)
        self._arrived.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    def deliver(self, closure: Callable[[], None]) -> None:
        """From any thread; closures run in the order in which they came."""
        with self._gate:
            if self._open:
                self._waiting.append(closure)
                self._arrived.emit()

    @Slot()
    def close(self) -> None:
        with self._gate:
            self._open = False
            self._waiting.clear()

    @Slot()
    def _drain(self) -> None:
        # One closure for each signal: one that raises does not take the others with it
        if self._waiting:
            self._waiting.popleft()()
