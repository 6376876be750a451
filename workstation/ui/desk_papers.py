"""The desk's work on papers that are in: their kinds, versions and copies, and where they do not agree, kept up to date
behind the open lot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import is_
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from workstation.application.jobs import Job, Jobs, JobState
from workstation.application.progress import SILENT, Progress
from workstation.application.records import FieldRef, edit_field
from workstation.application.services import Services
from workstation.domain.documents import PageStatus, Version
from workstation.domain.errors import UserError
from workstation.domain.other_programs import may_be_opened, name_of_copy
from workstation.domain.record import LotRecord
from workstation.ui.context import UiContext
from workstation.ui.desk_files import FilesDesk

if TYPE_CHECKING:
    from workstation.application.consistency import Comparison, DisagreementFound, Extracts, Passage
    from workstation.application.missing_pages import MissingPages
    from workstation.application.versions import VersionReport
    from workstation.domain.kinds import KindProposal

MOST_PAGES = 600  # not seen yet that are read unasked: about two seconds of a reading thread


class NotOpenedOutsideError(UserError):
    code = "document.not_opened_outside"
    message = "{name} may run something, so no other program opens it. Choose Save a copy … if you know what it does."


class NoProgramError(UserError):
    code = "document.no_program"
    message = "No program of this computer opens {name}. Choose Save a copy … and open it elsewhere."


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
        copy_made(Path): a copy lies ready for another program.
        compared(VersionReport): two versions were laid beside each other.
        parts_requested(Version, name): asks for the parts of a document.
        listing_requested(Version): asks to read a saved page as the listing of the lot.
    """

    comparison_changed = Signal()
    passage_requested = Signal(object)
    pages_read = Signal()
    disagreements_requested = Signal()
    lot_requested = Signal(str)
    search_requested = Signal()
    copy_made = Signal(object)
    compared = Signal(object)
    parts_requested = Signal(object, str)
    listing_requested = Signal(object)

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
        self._comparing: Job[object] | None = None
        self._reading_again: Job[object] | None = None
        # Files whose lost pages could not be read again: they are not tried twice
        self._unreadable: frozenset[str] = frozenset()

    def close_lot(self) -> None:
        self._extracts, self._compared, self.disagreement = None, None, ""
        self._stop_comparing()
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

    def compare_versions(self, document: str) -> Job[object]:
        """The newest version beside the one that facts rest on."""
        from workstation.application.versions import compare_versions  # noqa: PLC0415 - off the start-up path

        return self.run_long(
            "Comparing versions",
            lambda progress: compare_versions(self.services, document, progress),
            self.compared.emit,
        )

    def carry_over(self, report: "VersionReport") -> None:
        """Moves the citations that were found again to the new version."""
        from workstation.application.versions import carry_over  # noqa: PLC0415 - off the start-up path

        self.write(lambda: carry_over(self.services, report))

    def mark_pages(self, version: str, pages: Sequence[int], status: PageStatus) -> None:
        """How far the reader is."""
        from workstation.application.page_readings import mark_pages  # noqa: PLC0415 - off the start-up path

        self.write(lambda: mark_pages(self.services.writer, version, pages, status))

    def propose_kinds(self, then: "Callable[[dict[str, KindProposal]], None]") -> None:
        """What the papers of the open lot look like; the newest question is answered."""
        from workstation.application.kinds import proposed_kinds  # noqa: PLC0415 - off the start-up path

        record = self.record
        if record is not None:
            self.jobs.read(lambda: proposed_kinds(self.services, record), then, replaces="kinds")

    def file_kinds(self, kinds: Mapping[str, str]) -> None:
        from workstation.application.kinds import file_kinds  # noqa: PLC0415 - off the start-up path

        self.write(lambda: file_kinds(self.services, kinds))

    def withdraw(self, document: str, *, back: bool = False) -> None:
        """The seller took a document back, or gave it again; it stays, marked."""
        day = None if back else self.services.clock().date()
        self.write(
            lambda: edit_field(self.services.writer, FieldRef("document", document, "withdrawn_on"), day)
        )

    def open_copy(self, version: Version) -> Job[object] | None:
        """A copy in a folder of its own, for another program to open; the original is never given away."""
        name = version.file_name or "file"
        if not may_be_opened(name, version.media_type):
            self.problem.emit(NotOpenedOutsideError(name=name_of_copy(name)))
            return None

        def work(_: Progress) -> Path:
            with self.services.objects.open(version.sha256 or "") as stream:
                return self.services.temporary_copies.make(name_of_copy(name), stream)

        return self.run_long("Making a copy", work, self.copy_made.emit)

    def compare_papers(self) -> Job[object] | None:
        """Reads whatever was not read yet, however much it is; shows in the strip and can be cancelled. The newest
        comparison takes the place of one that is under way."""
        from workstation.application.consistency import compare_papers  # noqa: PLC0415 - off the start-up path

        record = self.record
        if record is None:
            return None
        self._stop_comparing()
        extracts, services = self._known(), self.services

        def done(found: "Comparison") -> None:
            if self._comparing is job:
                self._take_comparison(found)

        def cancelled() -> None:  # by a person: it is offered again
            if self._comparing is job:
                self._take_comparison(None)

        job = self._comparing = self.run_long(
            "Comparing papers",
            lambda progress: compare_papers(services, record, extracts, progress),
            done,
            cancelled=cancelled,
        )
        return job

    def _stop_comparing(self) -> None:
        """What it comes to is not wanted any more."""
        if self._comparing is not None:
            self._comparing.cancel()
            self._comparing = None

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
        if not record.all(Version):  # a moment, and nothing to be told of
            self._compare_nothing(record)
            return
        extracts = self._known()
        unseen = sum(
            version.pages or 0 for version in record.all(Version) if version.id not in extracts.known
        )
        if unseen > MOST_PAGES:
            self._stop_comparing()
            self._take_comparison(None)
            return
        self.compare_papers()

    def _compare_nothing(self, record: LotRecord) -> None:
        from workstation.application.consistency import compare_papers  # noqa: PLC0415 - off the start-up path

        self._stop_comparing()
        extracts, services = self._known(), self.services

        def done(found: "Comparison") -> None:
            if self.lot == record.lot.id and self._comparing is None:
                self._take_comparison(found)

        self.read(lambda: compare_papers(services, record, extracts, SILENT), done)

    def _take_comparison(self, found: "Comparison | None") -> None:
        if found is not None and found.unread:
            self.read_missing()
        if found != self.comparison:
            self.comparison = found
            self.comparison_changed.emit()
