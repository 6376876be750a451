"""What rules say of a collateral: its title, who ranks on it, its leases and seizures (domain.md 3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from workstation.domain.appraisals import dated_after, standing_appraisal
from workstation.domain.checklists.answers import Severity
from workstation.domain.collateral import (
    Appraisal,
    Collateral,
    CollateralType,
    Encumbrance,
    LandNature,
    Occupancy,
)
from workstation.domain.dates import add_months
from workstation.domain.findings.finding import Finding, beside
from workstation.domain.ladder import LAW, UNSETTLED, Place
from workstation.domain.lease_documents import lease_documents
from workstation.domain.leases import Lease
from workstation.domain.parties import Role, RoleKind
from workstation.domain.prior_claims import has_reason, left_out_of, ours_on, ranked
from workstation.domain.record import LotRecord
from workstation.domain.scenarios import Scenario
from workstation.domain.seizures import (
    Seizure,
    SeizureKind,
    holds_until,
    longest_months,
    transfer_request_from,
)

_RENEW_WITHIN = timedelta(days=60)
_OLD = timedelta(days=365)
DATED_AHEAD = "appraisal.dated_ahead"
OCCUPIED = "collateral.occupied"
_BETWEEN = "It ranks between ours: it is paid after the first of ours and before the last."
_PAID_FIRST = {
    # by the place that the law gives, and what was entered as paid before us
    (Place.BEFORE, None): (
        "before",
        Severity.HIGH,
        "By its rank it is paid before us: the bid is computed after it.",
    ),
    (Place.BEFORE, False): (
        "before",
        Severity.HIGH,
        "By its rank it is paid before us, and the bid is computed after it: that you leave it out counts only with a reason.",
    ),
    (Place.AFTER, True): (
        "after",
        Severity.MEDIUM,
        "By its rank it is paid after us, and the bid is computed so: that you count it before us counts only with a reason.",
    ),
    (Place.EQUAL, None): ("equal", Severity.MEDIUM, "It ranks with ours: both are paid in proportion."),
    (Place.EQUAL, False): (
        "equal",
        Severity.MEDIUM,
        "It ranks with ours: both are paid in proportion.",
    ),
    (Place.EQUAL, True): (
        "equal",
        Severity.MEDIUM,
        "It ranks with ours: both are paid in proportion. Neither counts wholly before the other.",
    ),
    (Place.BETWEEN, None): ("between", Severity.HIGH, _BETWEEN),
    (Place.BETWEEN, False): ("between", Severity.HIGH, _BETWEEN),
    (Place.BETWEEN, True): ("between", Severity.HIGH, _BETWEEN),
}
_LEFT_OUT = "By its rank it is paid before us or with us, but you leave it out of every scenario with a reason: the bid is computed without it."
_LEFT_OUT_OF_SOME = "By its rank it is paid before us or with us, but you leave it out of {out} of {count} scenarios with a reason: there the bid is computed without it."


def order(record: LotRecord) -> Iterator[Finding]:
    """Who is paid before us or with us by law, and where what was entered says otherwise. What a person says with a
    reason or a page has settled it."""
    for collateral in record.all(Collateral):
        for each in ranked(record, collateral.id, ours_on(record, collateral.id)):
            row = each.encumbrance
            found = _PAID_FIRST.get((each.by_law, row.ahead))
            if found is not None and not (row.ahead is not None and has_reason(record, row, "ahead")):
                name, severity, message = found
                rule = f"collateral.order.{name}"
                out, count = len(left_out_of(record, row.id)), len(record.all(Scenario))
                about: dict[str, Any] = {}
                if out and each.place is not Place.AFTER:
                    message = _LEFT_OUT if out == count else _LEFT_OUT_OF_SOME
                    about = {} if out == count else {"out": out, "count": count}
                yield beside(row, "ahead", rule, severity, message=message, law=(LAW[row.kind],), **about)


def unsettled(record: LotRecord) -> Iterator[Finding]:
    """Construction price, land premium and earlier tax among themselves."""
    for collateral in record.all(Collateral):
        rows = [row for row in record.all(Encumbrance, collateral=collateral.id) if row.kind in UNSETTLED]
        if len({row.kind for row in rows}) > 1 and any(row.ranks_as is None for row in rows):
            message = "The order of construction price, land premium and earlier tax among themselves is settled by no one text: say how you rank them."
            yield beside(
                rows[0], "kind", "collateral.order.unsettled", Severity.LOW, message=message, to_verify=True
            )


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a field of the title says that puts the security in doubt."""

    field: str
    value: object
    rule: str
    severity: Severity
    message: str
    law: str


_DOUBTS = (
    Doubt(
        "land_nature",
        LandNature.COLLECTIVE,
        "collateral.collective",
        Severity.KILL,
        "Collective land is mortgaged in exceptions only: read the permission before you count it.",
        "民法典第399条",
    ),
    Doubt(
        "type",
        CollateralType.RURAL,
        "collateral.rural",
        Severity.KILL,
        "Collective land is mortgaged in exceptions only: read the permission before you count it.",
        "民法典第399条",
    ),
    Doubt(
        "land_nature",
        LandNature.ALLOCATED,
        "collateral.allocated",
        Severity.HIGH,
        "Allocated land: the unpaid land premium is taken out of the price before us.",
        "担保制度解释第50条",
    ),
    Doubt(
        "illegal_parts",
        True,
        "collateral.illegal",
        Severity.HIGH,
        "What was built without a permit cannot be sold as a building; a mortgage on it is void.",
        "担保制度解释第49条",
    ),
    Doubt(
        "after_mortgage",
        True,
        "collateral.newer_buildings",
        Severity.HIGH,
        "Buildings newer than the mortgage are sold with it, but their price is not ours.",
        "民法典第417条",
    ),
    Doubt(
        "sole_home",
        True,
        "collateral.sole_home",
        Severity.HIGH,
        "The only home of the debtor: five to eight years of rent are set aside, or another home is found.",
        "异议复议规定第20条",
    ),
)


def title(record: LotRecord) -> Iterator[Finding]:
    """What the title itself puts in doubt."""
    for row in record.all(Collateral):
        for doubt in _DOUBTS:
            if getattr(row, doubt.field) == doubt.value:
                yield beside(
                    row, doubt.field, doubt.rule, doubt.severity, message=doubt.message, law=(doubt.law,)
                )
        others = row.occupancy in {Occupancy.TENANT, Occupancy.THIRD_PARTY}
        if others and not record.all(Lease, collateral=row.id):
            papers = [paper.name for paper in lease_documents(record)]
            message = "Somebody else occupies it, and no lease is on file: ask for it, and since when."
            if papers:
                message = "Somebody else occupies it, and no lease is entered though {papers} is filed as one: make the lease of it, and enter since when the tenant is in possession."
            yield beside(
                row,
                "occupancy",
                OCCUPIED,
                Severity.MEDIUM,
                message=message,
                papers="、".join(papers),
            )


def owner(record: LotRecord) -> Iterator[Finding]:
    """A mortgagor that is not the registered owner."""
    mortgagors = {role.party for role in record.all(Role, kind=RoleKind.MORTGAGOR)}
    for row in record.all(Collateral):
        if row.owner is not None and mortgagors and row.owner not in mortgagors:
            message = "The registered owner is not among the mortgagors of the lot."
            yield beside(
                row, "owner", "collateral.owner", Severity.HIGH, message=message, law=("民法典第395条",)
            )


def terms(record: LotRecord, today: date) -> Iterator[Finding]:
    """What has run out, or soon will."""
    for row in record.all(Collateral):
        if row.term_end is not None and row.term_end < today:
            message = "The land term is over: what stays of the right is a matter of negotiation."
            yield beside(
                row, "term_end", "collateral.term", Severity.HIGH, message=message, law=("民法典第359条",)
            )
        valued = standing_appraisal(record, row, dated_after(record, today))
        if valued is None:
            continue
        if valued.valid_to is not None and valued.valid_to < today:
            message = "The appraisal is no longer valid."
            yield beside(valued, "valid_to", "appraisal.expired", Severity.MEDIUM, message=message)
        elif valued.valid_to is None and valued.valued_on is not None and today - valued.valued_on > _OLD:
            message = "The appraisal is more than a year old."
            yield beside(valued, "valued_on", "appraisal.old", Severity.LOW, message=message)


def seizures(record: LotRecord, today: date) -> Iterator[Finding]:
    """民诉法解释第485条: an order holds for a time, and is renewed before its end or not at all."""
    for row in record.all(Seizure):
        collateral = record.get(Collateral, row.collateral)
        end = holds_until(row, collateral) if collateral is not None else None
        waiting = row.kind is SeizureKind.WAITING  # no term runs before it takes effect (查封规定第26条)
        if collateral is None or row.lifted_on is not None or end is None or waiting:
            continue
        yield from _term(row, collateral, end, today)
        if row.order == 1 and row.on is not None:
            since = transfer_request_from(row)
            message = "The court of this order disposes. Where our prior claim is in execution elsewhere, our court may ask for the file from {since}."
            yield beside(
                row,
                "order",
                "seizure.disposal",
                Severity.LOW,
                message=message,
                law=("法释〔2016〕6号第1条",),
                since=since,
            )


def _term(row: Seizure, collateral: Collateral, end: date, today: date) -> Iterator[Finding]:
    law = ("民诉法解释第485条",)
    longest = longest_months(collateral)
    since = row.renewed_on or row.on
    if row.until is not None and since is not None and row.until > add_months(since, longest):
        message = "One order holds for {months} months at most on a thing of this type."
        yield beside(
            row, "until", "seizure.too_long", Severity.MEDIUM, message=message, law=law, months=longest
        )
    if end < today:
        message = "The order ended on {end} unless it was renewed before: ask the court."
        yield beside(
            row,
            "until",
            "seizure.ended",
            Severity.HIGH,
            message=message,
            law=(*law, "查封规定第27条"),
            end=end,
        )
    elif end - today <= _RENEW_WITHIN:
        message = "The order ends on {end}: it must be renewed before."
        yield beside(row, "until", "seizure.ending", Severity.MEDIUM, message=message, law=law, end=end)


def dated_ahead(record: LotRecord, today: date) -> Iterator[Finding]:
    """An appraisal whose day has not come: the price leaves it out."""
    for identity in sorted(dated_after(record, today)):
        row = record.get(Appraisal, identity)
        message = "The appraisal bears a day that has not come: it is not counted."
        yield beside(row, "valued_on", DATED_AHEAD, Severity.HIGH, message=message)


COLLATERAL_RULES = (order, unsettled, title, owner)
DATED_COLLATERAL_RULES = (terms, seizures, dated_ahead)
