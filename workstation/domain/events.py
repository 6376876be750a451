"""Dated legal facts: one typed timeline a lot."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import choice, day, money, reference, text
from workstation.domain.money import Money


class EventKind(StrEnum):
    DUE = "due"
    DEMAND = "demand"
    PAYMENT = "payment"
    ACKNOWLEDGEMENT = "acknowledgement"
    FILING = "filing"
    JUDGMENT = "judgment"
    SERVICE = "service"
    ENFORCEMENT = "enforcement"
    SEIZURE = "seizure"
    NOTICE = "notice"
    ASSIGNMENT = "assignment"
    BANKRUPTCY = "bankruptcy"
    CRYSTALLISATION = "crystallisation"
    PERFORMANCE_END = "performance_end"
    SUSPENSION = "suspension"
    AUCTION = "auction"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Entered once: what it concerns (a claim, a guarantee, a collateral) shows it too."""

    entity: ClassVar[str] = "event"
    title: ClassVar[str] = "Event"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    kind: EventKind = choice("Kind", EventKind, citable=True, default=EventKind.OTHER)
    on: date | None = day("On")
    party: str | None = reference("Party", "party", citable=True)
    amount: Money | None = money("Amount")
    what: str | None = text("What happened", citable=True)
    case_no: str | None = text("Case no.", citable=True)
    proof: str | None = text("Proof", citable=True)
    claim: str | None = reference("Claim", "claim")
    guarantee: str | None = reference("Guarantee", "guarantee")
    collateral: str | None = reference("Collateral", "collateral")
