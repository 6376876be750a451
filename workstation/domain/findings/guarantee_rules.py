"""Whether a guarantee holds: who promised, with whose consent, for how long, and what was asserted (domain.md 4.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from workstation.domain.checklists.answers import Severity
from workstation.domain.findings.finding import Finding, beside
from workstation.domain.guarantee_period import (
    Basis,
    GuaranteePeriod,
    effective_kind,
    is_old_law,
    limitation_end,
    period,
    saving_act,
)
from workstation.domain.guarantees import Assertion, Guarantee, GuaranteeKind, ResolutionOrgan
from workstation.domain.record import LotRecord
from workstation.domain.reference import Reference

_SOON = timedelta(days=60)
_BASES = {
    Basis.AGREED: ("The agreed period ends on {nominal}{rolled}.", "民法典第692条第2款"),
    Basis.SILENT: (
        "No period is agreed: six months from the due date, to {nominal}{rolled}.",
        "民法典第692条第2款",
    ),
    Basis.BEFORE_DUE: (
        "A period that ends before the debt falls due counts as none: six months, to {nominal}{rolled}.",
        "民法典第692条第2款",
    ),
    Basis.UNTIL_PAID_NEW: (
        "“Until paid” counts as none: six months, to {nominal}{rolled}.",
        "担保制度解释第32条",
    ),
    Basis.UNTIL_PAID_OLD: (
        "“Until paid” under the old law: two years from the due date, to {nominal}{rolled}.",
        "担保法解释第32条第2款",
    ),
}


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


def periods(record: LotRecord, today: date, reference: Reference) -> Iterator[Finding]:
    """When the period ends, and whether an act inside it keeps the guarantor bound."""
    for row in record.all(Guarantee):
        found = period(row, reference.calendar)
        if found is None:
            continue
        yield _end(row, found)
        assertions = record.all(Assertion, guarantee=row.id)
        act = saving_act(row, assertions, found.nominal)
        late = saving_act(row, assertions, found.arguable)
        if act is not None:
            yield _saved(row, act)
        elif late is not None:
            yield _late(row, late, found)
        elif effective_kind(row) is not None:
            yield _unsaved(row, found, today)


def _end(row: Guarantee, found: GuaranteePeriod) -> Finding:
    message, law = _BASES[found.basis]
    old = is_old_law(row) and found.basis in {Basis.SILENT, Basis.BEFORE_DUE}
    rolled = f" ({found.rolled:%Y-%m-%d})" if found.rolled != found.nominal else ""
    return beside(
        row,
        "period_kind",
        "guarantee.period",
        Severity.LOW,
        message=message,
        law=("担保法第26条" if old else law,),
        nominal=found.nominal,
        rolled=rolled,
    )


def _saved(row: Guarantee, act: Assertion) -> Finding:
    if effective_kind(row) is GuaranteeKind.GENERAL:
        message = "Kept by the suit against the debtor of {on}."
        return beside(row, "period_kind", "guarantee.kept", Severity.LOW, message=message, on=act.on)
    message = "Kept by the act of {on}; the guarantor's own limitation runs to {end}."
    return beside(
        row,
        "period_kind",
        "guarantee.kept",
        Severity.LOW,
        message=message,
        law=("民法典第693条、第694条",),
        on=act.on,
        end=limitation_end(act),
    )


def _late(row: Guarantee, act: Assertion, found: GuaranteePeriod) -> Finding:
    """民法典第203条 moves an end that falls on a holiday; whether it moves this period is contested (domain.md 12)."""
    message = (
        "The act of {on} came after {nominal}. That day fell on a holiday, and only if the holiday moves the period to "
        "{rolled} is the act in time: courts differ. Price both."
        if found.certain
        else "The act of {on} came after {nominal}. Only if a holiday fell on that day, and moves the period, is it "
        "in time: courts differ. Look at the calendar of that year, and price both."
    )
    return beside(
        row,
        "period_kind",
        "guarantee.late",
        Severity.HIGH,
        message=message,
        law=("民法典第203条、第693条",),
        to_verify=True,
        on=act.on,
        nominal=found.nominal,
        rolled=found.rolled,
    )


def _unsaved(row: Guarantee, found: GuaranteePeriod, today: date) -> Finding:
    law = ("民法典第693条",)
    if today > found.arguable:
        message = "Nothing on file was asserted inside the period: the guarantor is released."
        return beside(row, "period_kind", "guarantee.released", Severity.KILL, message=message, law=law)
    if today > found.nominal:
        message = "The safe end {nominal} is past. If a holiday fell on it the period may still run: assert it today."
        law = ("民法典第203条、第693条",)
        return beside(
            row,
            "period_kind",
            "guarantee.past",
            Severity.HIGH,
            message=message,
            law=law,
            to_verify=True,
            nominal=found.nominal,
        )
    severity = Severity.HIGH if found.nominal - today <= _SOON else Severity.MEDIUM
    message = "The period runs, and nothing is asserted yet: do it before {nominal}."
    return beside(
        row, "period_kind", "guarantee.running", severity, message=message, law=law, nominal=found.nominal
    )


GUARANTEE_RULES = (weaknesses, kind)
GUARANTEE_LOOKUPS = (periods,)
