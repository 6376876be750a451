"""Default assumptions of a new lot from a pack."""

from decimal import Decimal
from typing import Any

from workstation.domain.defaults import Defaults, SaleDefault, ScenarioDefault
from workstation.resources import read_toml


def load_defaults() -> Defaults:
    """Scenarios go from the worst to the best; discounts and months of a sale follow their order."""
    pack = read_toml("packs", "defaults.toml")
    months = tuple(int(scenario["months_to_sale"]) for scenario in pack["scenario"])
    return Defaults(
        source=pack["source"],
        target_irr=Decimal(pack["target_irr"]),
        transaction_cost_rate=Decimal(pack["transaction_cost_rate"]),
        fixed_closing_cost=Decimal(pack["fixed_closing_cost"]),
        success_fee_rate=Decimal(pack["success_fee_rate"]),
        loss_limit=Decimal(pack["loss_limit"]),
        market_value_of_principal=Decimal(pack["market_value_of_principal"]),
        days_to_payment=pack["days_to_payment"],
        scenarios=tuple(_scenario(entry) for entry in pack["scenario"]),
        sales={name: _sale(entry, months) for name, entry in pack["sale"].items()},
    )


def _scenario(entry: dict[str, Any]) -> ScenarioDefault:
    return ScenarioDefault(
        name=entry["name"],
        probability=Decimal(entry["probability"]),
        dividend=Decimal(entry["dividend"]),
        months_to_dividend=entry["months_to_dividend"],
        guarantor_probability=Decimal(entry["guarantor_probability"]),
        months_to_guarantor=entry["months_to_guarantor"],
    )


def _sale(entry: dict[str, Any], months: tuple[int, ...]) -> SaleDefault:
    low, high = (Decimal(share) for share in entry["discount"])
    return SaleDefault(
        cost_rate=Decimal(entry["cost_rate"]),
        tax_rate=Decimal(entry["tax_rate"]),
        forced_sale_discounts=(high, (low + high) / 2, low),
        months=months,
    )
