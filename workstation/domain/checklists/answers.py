"""What was found of a checklist item."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import choice, prose, reference, text


class CheckStatus(StrEnum):
    NOT_REQUESTED = "not_requested"
    REQUESTED = "requested"
    COPY_SEEN = "copy_seen"
    ORIGINAL_SEEN = "original_seen"
    VERIFIED = "verified"
    REFUSED = "refused"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


class Severity(StrEnum):
    """One scale for checks and findings."""

    KILL = "K"
    HIGH = "H"
    MEDIUM = "M"
    LOW = "L"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The answer to one item of the checklist; an item without a row is not requested yet."""

    entity: ClassVar[str] = "check"
    title: ClassVar[str] = "Check"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    item: str = text("Item", required=True)
    status: CheckStatus = choice("Status", CheckStatus, default=CheckStatus.NOT_REQUESTED)
    answer: str | None = prose("Answer", citable=True)


@dataclass(frozen=True, slots=True)
class ItemWords:
    """One checklist item in one language: its group's title, its own, what to look for, why it matters."""

    group: str
    title: str
    look_for: str
    why: str


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One line of a checklist pack: `id` such as "C-04" in group "C"; `law` cites articles in their original language."""

    id: str
    group: str
    severity: Severity
    zh: ItemWords
    en: ItemWords
    law: tuple[str, ...] = ()

    @property
    def title_zh(self) -> str:
        return self.zh.title

    @property
    def title_en(self) -> str:
        return self.en.title

    def words(self, *, chinese: bool) -> ItemWords:
        return self.zh if chinese else self.en


@dataclass(frozen=True, slots=True)
class Readiness:
    """Weighted completeness 0..1 (domain.md 2, end), and the ids of the kill items that stand open: missing or refused,
    never asked for, and asked for but not seen yet. `answered` of `total` items have been asked for at least, and of
    `seen` a copy or the original was seen."""

    score: Decimal
    missing_kill: tuple[str, ...]
    answered: int
    total: int
    not_examined_kill: tuple[str, ...] = ()
    awaited_kill: tuple[str, ...] = ()
    seen: int = 0

    @property
    def not_examined(self) -> int:
        """How many items nobody has asked for yet."""
        return self.total - self.answered

    @property
    def open_kill(self) -> tuple[str, ...]:
        """Every kill item of which no paper was seen: what is missing first, then what was not asked for."""
        return (*self.missing_kill, *self.not_examined_kill, *self.awaited_kill)


WEIGHT = {Severity.KILL: 8, Severity.HIGH: 4, Severity.MEDIUM: 2, Severity.LOW: 1}
GATE = Decimal("0.85")
_WHOLE = 10  # what a paper in hand is worth, so that sums stay whole numbers
_WORTH = {
    CheckStatus.VERIFIED: 10,
    CheckStatus.ORIGINAL_SEEN: 10,
    CheckStatus.COPY_SEEN: 6,
    CheckStatus.REQUESTED: 2,
}

IN_HAND = {CheckStatus.VERIFIED, CheckStatus.ORIGINAL_SEEN, CheckStatus.COPY_SEEN}


def readiness(items: tuple[CheckItem, ...], answers: Mapping[str, CheckStatus]) -> Readiness:
    """Σ weight x worth ÷ Σ weight over the items that apply; items not applicable count in neither sum."""
    gained = total = answered = seen = 0
    kill: dict[CheckStatus, list[str]] = {}  # ids by status; missing and refused are one
    for item in items:
        weight = WEIGHT[item.severity]
        total += weight
        status = answers.get(item.id, CheckStatus.NOT_REQUESTED)
        if item.severity is Severity.KILL:
            shown = CheckStatus.MISSING if status is CheckStatus.REFUSED else status
            kill.setdefault(shown, []).append(item.id)
        if status is CheckStatus.NOT_REQUESTED:
            continue
        answered += 1
        seen += status in IN_HAND
        if status is CheckStatus.NOT_APPLICABLE:
            total -= weight
            continue
        gained += weight * _WORTH.get(status, 0)
    return Readiness(
        score=Decimal(gained) / (_WHOLE * total) if total else Decimal(0),
        missing_kill=tuple(kill.get(CheckStatus.MISSING, ())),
        answered=answered,
        total=len(items),
        not_examined_kill=tuple(kill.get(CheckStatus.NOT_REQUESTED, ())),
        awaited_kill=tuple(kill.get(CheckStatus.REQUESTED, ())),
        seen=seen,
    )
