"""The detail sections of a memo (domain.md 8.2), from the lot's records."""

from typing import Final

from workstation.application.memo.checks import checks_section
from workstation.application.memo.examined import Titles
from workstation.application.memo.figures import FigureMaker
from workstation.application.memo.findings import contradictions_section, findings_section
from workstation.application.memo.gaps import gaps_section
from workstation.application.memo.guarantees import guarantees_section
from workstation.application.memo.kinds import not_printed
from workstation.application.memo.material import HASH_SHOWN, NUMBER, Material, Writing
from workstation.application.memo.rich import rich_blocks
from workstation.application.memo.title import holders, title_section
from workstation.application.memo.valuation import assumptions, valuation
from workstation.domain.claims import Balance, Claim
from workstation.domain.collateral import Appraisal, Collateral, Encumbrance, SecuredClaim
from workstation.domain.documents import Document, Version
from workstation.domain.events import Event
from workstation.domain.listings import Listing
from workstation.domain.memo import (
    Block,
    Column,
    Group,
    Item,
    Items,
    Line,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    plain,
)
from workstation.domain.notes import Note
from workstation.domain.parties import Party, Role
from workstation.language.formats import named, rounded
from workstation.language.stored_words import stored_words


def sections(
    material: Material, figures: FigureMaker, writing: Writing, titles: Titles
) -> tuple[Section, ...]:
    """Findings, contradictions, listing, claims, chain of title, collateral, guarantees, events, checks, valuation, notes,
    gaps, register; empty ones out."""
    made = [
        findings_section(material, figures, writing),
        contradictions_section(material, figures),
        _listing(material, figures),
        _claims(material, figures),
        title_section(material, figures, titles),
        *(_collateral(material, figures, writing, row, titles) for row in material.record.all(Collateral)),
        guarantees_section(material, figures, titles),
        _events(material, figures),
        checks_section(material, figures, titles),
        assumptions(material, figures),
        valuation(material, figures, writing),
        _notes(material, figures),
    ]
    # the gaps are known only when every figure has been made
    made += [gaps_section(material, figures, writing, titles), _documents(material, figures)]
    return tuple(section for section in made if section is not None and section.blocks)


_OF_NO_USE: Final = ("watchers", "views")  # they say who looked, not who bids


def _listing(material: Material, figures: FigureMaker) -> Section | None:
    listing = material.record.last(Listing)
    if listing is None:
        return None
    return Section(figures.tr("Listing"), figures.facts(listing, skip=_OF_NO_USE))


def _claims(material: Material, figures: FigureMaker) -> Section:
    tr, record = figures.tr, material.record
    blocks: list[Block] = []
    for claim in record.all(Claim):
        balances = record.all(Balance, claim=claim.id)
        blocks += figures.facts(claim, skip=("name", "currency"))
        if balances:
            shown: tuple[Block, ...] = (_balances(figures, balances), *figures.differences(balances))
            blocks.append(Group(tr("Balances"), shown))
    roles = record.all(Role)
    if roles:
        rows = tuple(
            Row(
                (
                    plain(figures.text(role, "kind")),
                    plain(figures.text(role, "party")),
                    _registered(figures, role),
                    (figures.figure(role, "kind", only_source=True),),
                )
            )
            for role in roles
        )
        table = Table(
            (
                Column(tr("Role")),
                Column(tr("Party"), share=1.0),
                Column(tr("Registered id")),
                Column(tr("Source"), NUMBER),
            ),
            rows,
        )
        blocks.append(Group(tr("Parties"), (table,)))
    return Section(tr("Claims and parties"), tuple(blocks))


def _registered(figures: FigureMaker, role: Role) -> Line:
    party = figures.record.get(Party, role.party)
    if party is None or party.registered_id is None:
        return plain("")
    return (figures.figure(party, "registered_id"),)


def _balances(figures: FigureMaker, balances: tuple[Balance, ...]) -> Table:
    tr = figures.tr
    rows = [
        Row(
            (
                plain(figures.text(row, "kind")),
                plain(figures.text(row, "as_of")),
                (figures.figure(row, "amount"),),
            )
        )
        for row in balances
    ]
    amounts = [row.amount for row in balances if row.amount is not None]
    if len({amount.currency for amount in amounts}) == 1:
        total = amounts[0]
        for amount in amounts[1:]:
            total = total + amount
        shown = named(total.currency, rounded(total.amount, 2))
        rows.append(Row((plain(tr("Total")), plain(""), (Text(shown, strong=True),)), total=True))
    return Table((Column(tr("Kind")), Column(tr("As of")), Column(tr("Amount"), NUMBER)), tuple(rows))


def _collateral(
    material: Material, figures: FigureMaker, writing: Writing, row: Collateral, titles: Titles
) -> Section:
    tr, record = figures.tr, material.record
    blocks: list[Block] = [*figures.facts(row, skip=("name", "key"))]
    blocks += [
        Group(tr("Appraisal"), figures.facts(appraisal))
        for appraisal in record.all(Appraisal, collateral=row.id)
    ]
    encumbrances = record.all(Encumbrance, collateral=row.id)
    if encumbrances:
        differing = figures.differences(encumbrances)
        paid: tuple[Block, ...] = (
            _encumbrances(figures, encumbrances),
            *differing,
            *_secured(figures, encumbrances),
        )
        blocks.append(Group(tr("Who is paid before us"), paid))
    blocks += holders(material, figures, titles, row)
    keys = {place: key for key, place in material.keys.items()}
    if key := keys.get((row.entity, row.id)):
        blocks.append(Group(tr("From gross to recovery"), _realisation(material, figures, writing, key)))
    short, name = figures.short_name(row), stored_words(tr, row.name)
    if not name:
        return Section(short, tuple(blocks))
    title = (
        tr("Collateral: {name}", name=name) if short == name else tr("{kind}: {name}", kind=short, name=name)
    )
    return Section(title, tuple(blocks))


def _secured(figures: FigureMaker, rows: tuple[Encumbrance, ...]) -> tuple[Items, ...]:
    """Which claims each right of ours secures, where that is recorded."""
    tr, record = figures.tr, figures.record
    said = []
    for row in rows:
        claims = [record.get(Claim, each.claim) for each in record.all(SecuredClaim, encumbrance=row.id)]
        if names := [figures.row_name(claim) for claim in claims if claim is not None]:
            kind = figures.text(row, "kind")
            said.append(Item(plain(tr("{kind} secures: {names}", kind=kind, names=tr("; ").join(names)))))
    return (Items(tuple(said)),) if said else ()


def _encumbrances(figures: FigureMaker, rows: tuple[Encumbrance, ...]) -> Table:
    tr = figures.tr
    made = tuple(
        Row(
            (
                (
                    Text(figures.text(row, "kind"), strong=bool(row.ours)),
                    Text(f"  {tr('ours')}" if row.ours else ""),
                ),
                plain(row.holder or ""),
                plain(figures.text(row, "since")),
                (figures.figure(row, "amount"),),
            )
        )
        for row in rows
    )
    heads = (
        Column(tr("Kind")),
        Column(tr("Holder"), share=1.0),
        Column(tr("Since")),
        Column(tr("Amount"), NUMBER),
    )
    return Table(heads, made)


_STEPS = (
    ("gross", "Gross"),
    ("cost", "Costs of sale"),
    ("execution_fee", "Execution fee"),
    ("tax", "Taxes of the sale"),
    ("net", "Net"),
    ("secured", "Mortgaged part"),
    ("prior_claims", "Prior claims"),
    ("recovery", "Recovery"),
)
_TAKEN = frozenset({"cost", "execution_fee", "tax", "prior_claims"})


def _realisation(material: Material, figures: FigureMaker, writing: Writing, key: str) -> tuple[Block, ...]:
    """Level by level to what comes in; what is taken off in no scenario is named in one line."""
    tr = figures.tr
    scenarios = [scenario for scenario in material.result.scenarios if key in scenario.recoveries.collateral]
    if not scenarios:
        return (Paragraph(plain(tr("No scenario counts it: it adds nothing to the bid."))),)
    heads = [Column(""), *(Column(tr(scenario.name), NUMBER) for scenario in scenarios)]
    steps = [
        (name, label, [getattr(each.recoveries.collateral[key], name) for each in scenarios])
        for name, label in _STEPS
    ]
    shown = [step for step in steps if step[0] not in _TAKEN or any(step[2])]
    rows = tuple(
        Row((plain(tr(label)), *(plain(writing.amount(each)) for each in amounts)), total=name == "recovery")
        for name, label, amounts in shown
    )
    table = Table(tuple(heads), rows)
    nothing_for = [tr(label) for name, label, amounts in steps if name in _TAKEN and not any(amounts)]
    if not nothing_for:
        return (table,)
    said = tr("Nothing is taken off for: {names}.", names=tr("; ").join(nothing_for))
    return (table, Paragraph(plain(said), quiet=True))


def _events(material: Material, figures: FigureMaker) -> Section:
    tr = figures.tr
    events = sorted(material.record.all(Event), key=lambda event: (str(event.on), event.id))
    rows = tuple(
        Row(((figures.figure(event, "on"),), plain(figures.text(event, "kind")), plain(event.what or "")))
        for event in events
    )
    heads = (Column(tr("On")), Column(tr("Kind")), Column(tr("What happened"), share=1.0))
    return Section(tr("Events"), (Table(heads, rows), *figures.differences(events)) if rows else ())


def _notes(material: Material, figures: FigureMaker) -> Section:
    groups = tuple(
        Group(note.heading or figures.tr("Note"), rich_blocks(figures, note, "body"))
        for note in material.record.all(Note)
        if note.body
    )
    return Section(figures.tr("Notes"), groups)


def _documents(material: Material, figures: FigureMaker) -> Section:
    tr, record = figures.tr, material.record
    rows = []
    for version in record.all(Version):
        document = record.get(Document, version.document)
        rows.append(
            Row(
                (
                    plain(document.name if document else "—"),
                    plain(str(version.ordinal)),
                    plain(str(version.pages or "—")),
                    plain(version.file_name or ""),
                    (Text((version.sha256 or "")[:HASH_SHOWN], code=True),),
                )
            )
        )
    heads = (
        Column(tr("Document"), share=1.0),
        Column(tr("Version"), NUMBER),
        Column(tr("Pages"), NUMBER),
        Column(tr("File name"), share=1.0),
        Column(tr("SHA-256")),
    )
    blocks: list[Block] = [Table(heads, tuple(rows))] if rows else []
    if (left := not_printed(figures)) is not None:
        blocks.append(left)
    return Section(tr("Documents taken in"), tuple(blocks))
