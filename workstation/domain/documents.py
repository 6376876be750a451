"""Documents, their versions, and what became of reading them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import choice, integer, moment, reference, text


class ReadOutcome(StrEnum):
    """What reading a version came to (the words a person sees in the Documents panel)."""

    PENDING = "pending"
    OK = "ok"
    PARTIAL = "partial"
    DAMAGED = "damaged"
    PASSWORD = "password"  # noqa: S105 - an outcome, not a secret
    TOO_LARGE = "too_large"
    NOT_SUPPORTED = "not_supported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper of the lot; a re-disclosed file is a new version of the same document."""

    entity: ClassVar[str] = "document"
    title: ClassVar[str] = "Document"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    name: str = text("Name", required=True)
    kind: str | None = text("Kind")
    language: str | None = text("Language", shown=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One file as it was disclosed. `sha256` names its bytes in the object store; they never change."""

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
    outcome: ReadOutcome = choice("Reading", ReadOutcome, default=ReadOutcome.PENDING)
    reason: str | None = text("Reason")
    received_at: datetime | None = moment("Received", citable=False)
