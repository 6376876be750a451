"""Default assumptions of a new lot: practice figures from a pack, each to be replaced by something better."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ScenarioDefault:
    """`name` is the English key; `months_to_dividend` counts from the day the balance is paid."""

    name: str
    probability: Decimal
    dividend: Decimal
    months_to_dividend: int
    guarantor_probability: Decimal
    months_to_guarantor: int


@dataclass(frozen=True, slots=True)
class SaleDefault:
    """How one type of collateral sells; discounts and months in the order of the scenarios."""

    cost_rate: Decimal
    tax_rate: Decimal
    forced_sale_discounts: tuple[Decimal, ...]
    months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Defaults:
    """All shares are fractions of one, money is in the lot's currency. `source` is the reason shown on every
    field that was filled from here; `sales` is keyed by the value of `CollateralType`."""

    source: str
    target_irr: Decimal
    transaction_cost_rate: Decimal
    fixed_closing_cost: Decimal
    success_fee_rate: Decimal
    loss_limit: Decimal
    market_value_of_principal: Decimal
    days_to_payment: int
    scenarios: tuple[ScenarioDefault, ...]
    sales: dict[str, SaleDefault]
