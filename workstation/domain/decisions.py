"""Runs, decisions and memos: what was computed, what was decided on it, what was exported."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import choice, integer, moment, money, prose, rate, reference, text
from workstation.domain.money import Money


class DecisionKind(StrEnum):
    BID = "bid"
    BID_WITH_CONDITIONS = "bid_with_conditions"
    WATCH = "watch"
    PASS = "pass"  # noqa: S105 - a decision, not a secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A frozen computation: the hash of its inputs, the object that holds inputs and result, and the head of
    the operation log when it was frozen. A bid never stands without what the scenarios weigh in which it loses, so both are
    kept."""

    entity: ClassVar[str] = "run"
    title: ClassVar[str] = "Run"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    ordinal: int = integer("Run", required=True)
    inputs_hash: str | None = text("Inputs")
    trace: str | None = text("Trace object")
    log_head: str | None = text("Log head")
    frozen_at: datetime | None = moment("Frozen", citable=False)
    max_bid: Money | None = money("Max bid", citable=False)
    max_bid_on_ladder: Money | None = money("Max bid on the ladder", citable=False)
    loss_probability: Decimal | None = rate("Weight of losing scenarios", citable=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`override` is why a plain bid is made against what stands against it, `overridden` names these facts
    (`domain.decision_gate`). `analyst`, `reviewer` and `approver` are who is to sign: to sign is an act of its own
    (`domain.signatures`)."""

    entity: ClassVar[str] = "decision"
    title: ClassVar[str] = "Decision"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    kind: DecisionKind | None = choice("Decision", DecisionKind)
    thesis: str | None = prose("Why it pays")
    conditions: str | None = prose("Conditions")
    override: str | None = prose("Bid all the same because")
    overridden: str | None = text("What the override is given for", shown=False)
    analyst: str | None = text("Analyst")
    reviewer: str | None = text("Reviewer")
    approver: str | None = text("Approver")


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoRecord:
    """A memo as exported: which run, which bytes, and in `blocks` the hash of what it says (`memo.blocks_hash`)."""

    entity: ClassVar[str] = "memo"
    title: ClassVar[str] = "Memo"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    ordinal: int = integer("Version", required=True)
    run: str | None = reference("Run", "run")
    language: str | None = text("Language")
    sha256: str | None = text("SHA-256")
    blocks: str | None = text("Hash of its words", shown=False)
    pages: int | None = integer("Pages")
    exported_at: datetime | None = moment("Exported", citable=False)
