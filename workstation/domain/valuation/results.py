"""The figures of a valuation, with what each was computed from."""

from dataclasses import dataclass
from decimal import Decimal

from workstation.domain.rounding import weighted
from workstation.domain.valuation.cashflows import CashFlow
from workstation.domain.valuation.inputs import ScenarioInput, ValuationInput
from workstation.domain.valuation.performance import Returns, ScenarioReturns
from workstation.domain.valuation.recovery import Recoveries


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioOutcome:
    """One scenario before any bid. `present_value` is at the target IRR and not rounded."""

    scenario: ScenarioInput
    recoveries: Recoveries
    cash_flows: tuple[CashFlow, ...]
    gross_recovery: Decimal
    net_cash: Decimal
    present_value: Decimal

    @property
    def name(self) -> str:
        return self.scenario.name

    @property
    def probability(self) -> Decimal:
        return self.scenario.probability

    @property
    def costs(self) -> Decimal:
        """Success fees, legal and holding costs: what lies between gross recovery and net cash."""
        return self.gross_recovery - self.net_cash


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderPrice:
    """A highest bid for a target: `expected_present_value` and `max_bid` are rounded to the cent,
    `max_bid` may be negative; bid and steps are None below the start price."""

    target_irr: Decimal
    expected_present_value: Decimal
    max_bid: Decimal
    max_bid_on_ladder: Decimal | None
    ladder_steps: int | None

    @property
    def below_start(self) -> bool:
        return self.max_bid_on_ladder is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnsAtBid:
    """`expected` is of the probability-weighted flows: an average of rates is no rate of return.

    The two probabilities add up those of scenarios with a negative profit, and of scenarios that
    are worth less than the cash at closing at the target IRR."""

    bid: Decimal
    cash_at_closing: Decimal
    expected: Returns
    scenarios: tuple[ScenarioReturns, ...]
    probability_of_loss: Decimal
    probability_below_target: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuationResult:
    """`at_ladder_bid` is None below the start price; percentages are 0..100, not rounded, and None
    where their base is zero or there is no ladder bid."""

    inputs: ValuationInput
    scenarios: tuple[ScenarioOutcome, ...]
    price: LadderPrice
    break_even_bid: Decimal
    at_ladder_bid: ReturnsAtBid | None
    bid_by_target_irr: tuple[LadderPrice, ...]
    returns_at: tuple[ReturnsAtBid, ...]
    percent_of_principal: Decimal | None
    percent_of_claim: Decimal | None
    percent_of_market_value: Decimal | None

    @property
    def expected_gross_recovery(self) -> Decimal:
        return weighted((outcome.probability, outcome.gross_recovery) for outcome in self.scenarios)


def percent(part: Decimal | None, whole: Decimal) -> Decimal | None:
    """0..100, not rounded; None without a part or with a base of zero."""
    return None if part is None or not whole else part * 100 / whole
