"""Work on many rows: a batch of small operations, so that nobody waits for the writer."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from workstation.application.operations import Step
from workstation.application.ports.storage import Committed, Touched, Transaction, Writer
from workstation.application.progress import CancelledError, Progress

T = TypeVar("T")
ROWS_AT_ONCE = 25  # in one operation: far below 100 ms, also where each has evidence or names a party


def chunks(items: Sequence[T], size: int) -> tuple[Sequence[T], ...]:
    return tuple(items[start : start + size] for start in range(0, len(items), size))


def in_chunks(
    writer: Writer,
    step: Step,
    parts: Sequence[Sequence[T]],
    work: Callable[[Transaction, Sequence[T]], None],
    progress: Progress,
) -> Committed[None] | None:
    """One operation of the batch for each part. Cancelled, it keeps what is finished; None when nothing changed."""
    touched: list[Touched] = []
    last = None
    for done, part in enumerate(parts):
        try:
            progress.step(done, len(parts))
        except CancelledError:
            break
        committed = writer.run(step, lambda tx, part=part: work(tx, part))  # type: ignore[misc]
        touched += committed.touched
        last = committed.operation or last
    return None if last is None else Committed(None, last, tuple(touched), step)
