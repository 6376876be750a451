"""From market value to the highest bid: the probability-weighted bars of the chart and the memo."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from workstation.domain.rounding import ZERO, exact, to_cents, weighted
from workstation.domain.valuation.results import ScenarioOutcome, ValuationResult


class BarKind(StrEnum):
    """The value is the English key of the bar's label."""

    MARKET_VALUE = "Market value"
    NOT_SOLD = "Not sold"
    FORCED_SALE = "Forced sale"
    COSTS = "Costs, fees, tax"
    NOT_MORTGAGED = "Not mortgaged"
    PAID_BEFORE_US = "Paid before us"
    BEYOND_CAP = "Beyond cap or claim"
    OTHERS_PAY = "Guarantor, borrower"
    RECOVERY = "Recovery"
    FEES = "Success fee, holding, legal"
    TIME = "Time"
    CLOSING = "Closing, ladder"
    MAX_BID = "Max bid"


_TOTALS = {BarKind.MARKET_VALUE, BarKind.RECOVERY, BarKind.MAX_BID}
_SHOWN_IF_ANY = {BarKind.NOT_SOLD, BarKind.BEYOND_CAP}


@dataclass(frozen=True, slots=True)
class Bar:
    """Reaches from `before` to `after`, in cents; a total stands on zero. The bars add up exactly."""

    kind: BarKind
    before: Decimal
    after: Decimal

    @property
    def is_total(self) -> bool:
        return self.kind in _TOTALS

    @property
    def amount(self) -> Decimal:
        """Signed change; of a total its height."""
        return self.after - self.before


def bridge(result: ValuationResult) -> tuple[Bar, ...]:
    """The last bar is the bid on the ladder, or below the start price the exact highest bid."""
    price = result.price
    bid = price.max_bid if price.max_bid_on_ladder is None else price.max_bid_on_ladder
    with exact():
        levels = [(kind, _level(result, at)) for kind, at in _LEVELS]
        levels += [(BarKind.TIME, price.expected_present_value), (BarKind.CLOSING, bid)]
        bars: list[Bar] = []
        height = ZERO
        for kind, level in levels:
            bar = Bar(kind, height, level)
            height = level
            if bar.amount or kind not in _SHOWN_IF_ANY:
                bars.append(bar)
            if kind is BarKind.OTHERS_PAY:
                bars.append(Bar(BarKind.RECOVERY, ZERO, level))
        return (*bars, Bar(BarKind.MAX_BID, ZERO, bid))


_Level = Callable[[ValuationResult, ScenarioOutcome], Decimal]


def _level(result: ValuationResult, at: _Level) -> Decimal:
    return to_cents(weighted((outcome.probability, at(result, outcome)) for outcome in result.scenarios))


def _sold(name: str) -> _Level:
    def at(_: ValuationResult, outcome: ScenarioOutcome) -> Decimal:
        return sum((getattr(sold, name) for sold in outcome.recoveries.collateral.values()), ZERO)

    return at


def _market_value(result: ValuationResult, _: ScenarioOutcome) -> Decimal:
    return sum((asset.market_value for asset in result.inputs.collateral), ZERO)


def _market_value_sold(_: ValuationResult, outcome: ScenarioOutcome) -> Decimal:
    return sum((sold.asset.market_value for sold in outcome.recoveries.collateral.values()), ZERO)


def _gross_recovery(_: ValuationResult, outcome: ScenarioOutcome) -> Decimal:
    return outcome.gross_recovery


def _net_cash(_: ValuationResult, outcome: ScenarioOutcome) -> Decimal:
    return outcome.net_cash


# Each bar ends where the weighted sum of this figure over the scenarios stands.
_LEVELS: tuple[tuple[BarKind, _Level], ...] = (
    (BarKind.MARKET_VALUE, _market_value),
    (BarKind.NOT_SOLD, _market_value_sold),
    (BarKind.FORCED_SALE, _sold("gross")),
    (BarKind.COSTS, _sold("net")),
    (BarKind.NOT_MORTGAGED, _sold("secured")),
    (BarKind.PAID_BEFORE_US, _sold("distributable")),
    (BarKind.BEYOND_CAP, _sold("recovery")),
    (BarKind.OTHERS_PAY, _gross_recovery),
    (BarKind.FEES, _net_cash),
)
