"""What may be collected: the claims of the lot as their balances and caps add up."""

from dataclasses import dataclass
from decimal import Decimal

from workstation.application.valuation.notes import InputNotes, named
from workstation.domain.claims import Balance, BalanceKind, Claim
from workstation.domain.listings import Listing
from workstation.domain.record import LotRecord
from workstation.domain.rounding import ZERO
from workstation.domain.valuation import DebtClaim


@dataclass(frozen=True, slots=True)
class Owed:
    """`whole` is the claim of the lot; `by_claim` what is due on each claim that says so, by id."""

    whole: DebtClaim
    by_claim: dict[str, Decimal]


def owed(record: LotRecord, listing: Listing | None, notes: InputNotes) -> Owed | None:
    """The capped claims where they are set, else the balances, else what is listed; None while nothing is known."""
    principal = sum(
        (notes.amount(row, "amount") or ZERO for row in record.all(Balance, kind=BalanceKind.PRINCIPAL)), ZERO
    )
    by_claim = {claim.id: _due(record, claim, notes) for claim in record.all(Claim)}
    known = {claim: amount for claim, amount in by_claim.items() if amount is not None}
    total = sum(known.values(), ZERO)
    if not total and listing is not None:
        known = {}
        principal = principal or notes.amount(listing, "principal") or ZERO
        total = notes.amount(listing, "claim_total") or ZERO
    elif len(known) < len(by_claim):
        for claim in record.all(Claim):
            if claim.id not in known:
                message = "{claim} has no balance: nothing is counted for it."
                notes.say(claim, "", message, claim=named(claim))
    if not principal and not total:
        return None
    return Owed(DebtClaim(principal=principal or total, amount=total or principal), known)


def _due(record: LotRecord, claim: Claim, notes: InputNotes) -> Decimal | None:
    if claim.capped_claim is not None:
        return notes.amount(claim, "capped_claim")
    balances = [row for row in record.all(Balance, claim=claim.id) if row.amount is not None]
    if not balances:
        return None
    return sum((notes.amount(row, "amount") or ZERO for row in balances), ZERO)
