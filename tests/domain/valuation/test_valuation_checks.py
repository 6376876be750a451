from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from valuation_kit import T0, scenario, simple_lot, textile

from workstation.domain.input_errors import (
    InputError,
    MissingInputError,
    NotSoldError,
    OutOfRangeError,
    ProbabilitySumError,
    RepeatedError,
    TooEarlyError,
    TooLateError,
    UnknownNameError,
)
from workstation.domain.valuation import (
    Asset,
    Costs,
    Dividend,
    GuarantorPayment,
    GuarantorWealth,
    HoldingCost,
    LegalCost,
    Leverage,
    value,
)

YESTERDAY = T0 - timedelta(1)
LOAN = Leverage(share=Decimal("0.5"), rate=Decimal("0.1"), repay_with="A")
G = (GuarantorWealth(id="G", asset_value=Decimal(1)),)


def with_scenario(**changes):
    return simple_lot(scenarios=(replace(scenario(), **changes),))


def with_bid(**changes):
    lot = simple_lot()
    return replace(lot, bid=replace(lot.bid, **changes))


def paid(**changes):
    return replace(with_scenario(guarantors={"G": GuarantorPayment(**changes)}), guarantors=G)


def held(**changes):
    return simple_lot(costs=Costs(holding=(HoldingCost(amount=Decimal(1), **changes),)))


@pytest.mark.parametrize(
    ("lot", "error", "field"),
    [
        (simple_lot(scenarios=(scenario(probability="0.9"),)), ProbabilitySumError, "scenarios"),
        (simple_lot(scenarios=(scenario(probability="0.5"),) * 2), RepeatedError, "scenarios[1].name"),
        (simple_lot(collateral=simple_lot().collateral * 2), RepeatedError, "collateral[1].id"),
        (replace(simple_lot(), guarantors=G * 2), RepeatedError, "guarantors[1].id"),
        (simple_lot(collateral=()), UnknownNameError, "scenarios[0].collateral.A"),
        (with_scenario(guarantors={"Z": GuarantorPayment(probability=Decimal(0))}), UnknownNameError, "scenarios[0].guarantors.Z"),
        (simple_lot(scenarios=(scenario(days=-1),)), TooEarlyError, "scenarios[0].collateral.A.cash_date"),
        (paid(probability=Decimal("0.1")), MissingInputError, "scenarios[0].guarantors.G.cash_date"),
        (paid(probability=Decimal(0), cash_date=YESTERDAY), TooEarlyError, "scenarios[0].guarantors.G.cash_date"),
        (with_scenario(borrower=Dividend(dividend=Decimal("0.1"))), MissingInputError, "scenarios[0].borrower.cash_date"),
        (with_bid(deposit_date=T0 + timedelta(1)), TooLateError, "bid.deposit_date"),
        (with_bid(increment=Decimal(0)), OutOfRangeError, "bid.increment"),
        (with_bid(deposit=Decimal(-1)), OutOfRangeError, "bid.deposit"),
        (with_bid(analyse_at=(Decimal(1), Decimal(-1))), OutOfRangeError, "bid.analyse_at[1]"),
        (simple_lot(costs=Costs(legal=(LegalCost(date=YESTERDAY, amount=Decimal(1)),))), TooEarlyError, "costs.legal[0].date"),
        (held(date=YESTERDAY), TooEarlyError, "costs.holding[0].date"),
        (held(months=(1,)), MissingInputError, "costs.holding[0].until_collateral"),
        (held(months=(1,), until_collateral="Z"), UnknownNameError, "costs.holding[0].until_collateral"),
        (replace(with_scenario(sales={}), leverage=LOAN), NotSoldError, "leverage.repay_with"),
        (simple_lot(scenarios=(scenario(days=366 * 101),)), TooLateError, "scenarios[0].collateral.A.cash_date"),
        (held(date=date(9999, 12, 31)), TooLateError, "costs.holding[0].date"),
        (simple_lot(leverage=replace(LOAN, share=Decimal(2))), OutOfRangeError, "leverage.share"),
        (simple_lot(leverage=replace(LOAN, rate=Decimal(-1))), OutOfRangeError, "leverage.rate"),
        (simple_lot(target_irr=Decimal(-1)), OutOfRangeError, "target_irr"),
        (simple_lot(target_irrs=(Decimal(0), Decimal(-2))), OutOfRangeError, "target_irrs[1]"),
        (simple_lot(collateral=(Asset(id="A", market_value=Decimal(-1)),)), OutOfRangeError, "collateral[0].market_value"),
        (simple_lot(scenarios=(scenario(discount="1.1"),)), OutOfRangeError, "scenarios[0].collateral.A.forced_sale_discount"),
        (simple_lot(scenarios=(scenario(prior="-1"),)), OutOfRangeError, "scenarios[0].collateral.A.prior_claims[0].amount"),
    ],
)  # fmt: skip
def test_a_breach_names_its_field(lot, error, field):
    with pytest.raises(InputError) as caught:
        value(lot)
    assert type(caught.value) is error
    assert caught.value.field == field


def test_a_guarantor_who_never_pays_needs_no_date():
    assert value(paid(probability=Decimal(0))).scenarios[0].recoveries.guarantors["G"].recovery == 0


def test_the_golden_lot_breaks_no_rule():
    value(textile())


def test_every_breach_says_what_to_do():
    with pytest.raises(ProbabilitySumError, match=r"add up to 0\.9, not to 1\. Adjust them"):
        value(simple_lot(scenarios=(scenario(probability="0.9"),)))
