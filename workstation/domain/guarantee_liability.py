"""How long and how far a guarantor that is bound, or was never validly bound, can be held (domain.md 4.2, 3 and 7)."""

from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Final

from workstation.domain.dates import add_months
from workstation.domain.guarantees import Assertion, AssertionAgainst, Fault, Guarantee
from workstation.domain.reference import Calendar
from workstation.domain.rounding import CENT, exact

_LIMITATION: Final = 36  # months, 民法典第188条
_NO_RULING: Final = 12  # months from the court's receipt of the application, 担保制度解释第28条第1款第2项

# 担保制度解释第17条: of what the debtor cannot pay, at most this part (numerator, denominator)
VOID_SHARES: Final[dict[Fault, tuple[int, int]]] = {
    Fault.BOTH: (1, 2),
    Fault.GUARANTOR: (1, 1),
    Fault.CREDITOR: (0, 1),
    Fault.MAIN_CONTRACT: (1, 3),
}


def void_cap(fault: Fault, unrecoverable: Decimal) -> Decimal:
    """The most that a guarantor pays under a void guarantee, rounded down to the cent as a legal maximum is;
    `unrecoverable` is what the debtor leaves unpaid."""
    part, whole = VOID_SHARES[fault]
    with exact():
        return (unrecoverable * part / whole).quantize(CENT, rounding=ROUND_DOWN)


def limitation_of_general(guarantee: Guarantee) -> tuple[date, date] | None:
    """From when and until when a general guarantor can be sued: from the ruling that the debtor has nothing, without one
    from a year after enforcement was applied for (担保制度解释第28条). None while neither is known."""
    start = guarantee.exhausted_on
    if start is None and guarantee.applied_on is not None:
        start = add_months(guarantee.applied_on, _NO_RULING)
    return None if start is None else (start, add_months(start, _LIMITATION))


def limitation_of_joint(
    first: Assertion, assertions: tuple[Assertion, ...], calendar: Calendar
) -> date | None:
    """Three years from the act that kept the guarantor bound (民法典第694条第2款), begun anew by each later act against
    the guarantor inside them (第195条), or on the working day to which a day off moves their end (第203条). An act against the debtor alone begins nothing anew (担保法解释第36条, for
    contracts before 2021; doubtful since)."""
    if first.on is None:
        return None
    end = add_months(first.on, _LIMITATION)
    later = (act.on for act in assertions if act.against is not AssertionAgainst.DEBTOR and act.on)
    for day in sorted(day for day in later if day > first.on):
        if day <= calendar.rolled(end):
            end = add_months(day, _LIMITATION)
    return end
