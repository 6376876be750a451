"""valuation in the protocol (contract, section 7); `read` and `write` also freeze the runs of a lot."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from workstation.application.calc.render import money, places, rate
from workstation.application.calc.schema import (
    Reader,
    currency,
    day,
    integer,
    list_of,
    mapping_of,
    may,
    need,
    one_of,
    positive_money,
    rate_above_minus_one,
    record,
    share,
    text,
)
from workstation.application.calc.schema import money as read_money
from workstation.application.calc.schema import rate as read_rate
from workstation.domain.guarantees import Fault
from workstation.domain.input_errors import ConflictingInputError, MissingInputError
from workstation.domain.rounding import exact
from workstation.domain.valuation.cashflows import CashFlow
from workstation.domain.valuation.engine import value
from workstation.domain.valuation.inputs import (
    Asset,
    BidTerms,
    Costs,
    DebtClaim,
    Dividend,
    GuarantorPayment,
    GuarantorWealth,
    HoldingCost,
    LegalCost,
    Leverage,
    PriorClaim,
    Sale,
    ScenarioInput,
    SharedWealth,
    ValuationInput,
)
from workstation.domain.valuation.performance import Returns, ScenarioReturns
from workstation.domain.valuation.recovery import CollateralRecovery, Recoveries
from workstation.domain.valuation.results import (
    LadderPrice,
    ReturnsAtBid,
    ScenarioOutcome,
    ValuationResult,
    percent,
)

Json = dict[str, object]


class _ExecutionFee(StrEnum):
    COURT = "CN_COURT"
    NONE = "0"


def _asset(*, execution_fee: _ExecutionFee = _ExecutionFee.NONE, **rest: Any) -> Asset:
    return Asset(execution_fee=execution_fee is _ExecutionFee.COURT, **rest)


def _dated_or_monthly(values: Mapping[str, Any], path: str) -> None:
    monthly = [name for name in ("months", "until_collateral") if name in values]
    if "date" in values:
        if monthly:
            raise ConflictingInputError(field=f"{path}.date", other=f"{path}.{monthly[0]}")
    elif not monthly:
        raise MissingInputError(field=f"{path}.date")
    elif len(monthly) == 1:
        absent = "until_collateral" if "months" in values else "months"
        raise MissingInputError(field=f"{path}.{absent}")


_BID = record(
    BidTerms,
    need("start_price", read_money),
    need("increment", positive_money),
    may("transaction_cost_rate", read_rate),
    may("fixed_closing_cost", read_money),
    may("deposit", read_money),
    may("deposit_date", day),
    may("analyse_at", list_of(read_money)),
)
_LEGAL = record(LegalCost, need("date", day), need("amount", read_money))
_HOLDING = record(
    HoldingCost,
    need("amount", read_money),
    may("date", day),
    may("months", list_of(integer(1, 12))),
    may("until_collateral", text),
    check=_dated_or_monthly,
)
_COSTS = record(
    Costs,
    may("success_fee_rate", read_rate),
    may("legal", list_of(_LEGAL)),
    may("holding", list_of(_HOLDING)),
)
_ASSET = record(
    _asset,
    need("id", text),
    need("market_value", read_money),
    may("secured_share", share),
    may("cap", read_money),
    may("cost_rate", read_rate),
    may("fixed_cost", read_money),
    may("tax_rate", read_rate),
    may("execution_fee", one_of(_ExecutionFee)),
)
_GUARANTOR = record(
    GuarantorWealth,
    need("id", text),
    need("asset_value", read_money),
    may("access_rate", read_rate),
    may("void", one_of(Fault)),
    may("shared", record(SharedWealth, need("party", text), need("amount", read_money))),
)
_LEVERAGE = record(Leverage, need("share", share), need("rate", read_rate), need("repay_with", text))
_PRIOR = record(PriorClaim, need("kind", text), need("amount", read_money))
_SALE = record(
    Sale,
    need("forced_sale_discount", share),
    may("prior_claims", list_of(_PRIOR)),
    need("cash_date", day),
)
_PAYMENT = record(GuarantorPayment, need("probability", share), may("cash_date", day))
_SCENARIO = record(
    ScenarioInput,
    need("name", text),
    need("probability", share),
    may("collateral", mapping_of(_SALE), into="sales"),
    may("guarantors", mapping_of(_PAYMENT)),
    may("borrower", record(Dividend, need("dividend", share), may("cash_date", day))),
)
read: Reader[ValuationInput] = record(
    ValuationInput,
    need("currency", currency),
    need("valuation_date", day),
    need("target_irr", rate_above_minus_one),
    may("target_irrs", list_of(rate_above_minus_one)),
    need("claim", record(DebtClaim, need("principal", read_money), need("amount", read_money))),
    need("bid", _BID),
    may("costs", _COSTS),
    may("collateral", list_of(_ASSET)),
    may("guarantors", list_of(_GUARANTOR)),
    may("buyer_tax_rate", read_rate),
    may("leverage", _LEVERAGE),
    need("scenarios", list_of(_SCENARIO, least=1)),
)


def compute(inputs: ValuationInput) -> ValuationResult:
    return value(inputs)


def write(result: ValuationResult) -> Json:
    """The result as the contract writes it, for the protocol and for ``--json``."""
    with exact():
        return _result(result)


def _result(result: ValuationResult) -> Json:
    at_bid, price = result.at_ladder_bid, result.price
    return {
        "currency": result.inputs.currency,
        "scenarios": [_scenario(result, outcome) for outcome in result.scenarios],
        "expected_present_value": money(price.expected_present_value),
        "max_bid": money(price.max_bid),
        "max_bid_on_ladder": money(price.max_bid_on_ladder),
        "ladder_steps": price.ladder_steps,
        "below_start": price.below_start,
        "cash_at_closing": None if at_bid is None else money(at_bid.cash_at_closing),
        "percent_of_principal": places(result.percent_of_principal, 4),
        "percent_of_claim": places(result.percent_of_claim, 4),
        "percent_of_market_value": places(result.percent_of_market_value, 4),
        "expected": None if at_bid is None else _expected(at_bid),
        "break_even_bid": money(result.break_even_bid),
        "bid_by_target_irr": [_price(price) for price in result.bid_by_target_irr],
        "returns_at": [_at_bid(at) for at in result.returns_at],
    }


def _scenario(result: ValuationResult, outcome: ScenarioOutcome) -> Json:
    claim, at_bid = result.inputs.claim, result.at_ladder_bid
    returns = None
    if at_bid is not None:
        named = {one.name: one for one in at_bid.scenarios}
        returns = _scenario_returns(named[outcome.name])
    return {
        "name": outcome.name,
        "probability": rate(outcome.probability),
        **_recoveries(outcome.recoveries),
        "gross_recovery": money(outcome.gross_recovery),
        "recovery_percent_of_principal": places(percent(outcome.gross_recovery, claim.principal), 4),
        "recovery_percent_of_claim": places(percent(outcome.gross_recovery, claim.amount), 4),
        "cash_flows": [_cash_flow(flow) for flow in outcome.cash_flows],
        "net_cash": money(outcome.net_cash),
        "present_value": money(outcome.present_value),
        "returns": returns,
    }


def _recoveries(found: Recoveries) -> Json:
    return {
        "collateral": {name: _collateral(sold) for name, sold in found.collateral.items()},
        "guarantors": {name: {"recovery": money(paid.recovery)} for name, paid in found.guarantors.items()},
        "borrower": {
            "residual_claim": money(found.borrower.residual_claim),
            "recovery": money(found.borrower.recovery),
        },
    }


def _collateral(sold: CollateralRecovery) -> Json:
    steps = "gross cost execution_fee tax net secured prior_claims distributable recovery"
    return {step: money(getattr(sold, step)) for step in steps.split()}


def _cash_flow(flow: CashFlow) -> Json:
    return {
        "date": flow.on.isoformat(),
        "kind": flow.kind.value,
        "source": flow.source,
        "gross": money(flow.gross),
        "fee": money(flow.fee),
        "amount": money(flow.amount),
        "days": flow.days,
        "discount_factor": places(flow.discount_factor, 8),
        "present_value": money(flow.present_value),
    }


def _price(price: LadderPrice) -> Json:
    return {
        "target_irr": rate(price.target_irr),
        "expected_present_value": money(price.expected_present_value),
        "max_bid": money(price.max_bid),
        "max_bid_on_ladder": money(price.max_bid_on_ladder),
    }


def _at_bid(at: ReturnsAtBid) -> Json:
    return {
        "bid": money(at.bid),
        "cash_at_closing": money(at.cash_at_closing),
        "expected": _returns(at.expected),
        "scenarios": [{"name": one.name, **_scenario_returns(one)} for one in at.scenarios],
    }


def _expected(at: ReturnsAtBid) -> Json:
    return {**_returns(at.expected), "probability_of_loss": rate(at.probability_of_loss)}


def _returns(returns: Returns) -> Json:
    written: Json = {
        "irr": rate(returns.irr),
        "moic": places(returns.moic, 4),
        "profit": money(returns.profit),
    }
    if returns.deposit_is_dated:
        written["irr_deposit_dated"] = rate(returns.irr_deposit_dated)
    return written


def _scenario_returns(one: ScenarioReturns) -> Json:
    written = _returns(one.returns)
    if one.after_tax is not None:
        written["after_tax"] = {"tax": money(one.after_tax.tax), "irr": rate(one.after_tax.irr)}
    if one.levered is not None:
        written["levered"] = {
            "loan": money(one.levered.loan),
            "interest": money(one.levered.interest),
            "equity": money(one.levered.equity),
            "irr": rate(one.levered.irr),
        }
    return written
