"""Looking for words in the papers of a workspace or of one lot: in their names and on their pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from workstation.application.progress import CancelledError, Progress
from workstation.application.services import Services
from workstation.domain.documents import ARCHIVE, Document, Version
from workstation.domain.lots import Lot
from workstation.domain.pages import Quote
from workstation.domain.search import Query

MOST: Final = 100  # pages, and papers by name: each page is read for its words


class _Named(NamedTuple):
    id: str
    name: str


class _Disclosed(NamedTuple):
    id: str
    lot: str
    document: str
    ordinal: int
    sha256: str | None
    source_path: str | None
    media_type: str | None


@dataclass(frozen=True, slots=True)
class PaperFound:
    """A version of a document by its id and number; the document has `versions` of them."""

    lot: Lot
    name: str
    version: str
    ordinal: int
    versions: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PageFound:
    """A page, the first place of the first of the words on it, and how many places there are of all. `page` is 0-based."""

    paper: PaperFound
    page: int
    label: str
    first: Quote
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """`pages` by lot, document, version (the newest first) and number; `named` are papers, in their newest version, whose
    name or path at the seller has all of the words. With `more` there are others beyond `MOST`. `wordless` pages were
    not searched: they have no text."""

    query: Query
    named: tuple[PaperFound, ...] = ()
    pages: tuple[PageFound, ...] = ()
    more: bool = False
    wordless: int = 0


def search(services: Services, typed: str, progress: Progress, *, lot: str | None = None) -> Found:
    """Every page, and every name, that has all that was typed, of one lot or of all. `CancelledError` when it is
    stopped."""
    query = Query.read(typed)
    found = services.pages.find(query)
    papers = list(_papers(services, lot))
    wordless = sum(found.wordless.get(paper.sha256, 0) for paper, _ in papers)
    named = [
        paper
        for paper, path in papers
        if paper.ordinal == paper.versions and query.count_in(f"{paper.name}\n{path}")
    ]
    numbers: dict[str, list[int]] = {}
    for sha256, number in found.places:
        numbers.setdefault(sha256, []).append(number)
    pages: list[PageFound] = []
    for page in _pages(services, query, [paper for paper, _ in papers], numbers):
        if progress.cancelled:
            raise CancelledError
        pages.append(page)
        if len(pages) > MOST:
            break
    more = max(len(pages), len(named)) > MOST
    return Found(query, tuple(named[:MOST]), tuple(pages[:MOST]), more, wordless)


def places(services: Services, query: Query, found: PageFound) -> tuple[Quote, ...]:
    """All places on a page that was found, in reading order."""
    page = services.pages.get(found.paper.sha256, found.page)
    return query.places(page.text) if page is not None else ()


def _papers(services: Services, lot: str | None) -> Iterator[tuple[PaperFound, str]]:
    """Every version but archives, with its path at the seller, in the order in which hits are shown."""
    lots = {each.id: each for each in services.reader.lots() if lot in {None, each.id}}
    names = {each.id: each.name for each in services.reader.glances(Document, _Named)}
    disclosed = [each for each in services.reader.glances(Version, _Disclosed) if each.lot in lots]
    newest: dict[str, int] = {}
    for each in disclosed:
        newest[each.document] = max(each.ordinal, newest.get(each.document, 0))

    def order(each: _Disclosed) -> tuple[object, ...]:
        return lots[each.lot].name, each.lot, names[each.document], each.document, -each.ordinal

    for each in sorted(disclosed, key=order):
        if each.media_type != ARCHIVE:
            yield (
                PaperFound(
                    lot=lots[each.lot],
                    name=names[each.document],
                    version=each.id,
                    ordinal=each.ordinal,
                    versions=newest[each.document],
                    sha256=each.sha256 or "",
                ),
                each.source_path or "",
            )


def _pages(
    services: Services, query: Query, papers: Sequence[PaperFound], numbers: Mapping[str, Sequence[int]]
) -> Iterator[PageFound]:
    for paper in papers:
        for number in sorted(numbers.get(paper.sha256, ())):
            page = services.pages.get(paper.sha256, number)
            count = query.count_in(page.text.text) if page is not None else 0
            first = query.first_place(page.text) if page is not None and count else None
            if page is not None and first is not None:
                yield PageFound(paper, number, page.label, first, count)
