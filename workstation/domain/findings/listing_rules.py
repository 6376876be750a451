"""What the rules of its regime say of a listing (domain.md 1.3 to 1.6). They speak beside a field and block nothing.

Facts that are missing keep a rule silent, and so do amounts in two currencies.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from workstation.domain.checklists.answers import Severity
from workstation.domain.collateral import Collateral, CollateralType
from workstation.domain.dates import add_months
from workstation.domain.findings.finding import Finding, Subject
from workstation.domain.listings import COURT, Bearer, Listing, OfferKind, Regime
from workstation.domain.money import Money
from workstation.domain.record import LotRecord

FIRST_ROUND = Decimal("0.70")
SECOND_ROUND = Decimal("0.80")
DEPOSIT_LOW, DEPOSIT_HIGH = Decimal("0.05"), Decimal("0.20")
COURT_EXTENSION = 5  # minutes
_MOVABLE = frozenset(
    {CollateralType.MACHINERY, CollateralType.INVENTORY, CollateralType.VEHICLE, CollateralType.DEPOSIT}
)
# 财金〔2008〕87号: book value up to, working days between notice and approval
_AMC_LEAD: tuple[tuple[int | None, int], ...] = (
    (10_000_000, 7),
    (50_000_000, 10),
    (100_000_000, 15),
    (None, 20),
)


def _beside(listing: Listing, field: str) -> Subject:
    return Subject("listing", listing.id, field)


def _share(part: Money | None, whole: Money | None) -> Decimal | None:
    """None where one of the two is missing, the whole is nothing, or they are in two currencies."""
    if part is None or whole is None or part.currency != whole.currency or not whole.minor:
        return None
    return Decimal(part.minor) / Decimal(whole.minor)


def start_price(record: LotRecord) -> Iterator[Finding]:
    """R-A1: in a first round of a net auction the start price is at least 70 % of the appraisal."""
    for listing in record.all(Listing, regime=Regime.CN_JUDICIAL_NET, round=1):
        share = _share(listing.start_price, listing.appraised_price)
        if share is not None and share < FIRST_ROUND:
            yield Finding(
                rule="cn.start_price.first_round",
                severity=Severity.HIGH,
                subject=_beside(listing, "start_price"),
                message="The start price is {share} of the appraised price. A first round begins at 70 % or more.",
                params={"share": share},
                law=("法释〔2016〕18号第10条",),
            )


def second_round(record: LotRecord) -> Iterator[Finding]:
    """R-A10: a second round is cut by at most 20 % of the start price of the round before."""
    rounds = {listing.round: listing for listing in record.all(Listing, regime=Regime.CN_JUDICIAL_NET)}
    listing, before = rounds.get(2), rounds.get(1)
    share = _share(listing.start_price, before.start_price) if listing and before else None
    if listing and share is not None and share < SECOND_ROUND:
        yield Finding(
            rule="cn.start_price.second_round",
            severity=Severity.HIGH,
            subject=_beside(listing, "start_price"),
            message="The start price is {share} of the first round's. A second round is cut by at most 20 %.",
            params={"share": share},
            law=("法释〔2016〕18号第26条",),
        )


def deposit(record: LotRecord) -> Iterator[Finding]:
    """R-A4 for net auctions; 5 % of the appraisal at least for those of an auction house."""
    for listing in record.all(Listing, regime=Regime.CN_JUDICIAL_NET):
        share = _share(listing.deposit, listing.start_price)
        if share is not None and not DEPOSIT_LOW <= share <= DEPOSIT_HIGH:
            yield Finding(
                rule="cn.deposit.net",
                severity=Severity.MEDIUM,
                subject=_beside(listing, "deposit"),
                message="The deposit is {share} of the start price. A court asks for 5 % to 20 %.",
                params={"share": share},
                law=("法释〔2016〕18号第17条",),
            )
    for listing in record.all(Listing, regime=Regime.CN_JUDICIAL_TRAD):
        share = _share(listing.deposit, listing.appraised_price)
        if share is not None and share < DEPOSIT_LOW:
            yield Finding(
                rule="cn.deposit.trad",
                severity=Severity.MEDIUM,
                subject=_beside(listing, "deposit"),
                message="The deposit is {share} of the appraised price. An auction house asks for 5 % or more.",
                params={"share": share},
                law=("拍卖变卖规定第10条",),
            )


def bidding_time(record: LotRecord) -> Iterator[Finding]:
    """R-A6: at least 24 hours, and five minutes more after each bid of the last five."""
    for listing in record.all(Listing):
        opens, closes = listing.bid_start, listing.bid_end
        if opens and closes and closes <= opens:
            yield Finding(
                rule="listing.window",
                severity=Severity.HIGH,
                subject=_beside(listing, "bid_end"),
                message="Bidding closes before it opens. One of the two moments is wrong.",
            )
        elif opens and closes and closes - opens < timedelta(hours=24) and _is_net(listing):
            yield Finding(
                rule="cn.bidding.24h",
                severity=Severity.MEDIUM,
                subject=_beside(listing, "bid_end"),
                message="Bidding lasts less than 24 hours.",
                law=("法释〔2016〕18号第20条",),
            )
        minutes = listing.extension_minutes
        if _is_net(listing) and minutes is not None and minutes != COURT_EXTENSION:
            yield Finding(
                rule="cn.bidding.extension",
                severity=Severity.MEDIUM,
                subject=_beside(listing, "extension_minutes"),
                message="A court auction is extended by 5 minutes, not by {minutes}.",
                params={"minutes": minutes},
                law=("法释〔2016〕18号第20条",),
            )


def _is_net(listing: Listing) -> bool:
    return listing.regime is Regime.CN_JUDICIAL_NET


def notice(record: LotRecord) -> Iterator[Finding]:
    """R-A3 and R-A10: days between the notice and the auction, by kind of asset and round."""
    movable = {row.type for row in record.all(Collateral)}
    lead_of = {1: (15, 30), 2: (7, 15)}
    for listing in record.all(Listing, regime=Regime.CN_JUDICIAL_NET):
        lead = lead_of.get(listing.round or 1)
        if listing.notice_on is None or listing.bid_start is None or lead is None:
            continue
        wanted = lead[0] if movable and movable <= _MOVABLE else lead[1]
        days = (listing.bid_start.date() - listing.notice_on).days
        if days < wanted:
            yield Finding(
                rule="cn.auction_notice",
                severity=Severity.HIGH,
                subject=_beside(listing, "notice_on"),
                message="The notice came {days} days before the auction. The law asks for {wanted}.",
                params={"days": days, "wanted": wanted},
                law=("法释〔2016〕18号第12条" if listing.round != 2 else "法释〔2016〕18号第26条",),
            )


def preemption(record: LotRecord) -> Iterator[Finding]:
    """R-A15: holders of a pre-emptive right are told three days before the notice."""
    for listing in record.all(Listing, regime=Regime.CN_JUDICIAL_NET):
        told, noticed = listing.preemption_notified_on, listing.notice_on
        if told and noticed and noticed - told < timedelta(days=3):
            yield Finding(
                rule="cn.preemption_notice",
                severity=Severity.MEDIUM,
                subject=_beside(listing, "preemption_notified_on"),
                message="Holders of a pre-emptive right were told less than 3 days before the notice.",
                law=("法释〔2016〕18号第16条",),
            )


def taxes(record: LotRecord) -> Iterator[Finding]:
    """R-A16: in court sales each side bears what the law puts on it."""
    for listing in record.all(Listing, taxes_by=Bearer.BUYER):
        law = ("法释〔2016〕18号第30条",) if listing.regime in COURT else ()
        yield Finding(
            rule="cn.taxes.buyer",
            severity=Severity.HIGH,
            subject=_beside(listing, "taxes_by"),
            message="The buyer is to bear all taxes, the seller's too. Price them in.",
            law=law,
        )


def appraisal(record: LotRecord) -> Iterator[Finding]:
    """An appraisal is good for a year, and six months more where the first notice came inside it."""
    for listing in record.all(Listing):
        valued, auction = listing.appraised_on, listing.bid_start
        if listing.regime not in COURT or valued is None or auction is None:
            continue
        ends = add_months(valued, 12)
        if listing.appraisal_valid_to is not None:
            ends = min(ends, listing.appraisal_valid_to)
        first = listing.first_notice_on or listing.notice_on
        if first is not None and first <= ends:
            ends = add_months(ends, 6)
        if auction.date() > ends:
            yield Finding(
                rule="cn.appraisal.validity",
                severity=Severity.MEDIUM,
                subject=_beside(listing, "appraised_on"),
                message="The appraisal no longer counted after {ends}; the auction is later.",
                params={"ends": ends},
                law=("法释〔2018〕15号第27条",),
            )


def amc_notice(record: LotRecord) -> Iterator[Finding]:
    """财金〔2008〕87号: working days between notice and approval, by the book value. Weekends only are left out."""
    for listing in record.all(Listing, regime=Regime.CN_AMC_ONLINE):
        value, told, meets = listing.claim_total or listing.principal, listing.notice_on, listing.approval_on
        if value is None or told is None or meets is None or value.currency != "CNY":
            continue
        wanted = next(days for top, days in _AMC_LEAD if top is None or value.amount <= top)
        days = _working_days(told, meets)
        if days < wanted:
            yield Finding(
                rule="cn.amc_notice",
                severity=Severity.HIGH,
                subject=_beside(listing, "notice_on"),
                message="The notice stood {days} working days before the approval. {wanted} are asked for.",
                params={"days": days, "wanted": wanted},
                law=("财金〔2008〕87号", "海南会议纪要第6条"),
            )


def _working_days(start: date, end: date) -> int:
    """Mondays to Fridays after `start` up to `end`."""
    return sum((start + timedelta(days=day)).weekday() < 5 for day in range(1, (end - start).days + 1))


def total(record: LotRecord) -> Iterator[Finding]:
    """The parts of the claim as listed come to its total."""
    for listing in record.all(Listing):
        parts = [
            part
            for part in (
                listing.principal,
                listing.interest,
                listing.penalty_interest,
                listing.compound_interest,
                listing.advances,
            )
            if part is not None
        ]
        whole = listing.claim_total
        if whole is None or len(parts) < 2 or {part.currency for part in parts} != {whole.currency}:
            continue
        found = Money(sum(part.minor for part in parts), whole.currency)
        if found != whole:
            yield Finding(
                rule="listing.total",
                severity=Severity.MEDIUM,
                subject=_beside(listing, "claim_total"),
                message="The listed parts come to {found}, the listing says {whole}.",
                params={"found": found, "whole": whole},
            )


def order_of_dates(record: LotRecord) -> Iterator[Finding]:
    for listing in record.all(Listing):
        due, closes = listing.deposit_due, listing.bid_end
        if due and closes and due > closes:
            yield Finding(
                rule="listing.deposit_due",
                severity=Severity.MEDIUM,
                subject=_beside(listing, "deposit_due"),
                message="The deposit is due after bidding closes.",
                law=("法释〔2016〕18号第18条",) if listing.regime in COURT else (),
            )
        if listing.payment_due and closes and listing.payment_due < closes.date():
            yield Finding(
                rule="listing.payment_due",
                severity=Severity.MEDIUM,
                subject=_beside(listing, "payment_due"),
                message="The balance is due before bidding closes.",
            )


def personal_packages(record: LotRecord) -> Iterator[Finding]:
    """银保监办便函〔2021〕26号: who buys loans to persons in bulk collects them itself."""
    for listing in record.all(Listing, offer=OfferKind.PERSONAL_BULK):
        yield Finding(
            rule="cn.personal_bulk",
            severity=Severity.KILL,
            subject=_beside(listing, "offer"),
            message="A package of loans to persons may not be sold on: the buyer collects it itself.",
            law=("银保监办便函〔2021〕26号",),
            to_verify=True,
        )


RULES = (
    start_price,
    second_round,
    deposit,
    bidding_time,
    notice,
    preemption,
    taxes,
    appraisal,
    amc_notice,
    total,
    order_of_dates,
    personal_packages,
)
