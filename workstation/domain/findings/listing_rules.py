"""What the rules of its regime say of a listing's figures and terms (domain.md 1.3). They block nothing."""

import re
from collections.abc import Iterator
from decimal import Decimal

from workstation.domain.checklists.answers import Severity
from workstation.domain.fields import applies, field_of
from workstation.domain.findings.finding import Finding, beside
from workstation.domain.findings.listing_facts import (
    AUCTION_RULES,
    NET_RULES,
    is_movable,
    previous_round,
    share,
)
from workstation.domain.findings.listing_shares import shares
from workstation.domain.listings import COURT, Bearer, Listing, Regime
from workstation.domain.money import Money
from workstation.domain.record import LotRecord

_AUCTIONS = frozenset({Regime.CN_JUDICIAL_NET, Regime.CN_JUDICIAL_TRAD})
_KEPT = Decimal("0.80")
_NET_ROUNDS = 2
_HOUSE_ROUNDS = {True: 2, False: 3}  # by whether only movables are offered


def later_start_price(record: LotRecord) -> Iterator[Finding]:
    """R-A10: a later court auction starts at 80 % or more of the round before it."""
    for listing in record.all(Listing):
        before = previous_round(record, listing)
        if listing.regime not in _AUCTIONS or before is None or before.regime not in _AUCTIONS:
            continue
        found = share(listing.start_price, before.start_price)
        if found is not None and found < _KEPT:
            net = listing.regime is Regime.CN_JUDICIAL_NET
            yield beside(
                listing,
                "start_price",
                "cn.start_price.later_round",
                Severity.HIGH,
                message="The start price is {share} of the round before. A court may take off 20 % at most.",
                law=(f"{NET_RULES}第26条" if net else f"{AUCTION_RULES}第5条",),
                share=found,
            )


def rounds(record: LotRecord) -> Iterator[Finding]:
    """A net auction has two rounds; with an auction house immovables have three, movables two."""
    for listing in record.all(Listing):
        number = listing.round
        if number is None or listing.regime not in _AUCTIONS:
            continue
        net = listing.regime is Regime.CN_JUDICIAL_NET
        movable = is_movable(record, listing)
        most = _NET_ROUNDS if net else _HOUSE_ROUNDS.get(movable) if movable is not None else None
        if most is not None and number > most:
            yield beside(
                listing,
                "round",
                "cn.rounds",
                Severity.MEDIUM,
                message="There are {most} rounds at most. After them the court sells out of hand, or the asset is settled against "
                "the debt.",
                law=(f"{NET_RULES}第26条" if net else f"{AUCTION_RULES}第25条",),
                to_verify=not net,
                most=most,
            )


def taxes(record: LotRecord) -> Iterator[Finding]:
    """R-A16: each side pays its own taxes by law; "buyer bears all" is money on top of the bid."""
    for listing in record.all(Listing):
        said = listing.tax_rule or (Bearer.BUYER_ALL if buyer_bears_all(listing.tax_bearer) else None)
        if said is not Bearer.BUYER_ALL:
            continue
        court = listing.regime in COURT
        yield beside(
            listing,
            "tax_rule" if listing.tax_rule is not None else "tax_bearer",
            "cn.taxes",
            Severity.HIGH,
            message="The buyer is to bear all taxes. A court leaves each tax to whoever owes it by law: contest it, or take "
            "the seller's taxes off the bid."
            if court
            else "The buyer is to bear all taxes: take the seller's taxes off the bid.",
            law=(f"{NET_RULES}第30条",) if court else (),
        )


# 一切税费均由受让人依法承担 too: that he bears them by law does not say that each side bears its own
_ALL_ON_THE_BUYER = re.compile(
    "(?:均|全部|一切|所有(?!权)|双方)[^，,。；;]*由(?:买受人|受让人|竞得人|竞买人|买方)(?:自行|依法|全部)*(?:承担|负担)"
)


def all_on_the_buyer(said: str) -> bool:
    """Whether one clause says that the buyer bears all taxes, whatever others say of the law: "税、费，均由受让人依法承担"."""
    if any(word in said for word in ("各自", "分别承担", "依照税法")):
        return False
    about = ""  # the clause before: 均由… goes on with what it speaks of
    for clause in re.split("[，,。；;]", said):
        found = _ALL_ON_THE_BUYER.search(clause)
        goes_on = found is not None and not clause[: found.start()].strip()
        if found is not None and ("税" in clause or (goes_on and "税" in about)):
            return True
        about = clause
    return False


def buyer_bears_all(wording: str | None) -> bool:
    """Whether the words of a notice put every tax on the buyer: "一切税费均由买受人承担"."""
    said = wording or ""
    if all_on_the_buyer(said):
        return True
    buyer = any(word in said for word in ("买受人", "受让人", "竞得人", "买方"))
    everything = any(word in said for word in ("均由", "全部由", "一切", "所有税费", "全部税费", "双方税费"))
    own = any(
        word in said for word in ("各自承担", "各自负担", "各方承担", "分别承担", "依法承担", "依照税法")
    )
    return buyer and everything and not own


_KINDS = ("interest_on_book", "interest_off_book", "penalty_interest", "compound_interest")


def claim_adds_up(record: LotRecord) -> Iterator[Finding]:
    """Principal, interest of every kind and advances come to the listed total. Parts above it are wrong whatever is
    missing; parts below it only where none is missing."""
    for listing in record.all(Listing):
        if not applies(listing, field_of(Listing, "claim_total")):
            continue
        kinds = [getattr(listing, name) for name in _KINDS]
        lumped = listing.interest
        interest = [lumped] if lumped is not None else kinds
        off = _off([listing.principal, *interest, listing.advances], listing.claim_total)
        if off is not None:
            yield beside(
                listing,
                "claim_total",
                "claim.adds_up",
                Severity.HIGH,
                message="Principal, interest and advances come to {sum}. Ask the seller which is right.",
                sum=off,
            )
        off = _off(kinds, lumped)
        if off is not None:
            yield beside(
                listing,
                "interest",
                "claim.interest_adds_up",
                Severity.MEDIUM,
                message="The kinds of interest come to {sum}. Ask the seller which is right.",
                sum=off,
            )


def _off(parts: list[Money | None], total: Money | None) -> Money | None:
    """The sum of the parts where it contradicts the total; None where it agrees or nothing can be said."""
    known = [part for part in parts if part is not None]
    if total is None or not known or any(part.currency != total.currency for part in known):
        return None
    found = Money(sum(part.minor for part in known), total.currency)
    if found.minor > total.minor or (found.minor < total.minor and len(known) == len(parts)):
        return found
    return None


LISTING_RULES = (
    shares,
    later_start_price,
    rounds,
    taxes,
    claim_adds_up,
)
