"""The figures that a panel shows: those of the last frozen run as they were frozen, or live ones before the first."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from workstation.application.ports.storage import Objects
from workstation.application.services import Services
from workstation.application.valuation.notes import RowKey
from workstation.application.valuing import is_stale, latest_run, lot_facts, value_of
from workstation.domain.decisions import Run
from workstation.domain.errors import UserError
from workstation.domain.findings.finding import Finding
from workstation.domain.guarantees import Fault
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.domain.valuation import ValuationInput, ValuationResult, value
from workstation.domain.valuation.results import ScenarioOutcome
from workstation.domain.valuation.steps import Step, borrower_steps, guarantor_steps, sale_steps


@dataclass(frozen=True, slots=True)
class Priced:
    """`run` is None while nothing is frozen: then `result` is live. `stale` says that the record no longer gives the
    inputs of the run. `missing` or `problem` says why the record gives none. `says` is what the live figure takes as given,
    leaves out or reads against the law; `keys` leads from the names used in the computation of `result` to the rows, some
    of which may be gone."""

    result: ValuationResult | None
    run: Run | None = None
    stale: bool = False
    missing: tuple[Finding, ...] = ()
    says: tuple[Finding, ...] = ()
    keys: Mapping[str, RowKey] = field(default_factory=dict)
    problem: UserError | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """The recovery of one scenario line by line: by collateral, by guarantor, from the borrower."""

    sales: dict[str, tuple[Step, ...]]
    guarantors: dict[str, tuple[Step, ...]]
    borrower: tuple[Step, ...]


def explained(outcome: ScenarioOutcome) -> Explained:
    found = outcome.recoveries
    return Explained(
        {key: sale_steps(sold) for key, sold in found.collateral.items()},
        {key: guarantor_steps(paid) for key, paid in found.guarantors.items()},
        borrower_steps(found.borrower),
    )


def priced(services: Services, record: LotRecord) -> Priced:
    found, run = lot_facts(services, record), latest_run(record)
    nothing = Priced(None, missing=found.missing, says=found.says, keys=found.keys, problem=found.problem)
    if run is not None:
        result, keys = _frozen(services.objects, run)
        stale = is_stale(found, run)
        return replace(nothing, result=result, run=run, stale=stale, keys=keys if stale else found.keys)
    if found.inputs is None:
        return nothing
    try:
        return replace(nothing, result=value_of(found))
    except UserError as error:
        return replace(nothing, problem=error)


@dataclass(frozen=True, slots=True)
class FirstBid:
    """The live figure before a run is frozen: `bid` on the ladder, None below the start price, and what the losing
    scenarios weigh. `is_priced` is False where the lot cannot be priced."""

    bid: Money | None
    loss: Decimal | None
    is_priced: bool = True


def first_bid(services: Services, record: LotRecord) -> FirstBid | None:
    """None while the lot cannot be priced."""
    found = lot_facts(services, record)
    if found.inputs is None:
        return None
    try:
        result = value_of(found)
    except UserError:  # the Valuation panel says why
        return None
    bid, at_bid = result.price.max_bid_on_ladder, result.at_ladder_bid
    return FirstBid(
        None if bid is None else Money.of(bid, result.inputs.currency),
        at_bid.probability_of_loss if at_bid else None,
    )


def frozen(objects: Objects, run: Run) -> ValuationResult:
    """The result of a run, from the inputs in its trace: one pure function of them, so the same figures."""
    return _frozen(objects, run)[0]


def _frozen(objects: Objects, run: Run) -> tuple[ValuationResult, dict[str, RowKey]]:
    """With the rows that its names stood for: of a lot that has changed since they may stand for others."""
    with objects.open(run.trace or "") as stream:
        trace = json.load(stream)
    keys = {name: (entity, row) for name, (entity, row) in trace.get("keys", {}).items()}
    return value(inputs_of(trace["inputs"])), keys


def inputs_of(node: Mapping[str, Any]) -> ValuationInput:
    """The inputs as the trace of a run writes them: amounts and dates as text, a dataclass as an object."""
    read: ValuationInput = _read(ValuationInput, node)
    return read


def _read(kind: Any, node: Any) -> Any:
    if node is None:
        return None
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return _read(next(each for each in inner if each is not type(None)), node)
    if origin is tuple:
        return tuple(_read(inner[0], each) for each in node)
    if origin is not None:  # the only other generic of the inputs is a mapping by name
        return {name: _read(inner[1], each) for name, each in node.items()}
    if is_dataclass(kind):
        return _read_object(kind, node)
    return _PLAIN[kind](node) if kind in _PLAIN else node


def _read_object(kind: Any, node: Mapping[str, Any]) -> Any:
    hints = get_type_hints(kind)
    present = [each.name for each in fields(kind) if each.name in node]
    return kind(**{name: _read(hints[name], node[name]) for name in present})


_PLAIN: dict[Any, Callable[[Any], Any]] = {Decimal: Decimal, date: date.fromisoformat, Fault: Fault}
