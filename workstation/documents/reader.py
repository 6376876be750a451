"""Takes files in through workers of its own: two files at a time, one worker each."""

import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from workstation.application.ports.documents import FileKind, Member, ReadPage, ReadReport, Source, Unpacked
from workstation.documents import payloads
from workstation.documents.answers import Answer
from workstation.documents.holding import may_hold_files
from workstation.documents.lanes import Lanes
from workstation.documents.losses import content_of, file_error, opening_seconds, page_error
from workstation.documents.paged import Facts
from workstation.documents.process import Cause, Launch, WorkerLostError, WorkerProcess
from workstation.documents.sniff import glance
from workstation.documents.wire import Message
from workstation.domain.html import HtmlPage
from workstation.domain.pages import PageGeometry, PageText
from workstation.domain.reading import (
    DamagedFileError,
    PagesLostError,
    ReadingError,
    ReadOutcome,
    TooSlowError,
)

OPEN_SECONDS: Final = 20.0
PAGE_SECONDS: Final = 8.0
# a file may be stuck for this long in all; pages that come through do not count
STUCK_SECONDS: Final = 30.0
WORKERS_A_FILE: Final = 4
_HEAD: Final = 1024  # bytes
_HTML_SECONDS: Final = 20.0
_NOTHING: Final = PageGeometry((0.0, 0.0, 0.0, 0.0))
_UNPACK_SECONDS: Final = (
    25.0  # from one member to the next; a solid archive gives its first when it has them all
)
OnMember = Callable[[Member], None]
OnPage = Callable[[ReadPage], None]


class WorkerReader:
    """See `application.ports.documents.DocumentReader`. Threads and workers start with the first file."""

    def __init__(self, launch: Launch, *, lanes: int = 2) -> None:
        self._lanes = Lanes(launch, lanes, "reader")

    def read(
        self,
        source: Source,
        *,
        name: str = "",
        passwords: Sequence[str] = (),
        on_page: OnPage | None = None,
        size: int = 0,
        later: bool = False,
    ) -> Answer[ReadReport]:
        asked = tuple(passwords)
        return self._lanes.ask(
            lambda worker: _Reading(worker, name, asked, on_page or _ignore).run(source),
            weight=size,
            later=later,
        )

    def may_hold_files(self, head: bytes, name: str) -> bool:
        return may_hold_files(head, name)

    def unpack(
        self,
        source: Source,
        *,
        name: str,
        passwords: Sequence[str] = (),
        allowance: tuple[int, int],
        on_member: OnMember,
        probing: bool = False,
    ) -> Answer[Unpacked]:
        size, files = allowance
        head = {"do": "unpack", "name": name, "passwords": tuple(passwords), "size": size, "files": files}
        head["probing"] = probing
        return self._lanes.ask(lambda worker: _unpack(worker, source, head, on_member))

    def probe(
        self, source: Source, *, name: str = "", passwords: Sequence[str] = ()
    ) -> Answer[ReadingError | None]:
        head = {"do": "probe", "name": name, "passwords": tuple(passwords)}
        return self._lanes.ask(lambda worker: _probe(worker, source, head))

    def html(self, source: Source) -> Answer[HtmlPage]:
        return self._lanes.ask(lambda worker: _html(worker, source))

    def close(self) -> None:
        self._lanes.close()


def _ignore(page: ReadPage) -> None:
    del page


def _unpack(worker: WorkerProcess, source: Source, head: dict[str, Any], on_member: OnMember) -> Unpacked:
    """A worker that is lost on the way has handed over what came before."""
    kind = FileKind.OTHER
    try:
        worker.send(Message(head, (content_of(source),)))
        while True:
            reply = worker.receive(_UNPACK_SECONDS)
            if "error" in reply.head:
                return Unpacked(kind, payloads.error_of(reply.head["error"]))
            if "found" in reply.head:
                kind = FileKind(reply.head["found"])
            if "member" in reply.head:
                on_member(payloads.member_of(reply))
            if reply.head.get("last"):
                return Unpacked(kind)
    except WorkerLostError as lost:
        if lost.cause is Cause.CANCELLED:
            raise
        return Unpacked(kind, file_error(lost.cause))
    except ReadingError as error:
        return Unpacked(kind, error)


def _probe(worker: WorkerProcess, source: Source, head: dict[str, Any]) -> ReadingError | None:
    try:
        data = content_of(source)
        worker.send(Message(head, (data,)))
        reply = worker.receive(opening_seconds(OPEN_SECONDS, len(data)))
    except WorkerLostError as lost:
        if lost.cause is Cause.CANCELLED:
            raise
        return file_error(lost.cause)
    except ReadingError as error:
        return error
    return payloads.error_of(reply.head["error"]) if "error" in reply.head else None


def _html(worker: WorkerProcess, source: Source) -> HtmlPage:
    try:
        worker.send(Message({"do": "html"}, (content_of(source),)))
        reply = worker.receive(_HTML_SECONDS)
    except WorkerLostError as lost:
        raise file_error(lost.cause) from lost
    if "error" in reply.head:
        raise payloads.error_of(reply.head["error"])
    return payloads.html_of(reply.head["html"])


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
        self._opening = OPEN_SECONDS

    def run(self, source: Source) -> ReadReport:
        try:
            data = content_of(source)
        except ReadingError as error:
            return self._unread(error)
        self._opening = opening_seconds(OPEN_SECONDS, len(data))
        try:
            workers = 0
            while not self._attempt(data):
                workers += 1
                if workers >= WORKERS_A_FILE or self._stuck >= STUCK_SECONDS:
                    self._give_up()
                    break
        except ReadingError as error:
            if self._facts is None and self._kind is FileKind.OTHER:
                self._suppose(data)
            return self._unread(error)
        return self._report()

    def _suppose(self, data: bytes) -> None:
        """What it looks like from outside, for a file that costs its worker before that could say."""
        found = glance(data[:_HEAD])
        self._kind, self._media_type = found.kind, found.media_type

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
                raise file_error(lost.cause) from lost
            self._fail(page_error(lost.cause, PAGE_SECONDS))
            return self._next >= self._pages
        return True

    def _ask(self, data: bytes) -> None:
        head = {"do": "read", "name": self._name, "passwords": self._passwords, "first": self._next}
        self._worker.send(Message(head, (data,)))

    def _take(self, began: float) -> float:
        """Takes replies until the last; returns when the last wait began."""
        while True:
            waits = self._opening if self._facts is None else PAGE_SECONDS
            reply = self._worker.receive(min(waits, max(1.0, STUCK_SECONDS - self._stuck)))
            if "found" in reply.head:
                self._kind = FileKind(reply.head["found"]["kind"])
                self._media_type = reply.head["found"]["media_type"]
            if "page" in reply.head:
                self._deliver(payloads.page_of(reply))
            elif "facts" in reply.head:
                self._facts = payloads.facts_of(reply.head["facts"])
                self._pages = reply.head["facts"]["pages"]
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
            notices=facts.notices,
            shot=facts.shot,
            password=facts.password,
        )

    def _outcome(self) -> tuple[ReadOutcome, ReadingError | None]:
        if self._first_failure and len(self._failed) == self._pages:
            return self._first_failure.outcome, self._first_failure
        if self._failed:
            return ReadOutcome.PARTIAL, PagesLostError(lost=len(self._failed), total=self._pages)
        return ReadOutcome.OK, None
