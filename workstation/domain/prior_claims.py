"""Who is paid out of the sale of one collateral before our security, or beside it, and how much (domain.md 3.3).

The rank follows from the kind of each encumbrance and its day (民法典第414条、第415条; `ladder.RANKS`). A person may say
otherwise with a reason or a page on the field `ahead`: that is an override. Whatever is not known is read against us: an
encumbrance of somebody else whose day is missing counts as older than ours.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Final

from workstation.domain.citations import EvidenceKind
from workstation.domain.collateral import Collateral, Encumbrance, EncumbranceKind, SecuredClaim
from workstation.domain.distribution import Share, distribute
from workstation.domain.evidence import reasons_for
from workstation.domain.ladder import RANKS, SECURES, TAKES, Place, rank_of
from workstation.domain.record import LotRecord
from workstation.domain.rounding import ZERO
from workstation.domain.scenarios import Scenario, ScenarioPrior

FILING_DAYS: Final = timedelta(days=10)  # 民法典第416条
_BY_DAY: Final = RANKS[EncumbranceKind.MORTGAGE]
_FIRST, _LAST = 0, RANKS[EncumbranceKind.POST_MORTGAGE_TAX]
_MOST_EXACT = 10  # mortgages of ours on one thing; beyond it the secured amount is bounded from above


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedEncumbrance:
    """An encumbrance of somebody else and where it stands to the security of ours. `place` is what counts, `by_law` what
    the law says; they differ where a person has overridden it with a reason. `undated` says that its day is not known.
    `rank` and `since` are its strength: a lower rank, then an earlier day, is paid first."""

    encumbrance: Encumbrance
    place: Place
    by_law: Place
    rank: int
    since: date | None
    undated: bool = False

    @property
    def overridden(self) -> bool:
        return self.place is not self.by_law

    @property
    def contradicted(self) -> bool:
        """Whether a person says otherwise than the law and no reason stands for it: then the law counts."""
        said, by_law = self.encumbrance.ahead, self.by_law
        if said is None or by_law is Place.BESIDE or self.overridden:
            return False
        return by_law is not Place.BEFORE if said else by_law is not Place.AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class OurSecurity:
    """The security of ours on one collateral, in its order of rank.

    strengths: rank and day of each, as `strength` gives them.
    amounts: what each is good for: never more than its cap, nor together more than the claims that they secure.
    cap: the most that they can take together; None where nothing bounds it but the claim of the lot.
    """

    rows: tuple[Encumbrance, ...]
    strengths: tuple[tuple[int, date | None], ...]
    amounts: tuple[Decimal, ...]
    cap: Decimal | None


def ours_on(record: LotRecord, collateral: str) -> tuple[Encumbrance, ...]:
    """The security of ours on a collateral, which is paid out of it first. A seizure or a lease of ours is none.

    Security that was only assumed is left out where some was entered.
    """
    rows = tuple(
        row for row in record.all(Encumbrance, collateral=collateral, ours=True) if row.kind in SECURES
    )
    entered = tuple(row for row in rows if not is_assumed(record, row))
    return entered or rows


def is_assumed(record: LotRecord, row: Encumbrance) -> bool:
    """Whether nothing of an encumbrance is known but that somebody took it to be there."""
    known = (row.amount, row.contract_cap, row.registered_no, row.since, row.holder)
    behind = record.evidence_of(row.entity, row.id, "kind")
    return not any(known) and any(item.kind is EvidenceKind.ASSUMED for item in behind)


def strength(
    record: LotRecord, row: Encumbrance, ours: Sequence[Encumbrance] | None = None
) -> tuple[int, date | None]:
    """Rank of domain.md 3.3 and the day that orders equal ranks.

    A tax that is called younger than the mortgage and whose day is before that of the first one of `ours` comes first all
    the same (税收征管法第45条); left out they are those that stand on the collateral, and of one that is only assumed no
    day can be told, so that the name of the tax counts. A purchase-money security that was filed more than ten days after delivery ranks by its filing (民法典第416条), and so does one of ours while one of the days is not known."""
    rank = rank_of(row)
    if row.kind is EncumbranceKind.PURCHASE_MONEY:
        thing = record.get(Collateral, row.collateral)
        delivered = thing.delivered_on if thing is not None else None
        waited = row.since - delivered if delivered is not None and row.since is not None else None
        is_late = bool(row.ours) if waited is None else waited > FILING_DAYS
        rank = _BY_DAY if is_late else rank
    if row.kind is EncumbranceKind.POST_MORTGAGE_TAX and row.since is not None:
        mine = ours if ours is not None else ours_on(record, row.collateral)
        days = [each.since or date.max for each in mine if not is_assumed(record, each)]
        if days and row.since < min(days):
            rank = RANKS[EncumbranceKind.PRE_MORTGAGE_TAX]
    return rank if rank is not None else _LAST + 1, row.since


def has_reason(record: LotRecord, row: object, field: str) -> bool:
    """Whether a reason or a page stands for what a field says now: what a person says against the law counts only with
    one."""
    return bool(reasons_for(record, row, field))


def leaves_out(record: LotRecord, row: ScenarioPrior) -> bool:
    """Whether a scenario leaves out what is paid first: only with a reason, or a page."""
    return row.counted is False and has_reason(record, row, "counted")


def left_out_of(record: LotRecord, encumbrance: str) -> frozenset[str]:
    """Ids of the scenarios that leave an encumbrance out with a reason."""
    rows = record.all(ScenarioPrior, encumbrance=encumbrance)
    known = {scenario.id for scenario in record.all(Scenario)}
    return frozenset(row.scenario for row in rows if row.scenario in known and leaves_out(record, row))


def ranked(record: LotRecord, collateral: str, ours: Sequence[Encumbrance]) -> tuple[RankedEncumbrance, ...]:
    """Every encumbrance of others on a collateral against those of `ours`; empty while none is ours."""
    if not ours:
        return ()
    others = record.all(Encumbrance, collateral=collateral)
    return tuple(standing(record, row, ours) for row in others if not row.ours)


def standing(record: LotRecord, row: Encumbrance, ours: Sequence[Encumbrance]) -> RankedEncumbrance:
    """One encumbrance of somebody else against those of `ours`; beside them while none is ours."""
    mine = [_own_key(record, each) for each in ours]
    rank, since = strength(record, row, ours)
    undated = rank == _BY_DAY and since is None
    in_order = bool(mine) and row.kind in RANKS
    by_law = _against((rank, _other_day(rank, since)), mine) if in_order else Place.BESIDE
    place = by_law
    if row.ahead is not None and in_order and has_reason(record, row, "ahead"):
        if row.ahead and by_law is not Place.BEFORE:
            place, rank, since = Place.BEFORE, _FIRST, None
        elif not row.ahead and by_law in TAKES:
            place, rank, since = Place.AFTER, _LAST, None
    return RankedEncumbrance(
        encumbrance=row, place=place, by_law=by_law, rank=rank, since=since, undated=undated
    )


def _own_key(record: LotRecord, row: Encumbrance) -> tuple[int, date]:
    rank, since = strength(record, row)
    return rank, (since or date.max) if rank == _BY_DAY else date.min


def _other_day(rank: int, since: date | None) -> date:
    return (since or date.min) if rank == _BY_DAY else date.min


def _against(other: tuple[int, date], mine: list[tuple[int, date]]) -> Place:
    """Before the first of ours, after the last one, equal to one of them, or between two: then all are paid by rank."""
    if other in mine:
        return Place.EQUAL
    if other < min(mine):
        return Place.BEFORE
    return Place.AFTER if other > max(mine) else Place.BETWEEN


def our_security(
    record: LotRecord, caps: Mapping[Encumbrance, Decimal | None], owed: dict[str, Decimal], whole: Decimal
) -> OurSecurity:
    """What the mortgages of ours on one collateral are good for, in their order of rank.

    `caps` are the mortgages with the cap of each in the currency of the claims; None where it has none. `owed` is what
    is due on each claim, by id; a claim that is not in it bounds nothing. `whole` is the claim of the lot. A mortgage
    that names no claim secures all of them.
    """
    rows = sorted(caps, key=lambda row: (*_own_key(record, row), row.id))
    good_for: list[Decimal | None] = [
        _good_for(record, {row: caps[row] for row in rows[:count]}, owed) for count in range(len(rows) + 1)
    ]
    bounded = [whole if amount is None else min(amount, whole) for amount in good_for]
    amounts = tuple(later - before for before, later in pairwise(bounded))
    strengths = tuple(strength(record, row) for row in rows)
    return OurSecurity(rows=tuple(rows), strengths=strengths, amounts=amounts, cap=good_for[-1])


def _good_for(
    record: LotRecord, rows: Mapping[Encumbrance, Decimal | None], owed: dict[str, Decimal]
) -> Decimal | None:
    """The most that mortgages can take together: each bounded by its cap, all that secure a claim by that claim. It is a
    flow from mortgages to claims, so the smallest cut bounds it; None where nothing does."""
    if not rows:
        return ZERO
    named = [{each.claim for each in record.all(SecuredClaim, encumbrance=row.id)} for row in rows]
    everything = set(owed)
    claims = [names or everything for names in named]
    counts = range(len(rows) + 1) if len(rows) <= _MOST_EXACT else (0, len(rows))
    cuts = (
        cut
        for count in counts
        for by_claim in combinations(range(len(rows)), count)
        if (cut := _cut(list(rows.values()), claims, set(by_claim), owed)) is not None
    )
    return min(cuts, default=None)


def _cut(
    caps: Sequence[Decimal | None], claims: list[set[str]], by_claim: set[int], owed: dict[str, Decimal]
) -> Decimal | None:
    """What bounds the flow when the mortgages of `by_claim` are bounded by their claims and the others by their caps."""
    total = ZERO
    for index, cap in enumerate(caps):
        if index not in by_claim:
            if cap is None:
                return None
            total += cap
    reached: set[str] = set().union(*(claims[index] for index in by_claim))
    if by_claim and (not reached or not reached <= owed.keys()):
        return None
    return total + sum((owed[name] for name in reached), ZERO)


def cap_field(row: Encumbrance) -> str:
    """The field that holds the cap: the register prevails over the contract (担保制度解释第15条、第47条)."""
    return "contract_cap" if row.amount is None else "amount"


def paid_from(
    proceeds: Decimal,
    security: OurSecurity,
    others: Iterable[RankedEncumbrance],
    places: Collection[Place] = TAKES,
) -> dict[str, Decimal]:
    """What our security and the encumbrances of `places` are paid out of `proceeds`, by id of the encumbrance, to the
    cent.

    They are paid by rank, equal ranks in proportion. One without an amount gets nothing.
    """
    shares = [
        Share(name=row.id, rank=rank, claim=amount, since=since if rank == _BY_DAY else None)
        for row, (rank, since), amount in zip(
            security.rows, security.strengths, security.amounts, strict=True
        )
    ]
    shares += [
        Share(
            name=each.encumbrance.id,
            rank=each.rank,
            claim=each.encumbrance.amount.amount,
            since=_day(each),
            seized=each.since,
        )
        for each in others
        if each.encumbrance.amount is not None and each.place in places
    ]
    return distribute(max(ZERO, proceeds), shares).paid


def _day(each: RankedEncumbrance) -> date | None:
    return _other_day(each.rank, each.since) if each.rank == _BY_DAY else None
