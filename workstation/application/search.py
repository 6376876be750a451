"""Looking for words in the pages of a workspace or of one lot."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from workstation.application.progress import CancelledError, Progress
from workstation.application.services import Services
from workstation.domain.documents import Document, Version
from workstation.domain.lots import Lot
from workstation.domain.pages import Quote
from workstation.domain.search import Query

MOST: Final = 200  # pages: who sees more looks for something narrower


@dataclass(frozen=True, slots=True)
class PageFound:
    """A page, the first place of the first of the words on it, and how many places there are of all. `page` is 0-based;
    of `versions` of the document this is one."""

    lot: Lot
    document: "DocumentName"
    version: "VersionPlace"
    versions: int
    page: int
    label: str
    first: Quote
    count: int


class DocumentName(NamedTuple):
    id: str
    name: str


class VersionPlace(NamedTuple):
    id: str
    lot: str
    document: str
    ordinal: int
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """`pages` by lot, document, version (the newest first) and number; with `more` there are others beyond `MOST`.
    `wordless` pages were not searched: they have no text."""

    query: Query
    pages: tuple[PageFound, ...] = ()
    more: bool = False
    wordless: int = 0


def search(services: Services, typed: str, progress: Progress, *, lot: str | None = None) -> Found:
    """Every page that has all that was typed, of one lot or of all. `CancelledError` when it is stopped."""
    query = Query.read(typed)
    found = services.pages.find(query)
    numbers: dict[str | None, list[int]] = {}
    for sha256, number in found.places:
        numbers.setdefault(sha256, []).append(number)
    lots = {each.id: each for each in services.reader.lots() if lot in {None, each.id}}
    versions = [each for each in services.reader.glances(Version, VersionPlace) if each.lot in lots]
    wordless = sum(found.wordless.get(each.sha256 or "", 0) for each in versions)
    pages: list[PageFound] = []
    for page in _pages(services, query, _Where(lots, versions, numbers)):
        if progress.cancelled:
            raise CancelledError
        if len(pages) == MOST:
            return Found(query, tuple(pages), more=True, wordless=wordless)
        pages.append(page)
    return Found(query, tuple(pages), wordless=wordless)


class _Where(NamedTuple):
    lots: dict[str, Lot]
    versions: list[VersionPlace]
    numbers: dict[str | None, list[int]]


def _pages(services: Services, query: Query, where: _Where) -> Iterator[PageFound]:
    documents = {each.id: each for each in services.reader.glances(Document, DocumentName)}
    newest: dict[str, int] = {}
    for each in where.versions:
        newest[each.document] = max(each.ordinal, newest.get(each.document, 0))

    def order(each: VersionPlace) -> tuple[object, ...]:
        name = documents[each.document].name
        return where.lots[each.lot].name, each.lot, name, each.document, -each.ordinal

    for each in sorted((each for each in where.versions if each.sha256 in where.numbers), key=order):
        for number in sorted(where.numbers[each.sha256]):
            page = services.pages.get(each.sha256 or "", number)
            count = query.count_in(page.text.text) if page is not None else 0
            first = query.first_place(page.text) if page is not None and count else None
            if page is None or first is None:
                continue
            yield PageFound(
                lot=where.lots[each.lot],
                document=documents[each.document],
                version=each,
                versions=newest[each.document],
                page=number,
                label=page.label,
                first=first,
                count=count,
            )


def places(services: Services, query: Query, found: PageFound) -> tuple[Quote, ...]:
    """All places on a page that was found, in reading order."""
    page = services.pages.get(found.version.sha256 or "", found.page)
    return query.places(page.text) if page is not None else ()
