"""Work that mostly waits for the disk, done a little ahead of the one who needs it."""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_THREADS: Final = 3
_WINDOW: Final = 12


def ahead(work: Callable[[T], R], items: Iterable[T]) -> Generator[R]:
    """The results in the order of `items`, a few of them under way. What `work` raises is raised where its result would
    have come; whoever stops early leaves nothing running behind."""
    under_way: deque[Future[R]] = deque()
    with ThreadPoolExecutor(_THREADS, thread_name_prefix="ahead") as pool:
        try:
            for item in items:
                under_way.append(pool.submit(work, item))
                if len(under_way) >= _WINDOW:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            for future in under_way:
                future.cancel()
