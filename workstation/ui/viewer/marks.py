"""What is lit on the pages of a version: the citations of the lot, and the tags in the gutter."""

from collections.abc import Callable, Iterable, Iterator, Reversible, Sequence
from dataclasses import dataclass
from typing import Any

from workstation.application.records import FieldRef
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.citations import Citation, Evidence
from workstation.domain.documents import Document, Version
from workstation.domain.fields import fields_of
from workstation.domain.pages import Rect
from workstation.domain.record import LotRecord
from workstation.language.row_words import row_words


@dataclass(frozen=True, slots=True)
class Mark:
    """A cited passage: `facts` are the fields that rest on it, `citations` the ids of the citations of this place."""

    page: int
    rects: tuple[Rect, ...]
    citations: tuple[str, ...]
    facts: tuple[FieldRef, ...]


def marks_of(record: LotRecord, version: str) -> dict[int, tuple[Mark, ...]]:
    """By page, in order of citing; citations of exactly the same place are one mark."""
    facts: dict[str, list[FieldRef]] = {}
    for item in record.all(Evidence):
        if item.citation:
            facts.setdefault(item.citation, []).append(FieldRef(item.row_entity, item.row, item.field))
    places: dict[tuple[int, tuple[Rect, ...]], list[Citation]] = {}
    for citation in record.all(Citation, version=version):
        places.setdefault((citation.page, citation.rects), []).append(citation)
    found: dict[int, list[Mark]] = {}
    for (page, rects), cited in places.items():
        refs = tuple(dict.fromkeys(ref for one in cited for ref in facts.get(one.id, ())))
        mark = Mark(page, rects, tuple(one.id for one in cited), refs)
        found.setdefault(page, []).append(mark)
    return {page: tuple(marks) for page, marks in found.items()}


def pushed_down(wanted: Sequence[float], height: float) -> list[float]:
    """Tops of tags that want to stand at these heights, in this order of reading, none over another."""
    placed = [0.0] * len(wanted)
    floor = float("-inf")
    for index in sorted(range(len(wanted)), key=lambda at: wanted[at]):
        placed[index] = max(wanted[index], floor)
        floor = placed[index] + height
    return placed


@dataclass(frozen=True, slots=True)
class Paper:
    """A version that can be shown, with the name of its document."""

    version: Version
    name: str
    versions: int

    @property
    def sha256(self) -> str:
        return self.version.sha256 or ""


def papers(record: LotRecord) -> tuple[Paper, ...]:
    """Every version of every document but archives: documents in order of arrival, the newest version first."""
    return tuple(_papers(record))


def _papers(record: LotRecord) -> Iterator[Paper]:
    for document in record.all(Document):
        versions = record.versions_of(document.id)[::-1]
        for version in versions:
            if not version.is_archive:
                yield Paper(version, document.name, len(versions))


def paper_of(record: LotRecord, version: str) -> Paper | None:
    found = record.get(Version, version)
    document = record.get(Document, found.document) if found is not None else None
    if found is None or document is None or found.is_archive:
        return None
    return Paper(found, document.name, len(record.versions_of(document.id)))


def first_paper(record: LotRecord) -> Paper | None:
    """What a lot opens with: the first document that has pages, in its newest version."""
    with_pages = next((paper for paper in _papers(record) if paper.version.pages), None)
    return with_pages or next(_papers(record), None)


def last_paper(record: LotRecord, read: Reversible[str]) -> Paper | None:
    """The document of the lot that was read last: `read` holds the ids of versions, the last one last."""
    return next((paper for version in reversed(read) if (paper := paper_of(record, version))), None)


def files_of(record: LotRecord, version: str) -> list[tuple[str, str]]:
    """Version and name of each file of a document that came as several; empty for one that came as one."""
    paper = record.get(Version, version)
    files = record.joined_to(paper.document) if paper is not None else ()
    found = ((record.versions_of(document.id), document.name) for document in files)
    return [(versions[-1].id, name) for versions, name in found if versions] if len(files) > 1 else []


def neighbour(record: LotRecord, version: str, step: int) -> Version | None:
    """The file after (`step` 1) or before (-1) in the same document."""
    paper = record.get(Version, version)
    files = [document.id for document in record.joined_to(paper.document)] if paper is not None else []
    place = files.index(paper.document) + step if paper is not None and paper.document in files else -1
    versions = record.versions_of(files[place]) if 0 <= place < len(files) else ()
    return versions[-1] if versions else None


def citable(tr: Callable[..., str], record: LotRecord) -> tuple[tuple[FieldRef, str, str], ...]:
    """Every field of the lot that takes evidence: itself, its label, which is an English key, and the words for its row."""
    return tuple(_citable(tr, record))


_APART = {
    "citation",
    "evidence",
    "document",
    "document_part",
    "highlight",
    "version",
    "waiver",
    "run",
    "memo",
}


def _citable(tr: Callable[..., str], record: LotRecord) -> Iterable[tuple[FieldRef, str, str]]:
    for entity, record_class in BY_ENTITY.items():
        declared = [field for field in fields_of(record_class) if field.citable and field.shown]
        if entity in _APART or not declared:
            continue
        rows: tuple[Any, ...] = record.all(record_class)
        for one in rows:
            words = row_words(tr, record, one)
            for field in declared:
                yield FieldRef(entity, one.id, field.name), field.label, words
