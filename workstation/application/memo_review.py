"""What to look at before a memo is exported: each point with its severity and the field that would settle it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workstation.application.lot_summary import LotSummary
from workstation.application.readiness import TO_DO
from workstation.application.records import FieldRef
from workstation.application.valuation.inputs import Facts
from workstation.application.valuing import is_stale, latest_run
from workstation.domain.checklists.answers import GATE, Check, Readiness, Severity
from workstation.domain.citations import Evidence, EvidenceKind
from workstation.domain.decision_gate import GatePoint, barring
from workstation.domain.decisions import Decision, DecisionKind
from workstation.domain.documents import Document
from workstation.domain.evidence import FieldState, Support, broken_fields, fact_rows, support
from workstation.domain.fields import Kind, fields_of
from workstation.domain.findings.finding import Finding
from workstation.domain.input_errors import RowRangeError
from workstation.domain.record import LotRecord
from workstation.domain.scenarios import Assumptions
from workstation.domain.signatures import SignatureRole
from workstation.domain.signing import Signatures
from workstation.language.formats import rounded
from workstation.language.labels import choice_label

if TYPE_CHECKING:
    from workstation.application.consistency import Comparison

# what the memo prints as a figure or a fact; the rest is machinery, opinion, or counted by the checklist
_FIGURES = frozenset({Kind.MONEY, Kind.RATE, Kind.NUMBER, Kind.INTEGER, Kind.DATE, Kind.MOMENT})

UNSIGNED = Signatures()


@dataclass(frozen=True, slots=True)
class ReviewPoint:
    """A point of the review before export.

    key: names the point.
    message, params: an English key and what fills it; a tuple among the params lists English labels, or findings; an error is its sentence.
    open: False when all is well.
    ref, finding: the first field to see to, or the finding beside it.
    """

    key: str
    severity: Severity
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    ref: FieldRef | None = None
    open: bool = True
    finding: Finding | None = None


def review(
    record: LotRecord,
    found: LotSummary,
    figures: Facts,
    compared: "Comparison | None" = None,
    *,
    against: tuple[GatePoint, ...] = (),
    signatures: Signatures = UNSIGNED,
) -> tuple[ReviewPoint, ...]:
    """What to look at before a memo is exported: open points first, worst first, then what is settled.

    `found` is what stands against the lot, `figures` the inputs of its price, `against` what stands against a plain
    bid, `signatures` those of today. `compared` is what the documents say of the same things; None while they were not
    compared.
    """
    ready = found.readiness
    points = [
        *_kill(record, ready),
        _findings(found),
        *_figures(record, figures),
        *_evidence(record),
        _readiness(record, ready),
        *_decision(record, signatures),
        *_gate(record, against),
    ]
    if record.all(Document):
        points.append(_comparison(compared))
    return tuple(sorted(points, key=lambda point: (not point.open, list(Severity).index(point.severity))))


def _comparison(found: "Comparison | None") -> ReviewPoint:
    """That nothing contradicts is said with how much was read, and only where nothing was left out."""
    if found is None:
        message = "The documents were not compared with each other yet."
        return ReviewPoint("disagreements", Severity.MEDIUM, message)
    if found.open:
        message = "Places where papers do not agree, not settled: {count}."
        return ReviewPoint("disagreements", Severity.HIGH, message, {"count": found.open})
    read = {"papers": found.papers, "values": found.values}
    if not found.is_whole:
        message = "No contradiction in what was compared ({papers} documents, {values} values), but not everything was compared."
        return ReviewPoint("disagreements", Severity.MEDIUM, message, read)
    message = (
        "No paper contradicts another, or it is settled: {papers} documents compared, {values} values read."
    )
    return ReviewPoint("disagreements", Severity.HIGH, message, read, open=False)


def _kill(record: LotRecord, ready: Readiness) -> list[ReviewPoint]:
    """What is missing, then what nobody has asked for; only without both is it said that nothing is."""
    points = []
    if lacking := ready.missing_kill:
        check = record.first(Check, item=lacking[0])
        ref = FieldRef("check", check.id, "status") if check else None
        names = {"names": lacking}
        points.append(ReviewPoint("kill", Severity.KILL, "Kill papers are missing: {names}.", names, ref))
    if ready.not_examined:
        severity = Severity.KILL if ready.not_examined_kill else Severity.MEDIUM
        message = "Never asked for: {count} of {total} items, {kill} of them kill items."
        params = {
            "count": ready.not_examined,
            "total": ready.total,
            "kill": len(ready.not_examined_kill),
        }
        points.append(ReviewPoint("not_examined", severity, message, params))
    if not lacking and not ready.not_examined_kill:
        message = "Every kill paper was asked for, and none is missing."
        points.append(ReviewPoint("kill", Severity.KILL, message, open=False))
    return points


def _findings(found: LotSummary) -> ReviewPoint:
    """Everything that is open, counted as in the list and the head, missing kill papers too; while a kill item was never
    asked for, none is no finding that all is well."""
    counts = found.counts
    if not counts and found.not_examined_kill:
        message = "No finding so far; items never asked for: {count}."
        return ReviewPoint("findings", Severity.KILL, message, {"count": found.not_examined})
    if not counts:
        return ReviewPoint("findings", Severity.KILL, "No finding is open.", open=False)
    message = "Open findings: {kill} kill, {high} high, {medium} medium, {low} low."
    params = {severity.name.lower(): counts.get(severity, 0) for severity in Severity}
    return ReviewPoint("findings", next(iter(counts)), message, params)


def _figures(record: LotRecord, found: Facts) -> list[ReviewPoint]:
    """Whether the printed figures are those of the record; of a lot that cannot be priced one point for each lack."""
    if found.problem is None and found.inputs is None:
        message = "The lot cannot be priced. {missing}"
        return [
            ReviewPoint("missing", Severity.KILL, message, {"missing": (lack,)}, finding=lack)
            for lack in found.missing
        ]
    return [_priced(record, found)]


def _priced(record: LotRecord, found: Facts) -> ReviewPoint:
    run, given = latest_run(record), record.first(Assumptions)
    ref = FieldRef(given.entity, given.id, "target_irr") if given else None
    if found.problem is not None:
        message = "The lot cannot be priced. {problem}"
        if isinstance(found.problem, RowRangeError):
            ref = FieldRef(found.problem.entity, found.problem.row, found.problem.name)
        return ReviewPoint("figures", Severity.KILL, message, {"problem": found.problem}, ref)
    if run is None:
        message = "No run is frozen yet; the export freezes run 1."
        return ReviewPoint("figures", Severity.MEDIUM, message, ref=ref)
    number = {"number": run.ordinal}
    if is_stale(found, run):
        message = "Inputs changed since run {number}; the export freezes a new run."
        return ReviewPoint("figures", Severity.MEDIUM, message, number, ref)
    return ReviewPoint("figures", Severity.MEDIUM, "Run {number} is up to date.", number, open=False)


def _broken(record: LotRecord) -> ReviewPoint:
    """What keeps the memo from being exported: facts whose pages have all lapsed."""
    broken = [FieldRef(row.entity, row.id, declared.name) for row, declared in broken_fields(record)]
    return _counted(
        "broken",
        Severity.KILL,
        (
            "Facts whose page changed or was withdrawn: {count}. The memo is not exported until they have a source or a reason.",
            "No page that a fact rests on changed or was withdrawn.",
        ),
        len(broken),
        next(iter(broken), None),
    )


def _evidence(record: LotRecord) -> list[ReviewPoint]:
    counts: Counter[FieldState] = Counter()
    first: dict[FieldState, FieldRef] = {}
    explained: list[FieldRef] = []
    for ref, found in _supports(record):
        counts[found.state] += 1
        first.setdefault(found.state, ref)
        explained += [ref] if found.differing and found.reason else []
    pages = [
        _broken(record),
        _conflicts(counts[FieldState.CONFLICT], first.get(FieldState.CONFLICT), explained),
    ]
    if not _cites_a_page(record):
        # that nothing changed and nothing differs is no good news of pages that nobody cites
        pages = [ReviewPoint("uncited", Severity.MEDIUM, "No fact rests on a page yet.")]
    return [
        *pages,
        _counted(
            "bare",
            Severity.HIGH,
            (
                "Figures and dates without a source: {count}. They are printed as unverified.",
                "Every figure has a source or a reason.",
            ),
            counts[FieldState.BARE],
            first.get(FieldState.BARE),
        ),
        _counted(
            "assumed",
            Severity.LOW,
            ("Assumed figures and dates: {count}. They are printed as assumed.", "Nothing is assumed."),
            counts[FieldState.ASSUMED],
            first.get(FieldState.ASSUMED),
        ),
    ]


def _cites_a_page(record: LotRecord) -> bool:
    """Whether a fact does: what a note quotes, or an answer of the checklist, is none."""
    facts = {(row.entity, row.id) for row in fact_rows(record) if not isinstance(row, Check)}
    cited = (item for item in record.all(Evidence) if item.kind is EvidenceKind.CITED)
    return any((item.row_entity, item.row) in facts for item in cited)


def _conflicts(count: int, first: FieldRef | None, explained: list[FieldRef]) -> ReviewPoint:
    """Only where no page says something else is it said that none does; a difference with a reason is no open point."""
    if count or not explained:
        messages = ("Figures whose sources differ: {count}.", "No sources differ.")
        return _counted("conflict", Severity.HIGH, messages, count, first)
    message = "Figures that differ from a page, each with a reason that the memo prints: {count}."
    params = {"count": len(explained)}
    return ReviewPoint("conflict", Severity.HIGH, message, params, explained[0], open=False)


def _counted(
    key: str, severity: Severity, messages: tuple[str, str], count: int, ref: FieldRef | None
) -> ReviewPoint:
    if not count:
        return ReviewPoint(key, severity, messages[1], open=False)
    return ReviewPoint(key, severity, messages[0], {"count": count}, ref)


def _supports(record: LotRecord) -> list[tuple[FieldRef, Support]]:
    return [
        (FieldRef(row.entity, row.id, declared.name), support(record, row, declared.name))
        for row in fact_rows(record)
        if not isinstance(row, Check)
        for declared in fields_of(type(row))
        if declared.citable and declared.kind in _FIGURES
    ]


def _readiness(record: LotRecord, ready: Readiness) -> ReviewPoint:
    params = {"score": rounded(ready.score * 100, 1), "gate": rounded(GATE * 100, 0)}
    if ready.score < GATE:
        message = "Readiness {score} is below the {gate} of a plain bid."
        waiting = (check for check in record.all(Check) if check.status in TO_DO)
        first = next(waiting, None)
        ref = FieldRef("check", first.id, "status") if first else None
        return ReviewPoint("readiness", Severity.MEDIUM, message, params, ref)
    return ReviewPoint("readiness", Severity.MEDIUM, "Readiness {score} meets the gate.", params, open=False)


def _decision(record: LotRecord, signatures: Signatures) -> list[ReviewPoint]:
    decision: Any = record.first(Decision)
    if decision is None or decision.kind is None:
        ref = FieldRef("decision", decision.id, "kind") if decision else None
        return [ReviewPoint("decision", Severity.HIGH, "No decision is chosen.", ref=ref)]
    points = [ReviewPoint("decision", Severity.HIGH, "A decision is chosen.", open=False)]
    if not decision.thesis:
        ref = FieldRef("decision", decision.id, "thesis")
        points.append(ReviewPoint("thesis", Severity.MEDIUM, "Why it pays is not written yet.", ref=ref))
    return [*points, _signatures(signatures)]


def _gate(record: LotRecord, against: tuple[GatePoint, ...]) -> list[ReviewPoint]:
    """What keeps the memo from being exported, and what is bid against all the same."""
    decision = record.first(Decision)
    if decision is not None and (left := barring(decision, against)):
        message = "The decision cannot be exported while this stands against a plain bid."
        final = any(not point.overridable for point in left)  # no reason to write: another decision
        ref = FieldRef(decision.entity, decision.id, "kind") if final else None
        return [ReviewPoint("gate", Severity.KILL, message, ref=ref)]
    if decision is not None and decision.kind is DecisionKind.BID and against:
        message = "A plain bid is made against what stands against it, with a reason that the memo prints."
        return [ReviewPoint("override", Severity.HIGH, message)]
    return []


def _signatures(found: Signatures) -> ReviewPoint:
    lacking = tuple(choice_label(role) for role in SignatureRole if role not in found.standing)
    if not lacking:
        return ReviewPoint(
            "signatures", Severity.MEDIUM, "Signed by analyst, reviewer and approver.", open=False
        )
    message = "Signatures missing: {names}. The memo is printed as a draft."
    if found.complete:
        message = "Signatures missing: {names}."
    elif found.before:
        message = "Signatures missing since something changed: {names}. The memo is printed as a draft."
    return ReviewPoint("signatures", Severity.MEDIUM, message, {"names": lacking})
