"""Pictures and text for the screen: the newest request first, and no page holds up the others for long."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from workstation.application.ports.documents import OutlineEntry, Passwords, Source, ViewInfo
from workstation.documents import payloads
from workstation.documents.answers import Answer
from workstation.documents.desk import Desk
from workstation.documents.process import Launch, WorkerProcess
from workstation.documents.wire import Message
from workstation.domain.pages import PageImage, PageText
from workstation.domain.reading import (
    PageTooLargeError,
    PageTooSlowError,
    PageUnreadableError,
    ReadingError,
)

RENDER_SECONDS: Final = 5.0
# what scrolled by long ago is dropped: a wheel can ask for more tiles than anyone will look at
_WAITING_LIMIT: Final = 200
_POISON: Final = (PageTooSlowError, PageTooLargeError, PageUnreadableError)
_Ask = Callable[[Desk], Any]


class WorkerViewer:
    """`application.ports.documents.PageViewer` over a worker. Thread and worker start with the first request.

    `content` gives an object by its SHA-256; its stream is closed after use. A password that `unlock` was told is
    tried before the `passwords` of the session.
    """

    def __init__(
        self,
        launch: Launch,
        content: Callable[[str], Source],
        *,
        seconds: float = RENDER_SECONDS,
        passwords: Passwords | None = None,
    ) -> None:
        self._worker = WorkerProcess(launch)
        self._content = content
        self._seconds = seconds
        self._changed = threading.Condition()
        self._waiting: OrderedDict[Hashable, tuple[Answer[Any], _Ask]] = OrderedDict()
        self._current: tuple[Hashable, Answer[Any]] | None = None
        self._poison: dict[tuple[str, int], ReadingError] = {}
        self._bare: set[tuple[str, int]] = set()
        self._passwords: dict[str, str] = {}
        self._session = passwords
        self._thread: threading.Thread | None = None
        self._closed = False

    def unlock(self, document: str, password: str) -> None:
        with self._changed:
            self._passwords[document] = password

    def info(self, document: str) -> Answer[ViewInfo]:
        return self._ask(
            ("info", document),
            lambda desk: payloads.info_of(desk.ask(document, {"do": "info"}, self._seconds).head["info"]),
        )

    def outline(self, document: str) -> Answer[tuple[OutlineEntry, ...]]:
        return self._ask(
            ("outline", document),
            lambda desk: payloads.outline_of(
                desk.ask(document, {"do": "outline"}, self._seconds).head["outline"]
            ),
        )

    def prepare(self) -> None:
        self._ask(("prepare",), lambda desk: desk.prepare(self._seconds))

    def render(
        self,
        document: str,
        page: int,
        scale: float,
        *,
        clip: tuple[int, int, int, int] | None = None,
        turn: int = 0,
    ) -> Answer[PageImage]:
        head = {"do": "render", "page": page, "scale": scale, "clip": clip, "turn": turn}
        return self._ask(
            ("render", document, page, scale, clip, turn),
            lambda desk: payloads.image_of(self._page(desk, document, page, head)),
        )

    def text(self, document: str, page: int) -> Answer[PageText]:
        head = {"do": "text", "page": page}
        return self._ask(
            ("text", document, page), lambda desk: payloads.text_of(self._page(desk, document, page, head))
        )

    @contextmanager
    def together(self) -> Iterator[None]:
        with self._changed:
            yield

    def retry(self, document: str, page: int) -> None:
        with self._changed:
            self._poison.pop((document, page), None)
            self._bare.discard((document, page))

    def close(self) -> None:
        with self._changed:
            self._closed = True
            waiting = [answer for answer, _ in self._waiting.values()]
            self._waiting.clear()
            current = self._current
            self._changed.notify_all()
        for answer in waiting:
            answer.cancel()
        if current:
            current[1].cancel()
            self._worker.kill()
        if self._thread:
            self._thread.join()

    def _ask(self, key: Hashable, ask: _Ask) -> Answer[Any]:
        dropped: Answer[Any] | None = None
        with self._changed:
            answer = self._shared(key)
            if answer is None:
                answer = Answer()
                self._waiting[key] = answer, ask
                if len(self._waiting) > _WAITING_LIMIT:
                    dropped = self._waiting.popitem(last=False)[1][0]
                self._start()
                self._changed.notify_all()
            closed = self._closed
        if dropped:
            dropped.cancel()
        if closed:
            answer.cancel()
        return answer

    def _shared(self, key: Hashable) -> Answer[Any] | None:
        """An equal request under way, moved to the front; one that was cancelled meanwhile is asked anew."""
        if self._current and self._current[0] == key:
            under_way = self._current[1]
            # cancelled: given up between the queue and its beginning
            if not (under_way.unwanted or under_way.cancelled()):
                return under_way
        found = self._waiting.get(key)
        if found is None or found[0].cancelled():
            self._waiting.pop(key, None)
            return None
        self._waiting.move_to_end(key)
        return found[0]

    def _start(self) -> None:
        if self._thread is None and not self._closed:
            self._thread = threading.Thread(target=self._run, name="viewer", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        recall = self._session.recall if self._session else lambda _: None
        desk = Desk(self._worker, self._content, self._password, recall)
        try:
            while (taken := self._next()) is not None:
                answer, ask = taken
                _fulfil(answer, ask, desk)
        finally:
            self._worker.close()

    def _next(self) -> tuple[Answer[Any], _Ask] | None:
        with self._changed:
            self._current = None
            while not self._waiting and not self._closed:
                self._changed.wait()
            if self._closed:
                return None
            key, taken = self._waiting.popitem(last=True)
            self._current = key, taken[0]
            return taken

    def _page(self, desk: Desk, document: str, page: int, head: dict[str, Any]) -> Message:
        """A page that ended a worker is not tried again until somebody asks for it (`retry`), or is drawn without what
        held it up."""
        with self._changed:
            known = self._poison.get((document, page))
            bare = {"bare": True} if (document, page) in self._bare else {}
        if known:
            raise type(known)(**known.params)
        try:
            return desk.ask(document, head | bare, self._seconds)
        except _POISON as error:
            slow = isinstance(error, PageTooSlowError) and desk.noted
            reply = self._drawn_bare(desk, document, page, head) if slow else None
            if reply is not None:
                return reply
            with self._changed:
                self._poison[document, page] = error
            raise

    def _drawn_bare(self, desk: Desk, document: str, page: int, head: dict[str, Any]) -> Message | None:
        """Without form fields and notes, which may be what does not end; None where it is too slow all the same."""
        try:
            reply = desk.ask(document, head | {"bare": True}, self._seconds)
        except ReadingError:
            return None
        with self._changed:
            self._bare.add((document, page))
        return reply

    def _password(self, document: str) -> tuple[str, ...]:
        with self._changed:
            known = self._passwords.get(document)
        session = self._session.known(document) if self._session else ()
        return session if known is None else (known, *session)


def _fulfil(answer: Answer[Any], ask: _Ask, desk: Desk) -> None:
    answer.fulfil(lambda: ask(desk))
