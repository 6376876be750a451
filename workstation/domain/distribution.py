"""How a sum is shared out: by rank outside bankruptcy (domain.md 3.3), by class inside it (企业破产法第113条)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from itertools import groupby
from typing import Any, Final

from workstation.domain.rounding import CENT, ZERO, exact

UNSECURED: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One who is paid. `rank` is that of domain.md 3.3, 0 for costs of sale; `cap` bounds what is paid at that rank.
    `since` orders securities of one rank (registration or delivery), `seized` orders the unsecured claims."""

    name: str
    rank: int
    claim: Decimal
    cap: Decimal | None = None
    since: date | None = None
    seized: date | None = None

    @property
    def at_rank(self) -> Decimal:
        return self.claim if self.cap is None else min(self.claim, self.cap)


@dataclass(frozen=True, slots=True)
class Distribution:
    """By name; `left` is the owner's (民法典第413条), or nobody's yet in a bankruptcy."""

    paid: dict[str, Decimal]
    left: Decimal


def distribute(proceeds: Decimal, shares: Sequence[Share], *, person: bool = False) -> Distribution:
    """Rank by rank; equal ranks in proportion. What a security leaves unpaid ranks with the unsecured claims: those are
    paid in the order of their seizures against an enterprise (民诉法解释第514条), what was not seized after them in
    proportion; in proportion throughout against a `person` (民诉法解释第508条)."""
    with exact():
        paid: dict[str, Decimal] = {share.name: ZERO for share in shares}
        left = proceeds
        ranked = sorted((share for share in shares if share.rank < UNSECURED), key=_security)
        for _, group in groupby(ranked, key=_security):
            left = _pay(paid, {share.name: share.at_rank for share in group}, left)
        left = _unsecured(paid, shares, left, person=person)
        after = sorted((share for share in shares if share.rank > UNSECURED), key=lambda share: share.rank)
        for _, group in groupby(after, key=lambda share: share.rank):
            left = _pay(paid, {share.name: share.at_rank for share in group}, left)
    return Distribution(paid, left)


def by_class(free: Decimal, classes: Iterable[Mapping[str, Decimal]]) -> Distribution:
    """What no security takes in a bankruptcy: each class in full before the next, the last one reached in proportion."""
    with exact():
        paid: dict[str, Decimal] = {}
        left = free
        for claims in classes:
            paid.update(dict.fromkeys(claims, ZERO))
            left = _pay(paid, claims, left)
    return Distribution(paid, left)


def _security(share: Share) -> tuple[int, date]:
    return share.rank, share.since or date.max


def _unsecured(paid: dict[str, Decimal], shares: Sequence[Share], left: Decimal, *, person: bool) -> Decimal:
    open_claims = [share for share in shares if share.rank <= UNSECURED and share.claim > paid[share.name]]

    def order(share: Share) -> date:
        return date.max if person else share.seized or date.max

    return _in_groups(paid, sorted(open_claims, key=order), order, left)


def _in_groups(
    paid: dict[str, Decimal], shares: Sequence[Share], key: Callable[[Share], Any], left: Decimal
) -> Decimal:
    for _, group in groupby(shares, key=key):
        left = _pay(paid, {share.name: share.claim - paid[share.name] for share in group}, left)
    return left


def _pay(paid: dict[str, Decimal], owed: Mapping[str, Decimal], left: Decimal) -> Decimal:
    """In proportion when it does not suffice, rounded down to the cent: the cents that this leaves go one each to the
    largest remainders, ties in the order of the claims (golden contract, section 5)."""
    total = sum(owed.values(), ZERO)
    pool = min(total, left)
    if not pool:
        return left
    exact_parts = {name: amount * pool / total for name, amount in owed.items()}
    parts = {name: part.quantize(CENT, rounding=ROUND_DOWN) for name, part in exact_parts.items()}
    cents = int((pool - sum(parts.values(), ZERO)) / CENT)
    for name in sorted(owed, key=lambda each: parts[each] - exact_parts[each])[:cents]:
        parts[name] += CENT
    for name, part in parts.items():
        paid[name] += part
    return left - pool
