"""Taking files in: stored by content first, then read page by page; what cannot be read is kept with a reason."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from workstation.application.operations import OperationKind, Step
from workstation.application.ports.documents import Pending, ReadPage, ReadReport
from workstation.application.ports.storage import StoredPage, Transaction
from workstation.application.progress import CancelledError, Progress
from workstation.application.services import Services
from workstation.application.survey import Entering, Refused, Standing, Survey, survey
from workstation.application.waiting import wait
from workstation.domain.documents import ARCHIVE, Document, ReadOutcome, Version
from workstation.domain.errors import UserError
from workstation.domain.lots import Lot
from workstation.domain.reading import ReadingError

_AT_ONCE: Final = 2  # files that are read at a time, each in a worker of its own


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What became of one file. `duplicate_of` names the version that already holds these bytes in this lot. A file
    that could not even be opened has a reason and neither hash nor version. `holder` is the version of the archive or
    mail that it lay in; `refused` are the files that stayed in it."""

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


@dataclass(frozen=True, slots=True)
class ImportReport:
    files: tuple[TakenFile, ...]
    cancelled: bool = False
    batch: str = ""


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
    passwords: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


def take_in(services: Services, lot: str, paths: Sequence[Path], progress: Progress) -> ImportReport:
    """Takes files and folders in as one batch. Cancel keeps what is finished.

    A file whose bytes the lot already holds is reported, not kept twice; a file with the name of a document of
    the lot becomes its next version.
    """
    return take_in_as(services, Entry(lot), paths, progress)


def take_in_as(services: Services, entry: Entry, paths: Sequence[Path], progress: Progress) -> ImportReport:
    """`take_in` for files of which more is known."""
    try:
        found = survey(services, entry.lot, paths, progress, entry.passwords)
    except CancelledError:
        return ImportReport((), cancelled=True)
    return enter(services, entry, found, progress)


def enter(services: Services, entry: Entry, found: Survey, progress: Progress) -> ImportReport:
    """Takes in what a survey found. Called again with the same batch after a cancel, it goes on where it stopped."""
    entry = replace(entry, batch=entry.batch or services.new_id())
    entering = _Entering(services, entry, found, progress)
    try:
        for position in range(len(found.files)):
            progress.step(position, len(found.files), found.files[position].source_path)
            entering.begin(position)
        entering.finish()
        entering.withdraw()
        progress.step(len(found.files), len(found.files))
    except CancelledError:
        entering.stop()
        return ImportReport(entering.files(), cancelled=True, batch=entry.batch or "")
    return ImportReport(entering.files(), batch=entry.batch or "")


@dataclass(frozen=True, slots=True)
class _UnderWay:
    position: int
    version: Version
    reading: "Reading"


class _Entering:
    """Rows first, one file after the other; then up to two files are read at a time."""

    def __init__(self, services: Services, entry: Entry, found: Survey, progress: Progress) -> None:
        self._services = services
        self._entry = entry
        self._survey = found
        self._progress = progress
        self._versions: dict[int, str] = {}
        self._seen: dict[str, Version] = {}
        self._again: dict[int, str] = {}
        self._under_way: deque[_UnderWay] = deque()
        self._taken: dict[int, TakenFile] = {}

    def files(self) -> tuple[TakenFile, ...]:
        """Bytes that came twice in one drop are told of by the first."""
        taken = dict(self._taken)
        for position, digest in self._again.items():
            version = self._seen[digest]
            taken[position] = self._told(position, version, duplicate_of=version.id)
        return tuple(taken[position] for position in sorted(taken))

    def begin(self, position: int) -> None:
        """Enters a file; waits for the oldest when enough are being read."""
        each = self._survey.files[position]
        if position in self._entry.left_out:
            return
        if each.standing is Standing.REFUSED:
            self._taken[position] = TakenFile(
                each.source_path, "", "", "", 0, ReadOutcome.PENDING, 0, each.reason
            )
            return
        if each.sha256 in self._seen:
            self._again[position] = each.sha256
            return
        version, known = self._row(position, each)
        self._seen[each.sha256] = version
        self._versions[position] = version.id
        # a pending one that was there before is one at which the program ended: it is read now
        if known and version.outcome is not ReadOutcome.PENDING:
            self._taken[position] = self._told(position, version, duplicate_of=version.id)
        elif each.is_archive:
            self._finished(position, _of_archive(version, each), each.reason)
        else:
            self._read(position, version, each)

    def finish(self) -> None:
        while self._under_way:
            self._close_oldest()

    def withdraw(self) -> None:
        """What the seller no longer discloses stays, marked with the day."""
        writer, day = self._services.writer, self._services.clock().date()
        for identity in self._entry.withdrawn:

            def work(tx: Transaction, identity: str = identity) -> None:
                tx.put(replace(tx.get(Document, identity), withdrawn_on=day))

            name = self._services.reader.rows(Document, id=identity)[0].name
            said = {"field": "Withdrawn by the seller", "record": name}
            writer.run(Step(OperationKind.EDIT, said, self._entry.batch), work)

    def stop(self) -> None:
        """What is being read is read when it is taken in again."""
        for each in self._under_way:
            each.reading.cancel()

    def _read(self, position: int, version: Version, each: Entering) -> None:
        while len(self._under_way) >= _AT_ONCE:
            self._close_oldest()
        passwords = (*self._entry.passwords, *self._services.passwords.known(each.sha256))
        reading = Reading(self._services, each.sha256, each.name, passwords)
        self._under_way.append(_UnderWay(position, version, reading))

    def _close_oldest(self) -> None:
        oldest = self._under_way[0]
        report = oldest.reading.report(self._progress)
        self._under_way.popleft()
        self._finished(oldest.position, as_read(oldest.version, report), report.reason)

    def _finished(self, position: int, read: Version, reason: UserError | None) -> None:
        each = self._survey.files[position]
        step = Step(OperationKind.READ, {"record": each.name}, self._entry.batch)
        self._services.writer.run(step, lambda tx: tx.put(read))
        self._seen[each.sha256] = read
        self._taken[position] = self._told(position, read, reason=reason)

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
        )

    def _row(self, position: int, each: Entering) -> tuple[Version, bool]:
        """The version's row before it is read: from here on nothing of the file can be lost."""
        entry = self._entry

        def work(tx: Transaction) -> tuple[Version, bool]:
            tx.get(Lot, entry.lot)
            same = tx.rows(Version, lot=entry.lot, sha256=each.sha256)
            if same:
                return same[0], True
            document, ordinal = self._document_for(tx, position, each)
            version = Version(
                id=tx.new_id(),
                lot=entry.lot,
                document=document.id,
                ordinal=ordinal,
                file_name=each.name,
                source_path=each.source_path,
                sha256=each.sha256,
                size=each.size,
                holder=self._versions.get(each.holder) if each.holder is not None else None,
                index_number=each.index_number,
                received_at=entry.received_at or tx.now,
            )
            tx.put(version)
            return version, False

        step = Step(OperationKind.IMPORT, {"record": each.name}, entry.batch)
        return self._services.writer.run(step, work).value

    def _document_for(self, tx: Transaction, position: int, each: Entering) -> tuple[Document, int]:
        """The document that was named or decided on, or that the survey proposes, or a new one named after the file."""
        proposed = each.document if each.standing is Standing.VERSION else None
        known = self._entry.version_of or self._entry.decided.get(position, proposed)
        if known is not None:
            return tx.get(Document, known), 1 + max(v.ordinal for v in tx.rows(Version, document=known))
        document = Document(id=tx.new_id(), lot=self._entry.lot, name=_stem(each.name))
        tx.put(document)
        return document, 1


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _of_archive(version: Version, each: Entering) -> Version:
    """An archive is read when its files came out; it has no pages of its own."""
    reason = each.reason if isinstance(each.reason, ReadingError) else None
    return replace(
        version,
        outcome=reason.outcome if reason else ReadOutcome.OK,
        media_type=ARCHIVE,
        reason=reason.code if reason else None,
    )


def as_read(version: Version, report: ReadReport) -> Version:
    """The row of a version after it was read."""
    shot = report.shot
    return replace(
        version,
        outcome=report.outcome,
        pages=report.pages,
        media_type=report.media_type,
        reason=report.reason.code if report.reason else None,
        taken_at=shot.taken_at if shot else None,
        latitude=shot.latitude if shot else None,
        longitude=shot.longitude if shot else None,
    )


class Reading:
    """An object on its way through a worker; its pages go into the derived store as they come. A locked one is tried
    with `passwords`, then with the one that the keyring remembers."""

    def __init__(self, services: Services, sha256: str, name: str, passwords: Sequence[str] = ()) -> None:
        self._services = services
        self._sha256 = sha256
        self._name = name
        self._stream = services.objects.open(sha256)
        self._pending = self._begun(passwords)

    def report(self, progress: Progress) -> ReadReport:
        """`CancelledError` when it was told to stop."""
        report = wait(self._pending, progress)
        if report.outcome is ReadOutcome.PASSWORD and (kept := self._services.passwords.recall(self._sha256)):
            self._pending = self._begun([kept])
            report = wait(self._pending, progress)
        self._stream.close()
        self._services.pages.complete(self._sha256)
        if report.password is not None:
            self._services.passwords.keep(self._sha256, report.password)
        return report

    def cancel(self) -> None:
        self._pending.cancel()
        self._stream.close()

    def _begun(self, passwords: Sequence[str]) -> Pending[ReadReport]:
        def keep(page: ReadPage) -> None:
            failure = page.failure.code if page.failure else ""
            stored = StoredPage(page.index, page.label, page.geometry, page.text, failure)
            self._services.pages.put(self._sha256, stored)

        reader = self._services.documents()
        return reader.read(self._stream, name=self._name, passwords=passwords, on_page=keep)
