from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from valuation_kit import T0, lots, scenario, simple_lot, textile

from workstation.domain.input_errors import TooLargeError
from workstation.domain.returns import Flow, xirr
from workstation.domain.rounding import exact
from workstation.domain.valuation import (
    Asset,
    Costs,
    DebtClaim,
    Dividend,
    GuarantorPayment,
    GuarantorWealth,
    HoldingCost,
    LegalCost,
    Leverage,
    Sale,
    value,
)
from workstation.domain.valuation.cashflows import FlowKind
from workstation.domain.valuation.engine import expected_flows

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def only(result):
    return result.scenarios[0].recoveries


def test_the_golden_lot_is_worth_nine_million_six_hundred_and_fifty_thousand():
    result = value(textile())
    assert str(result.price.expected_present_value) == "9826268.93"
    assert str(result.price.max_bid) == "9679474.18"
    assert result.price.max_bid_on_ladder == Decimal(9_650_000)
    assert str(result.break_even_bid) == "12254641.62"
    assert str(result.expected_gross_recovery.quantize(Decimal("0.01"))) == "13413178.76"


def test_the_expected_flow_at_the_exact_maximum_earns_the_target():
    result = value(textile())
    with exact():
        closing = result.price.max_bid * Decimal("1.01") + 50_000
        found = xirr([Flow(T0, -closing), *expected_flows(result.scenarios)])
    assert abs(found.rate - Decimal("0.16")) < Decimal("1e-8")


def test_losing_scenarios_add_up_to_the_probability_of_loss():
    at_bid = value(textile()).at_ladder_bid
    assert at_bid.probability_of_loss == Decimal("0.30")
    assert at_bid.probability_below_target == Decimal("0.30")


def test_a_second_asset_is_paid_from_what_the_first_leaves_of_the_claim():
    second = Asset(id="B", market_value=Decimal(500_000))
    both = scenario()
    sales = {**both.sales, "B": Sale(forced_sale_discount=Decimal(0), cash_date=T0 + timedelta(400))}
    lot = simple_lot(
        claim=DebtClaim(principal=Decimal(1_200_000), amount=Decimal(1_200_000)),
        scenarios=(replace(both, sales=sales),),
    )
    lot = replace(lot, collateral=(*lot.collateral, second))
    found = only(value(lot)).collateral
    assert (found["A"].recovery, found["B"].recovery) == (1_000_000, 200_000)
    assert found["B"].claim_before == 200_000


def test_on_one_day_collateral_comes_before_guarantors():
    paying = replace(
        scenario(), guarantors={"G": GuarantorPayment(probability=Decimal(1), cash_date=T0 + timedelta(365))}
    )
    lot = simple_lot(
        guarantors=(GuarantorWealth(id="G", asset_value=Decimal(900_000)),),
        scenarios=(paying,),
        claim=DebtClaim(principal=Decimal(1), amount=Decimal(1_100_000)),
    )
    found = only(value(lot))
    assert found.collateral["A"].recovery == 1_000_000
    assert found.guarantors["G"].recovery == 100_000
    assert found.guarantors["G"].expected == 900_000


def test_an_earlier_guarantor_comes_before_a_later_sale():
    paying = replace(scenario(), guarantors={"G": GuarantorPayment(probability=Decimal(1), cash_date=T0)})
    lot = simple_lot(guarantors=(GuarantorWealth(id="G", asset_value=Decimal(900_000)),), scenarios=(paying,))
    found = only(value(lot))
    assert found.guarantors["G"].recovery == 900_000
    assert found.collateral["A"].recovery == 100_000


def test_a_guarantor_who_is_missing_in_a_scenario_brings_nothing():
    lot = simple_lot(guarantors=(GuarantorWealth(id="G", asset_value=Decimal(900_000)),))
    assert only(value(lot)).guarantors == {}


def test_prior_claims_above_the_proceeds_leave_nothing_and_never_less():
    found = only(value(simple_lot(scenarios=(scenario(prior="1200000"),)))).collateral["A"]
    assert (found.distributable, found.recovery) == (0, 0)


def test_the_registered_cap_limits_the_recovery():
    capped = Asset(id="A", market_value=Decimal(1_000_000), cap=Decimal(600_000))
    assert only(value(simple_lot(collateral=(capped,)))).collateral["A"].recovery == 600_000


def test_the_borrower_pays_a_dividend_on_what_the_others_leave():
    dividend = Dividend(dividend=Decimal("0.1"), cash_date=T0 + timedelta(500))
    lot = simple_lot(scenarios=(scenario(discount="0.4", borrower=dividend),))
    borrower = only(value(lot)).borrower
    assert (borrower.residual_claim, borrower.recovery) == (400_000, 40_000)


def test_a_recovery_of_zero_makes_no_flow():
    result = value(simple_lot(scenarios=(scenario(prior="1000000"),)))
    assert result.scenarios[0].cash_flows == ()
    assert result.at_ladder_bid is None
    assert result.percent_of_claim is None


def test_holding_costs_fall_on_month_ends_until_the_sale():
    holding = HoldingCost(amount=Decimal(100), months=(9, 3, 2), until_collateral="A")
    result = value(simple_lot(costs=Costs(holding=(holding,))))
    days = [flow.on for flow in result.scenarios[0].cash_flows if flow.kind is FlowKind.HOLDING]
    assert days == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 9, 30)]


def test_flows_of_one_day_stand_in_the_order_of_their_kinds():
    on = T0 + timedelta(365)
    costs = Costs(
        holding=(HoldingCost(date=on, amount=Decimal(1)),), legal=(LegalCost(date=on, amount=Decimal(2)),)
    )
    result = value(simple_lot(costs=costs))
    kinds = [flow.kind for flow in result.scenarios[0].cash_flows]
    assert kinds == [FlowKind.COLLATERAL, FlowKind.LEGAL, FlowKind.HOLDING]


def test_a_free_lot_has_no_multiple_and_no_rate():
    lot = simple_lot()
    free = value(replace(lot, bid=replace(lot.bid, analyse_at=(Decimal(0),)))).returns_at[0]
    assert (free.expected.moic, free.expected.irr) == (None, None)


def test_a_bid_without_any_income_is_taxed_nothing_and_has_no_rate():
    lot = simple_lot(scenarios=(scenario(prior="1000000"),), buyer_tax_rate=Decimal("0.2"))
    lot = replace(lot, bid=replace(lot.bid, analyse_at=(Decimal(100_000),)))
    each = value(lot).returns_at[0].scenarios[0]
    assert (each.after_tax.tax, each.after_tax.irr) == (0, None)
    assert each.levered is None


def test_tax_is_paid_with_the_last_money():
    lot = simple_lot(buyer_tax_rate=Decimal("0.2"))
    lot = replace(lot, bid=replace(lot.bid, analyse_at=(Decimal(500_000),)))
    taxed = value(lot).returns_at[0].scenarios[0].after_tax
    assert taxed.tax == 100_000
    assert abs(taxed.irr - Decimal("0.8")) < Decimal("1e-20")


def test_a_loan_is_repaid_with_the_sale_and_its_simple_interest():
    lot = simple_lot(leverage=Leverage(share=Decimal("0.5"), rate=Decimal("0.1"), repay_with="A"))
    lot = replace(lot, bid=replace(lot.bid, analyse_at=(Decimal(500_000),)))
    levered = value(lot).returns_at[0].scenarios[0].levered
    assert (levered.loan, levered.interest, levered.equity) == (250_000, 25_000, 250_000)
    assert abs(levered.irr - Decimal("1.9")) < Decimal("1e-20")


def test_a_deposit_paid_earlier_lowers_the_rate():
    returns = value(textile()).at_ladder_bid.expected
    assert returns.deposit_is_dated
    assert returns.irr_deposit_dated < returns.irr


def test_a_deposit_above_the_cash_at_closing_has_no_rate_of_its_own():
    lot = textile()
    lot = replace(lot, bid=replace(lot.bid, deposit=Decimal(20_000_000)))
    returns = value(lot).at_ladder_bid.expected
    assert returns.deposit_is_dated
    assert returns.irr_deposit_dated is None
    assert returns.irr is not None


def test_a_figure_beyond_the_range_is_refused():
    far = simple_lot(target_irr=Decimal("-0.999999999999"), scenarios=(scenario(days=365 * 90),))
    with pytest.raises(TooLargeError):
        value(far)


@SLOW
@given(lots())
def test_recoveries_never_exceed_the_claim(lot):
    for outcome in value(lot).scenarios:
        assert Decimal(0) <= outcome.gross_recovery <= lot.claim.amount
        for sold in outcome.recoveries.collateral.values():
            assert sold.asset.cap is None or sold.recovery <= sold.asset.cap
        assert outcome.costs == outcome.gross_recovery - sum(flow.amount for flow in outcome.cash_flows)


@SLOW
@given(lots())
def test_the_bid_on_the_ladder_never_exceeds_the_maximum(lot):
    price = value(lot).price
    assert price.below_start == (price.max_bid < lot.bid.start_price)
    assert price.below_start or price.max_bid_on_ladder <= price.max_bid


@SLOW
@given(st.integers(0, 10**9), st.integers(0, 10**9), st.decimals(0, 1, places=3), st.decimals(0, 1, places=3))
def test_a_higher_market_value_never_lowers_the_maximum(one, other, discount, rate):
    def bid(market_value):
        asset = Asset(
            id="A", market_value=Decimal(market_value), cost_rate=Decimal("0.02"), tax_rate=rate / 2
        )
        lot = simple_lot(collateral=(asset,), scenarios=(scenario(discount=str(discount)),), target_irr=rate)
        return value(lot).price.max_bid

    low, high = sorted((one, other))
    assert bid(low) <= bid(high)


@SLOW
@given(lots())
def test_the_same_input_gives_the_same_result(lot):
    assert value(lot) == value(lot)
