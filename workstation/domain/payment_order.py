"""The order in which all who have a right in one collateral are paid out of it, as the price takes it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from workstation.domain.collateral import Encumbrance
from workstation.domain.ladder import Place, rank_of
from workstation.domain.prior_claims import ours_on, standing, strength
from workstation.domain.record import LotRecord

_UNRANKED: Final = 99


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder. `rank` is that of domain.md 3.3 by law, None for what does not rank; `overridden` says that
    `place` is what a person says with a reason and not what the law says."""

    encumbrance: Encumbrance
    rank: int | None
    place: Place
    overridden: bool = False


def ladder(record: LotRecord, collateral: str) -> tuple[Rung, ...]:
    """All encumbrances of one collateral, first paid first: the ranks, days and reasons by which the price counts them.
    Of others none has a place while no security of ours is entered; rows of one rank and day stand by their id."""
    ours = ours_on(record, collateral)
    rungs = [_rung(record, row, ours) for row in record.all(Encumbrance, collateral=collateral)]
    return tuple(rung for _, rung in sorted(rungs, key=lambda each: each[0]))


def _rung(
    record: LotRecord, row: Encumbrance, ours: tuple[Encumbrance, ...]
) -> tuple[tuple[int, date, str], Rung]:
    """With what orders it."""
    by_law, since = strength(record, row)
    rank, place, undated, overridden = by_law, Place.OURS, date.max, False
    if not row.ours:
        each = standing(record, row, ours)
        rank, since, place, overridden = each.rank, each.since, each.place, each.overridden
        undated = date.min if each.undated else date.max
    if rank_of(row) is None:
        return (_UNRANKED, date.max, row.id), Rung(row, None, place)
    return (rank, since or undated, row.id), Rung(row, by_law, place, overridden)
