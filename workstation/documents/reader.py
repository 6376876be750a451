"""Takes files in through workers of its own: two files at a time, one worker each."""

import queue
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, Final

from workstation.application.ports.documents import FileKind, ReadPage, ReadReport, Source
from workstation.documents import payloads
from workstation.documents.answers import Answer
from workstation.documents.paged import Facts
from workstation.documents.process import Cause, Launch, WorkerLostError, WorkerProcess
from workstation.documents.wire import Message
from workstation.domain.documents import ReadOutcome
from workstation.domain.html import HtmlPage
from workstation.domain.pages import PageGeometry, PageText
from workstation.domain.reading import (
    DamagedFileError,
    FileTooLargeError,
    PagesLostError,
    PageTooLargeError,
    PageTooSlowError,
    PageUnreadableError,
    ReaderStoppedError,
    ReadingError,
    TooMuchMemoryError,
    TooSlowError,
)

OPEN_SECONDS: Final = 20.0
PAGE_SECONDS: Final = 8.0
# a file may be stuck for this long in all; pages that come through do not count
STUCK_SECONDS: Final = 30.0
WORKERS_A_FILE: Final = 4
SIZE_LIMIT: Final = 1024**3
_HTML_SECONDS: Final = 20.0
_NOTHING: Final = PageGeometry((0.0, 0.0, 0.0, 0.0))
OnPage = Callable[[ReadPage], None]


class WorkerReader:
    """See `application.ports.documents.DocumentReader`. Threads and workers start with the first file."""

    def __init__(self, launch: Launch, *, lanes: int = 2) -> None:
        self._launch = launch
        self._lanes = lanes
        self._jobs: queue.SimpleQueue[tuple[Answer[Any], Callable[[WorkerProcess], Any]] | None] = (
            queue.SimpleQueue()
        )
        self._threads: list[threading.Thread] = []
        self._starting = threading.Lock()
        self._under_way: set[Answer[Any]] = set()
        self._closed = False

    def read(
        self,
        source: Source,
        *,
        name: str = "",
        passwords: Sequence[str] = (),
        on_page: OnPage | None = None,
    ) -> Answer[ReadReport]:
        asked = tuple(passwords)
        return self._ask(lambda worker: _Reading(worker, name, asked, on_page or _ignore).run(source))

    def html(self, source: Source) -> Answer[HtmlPage]:
        return self._ask(lambda worker: _html(worker, source))

    def close(self) -> None:
        with self._starting:
            self._closed = True
            threads, self._threads = self._threads, []
            under_way = tuple(self._under_way)
        for answer in under_way:
            answer.cancel()
        for _ in threads:
            self._jobs.put(None)
        for thread in threads:
            thread.join()

    def _ask(self, work: Callable[[WorkerProcess], Any]) -> Answer[Any]:
        answer: Answer[Any] = Answer()
        with self._starting:
            if self._closed:
                answer.cancel()
                return answer
            self._under_way.add(answer)
            self._jobs.put((answer, work))
            if len(self._threads) < min(self._lanes, len(self._under_way)):
                thread = threading.Thread(target=self._lane, name=f"reader-{len(self._threads)}", daemon=True)
                self._threads.append(thread)
                thread.start()
        answer.add_done_callback(self._forget)
        return answer

    def _forget(self, answer: Any) -> None:
        with self._starting:
            self._under_way.discard(answer)

    def _lane(self) -> None:
        worker = WorkerProcess(self._launch)
        try:
            while (job := self._jobs.get()) is not None:
                answer, work = job
                answer.fulfil(lambda: work(worker), worker.kill)  # noqa: B023 - called before the next turn
        finally:
            worker.close()


def _ignore(page: ReadPage) -> None:
    del page


def _content(source: Source) -> bytes:
    """`FileTooLargeError` instead of a program that fills the memory."""
    if isinstance(source, bytes):
        data = source
    else:
        stream: BinaryIO = source
        stream.seek(0)
        data = stream.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise FileTooLargeError(limit=SIZE_LIMIT // 1024**2)
    return data


def _html(worker: WorkerProcess, source: Source) -> HtmlPage:
    try:
        worker.send(Message({"do": "html"}, (_content(source),)))
        reply = worker.receive(_HTML_SECONDS)
    except WorkerLostError as lost:
        raise _file_error(lost) from lost
    if "error" in reply.head:
        raise payloads.error_of(reply.head["error"])
    return payloads.html_of(reply.head["html"])


def _file_error(lost: WorkerLostError) -> ReadingError:
    match lost.cause:
        case Cause.MEMORY:
            return TooMuchMemoryError()
        case Cause.TIME:
            return TooSlowError()
        case _:
            return ReaderStoppedError()


def _page_error(lost: WorkerLostError) -> ReadingError:
    match lost.cause:
        case Cause.MEMORY:
            return PageTooLargeError()
        case Cause.TIME:
            return PageTooSlowError(seconds=int(PAGE_SECONDS))
        case _:
            return PageUnreadableError()


class _Reading:
    """One file on its way through a worker, or through several where it kills them."""

    def __init__(self, worker: WorkerProcess, name: str, passwords: tuple[str, ...], on_page: OnPage) -> None:
        self._worker = worker
        self._name = name
        self._passwords = passwords
        self._on_page = on_page
        self._kind, self._media_type = FileKind.OTHER, "application/octet-stream"
        self._facts: Facts | None = None
        self._pages = 0
        self._next = 0
        self._failed: list[int] = []
        self._first_failure: ReadingError | None = None
        self._stuck = 0.0

    def run(self, source: Source) -> ReadReport:
        try:
            data = _content(source)
            workers = 0
            while not self._attempt(data):
                workers += 1
                if workers >= WORKERS_A_FILE or self._stuck >= STUCK_SECONDS:
                    self._give_up()
                    break
        except ReadingError as error:
            return self._unread(error)
        return self._report()

    def _attempt(self, data: bytes) -> bool:
        """One worker's go. False when it was lost on a page, which is then counted as failed."""
        began = time.monotonic()
        try:
            self._ask(data)
            began = self._take(began)
        except WorkerLostError as lost:
            self._stuck += time.monotonic() - began
            if lost.cause is Cause.CANCELLED:
                raise
            if self._facts is None or self._next >= self._pages:
                raise _file_error(lost) from lost
            self._fail(_page_error(lost))
            return self._next >= self._pages
        return True

    def _ask(self, data: bytes) -> None:
        head = {"do": "read", "name": self._name, "passwords": self._passwords, "first": self._next}
        self._worker.send(Message(head, (data,)))

    def _take(self, began: float) -> float:
        """Takes replies until the last; returns when the last wait began."""
        while True:
            waits = OPEN_SECONDS if self._facts is None else PAGE_SECONDS
            reply = self._worker.receive(min(waits, max(1.0, STUCK_SECONDS - self._stuck)))
            if "page" in reply.head:
                self._deliver(payloads.page_of(reply))
            elif "facts" in reply.head:
                self._facts = payloads.facts_of(reply.head["facts"])
                self._pages = reply.head["facts"]["pages"]
            elif "found" in reply.head:
                self._kind = FileKind(reply.head["found"]["kind"])
                self._media_type = reply.head["found"]["media_type"]
            elif "error" in reply.head:
                raise payloads.error_of(reply.head["error"])
            if reply.head.get("last"):
                return began
            began = time.monotonic()

    def _deliver(self, page: ReadPage) -> None:
        self._next = page.index + 1
        if page.failure:
            self._failed.append(page.index)
            self._first_failure = self._first_failure or page.failure
        self._on_page(page)

    def _fail(self, error: ReadingError) -> None:
        self._deliver(ReadPage(self._next, "", _NOTHING, PageText("", b""), failure=error))

    def _give_up(self) -> None:
        """What is left of a file that keeps killing its workers is not tried any more."""
        while self._next < self._pages:
            self._fail(TooSlowError())

    def _unread(self, error: ReadingError) -> ReadReport:
        """No page came of it, or an error in the midst of pages (a lack of memory) ends them."""
        if self._facts is not None and self._next > len(self._failed):
            self._give_up()
            return self._report()
        return ReadReport(self._kind, self._media_type, error.outcome, error, pages=self._pages)

    def _report(self) -> ReadReport:
        facts = self._facts
        if facts is None:
            return self._unread(DamagedFileError())
        outcome, reason = self._outcome()
        return ReadReport(
            kind=facts.kind,
            media_type=facts.media_type,
            outcome=outcome,
            reason=reason,
            pages=self._pages,
            failed_pages=tuple(self._failed),
            outline=facts.outline,
            attachments=facts.attachments,
            warnings=facts.warnings,
            password=facts.password,
        )

    def _outcome(self) -> tuple[ReadOutcome, ReadingError | None]:
        if self._first_failure and len(self._failed) == self._pages:
            return self._first_failure.outcome, self._first_failure
        if self._failed:
            return ReadOutcome.PARTIAL, PagesLostError(lost=len(self._failed), total=self._pages)
        return ReadOutcome.OK, None
