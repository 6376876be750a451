"""Citations and evidence: a place in a version, and what it holds up."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import boolean, choice, page, prose, rects, reference, text
from workstation.domain.pages import Rect


class EvidenceKind(StrEnum):
    CITED = "cited"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A place in a version: page index (0-based), rectangles in points of the unrotated page, the quote and
    32 characters on either side. An area of a scan has no quote. Where the file has no pages of its own, `part` names the
    blocks or cells ("¶12", "Sheet1!B3"): they stay when the file is laid out anew."""

    entity: ClassVar[str] = "citation"
    title: ClassVar[str] = "Citation"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    version: str = reference("Version", "version", required=True)
    page: int = page("Page")
    rects: tuple[Rect, ...] = rects()
    quote: str | None = prose("Quote")
    before: str | None = text("Before", shown=False)
    after: str | None = text("After", shown=False)
    part: str | None = text("Block or cell", shown=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What stands behind one field of one row: a citation, or the reason why it is assumed.

    `value` is the canonical text (`domain.images`) of what this source says; a passage that holds several amounts, rates
    or days says each, one a line, what was read from it first. Sources that say different things are a conflict until one is
    `chosen`, and of amounts, numbers and days until the `reason` is given why the others do not count.
    """

    entity: ClassVar[str] = "evidence"
    title: ClassVar[str] = "Evidence"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    row_entity: str = text("Record type", required=True)
    row: str = text("Record", required=True)
    field: str = text("Field", required=True)
    kind: EvidenceKind = choice("Kind", EvidenceKind, default=EvidenceKind.CITED)
    citation: str | None = reference("Citation", "citation")
    value: str | None = text("Value")
    reason: str | None = prose("Reason")
    chosen: bool | None = boolean("Chosen", citable=False)
