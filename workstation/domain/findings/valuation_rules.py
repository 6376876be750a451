"""What the assumptions of a price say against each other, and what it rests on that nobody looked at."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from workstation.domain.appraisals import standing_appraisal
from workstation.domain.checklists.answers import Severity
from workstation.domain.collateral import UNEXAMINED, Collateral
from workstation.domain.errors import Term
from workstation.domain.findings.finding import Finding, beside
from workstation.domain.listings import Listing
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.domain.scenarios import Scenario, ScenarioGuarantor, ScenarioSale, in_order, weights

ASSUMED_SECURITY = "The figure rests on an assumed security worth {value}, which stands in no paper. Enter what really secures the claim, and it goes."
# How people call the scenarios that are meant to be in this order, from the worst to the best
_ROLES = (
    {"down", "downside", "worst", "worst case", "bear", "low", "pessimistic", "悲观", "最差", "最坏", "保守"},
    {"base", "base case", "middle", "expected", "基准", "中性", "中间", "一般"},
    {"up", "upside", "best", "best case", "bull", "high", "optimistic", "乐观", "最好", "最佳"},
)


def deposit(record: LotRecord) -> Iterator[Finding]:
    """A deposit is part of the price: it cannot be more than the price that bidding begins with."""
    listing = record.last(Listing)
    paid, start = (listing.deposit, listing.start_price) if listing is not None else (None, None)
    if listing is None or paid is None or start is None or paid.currency != start.currency or not start.minor:
        return
    if paid.minor > start.minor:
        yield beside(
            listing,
            "deposit",
            "listing.deposit_above_start",
            Severity.HIGH,
            message="The deposit of {deposit} is more than the start price of {start}. One of the two is wrong.",
            deposit=paid,
            start=start,
        )


def unexamined(record: LotRecord) -> Iterator[Finding]:
    """The security that a new lot begins with is not in any paper."""
    for collateral in record.all(Collateral, name=UNEXAMINED):
        appraisal = standing_appraisal(record, collateral)
        value: Money | None = appraisal.value if appraisal is not None else None
        if value is not None:
            yield beside(
                collateral,
                "name",
                "collateral.assumed",
                Severity.MEDIUM,
                message=ASSUMED_SECURITY,
                value=value,
            )


def probabilities(record: LotRecord) -> Iterator[Finding]:
    """Which scenario takes the rest, or that there is one too much or too little."""
    scenarios = in_order(record.all(Scenario))
    if not scenarios:
        return
    last, taken = scenarios[-1], weights(scenarios)
    total = sum((row.probability or Decimal(0) for row in scenarios), Decimal(0))
    if sum(taken.values()) != 1:
        yield beside(
            last,
            "probability",
            "scenario.probabilities",
            Severity.HIGH,
            message="The scenarios weigh {total} together. They must make 100 %; leave the last one empty, and it takes the rest.",
            total=_percent(total),
        )
    elif taken[last.id] != last.probability:
        yield beside(
            last,
            "probability",
            "scenario.rest",
            Severity.LOW,
            message="{scenario} takes the rest: it counts with {rest}.",
            scenario=Term(last.name),
            rest=_percent(taken[last.id]),
        )


def better_is_better(record: LotRecord) -> Iterator[Finding]:
    """The scenarios that are called better and worse, compared assumption by assumption."""
    named = [_called(record, role) for role in _ROLES]
    for worse, better in ((named[0], named[1]), (named[1], named[2])):
        if worse is None or better is None:
            continue
        for row, field, mine, theirs, is_worse in _compared(record, worse, better):
            if is_worse:
                yield beside(
                    row,
                    field,
                    "scenario.order",
                    Severity.LOW,
                    message="{better} is meant to be better than {worse}, but here it is not: {mine} against {theirs}.",
                    better=Term(better.name),
                    worse=Term(worse.name),
                    mine=mine,
                    theirs=theirs,
                )


def _called(record: LotRecord, names: set[str]) -> Scenario | None:
    """Also where the name goes on: 悲观情形, Base scenario."""
    said = {
        row.name.strip().casefold().removesuffix("情形").removesuffix("情景").removesuffix(" scenario"): row
        for row in record.all(Scenario)
    }
    return next((row for name, row in said.items() if name in names), None)


_Compared = tuple[Any, str, Any, Any, bool]


def _compared(record: LotRecord, worse: Scenario, better: Scenario) -> Iterator[_Compared]:
    """Row, field, what stands there, what stands in the worse scenario, and whether the better one does worse."""
    for sale in record.all(ScenarioSale, scenario=better.id):
        other = record.first(ScenarioSale, scenario=worse.id, collateral=sale.collateral)
        if other is not None:
            yield from _pair(sale, other, "forced_sale_discount", more_is_better=False)
            yield from _pair(sale, other, "cash_date", more_is_better=False)
    for paid in record.all(ScenarioGuarantor, scenario=better.id):
        same = record.first(ScenarioGuarantor, scenario=worse.id, guarantee=paid.guarantee)
        if same is not None:
            yield from _pair(paid, same, "probability", more_is_better=True)
    yield from _pair(better, worse, "dividend", more_is_better=True)


def _pair(row: Any, other: Any, field: str, *, more_is_better: bool) -> Iterator[_Compared]:
    mine: Decimal | date | None = getattr(row, field)
    theirs: Any = getattr(other, field)
    if mine is not None and theirs is not None:
        yield row, field, mine, theirs, mine < theirs if more_is_better else mine > theirs


def _percent(share: Decimal) -> str:
    """All its decimals: what is missing to one may be a millionth."""
    return f"{(share * 100).normalize():f} %"


VALUATION_RULES = (deposit, unexamined, probabilities, better_is_better)
