"""Twelve places where a paper says something else than the others do, as real files do; left out on request."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_planted: ContextVar[bool] = ContextVar("planted", default=True)


@contextmanager
def without_slips() -> Iterator[None]:
    """The papers as they would be if nobody had made a mistake."""
    token = _planted.set(False)
    try:
        yield
    finally:
        _planted.reset(token)


def slip(right: str, wrong: str) -> str:
    """What the paper says: `wrong`, unless it is to be without slips."""
    return wrong if _planted.get() else right
