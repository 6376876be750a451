"""What the rules of its regime say of a listing (domain.md 1.3). They speak beside a field and block nothing."""

from collections.abc import Iterator
from decimal import Decimal

from workstation.domain.checklists.answers import Severity
from workstation.domain.findings.finding import Finding, Subject
from workstation.domain.listings import Listing, Regime
from workstation.domain.record import LotRecord

_FIRST_ROUND = Decimal("0.70")


def start_price(record: LotRecord) -> Iterator[Finding]:
    """R-A1: in a first round of a net auction the start price is at least 70 % of the appraisal."""
    for listing in record.all(Listing, regime=Regime.CN_JUDICIAL_NET, round=1):
        start, appraised = listing.start_price, listing.appraised_price
        if start is None or appraised is None or start.currency != appraised.currency or not appraised.minor:
            continue
        share = start.amount / appraised.amount
        if share < _FIRST_ROUND:
            yield Finding(
                rule="cn.start_price.first_round",
                severity=Severity.HIGH,
                subject=Subject("listing", listing.id, "start_price"),
                message="The start price is {share} of the appraised price. A first round begins at 70 % or more.",
                params={"share": share},
                law=("法释〔2016〕18号第10条",),
            )
