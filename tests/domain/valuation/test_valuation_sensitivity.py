from dataclasses import replace
from decimal import Decimal

import pytest
from valuation_kit import T0, scenario, simple_lot, textile

from workstation.domain.input_errors import (
    NotInScenarioError,
    OutOfRangeError,
    TooEarlyError,
    TooLateError,
    UnknownNameError,
)
from workstation.domain.valuation.sensitivity import (
    BreakEvenQuestion,
    GridQuestion,
    NoBreakEven,
    Variable,
    break_even_discount,
    sensitivity,
)


def grid(lot, *values, variable=Variable.FORCED_SALE_DISCOUNT, collateral="A", **more):
    wanted = tuple(Decimal(value) for value in values)
    return sensitivity(GridQuestion(lot=lot, collateral=collateral, variable=variable, values=wanted, **more))


def test_rows_are_values_and_columns_are_delays():
    found = grid(
        textile(), "0.8", "1", variable=Variable.MARKET_VALUE_FACTOR, delay_months=(0, 6), scenario="base"
    )
    assert [[str(cell) for cell in row] for row in found.max_bid] == [
        ["8238223.75", "7714536.28"],
        ["10220311.51", "9552173.44"],
    ]
    assert found.irr is None


def test_a_collateral_that_is_not_sold_in_a_scenario_moves_nothing_there():
    lot = simple_lot(scenarios=(scenario(probability="0.5"), replace(scenario("none", "0.5"), sales={})))
    assert [row[0] for row in grid(lot, "0", "1").max_bid] == [500_000, 0]


@pytest.mark.parametrize("scenario_name", ["none", None])
def test_a_collateral_that_the_chosen_scenarios_do_not_sell_is_refused(scenario_name):
    some = scenario("base", "0.5" if scenario_name else "1")
    sold = (some, replace(scenario("none", "0.5"), sales={})) if scenario_name else (replace(some, sales={}),)
    with pytest.raises(NotInScenarioError) as caught:
        grid(simple_lot(scenarios=sold), "0.5", scenario=scenario_name)
    assert (caught.value.code, caught.value.field) == ("input.invalid", "collateral")


def test_a_discount_above_one_is_refused():
    with pytest.raises(OutOfRangeError):
        grid(simple_lot(), "0.5", "1.5")


def test_delays_stay_between_the_valuation_date_and_the_end_of_the_calendar():
    with pytest.raises(TooEarlyError) as caught:
        grid(simple_lot(), "0.5", delay_months=(0, -13))
    assert caught.value.field == "delay_months[1]"
    with pytest.raises(TooLateError):
        grid(simple_lot(), "0.5", delay_months=(12 * 9000,))
    with pytest.raises(TooLateError):
        grid(simple_lot(), "0.5", delay_months=(10**17,))
    with pytest.raises(TooLateError):
        grid(simple_lot(), "0.5", delay_months=(12 * 100,))


@pytest.mark.parametrize("wrong", [{"collateral": "Z"}, {"scenario": "Z"}])
def test_unknown_names_are_refused(wrong):
    with pytest.raises(UnknownNameError):
        grid(simple_lot(), "0.5", **wrong)


def test_the_break_even_discount_is_the_last_that_earns_the_target():
    lot = simple_lot()
    found = break_even_discount(BreakEvenQuestion(lot=lot, collateral="A", bid=Decimal(600_000)))
    assert (found.forced_sale_discount, found.reason) == (Decimal("0.4"), None)
    lot = simple_lot(valuation_date=T0, target_irr=Decimal("0.1"))
    found = break_even_discount(BreakEvenQuestion(lot=lot, collateral="A", bid=Decimal(600_000)))
    assert found.forced_sale_discount == Decimal("0.34")


def test_it_says_when_no_discount_or_every_discount_will_do():
    lot = simple_lot()
    dear = break_even_discount(BreakEvenQuestion(lot=lot, collateral="A", bid=Decimal(1_000_001)))
    free = break_even_discount(
        BreakEvenQuestion(lot=lot, collateral="A", bid=Decimal(0), target_irr=Decimal("0.5"))
    )
    assert (dear.forced_sale_discount, dear.reason) == (None, NoBreakEven.LOSS_WITHOUT_DISCOUNT)
    assert (free.forced_sale_discount, free.reason) == (None, NoBreakEven.GAIN_AT_FULL_DISCOUNT)
