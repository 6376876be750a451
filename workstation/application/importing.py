"""Taking files in: stored by content first, then read page by page; what cannot be read is kept with a reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from workstation.application.operations import OperationKind, Step
from workstation.application.ports.documents import Pending, ReadPage, ReadReport
from workstation.application.ports.storage import StoredObject, StoredPage, Transaction
from workstation.application.progress import CancelledError, Progress
from workstation.application.services import Services
from workstation.domain.documents import Document, ReadOutcome, Version
from workstation.domain.errors import UserError
from workstation.domain.lots import Lot

T = TypeVar("T")
_POLL = 0.1  # seconds between two looks at whether to cancel


class NothingToTakeInError(UserError):
    code = "import.nothing"
    message = "There is no file at {path}. Check the name, or drop the files into the window."


class FileNotOpenedError(UserError):
    code = "import.not_opened"
    message = "{name} could not be opened ({detail}), so it was not taken in. Check that it is there and may be read, then take it in again."


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to take in and the seller's path to it, relative to what was dropped."""

    path: Path
    source_path: str

    @property
    def name(self) -> str:
        return self.source_path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What became of one file. `duplicate_of` names the version that already holds these bytes in this lot. A file
    that could not even be opened has a reason and neither hash nor version."""

    source_path: str
    sha256: str
    version: str
    document: str
    ordinal: int
    outcome: ReadOutcome
    pages: int
    reason: UserError | None = None
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    files: tuple[TakenFile, ...]
    cancelled: bool = False


def find_files(paths: Sequence[Path]) -> tuple[FoundFile, ...]:
    """Files and the files of folders, in the order of their names; hidden ones are left out."""
    return tuple(found for path in paths for found in _files_at(path))


def _files_at(path: Path) -> Iterator[FoundFile]:
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            relative = file.relative_to(path.parent)
            if file.is_file() and not any(part.startswith(".") for part in relative.parts):
                yield FoundFile(file, _readable(relative.as_posix()))
    elif path.is_file():
        yield FoundFile(path, _readable(path.name))
    else:
        raise NothingToTakeInError(path=path)


def _readable(name: str) -> str:
    """A name whose bytes are no UTF-8 (an archive from a Chinese Windows) is read as GB18030."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogateescape").decode("gb18030", "replace")
    return name


@dataclass(frozen=True, slots=True)
class Entry:
    """How files enter: the lot; the document they are new versions of, if that was said; when they were received,
    if not now; the batch they belong to, if not one of their own."""

    lot: str
    version_of: str | None = None
    received_at: datetime | None = None
    batch: str | None = None


def take_in(services: Services, lot: str, paths: Sequence[Path], progress: Progress) -> ImportReport:
    """Takes files and folders in as one batch. Cancel keeps what is finished.

    A file whose bytes the lot already holds is reported, not kept twice; a file with the name of a document of
    the lot becomes its next version.
    """
    return take_in_as(services, Entry(lot), paths, progress)


def take_in_as(services: Services, entry: Entry, paths: Sequence[Path], progress: Progress) -> ImportReport:
    """`take_in` for files of which more is known."""
    found = find_files(paths)
    services.reader.lot(entry.lot)
    entry = replace(entry, batch=entry.batch or services.new_id())
    taken: list[TakenFile] = []
    try:
        for position, file in enumerate(found):
            progress.step(position, len(found), file.source_path)
            taken.append(_take_one(services, entry, file, progress))
        progress.step(len(found), len(found))
    except CancelledError:
        return ImportReport(tuple(taken), cancelled=True)
    return ImportReport(tuple(taken))


def _take_one(services: Services, entry: Entry, file: FoundFile, progress: Progress) -> TakenFile:
    try:
        stream = file.path.open("rb")
    except OSError as error:
        return _not_opened(file, error)
    with stream:
        stored = services.objects.store(stream)
    version, known = _enter(services, entry, file, stored)
    if known and version.outcome is not ReadOutcome.PENDING:  # pending: the program ended before it was read
        return _taken(file, version, duplicate_of=version.id)
    report = read_object(services, stored.sha256, file.name, progress)
    read = replace(
        version,
        outcome=report.outcome,
        pages=report.pages,
        media_type=report.media_type,
        reason=report.reason.code if report.reason else None,
        taken_at=report.shot.taken_at if report.shot else None,
        latitude=report.shot.latitude if report.shot else None,
        longitude=report.shot.longitude if report.shot else None,
    )
    step = Step(OperationKind.READ, {"record": file.name}, entry.batch)
    services.writer.run(step, lambda tx: tx.put(read))
    return _taken(file, read, reason=report.reason)


def _not_opened(file: FoundFile, error: OSError) -> TakenFile:
    """The others are still taken in."""
    reason = FileNotOpenedError(name=file.source_path, detail=error.strerror or error)
    return TakenFile(file.source_path, "", "", "", 0, ReadOutcome.PENDING, 0, reason)


def _taken(
    file: FoundFile, version: Version, *, reason: UserError | None = None, duplicate_of: str | None = None
) -> TakenFile:
    return TakenFile(
        source_path=file.source_path,
        sha256=version.sha256 or "",
        version=version.id,
        document=version.document,
        ordinal=version.ordinal,
        outcome=version.outcome,
        pages=version.pages or 0,
        reason=reason,
        duplicate_of=duplicate_of,
    )


def _enter(services: Services, entry: Entry, file: FoundFile, stored: StoredObject) -> tuple[Version, bool]:
    """The version's row before it is read: from here on nothing of the file can be lost."""

    def work(tx: Transaction) -> tuple[Version, bool]:
        lot = entry.lot
        tx.get(Lot, lot)
        same = tx.rows(Version, lot=lot, sha256=stored.sha256)
        if same:
            return same[0], True
        document, ordinal = _document_for(tx, entry, file)
        version = Version(
            id=tx.new_id(),
            lot=lot,
            document=document.id,
            ordinal=ordinal,
            file_name=file.name,
            source_path=file.source_path,
            sha256=stored.sha256,
            size=stored.size,
            received_at=entry.received_at or tx.now,
        )
        tx.put(version)
        return version, False

    return services.writer.run(Step(OperationKind.IMPORT, {"record": file.name}, entry.batch), work).value


def _document_for(tx: Transaction, entry: Entry, file: FoundFile) -> tuple[Document, int]:
    """The document that was named, or whose version has this file name, or a new one named after the file."""
    earlier = tx.rows(Version, lot=entry.lot, file_name=file.name)
    known = entry.version_of or (earlier[-1].document if earlier else None)
    if known is not None:
        return tx.get(Document, known), 1 + max(v.ordinal for v in tx.rows(Version, document=known))
    document = Document(id=tx.new_id(), lot=entry.lot, name=file.path.stem)
    tx.put(document)
    return document, 1


def read_object(services: Services, sha256: str, name: str, progress: Progress) -> ReadReport:
    """Reads an object in a worker; its pages go into the derived store as they come."""

    def keep(page: ReadPage) -> None:
        failure = page.failure.code if page.failure else ""
        services.pages.put(sha256, StoredPage(page.index, page.label, page.geometry, page.text, failure))

    with services.objects.open(sha256) as stream:
        report = _wait(services.documents().read(stream, name=name, on_page=keep), progress)
    services.pages.complete(sha256)
    return report


def _wait(pending: Pending[T], progress: Progress) -> T:
    """Waits without being deaf to cancel."""
    while True:
        try:
            return pending.result(timeout=_POLL)
        except TimeoutError:
            if progress.cancelled:
                pending.cancel()
                raise CancelledError from None
