"""What no page supports: what it means, what would mend it, and what the bid would be without it."""

from decimal import Decimal
from typing import Any, Final

from workstation.application.memo.examined import Titles
from workstation.application.memo.figures import FigureMaker
from workstation.application.memo.material import NUMBER, Material, Writing
from workstation.domain.checklists.answers import IN_HAND, Check
from workstation.domain.evidence import FieldState, feeds, support
from workstation.domain.fields import Field, Kind
from workstation.domain.memo import Block, Column, Line, Paragraph, Row, Section, Table, Text, Tone, plain

# The line of the checklist whose document would show a field of a row; under "" that of all its other fields
REMEDIES: Final[dict[str, dict[str, str]]] = {
    "appraisal": {"": "B-07"},
    "assertion": {"": "C-04"},
    "balance": {"": "A-06"},
    "claim": {
        "": "A-01",
        "accrued_from": "A-06",
        "capped_claim": "A-06",
        "enforcement_no": "E-04",
        "interest_stop": "A-06",
        "interest_stop_on": "A-06",
        "judgment_base": "E-02",
        "judgment_no": "E-02",
        "performance_end": "E-02",
    },
    "collateral": {
        "": "B-03",
        "cost_rate": "H-03",
        "description": "B-06",
        "fixed_cost": "H-03",
        "occupancy": "B-08",
        "secured_share": "B-02",
        "tax_rate": "H-03",
    },
    "encumbrance": {"": "B-03"},
    "guarantee": {
        "": "C-01",
        "access_rate": "G-11",
        "asset_value": "G-11",
        "disclosed": "C-03",
        "listed": "C-03",
        "notified_on": "C-08",
        "resolution": "C-02",
        "resolved_amount": "C-02",
        "resolved_on": "C-02",
        "spouse_consent": "C-05",
    },
    "lease": {"": "B-08"},
    "seizure": {"": "E-05"},
    "transfer": {"": "F-01"},
}


PRICED: Final = 60  # gaps whose bid is computed: each takes a whole valuation


def gaps_section(
    material: Material, figures: FigureMaker, writing: Writing, titles: Titles
) -> Section | None:
    """A row a fact, those that move the bid most first; last how many more facts without a source page 1 counts: kinds,
    names and days that stand in tables without a mark of their own."""
    tr, unnamed = figures.tr, material.coverage.bare
    moved: list[tuple[Decimal, Row]] = []
    for place, (row, declared) in enumerate(figures.unsupported):
        is_priced = place < PRICED and not declared.required
        effect = (material.bid_without(row, declared.name),) if is_priced else None
        remedy = plain(_remedy(figures, titles, row, declared))
        cells = (_meaning(figures, row, declared), remedy, _without(figures, writing, material, effect))
        moved.append((_size(material, effect), Row(cells)))
        is_bare = support(figures.record, row, declared.name).state is FieldState.BARE
        unnamed -= is_bare and feeds(declared)
    heads = (
        Column(tr("What no page shows"), share=1.0),
        Column(tr("What would mend it"), share=0.9),
        Column(tr("Bid without it"), NUMBER),
    )
    rows = tuple(row for _, row in sorted(moved, key=lambda each: -each[0]))
    blocks: list[Block] = [Table(heads, rows)] if rows else []
    if unnamed > 0:
        said = "More facts without a source, such as kinds, names and days in tables: {count}."
        blocks.append(Paragraph(plain(tr(said, count=unnamed))))
    return Section(tr("What we could not support"), tuple(blocks))


def _meaning(figures: FigureMaker, row: Any, declared: Field) -> Line:
    tr = figures.tr
    words = {"field": tr(declared.label), "record": figures.row_name(row)}
    if differs := figures.difference(row, declared.name):
        return (Text(f"{tr('{field}, {record}:', **words)} "), *differs)
    match support(figures.record, row, declared.name).state:
        case FieldState.BROKEN:
            return plain(
                tr("{record}, {field}: the page that showed it has changed or was withdrawn.", **words)
            )
        case FieldState.CONFLICT:
            return plain(tr("{record}, {field}: two pages say it in different words.", **words))
    value = figures.text(row, declared.name)
    if declared.kind is Kind.PROSE or value == words["record"]:
        return plain(tr("{record}, {field}: what is written stands on no page.", **words))
    return plain(tr("{record}, {field}: “{value}” stands on no page.", **words, value=value))


def _remedy(figures: FigureMaker, titles: Titles, row: Any, declared: Field) -> str:
    tr = figures.tr
    match support(figures.record, row, declared.name).state:
        case FieldState.CONFLICT:
            return tr("say which page counts, and why")
        case FieldState.BROKEN:
            return tr("cite the page of the document as it is now")
    known = REMEDIES.get(row.entity, {})
    wanted = known.get(declared.name) or known.get("")
    title = next((title for item, title in titles if item.id == wanted), None)
    if title is None:
        return tr("cite the page that shows it, or say why it is taken so")
    check = figures.record.first(Check, item=wanted)
    paper = f"{wanted} {title}"
    if check is not None and check.status in IN_HAND:
        return tr("cite the page in {paper}", paper=paper)
    return tr("ask for {paper}", paper=paper)


def _size(material: Material, effect: tuple[Decimal | None] | None) -> Decimal:
    if effect is None:
        return Decimal(0)
    return abs((material.result.price.max_bid_on_ladder or Decimal(0)) - (effect[0] or Decimal(0)))


def _without(
    figures: FigureMaker, writing: Writing, material: Material, effect: tuple[Decimal | None] | None
) -> Line:
    if effect is None:
        return (Text(figures.tr("not computed"), tone=Tone.QUIET),)
    bid, now = effect[0], material.result.price.max_bid_on_ladder
    if bid == now:
        return (Text(figures.tr("unchanged"), tone=Tone.QUIET),)
    if bid is None:
        return (Text(figures.tr("no bid"), strong=True, tone=Tone.BAD),)
    change = f" ({figures.formats.signed(bid - now, 0)})" if now is not None else ""
    return (Text(f"{writing.whole(bid)}{change}", strong=True),)
