"""A lock that is handed on in the order in which it was asked for."""

from collections import deque
from threading import Lock, get_ident


class Turns:
    """Used by ``with``. Who lets go and asks again at once, as an undo does between two of its operations, comes after all
    who waited: a plain lock would mostly be his again. A thread that has the turn may take it once more inside."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._owner: int | None = None
        self._depth = 0
        self._waiting: deque[tuple[int, Lock]] = deque()

    @property
    def waiting(self) -> int:
        """How many threads wait for their turn."""
        with self._guard:
            return len(self._waiting)

    def __enter__(self) -> None:
        me = get_ident()
        with self._guard:
            if self._owner in {None, me}:
                self._owner = me
                self._depth += 1
                return
            turn = Lock()
            turn.acquire()
            self._waiting.append((me, turn))
        try:
            turn.acquire()  # let go by whoever hands the turn on
        except BaseException:  # Ctrl+C while waiting: nobody may hand it to this thread
            self._give_up((me, turn))
            raise

    def __exit__(self, *_: object) -> None:
        with self._guard:
            self._depth -= 1
            if self._depth == 0:
                self._hand_on()

    def _hand_on(self) -> None:
        if not self._waiting:
            self._owner = None
            return
        self._owner, turn = self._waiting.popleft()
        self._depth = 1
        turn.release()

    def _give_up(self, asked: tuple[int, Lock]) -> None:
        with self._guard:
            if asked in self._waiting:
                self._waiting.remove(asked)
            else:  # it was handed over at the same moment
                self._hand_on()
