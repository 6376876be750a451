"""Waiting for a worker without being deaf to cancel."""

from concurrent import futures
from typing import Final, TypeVar

from workstation.application.ports.documents import Pending
from workstation.application.progress import CancelledError, Progress

T = TypeVar("T")
_POLL: Final = 0.1  # seconds between two looks at whether to cancel


def wait(pending: Pending[T], progress: Progress) -> T:
    """`CancelledError` when it was told to stop, the work is cancelled too; and when the work was cancelled before."""
    while True:
        try:
            return pending.result(timeout=_POLL)
        except futures.CancelledError:
            raise CancelledError from None
        except TimeoutError:
            if progress.cancelled:
                pending.cancel()
                raise CancelledError from None
