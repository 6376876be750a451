"""Which of several opinions of value counts."""

from datetime import date

from workstation.domain.collateral import Appraisal, AppraisalKind, Collateral
from workstation.domain.record import LotRecord


def standing_appraisal(record: LotRecord, collateral: Collateral) -> Appraisal | None:
    """The latest of the market by date that says a value; an undated one counts where none is dated. The bid rests on it, so the
    panel and the memo show it too. None while nobody has valued the collateral."""
    valued = [
        row
        for row in record.all(Appraisal, collateral=collateral.id)
        if row.value is not None and row.kind in {None, AppraisalKind.MARKET}
    ]
    return max(valued, key=lambda row: (row.valued_on or date.min, row.id), default=None)
