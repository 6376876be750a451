"""How a lot walks the pipeline (domain.md 9.1): which stages come next, and what is missing for one.

Only one rule blocks: entering DEPOSIT needs a signed memo of the current valuation. Everything else is said and may be
done all the same; going back is always allowed.
"""

from dataclasses import dataclass

from workstation.domain.decisions import Decision, DecisionKind, MemoRecord, Run
from workstation.domain.documents import Document
from workstation.domain.listings import SEALED, Listing
from workstation.domain.lots import OVER, Stage
from workstation.domain.record import LotRecord
from workstation.domain.signatures import SignatureRole
from workstation.domain.signing import Signatures

WAY = (
    Stage.LEAD,
    Stage.SCREEN,
    Stage.FILE_REVIEW,
    Stage.DUE_DILIGENCE,
    Stage.VALUED,
    Stage.MEMO,
    Stage.APPROVED,
    Stage.DEPOSIT,
    Stage.BIDDING,
    Stage.WON,
    Stage.SIGNED,
    Stage.PAID,
    Stage.NOTICED,
    Stage.SUBSTITUTED,
    Stage.COLLECT,
    Stage.CLOSED,
)
# What may come next beside the next stage of the way
_BEFORE_BIDDING = (Stage.PASSED, Stage.WITHDRAWN)
_AFTER_BIDDING = (Stage.LOST, Stage.UNSOLD, Stage.WITHDRAWN)
_RESULTS = frozenset({Stage.WON, Stage.LOST, Stage.UNSOLD})


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Something that a stage needs and the lot lacks: a code, and an English sentence with its remedy that is the key
    of its translation."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Move:
    """`back` is a step back on the way or out of an end; `expected` one that usually follows; `missing` what the new
    stage lacks, `blocked` that the house does not let it pass."""

    to: Stage
    back: bool
    expected: bool
    missing: tuple[Shortfall, ...] = ()
    blocked: bool = False


NO_PAPERS = Shortfall("papers", message="No paper was taken in yet. Drop the seller's files on the lot.")
NO_NDA = Shortfall(
    "nda", message="The date of the NDA is not entered. Type it under Overview, Stages of the sale."
)
NO_RUN = Shortfall("run", message="The lot is not valued yet. Press F9.")
STALE_RUN = Shortfall(
    "stale", message="The figures moved since the last valuation. Press F9, then export the memo again."
)
NO_MEMO = Shortfall("memo", message="There is no memo of the latest valuation. Export it under Memo.")
NO_DECISION = Shortfall("decision", message="No decision is written down. Choose one under Memo.")
DECIDED_AGAINST = Shortfall(
    "against", message="The decision says not to bid. Change it under Memo, or pass on the lot."
)
NO_ANALYST = Shortfall("analyst", message="No analyst has signed the lot as it is. Sign under Memo.")
NO_REVIEWER = Shortfall("reviewer", message="No reviewer has signed the lot as it is. Sign under Memo.")
NO_APPROVER = Shortfall("approver", message="No approver has signed the lot as it is. Sign under Memo.")
NO_RESULT = Shortfall(
    "result", message="The result is not entered. Choose it under Overview, Demand and result."
)
NOT_READY = Shortfall(
    "ready", message="Less than 85 % of the checklist is done. Look at Checks before you go on."
)


def following(stage: Stage) -> tuple[Stage, ...]:
    """The stages that usually follow, the next one first."""
    if stage in OVER:
        return (Stage.SCREEN,)
    place = WAY.index(stage)
    nearest = WAY[place + 1 : place + 2]
    if stage is Stage.NOTICED:  # without a court case nobody is substituted
        return (*nearest, Stage.COLLECT)
    if place < WAY.index(Stage.BIDDING):
        return (*nearest, *_BEFORE_BIDDING)
    return (*nearest, *_AFTER_BIDDING) if stage is Stage.BIDDING else nearest


def is_back(stage: Stage, to: Stage) -> bool:
    """Whether `to` undoes a step; out of an end every stage before the bidding's result is one."""
    if to not in WAY:
        return False
    place = WAY.index(stage) if stage in WAY else WAY.index(Stage.WON)
    return WAY.index(to) < place


def signatures_missing(record: LotRecord, signatures: Signatures) -> tuple[Shortfall, ...]:
    """Which signatures the decision lacks: analyst, reviewer and approver have signed what is decided on today."""
    decision = record.first(Decision)
    if decision is None or decision.kind is None:
        return (NO_DECISION,)
    needed = (
        (SignatureRole.ANALYST, NO_ANALYST),
        (SignatureRole.REVIEWER, NO_REVIEWER),
        (SignatureRole.APPROVER, NO_APPROVER),
    )
    return tuple(lack for role, lack in needed if role not in signatures.standing)


def memo_missing(record: LotRecord, *, up_to_date: bool) -> tuple[Shortfall, ...]:
    """What keeps the latest run from standing in a memo; `up_to_date` is whether its inputs still are the lot's."""
    run = max(record.all(Run), key=lambda each: each.ordinal, default=None)
    if run is None:
        return (NO_RUN,)
    if not up_to_date:
        return (STALE_RUN,)
    return () if record.all(MemoRecord, run=run.id) else (NO_MEMO,)


def move(
    record: LotRecord, to: Stage, *, up_to_date: bool, signatures: Signatures, ready: bool = True
) -> Move:
    """What a step of the lot to another stage is like; `ready` is whether the checklist passes its gate."""
    stage = record.lot.stage
    back = is_back(stage, to)
    missing = () if back else _missing(record, to, up_to_date=up_to_date, signatures=signatures, ready=ready)
    # what is said of a decision against the bid is a warning, not a missing signature
    unsigned = [lack for lack in missing if lack not in {DECIDED_AGAINST, NOT_READY}]
    return Move(
        to=to,
        back=back,
        expected=to in following(stage),
        missing=missing,
        blocked=to is Stage.DEPOSIT and bool(unsigned),
    )


def _missing(
    record: LotRecord, to: Stage, *, up_to_date: bool, signatures: Signatures, ready: bool
) -> tuple[Shortfall, ...]:
    if to in {Stage.VALUED, Stage.MEMO}:
        memo = memo_missing(record, up_to_date=up_to_date)
        return tuple(lack for lack in memo if to is Stage.MEMO or lack is not NO_MEMO)
    if to in {Stage.APPROVED, Stage.DEPOSIT, Stage.BIDDING}:
        return (
            *memo_missing(record, up_to_date=up_to_date),
            *signatures_missing(record, signatures),
            *_against(record),
            *(() if ready else (NOT_READY,)),
        )
    return _missing_in_record(record, to)


def _missing_in_record(record: LotRecord, to: Stage) -> tuple[Shortfall, ...]:
    listing = record.last(Listing)
    if (
        to is Stage.FILE_REVIEW
        and listing is not None
        and listing.regime in SEALED
        and listing.nda_on is None
    ):
        return (NO_NDA,)
    if to is Stage.DUE_DILIGENCE and not record.all(Document):
        return (NO_PAPERS,)
    if to in _RESULTS and (listing is None or listing.outcome is None):
        return (NO_RESULT,)
    return ()


def _against(record: LotRecord) -> tuple[Shortfall, ...]:
    decision = record.first(Decision)
    kind = decision.kind if decision else None
    return (DECIDED_AGAINST,) if kind in {DecisionKind.PASS, DecisionKind.WATCH} else ()
