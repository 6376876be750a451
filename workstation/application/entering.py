"""Imports scanned files: reads several at a time in workers and writes documents and versions, up to 25 an operation."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from workstation.application.early import LARGE, EarlyReadings, versions_there
from workstation.application.operations import OperationKind, Step
from workstation.application.ports.documents import ReadReport
from workstation.application.ports.storage import Transaction
from workstation.application.progress import CancelledError, Progress
from workstation.application.readings import Reading, as_read
from workstation.application.services import Services
from workstation.application.survey import survey_attached
from workstation.application.surveyed import Entering, Refused, Standing, Survey
from workstation.domain.documents import ARCHIVE, Document, Version
from workstation.domain.errors import UserError
from workstation.domain.lots import Lot
from workstation.domain.reading import (
    READER_GAVE_UP,
    ReadingError,
    ReadOutcome,
    stored_reason,
)

_AT_ONCE: Final = 64  # files under way: while a long one holds its worker, the other one has work
_FIRST: Final = 8  # files that are under way before
_TOGETHER: Final = 25  # files of one operation
_PATIENCE: Final = 0.3  # seconds: a file that was read is shown after this, however few there are


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What became of one file. One that could not even be opened has a reason and neither hash nor version.

    duplicate_of: the version that already holds these bytes in this lot.
    holder: the version of the archive or mail that it lay in.
    refused: the files that stayed in it.
    textless: how many of its pages are scans without text.
    noticed, failed_pages, doubtful_pages: as its version keeps them.
    elsewhere: the names of the other lots that hold the same bytes.
    healed: the copy in the workspace was damaged, and was replaced by these bytes.
    """

    source_path: str
    sha256: str
    version: str
    document: str
    ordinal: int
    outcome: ReadOutcome
    pages: int
    reason: UserError | None = None
    duplicate_of: str | None = None
    holder: str | None = None
    refused: tuple[Refused, ...] = ()
    media_type: str | None = None
    healed: bool = False
    textless: int | None = None
    noticed: str | None = None
    failed_pages: str | None = None
    doubtful_pages: str | None = None
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What entered. `cancelled`: somebody stopped it before the rest; `cut`: what ended it before the rest, such as a full
    disk."""

    files: tuple[TakenFile, ...]
    cancelled: bool = False
    batch: str = ""
    cut: UserError | None = None

    @property
    def is_whole(self) -> bool:
        return not self.cancelled and self.cut is None


@dataclass(frozen=True, slots=True)
class Entry:
    """How files enter: the lot; the document they are new versions of, if that was said; when they were received,
    if not now; the batch they belong to, if not one of their own. `decided` says of places in the survey which
    document they are a version of, or None for a paper of their own; `left_out` are places that stay out. Documents
    that are `withdrawn` are marked so, as part of the batch."""

    lot: str
    version_of: str | None = None
    received_at: datetime | None = None
    batch: str | None = None
    decided: Mapping[int, str | None] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    passwords: tuple[str, ...] = field(default=(), repr=False)
    withdrawn: tuple[str, ...] = ()


@dataclass(slots=True)
class _UnderWay:
    """A file between the survey and its row: being read, or ready. `known` is the version that is there already."""

    position: int
    version: Version
    known: bool = False
    reading: Reading | None = None
    reason: UserError | None = None


class EnteringFiles:
    """Nothing of a file is in the tables before it was read: what a killed program leaves is an object that nobody
    names, and the file is taken in again.

    `holds` is told, by its hash, of a file to which others are attached, before its row is written: those enter last, when
    the rows of all others are there. What it was told of in an import that did not come to its end is `holding`.
    """

    def __init__(
        self,
        services: Services,
        entry: Entry,
        found: Survey,
        progress: Progress,
        early: EarlyReadings | None = None,
        *,
        holding: frozenset[str] = frozenset(),
        holds: Callable[[str], object] = lambda _: None,
    ) -> None:
        self._services = services
        self._entry = entry
        self._survey = found
        self._progress = progress
        self._holding, self._holds = holding, holds
        self._under_way: deque[_UnderWay] = deque()
        self._ready: list[_UnderWay] = []
        self._flushed = time.monotonic()
        self._there = versions_there(services, entry.lot)
        self._early = early or EarlyReadings(services, self._there, entry.passwords)
        self._versions: dict[int, str] = {}
        self._documents: dict[int, str] = {}
        self._again: dict[int, str] = {}
        self._taken: dict[int, TakenFile] = {}
        self._seen: set[str] = set()
        self._holders: list[int] = []
        self._attached: list[TakenFile] = []

    def files(self) -> tuple[TakenFile, ...]:
        """Bytes that came twice in one drop are told of by the first."""
        taken = dict(self._taken)
        for position, digest in self._again.items():
            version = self._there.get(digest)
            if version is not None:
                taken[position] = self._told(position, version, duplicate_of=version.id)
        return (*(taken[position] for position in sorted(taken)), *self._attached)

    def run(self) -> None:
        """`CancelledError` when it was told to stop; see `stop`."""
        for position, each in enumerate(self._survey.files):
            if position == _FIRST:
                self._begin_largest()
            if position not in self._entry.left_out:
                self._begin(position, each)
        while self._under_way:
            self._close_oldest()
        self._enter_ready()
        self._enter_attached()
        self._withdraw()

    def stop(self) -> None:
        """What was read enters; what is being read is read when it is taken in again."""
        stopped: set[int] = set()  # what lies in one of these waits for it
        for each in self._under_way:
            holder = self._survey.files[each.position].holder
            if holder in stopped or (each.reading is not None and not each.reading.is_done):
                stopped.add(each.position)
                if each.reading is not None:
                    each.reading.cancel()
            else:
                try:
                    self._close(each)
                except CancelledError:  # a locked file was to be tried with another password
                    stopped.add(each.position)
        self._under_way.clear()
        self._early.cancel()
        self._enter_ready()

    def abandon(self) -> None:
        """Nothing more enters: what is being read is let go of."""
        for each in self._under_way:
            if each.reading is not None:
                each.reading.cancel()
        self._under_way.clear()
        self._early.cancel()

    def _begin_largest(self) -> None:
        large = [
            each
            for position, each in enumerate(self._survey.files)
            if position not in self._entry.left_out and each.size >= LARGE and each.sha256 not in self._seen
        ]
        for each in sorted(large, key=lambda each: -each.size):
            if not self._early.has_room:
                break
            self._early.look(each)

    def _begin(self, position: int, each: Entering) -> None:
        if each.standing is Standing.REFUSED:
            nothing = ("", "", "", 0, ReadOutcome.PENDING, 0)
            self._taken[position] = TakenFile(each.source_path, *nothing, each.reason)
            return
        if each.sha256 in self._seen:
            self._again[position] = each.sha256
            return
        self._seen.add(each.sha256)
        while len(self._under_way) >= _AT_ONCE:
            self._close_oldest()
        there = self._there.get(each.sha256)
        if there is not None:
            self._versions[position] = there.id  # what lies in it enters beside it
            if each.sha256 in self._holding:
                self._holders.append(position)
        version = there or self._blank(each)
        if self._early.is_unread(each):
            self._under_way.append(_UnderWay(position, version, reading=self._early.take(each)))
        else:
            known = there is not None and not _is_opened_now(there, each)
            self._under_way.append(_UnderWay(position, version, known=known, reason=each.reason))

    def _blank(self, each: Entering) -> Version:
        """All that is known before it was read; its document and its place in the lot come with its row."""
        return Version(
            id="",
            lot=self._entry.lot,
            document="",
            ordinal=0,
            file_name=each.name,
            source_path=each.source_path,
            sha256=each.sha256,
            size=each.size,
            index_number=each.index_number,
        )

    def _close_oldest(self) -> None:
        oldest = self._under_way[0]
        each = self._survey.files[oldest.position]
        self._progress.step(oldest.position, len(self._survey.files), each.source_path)
        self._close(oldest)
        self._under_way.popleft()
        if len(self._ready) >= _TOGETHER or time.monotonic() - self._flushed > _PATIENCE:
            self._enter_ready()

    def _close(self, under_way: _UnderWay) -> None:
        if under_way.reading is not None:
            report = under_way.reading.report(self._progress)
            under_way.reason = report.reason
            if _stays_locked(under_way.version, report):
                under_way.known = True
            else:
                under_way.version = as_read(under_way.version, report, under_way.reading)
            if report.holds_unseen:
                self._holds(under_way.version.sha256 or "")
                self._holders.append(under_way.position)
        elif not under_way.known:
            under_way.version = _of_archive(under_way.version, under_way.reason)
        self._ready.append(under_way)

    def _enter_ready(self) -> None:
        """One operation for what is ready."""
        ready, self._ready = self._ready, []
        self._flushed = time.monotonic()
        read = [each.reading for each in ready if each.version.outcome is not ReadOutcome.PASSWORD]
        self._services.pages.put_last([reading.last for reading in read if reading is not None])
        new = [each for each in ready if not each.known]
        if new:
            several = len(new) > 1
            kind = OperationKind.IMPORT_MANY if several else OperationKind.IMPORT
            said = {"record": self._survey.files[new[0].position].name, "count": str(len(new))}
            step = Step(kind, said, self._entry.batch)
            rows = self._services.writer.run(step, lambda tx: self._rows(tx, new)).value
            for each, row in zip(new, rows, strict=True):
                each.version, each.known = row
        for each in ready:
            self._there[each.version.sha256 or ""] = each.version
            self._versions[each.position] = each.version.id
            duplicate = each.version.id if each.known else None
            reason = _reason_there(each) if each.known else each.reason
            self._taken[each.position] = self._told(
                each.position, each.version, reason=reason, duplicate_of=duplicate
            )

    def _rows(self, tx: Transaction, new: Sequence[_UnderWay]) -> list[tuple[Version, bool]]:
        """The rows as they are now, and whether somebody else brought the same bytes meanwhile."""
        tx.get(Lot, self._entry.lot)
        hashes = frozenset(each.version.sha256 for each in new)
        there = {each.sha256: each for each in tx.rows(Version, lot=self._entry.lot, sha256=hashes)}
        return [self._row(tx, each, there.get(each.version.sha256)) for each in new]

    def _row(self, tx: Transaction, ready: _UnderWay, same: Version | None) -> tuple[Version, bool]:
        each, version = self._survey.files[ready.position], ready.version
        if version.id:
            tx.put(version)
            return version, False
        if same is not None:
            return same, True
        document, ordinal = self._document_for(tx, ready.position, each)
        self._documents[ready.position] = document.id
        version = replace(
            version,
            id=tx.new_id(),
            document=document.id,
            ordinal=ordinal,
            holder=self._versions.get(each.holder) if each.holder is not None else None,
            received_at=self._entry.received_at or tx.now,
        )
        tx.put(version)
        self._versions[ready.position] = version.id  # what lies in it may come in the same operation
        return version, False

    def _document_for(self, tx: Transaction, position: int, each: Entering) -> tuple[Document, int]:
        """The document that was named or decided on, or that the survey proposes; a new one named after the file where there
        is none, or where it is gone since."""
        proposed = each.document
        if each.revises is not None:
            proposed = self._documents.get(each.revises)  # None where that one stays out
        named = self._entry.version_of or self._entry.decided.get(position, proposed)
        known = tx.find(Document, named) if named is not None else None
        if known is not None:
            there = tx.rows(Version, document=known.id)
            return known, 1 + max((version.ordinal for version in there), default=0)
        document = Document(id=tx.new_id(), lot=self._entry.lot, name=_stem(each.name))
        tx.put(document)
        return document, 1

    def _enter_attached(self) -> None:
        """Files attached to PDFs: what is attached shows only when the paper was read."""
        if not self._holders:
            return
        hashes = dict.fromkeys(self._survey.files[position].sha256 for position in self._holders)
        papers = [self._there[sha256] for sha256 in hashes]
        found = survey_attached(self._services, papers, self._progress)
        entry = Entry(self._entry.lot, batch=self._entry.batch)
        # without these: they come again at the head of what is attached to them
        holding = self._holding - hashes.keys()
        inner = EnteringFiles(
            self._services, entry, found, self._progress, holding=holding, holds=self._holds
        )
        inner.run()
        self._attached += [file for file in inner.files() if file.holder is not None]

    def _withdraw(self) -> None:
        """What the seller no longer discloses stays, marked with the day."""
        writer, day = self._services.writer, self._services.clock().date()
        for document in to_be_withdrawn(self._services, self._entry.withdrawn):

            def work(tx: Transaction, identity: str = document.id) -> None:
                tx.put(replace(tx.get(Document, identity), withdrawn_on=day))

            said = {"field": "Withdrawn by the seller", "record": document.name}
            writer.run(Step(OperationKind.EDIT, said, self._entry.batch), work)

    def _told(
        self,
        position: int,
        version: Version,
        *,
        reason: UserError | None = None,
        duplicate_of: str | None = None,
    ) -> TakenFile:
        each = self._survey.files[position]
        return TakenFile(
            source_path=each.source_path,
            sha256=version.sha256 or "",
            version=version.id,
            document=version.document,
            ordinal=version.ordinal,
            outcome=version.outcome,
            pages=version.pages or 0,
            reason=reason,
            duplicate_of=duplicate_of,
            holder=self._versions.get(each.holder) if each.holder is not None else None,
            refused=each.refused,
            media_type=version.media_type,
            healed=each.healed,
            textless=version.textless,
            noticed=version.noticed,
            failed_pages=version.failed_pages,
            doubtful_pages=version.doubtful_pages,
            elsewhere=each.elsewhere,
        )


def to_be_withdrawn(services: Services, documents: Iterable[str]) -> list[Document]:
    """Those of them that are there and not marked yet."""
    found = [document for identity in documents for document in services.reader.rows(Document, id=identity)]
    return [document for document in found if document.withdrawn_on is None]


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _stays_locked(there: Version, report: ReadReport) -> bool:
    """Whether a locked file was tried again in vain; then its row stays as it is."""
    in_vain = report.outcome is ReadOutcome.PASSWORD or isinstance(report.reason, READER_GAVE_UP)
    return there.outcome is ReadOutcome.PASSWORD and in_vain


def _is_opened_now(there: Version, each: Entering) -> bool:
    """Whether more of an archive that the lot holds came out than before: of one that was pending, locked in whole or in part."""
    if there.outcome is ReadOutcome.PENDING:
        return True
    if not each.is_archive or there.outcome not in {ReadOutcome.PASSWORD, ReadOutcome.PARTIAL}:
        return False
    outcome = getattr(each.reason, "outcome", ReadOutcome.OK)
    return outcome is ReadOutcome.OK or (
        outcome is ReadOutcome.PARTIAL and there.outcome is ReadOutcome.PASSWORD
    )


def _reason_there(there: _UnderWay) -> UserError | None:
    """Why a file that the lot holds was not read, nor is now. Its row keeps the code alone, so a sentence with braces
    cannot be said."""
    code = there.version.reason
    if not code or there.version.outcome is ReadOutcome.OK:
        return None
    return there.reason or stored_reason(code, there.version.media_type)


def _of_archive(version: Version, reason: UserError | None) -> Version:
    """An archive is read when its files came out; it has no pages of its own."""
    told = reason if isinstance(reason, ReadingError) else None
    return replace(
        version,
        outcome=told.outcome if told else ReadOutcome.OK,
        media_type=ARCHIVE,
        reason=told.code if told else None,
    )
