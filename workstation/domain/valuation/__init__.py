"""The highest bid for a lot and everything that it rests on: pure functions over decimals."""

from workstation.domain.valuation.engine import value
from workstation.domain.valuation.inputs import (
    Asset,
    BidTerms,
    Costs,
    DebtClaim,
    Dividend,
    GuarantorPayment,
    GuarantorWealth,
    HoldingCost,
    LegalCost,
    Leverage,
    PriorClaim,
    Sale,
    ScenarioInput,
    SharedWealth,
    ValuationInput,
)
from workstation.domain.valuation.results import ValuationResult

__all__ = [
    "Asset",
    "BidTerms",
    "Costs",
    "DebtClaim",
    "Dividend",
    "GuarantorPayment",
    "GuarantorWealth",
    "HoldingCost",
    "LegalCost",
    "Leverage",
    "PriorClaim",
    "Sale",
    "ScenarioInput",
    "SharedWealth",
    "ValuationInput",
    "ValuationResult",
    "value",
]
