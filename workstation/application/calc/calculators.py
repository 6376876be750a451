"""The table of calculators: how each reads its input, what it computes, how the result is written."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from workstation.application.calc import bids, claims, mortgages, rates, sensitivities, valuations
from workstation.application.calc.schema import Reader
from workstation.domain.mortgages import secured_amount

Json = dict[str, object]
I = TypeVar("I")  # noqa: E741 - the input of a calculator
R = TypeVar("R")


def _calculator(
    read: Reader[I], compute: Callable[[I], R], write: Callable[[R], Json]
) -> Callable[[Mapping[str, object]], Json]:
    return lambda given: write(compute(read(given, "")))


def _as_given(asked: R) -> R:
    """Where writing is all there is to compute."""
    return asked


CALCULATORS: dict[str, Callable[[Mapping[str, object]], Json]] = {
    "bid_ladder": _calculator(bids.read_ladder, bids.compute_ladder, bids.write_ladder),
    "break_even_discount": _calculator(
        sensitivities.read_break_even, sensitivities.compute_break_even, sensitivities.write_break_even
    ),
    "claim_balance": _calculator(claims.read_balance, claims.compute_balance, claims.write_balance),
    "court_fee": _calculator(bids.read_court_fee, bids.compute_court_fee, bids.write_court_fee),
    "day_count": _calculator(claims.read_span, _as_given, claims.write_span),
    "double_interest": _calculator(claims.read_delay, claims.compute_delay, claims.write_delay),
    "interest": _calculator(claims.read_interest, claims.compute_interest, claims.write_interest),
    "irr": _calculator(rates.read_amounts, rates.compute_irr, rates.write_rate),
    "lending_rate_cap": _calculator(claims.read_lpr, _as_given, claims.write_cap),
    "max_amount_mortgage": _calculator(mortgages.read, secured_amount, mortgages.write),
    "payment_allocation": _calculator(claims.read_receipt, claims.compute_receipt, claims.write_receipt),
    "sensitivity": _calculator(sensitivities.read_grid, sensitivities.compute_grid, sensitivities.write_grid),
    "valuation": _calculator(valuations.read, valuations.compute, valuations.write),
    "xirr": _calculator(rates.read_flows, rates.compute_xirr, rates.write_rate),
    "xnpv": _calculator(rates.read_valued_flows, rates.compute_xnpv, rates.write_value),
}
