"""Pages that were read once and are not in the derived store any more: which they are, and reading them again."""

from collections import deque
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from workstation.application.progress import Progress
from workstation.application.readings import Reading
from workstation.application.services import Services
from workstation.domain.documents import ARCHIVE, Version
from workstation.domain.errors import UserError
from workstation.domain.reading import ReadOutcome

HAVE_PAGES: Final = frozenset({ReadOutcome.OK, ReadOutcome.PARTIAL})
# English key
NOT_READ_PAGES: Final = "{count} pages are not read yet and were not searched. They are read when the workspace is open for writing."
_AT_ONCE: Final = 8  # files that are with the reader


class MissingPages(NamedTuple):
    """A file whose `pages` are recorded and are not in the store."""

    sha256: str
    name: str
    size: int
    pages: int


class _Recorded(NamedTuple):
    lot: str
    sha256: str | None
    file_name: str | None
    size: int | None
    pages: int | None
    outcome: ReadOutcome
    media_type: str | None


def missing_pages(services: Services, lot: str | None = None) -> tuple[MissingPages, ...]:
    """The files, each once, that are to be read again before everything of a lot (of all lots when left out) can be
    searched and compared. Empty in a sound workspace."""
    recorded = {
        each.sha256: each
        for each in services.reader.glances(Version, _Recorded)
        if each.sha256 and has_pages(each.outcome, each.pages, each.media_type) and lot in {None, each.lot}
    }
    lacking = services.pages.lacks(recorded)
    return tuple(
        MissingPages(sha256, each.file_name or "", each.size or 0, each.pages or 0)
        for sha256, each in recorded.items()
        if sha256 in lacking
    )


def has_pages(outcome: ReadOutcome, pages: int | None, media_type: str | None) -> bool:
    """Whether a version was read into pages: an archive, a locked or a damaged file has none."""
    return outcome in HAVE_PAGES and bool(pages) and media_type != ARCHIVE


def lost_files(
    services: Services, lacking: Iterable[str], sound: set[str] | None = None
) -> Mapping[str, str]:
    """Of the files whose pages are `lacking` (hashes) those that cannot be read again, since the workspace's file is
    missing or damaged, with the name to take it in by. Each is hashed; who asks often keeps the ones that are `sound`."""
    known = set() if sound is None else sound
    lost: dict[str, str] = {}
    for sha256 in sorted(set(lacking) - known):
        try:
            services.objects.open(sha256).close()
            known.add(sha256)
        except UserError as error:
            lost[sha256] = str(error.params.get("name", sha256))
    return lost


def read_missing(services: Services, wanted: Iterable[MissingPages], progress: Progress) -> None:
    """Reads files again into the derived store; no row changes. What cannot be read now (its password is not known any
    more, its object is gone) stays missing. `CancelledError` when it is stopped: what was read by then is kept."""
    left = deque(wanted)
    total = len(left)
    begun: deque[tuple[MissingPages, Reading]] = deque()
    try:
        while left or begun:
            while left and len(begun) < _AT_ONCE:
                begun.append(_begin(services, left.popleft()))
            each, reading = begun[0]
            progress.step(total - len(left) - len(begun), total, each.name)
            _keep(services, reading, progress)
            begun.popleft()
        progress.step(total, total)
    finally:
        for _, reading in begun:
            reading.cancel()


def _begin(services: Services, each: MissingPages) -> tuple[MissingPages, Reading]:
    known = services.passwords.known(each.sha256)
    return each, Reading(services, each.sha256, each.name, known, size=each.size)


def _keep(services: Services, reading: Reading, progress: Progress) -> None:
    try:
        report = reading.report(progress)
    except UserError:
        return
    if report.outcome in HAVE_PAGES:
        services.pages.put_last([reading.last])
