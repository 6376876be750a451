"""The program's side of one worker process: starts it, talks to it, ends it when it takes too long or too much."""

import contextlib
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, BinaryIO, Final

from workstation.documents import wire
from workstation.documents.wire import Message

MEMORY_LIMIT: Final = 2 * 1024**3
_LOOK_SECONDS: Final = 0.05
_STARTING_SECONDS: Final = 20.0  # a cold disk or a virus scanner may hold up the first start
# a worker that ended by itself while holding this share of its memory ended for lack of it
_SUSPICIOUS_SHARE: Final = 0.4


class Cause(StrEnum):
    CRASH = "crash"
    MEMORY = "memory"
    TIME = "time"
    CANCELLED = "cancelled"


class WorkerLostError(Exception):
    """The worker ended before its answer was whole."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause.value)
        self.cause = cause


def waited_for(process: "subprocess.Popen[bytes]") -> int:
    process.kill()
    process.wait()
    return 0


@dataclass(frozen=True, slots=True)
class Launch:
    """How to start a worker.

    command: the command line.
    memory_of: how many bytes the process of an id holds.
    options: keywords for `subprocess.Popen`.
    memory_limit: bytes; a worker that holds more is ended.
    buried: ends the process and returns the most bytes that it held; 0 where nobody knows.
    clock: the clock of its deadlines, in seconds.
    """

    command: tuple[str, ...]
    memory_of: Callable[[int], int]
    options: Mapping[str, Any] = field(default_factory=dict)
    memory_limit: int = MEMORY_LIMIT
    buried: "Callable[[subprocess.Popen[bytes]], int]" = waited_for
    clock: Callable[[], float] = time.monotonic


class WorkerProcess:
    """One worker at a time, started when it is first needed and anew after it ended. Used by one thread, which must
    live as long as the worker; `kill` may come from any."""

    def __init__(self, launch: Launch) -> None:
        self._launch = launch
        self._process: subprocess.Popen[bytes] | None = None
        self._watch = threading.Condition()
        self._deadline: float | None = None
        self._peak = 0
        self._cause: Cause | None = None
        self._closed = False
        self._owing = False
        self._idle = True
        self._watcher: threading.Thread | None = None
        self.starts = 0

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def send(self, message: Message) -> None:
        """Starts the worker if need be; one that was killed, or that still owes replies to an earlier message, is
        replaced. `WorkerLostError` when it ends before it has taken the message."""
        if self._process and (self._owing or self._cause is not None):
            self._reap()
        process = self._started()
        self._owing = True
        self._arm(_STARTING_SECONDS)
        try:
            wire.send(_pipe(process.stdin), message)
        except wire.BrokenWireError as error:
            raise self._lost() from error
        finally:
            self._disarm()

    def receive(self, seconds: float) -> Message:
        """The next reply. A worker that needs longer than `seconds` for it is killed."""
        process = self._started()
        self._arm(seconds)
        try:
            reply = wire.receive(_pipe(process.stdout))
        except wire.BrokenWireError as error:
            raise self._lost() from error
        finally:
            self._disarm()
        self._owing = not reply.head.get("last")
        return reply

    def kill(self, cause: Cause = Cause.CANCELLED) -> None:
        with self._watch:
            if self._process and self._cause is None:
                self._cause = cause
                self._process.kill()

    def close(self) -> None:
        """Ends the worker and the watching thread."""
        with self._watch:
            self._closed = True
            self._watch.notify_all()
        if self._watcher:
            self._watcher.join()
        self._reap()

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            self._owing = False
            with self._watch:
                self._peak, self._cause = 0, None
                self._process = subprocess.Popen(  # noqa: S603 - our own command line
                    self._launch.command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    **self._launch.options,
                )
            self.starts += 1
        if self._watcher is None:
            self._watcher = threading.Thread(target=self._keep_watch, name="worker-watch", daemon=True)
            self._watcher.start()
        return self._process

    def _lost(self) -> WorkerLostError:
        """Tells why the worker ended; one that did not is ended."""
        peak = self._reap()
        with self._watch:
            cause = self._cause
            heavy = max(peak, self._peak) >= self._launch.memory_limit * _SUSPICIOUS_SHARE
        return WorkerLostError(cause or (Cause.MEMORY if heavy else Cause.CRASH))

    def _reap(self) -> int:
        """Ends the worker; the most bytes that it held, as far as is known."""
        process = self._process
        if process is None:
            return 0
        peak = self._launch.buried(process)
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):  # what was still to be written has no reader any more
                _pipe(pipe).close()
        with self._watch:
            self._process = None
        return peak

    def _arm(self, seconds: float) -> None:
        with self._watch:
            self._deadline = self._launch.clock() + seconds
            if self._idle:  # waking the watcher for every page would cost more than the page
                self._watch.notify_all()

    def _disarm(self) -> None:
        with self._watch:
            self._deadline = None

    def _keep_watch(self) -> None:
        with self._watch:
            while not self._closed:
                self._idle = self._deadline is None
                self._watch.wait(None if self._idle else _LOOK_SECONDS)
                if self._deadline is not None and self._process is not None and self._cause is None:
                    self._look(self._process, self._deadline)

    def _look(self, process: "subprocess.Popen[bytes]", deadline: float) -> None:
        held = self._launch.memory_of(process.pid)
        self._peak = max(self._peak, held)
        if held > self._launch.memory_limit:
            self._cause = Cause.MEMORY
        elif self._launch.clock() > deadline:
            self._cause = Cause.TIME
        if self._cause is not None:
            process.kill()


def _pipe(stream: Any) -> BinaryIO:
    pipe: BinaryIO = stream
    return pipe
