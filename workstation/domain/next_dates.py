"""The dates of a lot that are still to come: those of its listing, and those that rules compute from what is recorded."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from workstation.domain.appraisals import dated_after, standing_appraisal
from workstation.domain.collateral import Collateral, Encumbrance, EncumbranceKind
from workstation.domain.dates import add_months
from workstation.domain.fields import field_of
from workstation.domain.findings.security_rules import CONSTRUCTION_MONTHS
from workstation.domain.guarantee_acts import acts
from workstation.domain.guarantee_liability import limitation_of_general, limitation_of_joint
from workstation.domain.guarantee_period import effective_kind, period, saving_act
from workstation.domain.guarantees import Assertion, Guarantee, GuaranteeKind
from workstation.domain.listings import Listing
from workstation.domain.parties import Party
from workstation.domain.record import LotRecord
from workstation.domain.reference import Calendar
from workstation.domain.seizures import Seizure, holds_until

_CLOCKS = ("deposit_due", "bid_end", "payment_due")


@dataclass(frozen=True, slots=True)
class NextDate:
    """`when` is a day or a moment, `what` an English key with `params`; the date stands in, or follows from, `name` of
    `row`. `legal` dates run by the law, the others by the listing."""

    when: date | datetime
    what: str
    row: Any
    name: str
    params: dict[str, str] = field(default_factory=dict)
    legal: bool = True

    @property
    def day(self) -> date:
        return self.when.date() if isinstance(self.when, datetime) else self.when


def next_dates(record: LotRecord, today: date, calendar: Calendar) -> tuple[NextDate, ...]:
    """Today's and later ones, the nearest first; what ran out before is a finding, no date to come."""
    found = (
        *_of_the_listing(record),
        *_of_seizures(record),
        *_of_guarantors(record, calendar),
        *_of_builders(record),
        *_of_appraisals(record, today),
    )
    return tuple(sorted((each for each in found if each.day >= today), key=_order))


def _order(found: NextDate) -> tuple[date, time]:
    moment = found.when.time() if isinstance(found.when, datetime) else time.max
    return found.day, moment


def _of_the_listing(record: LotRecord) -> Iterator[NextDate]:
    listing = record.last(Listing)
    for name in _CLOCKS if listing is not None else ():
        when = getattr(listing, name)
        if when is not None:
            yield NextDate(when, field_of(Listing, name).label, listing, name, legal=False)


def _of_seizures(record: LotRecord) -> Iterator[NextDate]:
    """Seizures that stand, and those that were entered among what ranks on a collateral."""
    for seizure in record.all(Seizure):
        collateral = record.get(Collateral, seizure.collateral)
        end = holds_until(seizure, collateral) if collateral is not None else None
        if collateral is not None and end is not None and seizure.lifted_on is None:
            name = "until" if end == seizure.until else "renewed_on" if seizure.renewed_on else "on"
            yield NextDate(end, "Seizure of {name} lapses", seizure, name, {"name": collateral.name})
    for entered in record.all(Encumbrance, kind=EncumbranceKind.SEIZURE):
        collateral = record.get(Collateral, entered.collateral)
        if collateral is not None and entered.until is not None:
            thing = {"name": collateral.name}
            yield NextDate(entered.until, "Seizure of {name} lapses", entered, "until", thing)


def _of_guarantors(record: LotRecord, calendar: Calendar) -> Iterator[NextDate]:
    """Until when a guarantor must be held, and of one who was held in time the limitation."""
    for row in record.all(Guarantee):
        found = period(row, calendar)
        if found is None:
            continue
        party = record.get(Party, row.guarantor)
        name = {"name": party.name if party is not None else row.key or ""}
        assertions = acts(record, row)
        act = saving_act(row, assertions, found.nominal)
        if act is None:
            yield NextDate(found.nominal, "Guarantee period of {name} ends", row, "debt_due", name)
            continue
        if effective_kind(row) is GuaranteeKind.GENERAL:
            runs = limitation_of_general(row)
            if runs is not None:
                shown = "exhausted_on" if row.exhausted_on is not None else "applied_on"
                yield NextDate(runs[1], "Limitation against {name} ends", row, shown, name)
            continue
        end = limitation_of_joint(act, assertions, calendar)
        if end is not None:
            asserted = record.get(Assertion, act.id)
            yield NextDate(
                end,
                "Limitation against {name} ends",
                asserted if asserted is not None else row,
                "on" if asserted is not None else "debt_due",
                name,
            )


def _of_builders(record: LotRecord) -> Iterator[NextDate]:
    for row in record.all(Encumbrance, kind=EncumbranceKind.CONSTRUCTION):
        site = record.get(Collateral, row.collateral)
        if site is not None and site.price_due is not None:
            end = add_months(site.price_due, CONSTRUCTION_MONTHS)
            yield NextDate(
                end, "The builder's priority on {name} ends", site, "price_due", {"name": site.name}
            )


def _of_appraisals(record: LotRecord, today: date) -> Iterator[NextDate]:
    for thing in record.all(Collateral):
        appraisal = standing_appraisal(record, thing, dated_after(record, today))
        if appraisal is not None and appraisal.valid_to is not None:
            name = {"name": thing.name}
            yield NextDate(appraisal.valid_to, "Appraisal of {name} ends", appraisal, "valid_to", name)
