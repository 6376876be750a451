"""Whether a guarantor was held in time, and until when the own limitation runs (domain.md 4.2, 6 and 7; 4.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from workstation.domain.checklists.answers import Severity
from workstation.domain.events import Event
from workstation.domain.findings.finding import Finding, beside
from workstation.domain.guarantee_acts import acts
from workstation.domain.guarantee_liability import limitation_of_general, limitation_of_joint
from workstation.domain.guarantee_period import (
    Basis,
    GuaranteePeriod,
    effective_kind,
    is_old_law,
    period,
    saving_act,
)
from workstation.domain.guarantees import Assertion, Guarantee, GuaranteeKind
from workstation.domain.record import LotRecord
from workstation.domain.reference import Calendar, Reference

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


def periods(record: LotRecord, today: date, reference: Reference) -> Iterator[Finding]:
    """When the period ends, and whether an act inside it keeps the guarantor bound."""
    for row in record.all(Guarantee):
        found = period(row, reference.calendar)
        if found is None:
            continue
        yield _end(row, found)
        assertions = acts(record, row)
        act = saving_act(row, assertions, found.nominal)
        late = saving_act(row, assertions, found.arguable)
        if act is not None:
            yield from _saved(record, row, act, assertions, _Day(today, reference.calendar))
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


@dataclass(frozen=True, slots=True)
class _Day:
    """The day on which the rules look, and what is known of days off."""

    today: date
    calendar: Calendar

    def is_over(self, end: date) -> bool:
        """A limitation whose last day is a day off ends on the next working day (民法典第203条)."""
        return self.calendar.rolled(end) < self.today

    def is_moved(self, end: date) -> bool:
        return end < self.today <= self.calendar.rolled(end)


_MOVED = "Kept by the act of {on}; the guarantor's own limitation ended on {end}, a day off, and so runs to {rolled}: act before it is over."


def _saved(
    record: LotRecord, row: Guarantee, act: Assertion, assertions: tuple[Assertion, ...], at: _Day
) -> Iterator[Finding]:
    if act.proof is None:
        yield _unproven(record, act)
    if effective_kind(row) is GuaranteeKind.GENERAL:
        yield from _general_saved(row, act, at)
        return
    end = limitation_of_joint(act, assertions, at.calendar)
    if end is not None and at.is_over(end):
        message = (
            "Kept by the act of {on}, but the guarantor's own limitation ended on {end}: nothing on file began it anew. "
            "A demand on the debtor alone does not."
        )
        law = ("民法典第694条第2款", "担保法解释第36条")
        yield beside(
            row,
            "period_kind",
            "guarantee.barred",
            Severity.HIGH,
            message=message,
            law=law,
            on=act.on,
            end=end,
        )
        return
    if end is not None and at.is_moved(end):
        yield _moved(row, "period_kind", act, end, at)
        return
    message = "Kept by the act of {on}; the guarantor's own limitation runs to {end}."
    yield beside(
        row,
        "period_kind",
        "guarantee.kept",
        Severity.LOW,
        message=message,
        law=("民法典第693条、第694条",),
        on=act.on,
        end=end,
    )


def _moved(row: Guarantee, name: str, act: Assertion, end: date, at: _Day) -> Finding:
    return beside(
        row,
        name,
        "guarantee.kept",
        Severity.HIGH,
        message=_MOVED,
        law=("民法典第203条、第694条",),
        on=act.on,
        end=end,
        rolled=at.calendar.rolled(end),
    )


def _unproven(record: LotRecord, act: Assertion) -> Finding:
    """Beside the act where it was entered: with the guarantee, or on the timeline."""
    message = "Nothing on file proves that this act reached whom it was meant for, and when."
    entered = record.get(Event, act.id) or act
    law = ("民法典第693条",)
    return beside(entered, "proof", "guarantee.proof", Severity.MEDIUM, message=message, law=law)


def _general_saved(row: Guarantee, act: Assertion, at: _Day) -> Iterator[Finding]:
    """The guarantor may wait until the debtor was pursued in vain (民法典第687条)."""
    runs = limitation_of_general(row)
    if runs is None:
        message = "Kept by the suit against the debtor of {on}."
        yield beside(row, "period_kind", "guarantee.kept", Severity.LOW, message=message, on=act.on)
        return
    start, end = runs
    if at.is_moved(end):
        yield _moved(row, "applied_on", act, end, at)
        return
    rule, severity = "guarantee.kept", Severity.LOW
    message = "Kept by the suit of {on}; the guarantor's own limitation runs from {start} to {end}."
    if at.is_over(end):
        rule, severity = "guarantee.barred", Severity.HIGH
        message = "Kept by the suit of {on}, but the guarantor's own limitation ended on {end}."
    law = ("民法典第694条第1款", "担保制度解释第28条")
    yield beside(row, "applied_on", rule, severity, message=message, law=law, on=act.on, start=start, end=end)


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


def together(record: LotRecord, today: date, reference: Reference) -> Iterator[Finding]:
    """Of several guarantors of one debt each must be held: an act against one keeps no other (担保制度解释第29条)."""
    rows = [row for row in record.all(Guarantee) if effective_kind(row) is GuaranteeKind.JOINT]
    lost = {row.id for row in rows if _is_lost(record, row, today, reference)}
    for row in rows:
        others = [other for other in rows if other.claim == row.claim and other.id in lost]
        if row.id not in lost and others:
            message = (
                "Another guarantor of this debt was not held in time: for what this one could have claimed back from "
                "that one, this one is free too, if they may claim from one another."
            )
            law = ("担保制度解释第29条",)
            yield beside(row, "cap", "guarantee.together", Severity.MEDIUM, message=message, law=law)


def _is_lost(record: LotRecord, row: Guarantee, today: date, reference: Reference) -> bool:
    found = period(row, reference.calendar)
    if found is None or today <= found.arguable:
        return False
    return saving_act(row, acts(record, row), found.arguable) is None


GUARANTEE_LOOKUPS = (periods, together)
