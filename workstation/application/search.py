"""Looking for words in the papers of a workspace or of one lot: in their names and on their pages."""

from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final, NamedTuple

from workstation.application.missing_pages import has_pages, lost_files
from workstation.application.ports.storage import PagesFound
from workstation.application.progress import CancelledError, Progress
from workstation.application.services import Services
from workstation.domain.documents import ARCHIVE, Document, Version
from workstation.domain.lots import Lot
from workstation.domain.pages import Quote
from workstation.domain.quotes import plain
from workstation.domain.reading import ReadOutcome
from workstation.domain.search import Query

MOST: Final = 100  # pages, and papers by name: each page is read for its words
_BETWEEN: Final = "\x00"  # names: no word has it


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
    pages: int | None
    outcome: ReadOutcome


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
    """What a search found.

    `named` are papers, in their newest version, whose name or path at the seller has all of the words.

    `pages` are those that stand highest in this order: papers whose name has all of the words; pages that have them in
    one run; first pages; newest versions; pages that have them more often for their length; then lot, document,
    version (the newest first) and number. Papers come in this order, the pages of a paper by number. With `more` there
    are others beyond `MOST`: `total` is then how many pages have the words, at most.

    What was not searched: `wordless` pages are scans without text; `unread` pages are not in the derived store. Of the
    unread ones, `waiting` can be read again; the others are of the files `lost` (by name), which are missing or
    damaged here.
    """

    query: Query
    named: tuple[PaperFound, ...] = ()
    pages: tuple[PageFound, ...] = ()
    more: bool = False
    total: int = 0
    wordless: int = 0
    unread: int = 0
    waiting: int = 0
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Papers:
    """Every version but archives, in the order in which hits are shown, with how many pages were read of each. `names` are
    folded names and paths, one behind the other, each from its place in `starts`."""

    lot: str | None
    head: str
    rows: tuple[PaperFound, ...]
    pages: Mapping[str, int]
    names: str
    starts: tuple[int, ...]

    def named(self, query: Query) -> tuple[PaperFound, ...]:
        """Newest versions whose name has all terms. The names are gone through as one text."""
        terms = [plain(term) for term in query.terms]
        if not all(terms) or not terms:
            return ()
        longest = max(terms, key=len)
        found, at = [], self.names.find(longest)
        while at >= 0:
            place = bisect_right(self.starts, at) - 1
            end = self.starts[place + 1] - 1
            paper = self.rows[place]
            if paper.ordinal == paper.versions and all(
                self.names.find(term, self.starts[place], end) >= 0 for term in terms
            ):
                found.append(paper)
            at = self.names.find(longest, end)
        return tuple(found)


@dataclass(slots=True)
class KnownPapers:
    """What a search keeps for the next: the papers as they were when the history ended where it ends now, and the files
    whose pages are lacking and which were found whole."""

    papers: dict[str | None, _Papers] = field(default_factory=dict)
    sound: set[str] = field(default_factory=set)


def search(
    services: Services,
    typed: str,
    progress: Progress,
    *,
    lot: str | None = None,
    known: KnownPapers | None = None,
) -> Found:
    """Every page, and every name, that has all that was typed, of one lot or of all. Who asks again for each key keeps
    what is `known`. `CancelledError` when it is stopped."""
    query = Query.read(typed)
    found = services.pages.find(query)
    known = known if known is not None else KnownPapers()
    papers = _papers(services, lot, known)
    named = papers.named(query)
    ranked = _ranked(papers.rows, found, {paper.version for paper in named})
    pages: list[PageFound] = []
    for page in _pages(services, query, ranked):
        if progress.cancelled:
            raise CancelledError
        pages.append(page)
        if len(pages) > MOST:
            break
    # After the pages were read: a damaged one is found out then
    lacking = services.pages.lacks(papers.pages)
    lost = lost_files(services, lacking, known.sound)
    return Found(
        query,
        named[:MOST],
        _by_paper(pages[:MOST]),
        more=max(len(pages), len(named)) > MOST,
        total=len(ranked) if len(pages) > MOST else len(pages),
        wordless=sum(found.wordless.get(paper.sha256, 0) for paper in papers.rows),
        unread=sum(papers.pages[sha256] for sha256 in lacking),
        waiting=sum(papers.pages[sha256] for sha256 in lacking if sha256 not in lost),
        lost=tuple(sorted(lost.values())),
    )


def places(services: Services, query: Query, found: PageFound) -> tuple[Quote, ...]:
    """All places on a page that was found, in reading order."""
    page = services.pages.get(found.paper.sha256, found.page)
    return query.places(page.text) if page is not None else ()


def _papers(services: Services, lot: str | None, known: KnownPapers) -> _Papers:
    head = services.reader.head()
    papers = known.papers.get(lot)
    if papers is None or papers.head != head:
        papers = known.papers[lot] = _gathered(services, lot, head)
    return papers


def _gathered(services: Services, lot: str | None, head: str) -> _Papers:
    lots = {each.id: each for each in services.reader.lots() if lot in {None, each.id}}
    names = {each.id: each.name for each in services.reader.glances(Document, _Named)}
    disclosed = [
        each
        for each in services.reader.glances(Version, _Disclosed)
        if each.lot in lots and each.document in names and each.media_type != ARCHIVE
    ]
    newest: dict[str, int] = {}
    for each in disclosed:
        newest[each.document] = max(each.ordinal, newest.get(each.document, 0))

    def order(each: _Disclosed) -> tuple[object, ...]:
        return lots[each.lot].name, each.lot, names[each.document], each.document, -each.ordinal

    disclosed.sort(key=order)
    folded = [plain(f"{names[each.document]}\n{each.source_path or ''}") for each in disclosed]
    return _Papers(
        lot,
        head,
        tuple(_paper(each, lots[each.lot], names[each.document], newest) for each in disclosed),
        {
            each.sha256: each.pages or 0
            for each in disclosed
            if each.sha256 and has_pages(each.outcome, each.pages, each.media_type)
        },
        _BETWEEN.join([*folded, ""]),
        tuple(accumulate((len(name) + 1 for name in folded), initial=0)),
    )


def _paper(each: _Disclosed, lot: Lot, name: str, newest: Mapping[str, int]) -> PaperFound:
    return PaperFound(lot, name, each.id, each.ordinal, newest[each.document], each.sha256 or "")


def _ranked(
    papers: Sequence[PaperFound], found: PagesFound, named: Container[str]
) -> list[tuple[PaperFound, int]]:
    """Pages by their number, in the order of `Found`."""
    numbers: dict[str, list[int]] = {}
    for sha256, number in found.places:
        numbers.setdefault(sha256, []).append(number)
    together, scores = found.together, found.scores
    keyed = [
        (
            paper.version not in named,
            (paper.sha256, number) not in together,
            number != 0,
            paper.ordinal != paper.versions,
            scores.get((paper.sha256, number), 0.0),
            place,
            number,
        )
        for place, paper in enumerate(papers)
        for number in numbers.get(paper.sha256, ())
    ]
    keyed.sort()
    return [(papers[place], number) for *_, place, number in keyed]


def _pages(services: Services, query: Query, ranked: Sequence[tuple[PaperFound, int]]) -> Iterator[PageFound]:
    for paper, number in ranked:
        page = services.pages.get(paper.sha256, number)
        count = query.count_in(page.text.text) if page is not None else 0
        first = query.first_place(page.text) if page is not None and count else None
        if page is not None and first is not None:
            yield PageFound(paper, number, page.label, first, count)


def _by_paper(pages: Sequence[PageFound]) -> tuple[PageFound, ...]:
    """Papers by the best of their pages."""
    papers: dict[str, list[PageFound]] = {}
    for page in pages:
        papers.setdefault(page.paper.version, []).append(page)
    return tuple(page for of_paper in papers.values() for page in sorted(of_paper, key=_number))


def _number(page: PageFound) -> int:
    return page.page
