"""A lot moves along the pipeline: one step waits for a signed memo, the others say what they rest on."""

from decimal import Decimal

import pytest

from workstation.application.lots import new_lot
from workstation.application.operations import OperationKind, Step
from workstation.application.records import FieldRef, edit_field
from workstation.application.stages import StageBlockedError, gaps, move_stage, step_of
from workstation.application.valuing import freeze_run
from workstation.domain.checklists.answers import Check, CheckStatus
from workstation.domain.lots import Stage
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot
from workstation.domain.scenarios import Assumptions
from workstation.domain.stages import NO_MEMO, NO_RUN, NOT_READY, STALE_RUN


@pytest.fixture
def lot(services):
    given = NewLot(name="Plant", start_price=Money.of(300_000), principal=Money.of(20_000_000))
    return new_lot(services.writer, services.defaults, given).value


def stage(services, lot):
    return services.reader.lot(lot).lot.stage


def lacks(services, lot, to):
    return step_of(services, services.reader.lot(lot), to).missing


def test_a_step_with_gaps_is_taken_and_says_them(services, lot):
    step = move_stage(services, lot, Stage.DUE_DILIGENCE).value
    assert stage(services, lot) is Stage.DUE_DILIGENCE
    said = gaps(step, str)
    assert said.params["missing"]
    assert services.reader.history(limit=1)[0].step.params == {"field": "DD", "record": "Plant"}


def test_a_step_without_gaps_says_nothing(services, lot):
    step = move_stage(services, lot, Stage.PASSED).value
    assert (stage(services, lot), step.missing, gaps(step, str)) == (Stage.PASSED, (), None)


def test_the_deposit_waits_and_the_lot_stays_where_it_is(services, lot):
    with pytest.raises(StageBlockedError) as refused:
        move_stage(services, lot, Stage.DEPOSIT, say=lambda words: f"<{words}>")
    assert NO_RUN.message in refused.value.params["missing"]
    assert refused.value.params["missing"].startswith("<"), "in the reader's language"
    assert stage(services, lot) is Stage.LEAD


def test_the_run_counts_while_its_inputs_are_those_of_the_lot(services, lot):
    assert NO_RUN in lacks(services, lot, Stage.DEPOSIT)
    freeze_run(services, lot)
    assert NO_RUN not in (found := lacks(services, lot, Stage.DEPOSIT))
    assert NO_MEMO in found
    given = services.reader.lot(lot).first(Assumptions)
    edit_field(services.writer, FieldRef("assumptions", given.id, "target_irr"), Decimal("0.3"))
    assert STALE_RUN in lacks(services, lot, Stage.DEPOSIT)


def test_the_checklist_is_ready_from_85_on(services, lot):
    assert any(NOT_READY in lacks(services, lot, to) for to in Stage)

    def answered(status):
        def work(tx):
            for item in services.checklist:
                tx.put(Check(id=f"k-{item.id}", lot=lot, item=item.id, status=status))

        services.writer.run(Step(OperationKind.ANSWER_CHECK, {"record": "all"}), work)

    answered(CheckStatus.COPY_SEEN)
    assert any(NOT_READY in lacks(services, lot, to) for to in Stage)
    answered(CheckStatus.ORIGINAL_SEEN)
    assert not any(NOT_READY in lacks(services, lot, to) for to in Stage)
