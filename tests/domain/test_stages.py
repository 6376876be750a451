"""How a lot walks the pipeline."""

from dataclasses import replace

import pytest

from workstation.domain.decisions import Decision, DecisionKind, MemoRecord, Run
from workstation.domain.lots import Lot, Stage
from workstation.domain.record import LotRecord
from workstation.domain.stages import NO_MEMO, NO_REVIEWER, NO_RUN, STALE_RUN, WAY, following, move

LOT = Lot(id="1", name="厂房", stage=Stage.APPROVED)
RUN = Run(id="2", lot="1", ordinal=1)
SIGNED = Decision(id="3", lot="1", kind=DecisionKind.BID, analyst="林", reviewer="王", approver="陈")
MEMO = MemoRecord(id="4", lot="1", ordinal=1, run="2")


def step(*rows, to=Stage.DEPOSIT, up_to_date=True):
    return move(LotRecord.of_rows([LOT, *rows]), to, up_to_date=up_to_date)


def test_a_deposit_is_paid_on_a_signed_memo_of_the_current_valuation():
    assert not step(RUN, SIGNED, MEMO).blocked


@pytest.mark.parametrize(
    ("rows", "up_to_date", "lack"),
    [
        ((SIGNED,), False, NO_RUN),
        ((RUN, SIGNED, MEMO), False, STALE_RUN),
        ((RUN, SIGNED), True, NO_MEMO),
        ((RUN, SIGNED, MEMO, replace(RUN, id="5", ordinal=2)), True, NO_MEMO),
        ((RUN, replace(SIGNED, reviewer=" "), MEMO), True, NO_REVIEWER),
    ],
    ids=["no run", "stale", "no memo", "memo of an older run", "no reviewer"],
)
def test_a_deposit_waits_for_what_is_missing_and_names_it(rows, up_to_date, lack):
    found = step(*rows, up_to_date=up_to_date)
    assert found.blocked
    assert found.missing == (lack,)


def test_only_the_deposit_is_blocked_and_the_rest_is_said():
    assert not any(step(to=stage).blocked for stage in Stage if stage is not Stage.DEPOSIT)
    assert step(to=Stage.BIDDING).missing


def test_going_back_is_always_allowed_also_to_the_deposit():
    record = LotRecord.of_rows([replace(LOT, stage=Stage.WON)])
    found = move(record, Stage.DEPOSIT, up_to_date=False)
    assert found.back
    assert not found.blocked


def test_every_stage_but_the_last_leads_somewhere():
    assert [stage for stage in Stage if not following(stage)] == [WAY[-1]]
