"""Pages for the memo, made safe to merge by a worker."""

from collections.abc import Callable
from typing import Final

from workstation.application.ports.documents import Passwords, Source
from workstation.application.ports.memo_pages import NoPage, SourcePage
from workstation.documents import payloads
from workstation.documents.desk import Desk
from workstation.documents.lanes import Lanes
from workstation.documents.process import Launch, WorkerProcess
from workstation.domain.reading import ReadingError

SECONDS: Final = 20.0


class WorkerExhibits:
    """See `application.ports.memo.PageSource`. `content` gives the bytes of a version; a stream is closed after use.
    `hash_of` is the key of a version's password."""

    def __init__(
        self,
        launch: Launch,
        content: Callable[[str], Source],
        passwords: Passwords | None = None,
        hash_of: Callable[[str], str] = lambda version: version,
    ) -> None:
        self._content = content
        self._session = passwords
        self._hash_of = hash_of
        self._lanes = Lanes(launch, 1, "exhibits")
        self._desk: tuple[WorkerProcess, Desk] | None = None

    def page(self, version: str, index: int) -> SourcePage:
        """A page that cannot be drawn comes as `NoPage` with the reason."""
        try:
            return self._lanes.ask(lambda worker: self._made(worker, version, index)).result()
        except ReadingError as error:
            return NoPage(error.message.format(**error.params))

    def close(self) -> None:
        self._lanes.close()

    def _passwords(self, version: str) -> tuple[str, ...]:
        return self._session.known(self._hash_of(version)) if self._session else ()

    def _recall(self, version: str) -> str | None:
        return self._session.recall(self._hash_of(version)) if self._session else None

    def _made(self, worker: WorkerProcess, version: str, index: int) -> SourcePage:
        if self._desk is None:
            self._desk = worker, Desk(worker, self._content, self._passwords, self._recall)
        reply = self._desk[1].ask(version, {"do": "exhibit", "page": index}, SECONDS)
        return payloads.exhibit_of(reply)
