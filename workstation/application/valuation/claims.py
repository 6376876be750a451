"""What may be collected: the claims of the lot as their balances and caps add up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from workstation.application.valuation.notes import InputNotes, named
from workstation.domain.claims import Balance, BalanceKind, Claim
from workstation.domain.listings import Listing
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.domain.rounding import ZERO
from workstation.domain.valuation import DebtClaim


@dataclass(frozen=True, slots=True)
class Owed:
    """`whole` is the claim of the lot; `by_claim` what counts of each claim, by id: nothing of one that says nothing beside
    others that do. It is empty while none says anything, and the claim of the lot is what is listed."""

    whole: DebtClaim
    by_claim: dict[str, Decimal]


def owed(record: LotRecord, listing: Listing | None, notes: InputNotes) -> Owed | None:
    """The capped claims where they are set, else the balances, else what is listed; None while nothing is known. A claim
    of nothing is known: it brings nothing, and what is listed does not take its place."""
    principal = _sum(record.all(Balance, kind=BalanceKind.PRINCIPAL), notes)
    by_claim = {claim.id: _due(record, claim, notes) for claim in record.all(Claim)}
    known = {claim: amount for claim, amount in by_claim.items() if amount is not None}
    total = sum(known.values(), ZERO) if known else None
    if total is None and listing is not None:
        principal = _first(principal, notes.amount(listing, "principal"))
        total = notes.amount(listing, "claim_total")
    elif len(known) < len(by_claim):
        for claim in record.all(Claim):
            if claim.id not in known:
                message = "{claim} has no balance: nothing is counted for it, nor of what secures it alone."
                notes.say(claim, "", message, claim=named(claim))
                known[claim.id] = ZERO
    if known and listing is not None and not notes.missing:
        _say_listed(record, listing, total, notes)
    amount, principal = _first(total, principal), _first(principal, total)
    if amount is None or principal is None:
        return None
    return Owed(DebtClaim(principal=max(ZERO, principal), amount=max(ZERO, amount)), known)


def _say_listed(record: LotRecord, listing: Listing, total: Decimal | None, notes: InputNotes) -> None:
    """Where the listing states another claim than the balances add up to. A capped claim is meant to differ."""
    listed, is_capped = listing.claim_total, any(claim.capped_claim for claim in record.all(Claim))
    if listed is not None and listed.currency == notes.currency and listed.amount != total and not is_capped:
        message = (
            "The listing states a claim of {listed}, and the balances add up to {total}: the balances count."
        )
        notes.say(
            listing, "claim_total", message, listed=listed, total=Money.of(total or ZERO, notes.currency)
        )


def _due(record: LotRecord, claim: Claim, notes: InputNotes) -> Decimal | None:
    if claim.capped_claim is not None:
        return notes.amount(claim, "capped_claim")
    balances = record.all(Balance, claim=claim.id)
    for row in balances:
        if row.amount is None:
            message = "A balance of {claim} has no amount: nothing is counted for it."
            notes.say(row, "amount", message, claim=named(claim))
    found = _sum(balances, notes)
    if found is None or found >= 0:
        return found
    message = "The balances of {claim} add up to less than nothing: nothing is counted for it."
    notes.say(claim, "", message, claim=named(claim))
    return ZERO


def _sum(balances: Iterable[Balance], notes: InputNotes) -> Decimal | None:
    """None while none of them has an amount."""
    amounts = [notes.amount(row, "amount") or ZERO for row in balances if row.amount is not None]
    return sum(amounts, ZERO) if amounts else None


def _first(*amounts: Decimal | None) -> Decimal | None:
    """The first that is known: 0 is."""
    return next((amount for amount in amounts if amount is not None), None)
