"""Notes: what a person writes down about a lot."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from workstation.domain.fields import moment, prose, reference, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    entity: ClassVar[str] = "note"
    title: ClassVar[str] = "Note"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    heading: str | None = text("Heading", citable=True)
    body: str | None = prose("Text", citable=True)
    written_at: datetime | None = moment("Written", citable=False)
