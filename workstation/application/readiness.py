"""How far the checklist of a lot has come: in all, by what was seen, and group by group."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from workstation.application.checks import statuses
from workstation.domain.checklists.answers import (
    CheckItem,
    CheckStatus,
    Readiness,
    Severity,
    readiness,
)
from workstation.domain.record import LotRecord

# nothing more is to be done; a copy is worth having but the original is still to come
SETTLED = frozenset({CheckStatus.ORIGINAL_SEEN, CheckStatus.VERIFIED, CheckStatus.NOT_APPLICABLE})
TO_DO = frozenset(
    {CheckStatus.NOT_REQUESTED, CheckStatus.REQUESTED, CheckStatus.REFUSED, CheckStatus.MISSING}
)
LACKING = frozenset({CheckStatus.REFUSED, CheckStatus.MISSING})


@dataclass(frozen=True, slots=True)
class GroupReadiness:
    """`done` of `total` items are seen (a copy counts), `score` is the group's own readiness 0..1, `lacking` counts
    by severity what is missing or refused."""

    done: int
    total: int
    score: Decimal
    lacking: dict[Severity, int]


@dataclass(frozen=True, slots=True)
class LotReadiness:
    """`seen`, `copies` and `requested` are the parts of the score that these statuses bring; they add up to it."""

    whole: Readiness
    seen: Decimal
    copies: Decimal
    requested: Decimal
    counts: dict[CheckStatus, int]
    groups: dict[str, GroupReadiness]


def overview(record: LotRecord, items: tuple[CheckItem, ...]) -> LotReadiness:
    answers = statuses(record)
    by_group: dict[str, list[CheckItem]] = {}
    for item in items:
        by_group.setdefault(item.group, []).append(item)
    counts = Counter(_status(answers, item) for item in items)
    return LotReadiness(
        whole=readiness(items, answers),
        seen=_part(items, answers, {CheckStatus.VERIFIED, CheckStatus.ORIGINAL_SEEN}),
        copies=_part(items, answers, {CheckStatus.COPY_SEEN}),
        requested=_part(items, answers, {CheckStatus.REQUESTED}),
        counts=dict(counts),
        groups={group: _group(tuple(members), answers) for group, members in by_group.items()},
    )


def next_to_do(items: tuple[CheckItem, ...], answers: Mapping[str, CheckStatus], after: str) -> str | None:
    """The id of the next item to see to below `after`, wrapping around; None when there is none."""
    ids = [item.id for item in items]
    start = ids.index(after) + 1 if after in ids else 0
    open_items = {item.id for item in items if _status(answers, item) in TO_DO}
    return next((found for found in ids[start:] + ids[:start] if found in open_items), None)


def _status(answers: Mapping[str, CheckStatus], item: CheckItem) -> CheckStatus:
    return answers.get(item.id, CheckStatus.NOT_REQUESTED)


def _part(items: tuple[CheckItem, ...], answers: dict[str, CheckStatus], of: set[CheckStatus]) -> Decimal:
    """What answers of these statuses bring: the score with all other answers taken back."""
    kept = of | {CheckStatus.NOT_APPLICABLE}
    return readiness(items, {item: status for item, status in answers.items() if status in kept}).score


def _group(items: tuple[CheckItem, ...], answers: dict[str, CheckStatus]) -> GroupReadiness:
    lacking = Counter(item.severity for item in items if _status(answers, item) in LACKING)
    return GroupReadiness(
        done=sum(_status(answers, item) not in TO_DO for item in items),
        total=len(items),
        score=readiness(items, answers).score,
        lacking=dict(lacking),
    )
