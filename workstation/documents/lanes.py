"""A few threads, each with a worker process of its own, that take work in the order it was asked for."""

import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from workstation.documents.answers import Answer
from workstation.documents.process import Launch, WorkerProcess

T = TypeVar("T")


class Lanes:
    """Threads and workers start when there is work for them. A worker's thread lives as long as the worker does."""

    def __init__(self, launch: Launch, count: int, name: str) -> None:
        self._launch = launch
        self._count = count
        self._name = name
        self._jobs: queue.SimpleQueue[tuple[Answer[Any], Callable[[WorkerProcess], Any]] | None] = (
            queue.SimpleQueue()
        )
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._under_way: set[Answer[Any]] = set()
        self._closed = False

    def ask(self, work: Callable[[WorkerProcess], T]) -> Answer[T]:
        """After `close` the answer is cancelled at once."""
        answer: Answer[T] = Answer()
        with self._lock:
            if self._closed:
                answer.cancel()
                return answer
            self._under_way.add(answer)
            self._jobs.put((answer, work))
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
        for answer in under_way:
            answer.cancel()
        for _ in threads:
            self._jobs.put(None)
        for thread in threads:
            thread.join()

    def _start_thread(self) -> None:
        thread = threading.Thread(target=self._run, name=f"{self._name}-{len(self._threads)}", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _forget(self, answer: Any) -> None:
        with self._lock:
            self._under_way.discard(answer)

    def _run(self) -> None:
        worker = WorkerProcess(self._launch)
        try:
            while (job := self._jobs.get()) is not None:
                answer, work = job
                _fulfil(answer, work, worker)
        finally:
            worker.close()


def _fulfil(answer: Answer[Any], work: Callable[[WorkerProcess], Any], worker: WorkerProcess) -> None:
    answer.fulfil(lambda: work(worker), worker.kill)
