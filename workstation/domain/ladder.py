"""Who is paid before whom out of one collateral, outside bankruptcy (domain.md 3.3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from workstation.domain.collateral import Encumbrance, EncumbranceKind

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
    before unregistered (民法典第414条); rows of one day keep the order in which they were entered."""
    rows = sorted(encumbrances, key=_key)
    ours = next((row for row in rows if row.ours), None)
    return tuple(Rung(row, RANKS.get(row.kind), _place(row, ours)) for row in rows)


def paid_before(found: Sequence[Rung]) -> tuple[Encumbrance, ...]:
    return tuple(rung.encumbrance for rung in found if rung.place is Place.BEFORE)


_UNRANKED: Final = 99


def _key(row: Encumbrance) -> tuple[int, bool, date, str]:
    return RANKS.get(row.kind, _UNRANKED), row.since is None, row.since or date.max, row.id


def _strength(row: Encumbrance) -> tuple[int, date]:
    """Equal strength ranks equally; security without a day is taken for unregistered."""
    rank = RANKS.get(row.kind, _UNRANKED)
    return rank, (row.since or date.max) if rank == RANKS[EncumbranceKind.MORTGAGE] else date.min


def _place(row: Encumbrance, ours: Encumbrance | None) -> Place:
    if row.ours:
        return Place.OURS
    if row.kind not in RANKS or ours is None:
        return Place.BESIDE
    mine, other = _strength(ours), _strength(row)
    return Place.EQUAL if mine == other else Place.BEFORE if other < mine else Place.AFTER
