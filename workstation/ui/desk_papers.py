"""The desk's look across papers: where they do not agree, kept up to date behind the open lot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import is_
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from workstation.application.jobs import Job, Jobs, JobState
from workstation.application.progress import SILENT, Progress
from workstation.application.services import Services
from workstation.domain.documents import Version
from workstation.domain.record import LotRecord
from workstation.ui.context import UiContext
from workstation.ui.desk_files import FilesDesk

if TYPE_CHECKING:
    from workstation.application.consistency import Comparison, DisagreementFound, Extracts, Passage
    from workstation.application.missing_pages import MissingPages

MOST_PAGES = 600  # not seen yet that are read unasked: about two seconds of a reading thread


@dataclass(frozen=True, slots=True)
class Searched:
    """What was looked for last, whether in the open lot only, and the hit that was opened."""

    words: str = ""
    here: bool = False
    row: str = ""


class PapersDesk(FilesDesk):
    """Documents of the open lot: what they state, and asking for places in them.

    Signals:
        comparison_changed: `comparison` is another one; None while nothing was compared.
        passage_requested(Passage): opens a place in the viewer with its words selected.
        pages_read: documents whose pages were lost were read again.
        disagreements_requested: asks for the list.
        lot_requested(lot id): asks for another lot.
        search_requested: asks for the search.
    """

    comparison_changed = Signal()
    passage_requested = Signal(object)
    pages_read = Signal()
    disagreements_requested = Signal()
    lot_requested = Signal(str)
    search_requested = Signal()

    def __init__(
        self, services: Services, jobs: Jobs, context: UiContext, parent: QObject | None = None
    ) -> None:
        super().__init__(services, jobs, context, parent)
        self.comparison: Comparison | None = None
        self.searched = Searched()
        self._awaited: tuple[str, Callable[[], None]] | None = (
            None  # what is done in a lot that is being opened
        )
        self.disagreement = ""  # the line of the list that a person looked at last
        self._extracts: Extracts | None = None
        self._compared: tuple[object, ...] | None = None
        self._reading_again: Job[object] | None = None
        # Files whose lost pages could not be read again: they are not tried twice
        self._unreadable: frozenset[str] = frozenset()

    def close_lot(self) -> None:
        self._extracts, self._compared, self.disagreement = None, None, ""
        self._take_comparison(None)
        super().close_lot()

    def open_passage(self, passage: "Passage") -> None:
        self.passage_requested.emit(passage)

    def in_lot(self, lot: str, act: Callable[[], None]) -> None:
        """Does something in a lot, which is opened first."""
        if lot == self.lot:
            act()
        else:
            self._awaited = lot, act
            self.lot_requested.emit(lot)

    def compare_papers(self) -> Job[object] | None:
        """Reads whatever was not read yet, however much it is, with progress."""
        from workstation.application.consistency import compare_papers  # noqa: PLC0415 - off the start-up path

        record = self.record
        if record is None:
            return None
        extracts, lot = self._known(), record.lot.id

        def done(found: "Comparison") -> None:
            if self.lot == lot:
                self._take_comparison(found)

        return self.run_long(
            "Comparing papers",
            lambda progress: compare_papers(self.services, record, extracts, progress),
            done,
        )

    def read_missing(self) -> None:
        """Reads documents again whose pages are not in the derived store any more, of all lots, one after the other behind
        the window; nothing while all is there."""
        from workstation.application.missing_pages import missing_pages  # noqa: PLC0415 - off the start-up path

        services = self.services
        if not services.read_only:
            self.read(
                lambda: missing_pages(services), self._read_again, to=self, replaces="documents to read again"
            )

    def _read_again(self, missing: "Sequence[MissingPages]") -> None:
        running = self._reading_again
        wanted = [each for each in missing if each.sha256 not in self._unreadable]
        if not wanted or (running is not None and running.state in {JobState.WAITING, JobState.RUNNING}):
            return
        from workstation.application.missing_pages import missing_pages, read_missing  # noqa: PLC0415

        services = self.services

        def work(progress: Progress) -> frozenset[str]:
            read_missing(services, wanted, progress)
            return frozenset(each.sha256 for each in missing_pages(services))

        def done(still: frozenset[str]) -> None:
            self._unreadable = still
            self._compared = None
            self.reload()
            self.pages_read.emit()

        self._reading_again = self.run_long("Reading documents again", work, done)

    def join(self, documents: Sequence[str]) -> None:
        from workstation.application.joining import join  # noqa: PLC0415 - off the start-up path

        self.write(lambda: join(self.services.writer, documents))

    def take_apart(self, document: str) -> None:
        from workstation.application.joining import take_apart  # noqa: PLC0415 - off the start-up path

        self.write(lambda: take_apart(self.services.writer, document))

    def settle(self, found: "DisagreementFound", reason: str) -> None:
        from workstation.application.consistency import settle  # noqa: PLC0415 - off the start-up path

        lot = self.lot
        if lot is not None:
            self.write(lambda: settle(self.services.writer, lot, found, reason))

    def _known(self) -> "Extracts":
        from workstation.application.consistency import Extracts  # noqa: PLC0415 - off the start-up path

        if self._extracts is None:
            self._extracts = Extracts()
        return self._extracts

    def _show(self, record: LotRecord) -> None:
        super()._show(record)
        if record is self.record:
            self._compare_behind(record)
            awaited, self._awaited = self._awaited, None
            if awaited is not None and awaited[0] == record.lot.id:
                awaited[1]()

    def _compare_behind(self, record: LotRecord) -> None:
        """When papers, names or what was settled changed; a lot of many pages waits to be asked, and one that is being
        filled until that has ended."""
        if self.is_taking_in:
            return
        rests_on = tuple(record.rows.get(entity) for entity in ("document", "version", "party", "waiver"))
        if self._compared is not None and all(map(is_, rests_on, self._compared)):
            return
        self._compared = rests_on
        extracts = self._known()
        unseen = sum(
            version.pages or 0 for version in record.all(Version) if version.id not in extracts.known
        )
        if unseen > MOST_PAGES:
            self._take_comparison(None)
            return
        from workstation.application.consistency import compare_papers  # noqa: PLC0415 - off the start-up path

        self.read(
            lambda: compare_papers(self.services, record, extracts, SILENT),
            lambda found: self._take_comparison(found) if self.lot == record.lot.id else None,
            to=self,
            replaces="disagreements",
        )

    def _take_comparison(self, found: "Comparison | None") -> None:
        if found is not None and found.unread:
            self.read_missing()
        if found != self.comparison:
            self.comparison = found
            self.comparison_changed.emit()
