"""Open documents in a worker: a document is sent once and asked many times, and sent anew to a new worker."""

from collections.abc import Callable
from typing import Any, Final

from workstation.application.ports.documents import Source
from workstation.documents import payloads
from workstation.documents.losses import content_of, file_error, opening_seconds, page_error
from workstation.documents.process import Cause, WorkerLostError, WorkerProcess
from workstation.documents.wire import Message
from workstation.domain.reading import PasswordNeededError, WrongPasswordError

OPEN_SECONDS: Final = 15.0

Content = Callable[[str], Source]
"""The content of a document by its key; a stream is closed after use."""


class Desk:
    """`passwords` holds by key what the user gave; `recall` is asked for a remembered one when a document turns out to
    be locked. `noted`: what was asked for last has form fields or notes. Used by the thread that owns the worker."""

    def __init__(
        self,
        worker: WorkerProcess,
        content: Content,
        passwords: Callable[[str], tuple[str, ...]],
        recall: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        self._worker = worker
        self._content = content
        self._passwords = passwords
        self._recall = recall
        self.noted = False

    def ask(self, key: str, head: dict[str, Any], seconds: float) -> Message:
        """The reply to a request about an open document. Raises the `ReadingError` that the worker or its end gives.

        A worker that ended by itself is tried once more: it may have been ended from outside while it was idle.
        """
        try:
            return self._asked(key, head, seconds)
        except WorkerLostError as lost:
            if lost.cause is not Cause.CRASH:
                raise page_error(lost.cause, seconds) from lost
        try:
            return self._asked(key, head, seconds)
        except WorkerLostError as lost:
            raise page_error(lost.cause, seconds) from lost

    def prepare(self, seconds: float) -> None:
        self._exchange(Message({"do": "ready"}), seconds)

    def _asked(self, key: str, head: dict[str, Any], seconds: float) -> Message:
        reply = self._exchange(Message(head | {"key": key}), seconds)
        if reply.head.get("closed"):
            self._open(key)
            reply = self._exchange(Message(head | {"key": key}), seconds)
        return reply

    def _open(self, key: str) -> None:
        source = self._content(key)
        try:
            data = content_of(source)
        finally:
            if not isinstance(source, bytes) and not callable(source):
                source.close()
        try:
            self._send(key, data, self._passwords(key))
        except (PasswordNeededError, WrongPasswordError):
            remembered = self._recall(key)
            if remembered is None:
                raise
            self._send(key, data, (remembered,))

    def _send(self, key: str, data: bytes, passwords: tuple[str, ...]) -> None:
        try:
            opening = {"do": "open", "key": key, "passwords": passwords}
            self._exchange(Message(opening, (data,)), opening_seconds(OPEN_SECONDS, len(data)))
        except WorkerLostError as lost:
            raise file_error(lost.cause) from lost

    def _exchange(self, message: Message, seconds: float) -> Message:
        self.noted = False
        self._worker.send(message)
        reply = self._worker.receive(seconds)
        self.noted = bool(reply.head.get("noted"))
        if self.noted:
            reply = self._worker.receive(seconds)
        if "error" in reply.head:
            raise payloads.error_of(reply.head["error"])
        return reply
