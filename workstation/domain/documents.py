"""Documents, their versions, and what became of reading them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Final

from workstation.domain.fields import choice, day, integer, moment, number, page, reference, text
from workstation.domain.reading import ReadOutcome

ARCHIVE: Final = "application/zip"  # what every kind of archive is recorded as
_WEB_PAGES: Final = frozenset({"text/html", "application/x-mimearchive"})
_ANNOUNCEMENT: Final = "公告"  # in the name of a paper that is worth reading for a listing
_PAPERS: Final = (".txt", ".pdf", ".docx", ".doc")


def may_announce(name: str) -> bool:
    """Whether the name of a paper says that it is an announcement: of a transfer, it may be."""
    return _ANNOUNCEMENT in name and name.lower().endswith(_PAPERS)


def may_be_listing(name: str, media_type: str | None) -> bool:
    """Whether it is a page of the web as a browser saved it, what a listing comes as, or a paper whose name says that it is an
    announcement."""
    return media_type in _WEB_PAGES or may_announce(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper of the lot; a re-disclosed file is a new version of the same document. One that came as several files is
    read as one: the others are `joined` to the first, each at its place (from 1)."""

    entity: ClassVar[str] = "document"
    title: ClassVar[str] = "Document"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    name: str = text("Name", required=True)
    kind: str | None = text("Kind")
    language: str | None = text("Language", shown=False)
    withdrawn_on: date | None = day("Withdrawn by the seller", citable=False)
    joined: str | None = reference("Joined to", "document", shown=False)
    joined_place: int | None = integer("Place among the joined files", shown=False)


def in_place(joined: Iterable[Document]) -> list[Document]:
    """Files that are joined to one document, in their order."""
    return sorted(joined, key=lambda each: each.joined_place or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One file as it was disclosed. `sha256` names its bytes in the object store; they never change. `textless` counts the
    pages that are scans: no text, or no more than a stamp or a page number; None while that was not looked at. `noticed`
    are codes (`domain.file_notices`). Lists of pages are as people write them ("1, 3-5"): `doubtful_pages` have a hidden
    text that does not read as words, and count as scans."""

    entity: ClassVar[str] = "version"
    title: ClassVar[str] = "Version"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    document: str = reference("Document", "document", required=True, shown=False)
    ordinal: int = integer("Version", required=True)
    file_name: str | None = text("File name")
    source_path: str | None = text("Path at the seller")
    sha256: str | None = text("SHA-256")
    size: int | None = integer("Size", unit="byte")
    media_type: str | None = text("Media type")
    pages: int | None = integer("Pages")
    textless: int | None = integer("Pages without text")
    outcome: ReadOutcome = choice("Reading", ReadOutcome, default=ReadOutcome.PENDING)
    reason: str | None = text("Reason")
    noticed: str | None = text("Noticed", shown=False)
    failed_pages: str | None = text("Pages that could not be read")
    doubtful_pages: str | None = text("Pages with a hidden text in doubt")
    holder: str | None = reference("Inside", "version")
    index_number: str | None = text("Number in the seller's index")
    received_at: datetime | None = moment("Received", citable=False)
    taken_at: str | None = text("Taken at")
    latitude: Decimal | None = number("Latitude", unit="°", citable=False)
    longitude: Decimal | None = number("Longitude", unit="°", citable=False)

    @property
    def is_scan(self) -> bool:
        """Whether no page has text: nothing in it can be searched, compared or selected by words."""
        return bool(self.pages) and self.textless == self.pages

    @property
    def is_archive(self) -> bool:
        """An archive is kept and has no pages: the files that came out of it are versions of their own."""
        return self.media_type == ARCHIVE

    @property
    def may_be_listing(self) -> bool:
        return may_be_listing(self.file_name or "", self.media_type)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPart:
    """A paper inside a version: the pages from `first` to `last`, both 0-based and both in it."""

    entity: ClassVar[str] = "document_part"
    title: ClassVar[str] = "Part of a document"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    version: str = reference("Version", "version", required=True)
    name: str = text("Name", required=True)
    kind: str | None = text("Kind")
    first: int = page("From page")
    last: int = page("To page")


class PageStatus(StrEnum):
    """How far a person is with a page; a page without a row is still to be read."""

    TO_READ = "to_read"
    READING = "reading"
    READ = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """That a person has read a page of a version, or is at it. `page` is 0-based."""

    entity: ClassVar[str] = "page_reading"
    title: ClassVar[str] = "Reading status"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    version: str = reference("Version", "version", required=True)
    page: int = page("Page")
    status: PageStatus = choice("Reading status", PageStatus, default=PageStatus.READ)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture of a collateral: which document, and what is to be seen on it."""

    entity: ClassVar[str] = "photo"
    title: ClassVar[str] = "Photo"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    collateral: str = reference("Collateral", "collateral", required=True, shown=False)
    document: str | None = reference("Document", "document")
    caption: str | None = text("What it shows")
