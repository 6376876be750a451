"""The golden lot as an input, and small lots drawn at random."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

from workstation.application.calc.valuations import read
from workstation.domain.guarantees import Fault
from workstation.domain.valuation import (
    Asset,
    BidTerms,
    Costs,
    DebtClaim,
    Dividend,
    GuarantorPayment,
    GuarantorWealth,
    HoldingCost,
    LegalCost,
    PriorClaim,
    Sale,
    ScenarioInput,
    SharedWealth,
    ValuationInput,
)

GOLDEN = Path(__file__).parents[2] / "data" / "golden"
T0 = date(2025, 9, 30)


def textile(**changes):
    lot = read(json.loads((GOLDEN / "textile.json").read_text(encoding="utf-8")), "")
    return replace(lot, **changes)


def simple_lot(**changes):
    """One asset of 1,000,000 sold after a year without any discount or cost; target 0 %."""
    lot = ValuationInput(
        currency="CNY",
        valuation_date=T0,
        target_irr=Decimal(0),
        claim=DebtClaim(principal=Decimal(1_000_000), amount=Decimal(1_000_000)),
        bid=BidTerms(start_price=Decimal(100_000), increment=Decimal(10_000)),
        collateral=(Asset(id="A", market_value=Decimal(1_000_000)),),
        scenarios=(scenario(),),
    )
    return replace(lot, **changes)


def scenario(name="base", probability="1", *, days=365, discount="0", prior="0", **more):
    sale = Sale(
        forced_sale_discount=Decimal(discount),
        cash_date=T0 + timedelta(days),
        prior_claims=(PriorClaim(kind="mortgage", amount=Decimal(prior)),),
    )
    return ScenarioInput(name=name, probability=Decimal(probability), sales={"A": sale}, **more)


money = st.decimals(0, 10**9, places=2)
SHARED = st.none() | st.builds(SharedWealth, party=st.just("p"), amount=money)
VOID = st.sampled_from([None, *Fault])
share = st.decimals(0, 1, places=4)
later = st.integers(0, 3000).map(lambda days: T0 + timedelta(days))


@st.composite
def lots(draw):
    """Lots with up to three assets, two guarantors, and two scenarios; everything in them may bite."""
    assets = [
        Asset(
            id=name,
            market_value=draw(money),
            secured_share=draw(share),
            cap=draw(st.none() | money),
            cost_rate=draw(share),
            fixed_cost=draw(st.decimals(0, 10**5, places=2)),
            tax_rate=draw(share),
            execution_fee=draw(st.booleans()),
        )
        for name in draw(st.sampled_from(("A", "AB", "ABC")))
    ]
    guarantors = [
        GuarantorWealth(
            id=name, asset_value=draw(money), access_rate=draw(share), void=draw(VOID), shared=draw(SHARED)
        )
        for name in draw(st.sampled_from(("", "G", "GH")))
    ]
    first = draw(share)
    scenarios = [
        ScenarioInput(
            name=name,
            probability=probability,
            sales={
                asset.id: Sale(
                    forced_sale_discount=draw(share),
                    cash_date=draw(later),
                    prior_claims=(PriorClaim(kind="tax", amount=draw(money)),),
                )
                for asset in assets
                if draw(st.booleans())
            },
            guarantors={
                person.id: GuarantorPayment(probability=draw(share), cash_date=draw(later))
                for person in guarantors
            },
            borrower=Dividend(dividend=draw(share), cash_date=draw(later)),
        )
        for name, probability in (("down", first), ("up", 1 - first))
    ]
    return ValuationInput(
        currency="CNY",
        valuation_date=T0,
        target_irr=draw(st.decimals("-0.5", 1, places=4)),
        claim=DebtClaim(principal=draw(money), amount=draw(money)),
        bid=BidTerms(
            start_price=draw(money),
            increment=draw(st.decimals(1, 10**6, places=2)),
            transaction_cost_rate=draw(share),
            fixed_closing_cost=draw(st.decimals(0, 10**6, places=2)),
        ),
        costs=Costs(
            success_fee_rate=draw(share),
            legal=(LegalCost(date=draw(later), amount=draw(money)),),
            holding=(HoldingCost(date=draw(later), amount=draw(money)),),
        ),
        collateral=tuple(assets),
        guarantors=tuple(guarantors),
        scenarios=tuple(scenarios),
    )
