"""Roots of a net present value where floats find as many as there can be, which is so for most cash flows.

f(x) = sum of a_i x x^d_i is the value of amounts a_i on days d_i at x = 1 / (1 + rate) a day. With b_i = a_i x c^d_i at a root
c, S_k = b_1 + ... + b_k and t = x / c, f / (1 - t) is a polynomial in t whose coefficients are the S_k, each standing
d_(k+1) - d_k times. By Descartes' rule it has no more positive roots than the S_k change their sign: for a bid that is only
paid back with the last flow all S_k are negative, and c is the only root of f.

What is not so plain (roots that touch or nearly coincide, amounts without scale) is left to `domain.roots`.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from math import exp, fsum

# exp of more than this is not taken, and an amount is no double beyond the second
_LARGEST_EXPONENT, _LARGEST_AMOUNT = 300.0, Decimal(10) ** 40
# Relative to the sum of the absolute terms: a sum of doubles below this may have either sign.
_CLEAR = 1e-9
# Newton's steps in floats until they are this small for the longest term; in decimals one more doubles the digits.
_NEAR, _NEAR_EXACT = 1e-14, Decimal("1e-20")
_MOST_STEPS, _MOST_SHARPENED = 100, 4
# Shares of the highest ln(1 + rate) where the sign is looked at when both ends have the same: about -87, -40, 0, 11,
# 68 and 690 % a year
_PROBES = (-0.1, -0.025, 0.0, 0.005, 0.025, 0.1)

_Floats = list[tuple[int, float]]
_Terms = Sequence[tuple[int, Decimal]]


def plain_roots(terms: _Terms, low: float, high: float) -> list[Decimal] | None:
    """Every x of value zero, falling, for ln(1 / x) in low..high; None where that is not plain. `terms` are (d, a): distinct
    whole d >= 0, rising, and amounts a that are not zero. To be called within `rounding.exact`."""
    longest = terms[-1][0]
    largest = max(abs(amount) for _, amount in terms)
    if max(-low, high) * longest > _LARGEST_EXPONENT or largest > _LARGEST_AMOUNT:
        return None
    floats = [(d, float(amount)) for d, amount in terms]
    near = _crossings(floats, low, high)
    if not near or _most_beside(floats, near[-1]) != len(near) - 1:
        return None
    found = [_sharpened(terms, root) for root in near]
    return [root for root in found if root is not None] if None not in found else None


def _crossings(floats: _Floats, low: float, high: float) -> list[float] | None:
    """Where the sign changes between the ends; None where the sign at an end is not clear, or a crossing is not met."""
    ends = [low, high]
    signs = [_side(floats, low), _side(floats, high)]
    if 0 in signs:
        return None
    if signs[0] == signs[1]:
        ends = [low, *(high * part for part in _PROBES), high]
        signs = [signs[0], *(_side(floats, end) for end in ends[1:-1]), signs[1]]
    clear = [(end, sign) for end, sign in zip(ends, signs, strict=True) if sign]
    brackets = [(left, right, sign) for (left, sign), (right, other) in pairwise(clear) if sign != other]
    found = [_crossing(floats, *bracket) for bracket in brackets]
    return [root for root in found if root is not None] if None not in found else None


def _side(floats: _Floats, y: float) -> int:
    """The sign of the value at ln(1 / x) = y; 0 where floats cannot surely tell."""
    terms = [amount * exp(-d * y) for d, amount in floats]
    value = fsum(terms)
    return 0 if abs(value) < _CLEAR * sum(map(abs, terms)) else 1 if value > 0 else -1


def _crossing(floats: _Floats, low: float, high: float, sign_low: int) -> float | None:
    """Newton's steps, kept inside the bracket; halving it where they would not at least halve."""
    longest = floats[-1][0]
    y, last = (low + high) / 2, high - low
    for _ in range(_MOST_STEPS):
        value = slope = 0.0
        for d, amount in floats:
            term = amount * exp(-d * y)
            value += term
            slope -= term * d
        if (value > 0) == (sign_low > 0):
            low = y
        else:
            high = y
        step = value / slope if slope else last
        if not (low <= y - step <= high and 2 * abs(step) < last):
            step = y - (low + high) / 2
        y, last = y - step, abs(step)
        if last * longest < _NEAR:
            return y
    return None


def _most_beside(floats: _Floats, y: float) -> int | None:
    """How many roots there can be beside the one at ln(1 / x) = y; None where floats cannot surely tell."""
    if sum(left * right < 0 for (_, left), (_, right) in pairwise(floats)) == 1:
        return 0  # Descartes' rule for the amounts themselves
    terms = [amount * exp(-d * y) for d, amount in floats]
    least = fsum(map(abs, terms)) * _CLEAR
    sums = list(accumulate(terms[:-1]))
    if any(abs(reached) < least for reached in sums):
        return None
    return sum(left * right < 0 for left, right in pairwise(sums))


def _sharpened(terms: _Terms, near: float) -> Decimal | None:
    """The root at a float, to the working precision or nearly; None where steps do not shrink."""
    x, longest = Decimal(exp(-near)), terms[-1][0]
    for _ in range(_MOST_SHARPENED):
        value = slope = Decimal(0)
        before, power = 0, Decimal(1)
        for d, amount in terms:
            power *= x ** (d - before)
            before = d
            term = amount * power
            value += term
            slope += term * d
        if not slope:
            return None
        step = value / slope  # of x itself
        x -= x * step
        if abs(step) * longest <= _NEAR_EXACT:
            return x
    return None
