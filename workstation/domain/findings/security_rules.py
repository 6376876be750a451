"""Whether the security itself stands, passes with the claim and comes free of others (domain.md 3.2 to 3.6)."""

from collections.abc import Iterator
from datetime import date

from workstation.domain.checklists.answers import Severity
from workstation.domain.collateral import Collateral, CollateralType, Encumbrance, EncumbranceKind
from workstation.domain.dates import add_months
from workstation.domain.events import Event, EventKind
from workstation.domain.findings.finding import Finding, beside
from workstation.domain.ladder import CHOSEN_RANKS, UNSETTLED
from workstation.domain.leases import Lease, LeaseFate, fate
from workstation.domain.mortgages import Crystallisation, CrystallisationKind, crystallised_on
from workstation.domain.prior_claims import FILING_DAYS, has_reason, ours_on
from workstation.domain.record import LotRecord
from workstation.domain.seizures import Seizure
from workstation.domain.transfers import chain

CONSTRUCTION_MONTHS = 18  # months, 建工解释第41条
_CHATTELS = frozenset(
    {CollateralType.MACHINERY, CollateralType.INVENTORY, CollateralType.VEHICLE, CollateralType.VESSEL}
)
_FATES = {
    LeaseFate.SURVIVES: (
        Severity.HIGH,
        "The lease is older than the mortgage: it goes with the sale, at its rent and to its end.",
        "民法典第405条、第725条",
    ),
    LeaseFate.REMOVABLE: (
        Severity.MEDIUM,
        "The lease is younger than the mortgage: the court may remove it before the sale where it lowers the price.",
        "拍卖变卖规定第28条第2款",
    ),
    LeaseFate.UNPROTECTED: (
        Severity.LOW,
        "The lease has no protection against the sale.",
        "异议复议规定第31条",
    ),
}


def leases(record: LotRecord) -> Iterator[Finding]:
    for lease in record.all(Lease):
        thing = record.get(Collateral, lease.collateral)
        ours = next(iter(ours_on(record, lease.collateral)), None)
        standing = record.all(Seizure, collateral=lease.collateral, lifted_on=None)
        orders = [row.on for row in standing if row.on]
        since = ours.since if ours else None
        if thing is not None and thing.type in _CHATTELS:
            since = thing.filed_on
            if ours is not None and since is None and lease.possession_on is not None and not lease.doubtful:
                message = (
                    "Our security is not filed: the tenant's lease goes on, unless the tenant knew of it."
                )
                law = ("担保制度解释第54条第2项",)
                yield beside(lease, "possession_on", "lease.unfiled", Severity.HIGH, message=message, law=law)
                continue
        found = fate(lease, since, min(orders, default=None))
        if found in _FATES:
            severity, message, law_text = _FATES[found]
            yield beside(lease, "possession_on", f"lease.{found}", severity, message=message, law=(law_text,))
        else:
            message = "Enter when it was signed, since when the tenant is in possession, and the day of our mortgage: they decide what becomes of it."
            yield beside(lease, "possession_on", "lease.unknown", Severity.LOW, message=message)


def passed(record: LotRecord) -> Iterator[Finding]:
    """民法典第421条: what is assigned before a maximum-amount mortgage crystallises does not carry it."""
    assigned = next((link.on for link in chain(record) if link.on is not None), None)
    if assigned is None:
        return
    for row in record.all(Encumbrance, ours=True, max_amount=True):
        fixed = crystallised_on(tuple(_events(record, row)), row.since)
        if fixed is not None and fixed <= assigned:
            continue
        law = ("民法典第421条", "民法典第423条")
        if fixed is None:
            message = (
                "A maximum-amount mortgage passes with the claim only once it has crystallised: enter the day, or the "
                "event, before you count on it. The claim was assigned on {assigned}."
            )
            yield beside(
                row,
                "crystallised_on",
                "collateral.not_crystallised",
                Severity.HIGH,
                message=message,
                law=law,
                assigned=assigned,
            )
        else:
            message = (
                "The claim was assigned on {assigned}, before the mortgage crystallised on {fixed}: unless agreed "
                "otherwise a part of the claims did not carry it. A transfer of all of them is not covered by these words."
            )
            yield beside(
                row,
                "crystallised_on",
                "collateral.passed",
                Severity.HIGH,
                message=message,
                law=law,
                assigned=assigned,
                fixed=fixed,
            )


def _events(record: LotRecord, row: Encumbrance) -> Iterator[Crystallisation]:
    """What was entered with the mortgage, on the timeline, and the first seizure, of which the mortgagee learns."""
    if row.crystallised_on is not None:
        yield Crystallisation(CrystallisationKind.OTHER, row.crystallised_on)
    for event in record.all(Event):
        if event.on is None or event.collateral not in {None, row.collateral}:
            continue
        if event.kind is EventKind.CRYSTALLISATION:
            yield Crystallisation(CrystallisationKind.OTHER, event.on)
        elif event.kind is EventKind.BANKRUPTCY:
            yield Crystallisation(CrystallisationKind.BANKRUPTCY, event.on)
    for seizure in record.all(Seizure, collateral=row.collateral):
        if seizure.on is not None:
            yield Crystallisation(CrystallisationKind.SEIZURE_KNOWN, seizure.on)


def purchase_money(record: LotRecord) -> Iterator[Finding]:
    """Who financed the thing comes first only when it was filed within ten days of delivery."""
    for row in record.all(Encumbrance, kind=EncumbranceKind.PURCHASE_MONEY):
        thing = record.get(Collateral, row.collateral)
        delivered = thing.delivered_on if thing is not None else None
        law = ("民法典第416条", "担保制度解释第57条")
        if delivered is None or row.since is None:
            message = "It comes before other security only when it was filed within ten days of delivery: enter both days."
            yield beside(
                row, "since", "collateral.purchase_money.open", Severity.LOW, message=message, law=law
            )
        elif row.since - delivered > FILING_DAYS:
            message = (
                "It was filed more than ten days after delivery: it ranks by its filing, not before others."
            )
            yield beside(row, "since", "collateral.purchase_money", Severity.MEDIUM, message=message, law=law)


def chosen_rank(record: LotRecord) -> Iterator[Finding]:
    """A rank of one's own is for those whose order the law leaves open, and wants a reason."""
    for row in record.all(Encumbrance):
        if row.ranks_as is None:
            continue
        if row.kind not in UNSETTLED or row.ranks_as not in CHOSEN_RANKS:
            message = "Only construction price, land premium and earlier tax may be given a rank, from 2 to 4: here the law decides."
            yield beside(row, "ranks_as", "collateral.order.fixed", Severity.LOW, message=message)
        elif not has_reason(record, row, "ranks_as"):
            message = "You gave this its rank: say why, or cite the judgment that does."
            yield beside(row, "ranks_as", "collateral.order.reason", Severity.LOW, message=message)


def construction(record: LotRecord, today: date) -> Iterator[Finding]:
    """The builder's priority lapses when it is not exercised in time."""
    for row in record.all(Encumbrance, kind=EncumbranceKind.CONSTRUCTION):
        site = record.get(Collateral, row.collateral)
        due = site.price_due if site is not None else None
        if due is None:
            continue
        end = add_months(due, CONSTRUCTION_MONTHS)
        law = ("建工解释第41条",)
        if end < today:
            message = "The builder had to exercise the priority by {end}: unless that was done it is lost. Look for the suit."
            yield beside(
                row,
                "amount",
                "collateral.construction.lapsed",
                Severity.MEDIUM,
                message=message,
                law=law,
                end=end,
            )
        else:
            message = "The builder may exercise the priority until {end}; it covers the price, no interest and no damages."
            yield beside(
                row,
                "amount",
                "collateral.construction",
                Severity.LOW,
                message=message,
                law=(*law, "建工解释第40条"),
                end=end,
            )


SECURITY_RULES = (leases, passed, purchase_money, chosen_rank)
DATED_SECURITY_RULES = (construction,)
