"""Pages for the memo, made safe to merge by a worker."""

from collections.abc import Callable
from typing import Final

from workstation.application.ports.documents import Source
from workstation.application.ports.memo import NoPage, SourcePage
from workstation.documents import payloads
from workstation.documents.desk import Desk
from workstation.documents.lanes import Lanes
from workstation.documents.process import Launch, WorkerProcess
from workstation.domain.reading import ReadingError

SECONDS: Final = 20.0


class WorkerExhibits:
    """See `application.ports.memo.PageSource`. `content` gives the bytes of a version; a stream is closed after use."""

    def __init__(
        self,
        launch: Launch,
        content: Callable[[str], Source],
        passwords: Callable[[str], tuple[str, ...]] = lambda _: (),
    ) -> None:
        self._content = content
        self._passwords = passwords
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

    def _made(self, worker: WorkerProcess, version: str, index: int) -> SourcePage:
        if self._desk is None:
            self._desk = worker, Desk(worker, self._content, self._passwords)
        reply = self._desk[1].ask(version, {"do": "exhibit", "page": index}, SECONDS)
        return payloads.exhibit_of(reply)
