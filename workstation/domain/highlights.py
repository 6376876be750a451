"""What a reader marked on a page before it is a fact of the record."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import choice, page, prose, rects, reference, text
from workstation.domain.pages import Rect


class HighlightKind(StrEnum):
    """Why a passage was marked: it states a fact, it is a trap, it has to be asked about, it feeds the valuation."""

    FACT = "fact"
    FLAG = "flag"
    QUESTION = "question"
    INPUT = "input"


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A marked passage of a version, with a note of the reader's own. `page` is 0-based, the rectangles are in points of
    the unrotated page."""

    entity: ClassVar[str] = "highlight"
    title: ClassVar[str] = "Highlight"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    version: str = reference("Version", "version", required=True)
    page: int = page("Page")
    rects: tuple[Rect, ...] = rects()
    kind: HighlightKind = choice("Kind of highlight", HighlightKind, default=HighlightKind.FACT)
    quote: str | None = prose("Quote")
    part: str | None = text("Block or cell", shown=False)
    note: str | None = prose("Note")
