"""The highest rate between private lenders (民间借贷规定第25条). Loans of banks are not under it (第1条第2款)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workstation.domain.claims import Claim
from workstation.domain.reference import Reference

RULE = "cn.lending_rate.four_lpr"
LAW = ("民间借贷规定第25条",)


def four_lpr(lpr_1y: Decimal) -> Decimal:
    """Four times the one-year LPR at the date of the contract; both fractions of one a year."""
    return 4 * lpr_1y


@dataclass(frozen=True, slots=True)
class LendingCap:
    """The highest rate a year, from the LPR that holds `since` a day."""

    rate: Decimal
    since: date


def lending_cap(claim: Claim, reference: Reference) -> LendingCap | None:
    """None for a loan that is not between private lenders, and where the LPR of the contract's day is not known."""
    if not claim.private_lending or claim.contract_date is None:
        return None
    found = reference.lpr_on(claim.contract_date)
    return None if found is None else LendingCap(four_lpr(found.rate), found.since)
