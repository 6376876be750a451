"""What stands against the lot, as sections: findings of rules with their articles, of persons, what is settled and why; and
where papers contradict each other."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from workstation.application.consistency import DisagreementFound, Passage, SideFound
from workstation.application.memo.figures import FigureMaker
from workstation.application.memo.material import NUMBER, Material, Writing
from workstation.application.sentences import comparison_sentences
from workstation.domain.checklists.answers import Check, CheckStatus, Severity
from workstation.domain.collateral import Collateral
from workstation.domain.documents import Document, Version
from workstation.domain.fields import Field, field_of
from workstation.domain.findings.finding import Finding
from workstation.domain.findings.notes import RiskNote
from workstation.domain.findings.settled import waiver_of
from workstation.domain.findings.waivers import Waiver
from workstation.domain.identities import discreet
from workstation.domain.memo import (
    Block,
    Column,
    Figure,
    Group,
    Inline,
    Line,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    Tone,
    plain,
)
from workstation.domain.memo import Passage as Lit
from workstation.language.finding_words import finding_words
from workstation.language.formats import named
from workstation.language.law_words import law_words

SECTION: Final = 2  # the findings come first behind the summary: page one says so
CONTRADICTIONS: Final = 40  # that are printed with their places; the rest is counted
_PAPERS: Final = 3  # a side of a contradiction is printed with so many papers


def worst_first(notes: Iterable[RiskNote]) -> list[RiskNote]:
    return sorted(notes, key=lambda note: (list(Severity).index(note.severity), note.id))


def findings_section(material: Material, figures: FigureMaker, writing: Writing) -> Section:
    tr, record = figures.tr, material.record
    waivers = [(finding, waiver_of(record, finding)) for finding in material.rules]
    still_open = [finding for finding, waiver in waivers if waiver is None]
    settled = [(finding, waiver) for finding, waiver in waivers if waiver is not None]
    notes = worst_first(record.all(RiskNote))
    blocks: list[Block] = [Group(tr("Found by rules"), (_by_rules(material, figures, still_open),))]
    if unresolved := [note for note in notes if not note.resolved]:
        blocks.append(Group(tr("Found by persons"), (risk_table(unresolved, figures, writing),)))
    resolved = [note for note in notes if note.resolved]
    if settled or resolved:
        table = _settled(material, figures, settled, resolved)
        blocks.append(
            Group(
                tr("Settled"), (table,), note=tr("a finding of a rule is asked again when its facts change")
            )
        )
    return Section(tr("Findings"), tuple(blocks))


def _by_rules(material: Material, figures: FigureMaker, found: Sequence[Finding]) -> Block:
    tr = figures.tr
    if not found:
        said = tr("No finding of a rule is open.")
        if left := material.summary.not_examined:
            said = tr(
                "No finding of a rule is open on what is recorded; items never asked for: {count}.",
                count=left,
            )
        return Paragraph(plain(said))
    rows = tuple(
        Row(
            (
                plain(finding_text(figures, finding)),
                plain(law_of(figures, finding)),
                plain(_about(figures, finding)),
                finding_source(figures, finding),
            ),
            severity=finding.severity,
        )
        for finding in found
    )
    heads = (
        Column(tr("Finding"), share=1.0),
        Column(tr("Article"), share=0.42),
        Column(tr("Record"), share=0.36),
        Column(tr("Source"), NUMBER),
    )
    return Table(heads, rows)


def finding_text(figures: FigureMaker, finding: Finding) -> str:
    """The sentence without its articles; those of a finding inside it stand in the memo's language too."""
    told = _in_language(figures, finding)
    return figures.tr(told.message, **finding_words(figures.tr, figures.formats, told.params))


def _in_language(figures: FigureMaker, finding: Finding) -> Finding:
    assets = {row.name: row for row in figures.record.all(Collateral) if row.name}
    params: dict[str, object] = {}
    for name, value in finding.params.items():
        if isinstance(value, Finding):
            params[name] = _in_language(figures, value)
        elif isinstance(value, str) and value in assets:
            params[name] = figures.short_name(assets[value])
        else:
            params[name] = value
    return replace(finding, params=params, law=_law(figures, finding.law))


def _law(figures: FigureMaker, law: Iterable[str]) -> tuple[str, ...]:
    return tuple(law_words(figures.formats.language, each) for each in law)


def law_of(figures: FigureMaker, finding: Finding) -> str:
    """The articles in the memo's language; one that was written from memory says that it is to be verified."""
    law = _law(figures, finding.law)
    parts = (*law, figures.tr("to verify")) if finding.to_verify else law
    return figures.tr("; ").join(parts) or "—"


def _about(figures: FigureMaker, finding: Finding) -> str:
    row = figures.record.row(finding.subject.entity, finding.subject.row)
    if row is None:
        return "—"
    name = figures.row_name(row)
    if not finding.subject.field:
        return name
    return figures.tr("{record}, {field}", record=name, field=figures.tr(_field(row, finding).label))


def _field(row: Any, finding: Finding) -> Field:
    return field_of(type(row), finding.subject.field)


def finding_source(figures: FigureMaker, finding: Finding) -> Line:
    """The page behind the field that the finding stands beside; of a reference the page behind what it names."""
    row, name = figures.record.row(finding.subject.entity, finding.subject.row), finding.subject.field
    if row is None or not name:
        return plain("—")
    figure = figures.figure(row, name, only_source=True)
    return (figure,) if figure.marks or figure.state is not None else plain("—")


def rule_rows(figures: FigureMaker, found: Iterable[Finding]) -> list[Row]:
    """Findings of rules as rows of a `risk_table`: what is done about them is to be read in the article."""
    return [
        Row(
            (
                plain(finding_text(figures, finding)),
                finding_source(figures, finding),
                plain(law_of(figures, finding)),
                plain("—"),
            ),
            severity=finding.severity,
        )
        for finding in found
    ]


def risk_table(notes: Sequence[RiskNote], figures: FigureMaker, writing: Writing) -> Table:
    """Findings of persons, in the given order."""
    tr = figures.tr
    rows = [
        Row(
            (
                plain(note.statement or "—"),
                (risk_source(figures, note),),
                plain(note.mitigant or "—"),
                plain(_effect(note, writing)),
            ),
            severity=note.severity,
        )
        for note in notes
    ]
    columns = (
        Column(tr("Risk"), share=1.2),
        Column(tr("Source")),
        Column(tr("What is done"), share=1.0),
        Column(tr("Effect on the bid"), NUMBER),
    )
    return Table(columns, tuple(rows))


def _effect(note: RiskNote, writing: Writing) -> str:
    effect = note.effect_on_bid
    return "—" if effect is None else named(effect.currency, writing.whole(effect.amount))


def risk_source(figures: FigureMaker, risk: RiskNote) -> Figure | Text:
    missing = {CheckStatus.MISSING, CheckStatus.REFUSED}
    check = figures.record.first(Check, item=risk.check_item) if risk.check_item else None
    if check is not None and check.status in missing:
        return Text(figures.tr("missing {item}", item=risk.check_item), tone=Tone.BAD)
    return figures.figure(risk, "statement", only_source=True)


def _settled(
    material: Material,
    figures: FigureMaker,
    waived: Sequence[tuple[Finding, Waiver]],
    resolved: Sequence[RiskNote],
) -> Table:
    rows = [
        Row(
            (
                plain(finding_text(figures, finding)),
                plain(law_of(figures, finding)),
                plain(waiver.reason or "—"),
                plain(_said(material, figures, waiver)),
            ),
            severity=finding.severity,
            settled=True,
        )
        for finding, waiver in waived
    ]
    rows += [
        Row(
            (
                plain(note.statement or "—"),
                plain("—"),
                plain(note.mitigant or "—"),
                plain(_said(material, figures, note)),
            ),
            severity=note.severity,
            settled=True,
        )
        for note in resolved
    ]
    tr = figures.tr
    heads = (
        Column(tr("Finding"), share=1.0),
        Column(tr("Article"), share=0.42),
        Column(tr("Why it is settled"), share=0.8),
        Column(tr("By"), share=0.3),
    )
    return Table(heads, tuple(rows))


def _said(material: Material, figures: FigureMaker, row: Waiver | RiskNote) -> str:
    said = material.said.get(row.id)
    return said.words(figures.tr) if said is not None else "—"


def contradictions_section(material: Material, figures: FigureMaker) -> Section:
    """Where papers do not agree, each value with the pages it stands on; what was settled and why; what was not compared."""
    tr, papers = figures.tr, material.papers
    said = " ".join(comparison_sentences(figures.tr, papers))
    blocks: list[Block] = [Paragraph(plain(said))]
    still_open = [found for found in papers.found if found.waiver is None]
    if shown := still_open[:CONTRADICTIONS]:
        rows = [row for found in shown for row in _sides(figures, found)]
        if more := len(still_open) - len(shown):
            left = tr("and {count} more, under Where papers do not agree in the workspace", count=more)
            rows.append(Row(((Text(left, strong=True),), plain(""), plain(""))))
        heads = (
            Column(tr("What"), share=0.5),
            Column(tr("Says"), share=0.95),
            Column(tr("Where"), share=1.0),
        )
        blocks.append(Group(tr("Not settled"), (Table(heads, tuple(rows)),)))
    if settled := [found for found in papers.found if found.waiver is not None]:
        blocks.append(Group(tr("Settled"), (_explained(material, figures, settled),)))
    return Section(tr("Where papers do not agree"), tuple(blocks))


def _sides(figures: FigureMaker, found: DisagreementFound) -> Iterable[Row]:
    for at, side in enumerate(found.sides):
        head = (Text(_what(figures, found), strong=True),) if at == 0 else plain("")
        yield Row((head, plain(side.written), _places(figures, found, side)))


def _what(figures: FigureMaker, found: DisagreementFound) -> str:
    label, subject = figures.tr(found.disagreement.label), found.disagreement.subject
    return f"{label} · {discreet(subject)}" if subject else label


def _places(figures: FigureMaker, found: DisagreementFound, side: SideFound) -> Line:
    """The first place in each of the first papers, and how many places there are beyond."""
    first: dict[str, Passage] = {}
    for passage in side.passages:
        first.setdefault(passage.version, passage)
    line: list[Inline] = []
    for version, passage in list(first.items())[:_PAPERS]:
        lit = Lit(
            label=_what(figures, found),
            quote=passage.words,
            value=side.written,
            rects=passage.quote.rects,
            differs=True,
        )
        mark = figures.place(version, passage.page, lit)
        name = _paper(figures, version)
        line += [Text(f"{figures.tr('; ') if line else ''}{name} "), Figure(marks=(mark,))]
    if more := len(side.passages) - min(len(first), _PAPERS):
        line.append(Text(" " + figures.tr("+ {count} more", count=more), tone=Tone.QUIET))
    return tuple(line)


def _paper(figures: FigureMaker, version_id: str) -> str:
    version = figures.record.get(Version, version_id)
    document = figures.record.get(Document, version.document) if version is not None else None
    return document.name if document is not None else "—"


def _explained(material: Material, figures: FigureMaker, found: Sequence[DisagreementFound]) -> Table:
    tr = figures.tr
    rows = tuple(
        Row(
            (
                plain(_what(figures, each)),
                plain(" ≠ ".join(side.written for side in each.sides)),
                plain((each.waiver.reason if each.waiver else "") or "—"),
                plain(_said(material, figures, each.waiver) if each.waiver else "—"),
            )
        )
        for each in found
    )
    heads = (
        Column(tr("What"), share=0.5),
        Column(tr("Says"), share=0.8),
        Column(tr("Why it is settled"), share=0.8),
        Column(tr("By"), share=0.3),
    )
    return Table(heads, rows)
