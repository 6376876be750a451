"""Where the record holds nothing of a kind: whether anybody looked, by the lines of the checklist that ask for it."""

from typing import Final

from workstation.application.memo.figures import FigureMaker
from workstation.application.memo.material import Material
from workstation.domain.checklists.answers import Check, CheckItem, CheckStatus
from workstation.domain.memo import Line, Text, Tone

Titles = tuple[tuple[CheckItem, str], ...]

# the lines of the checklist by which a kind of row is examined
LEASES: Final = ("B-08",)
SEIZURES: Final = ("B-03", "E-05", "E-06")
TITLE: Final = ("F-01", "F-02", "F-03", "F-04", "F-05")
PHOTOS: Final = ("B-06", "H-01")
_SEEN: Final = frozenset({CheckStatus.COPY_SEEN, CheckStatus.ORIGINAL_SEEN, CheckStatus.VERIFIED})


def nothing(material: Material, figures: FigureMaker, titles: Titles, items: tuple[str, ...]) -> Line:
    """Instead of rows: that none is recorded, with the papers that were seen, by whom and when; or that nobody has seen
    one."""
    tr = figures.tr
    asked = [(item, title, material.record.first(Check, item=item.id)) for item, title in titles]
    asked = [each for each in asked if each[0].id in items]
    seen = [
        f"{item.id} {title} ({_status(check, material, figures)})"
        for item, title, check in asked
        if _is_seen(check)
    ]
    unseen = [
        f"{item.id} {title} ({_status(check, material, figures)})"
        for item, title, check in asked
        if not _is_seen(check)
    ]
    left = tr("Not seen: {names}.", names=tr("; ").join(unseen)) if unseen else ""
    if not seen:
        return (Text(tr("Not examined."), strong=True, tone=Tone.BAD), Text(f" {left}" if left else ""))
    found = tr("None recorded. Seen: {names}.", names=tr("; ").join(seen))
    return (Text(found), Text(f" {left}" if left else "", tone=Tone.WARNING))


def _is_seen(check: Check | None) -> bool:
    return check is not None and check.status in _SEEN


def _status(check: Check | None, material: Material, figures: FigureMaker) -> str:
    if check is None:
        return figures.tr("never asked for")
    said = material.said.get(check.id)
    word = figures.text(check, "status")
    return f"{word}, {said.words(figures.tr)}" if said is not None and _is_seen(check) else word
