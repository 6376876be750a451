"""Deciding on a lot, and signing the decision."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from workstation.application.checks import lot_readiness
from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction
from workstation.application.services import Services
from workstation.application.signing import content_of, signatures_with
from workstation.application.valuation.inputs import facts_with
from workstation.application.valuing import value_of
from workstation.domain.decision_gate import (
    GatePoint,
    against_a_bid,
    barring,
    not_overridden,
    overridden_keys,
)
from workstation.domain.decisions import Decision, DecisionKind
from workstation.domain.errors import UserError
from workstation.domain.evidence import broken_fields
from workstation.domain.findings.finding import Finding
from workstation.domain.findings.rules import findings
from workstation.domain.findings.settled import open_findings
from workstation.domain.naming import name_of
from workstation.domain.record import LotRecord
from workstation.domain.signatures import Signature, SignatureRole
from workstation.domain.signing import Signatures, same_person
from workstation.domain.valuation import ValuationResult
from workstation.language.formats import rounded
from workstation.language.labels import choice_label

Say = Callable[..., str]
_NAMED = 5  # facts that a refusal names


class PlainBidRefusedError(UserError):
    code = "decision.refused"
    message = (
        "A plain bid is refused. {reasons} Choose Bid with conditions and write them down, or under Memo say why to bid all"
        " the same."
    )


class NoAmountError(PlainBidRefusedError):
    """No reason lets this one out."""

    code = "decision.no_amount"
    message = (
        "A plain bid is refused. {reasons} Choose Watch or Pass, or Bid with conditions and write them down."
    )


class NoConditionsError(UserError):
    code = "decision.no_conditions"
    message = "A bid with conditions has none. {reasons} Write under Memo, Conditions, what must be settled before the bid."


class BrokenEvidenceError(UserError):
    code = "memo.broken_evidence"
    message = "The memo is not written: {count} of its facts rest on pages that changed or were withdrawn ({names}). Cite a page that stands, or give a reason why the value stands, then do it again."


class NothingDecidedError(UserError):
    code = "signature.nothing_decided"
    message = "There is nothing to sign yet. Choose a decision under Memo first."


class NobodySignsError(UserError):
    code = "signature.nobody"
    message = "A signature needs a name. Type who signs into the decision, then sign again."


class SamePersonError(UserError):
    code = "signature.same_person"
    message = "{person} has signed as {role}. Another person signs as {wanted}."


class AnalystFirstError(UserError):
    code = "signature.analyst_first"
    message = "Nobody has signed as analyst for the lot as it is. The analyst signs first, then {wanted}."


def gate(services: Services, record: LotRecord) -> tuple[GatePoint, ...]:
    """What stands against a plain bid of the lot today."""
    return gate_of(services, record, _found(services, record))


def _found(services: Services, record: LotRecord) -> tuple[Finding, ...]:
    return findings(record, services.clock().date(), services.reference())


def gate_of(services: Services, record: LotRecord, found: tuple[Finding, ...]) -> tuple[GatePoint, ...]:
    """The same from findings of rules that are at hand already."""
    return against_of(services, record, found, _priced(record, found))


def against_of(
    services: Services, record: LotRecord, found: tuple[Finding, ...], priced: ValuationResult | None
) -> tuple[GatePoint, ...]:
    """The same of a lot that is priced already; None where it cannot be."""
    ready = lot_readiness(record, services.checklist)
    at = priced.at_ladder_bid if priced is not None else None
    losing = at.probability_of_loss if at is not None else None
    return against_a_bid(record, open_findings(record, found), ready, losing, priced=priced is not None)


def _priced(record: LotRecord, found: tuple[Finding, ...]) -> ValuationResult | None:
    try:
        return value_of(facts_with(record, found))
    except UserError:  # the Valuation panel says why
        return None


def check_gate(services: Services, record: LotRecord, say: Say = str.format) -> None:
    """`PlainBidRefusedError` or `NoConditionsError` where the decision, as it stands, may not leave the house."""
    check_points(record, gate(services, record), say)


def check_points(record: LotRecord, against: tuple[GatePoint, ...], say: Say = str.format) -> None:
    """The same from what stands `against` a plain bid."""
    decision = record.first(Decision)
    points = barring(decision, against)
    if not points or decision is None:
        return
    if decision.kind is DecisionKind.BID_WITH_CONDITIONS:
        raise NoConditionsError(reasons=reasons(points, say))
    raise _refused(points, say)


def _refused(points: tuple[GatePoint, ...], say: Say) -> PlainBidRefusedError:
    """With the ways out that there are."""
    error = PlainBidRefusedError if all(point.overridable for point in points) else NoAmountError
    return error(reasons=reasons(points, say))


def check_evidence(record: LotRecord, say: Say = str.format) -> None:
    """`BrokenEvidenceError` while a fact of the memo rests on pages that have all lapsed. A reason given for the value
    lets it out, marked as assumed."""
    found = broken_fields(record)
    if found:
        names = [
            say("{kind}: {name}", kind=say(declared.label), name=say(name_of(row)))
            for row, declared in found[:_NAMED]
        ]
        more = ["…"] if len(found) > _NAMED else []
        raise BrokenEvidenceError(count=len(found), names=say("; ").join((*names, *more)))


def reasons(points: tuple[GatePoint, ...], say: Say = str.format) -> str:
    """All points as sentences, in the reader's language by `say` (a key and its parameters)."""
    return " ".join(point_sentence(point, say) for point in points)


def point_sentence(point: GatePoint, say: Say = str.format) -> str:
    return say(point.message, **{name: _written(value) for name, value in point.params.items()})


def _written(value: object) -> object:
    match value:
        case tuple():
            return ", ".join(map(str, value))
        case Decimal():
            return f"{rounded(value * 100, 1)}%"
    return value


def decide(
    services: Services,
    lot: str,
    kind: DecisionKind | None,
    *,
    because: str | None = None,
    say: Say = str.format,
) -> Committed[str]:
    """Sets the decision of a lot, making its row where there is none; returns the row's id.

    `because` says why a plain bid is made though something stands against it; None leaves it with the reason that was
    given before. The reason is kept with the facts that it was given for, and goes when the decision becomes another one.

    Raises:
        PlainBidRefusedError: something stands against a plain bid, and no reason was given for it.
        NoAmountError: there is no amount to bid; no reason helps.
    """
    record = services.reader.lot(lot)
    points = gate(services, record) if kind is DecisionKind.BID else ()
    reason = (because or "").strip()
    final = tuple(point for point in points if not point.overridable)
    left = points if because is not None else not_overridden(record.first(Decision), points)
    if left := final if reason else left:
        raise _refused(left, say)
    said = {"record": choice_label(kind) if kind is not None else "—"}

    def work(tx: Transaction) -> str:
        stored = next(iter(tx.rows(Decision, lot=lot)), None) or Decision(id=tx.new_id(), lot=lot)
        decided = replace(stored, kind=kind)
        if reason and points:
            decided = replace(decided, override=reason, overridden=overridden_keys(points))
        elif kind is not DecisionKind.BID:
            decided = replace(decided, override=None, overridden=None)
        tx.put(decided)
        return stored.id

    return services.writer.run(Step(OperationKind.DECIDE, said), work)


def sign(
    services: Services, lot: str, role: SignatureRole, person: str = "", say: Say = str.format
) -> Committed[str]:
    """Signs what is decided on today (`domain.signing.content_hash`) in a role; returns the id of the signature.

    Without a `person`, the one whom the decision names for the role signs. An earlier signature of the role is
    replaced.

    Raises:
        NothingDecidedError, NobodySignsError: there is no decision, or nobody is named for the role.
        PlainBidRefusedError, NoConditionsError, BrokenEvidenceError: what may not be exported may not be signed.
        AnalystFirstError, SamePersonError: the analyst signs first, and nobody in two roles.
    """
    record = services.reader.lot(lot)
    decision = record.first(Decision)
    if decision is None or decision.kind is None:
        raise NothingDecidedError
    name = (person or getattr(decision, role.value) or "").strip()
    if not name:
        raise NobodySignsError
    check_gate(services, record, say)
    check_evidence(record, say)
    found = _found(services, record)
    _check_persons(signatures_with(record, found), role, name, say)
    content = content_of(record, found)

    def work(tx: Transaction) -> str:
        for old in tx.rows(Signature, lot=lot, role=role):
            tx.remove(old)
        signed = Signature(id=tx.new_id(), lot=lot, role=role, person=name, content=content, signed_at=tx.now)
        tx.put(signed)
        stored = tx.get(Decision, decision.id)
        if getattr(stored, role.value) != name:  # who signed is who was to sign
            named: dict[str, Any] = {role.value: name}
            tx.put(replace(stored, **named))
        return signed.id

    said = {"record": name, "field": choice_label(role)}
    return services.writer.run(Step(OperationKind.SIGN, said), work)


def _check_persons(signatures: Signatures, role: SignatureRole, name: str, say: Say) -> None:
    stands = signatures.standing
    wanted = say(choice_label(role))
    for other, signature in stands.items():
        if other is not role and same_person(signature.person, name):
            raise SamePersonError(person=name, role=say(choice_label(other)), wanted=wanted)
    if role is not SignatureRole.ANALYST and SignatureRole.ANALYST not in stands:
        raise AnalystFirstError(wanted=wanted)
