"""A few threads, each with a worker process of its own. The last one takes the heaviest work first, the others work in the
order in which it was asked for."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from workstation.documents.answers import Answer
from workstation.documents.process import Launch, WorkerProcess

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    answer: Answer[Any]
    work: Callable[[WorkerProcess], Any]
    weight: int
    later: bool


class Lanes:
    """Threads and workers start when there is work for them. A worker's thread lives as long as the worker does."""

    def __init__(self, launch: Launch, count: int, name: str) -> None:
        self._launch = launch
        self._count = count
        self._name = name
        self._jobs: list[_Job] = []
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._came = threading.Condition(self._lock)
        self._under_way: set[Answer[Any]] = set()
        self._closed = False

    def ask(self, work: Callable[[WorkerProcess], T], *, weight: int = 0, later: bool = False) -> Answer[T]:
        """After `close` the answer is cancelled at once. Work for `later` waits until there is no other, but for the
        thread that takes the heaviest."""
        answer: Answer[T] = Answer()
        with self._lock:
            if self._closed:
                answer.cancel()
                return answer
            self._under_way.add(answer)
            self._jobs.append(_Job(answer, work, weight, later))
            self._came.notify()
            if len(self._threads) < min(self._count, len(self._under_way)):
                self._start_thread()
        answer.add_done_callback(self._forget)
        return answer

    def close(self) -> None:
        """Cancels what is under way and ends threads and workers."""
        with self._lock:
            self._closed = True
            threads, self._threads = self._threads, []
            under_way = tuple(self._under_way)
            self._came.notify_all()
        for answer in under_way:
            answer.cancel()
        for thread in threads:
            thread.join()

    def _start_thread(self) -> None:
        place = len(self._threads)
        heaviest = 0 < place == self._count - 1
        thread = threading.Thread(
            target=self._run, args=(heaviest,), name=f"{self._name}-{place}", daemon=True
        )
        self._threads.append(thread)
        thread.start()

    def _forget(self, answer: Any) -> None:
        with self._lock:
            self._under_way.discard(answer)

    def _run(self, heaviest: bool) -> None:  # noqa: FBT001 - what a thread is started with
        worker = WorkerProcess(self._launch)
        try:
            while (job := self._next(heaviest=heaviest)) is not None:
                _fulfil(job.answer, job.work, worker)
        finally:
            worker.close()

    def _next(self, *, heaviest: bool) -> _Job | None:
        """None when there will be no more."""
        with self._came:
            while not self._jobs:
                if self._closed:
                    return None
                self._came.wait()
            places = range(len(self._jobs))
            if heaviest:
                return self._jobs.pop(max(places, key=lambda place: self._jobs[place].weight))
            return self._jobs.pop(min(places, key=lambda place: self._jobs[place].later))


def _fulfil(answer: Answer[Any], work: Callable[[WorkerProcess], Any], worker: WorkerProcess) -> None:
    answer.fulfil(lambda: work(worker), worker.kill)
