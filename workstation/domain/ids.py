"""Identities: UUID version 7 (RFC 9562) over a passed clock and passed randomness."""

from collections.abc import Callable
from datetime import datetime
from random import Random
from threading import Lock
from uuid import UUID

Clock = Callable[[], datetime]
_VERSION = 7


class IdSource:
    """Identities that sort in the order in which they were made, even within one millisecond or under a
    clock that stands still: the 12 bits behind the time count up (RFC 9562, 6.2, method 1)."""

    def __init__(self, clock: Clock, random: Random) -> None:
        self._clock = clock
        self._random = random
        self._lock = Lock()
        self._last = 0

    def go_on_after(self, identity: str) -> None:
        """The next identities sort behind this one, also where the clock stands before it: that of a sample stands still, and
        another computer's may be ahead. What is no UUID of version 7 changes nothing."""
        try:
            known = UUID(identity)
        except ValueError:
            return
        if known.version == _VERSION:
            with self._lock:
                self._last = max(self._last, (known.int >> 80) << 12 | known.int >> 64 & 0xFFF)

    def __call__(self) -> str:
        with self._lock:
            now = int(self._clock().timestamp() * 1000) << 12
            self._last = max(now, self._last + 1)
            moment, count = divmod(self._last, 1 << 12)
            tail = self._random.getrandbits(62)
        return str(UUID(int=moment << 80 | 0x7 << 76 | count << 64 | 0b10 << 62 | tail))
