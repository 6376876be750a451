from decimal import Decimal

from workstation.domain.collateral import CollateralType
from workstation.packs.defaults import load_defaults

DEFAULTS = load_defaults()


def test_scenario_probabilities_sum_to_one():
    assert sum(scenario.probability for scenario in DEFAULTS.scenarios) == 1


def test_every_type_of_collateral_has_a_sale():
    assert set(DEFAULTS.sales) == {member.value for member in CollateralType}


def test_a_worse_scenario_sells_for_less_and_later():
    for sale in DEFAULTS.sales.values():
        assert list(sale.forced_sale_discounts) == sorted(sale.forced_sale_discounts, reverse=True)
        assert list(sale.months) == sorted(sale.months, reverse=True)
        assert len(sale.forced_sale_discounts) == len(sale.months) == len(DEFAULTS.scenarios)


def test_a_plant_takes_the_middle_of_its_range_in_the_base_scenario():
    assert DEFAULTS.sales["industrial"].forced_sale_discounts == (
        Decimal("0.50"),
        Decimal("0.40"),
        Decimal("0.30"),
    )


def test_shares_lie_between_nothing_and_all():
    shares = [
        DEFAULTS.target_irr,
        DEFAULTS.transaction_cost_rate,
        DEFAULTS.success_fee_rate,
        DEFAULTS.loss_limit,
    ]
    for scenario in DEFAULTS.scenarios:
        shares += [scenario.dividend, scenario.guarantor_probability]
    for sale in DEFAULTS.sales.values():
        shares += [sale.cost_rate, sale.tax_rate, *sale.forced_sale_discounts]
    assert all(0 <= share <= 1 for share in shares)


def test_a_reason_is_shown_on_every_assumed_field():
    assert DEFAULTS.source
