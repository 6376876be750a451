"""Which of several opinions of value counts."""

from collections.abc import Collection
from datetime import date

from workstation.domain.collateral import Appraisal, AppraisalKind, Collateral
from workstation.domain.money import Money
from workstation.domain.record import LotRecord


def market_appraisals(record: LotRecord, collateral: Collateral) -> tuple[Appraisal, ...]:
    """Those of the market that say a value."""
    return tuple(
        row
        for row in record.all(Appraisal, collateral=collateral.id)
        if row.value is not None and row.kind in {None, AppraisalKind.MARKET}
    )


def dated_after(record: LotRecord, today: date) -> frozenset[str]:
    """Ids of the appraisals that bear a day which has not come: a slip of the pen, whatever they say."""
    rows = record.all(Appraisal)
    return frozenset(row.id for row in rows if row.valued_on is not None and row.valued_on > today)


def standing_appraisal(
    record: LotRecord, collateral: Collateral, not_yet: Collection[str] = ()
) -> Appraisal | None:
    """The market appraisal that the bid rests on, and that panel and memo show; None while nobody has valued the
    collateral.

    It is the latest that says a value; of one day the lowest. One without a day counts only where none is dated. Those
    of `not_yet` (`dated_after`), whose day has not come, do not count.
    """
    valued = [row for row in market_appraisals(record, collateral) if row.id not in not_yet]
    return min(valued, key=_order, default=None)


def _order(row: Appraisal) -> tuple[int, str, int, str]:
    value = row.value or Money(0)
    return -(row.valued_on or date.min).toordinal(), value.currency, value.minor, row.id
