"""Exact decimal arithmetic: the working precision and the roundings of the contract."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)

from workstation.domain.input_errors import TooLargeError

ZERO = Decimal(0)
ONE = Decimal(1)
CENT = Decimal("0.01")

# An amount (18 + 2 digits) times a rate (18 + 12) is exact; discount factors keep 40 digits and more.
_PRECISION = 60


@contextmanager
def exact() -> Iterator[None]:
    """Computes with 60 significant digits; the context of the thread is untouched.

    `TooLargeError` when a number does not fit, never a silently wrong figure."""
    context = Context(
        prec=_PRECISION,
        rounding=ROUND_HALF_EVEN,
        Emin=MIN_EMIN,
        Emax=MAX_EMAX,
        traps=[InvalidOperation, DivisionByZero, Overflow],
    )
    try:
        with localcontext(context):
            yield
    except DecimalException as error:
        raise TooLargeError from error


def to_places(value: Decimal, places: int) -> Decimal:
    """Rounded half up (ties away from zero); negative zero becomes zero."""
    return value.quantize(ONE.scaleb(-places), rounding=ROUND_HALF_UP) + ZERO


def to_cents(amount: Decimal) -> Decimal:
    """Rounded half up (ties away from zero) to two decimals; negative zero becomes zero."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP) + ZERO


def weighted(parts: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """The sum of weight x amount, not rounded."""
    return sum((weight * amount for weight, amount in parts), ZERO)
