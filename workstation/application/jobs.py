"""Jobs: the only threads of the program. Results come back through one `deliver` callable.

Reads run on two threads, writes on one, long jobs each on their own slot of a small pool; the window hands in
a `deliver` that queues a closure to its thread, the command line one that calls it at once.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from threading import Lock
from typing import Generic, TypeVar

from workstation.application.progress import CancelledError, Progress, Watched
from workstation.domain.errors import UserError

T = TypeVar("T")
Deliver = Callable[[Callable[[], None]], None]


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(Generic[T]):
    """One piece of work under way. `title` is an English key; `retry` starts it anew under the same title."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.state = JobState.WAITING
        self.progress = Watched()
        self.error: Exception | None = None
        self.superseded = False

    def cancel(self) -> None:
        self.progress.stop.set()


class Jobs:
    """`on_bug` receives what is not a mistake of the user; a job's exception always reaches someone."""

    def __init__(self, deliver: Deliver, on_bug: Callable[[Exception], None]) -> None:
        self._deliver = deliver
        self._on_bug = on_bug
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="read")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._long = ThreadPoolExecutor(2, thread_name_prefix="job")
        self._latest: dict[str, Job[object]] = {}
        self._lock = Lock()
        self.long_jobs: list[Job[object]] = []
        self._closed = False

    def read(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        *,
        replaces: str = "",
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Newest wins: with `replaces`, an older read of that name that is not delivered yet is dropped, and one that was
        not begun is not begun any more."""
        job: Job[object] = Job(replaces)
        if replaces:
            with self._lock:
                if (older := self._latest.get(replaces)) is not None:
                    older.superseded = True
                self._latest[replaces] = job
        self._start(self._readers, job, lambda _: work(), done, failed)

    def write(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        *,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """In the order asked for, one after the other."""
        self._start(self._writer, Job(""), lambda _: work(), done, failed)

    def run_long(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        *,
        failed: Callable[[Exception], None] | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> Job[object]:
        """Listed in `long_jobs` until it ends well; a failed one stays there for Retry or dismissal. `cancelled` is told of
        a cancel by a person, not of the one at `close`."""
        job: Job[object] = Job(title)
        self.long_jobs.append(job)
        self._start(self._long, job, work, done, failed, cancelled=cancelled)
        return job

    def dismiss(self, job: Job[object]) -> None:
        if job in self.long_jobs:
            self.long_jobs.remove(job)

    def close(self) -> None:
        """Ends all threads; work not begun is dropped, work under way is told to stop and waited for."""
        self._closed = True
        for job in self.long_jobs:
            job.cancel()
        for pool in (self._readers, self._writer, self._long):
            pool.shutdown(wait=True, cancel_futures=pool is not self._writer)

    def _start(
        self,
        pool: ThreadPoolExecutor,
        job: Job[object],
        work: Callable[[Progress], T],
        done: Callable[[T], None] | None,
        failed: Callable[[Exception], None] | None,
        *,
        cancelled: Callable[[], None] | None = None,
    ) -> None:
        def run() -> None:
            if job.superseded:
                return
            job.state = JobState.RUNNING
            try:
                value = work(job.progress)
            except CancelledError:
                job.state = JobState.CANCELLED
                self._deliver(lambda: self._stop(job, cancelled))
            except Exception as error:  # noqa: BLE001 - the job boundary: every failure is delivered
                job.state, job.error = JobState.FAILED, error
                self._deliver(lambda caught=error: self._fail(job, caught, failed))  # type: ignore[misc]
            else:
                job.state = JobState.DONE
                self._deliver(lambda: self._finish(job, value, done))

        if not self._closed:
            pool.submit(run)

    def _stop(self, job: Job[object], cancelled: Callable[[], None] | None) -> None:
        self.dismiss(job)
        if cancelled is not None and not self._closed:
            cancelled()

    def _fail(self, job: Job[T], error: Exception, failed: Callable[[Exception], None] | None) -> None:
        """A mistake of the user in what is not asked for any more is told to nobody, as its answer would not be."""
        if not (job.superseded and isinstance(error, UserError)):
            (failed or self._on_bug)(error)

    def _finish(self, job: Job[object], value: T, done: Callable[[T], None] | None) -> None:
        self.dismiss(job)
        if done is not None and not job.superseded and not self._closed:
            done(value)
