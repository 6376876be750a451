"""What the rules of its regime say of a listing's dates (domain.md 1.3, 1.6)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from workstation.domain.checklists.answers import Severity
from workstation.domain.dates import add_days, add_months
from workstation.domain.fields import applies, field_of
from workstation.domain.findings.finding import Finding, beside
from workstation.domain.findings.listing_facts import (
    AUCTION_RULES,
    NET_RULES,
    is_movable,
    previous_round,
)
from workstation.domain.listings import COURT, Listing, Regime
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.domain.reference import Reference

_DAY = timedelta(hours=24)
_EXTENSION = 5
_SALE_DAYS = 60
_AGAIN_WITHIN = 30
_PREEMPTION = 3
_VALIDITY, _TOLERANCE = 12, 6  # months
# Days of notice by regime, round and whether only movables are offered
_NOTICE = {
    (Regime.CN_JUDICIAL_NET, 1): {True: 15, False: 30},
    (Regime.CN_JUDICIAL_NET, 2): {True: 7, False: 15},
    (Regime.CN_JUDICIAL_TRAD, 1): {True: 7, False: 15},
    (Regime.CN_JUDICIAL_TRAD, 2): {True: 7, False: 15},
    (Regime.CN_JUDICIAL_TRAD, 3): {True: 7, False: 15},
}
# Working days before the approval meeting by book value up to and with (财金〔2008〕87号)
_LEADS = ((Money.of(10_000_000), 7), (Money.of(50_000_000), 10), (Money.of(100_000_000), 15))
_LONGEST_LEAD = 20
_AMPLE = 120  # days that hold more working days than any lead: a notice before them came in time
# Each pair in its order in time; the finding stands beside the second
_ORDER = (
    ("notice_on", "bid_start"),
    ("bid_start", "bid_end"),
    ("viewing_from", "viewing_to"),
    ("viewing_to", "bid_end"),
    ("deposit_due", "bid_end"),
    ("bid_end", "contract_due"),
    ("bid_end", "payment_due"),
    ("disposal_notice_on", "approval_on"),
    ("nda_on", "data_room_from"),
    ("data_room_from", "data_room_to"),
    ("questions_due", "bid_end"),
    ("indicative_bid_due", "bid_end"),
    ("certified_on", "bid_end"),
    ("bid_end", "sale_agreement_on"),
    ("sale_agreement_on", "closing_on"),
)


def order_in_time(record: LotRecord) -> Iterator[Finding]:
    """What opens, opens before it closes; what is due for the bidding is due before its end."""
    for listing in record.all(Listing):
        for first, second in _ORDER:
            if not all(applies(listing, field_of(Listing, name)) for name in (first, second)):
                continue
            earlier, later = getattr(listing, first), getattr(listing, second)
            if earlier is not None and later is not None and _after(earlier, later):
                yield beside(
                    listing,
                    second,
                    f"order.{first}.{second}",
                    Severity.MEDIUM,
                    message="This is before {what}, {when}.",
                    what=field_of(Listing, first),
                    when=earlier,
                )


def _after(earlier: date | datetime, later: date | datetime) -> bool:
    """Whether the order is broken: a day agrees with every hour of itself, two moments must differ."""
    if isinstance(earlier, datetime) and isinstance(later, datetime):
        return earlier > later
    return _day(earlier) > _day(later)


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


def bidding_time(record: LotRecord) -> Iterator[Finding]:
    """R-A6: at least 24 hours in a net auction, 60 days in a net sale."""
    for listing in record.all(Listing):
        if listing.bid_start is None or listing.bid_end is None or listing.bid_end <= listing.bid_start:
            continue
        length = listing.bid_end - listing.bid_start
        if listing.regime is Regime.CN_JUDICIAL_NET and length < _DAY:
            yield beside(
                listing,
                "bid_end",
                "cn.bidding_time",
                Severity.HIGH,
                message="Bidding is open for {hours} hours. A court auction is open for 24 hours or more.",
                law=(f"{NET_RULES}第20条",),
                hours=int(length / timedelta(hours=1)),
            )
        if listing.regime is Regime.CN_JUDICIAL_SALE and length < _SALE_DAYS * _DAY:
            yield beside(
                listing,
                "bid_end",
                "cn.bidding_time.sale",
                Severity.LOW,
                message="The sale is open for {days} days. A court sale is open for 60 days.",
                law=("法明传〔2017〕455号",),
                to_verify=True,
                days=length.days,
            )


def extension(record: LotRecord) -> Iterator[Finding]:
    """R-A6: a bid in the last five minutes prolongs the bidding by five."""
    for listing in record.all(Listing, regime=Regime.CN_JUDICIAL_NET):
        minutes = listing.extension_minutes
        if minutes is not None and minutes != _EXTENSION:
            yield beside(
                listing,
                "extension_minutes",
                "cn.extension",
                Severity.MEDIUM,
                message="The extension is {minutes} minutes. In a court auction it is 5 minutes.",
                law=(f"{NET_RULES}第20条",),
                minutes=minutes,
            )


def deposit_deadline(record: LotRecord) -> Iterator[Finding]:
    """R-A5: a deposit can be paid until the bidding ends."""
    for listing in record.all(Listing, regime=Regime.CN_JUDICIAL_NET):
        due, end = listing.deposit_due, listing.bid_end
        if due is not None and end is not None and due < end:
            yield beside(
                listing,
                "deposit_due",
                "cn.deposit_deadline",
                Severity.LOW,
                message="In a court auction the deposit can be paid until the bidding ends, {when}.",
                law=(f"{NET_RULES}第18条",),
                when=end,
            )


def notice(record: LotRecord) -> Iterator[Finding]:
    """R-A3, R-A10: days between the notice and the auction by round and by what is offered."""
    for listing in record.all(Listing):
        movable = is_movable(record, listing)
        needs = _NOTICE.get((listing.regime, listing.round)) if listing.regime and listing.round else None
        if needs is None or movable is None or listing.notice_on is None or listing.bid_start is None:
            continue
        auction = listing.bid_start.date()
        days, needed = (auction - listing.notice_on).days, needs[movable]
        if days < needed:
            net = listing.regime is Regime.CN_JUDICIAL_NET
            article = "第12条" if listing.round == 1 else "第26条"
            yield beside(
                listing,
                "notice_on",
                "cn.notice",
                Severity.HIGH,
                message="The notice came {days} days before the auction. It must come {needed} days before, by {latest}.",
                law=(f"{NET_RULES}{article}" if net else f"{AUCTION_RULES}第8条",),
                to_verify=not net,
                days=days,
                needed=needed,
                latest=add_days(auction, -needed),
            )


def second_auction_in_time(record: LotRecord) -> Iterator[Finding]:
    """R-A10: the second auction comes within 30 days."""
    for listing in record.all(Listing, regime=Regime.CN_JUDICIAL_NET, round=2):
        before = previous_round(record, listing)
        if before is None or before.bid_end is None or listing.bid_start is None:
            continue
        days = (listing.bid_start.date() - before.bid_end.date()).days
        if days > _AGAIN_WITHIN:
            yield beside(
                listing,
                "bid_start",
                "cn.second_auction",
                Severity.LOW,
                message="The second auction comes {days} days after the first. It is held within 30 days.",
                law=(f"{NET_RULES}第26条",),
                days=days,
            )


def preemption(record: LotRecord) -> Iterator[Finding]:
    """R-A15: pre-emptive bidders hear of it three days before the notice."""
    for listing in record.all(Listing, regime=Regime.CN_JUDICIAL_NET):
        told, noticed = listing.preemption_notice_on, listing.notice_on
        if told is not None and noticed is not None and (noticed - told).days < _PREEMPTION:
            yield beside(
                listing,
                "preemption_notice_on",
                "cn.preemption",
                Severity.MEDIUM,
                message="Pre-emptive bidders must be told three days before the notice, by {latest}. A sale without it can be "
                "contested.",
                law=(f"{NET_RULES}第16条",),
                latest=add_days(noticed, -_PREEMPTION),
            )


def appraisal_validity(record: LotRecord) -> Iterator[Finding]:
    """An appraisal holds a year at most; six months more where the first notice came while it held."""
    for listing in record.all(Listing):
        if listing.regime not in COURT:
            continue
        longest = add_months(listing.appraised_on, _VALIDITY) if listing.appraised_on else None
        stated = listing.appraisal_valid_to
        if longest is not None and stated is not None and stated > longest:
            yield beside(
                listing,
                "appraisal_valid_to",
                "cn.appraisal.longest",
                Severity.MEDIUM,
                message="An appraisal is valid for one year at most, until {until}.",
                law=("法释〔2018〕15号第27条",),
                until=longest,
            )
        until = min((day for day in (stated, longest) if day is not None), default=None)
        if until is not None and listing.bid_start is not None and listing.bid_start.date() > until:
            yield from _expired(record, listing, until, listing.bid_start.date())


def _expired(record: LotRecord, listing: Listing, until: date, auction: date) -> Iterator[Finding]:
    first = next(iter(record.all(Listing, round=1)), None)
    noticed = first.notice_on if first is not None else None
    field = "appraisal_valid_to" if listing.appraisal_valid_to is not None else "appraised_on"
    law = ("法释〔2018〕15号第27条",)
    if noticed is None:
        yield beside(
            listing,
            field,
            "cn.appraisal.expired_unless",
            Severity.MEDIUM,
            message="The appraisal ends on {until}, before the auction. It still serves for six months if the first notice came "
            "while it was valid: enter the date of the first notice.",
            law=law,
            until=until,
        )
    elif noticed > until or auction > add_months(until, _TOLERANCE):
        yield beside(
            listing,
            field,
            "cn.appraisal.expired",
            Severity.HIGH,
            message="The appraisal ended on {until} and cannot carry an auction on {auction}: the price must be found anew.",
            law=law,
            until=until,
            auction=auction,
        )


def disposal_notice(record: LotRecord, today: date, reference: Reference) -> Iterator[Finding]:  # noqa: ARG001 - a lookup's shape
    """Working days between an AMC's notice and its approval meeting, by book value."""
    for listing in record.all(Listing, regime=Regime.CN_AMC_ONLINE):
        value, noticed, meeting = listing.book_value, listing.disposal_notice_on, listing.approval_on
        if value is None or value.currency != "CNY" or noticed is None or meeting is None:
            continue
        needed = next((days for most, days in _LEADS if value.minor <= most.minor), _LONGEST_LEAD)
        calendar = reference.calendar
        days = calendar.working_days(max(noticed, add_days(meeting, -_AMPLE)), meeting)
        if days < needed:
            yield beside(
                listing,
                "disposal_notice_on",
                "cn.disposal_notice",
                Severity.HIGH,
                message="The notice came {days} working days before the approval meeting; at this book value it must come "
                "{needed} before."
                if calendar.knows(noticed) and calendar.knows(meeting)
                else "The notice came {days} working days before the approval meeting; at this book value it must come "
                "{needed} before. Weekends are left out, public holidays are not.",
                law=("财金〔2008〕87号",),
                days=days,
                needed=needed,
            )


CLOCK_RULES = (
    order_in_time,
    bidding_time,
    extension,
    deposit_deadline,
    notice,
    second_auction_in_time,
    preemption,
    appraisal_validity,
)
CLOCK_LOOKUPS = (disposal_notice,)
