"""What comes in, on page one: a line a source in the likeliest scenario, the largest where there are many."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from workstation.application.memo.figures import FigureMaker
from workstation.application.memo.material import NUMBER, Material, Writing
from workstation.domain.appraisals import dated_after, standing_appraisal
from workstation.domain.evidence import FieldState, support
from workstation.domain.guarantees import Assertion, Guarantee
from workstation.domain.memo import Column, Figure, Row, Table, Text, plain
from workstation.domain.record import LotRecord
from workstation.domain.scenarios import Scenario
from workstation.domain.valuation.results import ScenarioOutcome

SHOWN: Final = 7


@dataclass(frozen=True, slots=True)
class _Recovered:
    """One source of money; `when` None is a day that no cash flow has."""

    name: str
    gross: Decimal
    net: Decimal
    when: date | None
    source: Figure


def recoveries(material: Material, figures: FigureMaker, writing: Writing) -> Table:
    tr = figures.tr
    scenario = max(material.result.scenarios, key=lambda scenario: scenario.probability)
    found = list(_found(material, figures, scenario))
    rows = [_row(each, writing) for each in _largest(found, figures)]
    total = (
        plain(tr("Total")),
        (Text(writing.whole(sum((each.gross for each in found), Decimal(0))), strong=True),),
        (Text(writing.whole(scenario.gross_recovery), strong=True),),
        plain(""),
        plain(""),
    )
    net = tr("Net before fee") if material.inputs.costs.success_fee_rate else tr("Net")
    heads = (
        Column(tr("Recovery, {scenario}", scenario=tr(scenario.name)), share=1.0),
        Column(tr("Gross"), NUMBER),
        Column(net, NUMBER),
        Column(tr("When"), NUMBER),
        Column(tr("Source"), NUMBER),
    )
    return Table(heads, (*rows, Row(total, total=True)))


def _found(material: Material, figures: FigureMaker, scenario: ScenarioOutcome) -> Iterator[_Recovered]:
    record = material.record
    dates = {flow.source: flow.on for flow in scenario.cash_flows}
    for key, steps in scenario.recoveries.collateral.items():
        row = material.row(key)
        appraisal = standing_appraisal(record, row, dated_after(record, material.today)) if row else None
        mark = figures.figure(appraisal, "value", only_source=True) if appraisal else Figure()
        name = figures.short_name(row) if row else key
        yield _Recovered(name, steps.gross, steps.recovery, dates.get(key), mark)
    for key, recovered in scenario.recoveries.guarantors.items():
        guarantee = material.row(key)
        mark = _guarantor_mark(figures, guarantee) if guarantee else Figure()
        name = figures.text(guarantee, "guarantor") if guarantee else key
        yield _Recovered(name, recovered.recovery, recovered.recovery, dates.get(key), mark)
    borrower = scenario.recoveries.borrower.recovery
    assumed = record.first(Scenario, name=scenario.name)
    mark = figures.figure(assumed, "dividend", only_source=True) if assumed else Figure()
    yield _Recovered(figures.tr("Borrower"), borrower, borrower, dates.get("borrower"), mark)


def _guarantor_mark(figures: FigureMaker, guarantee: Guarantee) -> Figure:
    """The page of what the guarantor owns counts only where the claim on him is proven in time."""
    mark = figures.figure(guarantee, "asset_value", only_source=True)
    return mark if _is_asserted(figures.record, guarantee) else Figure(state=FieldState.BARE)


def _is_asserted(record: LotRecord, guarantee: Guarantee) -> bool:
    """Whether a page proves that, and when, the guarantor was held to the promise."""
    return any(
        support(record, act, "on").state is FieldState.EVIDENCED
        and support(record, act, "proof").state is FieldState.EVIDENCED
        for act in record.all(Assertion, guarantee=guarantee.id)
    )


def _largest(found: list[_Recovered], figures: FigureMaker) -> list[_Recovered]:
    """All of a few, in their order; of many the largest, and the sum of the others in one line."""
    if len(found) <= SHOWN:
        return found
    order = sorted(range(len(found)), key=lambda place: (-found[place].net, place))
    kept = set(order[: SHOWN - 1])
    others = [each for place, each in enumerate(found) if place not in kept]
    rest = _Recovered(
        figures.tr("{count} others", count=len(others)),
        sum((each.gross for each in others), Decimal(0)),
        sum((each.net for each in others), Decimal(0)),
        None,
        Figure(),
    )
    return [*(found[place] for place in sorted(kept)), rest]


def _row(each: _Recovered, writing: Writing) -> Row:
    return Row(
        (
            plain(each.name),
            plain(writing.whole(each.gross)),
            (Text(writing.whole(each.net), strong=True),),
            plain(f"{each.when:%Y-%m}" if each.when else "—"),
            (each.source,),
        )
    )
