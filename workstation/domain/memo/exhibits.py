"""The papers behind a memo, numbered in the order in which they are first cited."""

from dataclasses import dataclass, field
from datetime import date

from workstation.domain.memo.text import ExhibitMark
from workstation.domain.pages import Rect


@dataclass(frozen=True, slots=True)
class Passage:
    """A lit place: the field it holds up, the value read from it, the quote and its rectangles (points of the
    unrotated page, none for a place that is no page). One that `differs` says something else than the record."""

    label: str
    quote: str = ""
    value: str = ""
    rects: tuple[Rect, ...] = ()
    differs: bool = False


@dataclass(frozen=True, slots=True)
class ExhibitPage:
    """`index` is 0-based. `place` is printed instead of "p.12" where a version has no pages ("Sheet1!B4")."""

    index: int
    passages: tuple[Passage, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A version of a document as the heading of its exhibit names it. `version` is the id by which its pages
    are fetched, and is never printed; `replaced_by` is the newest one, 0 where this is it."""

    version: str
    title: str
    ordinal: int
    page_count: int
    file_name: str
    sha256: str
    received: date | None = None
    replaced_by: int = 0


@dataclass(frozen=True, slots=True)
class Exhibit:
    number: int
    source: Source
    pages: tuple[ExhibitPage, ...]


@dataclass(slots=True)
class ExhibitRegister:
    """Gives out marks while a memo is built, and the exhibits at the end."""

    _sources: dict[str, Source] = field(default_factory=dict)
    _pages: dict[tuple[str, int], list[Passage]] = field(default_factory=dict)
    _places: dict[tuple[str, int], str] = field(default_factory=dict)

    def cite(self, source: Source, page: int, passage: Passage, place: str = "") -> ExhibitMark:
        """The same passage cited twice is one passage."""
        self._sources.setdefault(source.version, source)
        passages = self._pages.setdefault((source.version, page), [])
        self._places[source.version, page] = place
        if passage not in passages:
            passages.append(passage)
        number = list(self._sources).index(source.version) + 1
        return ExhibitMark(number, page, passages.index(passage))

    def exhibits(self) -> tuple[Exhibit, ...]:
        """Every cited version, its cited pages in the order of the document."""
        return tuple(
            Exhibit(number, source, self._pages_of(source.version))
            for number, source in enumerate(self._sources.values(), start=1)
        )

    def _pages_of(self, version: str) -> tuple[ExhibitPage, ...]:
        indices = sorted(page for cited, page in self._pages if cited == version)
        return tuple(
            ExhibitPage(page, tuple(self._pages[version, page]), self._places[version, page])
            for page in indices
        )
