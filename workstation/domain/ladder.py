"""The ranks of who is paid out of one collateral, outside bankruptcy (domain.md 3.3)."""

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
# What is paid out of the thing first whoever holds it; a seizure, a lease, a tax, a land premium or a buyer's right is not ours
SECURES: Final = frozenset(
    {
        EncumbranceKind.MORTGAGE,
        EncumbranceKind.PLEDGE,
        EncumbranceKind.LIEN,
        EncumbranceKind.PURCHASE_MONEY,
        EncumbranceKind.CONSTRUCTION,
    }
)
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
    EQUAL = "equal"  # of one rank with security of ours
    BETWEEN = "between"  # after some security of ours and before the rest of it


TAKES: Final = frozenset({Place.BEFORE, Place.EQUAL, Place.BETWEEN})  # what ours alone would get


def rank_of(row: Encumbrance) -> int | None:
    """That of its kind; among the kinds whose order is unsettled the rank that a person has given it."""
    if row.kind in UNSETTLED and row.ranks_as in CHOSEN_RANKS:
        return row.ranks_as
    return RANKS.get(row.kind)
