"""Who pays what in one scenario: from the market value down to our recovery, cent by cent."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from workstation.domain.court_fees import CourtFeeKind, court_fee
from workstation.domain.guarantee_liability import VOID_SHARES, void_cap
from workstation.domain.rounding import ZERO, to_cents
from workstation.domain.valuation.inputs import Asset, GuarantorWealth, Sale, ScenarioInput, ValuationInput


@dataclass(frozen=True, slots=True, kw_only=True)
class CollateralRecovery:
    """The steps of one sale; every amount is rounded half up to the cent before the next step uses it.

    `net` may be negative; `claim_before` is what of the claim was outstanding when the money came."""

    asset: Asset
    sale: Sale
    gross: Decimal
    cost: Decimal
    execution_fee: Decimal
    tax: Decimal
    net: Decimal
    secured: Decimal
    prior_claims: Decimal
    distributable: Decimal
    claim_before: Decimal
    recovery: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class GuarantorRecovery:
    """What a guarantor pays in one scenario; every amount is rounded half up to the cent.

    expected: wealth x access x probability, before the claim limits it.
    bound: the most that a void promise comes to (担保制度解释第17条), times the probability; None for a valid one.
    left: what other guarantees of the same party leave of its wealth, times the probability; None where there is no
        other.
    claim_before: what of the claim was outstanding when the money came.
    cash_date: when it pays; under a void promise not before the sales and the dividend of the borrower.
    """

    guarantor: GuarantorWealth
    probability: Decimal
    cash_date: date | None
    expected: Decimal
    bound: Decimal | None
    left: Decimal | None
    claim_before: Decimal
    recovery: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowerRecovery:
    """`residual_claim` is what collateral and guarantors leave."""

    residual_claim: Decimal
    dividend: Decimal
    cash_date: date | None
    recovery: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoveries:
    """`collateral` and `guarantors` are keyed by id, in the order of the input."""

    collateral: dict[str, CollateralRecovery]
    guarantors: dict[str, GuarantorRecovery]
    borrower: BorrowerRecovery

    @property
    def total(self) -> Decimal:
        sold = sum((part.recovery for part in self.collateral.values()), ZERO)
        paid = sum((part.recovery for part in self.guarantors.values()), ZERO)
        return sold + paid + self.borrower.recovery


@dataclass(frozen=True, slots=True)
class _Claimant:
    """Someone who pays, in the order in which the claim is used up. That order is by date, then kind (a sale, a valid
    guarantee, a void one), then `reach`, then place in the input.

    Of void promises of one day the order matters, since each bears its share of what those before it leave. They go by
    how much of the claim their wealth could bear at that share, the least first, so that the order of the rows decides
    nothing. No text says who of them pays first.
    """

    on: date
    kind: int
    index: int
    id: str
    reach: tuple[Fraction, Fraction, Decimal] = (Fraction(0), Fraction(0), ZERO)

    @property
    def turn(self) -> tuple[date, int, tuple[Fraction, Fraction, Decimal], int]:
        return (self.on, self.kind, self.reach, self.index)


def recoveries(inputs: ValuationInput, scenario: ScenarioInput) -> Recoveries:
    """Recoveries use up the claim in the order of their dates and never exceed it. To be called within
    `rounding.exact`, on an input that was checked."""
    assets = {asset.id: asset for asset in inputs.collateral}
    wealth = {guarantor.id: guarantor for guarantor in inputs.guarantors}
    sold: dict[str, CollateralRecovery] = {}
    paid: dict[str, GuarantorRecovery] = {}
    outstanding = inputs.claim.amount
    purses, borne = _purses(inputs, scenario), dict[str | None, Decimal]()
    for claimant in sorted(_claimants(inputs, scenario), key=lambda claimant: claimant.turn):
        if claimant.kind == 0:
            sold[claimant.id] = _from_sale(assets[claimant.id], scenario.sales[claimant.id], outstanding)
            outstanding -= sold[claimant.id].recovery
        else:
            guarantor = wealth[claimant.id]
            party = guarantor.shared.party if guarantor.shared else None
            bound = _void_bound(guarantor, scenario, outstanding, borne.get(party, ZERO))
            limits = (outstanding, bound, None if party is None else purses[party])
            one = _from_guarantor(guarantor, scenario, claimant.on, limits)
            paid[one.guarantor.id] = one
            outstanding -= one.recovery
            if party is not None:
                purses[party] -= one.recovery
                borne[party] = borne.get(party, ZERO) + (one.recovery if guarantor.void else ZERO)
    borrower = scenario.borrower
    return Recoveries(
        collateral={asset.id: sold[asset.id] for asset in inputs.collateral if asset.id in sold},
        guarantors={person.id: paid[person.id] for person in inputs.guarantors if person.id in paid},
        borrower=BorrowerRecovery(
            residual_claim=outstanding,
            dividend=borrower.dividend,
            cash_date=borrower.cash_date,
            recovery=to_cents(borrower.dividend * outstanding),
        ),
    )


def _claimants(inputs: ValuationInput, scenario: ScenarioInput) -> list[_Claimant]:
    found = [
        _Claimant(scenario.sales[asset.id].cash_date, 0, index, asset.id)
        for index, asset in enumerate(inputs.collateral)
        if asset.id in scenario.sales
    ]
    for index, guarantor in enumerate(inputs.guarantors):
        payment = scenario.guarantors.get(guarantor.id)
        if payment is not None:
            # without a date the probability is 0 and the turn does not matter
            on = payment.cash_date or inputs.valuation_date
            if guarantor.void is None:
                found.append(_Claimant(on, 1, index, guarantor.id))
            else:
                on = max(on, _debtor_done(inputs, scenario))
                reach = _reach(guarantor, payment.probability)
                found.append(_Claimant(on, 2, index, guarantor.id, reach))
    return found


def _reach(guarantor: GuarantorWealth, probability: Decimal) -> tuple[Fraction, Fraction, Decimal]:
    """The claim of which the share of a void promise would take all that can be reached, then that share and the
    probability; of a share of nothing the last."""
    share = Fraction(*VOID_SHARES[guarantor.void]) if guarantor.void is not None else Fraction(0)
    wealth = Fraction(guarantor.asset_value * guarantor.access_rate)
    return (wealth / share if share else Fraction(10**30), share, probability)


def _purses(inputs: ValuationInput, scenario: ScenarioInput) -> dict[str, Decimal]:
    """By party with several guarantees: the most that it pays under all of them, by the likeliest of its payments."""
    found: dict[str, Decimal] = {}
    for guarantor in inputs.guarantors:
        payment = scenario.guarantors.get(guarantor.id)
        if payment is not None and guarantor.shared is not None:
            most = to_cents(guarantor.shared.amount * payment.probability)
            found[guarantor.shared.party] = max(most, found.get(guarantor.shared.party, ZERO))
    return found


def _debtor_done(inputs: ValuationInput, scenario: ScenarioInput) -> date:
    """When it is known what the debtor cannot pay: after every sale, whether it brings us anything or not, and after the
    dividend. So security or a guarantor more does not move it."""
    days = [inputs.valuation_date, *(sale.cash_date for sale in scenario.sales.values())]
    if scenario.borrower.dividend and scenario.borrower.cash_date is not None:
        days.append(scenario.borrower.cash_date)
    return max(days)


def secured_proceeds(asset: Asset, sale: Sale) -> Decimal:
    """What a sale leaves for those who hold security on the asset, after costs, fee and tax; it may be negative. To be
    called within `rounding.exact`."""
    return _from_sale(asset, sale, ZERO).secured


def _from_sale(asset: Asset, sale: Sale, outstanding: Decimal) -> CollateralRecovery:
    gross = to_cents(asset.market_value * (1 - sale.forced_sale_discount))
    cost = to_cents(gross * asset.cost_rate + asset.fixed_cost)
    fee = court_fee(CourtFeeKind.EXECUTION, gross).fee if asset.execution_fee else ZERO
    tax = to_cents(gross * asset.tax_rate)
    net = gross - cost - fee - tax
    secured = to_cents(net * asset.secured_share)
    prior = sum((claim.amount for claim in sale.prior_claims), ZERO)
    distributable = max(ZERO, secured - prior)
    limits = [distributable, outstanding] if asset.cap is None else [distributable, asset.cap, outstanding]
    return CollateralRecovery(
        asset=asset,
        sale=sale,
        gross=gross,
        cost=cost,
        execution_fee=fee,
        tax=tax,
        net=net,
        secured=secured,
        prior_claims=prior,
        distributable=distributable,
        claim_before=outstanding,
        recovery=min(limits),
    )


def _void_bound(
    guarantor: GuarantorWealth, scenario: ScenarioInput, outstanding: Decimal, borne: Decimal
) -> Decimal | None:
    """The share of what the debtor cannot pay. `borne` is what the same party paid under void promises before: two of
    them do not make it bear its share twice."""
    if guarantor.void is None:
        return None
    unpaid = to_cents((outstanding + borne) * (1 - scenario.borrower.dividend))
    probability = scenario.guarantors[guarantor.id].probability
    return max(ZERO, to_cents(void_cap(guarantor.void, unpaid) * probability) - borne)


def _from_guarantor(
    guarantor: GuarantorWealth,
    scenario: ScenarioInput,
    on: date,
    limits: tuple[Decimal, Decimal | None, Decimal | None],
) -> GuarantorRecovery:
    """`limits`: what is outstanding, the bound of a void promise, what the party has left."""
    outstanding, bound, left = limits
    payment = scenario.guarantors[guarantor.id]
    expected = to_cents(guarantor.asset_value * guarantor.access_rate * payment.probability)
    return GuarantorRecovery(
        guarantor=guarantor,
        probability=payment.probability,
        cash_date=None if payment.cash_date is None else on,
        expected=expected,
        bound=bound,
        left=left,
        claim_before=outstanding,
        recovery=min(each for each in (expected, outstanding, bound, left) if each is not None),
    )
