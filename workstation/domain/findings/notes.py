"""Findings that a person wrote down. Findings of rules are functions of the records and never stored."""

from dataclasses import dataclass
from typing import ClassVar

from workstation.domain.checklists.answers import Severity
from workstation.domain.fields import boolean, choice, money, prose, reference, text
from workstation.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskNote:
    """A risk as a person sees it: how bad, what is done about it, what it takes off the bid."""

    entity: ClassVar[str] = "risk"
    title: ClassVar[str] = "Finding"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    severity: Severity = choice("Severity", Severity, default=Severity.MEDIUM)
    statement: str | None = text("Finding", citable=True)
    mitigant: str | None = prose("What is done about it")
    check_item: str | None = text("Check")
    effect_on_bid: Money | None = money("Effect on the bid")
    resolved: bool | None = boolean("Resolved", citable=False)
