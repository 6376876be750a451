"""What the bid counts otherwise than the law or a rule says, on the first page of a memo."""

from typing import Final

from workstation.application.memo.figures import FigureMaker
from workstation.application.memo.findings import finding_text
from workstation.application.memo.material import Material
from workstation.application.valuation.notes import OVERRIDE
from workstation.domain.memo import Excerpt, Item, Items, Text, plain

_SHOWN: Final = 3  # of the first page; all of them stand under Valuation


def lines_of_overrides(material: Material) -> int:
    """How many the first page shows."""
    return min(sum(each.rule == OVERRIDE for each in material.says), _SHOWN)


def overrides(material: Material, figures: FigureMaker) -> tuple[Excerpt, ...]:
    """Each with its reason, nothing where there is none; the rest is counted."""
    tr, found = figures.tr, [each for each in material.says if each.rule == OVERRIDE]
    if not found:
        return ()
    items = [Item(plain(finding_text(figures, each))) for each in found[:_SHOWN]]
    if (more := len(found) - _SHOWN) > 0:
        items.append(Item((Text(tr("and {count} more, under Valuation", count=more), strong=True),)))
    return (Excerpt(tr("What the bid counts otherwise than the law"), Items(tuple(items))),)
