"""What a bid earns: rate of return, multiple, profit; before and after tax, with and without a loan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workstation.domain.returns import DAYS_A_YEAR, Flow, NoRootError, NoSignChangeError, xirr
from workstation.domain.rounding import ONE, ZERO, to_cents
from workstation.domain.valuation.cashflows import CashFlow
from workstation.domain.valuation.inputs import BidTerms, ScenarioInput, ValuationInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Returns:
    """Rates are fractions of one a year, not rounded, and None where undefined; `profit` is rounded to
    the cent; `moic` is inflows over outflows line by line, None without an outflow.

    `irr_deposit_dated` has the deposit on its own date, and is None if deposit or date is not given
    (`deposit_is_dated`) or the rate is undefined: also where the deposit is more than the cash at closing, which would
    come back on the day the balance is paid."""

    irr: Decimal | None
    moic: Decimal | None
    profit: Decimal
    irr_deposit_dated: Decimal | None
    deposit_is_dated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterTax:
    """`tax` on a profit, paid on the last day of the flows."""

    tax: Decimal
    irr: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Levered:
    loan: Decimal
    interest: Decimal
    equity: Decimal
    irr: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioReturns:
    """Of one scenario at one bid. `after_tax` and `levered` are None where not asked for."""

    name: str
    probability: Decimal
    returns: Returns
    after_tax: AfterTax | None
    levered: Levered | None


def cash_at_closing(bid: BidTerms, price: Decimal) -> Decimal:
    """Price with transaction costs, rounded to the cent, and the fixed cost of closing."""
    return to_cents(price * (ONE + bid.transaction_cost_rate)) + bid.fixed_closing_cost


def rate_of_return(flows: Iterable[Flow]) -> Decimal | None:
    try:
        return xirr(flows).rate
    except (NoSignChangeError, NoRootError):
        return None


def returns_of(inputs: ValuationInput, closing: Decimal, flows: Sequence[Flow]) -> Returns:
    """`closing` is the cash at closing, positive; `flows` follow. Within `rounding.exact`."""
    bid, start = inputs.bid, inputs.valuation_date
    lines = [-closing, *(flow.amount for flow in flows)]
    spent = -sum((amount for amount in lines if amount < 0), ZERO)
    received = sum((amount for amount in lines if amount > 0), ZERO)
    deposit_irr = None
    if bid.deposit is not None and bid.deposit_date is not None and bid.deposit <= closing:
        parts = [Flow(bid.deposit_date, -bid.deposit), Flow(start, bid.deposit - closing)]
        deposit_irr = rate_of_return([*parts, *flows])
    return Returns(
        irr=rate_of_return([Flow(start, -closing), *flows]),
        moic=received / spent if spent else None,
        profit=to_cents(received - spent),
        irr_deposit_dated=deposit_irr,
        deposit_is_dated=bid.deposit is not None and bid.deposit_date is not None,
    )


def scenario_returns(
    inputs: ValuationInput, scenario: ScenarioInput, cash_flows: Sequence[CashFlow], closing: Decimal
) -> ScenarioReturns:
    flows = [Flow(flow.on, flow.amount) for flow in cash_flows]
    returns = returns_of(inputs, closing, flows)
    return ScenarioReturns(
        name=scenario.name,
        probability=scenario.probability,
        returns=returns,
        after_tax=_after_tax(inputs, closing, flows, returns),
        levered=_levered(inputs, scenario, closing, flows),
    )


def _after_tax(
    inputs: ValuationInput, closing: Decimal, flows: Sequence[Flow], returns: Returns
) -> AfterTax | None:
    if inputs.buyer_tax_rate is None:
        return None
    tax = to_cents(inputs.buyer_tax_rate * max(ZERO, returns.profit))
    start = inputs.valuation_date
    last: date = max((flow.on for flow in flows), default=start)
    taxed = rate_of_return([Flow(start, -closing), *flows, Flow(last, -tax)]) if tax else returns.irr
    return AfterTax(tax=tax, irr=taxed)


def _levered(
    inputs: ValuationInput, scenario: ScenarioInput, closing: Decimal, flows: Sequence[Flow]
) -> Levered | None:
    leverage, start = inputs.leverage, inputs.valuation_date
    if leverage is None:
        return None
    repaid = scenario.sales[leverage.repay_with].cash_date
    loan = to_cents(closing * leverage.share)
    interest = to_cents(loan * leverage.rate * (repaid - start).days / DAYS_A_YEAR)
    lines = [Flow(start, loan - closing), *flows, Flow(repaid, -loan - interest)]
    return Levered(loan=loan, interest=interest, equity=closing - loan, irr=rate_of_return(lines))
