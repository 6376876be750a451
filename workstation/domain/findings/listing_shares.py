"""What part of one amount another must be, by regime (domain.md 1.3): prices of the appraisal, deposits of the price."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from workstation.domain.checklists.answers import Severity
from workstation.domain.findings.finding import Finding, beside
from workstation.domain.findings.listing_facts import AUCTION_RULES, NET_RULES, share
from workstation.domain.listings import COURT, ListedSubject, Listing, Regime
from workstation.domain.record import LotRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """`part` of `whole`, both fields of a listing, lies from `least` to `most`. It holds in these `regimes`, with `round`
    in that round only; `ship` says whether it is for ships, for all else, or (None) for both."""

    part: str
    whole: str
    regimes: frozenset[Regime]
    rule: str
    severity: Severity
    message: str
    law: tuple[str, ...]
    least: Decimal
    most: Decimal | None = None
    round: int | None = None
    ship: bool | None = None
    to_verify: bool = False

    def holds_for(self, listing: Listing) -> bool:
        return (
            listing.regime in self.regimes
            and self.round in {None, listing.round}
            and self.ship in {None, listing.subject is ListedSubject.VESSEL}
        )


_NET = frozenset({Regime.CN_JUDICIAL_NET})
_HOUSE = frozenset({Regime.CN_JUDICIAL_TRAD})
_SALE = frozenset({Regime.CN_JUDICIAL_SALE})
LIMITS = (
    Limit(  # R-A1
        part="start_price",
        whole="appraised_price",
        regimes=_NET,
        round=1,
        ship=False,
        least=Decimal("0.70"),
        rule="cn.start_price.first_round",
        severity=Severity.HIGH,
        message="The start price is {share} of the appraised price. A first round begins at 70 % or more.",
        law=(f"{NET_RULES}第10条",),
    ),
    Limit(
        part="start_price",
        whole="appraised_price",
        regimes=COURT,
        round=1,
        ship=True,
        least=Decimal("0.80"),
        rule="cn.start_price.ship",
        severity=Severity.HIGH,
        message="The start price is {share} of the appraised price. The first auction of a ship begins at 80 % or more.",
        law=("法释〔2015〕6号第12条",),
        to_verify=True,
    ),
    Limit(
        part="start_price",
        whole="appraised_price",
        regimes=_HOUSE,
        round=1,
        ship=False,
        least=Decimal(1),
        rule="cn.start_price.auction_house",
        severity=Severity.HIGH,
        message="The start price is {share} of the appraised price. A first auction by an auction house begins at the "
        "appraised price.",
        law=(f"{AUCTION_RULES}第5条",),
    ),
    Limit(  # sold out of hand
        part="start_price",
        whole="appraised_price",
        regimes=_SALE,
        least=Decimal("0.5"),
        rule="cn.start_price.sale",
        severity=Severity.MEDIUM,
        message="The price is {share} of the appraised price. A court sale does not go below one half.",
        law=(f"{AUCTION_RULES}第32条",),
    ),
    Limit(  # R-A4
        part="deposit",
        whole="start_price",
        regimes=_NET,
        least=Decimal("0.05"),
        most=Decimal("0.20"),
        rule="cn.deposit",
        severity=Severity.MEDIUM,
        message="The deposit is {share} of the start price. A court asks for 5 % to 20 %.",
        law=(f"{NET_RULES}第17条",),
    ),
    Limit(
        part="deposit",
        whole="appraised_price",
        regimes=_HOUSE,
        least=Decimal("0.05"),
        rule="cn.deposit.auction_house",
        severity=Severity.MEDIUM,
        message="The deposit is {share} of the appraised price. With an auction house it is 5 % or more.",
        law=(f"{AUCTION_RULES}第10条",),
    ),
    Limit(
        part="deposit",
        whole="start_price",
        regimes=_SALE,
        least=Decimal(1),
        most=Decimal(1),
        rule="cn.deposit.sale",
        severity=Severity.LOW,
        message="The prepayment is {share} of the sale price. A court sale asks for the whole price in advance.",
        law=("法明传〔2017〕455号",),
        to_verify=True,
    ),
)


def shares(record: LotRecord) -> Iterator[Finding]:
    for listing in record.all(Listing):
        for limit in LIMITS:
            found = share(getattr(listing, limit.part), getattr(listing, limit.whole))
            if found is None or not limit.holds_for(listing):
                continue
            if found < limit.least or (limit.most is not None and found > limit.most):
                yield beside(
                    listing,
                    limit.part,
                    limit.rule,
                    limit.severity,
                    message=limit.message,
                    law=limit.law,
                    to_verify=limit.to_verify,
                    share=found,
                )
