"""What is good for the same part of the claims and is counted each by itself: together it may come to more than is due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from workstation.application.valuation.claims import Owed
from workstation.application.valuation.notes import InputNotes, named
from workstation.application.valuation.security import PricedCollateral
from workstation.domain.claims import Claim
from workstation.domain.collateral import Collateral, SecuredClaim
from workstation.domain.guarantees import Guarantee
from workstation.domain.money import Money
from workstation.domain.parties import Party
from workstation.domain.record import LotRecord
from workstation.domain.rounding import ZERO
from workstation.domain.valuation import GuarantorWealth


@dataclass(frozen=True, slots=True)
class _Payer:
    """A thing or a guarantee, the claims that it alone is good for, and the most that it can be counted with."""

    row: Collateral | Guarantee
    name: str
    claims: frozenset[str]
    most: Decimal


def say_counted_apart(
    record: LotRecord,
    things: Iterable[PricedCollateral],
    counted: Mapping[str, GuarantorWealth],
    due: Owed,
    notes: InputNotes,
) -> None:
    """Says which things and guarantees are good for the same claims and could bring more than is due on these.

    The figure bounds each of them by the claims that it is good for, and all of them by the claim of the lot; between
    the two nothing bounds them (the contract's `valuation` has no field for it).
    """
    things = tuple(things)
    if not due.by_claim:
        _say_unbounded(record, things, counted, notes)
    payers = [*_things(record, things, due), *_guarantees(record, counted, due)]
    told: set[tuple[str, str]] = set()
    for claims in _groups(payers):
        owing = sum((due.by_claim[claim] for claim in claims), ZERO)
        inside = [each for each in payers if each.claims <= claims]
        if owing >= due.whole.amount or sum((each.most for each in inside), ZERO) <= owing:
            continue
        for first, each in combinations(inside, 2):
            if not first.claims & each.claims or (first.row.id, each.row.id) in told:
                continue
            told.add((first.row.id, each.row.id))
            message = "{first} and {second} are good for the same claims, on which {amount} is due: each is counted up to that, and together they may be counted with more than is due there."
            amount = Money.of(owing, notes.currency)
            notes.say(each.row, "", message, first=first.name, second=each.name, amount=amount)


def _say_unbounded(
    record: LotRecord,
    things: Iterable[PricedCollateral],
    counted: Mapping[str, GuarantorWealth],
    notes: InputNotes,
) -> None:
    """Only the claim of the lot is known, from the listing: what is good for some of its claims is bounded by none."""
    message = "What is due on each claim is not entered: that {thing} is good for only some of them bounds nothing in this figure."
    claims = {claim.id for claim in record.all(Claim)}
    for each in things:
        for row in each.security.rows:
            secured = {link.claim for link in record.all(SecuredClaim, encumbrance=row.id)}
            if secured and secured < claims and each.asset.cap != 0:
                notes.say(row, "", message, thing=named(each.row))
    for promise in record.all(Guarantee):
        if promise.id in counted and {promise.claim} < claims:
            notes.say(promise, "claim", message, thing=_called(record, promise))


def _called(record: LotRecord, row: Guarantee) -> str:
    party = record.get(Party, row.guarantor)
    return party.name if party is not None else named(row)


def _groups(payers: list[_Payer]) -> list[frozenset[str]]:
    """The claims of each payer, and of all that hang together through claims that they share; small groups first."""
    joined: list[frozenset[str]] = []
    for each in payers:
        touched = [group for group in joined if group & each.claims]
        joined = [group for group in joined if group not in touched]
        joined.append(each.claims.union(*touched))
    groups = {each.claims for each in payers} | set(joined)
    return sorted(groups, key=lambda group: (len(group), sorted(group)))


def _things(record: LotRecord, things: Iterable[PricedCollateral], due: Owed) -> Iterable[_Payer]:
    for each in things:
        of_each = [
            {link.claim for link in record.all(SecuredClaim, encumbrance=row.id)}
            for row in each.security.rows
        ]
        claims = frozenset[str]().union(*of_each)
        if not of_each or not all(of_each) or not claims <= due.by_claim.keys():
            continue
        worth = each.asset.market_value * each.asset.secured_share
        most = worth if each.asset.cap is None else min(worth, each.asset.cap)
        if most:
            yield _Payer(each.row, named(each.row), claims, most)


def _guarantees(record: LotRecord, counted: Mapping[str, GuarantorWealth], due: Owed) -> Iterable[_Payer]:
    """What one party owns is counted once for a claim, however many promises it gave for it."""
    purses: set[tuple[str, str]] = set()
    for identity, wealth in sorted(counted.items(), key=lambda each: -each[1].asset_value):
        row = record.get(Guarantee, identity)
        if row is None or row.claim is None or row.claim not in due.by_claim:
            continue
        purse = (wealth.shared.party if wealth.shared is not None else identity, row.claim)
        if purse in purses:
            continue
        purses.add(purse)
        most = wealth.asset_value * wealth.access_rate
        if most:
            yield _Payer(row, _called(record, row), frozenset({row.claim}), most)
