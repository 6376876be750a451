"""The highest rate between private lenders (民间借贷规定第25条). Loans of banks are not under it (第1条第2款)."""

from decimal import Decimal

RULE = "cn.lending_rate.four_lpr"
LAW = ("民间借贷规定第25条",)


def four_lpr(lpr_1y: Decimal) -> Decimal:
    """Four times the one-year LPR at the date of the contract; both fractions of one a year."""
    return 4 * lpr_1y
