"""What stands against a lot as lines of one list: findings of rules, missing kill papers, findings of persons, what nobody
has asked for, and at the end what is settled."""

from collections.abc import Iterator
from dataclasses import dataclass

from workstation.application.lot_summary import LotSummary
from workstation.application.records import FieldRef
from workstation.domain.checklists.answers import Check, CheckItem, Severity
from workstation.domain.findings.finding import Finding
from workstation.domain.findings.notes import RiskNote
from workstation.domain.findings.settled import facts_of, waiver_of
from workstation.domain.findings.waivers import Waiver
from workstation.domain.record import LotRecord
from workstation.language.finding_words import finding_sentence
from workstation.ui.context import UiContext
from workstation.ui.models.table_spec import Cell, Column, GroupRow, TableSpec
from workstation.ui.widgets.values import SeverityMark, TwoLines
from workstation.ui.widgets.words import severity_word

NEVER_ASKED = "never-asked"


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One line. `origin` says who found it, `ref` is the field that it stands beside; of a rule's `finding` a `waiver`
    settles it, of a person's `note` its own field does."""

    id: str
    severity: Severity
    sentence: str
    origin: str
    ref: FieldRef | None = None
    finding: Finding | None = None
    note: RiskNote | None = None
    waiver: Waiver | None = None
    unknown: bool = False

    @property
    def open(self) -> bool:
        return self.waiver is None and not (self.note is not None and self.note.resolved)


def finding_lines(
    context: UiContext,
    record: LotRecord,
    found: tuple[Finding, ...],
    summary: LotSummary,
    items: tuple[CheckItem, ...],
) -> list[FindingLine]:
    """Worst first, what is settled last."""
    lines = [
        *_of_papers(context, record, summary, items),
        *_of_rules(context, record, found),
        *_of_persons(context, record),
    ]
    order = list(Severity)
    return sorted(lines, key=lambda line: (not line.open, order.index(line.severity)))


def _of_rules(context: UiContext, record: LotRecord, found: tuple[Finding, ...]) -> Iterator[FindingLine]:
    for at, finding in enumerate(found):
        subject = finding.subject
        ref = FieldRef(subject.entity, subject.row, subject.field) if subject.field else None
        yield FindingLine(
            id=f"{finding.rule}|{facts_of(record, finding)}|{at}",
            severity=finding.severity,
            sentence=finding_sentence(context.tr, context.formats, finding),
            origin=context.tr("Rule"),
            ref=ref,
            finding=finding,
            waiver=waiver_of(record, finding),
        )


def _of_papers(
    context: UiContext, record: LotRecord, summary: LotSummary, items: tuple[CheckItem, ...]
) -> Iterator[FindingLine]:
    tr = context.tr
    titles = {item.id: item.words(chinese=tr.is_chinese).title for item in items}
    for item in summary.unnoted:
        check = record.first(Check, item=item)
        said = tr("Kill paper {item} is missing: {title}", item=item, title=titles[item])
        ref = FieldRef("check", check.id, "status") if check is not None else None
        yield FindingLine(f"check|{item}", Severity.KILL, said, tr("Checklist"), ref)
    if summary.not_examined:
        severity = Severity.KILL if summary.not_examined_kill else Severity.MEDIUM
        said = tr(
            "Never asked for: {count} of {total} items, {kill} of them kill items.",
            count=summary.not_examined,
            total=summary.readiness.total,
            kill=summary.not_examined_kill,
        )
        yield FindingLine(NEVER_ASKED, severity, said, tr("Checklist"), unknown=True)


def _of_persons(context: UiContext, record: LotRecord) -> Iterator[FindingLine]:
    tr = context.tr
    for note in record.all(RiskNote):
        ref = FieldRef(note.entity, note.id, "statement")
        yield FindingLine(
            note.id, note.severity, note.statement or tr("Not described yet"), tr("Own"), ref, note=note
        )


def arranged(context: UiContext, lines: list[FindingLine]) -> list[FindingLine | GroupRow]:
    """Under the heads of their severities; what is settled under its own."""
    tr = context.tr
    rows: list[FindingLine | GroupRow] = []
    for severity in Severity:
        of_severity = [line for line in lines if line.open and line.severity is severity]
        if members := [line for line in of_severity if not line.unknown]:
            rows += [
                GroupRow(f"group|{severity.value}", severity_word(tr, severity), str(len(members))),
                *members,
            ]
        # what nobody has asked for is no finding, and the counts of findings leave it out
        if unknown := [line for line in of_severity if line.unknown]:
            rows += [GroupRow("group|unknown", tr("Not requested")), *unknown]
    if settled := [line for line in lines if not line.open]:
        rows += [
            GroupRow("group|settled", tr("Settled, asked again when the facts change"), str(len(settled)))
        ]
        rows += settled
    return rows


def finding_spec(context: UiContext) -> TableSpec[FindingLine]:
    tr = context.tr

    def words(line: FindingLine) -> TwoLines:
        below = tr("settled: {reason}", reason=line.waiver.reason) if line.waiver is not None else line.origin
        return TwoLines(line.sentence, below, strong=line.open)

    def mark(line: FindingLine) -> SeverityMark:
        return SeverityMark(line.severity, open=line.open, unknown=line.unknown)

    return TableSpec(
        name=tr("Findings"),
        key=lambda line: line.id,
        two_lines=True,
        columns=(
            Column(key="mark", title="", value=mark, kind=Cell.MARK, width=42, sortable=False),
            Column(
                key="said",
                title=tr("Finding"),
                value=words,
                kind=Cell.TWO_LINES,
                stretch=True,
                sortable=False,
            ),
        ),
    )
