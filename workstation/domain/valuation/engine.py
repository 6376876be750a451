"""From facts and assumptions to the highest bid: one pure function."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from workstation.domain.bidding import bid_ladder
from workstation.domain.returns import Discount, Flow
from workstation.domain.rounding import ONE, ZERO, exact, to_cents, weighted
from workstation.domain.valuation.cashflows import cash_flows
from workstation.domain.valuation.checks import check
from workstation.domain.valuation.inputs import ScenarioInput, ValuationInput
from workstation.domain.valuation.performance import cash_at_closing, returns_of, scenario_returns
from workstation.domain.valuation.recovery import recoveries
from workstation.domain.valuation.results import (
    LadderPrice,
    ReturnsAtBid,
    ScenarioOutcome,
    ValuationResult,
    percent,
)


def value(inputs: ValuationInput) -> ValuationResult:
    """An `InputError` names the field of a breach; `TooLargeError` when a figure leaves the decimal range."""
    with exact():
        check(inputs)
        outcomes = scenario_outcomes(inputs)
        price = price_at(inputs, outcomes, inputs.target_irr)
        bid, claim = price.max_bid_on_ladder, inputs.claim
        market_value = sum((asset.market_value for asset in inputs.collateral), ZERO)
        return ValuationResult(
            inputs=inputs,
            scenarios=outcomes,
            price=price,
            break_even_bid=_bid_for(inputs, weighted((o.probability, o.net_cash) for o in outcomes)),
            at_ladder_bid=None if bid is None else returns_at(inputs, outcomes, bid),
            bid_by_target_irr=tuple(price_at(inputs, outcomes, rate) for rate in inputs.target_irrs),
            returns_at=tuple(returns_at(inputs, outcomes, price) for price in inputs.bid.analyse_at),
            percent_of_principal=percent(bid, claim.principal),
            percent_of_claim=percent(bid, claim.amount),
            percent_of_market_value=percent(bid, market_value),
        )


def scenario_outcomes(inputs: ValuationInput) -> tuple[ScenarioOutcome, ...]:
    """Every scenario of a checked input, within `rounding.exact`."""
    discount = Discount(inputs.target_irr)
    return tuple(_outcome(inputs, scenario, discount) for scenario in inputs.scenarios)


def _outcome(inputs: ValuationInput, scenario: ScenarioInput, discount: Discount) -> ScenarioOutcome:
    recovered = recoveries(inputs, scenario)
    flows = cash_flows(inputs, scenario, recovered, discount)
    return ScenarioOutcome(
        scenario=scenario,
        recoveries=recovered,
        cash_flows=flows,
        gross_recovery=recovered.total,
        net_cash=sum((flow.amount for flow in flows), ZERO),
        present_value=sum((flow.present_value for flow in flows), ZERO),
    )


def price_at(inputs: ValuationInput, outcomes: Sequence[ScenarioOutcome], target_irr: Decimal) -> LadderPrice:
    """Present values are summed unrounded and rounded once. Within `rounding.exact`."""
    if target_irr == inputs.target_irr:
        present = weighted((outcome.probability, outcome.present_value) for outcome in outcomes)
    else:
        discount = Discount(target_irr)
        present = weighted(
            (outcome.probability, flow.amount * discount.factor(flow.days))
            for outcome in outcomes
            for flow in outcome.cash_flows
        )
    max_bid = _bid_for(inputs, present)
    ladder = bid_ladder(inputs.bid.start_price, inputs.bid.increment, max_bid)
    return LadderPrice(
        target_irr=target_irr,
        expected_present_value=to_cents(present),
        max_bid=max_bid,
        max_bid_on_ladder=ladder.bid,
        ladder_steps=ladder.steps,
    )


def _bid_for(inputs: ValuationInput, present: Decimal) -> Decimal:
    """The price whose cash at closing equals `present`, rounded to the cent; may be negative."""
    bid = inputs.bid
    return to_cents((present - bid.fixed_closing_cost) / (ONE + bid.transaction_cost_rate))


def returns_at(inputs: ValuationInput, outcomes: Sequence[ScenarioOutcome], bid: Decimal) -> ReturnsAtBid:
    """What a bid earns in every scenario and on the expected cash flow. Within `rounding.exact`."""
    closing = cash_at_closing(inputs.bid, bid)
    each = [scenario_returns(inputs, outcome.scenario, outcome.cash_flows, closing) for outcome in outcomes]
    return ReturnsAtBid(
        bid=bid,
        cash_at_closing=closing,
        expected=returns_of(inputs, closing, expected_flows(outcomes)),
        scenarios=tuple(each),
        probability_of_loss=sum((one.probability for one in each if one.returns.profit < 0), ZERO),
        probability_below_target=sum(
            (outcome.probability for outcome in outcomes if outcome.present_value < closing), ZERO
        ),
    )


def expected_flows(outcomes: Iterable[ScenarioOutcome]) -> list[Flow]:
    """Every flow of every scenario times its probability, unrounded and not netted."""
    return [
        Flow(flow.on, flow.amount * outcome.probability)
        for outcome in outcomes
        for flow in outcome.cash_flows
    ]
