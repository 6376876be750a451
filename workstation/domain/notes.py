"""Notes: what a person writes down about a lot."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import choice, moment, prose, reference, text


class NoteKind(StrEnum):
    SITE_VISIT = "site_visit"
    CALL = "call"
    REGISTRY_SEARCH = "registry_search"
    BROKER_OPINION = "broker_opinion"


@dataclass(frozen=True, slots=True)
class NoteTemplate:
    """What a note of a kind is begun with, in both languages."""

    kind: NoteKind
    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    entity: ClassVar[str] = "note"
    title: ClassVar[str] = "Note"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    heading: str | None = text("Heading", citable=True)
    kind: NoteKind | None = choice("Kind of note", NoteKind)
    body: str | None = prose("Text", citable=True, rich=True)
    written_at: datetime | None = moment("Written", citable=False)
