"""Whole lots in the protocol (contract, section 8): what the rules find in one, and what it is worth by them."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from workstation.application.calc.render import money, rate
from workstation.application.calc.schema import day, need, record
from workstation.application.lot_json import read_rows
from workstation.application.lot_rules import LotRules
from workstation.application.lot_summary import summary_json, summary_of
from workstation.application.valuation.inputs import facts
from workstation.application.valuing import value_of
from workstation.domain.findings.finding import Finding
from workstation.domain.findings.rules import findings
from workstation.domain.input_errors import MissingInputError, RepeatedError
from workstation.domain.lots import Lot
from workstation.domain.record import LotRecord
from workstation.domain.valuation import ValuationInput
from workstation.language.finding_words import english

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Asked:
    today: date
    rows: LotRecord


def _record_of(raw: object, path: str) -> LotRecord:
    rows = read_rows(raw, path)
    lots = [row for row in rows if isinstance(row, Lot)]
    if not lots:
        raise MissingInputError(field=f"{path}.lot")
    if len(lots) > 1:
        raise RepeatedError(field=f"{path}.lot")
    return LotRecord.of_rows(rows)


_read = record(_Asked, need("today", day), need("rows", _record_of))


def lot_calculators(rules: Callable[[], LotRules]) -> dict[str, Callable[[Mapping[str, object]], Json]]:
    """By name. `rules` is asked when the first lot comes: its tables load slowly."""
    return {
        "lot_findings": lambda given: _findings(_read(given, ""), rules()),
        "lot_value": lambda given: _value(_read(given, ""), rules()),
    }


def _findings(asked: _Asked, rules: LotRules) -> Json:
    found = findings(asked.rows, asked.today, rules.reference)
    return {
        "findings": [
            {"rule": each.rule, "severity": each.severity.name.lower(), **finding_json(each)}
            | {"facts": [_subject(each)]}
            for each in found
        ],
        "summary": summary_json(summary_of(asked.rows, found, rules.checklist)),
    }


def _value(asked: _Asked, rules: LotRules) -> Json:
    found = facts(asked.rows, asked.today, rules.reference)
    says = [finding_json(each) for each in found.says]
    if found.problem is not None:
        raise found.problem
    if found.inputs is None:
        missing = [english(each) for each in found.missing]
        nothing = dict.fromkeys(_FIGURES)
        return {"status": "missing", "missing": missing, **nothing, "input": None, "says": says}
    result = value_of(found)
    at_bid, price = result.at_ladder_bid, result.price
    return {
        "status": "priced",
        "missing": [],
        "max_bid": money(price.max_bid),
        "max_bid_on_ladder": money(price.max_bid_on_ladder),
        "expected_present_value": money(price.expected_present_value),
        "probability_of_loss": rate(at_bid.probability_of_loss) if at_bid else None,
        "input": written(found.inputs),
        "says": says,
    }


_FIGURES = ("max_bid", "max_bid_on_ladder", "expected_present_value", "probability_of_loss")


def finding_json(found: Finding) -> Json:
    """Where a finding stands and what it says, in English; without a field it is about the row."""
    return _subject(found) | {"message": english(found), "law": list(found.law)}


def _subject(found: Finding) -> Json:
    subject = found.subject
    field = {"field": subject.field} if subject.field else {}
    return {"entity": subject.entity, "row": subject.row, **field}


def written(inputs: ValuationInput) -> Json:
    """The inputs as the calculator `valuation` reads them."""
    node = _plain(asdict(inputs))
    for asset in node["collateral"]:
        asset["execution_fee"] = "CN_COURT" if asset["execution_fee"] else "0"
    for cost in node["costs"]["holding"]:
        for name in [name for name in ("months", "until_collateral") if not cost.get(name)]:
            cost.pop(name, None)
    for scenario in node["scenarios"]:
        scenario["collateral"] = scenario.pop("sales")
    return cast("Json", node)


def _plain(node: Any) -> Any:
    match node:
        case Mapping():
            return {name: _plain(value) for name, value in node.items() if value is not None}
        case tuple() | list():
            return [_plain(value) for value in node]
        case Decimal():
            return format(node.normalize(), "f")
        case date():
            return node.isoformat()
    return node
