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

MOST: Final = 500  # pages: who sees more looks for something narrower


@dataclass(frozen=True, slots=True)
class PageFound:
    """A page and the places of the words on it. `page` is 0-based; of `versions` of the document this is one."""

    lot: Lot
    document: "DocumentName"
    version: "VersionPlace"
    versions: int
    page: int
    label: str
    places: tuple[Quote, ...]


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
    """`pages` by lot, document, version (the newest first) and number; with `more` there are others beyond `MOST`."""

    query: Query
    pages: tuple[PageFound, ...] = ()
    more: bool = False


def search(services: Services, typed: str, progress: Progress, *, lot: str | None = None) -> Found:
    """Every page that has all that was typed. `CancelledError` when it is stopped."""
    query = Query.read(typed)
    found: list[PageFound] = []
    for page in _pages(services, query, lot, progress):
        if len(found) == MOST:
            return Found(query, tuple(found), more=True)
        found.append(page)
    return Found(query, tuple(found))


def _pages(services: Services, query: Query, lot: str | None, progress: Progress) -> Iterator[PageFound]:
    numbers: dict[str | None, list[int]] = {}
    for sha256, number in services.pages.find(query):
        numbers.setdefault(sha256, []).append(number)
    lots = {each.id: each for each in services.reader.lots() if lot in {None, each.id}}
    documents = {each.id: each for each in services.reader.glances(Document, DocumentName)}
    versions = [each for each in services.reader.glances(Version, VersionPlace) if each.lot in lots]
    newest: dict[str, int] = {}
    for each in versions:
        newest[each.document] = max(each.ordinal, newest.get(each.document, 0))
    hit = [each for each in versions if each.sha256 in numbers]
    hit.sort(
        key=lambda each: (
            lots[each.lot].name,
            each.lot,
            documents[each.document].name,
            each.document,
            -each.ordinal,
        )
    )
    for each in hit:
        for number in sorted(numbers[each.sha256]):
            if progress.cancelled:
                raise CancelledError
            page = services.pages.get(each.sha256 or "", number)
            if page is None or not query.stands_in(page.text.text):
                continue
            yield PageFound(
                lot=lots[each.lot],
                document=documents[each.document],
                version=each,
                versions=newest[each.document],
                page=number,
                label=page.label,
                places=query.places(page.text),
            )
