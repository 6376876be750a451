"""What stands against a plain bid (domain.md 8.3).

That is: open kill findings, kill papers that nobody has seen, a checklist that is not done far enough, scenarios that
lose more than the limit or for which no limit is set, and that there is no amount to bid. A person may bid all the
same; the reason holds for exactly the facts that it was given for. Where there is no amount to bid, no reason helps.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from workstation.domain.checklists.answers import GATE, Readiness, Severity
from workstation.domain.decisions import Decision, DecisionKind
from workstation.domain.findings.finding import Finding
from workstation.domain.findings.notes import RiskNote
from workstation.domain.findings.settled import facts_of
from workstation.domain.record import LotRecord
from workstation.domain.scenarios import Assumptions

_STEP: Final = Decimal("0.05")  # how far readiness may fall before a reason that was given is asked for again
_SHOWN: Final = Decimal("0.001")  # shown in tenths of a percent, rounded as everywhere


@dataclass(frozen=True, slots=True)
class GatePoint:
    """One reason against a plain bid. `message` is an English key with `params`; `keys` name the facts, so that other
    facts are other keys. One that is not `overridable` stands whatever a person says."""

    code: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()
    overridable: bool = True


def against_a_bid(
    record: LotRecord, found: Iterable[Finding], ready: Readiness, losing: Decimal | None, *, priced: bool
) -> tuple[GatePoint, ...]:
    """`found` are the findings of rules that are open, `losing` is what the scenarios weigh that lose at the bid (None
    where there is no bid), `priced` is whether the lot can be priced at all."""
    points = (
        _no_amount(losing, priced=priced),
        _papers("missing", "Kill papers are missing: {names}.", ready.missing_kill),
        _papers("never_asked", "Kill papers were never asked for: {names}.", ready.not_examined_kill),
        _papers("awaited", "Kill papers were asked for and not seen yet: {names}.", ready.awaited_kill),
        _findings(record, found, ready),
        _unready(ready),
        _loss(record, losing),
    )
    return tuple(point for point in points if point is not None)


def _no_amount(losing: Decimal | None, *, priced: bool) -> GatePoint | None:
    if losing is not None:
        return None
    code, message = "no_bid", "The start price is above the max bid: there is no amount to bid."
    if not priced:
        code, message = (
            "no_price",
            "The lot cannot be priced, and there is no amount to bid: Valuation says what is missing.",
        )
    return GatePoint(code, message, keys=frozenset({code}), overridable=False)


def _papers(code: str, message: str, items: tuple[str, ...]) -> GatePoint | None:
    if not items:
        return None
    return GatePoint(code, message, {"names": items}, frozenset(f"{code}:{item}" for item in items))


def _findings(record: LotRecord, found: Iterable[Finding], ready: Readiness) -> GatePoint | None:
    """A finding of a person about a paper that is missing is that paper's point already."""
    keys = {
        f"{finding.rule}:{facts_of(record, finding)}"
        for finding in found
        if finding.severity is Severity.KILL
    }
    keys |= {
        f"risk:{note.id}"
        for note in record.all(RiskNote, severity=Severity.KILL)
        if not note.resolved and note.check_item not in ready.open_kill
    }
    if not keys:
        return None
    return GatePoint("kill", "Kill findings are open: {count}.", {"count": len(keys)}, frozenset(keys))


def _unready(ready: Readiness) -> GatePoint | None:
    """One key for each step of five points that is lacking: a reason given at 72 of 100 holds until readiness falls under 70,
    and while it rises."""
    if ready.score >= GATE:
        return None
    message = "Readiness is {score}, under the {gate} of a plain bid."
    score = min(ready.score.quantize(_SHOWN, rounding=ROUND_HALF_UP), GATE - _SHOWN)  # 84.96 is not 85
    shown = {"score": score, "gate": GATE}
    steps = int(GATE / _STEP)
    keys = frozenset(f"ready<{step * _STEP}" for step in range(1, steps + 1) if ready.score < step * _STEP)
    return GatePoint("ready", message, shown, keys)


def _loss(record: LotRecord, losing: Decimal | None) -> GatePoint | None:
    """Without a limit a weight of losing scenarios was not judged; where none loses there is nothing to judge."""
    given = record.first(Assumptions)
    limit = given.loss_limit if given is not None else None
    if not losing or (limit is not None and losing <= limit):
        return None
    if limit is None:
        message = "The losing scenarios weigh {losing}, and no limit is set for them."
        return GatePoint("no_limit", message, {"losing": losing}, frozenset({f"loss:{losing.normalize():f}"}))
    message = "The losing scenarios weigh {losing}, over the limit of {limit}."
    key = f"loss:{losing.normalize():f}>{limit.normalize():f}"
    return GatePoint("loss", message, {"losing": losing, "limit": limit}, frozenset({key}))


def overridden_keys(points: Iterable[GatePoint]) -> str:
    """What an override is given for, as a decision keeps it."""
    return "\n".join(sorted(key for point in points for key in point.keys))


def not_overridden(decision: Decision | None, points: Iterable[GatePoint]) -> tuple[GatePoint, ...]:
    """The points that nobody has overridden with a reason, or that none overrides. New facts are asked again; facts that
    went are not missed."""
    if decision is None or not (decision.override or "").strip():
        return tuple(points)
    covered = frozenset((decision.overridden or "").split("\n"))
    return tuple(point for point in points if not point.overridable or not point.keys <= covered)


def barring(decision: Decision | None, points: Iterable[GatePoint]) -> tuple[GatePoint, ...]:
    """What keeps the decision as it stands from leaving the house: of a plain bid all that is not overridden, of a bid with
    conditions everything while no condition is written."""
    if decision is None or decision.kind not in {DecisionKind.BID, DecisionKind.BID_WITH_CONDITIONS}:
        return ()
    if decision.kind is DecisionKind.BID_WITH_CONDITIONS and (decision.conditions or "").strip():
        return ()
    return not_overridden(decision, points)
