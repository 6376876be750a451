"""Whether a promise binds: who gave it, in which words, with whose consent (domain.md 4.2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from workstation.domain.checklists.answers import Severity
from workstation.domain.findings.finding import Finding, beside
from workstation.domain.guarantee_liability import VOID_SHARES
from workstation.domain.guarantee_period import (
    effective_kind,
)
from workstation.domain.guarantees import Guarantee, GuaranteeKind, ResolutionOrgan
from workstation.domain.record import LotRecord


@dataclass(frozen=True, slots=True)
class Weakness:
    """What a field of a guarantee says that weakens it."""

    field: str
    value: object
    severity: Severity
    message: str
    law: str


_WEAKNESSES = (
    Weakness(
        "public_body",
        True,
        Severity.KILL,
        "A state organ, a village committee or a public-interest body cannot guarantee: the promise is void.",
        "民法典第683条；担保制度解释第5条、第6条",
    ),
    Weakness(
        "resolution",
        ResolutionOrgan.NONE,
        Severity.HIGH,
        "A company's guarantee without the resolution that its articles ask for does not bind it, unless an exception holds.",
        "公司法第15条；担保制度解释第7条、第8条",
    ),
    Weakness(
        "interested_excluded",
        False,
        Severity.HIGH,
        "The member whose debt is guaranteed voted: the resolution of the shareholders' meeting does not stand.",
        "公司法第15条第3款",
    ),
    Weakness(
        "disclosed",
        False,
        Severity.HIGH,
        "A listed company is bound only where its resolution was published.",
        "担保制度解释第9条",
    ),
    Weakness(
        "branch",
        True,
        Severity.MEDIUM,
        "A branch guarantees only with the resolution or authority of its company.",
        "担保制度解释第11条",
    ),
    Weakness(
        "no_assignment",
        True,
        Severity.KILL,
        "The guarantor promised to this creditor alone: after an assignment without consent the guarantor is free.",
        "民法典第696条第2款",
    ),
    Weakness(
        "debt_moved",
        True,
        Severity.KILL,
        "The debt was taken over by another debtor without the guarantor's consent: the guarantor is free for that part.",
        "民法典第697条",
    ),
    Weakness(
        "spouse_consent",
        False,
        Severity.MEDIUM,
        "Without the spouse's consent only the guarantor's own share of common property answers.",
        "民法典第1064条",
    ),
)


def weaknesses(record: LotRecord) -> Iterator[Finding]:
    for row in record.all(Guarantee):
        for weak in _WEAKNESSES:
            value = getattr(row, weak.field)
            if weak.field == "disclosed" and row.listed is False:
                continue  # only a listed company has to publish
            if value is not None and value == weak.value:
                rule = f"guarantee.{weak.field}"
                yield beside(row, weak.field, rule, weak.severity, message=weak.message, law=(weak.law,))


def resolved(record: LotRecord) -> Iterator[Finding]:
    """How far a resolution carries, and when none is missed."""
    for row in record.all(Guarantee):
        promised, covered = row.cap, row.resolved_amount
        if promised and covered and covered.currency == promised.currency and covered.minor < promised.minor:
            message = "The resolution covers {covered}, less than was promised: above it the company may not be bound."
            law = ("公司法第15条",)
            yield beside(
                row,
                "resolved_amount",
                "guarantee.resolved",
                Severity.HIGH,
                message=message,
                law=law,
                covered=covered,
            )
        if row.one_shareholder and row.resolution is ResolutionOrgan.NONE:
            message = "A company of one shareholder that guarantees for this shareholder cannot plead that no resolution was made."
            law = ("担保制度解释第10条",)
            yield beside(row, "one_shareholder", "guarantee.one", Severity.LOW, message=message, law=law)


def kind(record: LotRecord) -> Iterator[Finding]:
    """What unclear words come to."""
    for row in record.all(Guarantee, kind=GuaranteeKind.UNCLEAR):
        found = effective_kind(row)
        if found is GuaranteeKind.GENERAL:
            message = "Unclear words since 2021: a general guarantee. Only a suit against the debtor inside the period keeps it."
            yield beside(
                row, "kind", "guarantee.kind", Severity.HIGH, message=message, law=("民法典第686条第2款",)
            )
        elif found is GuaranteeKind.JOINT:
            message = "Unclear words before 2021: a joint guarantee."
            yield beside(
                row,
                "kind",
                "guarantee.kind",
                Severity.LOW,
                message=message,
                law=("担保法第19条",),
                to_verify=True,
            )


def other_promises(record: LotRecord) -> Iterator[Finding]:
    """What is no guarantee by its name (担保制度解释第36条)."""
    for row in record.all(Guarantee, kind=GuaranteeKind.DEBT_JOINDER):
        message = "Who joins a debt owes it as the debtor does: no guarantee period runs, the limitation of the debt does."
        law = ("民法典第552条", "担保制度解释第36条第2款")
        yield beside(row, "kind", "guarantee.joinder", Severity.LOW, message=message, law=law)
    for row in record.all(Guarantee, kind=GuaranteeKind.KEEP_WELL):
        message = "A letter of comfort binds only where its words show the will to guarantee or to join the debt: read them."
        yield beside(
            row, "kind", "guarantee.keep_well", Severity.HIGH, message=message, law=("担保制度解释第36条",)
        )


def void(record: LotRecord) -> Iterator[Finding]:
    """What is left of a guarantee that is void."""
    for row in record.all(Guarantee):
        if row.fault is None:
            continue
        part, whole = VOID_SHARES[row.fault]
        message = (
            "Void: of what the debtor leaves unpaid the guarantor answers for {share} at most, inside the same period."
            if part
            else "Void by the creditor's fault alone: the guarantor answers for nothing."
        )
        severity = Severity.HIGH if part else Severity.KILL
        law = ("担保制度解释第17条", "担保制度解释第33条")
        share = "100%" if part == whole else f"{part}/{whole}"
        yield beside(row, "fault", "guarantee.void", severity, message=message, law=law, share=share)


GUARANTEE_RULES = (weaknesses, resolved, kind, other_promises, void)
