"""Explanation of a recovery, line by line: what a panel, a trace or a memo prints beside each figure."""

from dataclasses import dataclass
from decimal import Decimal

from workstation.domain.valuation.recovery import BorrowerRecovery, CollateralRecovery, GuarantorRecovery


@dataclass(frozen=True, slots=True)
class Step:
    """`label` is an English key. `amount` is signed: a deduction is negative, a total (`is_total`) stands
    for itself. `rate` is the assumption behind it, a fraction of one, applied to `of`."""

    label: str
    amount: Decimal
    rate: Decimal | None = None
    of: Decimal | None = None
    is_total: bool = False


def sale_steps(sold: CollateralRecovery) -> tuple[Step, ...]:
    """From the market value of one collateral to our recovery; the deductions add up to the totals."""
    asset, sale = sold.asset, sold.sale
    value, gross, net = asset.market_value, sold.gross, sold.net
    steps = [
        Step("Market value", value, is_total=True),
        Step("Forced-sale discount", gross - value, rate=sale.forced_sale_discount, of=value),
        Step("Gross proceeds", gross, is_total=True),
        Step("Costs of sale", -sold.cost, rate=asset.cost_rate, of=gross),
        Step("Execution fee", -sold.execution_fee),
        Step("Taxes of the sale", -sold.tax, rate=asset.tax_rate, of=gross),
        Step("Net proceeds", net, is_total=True),
        Step("Not mortgaged", sold.secured - net, rate=1 - asset.secured_share, of=net),
        *(Step(prior.kind, -prior.amount) for prior in sale.prior_claims),
    ]
    shortfall = sold.distributable - (sold.secured - sold.prior_claims)
    if shortfall:
        steps.append(Step("Not covered by the proceeds", shortfall))
    steps.append(Step("For us", sold.distributable, is_total=True))
    if sold.recovery != sold.distributable:
        capped = asset.cap is not None and asset.cap == sold.recovery
        label = "Beyond what our security takes" if capped else "Above the claim"
        limit = asset.cap if capped else sold.claim_before
        steps.append(Step(label, sold.recovery - sold.distributable, of=limit))
    return (*steps, Step("Recovery", sold.recovery, is_total=True))


def guarantor_steps(paid: GuarantorRecovery) -> tuple[Step, ...]:
    """The steps from a guarantor's wealth to the expected payment: within what is left of the claim, or within the
    share of it that a void promise comes to."""
    wealth = paid.guarantor.asset_value
    steps = [
        Step("Wealth", wealth, is_total=True),
        Step("Out of reach, or not paid", paid.expected - wealth, rate=_lost(paid), of=wealth),
    ]
    if paid.recovery != paid.expected:
        label = "Above the claim" if paid.bound is None else "Above the share of a void promise"
        if paid.recovery == paid.left:
            label = "Paid under another guarantee"
        steps.append(Step(label, paid.recovery - paid.expected, of=paid.claim_before))
    return (*steps, Step("Recovery", paid.recovery, is_total=True))


def _lost(paid: GuarantorRecovery) -> Decimal:
    return 1 - paid.guarantor.access_rate * paid.probability


def borrower_steps(paid: BorrowerRecovery) -> tuple[Step, ...]:
    """The dividend on what collateral and guarantors leave of the claim."""
    return (
        Step("Claim left", paid.residual_claim, is_total=True),
        Step("Not paid", paid.recovery - paid.residual_claim, rate=1 - paid.dividend, of=paid.residual_claim),
        Step("Recovery", paid.recovery, is_total=True),
    )
