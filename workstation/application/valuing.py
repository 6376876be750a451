"""From the record of a lot to a bid: the live figure, and runs that are frozen with their trace."""

import hashlib
from dataclasses import asdict
from decimal import Decimal
from io import BytesIO

from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction
from workstation.application.services import Services
from workstation.application.valuation.inputs import Facts, canonical_json, facts
from workstation.domain.decisions import Run
from workstation.domain.errors import UserError
from workstation.domain.findings.finding import Finding
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.domain.valuation import ValuationResult, value
from workstation.domain.valuation.bridge import Bar, bridge
from workstation.domain.valuation.results import percent
from workstation.language.finding_words import english


class NotPriceableError(UserError):
    """`missing` are the findings that name what stops the price."""

    code = "valuation.incomplete"
    message = "The lot cannot be priced yet. {missing}"

    def __init__(self, *, missing: tuple[Finding, ...]) -> None:
        super().__init__(missing=missing)
        self.findings = missing

    def __str__(self) -> str:
        return self.message.format(missing=" ".join(english(each) for each in self.findings))


def lot_facts(services: Services, record: LotRecord) -> Facts:
    """The inputs of a lot as the rules see it today."""
    return facts(record, services.clock().date(), services.reference())


def value_of(found: Facts) -> ValuationResult:
    """`NotPriceableError` names what is missing; other `UserError`s say which input cannot be."""
    if found.problem is not None:
        raise found.problem
    if found.inputs is None:
        raise NotPriceableError(missing=found.missing)
    return value(found.inputs)


def way_to_the_bid(result: ValuationResult) -> tuple[Bar, ...]:
    """The bars from market value to the highest bid; they add up exactly."""
    return bridge(result)


def share_of(part: Decimal | None, whole: Decimal) -> Decimal | None:
    """0..100, not rounded; None without a part or with a base of zero."""
    return percent(part, whole)


def latest_run(record: LotRecord) -> Run | None:
    return max(record.all(Run), key=lambda run: run.ordinal, default=None)


def is_stale(found: Facts, run: Run) -> bool:
    """Whether the record, as the rules see it today, no longer gives the inputs that the run was frozen with."""
    return found.hash != run.inputs_hash


def freeze_run(services: Services, lot: str) -> Committed[Run]:
    """Freezes the lot's figures as a run with its trace; unchanged inputs give the run that stands already, and write
    its trace again where it was lost or damaged."""
    record = services.reader.lot(lot)
    found = lot_facts(services, record)
    result = value_of(found)
    trace = canonical_json(asdict(result) | {"keys": found.keys})
    currency = result.inputs.currency
    said: dict[str, str] = {}

    def work(tx: Transaction) -> Run:
        last = max(tx.rows(Run, lot=lot), key=lambda run: run.ordinal, default=None)
        if last is not None and last.inputs_hash == found.hash:
            if last.trace == hashlib.sha256(trace).hexdigest():
                services.objects.store(BytesIO(trace))
            return last
        run = Run(
            id=tx.new_id(),
            lot=lot,
            ordinal=last.ordinal + 1 if last else 1,
            inputs_hash=found.hash,
            trace=services.objects.store(BytesIO(trace)).sha256,
            log_head=record.head,
            frozen_at=tx.now,
            loss_probability=result.at_ladder_bid.probability_of_loss if result.at_ladder_bid else None,
            max_bid=Money.of(result.price.max_bid, currency),
            max_bid_on_ladder=(
                Money.of(result.price.max_bid_on_ladder, currency)
                if result.price.max_bid_on_ladder is not None
                else None
            ),
        )
        tx.put(run)
        said["record"] = str(run.ordinal)
        return run

    return services.writer.run(Step(OperationKind.FREEZE_RUN, said), work)
