"""What the figure counts otherwise than the law or a rule says, for a person gave a reason: said beside the number."""

from typing import Any, Final

from workstation.domain.citations import Citation
from workstation.domain.errors import Term
from workstation.domain.evidence import reasons_for
from workstation.domain.record import LotRecord

_LONGEST: Final = 120  # characters of a quote inside a sentence


def reason_of(record: LotRecord, row: Any, field: str) -> str:
    """Why a field says what it says now: the words of the person, else of the page that is cited."""
    behind = reasons_for(record, row, field)
    written = (item.reason for item in behind)
    pages = (record.get(Citation, item.citation) for item in behind)
    quotes = (page.quote for page in pages if page is not None)
    words = next((" ".join(text.split()) for text in (*written, *quotes) if text and text.strip()), "")
    if not words:
        return Term("the page that is cited")
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
