"""Imports that were cut off: what is left of them, and going on with it."""

import errno
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from workstation.application.dropped_files import FileNotOpenedError, readable_name
from workstation.application.entering import Entry, to_be_withdrawn
from workstation.application.importing import ImportReport, enter
from workstation.application.ports.imports import BegunFile, BegunImport
from workstation.application.progress import CancelledError, Progress
from workstation.application.services import Services
from workstation.application.survey import survey, survey_again_of
from workstation.application.surveyed import Entering, Standing, Survey
from workstation.domain.documents import Version
from workstation.domain.errors import UserError
from workstation.domain.system_errors import system_reason
from workstation.language.translator import Translator

# English keys
_INTERRUPTED: Final = "An import into {lot} was cut off: {left} of {count} files are not in."
_NOT_LOOKED_THROUGH: Final = (
    "An import into {lot} was cut off while its files were looked through ({names}): none of them is in."
)

_AT_ITS_END: Final = "An import into {lot} was cut off at its end: files that are attached to its papers, or marks of what the seller withdrew, are not in."

_NAMED: Final = 3  # paths in one message


class NothingInterruptedError(UserError):
    code = "import.nothing_interrupted"
    message = "No import into this lot was cut off. Name the files or folders to take in."


class ImportNoteDamagedError(UserError):
    code = "import.note_damaged"
    message = "An import was cut off, and what was noted of it cannot be read ({name}). Take its files in again, then have the note put aside."
    command = "doctor --repair"


class DroppedGoneError(UserError):
    code = "import.dropped_gone"
    message = "Nothing of what was to be taken in is there any more ({names}). Plug the disk in or put the files back, then go on with the import, or leave the files out; it is kept until then."
    command = "import W LOT --resume | --leave-out"


@dataclass(frozen=True, slots=True)
class InterruptedImport:
    """An import of which `left` files are not in its lot yet; 0 where all but what is attached to them is in. Both numbers
    are 0 where its files were still looked through (`BegunImport.dropped`)."""

    begun: BegunImport
    lot: str  # its name
    left: int

    @property
    def count(self) -> int:
        return len(self.begun.files)


def interrupted_sentence(tr: Translator, found: InterruptedImport) -> str:
    if not found.begun.dropped and not found.left:
        return tr(_AT_ITS_END, lot=found.lot)
    if not found.begun.dropped:
        return tr(_INTERRUPTED, lot=found.lot, left=found.left, count=found.count)
    names = [readable_name(Path(path).name or path) for path in found.begun.dropped]
    said = names[0] if len(names) == 1 else tr("{name} and {count} more", name=names[0], count=len(names) - 1)
    return tr(_NOT_LOOKED_THROUGH, lot=found.lot, names=said)


def interrupted_imports(services: Services) -> tuple[InterruptedImport, ...]:
    """The imports that were cut off, the oldest first.

    One of which everything came in by other ways is none any more: its note is removed, unless what is attached to its
    papers was still to come, or papers were to be marked as withdrawn. That of a lot in the bin is kept,
    and told of again when the lot comes back.
    """
    names = {lot.id: lot.name for lot in services.reader.lots()}
    found = []
    for begun in services.imports.all():
        if begun.lot not in names:
            continue
        left = _left(services, begun)
        if left or begun.dropped or begun.holding or to_be_withdrawn(services, begun.withdrawn):
            found.append(InterruptedImport(begun, names[begun.lot], len(left)))
        elif not services.read_only:
            services.imports.end(begun.batch)
    return tuple(found)


def _left(services: Services, begun: BegunImport) -> tuple[BegunFile, ...]:
    there = {version.sha256 for version in services.reader.rows(Version, lot=begun.lot)}
    return tuple(file for file in begun.files if file.sha256 not in there)


def leave_out(services: Services, found: InterruptedImport) -> tuple[str, ...]:
    """Gives an import up: what is not in stays out, and it is not told of again.

    Returns the paths of what stays out: at the seller, or on this computer where the files were still looked through.
    """
    left = tuple(each.source_path for each in _left(services, found.begun))
    paths = tuple(readable_name(path) for path in found.begun.dropped) or left
    services.imports.end(found.begun.batch)
    return paths


def survey_interrupted(
    services: Services, begun: BegunImport, progress: Progress, passwords: tuple[str, ...] = ()
) -> tuple[Entry, Survey]:
    """Looks through what was kept of the files again, for `enter`; what was decided of them still holds.

    Where they were not all kept yet, what was dropped is looked through again where it lies.
    """
    if begun.dropped:
        paths = [Path(path) for path in begun.dropped]
        entry = entry_again(begun, passwords)
        return entry, survey_dropped(services, begun.lot, paths, progress, passwords)
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


def entry_again(begun: BegunImport, passwords: tuple[str, ...] = ()) -> Entry:
    """How what was dropped was to enter, before anything was decided of its files."""
    return Entry(begun.lot, version_of=begun.version_of, batch=begun.batch, passwords=passwords)


def survey_dropped(
    services: Services,
    lot: str,
    paths: Sequence[Path],
    progress: Progress,
    passwords: tuple[str, ...] = (),
    *,
    probing: bool = False,
) -> Survey:
    """`survey` of what was dropped before. A path that is not there any more is in it with its reason.

    Raises:
        DroppedGoneError: none of the paths is there; nothing was decided.
    """
    there = [path for path in paths if os.path.exists(path)]  # noqa: PTH110 - a folder that may not be read is no error here
    if paths and not there:
        names = ", ".join(readable_name(str(path)) for path in paths[:_NAMED])
        raise DroppedGoneError(names=names if len(paths) <= _NAMED else f"{names}, …")
    found = survey(services, lot, there, progress, passwords, probing=probing)
    gone = tuple(_gone(path) for path in paths if path not in there)
    return replace(found, files=(*found.files, *gone))


def _gone(path: Path) -> Entering:
    reason = FileNotOpenedError(
        name=readable_name(str(path)),
        detail=system_reason(FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))),
    )
    return Entering(readable_name(path.name), standing=Standing.REFUSED, reason=reason)


def resume(
    services: Services, begun: BegunImport, progress: Progress, passwords: tuple[str, ...] = ()
) -> ImportReport:
    """Takes in the rest, as the same step to undo. After a `UserError` it is as it was: still to be gone on with."""
    try:
        entry, found = survey_interrupted(services, begun, progress, passwords)
    except CancelledError:
        return ImportReport((), cancelled=True, batch=begun.batch)
    return enter(services, entry, found, progress)
