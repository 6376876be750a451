"""Facts and assumptions that a bid is computed from: plain numbers, free of records and evidence.

Amounts are in the currency of the lot with two decimals; rates, shares and probabilities are fractions
of one; `None` means that there is none.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from workstation.domain.guarantees import Fault
from workstation.domain.rounding import ONE, ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtClaim:
    """`amount` is what may be collected at most: the claim as it stands when interest stops."""

    principal: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BidTerms:
    start_price: Decimal
    increment: Decimal
    transaction_cost_rate: Decimal = ZERO
    fixed_closing_cost: Decimal = ZERO
    deposit: Decimal | None = None
    deposit_date: dt.date | None = None
    analyse_at: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalCost:
    date: dt.date
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingCost:
    """Either on `date`, or on the last day of each of `months` (1..12) until `until_collateral` is sold."""

    amount: Decimal
    date: dt.date | None = None
    months: tuple[int, ...] = ()
    until_collateral: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    success_fee_rate: Decimal = ZERO
    legal: tuple[LegalCost, ...] = ()
    holding: tuple[HoldingCost, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One collateral. `cap` is the registered maximum; `execution_fee` says whether the court takes its
    fee (诉讼费用交纳办法第14条) from the proceeds."""

    id: str
    market_value: Decimal
    secured_share: Decimal = ONE
    cap: Decimal | None = None
    cost_rate: Decimal = ZERO
    fixed_cost: Decimal = ZERO
    tax_rate: Decimal = ZERO
    execution_fee: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWealth:
    """What a party that gave several guarantees can be reached for under all of them together."""

    party: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class GuarantorWealth:
    """`void` says whose fault it is that the promise is void: then the guarantor bears a share of what the debtor cannot
    pay (担保制度解释第17条), once that is known."""

    id: str
    asset_value: Decimal
    access_rate: Decimal = ONE
    void: Fault | None = None
    shared: SharedWealth | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverage:
    """A loan of `share` of the cash at closing, at simple interest, repaid when `repay_with` is sold."""

    share: Decimal
    rate: Decimal
    repay_with: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorClaim:
    kind: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """How one collateral is sold in one scenario."""

    forced_sale_discount: Decimal
    cash_date: dt.date
    prior_claims: tuple[PriorClaim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuarantorPayment:
    probability: Decimal
    cash_date: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dividend:
    """What the borrower pays of the claim that collateral and guarantors leave."""

    dividend: Decimal = ZERO
    cash_date: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioInput:
    """`sales` and `guarantors` are keyed by id; what is missing brings nothing."""

    name: str
    probability: Decimal
    sales: Mapping[str, Sale] = field(default_factory=dict)
    guarantors: Mapping[str, GuarantorPayment] = field(default_factory=dict)
    borrower: Dividend = Dividend()


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuationInput:
    """`valuation_date` (t0) is the day on which the balance of the price is paid."""

    currency: str
    valuation_date: dt.date
    target_irr: Decimal
    claim: DebtClaim
    bid: BidTerms
    scenarios: tuple[ScenarioInput, ...]
    collateral: tuple[Asset, ...] = ()
    guarantors: tuple[GuarantorWealth, ...] = ()
    costs: Costs = Costs()
    target_irrs: tuple[Decimal, ...] = ()
    buyer_tax_rate: Decimal | None = None
    leverage: Leverage | None = None
