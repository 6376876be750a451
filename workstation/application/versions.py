"""Two versions of a document beside each other: what changed, and where the citations of the older one stand now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction
from workstation.application.progress import Progress
from workstation.application.services import Services
from workstation.application.waiting import wait
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.citations import Citation, Evidence
from workstation.domain.documents import Document, PageReading, PageStatus, Version
from workstation.domain.errors import UserError
from workstation.domain.fields import field_of
from workstation.domain.highlights import Highlight
from workstation.domain.naming import name_of
from workstation.domain.pages import PageText
from workstation.domain.reading import ReadingError
from workstation.domain.record import LotRecord
from workstation.domain.versions import Anchor, Change, PageChange, anchored, compare_pages, same_picture

_PICTURE_WIDTH = 96  # pixels: enough to see a stamp, too little to see how a letter was rounded


class OnlyOneVersionError(UserError):
    code = "versions.only_one"
    message = (
        "{document} has one version only, so there is nothing to compare. Take in the file that replaces it."
    )


@dataclass(frozen=True, slots=True)
class Resting:
    """A citation of the older version, what rests on it (field and record, English keys or a person's words), and
    where it stands now."""

    citation: Citation
    on: tuple[tuple[str, str], ...]
    anchor: Anchor

    @property
    def can_move(self) -> bool:
        return self.anchor.page is not None and not self.anchor.now


@dataclass(frozen=True, slots=True)
class Marked:
    """A highlight of the older version, and where it stands now."""

    highlight: Highlight
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class VersionReport:
    document: Document
    old: Version
    new: Version
    changes: tuple[PageChange, ...]
    resting: tuple[Resting, ...]
    marked: tuple[Marked, ...] = ()  # that were found again
    read: tuple[
        tuple[int, PageStatus], ...
    ] = ()  # pages of the new version that are as they were, and were read


def compare_versions(services: Services, document: str, progress: Progress) -> VersionReport:
    """The newest version and the newest older one that something rests on, else the one before it."""
    found = services.reader.rows(Document, id=document)[0]
    record = services.reader.lot(found.lot)
    versions = record.versions_of(document)
    if len(versions) < 2:
        raise OnlyOneVersionError(document=found.name)
    new = versions[-1]
    cited = {citation.version for citation in record.all(Citation)}
    old = next((version for version in reversed(versions[:-1]) if version.id in cited), versions[-2])
    left, right = _texts(services, old), _texts(services, new)
    looks = _Looks(services, old, new, progress)
    changes = compare_pages(
        [page.text for page in left.values()], [page.text for page in right.values()], looks
    )
    older = {version.id for version in versions[:-1]}
    resting = tuple(
        Resting(citation, _rests_on(record, citation), _anchor(citation, right, changes, old.id))
        for citation in record.all(Citation)
        if citation.version in older
    )
    return VersionReport(
        found,
        old,
        new,
        changes,
        resting,
        _marked(record, old, right),
        _read_already(record, old, new, changes),
    )


def carry_over(services: Services, report: VersionReport) -> Committed[int]:
    """Moves the citations and highlights that were found again to the new version, with the reading status of pages that
    did not change, as one step; how many citations."""
    moved = [each for each in report.resting if each.can_move]

    def work(tx: Transaction) -> int:
        for each in moved:
            citation, anchor = tx.get(Citation, each.citation.id), each.anchor
            citation = replace(citation, version=report.new.id, page=anchor.page or 0)
            if (quote := anchor.quote) is not None:
                citation = replace(
                    citation,
                    rects=quote.rects,
                    before=quote.before or None,
                    after=quote.after or None,
                    part=quote.part or None,
                )
            tx.put(citation)
        for marked in report.marked:
            quote = marked.anchor.quote
            if quote is not None:
                mark = tx.get(Highlight, marked.highlight.id)
                mark = replace(mark, version=report.new.id, page=marked.anchor.page or 0, rects=quote.rects)
                tx.put(replace(mark, part=quote.part or None))
        for page, status in report.read:
            row = PageReading(
                id=tx.new_id(), lot=report.new.lot, version=report.new.id, page=page, status=status
            )
            tx.put(row)
        return len(moved)

    said = {"record": report.document.name, "count": str(len(moved))}
    return services.writer.run(Step(OperationKind.CARRY_OVER, said), work)


def _texts(services: Services, version: Version) -> Mapping[int, PageText]:
    """A page that could not be read counts as empty."""
    found = {}
    for index in range(version.pages or 0):
        stored = services.pages.get(version.sha256 or "", index)
        found[index] = stored.text if stored is not None else PageText("", b"")
    return found


def _anchor(
    citation: Citation, pages: Mapping[int, PageText], changes: tuple[PageChange, ...], old: str
) -> Anchor:
    """An area without words moves with its page, where that page looks the same."""
    if citation.quote:
        before, after = citation.before or "", citation.after or ""
        return anchored(citation.quote, citation.page, pages, before=before, after=after)
    same = (each for each in changes if each.old == citation.page and each.change is Change.SAME)
    found = next(same, None) if citation.version == old else None
    return Anchor(found.new) if found is not None else Anchor()


def _marked(record: LotRecord, old: Version, pages: Mapping[int, PageText]) -> tuple[Marked, ...]:
    marks = record.all(Highlight, version=old.id)
    found = (Marked(mark, anchored(mark.quote, mark.page, pages)) for mark in marks if mark.quote)
    return tuple(marked for marked in found if marked.anchor.quote is not None)


def _read_already(
    record: LotRecord, old: Version, new: Version, changes: tuple[PageChange, ...]
) -> tuple[tuple[int, PageStatus], ...]:
    """Of pages that nobody has looked at in the new version."""
    status = {row.page: row.status for row in record.all(PageReading, version=old.id)}
    known = {row.page for row in record.all(PageReading, version=new.id)}
    return tuple(
        (each.new, status[each.old])
        for each in changes
        if each.change is Change.SAME
        and each.old in status
        and each.new is not None
        and each.new not in known
        and status[each.old] is not PageStatus.TO_READ
    )


def _rests_on(record: LotRecord, citation: Citation) -> tuple[tuple[str, str], ...]:
    found = []
    for evidence in record.all(Evidence, citation=citation.id):
        row = record.row(evidence.row_entity, evidence.row)
        if row is not None:
            label = field_of(BY_ENTITY[evidence.row_entity], evidence.field).label
            found.append((label, name_of(row)))
    return tuple(found)


class _Looks:
    """Draws pairs of pages small and compares them. A page that cannot be drawn looks like itself only."""

    def __init__(self, services: Services, old: Version, new: Version, progress: Progress) -> None:
        self._viewer = services.viewer()
        self._old, self._new = old, new
        self._progress = progress
        self._sizes: dict[str, tuple[tuple[float, float], ...]] = {}

    def __call__(self, old: int, new: int) -> bool:
        self._progress.step(new, self._new.pages or 0)
        if self._old.sha256 == self._new.sha256:
            return True
        try:
            return same_picture(self._picture(self._old, old), self._picture(self._new, new))
        except ReadingError:
            return False

    def _picture(self, version: Version, page: int) -> bytes:
        digest = version.sha256 or ""
        if digest not in self._sizes:
            self._sizes[digest] = wait(self._viewer.info(digest), self._progress).sizes
        width = max(self._sizes[digest][page][0], 1.0)
        image = wait(self._viewer.render(digest, page, _PICTURE_WIDTH / width), self._progress)
        return image.pixels[1::4]
