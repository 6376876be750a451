"""Which kinds of rows a memo prints, and which it only counts: what is neither would vanish in silence."""

from typing import Final

from workstation.application.memo.figures import FigureMaker
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.memo import Paragraph, plain

# tools of reading, not findings of it: named with their number at the end of the memo
COUNTED: Final = ("document_part", "page_reading", "highlight")
PRINTED: Final = frozenset(BY_ENTITY) - frozenset(COUNTED)


def not_printed(figures: FigureMaker) -> Paragraph | None:
    """Names what is kept in the workspace and stands nowhere in the memo; None where there is nothing."""
    tr, rows = figures.tr, figures.record.rows
    named = [
        tr("{kind}: {count}", kind=tr(BY_ENTITY[entity].title), count=len(rows[entity]))
        for entity in COUNTED
        if rows.get(entity)
    ]
    if not named:
        return None
    said = tr("Kept in the workspace and not printed here: {names}.", names=tr("; ").join(named))
    return Paragraph(plain(said), quiet=True)
