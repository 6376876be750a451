"""Moving a lot along the pipeline: the house blocks one step, and says what the others lack."""

from collections.abc import Callable
from dataclasses import replace

from workstation.application.checks import lot_readiness
from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction
from workstation.application.services import Services
from workstation.application.signing import signatures_with
from workstation.application.valuation.inputs import facts_with
from workstation.application.valuing import is_stale, latest_run
from workstation.domain.checklists.answers import GATE
from workstation.domain.errors import UserError
from workstation.domain.findings.rules import findings
from workstation.domain.lots import Lot, Stage
from workstation.domain.record import LotRecord
from workstation.domain.stages import Move, Shortfall, move
from workstation.language.labels import choice_label

Say = Callable[[str], str]


class StageBlockedError(UserError):
    code = "stage.blocked"
    message = "{stage} waits for a signed memo of the current valuation. {missing}"


class StageGapsError(UserError):
    """Said after a step that was taken all the same."""

    code = "stage.gaps"
    message = "{stage} rests on something that is missing. {missing}"


def step_of(services: Services, record: LotRecord, to: Stage) -> Move:
    """What a step of the lot to `to` would be like."""
    run, found = latest_run(record), findings(record, services.clock().date(), services.reference())
    return move(
        record,
        to,
        up_to_date=run is not None and not is_stale(facts_with(record, found), run),
        signatures=signatures_with(record, found),
        ready=lot_readiness(record, services.checklist).score >= GATE,
    )


def move_stage(services: Services, lot: str, to: Stage, say: Say = str) -> Committed[Move]:
    """Moves a lot; the returned `Move` says what the stage lacks. `StageBlockedError` where the house does not let it
    pass; its sentences are put into the reader's language by `say`."""
    said = {"field": choice_label(to)}

    def work(tx: Transaction) -> Move:
        step = step_of(services, services.reader.lot(lot), to)  # nobody writes between this and the move
        if step.blocked:
            raise StageBlockedError(stage=say(choice_label(to)), missing=sentences(step.missing, say))
        stored = tx.get(Lot, lot)
        said["record"] = stored.name
        tx.put(replace(stored, stage=to))
        return step

    return services.writer.run(Step(OperationKind.MOVE_STAGE, said), work)


def gaps(step: Move, say: Say) -> StageGapsError | None:
    """What to say after a step; None where nothing is missing."""
    if not step.missing:
        return None
    return StageGapsError(stage=say(choice_label(step.to)), missing=sentences(step.missing, say))


def sentences(missing: tuple[Shortfall, ...], say: Say) -> str:
    return " ".join(say(lack.message) for lack in missing)
