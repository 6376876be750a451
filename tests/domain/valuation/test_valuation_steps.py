from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from valuation_kit import lots, scenario, simple_lot, textile

from workstation.domain.valuation import Asset, DebtClaim, value
from workstation.domain.valuation.steps import borrower_steps, guarantor_steps, sale_steps


def labels(steps):
    return [step.label for step in steps]


def test_each_line_of_a_sale_names_its_assumption():
    steps = {
        step.label: step for step in sale_steps(value(textile()).scenarios[0].recoveries.collateral["A"])
    }
    assert steps["Forced-sale discount"].rate == Decimal("0.44")
    assert steps["Taxes of the sale"].amount == Decimal("-1142400.00")
    assert steps["construction"].amount == -900_000
    assert steps["Recovery"].amount == Decimal("8653164.00")


def test_a_cap_and_a_small_claim_are_named_as_limits():
    capped = Asset(id="A", market_value=Decimal(1_000_000), cap=Decimal(600_000))
    lot = simple_lot(collateral=(capped,))
    assert "Beyond what our security takes" in labels(
        sale_steps(value(lot).scenarios[0].recoveries.collateral["A"])
    )
    lot = simple_lot(claim=DebtClaim(principal=Decimal(1), amount=Decimal(10)))
    assert "Above the claim" in labels(sale_steps(value(lot).scenarios[0].recoveries.collateral["A"]))


def test_proceeds_that_do_not_cover_the_prior_claims_are_named():
    sold = value(simple_lot(scenarios=(scenario(prior="1200000"),))).scenarios[0].recoveries.collateral["A"]
    assert "Not covered by the proceeds" in labels(sale_steps(sold))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lots())
def test_the_lines_between_two_totals_add_up(lot):
    for outcome in value(lot).scenarios:
        found = outcome.recoveries
        explained = [
            *map(sale_steps, found.collateral.values()),
            *map(guarantor_steps, found.guarantors.values()),
            borrower_steps(found.borrower),
        ]
        for steps in explained:
            running = steps[0].amount
            for step in steps[1:]:
                if step.is_total:
                    assert running == step.amount
                else:
                    running += step.amount
