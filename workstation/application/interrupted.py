"""Imports that were cut off: what is left of them, and going on with it."""

from dataclasses import dataclass
from typing import Final

from workstation.application.entering import Entry
from workstation.application.importing import ImportReport, enter
from workstation.application.ports.imports import BegunFile, BegunImport
from workstation.application.progress import Progress
from workstation.application.services import Services
from workstation.application.survey import Survey, survey_again_of
from workstation.domain.documents import Version
from workstation.domain.errors import UserError

# English key
INTERRUPTED: Final = "An import into {lot} was cut off: {left} of {count} files are not in."


class NothingInterruptedError(UserError):
    code = "import.nothing_interrupted"
    message = "No import into this lot was cut off. Name the files or folders to take in."


class ImportNoteDamagedError(UserError):
    code = "import.note_damaged"
    message = "An import was cut off, and what was noted of it cannot be read ({name}). Take its files in again, then have the note put aside (doctor --repair)."


@dataclass(frozen=True, slots=True)
class InterruptedImport:
    """An import of which `left` files are not in its lot yet."""

    begun: BegunImport
    lot: str  # its name
    left: int

    @property
    def count(self) -> int:
        return len(self.begun.files)


def interrupted_imports(services: Services) -> tuple[InterruptedImport, ...]:
    """The oldest first. One of which everything came in by other ways, or whose lot is gone, is none any more."""
    names = {lot.id: lot.name for lot in services.reader.lots()}
    found = []
    for begun in services.imports.all():
        left = _left(services, begun) if begun.lot in names else ()
        if left:
            found.append(InterruptedImport(begun, names[begun.lot], len(left)))
        elif not services.read_only:
            services.imports.end(begun.batch)
    return tuple(found)


def _left(services: Services, begun: BegunImport) -> tuple[BegunFile, ...]:
    there = {version.sha256 for version in services.reader.rows(Version, lot=begun.lot)}
    return tuple(file for file in begun.files if file.sha256 not in there)


def survey_interrupted(
    services: Services, begun: BegunImport, progress: Progress, passwords: tuple[str, ...] = ()
) -> tuple[Entry, Survey]:
    """What was kept of the files is looked through again, and what was decided of them still holds; for `enter`."""
    tops = [(file.source_path, file.sha256, file.size) for file in begun.files if not file.is_inside]
    found = survey_again_of(services, begun.lot, tops, progress, passwords)
    decided = dict(begun.decided)
    places = {place: each.source_path for place, each in enumerate(found.files)}
    entry = Entry(
        begun.lot,
        version_of=begun.version_of,
        batch=begun.batch,
        decided={place: decided[path] for place, path in places.items() if path in decided},
        left_out=frozenset(place for place, path in places.items() if path in begun.left_out),
        passwords=passwords,
        withdrawn=begun.withdrawn,
    )
    return entry, found


def resume(
    services: Services, begun: BegunImport, progress: Progress, passwords: tuple[str, ...] = ()
) -> ImportReport:
    """Takes in the rest, as the same step to undo."""
    entry, found = survey_interrupted(services, begun, progress, passwords)
    return enter(services, entry, found, progress)
