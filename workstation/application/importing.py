"""Taking files in: stored by content first, then read page by page; what cannot be read is kept with a reason."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from workstation.application.early import EarlyReadings, versions_there
from workstation.application.entering import EnteringFiles, Entry, ImportReport, TakenFile
from workstation.application.ports.imports import BegunFile, BegunImport
from workstation.application.progress import CancelledError, Progress
from workstation.application.services import Services
from workstation.application.survey import survey
from workstation.application.surveyed import Standing, Survey
from workstation.domain.errors import UserError

__all__ = [
    "Entry",
    "ImportReport",
    "TakenFile",
    "enter",
    "kept_as_begun",
    "note_dropped",
    "take_in",
    "take_in_as",
]


def take_in(services: Services, lot: str, paths: Sequence[Path], progress: Progress) -> ImportReport:
    """Takes files and folders in as one batch. Cancel keeps what is finished.

    A file whose bytes the lot already holds is reported, not kept twice; a file with the name of a document of
    the lot becomes its next version.
    """
    return take_in_as(services, Entry(lot), paths, progress)


def take_in_as(services: Services, entry: Entry, paths: Sequence[Path], progress: Progress) -> ImportReport:
    """`take_in` for files of which more is known. Large files are read while the others are still looked through.

    Returns what entered. What ended the import before the rest (a full disk, a cancel) is in the report and not
    raised.
    """
    entry = _with_batch(services, entry)
    early = EarlyReadings(services, versions_there(services, entry.lot), entry.passwords)
    try:
        with kept_as_begun(services, entry, paths):
            found = survey(services, entry.lot, paths, progress, entry.passwords, seen=early.look)
        return _enter(services, entry, found, progress, early)
    except CancelledError:
        return ImportReport((), cancelled=True, batch=entry.batch or "")
    finally:
        early.cancel()


def note_dropped(services: Services, entry: Entry, paths: Sequence[Path]) -> None:
    """Keeps, until `entry.batch` has taken in what was dropped, that it is to: whoever is cut off before that is reminded
    of it. A note that an earlier import left of the same paths is replaced; one of this batch stays as it is."""
    dropped = tuple(str(path.absolute()) for path in paths)
    batch = entry.batch or ""
    before = [each for each in services.imports.all() if each.lot == entry.lot and each.dropped]
    if any(each.batch == batch for each in before):
        return
    services.imports.begin(
        BegunImport(batch, entry.lot, services.clock(), (), version_of=entry.version_of, dropped=dropped)
    )
    for each in before:
        if set(each.dropped) <= set(dropped):
            services.imports.end(each.batch)


@contextmanager
def kept_as_begun(services: Services, entry: Entry, paths: Sequence[Path]) -> Iterator[None]:
    """`note_dropped` around the look through what was dropped. A `UserError` ends the note, because it is told at once."""
    note_dropped(services, entry, paths)
    try:
        yield
    except UserError:
        services.imports.end(entry.batch or "")
        raise


def _with_batch(services: Services, entry: Entry) -> Entry:
    return replace(entry, batch=entry.batch or services.new_id())


def enter(services: Services, entry: Entry, found: Survey, progress: Progress) -> ImportReport:
    """Takes in what a survey found. Called again with the same batch after a cancel or a cut, it goes on where it
    stopped."""
    return _enter(services, entry, found, progress, None)


def _enter(
    services: Services, entry: Entry, found: Survey, progress: Progress, early: EarlyReadings | None
) -> ImportReport:
    entry = _with_batch(services, entry)
    note = _Note(services, _begun(services, entry, found))
    holding = frozenset(note.begun.holding)
    entering = EnteringFiles(services, entry, found, progress, early, holding=holding, holds=note.holds)
    try:
        entering.run()
        progress.step(len(found.files), len(found.files))
    except CancelledError:
        return _stopped(entering, entry)
    except UserError as error:
        entering.abandon()
        return ImportReport(entering.files(), batch=entry.batch or "", cut=error)
    services.imports.end(entry.batch or "")
    return ImportReport(entering.files(), batch=entry.batch or "")


def _stopped(entering: EnteringFiles, entry: Entry) -> ImportReport:
    """What was read still enters, where the disk takes it."""
    cut = None
    try:
        entering.stop()
    except UserError as error:
        entering.abandon()
        cut = error
    return ImportReport(entering.files(), cancelled=True, batch=entry.batch or "", cut=cut)


class _Note:
    """What is kept of an import before its first file enters: whoever is cut off after that is reminded of the rest."""

    def __init__(self, services: Services, begun: BegunImport) -> None:
        before = [each.holding for each in services.imports.all() if each.batch == begun.batch]
        self._services = services
        self.begun = replace(begun, holding=before[0] if before else ())
        services.imports.begin(self.begun)

    def holds(self, sha256: str) -> None:
        """What is attached to this file has still to come."""
        if sha256 not in self.begun.holding:
            self.begun = replace(self.begun, holding=(*self.begun.holding, sha256))
            self._services.imports.begin(self.begun)


def _begun(services: Services, entry: Entry, found: Survey) -> BegunImport:
    wanted = [
        (place, each)
        for place, each in enumerate(found.files)
        if place not in entry.left_out and each.standing is not Standing.REFUSED
    ]
    return BegunImport(
        batch=entry.batch or "",
        lot=entry.lot,
        begun_at=services.clock(),
        files=tuple(
            BegunFile(each.source_path, each.sha256, each.size, is_inside=each.holder is not None)
            for _, each in wanted
        ),
        version_of=entry.version_of,
        decided={found.files[place].source_path: document for place, document in entry.decided.items()},
        left_out=tuple(found.files[place].source_path for place in sorted(entry.left_out)),
        withdrawn=entry.withdrawn,
    )
