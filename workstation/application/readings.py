"""Reading an object in a worker: its pages into the derived store, what came of it onto its version."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from workstation.application.ports.documents import Pending, ReadPage, ReadReport
from workstation.application.ports.storage import StoredPage
from workstation.application.progress import Progress
from workstation.application.services import Services
from workstation.application.waiting import wait
from workstation.domain.documents import Version
from workstation.domain.file_notices import FileNotice, notices_text, page_list
from workstation.domain.pages import PageText
from workstation.domain.reading import ReadOutcome

_PAGES_AT_ONCE: Final = 32  # kept together: a transaction for each page costs more than the page


def as_read(version: Version, report: ReadReport, reading: "Reading") -> Version:
    """The row of a version after it was read: what the report says of the file, and the reading of its pages."""
    shot = report.shot
    recognised = [FileNotice.RECOGNISED] if reading.recognised else []
    return replace(
        version,
        outcome=report.outcome,
        pages=report.pages,
        textless=len(reading.textless) if report.pages else None,
        media_type=report.media_type,
        reason=report.reason.code if report.reason else None,
        noticed=notices_text((*report.notices, *recognised)),
        failed_pages=page_list(report.failed_pages),
        doubtful_pages=page_list(reading.doubtful),
        taken_at=shot.taken_at if shot else None,
        latitude=shot.latitude if shot else None,
        longitude=shot.longitude if shot else None,
    )


class Reading:
    """An object on its way through a worker; its pages go into the derived store as they come, without a text that is in
    doubt. A locked one is tried with `passwords`, then with the one that the keyring remembers.

    Of the pages that came (0-based), `textless` are scans without text, `doubtful` those of them whose hidden text does
    not read as words, and `recognised` have a hidden text that does."""

    def __init__(
        self,
        services: Services,
        sha256: str,
        name: str,
        passwords: Sequence[str] = (),
        *,
        size: int = 0,
        later: bool = False,
    ) -> None:
        self._services = services
        self._sha256 = sha256
        self._name = name
        self._size, self._later = size, later
        self._waiting: list[StoredPage] = []
        self.textless: set[int] = set()
        self.doubtful: set[int] = set()
        self.recognised: set[int] = set()
        self._pending = self._begun(passwords)

    def report(self, progress: Progress) -> ReadReport:
        """`CancelledError` when it was told to stop. Its `last` pages are then still to be kept."""
        report = wait(self._pending, progress)
        if report.outcome is ReadOutcome.PASSWORD and (kept := self._services.passwords.recall(self._sha256)):
            self._pending = self._begun([kept])
            report = wait(self._pending, progress)
        if report.password is not None:
            self._services.passwords.keep(self._sha256, report.password)
        return report

    @property
    def is_done(self) -> bool:
        return self._pending.done()

    def cancel(self) -> None:
        self._pending.cancel()

    @property
    def last(self) -> tuple[str, Sequence[StoredPage]]:
        """What `Pages.put_last` wants of it."""
        return self._sha256, self._waiting

    def _begun(self, passwords: Sequence[str]) -> Pending[ReadReport]:
        def keep(page: ReadPage) -> None:
            text = page.text if not page.doubtful else PageText("", b"")
            for kept, is_one in (
                (self.textless, page.needs_ocr),
                (self.doubtful, page.doubtful),
                (self.recognised, page.recognised and not page.doubtful),
            ):
                if is_one:
                    kept.add(page.index)
            failure = page.failure.code if page.failure else ""
            self._waiting.append(
                StoredPage(page.index, page.label, page.geometry, text, failure, page.needs_ocr)
            )
            if len(self._waiting) >= _PAGES_AT_ONCE:
                waiting, self._waiting = self._waiting, []
                self._services.pages.put(self._sha256, waiting)

        reader = self._services.documents()
        return reader.read(
            lambda: self._services.objects.open(self._sha256),
            name=self._name,
            passwords=passwords,
            on_page=keep,
            size=self._size,
            later=self._later,
        )
