"""How a lot walks the pipeline."""

from dataclasses import replace
from decimal import Decimal

import pytest

from workstation.domain.checklists.answers import Severity
from workstation.domain.decisions import Decision, DecisionKind, MemoRecord, Run
from workstation.domain.findings.finding import Finding, Subject
from workstation.domain.lots import Lot, Stage
from workstation.domain.record import LotRecord
from workstation.domain.signatures import Signature, SignatureRole
from workstation.domain.signing import Signatures, SignedFigures, content_hash, signatures_of
from workstation.domain.stages import (
    NO_ANALYST,
    NO_APPROVER,
    NO_MEMO,
    NO_REVIEWER,
    NO_RUN,
    STALE_RUN,
    WAY,
    following,
    is_back,
    move,
)

LOT = Lot(id="1", name="厂房", stage=Stage.APPROVED)
RUN = Run(id="2", lot="1", ordinal=1)
DECIDED = Decision(id="3", lot="1", kind=DecisionKind.BID, analyst="林", reviewer="王", approver="陈")
FIGURES = SignedFigures("inputs", Decimal(9_650_000), ())
FOUND = Finding(
    rule="guarantee.barred",
    severity=Severity.MEDIUM,
    subject=Subject("lot", "1"),
    message="Ended {end}.",
    params={"end": 1},
)
MEMO = MemoRecord(id="4", lot="1", ordinal=1, run="2")


def step(*rows, to=Stage.DEPOSIT, up_to_date=True, roles=tuple(SignatureRole)):
    content = content_hash(LotRecord.of_rows([LOT, *rows]), FIGURES)
    names = zip(SignatureRole, "林王陈", strict=True)
    signed = [
        Signature(id=f"s{name}", lot="1", role=role, person=name, content=content)
        for role, name in names
        if role in roles
    ]
    record = LotRecord.of_rows([LOT, *rows, *signed])
    return move(record, to, up_to_date=up_to_date, signatures=signatures_of(record, FIGURES))


def test_a_deposit_is_paid_on_a_signed_memo_of_the_current_valuation():
    assert not step(RUN, DECIDED, MEMO).blocked


@pytest.mark.parametrize(
    ("rows", "up_to_date", "lack"),
    [
        ((DECIDED,), False, NO_RUN),
        ((RUN, DECIDED, MEMO), False, STALE_RUN),
        ((RUN, DECIDED), True, NO_MEMO),
        ((RUN, DECIDED, MEMO, replace(RUN, id="5", ordinal=2)), True, NO_MEMO),
    ],
    ids=["no run", "stale", "no memo", "memo of an older run"],
)
def test_a_deposit_waits_for_what_is_missing_and_names_it(rows, up_to_date, lack):
    found = step(*rows, up_to_date=up_to_date)
    assert found.blocked
    assert found.missing == (lack,)


def test_a_name_in_the_decision_is_no_signature():
    found = step(RUN, DECIDED, MEMO, roles=(SignatureRole.ANALYST, SignatureRole.APPROVER))
    assert found.blocked
    assert found.missing == (NO_REVIEWER,)


def test_a_signature_of_another_state_does_not_stand():
    content = content_hash(LotRecord.of_rows([LOT, RUN, replace(DECIDED, thesis="cheap"), MEMO]), FIGURES)
    old = [
        Signature(id=f"o{role}", lot="1", role=role, person=role, content=content) for role in SignatureRole
    ]
    assert step(RUN, DECIDED, MEMO, *old, roles=()).missing == (NO_ANALYST, NO_REVIEWER, NO_APPROVER)


@pytest.mark.parametrize(
    "now",
    [
        replace(FIGURES, inputs="others"),
        replace(FIGURES, bid=Decimal(9_250_000)),
        replace(FIGURES, bid=None),
        replace(FIGURES, found=(FOUND,)),
    ],
    ids=["inputs", "bid", "no bid", "finding"],
)
def test_a_signature_is_over_the_bid_its_inputs_and_what_the_rules_find_too(now):
    record = LotRecord.of_rows([LOT, DECIDED])
    assert content_hash(record, now) != content_hash(record, FIGURES)


@pytest.mark.parametrize(
    "now",
    [
        replace(FOUND, severity=Severity.HIGH),
        replace(FOUND, params={"end": 2}),
        replace(FOUND, message="No."),
    ],
    ids=["severity", "params", "sentence"],
)
def test_a_finding_that_says_something_else_or_weighs_more_is_another_one(now):
    record = LotRecord.of_rows([LOT, DECIDED])
    seen = [content_hash(record, replace(FIGURES, found=(each,))) for each in (FOUND, now)]
    assert seen[0] != seen[1]


def test_findings_are_signed_whatever_their_order():
    record, other = LotRecord.of_rows([LOT, DECIDED]), replace(FOUND, rule="guarantee.kept")
    assert content_hash(record, replace(FIGURES, found=(FOUND, other))) == content_hash(
        record, replace(FIGURES, found=(other, FOUND))
    )


def test_only_the_deposit_is_blocked_and_the_rest_is_said():
    assert not any(step(to=stage).blocked for stage in Stage if stage is not Stage.DEPOSIT)
    assert step(to=Stage.BIDDING).missing


def test_going_back_is_always_allowed_also_to_the_deposit():
    record = LotRecord.of_rows([replace(LOT, stage=Stage.WON)])
    found = move(record, Stage.DEPOSIT, up_to_date=False, signatures=Signatures())
    assert found.back
    assert not found.blocked


def test_every_stage_but_the_last_leads_somewhere():
    assert [stage for stage in Stage if not following(stage)] == [WAY[-1]]


@pytest.mark.parametrize("stage", Stage)
def test_to_stay_is_no_step_back(stage):
    assert not is_back(stage, stage)


def test_a_lot_that_is_bid_for_is_won_lost_or_unsold_and_before_that_passed_or_withdrawn():
    assert following(Stage.DEPOSIT) == (Stage.BIDDING, Stage.PASSED, Stage.WITHDRAWN)
    assert following(Stage.BIDDING) == (Stage.WON, Stage.LOST, Stage.UNSOLD, Stage.WITHDRAWN)
