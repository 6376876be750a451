"""Lots: what is for sale, and the due diligence kept on it through every round."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import choice, prose, text


class Stage(StrEnum):
    """The pipeline of domain.md 9.1 in its order; `domain.stages` says how a lot walks it."""

    LEAD = "lead"
    SCREEN = "screen"
    FILE_REVIEW = "file_review"
    DUE_DILIGENCE = "due_diligence"
    VALUED = "valued"
    MEMO = "memo"
    APPROVED = "approved"
    DEPOSIT = "deposit"
    BIDDING = "bidding"
    WON = "won"
    LOST = "lost"
    UNSOLD = "unsold"
    WITHDRAWN = "withdrawn"
    PASSED = "passed"
    SIGNED = "signed"
    PAID = "paid"
    NOTICED = "noticed"
    SUBSTITUTED = "substituted"
    COLLECT = "collect"
    CLOSED = "closed"


# A round that came to nothing; a new round brings the lot back to work
OVER = frozenset({Stage.LOST, Stage.UNSOLD, Stage.WITHDRAWN, Stage.PASSED})
# Nothing is left to do; what was won is work until it is collected
ENDED = OVER | {Stage.CLOSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """One or more claims with their security, whatever round they are offered in."""

    entity: ClassVar[str] = "lot"
    title: ClassVar[str] = "Lot"

    id: str
    name: str = text("Name", citable=True, required=True)
    number: str | None = text("Lot no.")
    stage: Stage = choice("Stage", Stage, default=Stage.LEAD)
    region: str | None = text("Region", citable=True)
    summary: str | None = prose("Summary")
