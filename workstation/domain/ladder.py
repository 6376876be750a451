"""Who is paid before whom out of one collateral, outside bankruptcy (domain.md 3.3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from workstation.domain.appraisals import standing_appraisal
from workstation.domain.claims import Balance
from workstation.domain.collateral import Collateral, Encumbrance, EncumbranceKind, SecuredClaim
from workstation.domain.distribution import Share, distribute
from workstation.domain.money import Money
from workstation.domain.record import LotRecord

RANKS: Final = {
    EncumbranceKind.HOME_BUYER: 1,
    EncumbranceKind.CONSTRUCTION: 2,
    EncumbranceKind.LAND_PREMIUM: 3,
    EncumbranceKind.PRE_MORTGAGE_TAX: 4,
    EncumbranceKind.LIEN: 5,
    EncumbranceKind.PURCHASE_MONEY: 6,
    EncumbranceKind.MORTGAGE: 7,
    EncumbranceKind.PLEDGE: 7,
    EncumbranceKind.POST_MORTGAGE_TAX: 9,
    EncumbranceKind.SEIZURE: 10,
}
LAW: Final = {
    EncumbranceKind.HOME_BUYER: "法释〔2023〕1号",
    EncumbranceKind.CONSTRUCTION: "民法典第807条；建工解释第36条",
    EncumbranceKind.LAND_PREMIUM: "担保制度解释第50条",
    EncumbranceKind.PRE_MORTGAGE_TAX: "税收征管法第45条",
    EncumbranceKind.LIEN: "民法典第456条",
    EncumbranceKind.PURCHASE_MONEY: "民法典第416条",
    EncumbranceKind.MORTGAGE: "民法典第414条",
    EncumbranceKind.PLEDGE: "民法典第415条",
    EncumbranceKind.POST_MORTGAGE_TAX: "税收征管法第45条",
    EncumbranceKind.SEIZURE: "民诉法解释第514条",
}
# Their order among themselves is settled by no one text
UNSETTLED: Final = frozenset(
    {EncumbranceKind.CONSTRUCTION, EncumbranceKind.LAND_PREMIUM, EncumbranceKind.PRE_MORTGAGE_TAX}
)
CHOSEN_RANKS: Final = range(2, 5)


class Place(StrEnum):
    BEFORE = "before"
    OURS = "ours"
    AFTER = "after"
    BESIDE = "beside"  # in no order: a lease goes with the thing or falls away; or none is marked as ours yet
    EQUAL = "equal"  # ranks with ours


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder; `rank` is that of domain.md 3.3, None for what does not rank."""

    encumbrance: Encumbrance
    rank: int | None
    place: Place


def ladder(encumbrances: Iterable[Encumbrance]) -> tuple[Rung, ...]:
    """All encumbrances of one collateral, first paid first. Security ranks by its day of registration, registered
    before unregistered (民法典第414条); rows of one day keep the order in which they were entered. A day that is missing is
    read against us: ours counts as unregistered, somebody else's as the oldest."""
    rows = sorted(encumbrances, key=_key)
    ours = next((row for row in rows if row.ours), None)
    return tuple(Rung(row, rank_of(row), _place(row, ours)) for row in rows)


_UNRANKED: Final = 99


def rank_of(row: Encumbrance) -> int | None:
    """That of its kind; among the kinds whose order is unsettled the rank that a person has given it."""
    if row.kind in UNSETTLED and row.ranks_as in CHOSEN_RANKS:
        return row.ranks_as
    return RANKS.get(row.kind)


def _day(row: Encumbrance) -> date:
    """Not known is not "unregistered": somebody else's security without a day may be older than ours."""
    if row.since is not None:
        return row.since
    mortgage = rank_of(row) == RANKS[EncumbranceKind.MORTGAGE]
    return date.min if mortgage and not row.ours else date.max


def _key(row: Encumbrance) -> tuple[int, date, str]:
    return rank_of(row) or _UNRANKED, _day(row), row.id


def _strength(row: Encumbrance) -> tuple[int, date]:
    """Equal strength ranks equally."""
    rank = rank_of(row) or _UNRANKED
    return rank, _day(row) if rank == RANKS[EncumbranceKind.MORTGAGE] else date.min


def _place(row: Encumbrance, ours: Encumbrance | None) -> Place:
    if row.ours:
        return Place.OURS
    if row.kind not in RANKS or ours is None:
        return Place.BESIDE
    mine, other = _strength(ours), _strength(row)
    return Place.EQUAL if mine == other else Place.BEFORE if other < mine else Place.AFTER


def out_of_appraisal(record: LotRecord, rows: Sequence[Encumbrance]) -> dict[str, Money] | None:
    """What each encumbrance of one collateral gets, by id, when it fetches its appraised value, costs and taxes of the
    sale left out. Ours is bounded by its registered amount and by the claims of the lot. None without an appraisal, and
    where amounts are in several currencies."""
    collateral = record.get(Collateral, rows[0].collateral) if rows else None
    valued = standing_appraisal(record, collateral) if collateral is not None else None
    if valued is None or valued.value is None:
        return None
    currency = valued.value.currency
    owed = {row.id: secured_by(record, row) for row in rows if row.ours}
    amounts = [*(row.amount for row in rows), *(amount for each in owed.values() for amount in each)]
    if any(amount is not None and amount.currency != currency for amount in amounts):
        return None
    shares = [share for row in rows if (share := _share(row, owed.get(row.id, ()))) is not None]
    paid = distribute(valued.value.amount, shares).paid
    return {name: Money.of(amount, currency) for name, amount in paid.items()}


def secured_by(record: LotRecord, encumbrance: Encumbrance) -> tuple[Money, ...]:
    """What is owed on the claims that an encumbrance of ours secures, one sum a currency; on all of the lot while none
    is named."""
    named = {row.claim for row in record.all(SecuredClaim, encumbrance=encumbrance.id)}
    return Money.totals(row.amount for row in record.all(Balance) if not named or row.claim in named)


def _share(row: Encumbrance, owed: Sequence[Money]) -> Share | None:
    rank = rank_of(row)
    if rank is None or row.amount is None:
        return None
    mine = row.ours and owed
    claim = owed[0].amount if mine else row.amount.amount
    cap = row.amount.amount if mine else None
    return Share(name=row.id, rank=rank, claim=claim, cap=cap, since=_day(row), seized=row.since)
