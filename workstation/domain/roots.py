"""All real roots of a sum of exponentials f(y) = sum of a_i x exp(-d_i x y), with whole d_i >= 0.

This is a net present value as a function of y = ln(1 + rate) per unit of time. Floats split the range
into cells in which a derivative of f has one sign; there, by Rolle's theorem, exact decimals find every
root of f: between two neighbouring roots of a derivative lies at most one root of the function.
A root that only touches zero is a common root of f and f', so it is found like any other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from math import exp, fsum, inf, log

# Derivatives beyond the sixth are needed only where seven roots nearly coincide.
_HIGHEST = 6
_ORDERS = _HIGHEST + 4
_EPSILON = 2.3e-16
# Relative to the sum of all terms: below this a value computed with 60 digits counts as zero.
_TOUCH = Decimal("1e-30")
_CONVERGED = Decimal("1e-32")
# Ordinary cash flows need some dozens.
_MOST_CELLS = 1500
# exp of more than this is taken for infinite: such a cell is halved anyway.
_LARGEST_EXPONENT = 300.0


@dataclass(frozen=True)
class ExponentialSum:
    """`terms` are (d, a): distinct whole d >= 0, rising, and amounts a that are not zero."""

    terms: Sequence[tuple[int, Decimal]]

    @property
    def sign_changes(self) -> int:
        signs = [amount > 0 for _, amount in self.terms]
        return sum(left != right for left, right in pairwise(signs))

    @cached_property
    def _floats(self) -> list[tuple[int, float, float]]:
        """(d, sign, ln of the size) of each term."""
        return [(d, 1.0 if a > 0 else -1.0, log(abs(float(a)))) for d, a in self.terms]

    def roots(self, low: float, high: float) -> list[Decimal]:
        """Every y in low..high, rising. To be called within `rounding.exact`."""
        if self.sign_changes <= 1:  # Descartes' rule of signs: at most one root, and it crosses
            return self._chain(Decimal(low), Decimal(high), centre=0, order=0)
        found: list[Decimal] = []
        cells, visited = [(low, high)], 0
        while cells:
            visited += len(cells)
            unsettled = []
            for left, right in cells:
                order = self._settled_order(left, right)
                if order is None:
                    unsettled.append((left, right))
                elif order > 0:
                    found += self._roots_in(left, right, order)
            if visited > _MOST_CELLS:
                return self._distinct(found + self._doubtful(unsettled))
            cells = [half for cell in unsettled for half in _halves(*cell)]
        return self._distinct(found)

    def _distinct(self, roots: list[Decimal]) -> list[Decimal]:
        """Rising; roots count once where f stays zero, to the working precision, between them."""
        function = self._derivative(0, 0)
        clusters: list[list[Decimal]] = []
        for root in sorted(roots):
            if clusters and _sign(function, (clusters[-1][-1] + root) / 2) == 0:
                clusters[-1].append(root)
            else:
                clusters.append([root])
        return [cluster[len(cluster) // 2] for cluster in clusters]

    def _doubtful(self, cells: list[tuple[float, float]]) -> list[Decimal]:
        """Where more roots nearly coincide than there are derivatives at hand, neighbouring cells are
        taken as one: roots are found, but those closer together than a cell may count once."""
        runs: list[tuple[float, float]] = []
        for left, right in cells:
            if runs and runs[-1][1] == left:
                runs[-1] = (runs[-1][0], right)
            else:
                runs.append((left, right))
        return [root for run in runs for root in self._roots_in(*run, _HIGHEST)]

    def _roots_in(self, left: float, right: float, order: int) -> list[Decimal]:
        centre = self._centre((left + right) / 2)
        return self._chain(Decimal(left), Decimal(right), centre=centre, order=order - 1)

    def _centre(self, y: float) -> int:
        """The mean d of the discounted terms: g(y) = f(y) x exp(centre x y) is the flattest form of f."""
        weights = self._weights(y)
        total = fsum(weights)
        return round(fsum(w * d for w, (d, _, _) in zip(weights, self._floats, strict=True)) / total)

    def _weights(self, y: float) -> list[float]:
        logs = [size - d * y for d, _, size in self._floats]
        highest = max(logs)
        return [exp(value - highest) for value in logs]

    def _settled_order(self, left: float, right: float) -> int | None:
        """The lowest derivative of g that surely has one sign in the cell: 0 means that f has no root."""
        middle, half = (left + right) / 2, (right - left) / 2
        centre = self._centre(middle)
        weights = self._weights(middle)
        values, sizes, bound = self._moments(weights, centre, half)
        span = max(abs(d - centre) for d, _, _ in self._floats)
        spread = max(abs(size) + abs(d * middle) for d, _, size in self._floats)
        noise = _EPSILON * 4 * (len(weights) + 2 * spread + span * half)
        for order in range(_HIGHEST + 1):
            reach = _reach(values[order + 1 :], bound, half)
            error = noise * (sizes[order] + half * sizes[order + 1])
            if abs(values[order]) > reach + error:
                return order
        return None

    def _moments(
        self, weights: list[float], centre: int, half: float
    ) -> tuple[list[float], list[float], float]:
        """Derivatives 0.. of g at the middle, the sums of their absolute terms, and a bound of the last of
        them over the whole cell."""
        values, sizes, bound = [0.0] * _ORDERS, [0.0] * _ORDERS, 0.0
        for weight, (d, sign, _) in zip(weights, self._floats, strict=True):
            power, distance = weight, float(centre - d)
            growth = abs(distance) * half
            swell = exp(growth) if growth < _LARGEST_EXPONENT else inf
            for order in range(_ORDERS):
                values[order] += sign * power
                sizes[order] += abs(power)
                last, power = abs(power), power * distance
            bound += last * swell if swell < inf else inf
        return values, sizes, bound

    def _chain(self, left: Decimal, right: Decimal, *, centre: int, order: int) -> list[Decimal]:
        """Roots of f in the cell, when the derivative after `order` of g has one sign there."""
        breaks: list[Decimal] = []
        for current in range(order, -1, -1):
            function = self._derivative(centre, current)
            edges = [left, *breaks, right]
            breaks = _roots_between(function, edges)
        return breaks

    def _derivative(self, centre: int, order: int) -> "_Function":
        """The function of y that gives that derivative of g, its slope, and the sum of its absolute terms."""
        first = self.terms[0][0]
        days = [d for d, _ in self.terms]
        steps = [
            (d - before, centre - d, amount * (centre - d) ** order)
            for before, (d, amount) in zip([first, *days], self.terms, strict=False)
        ]

        def function(y: Decimal) -> tuple[Decimal, Decimal, Decimal]:
            ratio = (-y).exp()
            power = (y * (centre - first)).exp()
            value = slope = size = Decimal(0)
            for gap, distance, amount in steps:
                power *= ratio**gap
                term = amount * power
                value += term
                slope += term * distance
                size += abs(term)
            return value, slope, size

        return function


_Function = Callable[[Decimal], tuple[Decimal, Decimal, Decimal]]


def _roots_between(function: _Function, edges: list[Decimal]) -> list[Decimal]:
    """Roots of a function that is monotone between neighbouring edges; an edge itself may be a root."""
    signs = [_sign(function, edge) for edge in edges]
    found: list[Decimal] = []
    for index, (edge, sign) in enumerate(zip(edges, signs, strict=True)):
        if sign == 0:
            found.append(edge)
        elif index + 1 < len(edges) and sign * signs[index + 1] < 0:
            found.append(_crossing(function, edge, edges[index + 1], sign))
    return found


def _sign(function: _Function, y: Decimal) -> int:
    value, _, size = function(y)
    if abs(value) <= size * _TOUCH:
        return 0
    return 1 if value > 0 else -1


def _crossing(function: _Function, left: Decimal, right: Decimal, sign_left: int) -> Decimal:
    """Newton's steps, kept inside the bracket; halving it where they would not at least halve."""
    y, last_step = (left + right) / 2, right - left
    while last_step > _CONVERGED:
        value, slope, _size = function(y)
        if (value > 0) == (sign_left > 0):
            left = y
        else:
            right = y
        step = value / slope if slope else last_step
        if not (left <= y - step <= right and 2 * abs(step) < last_step):
            step = y - (left + right) / 2
        y, last_step = y - step, abs(step)
    return y


def _reach(derivatives: list[float], bound: float, half: float) -> float:
    """How far a function can move from its middle value, by Taylor; `bound` is for the last derivative."""
    reach, factor = 0.0, 1.0
    for power, derivative in enumerate(derivatives[:-1], 1):
        factor *= half / power
        reach += abs(derivative) * factor
    return reach + bound * factor * half / len(derivatives)


def _halves(left: float, right: float) -> tuple[tuple[float, float], tuple[float, float]]:
    middle = (left + right) / 2
    return (left, middle), (middle, right)
