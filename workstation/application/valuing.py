"""From the record of a lot to a bid: facts, the live figure, and runs that are frozen with their trace."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction
from workstation.application.services import Services
from workstation.domain.appraisals import standing_appraisal
from workstation.domain.claims import Balance, BalanceKind, Claim
from workstation.domain.collateral import Collateral, Encumbrance, ExecutionFee
from workstation.domain.decisions import Run
from workstation.domain.errors import UserError
from workstation.domain.guarantees import Guarantee
from workstation.domain.listings import Listing
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.domain.scenarios import (
    Assumptions,
    Cost,
    CostKind,
    Scenario,
    ScenarioGuarantor,
    ScenarioPrior,
    ScenarioSale,
)
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
    Leverage,
    PriorClaim,
    Sale,
    ScenarioInput,
    ValuationInput,
    ValuationResult,
    value,
)
from workstation.domain.valuation.bridge import Bar, bridge
from workstation.domain.valuation.results import percent

ZERO, ONE = Decimal(0), Decimal(1)
# the ladder of returns that the Valuation panel and the memo show beside the target
TARGETS = tuple(Decimal(text) for text in ("0.10", "0.12", "0.14", "0.16", "0.18", "0.20", "0.25"))


class NotPriceableError(UserError):
    code = "valuation.incomplete"
    message = "The lot cannot be priced yet. Still needed: {missing}."


@dataclass(frozen=True, slots=True)
class Facts:
    """What a bid can be computed from. `missing` names (as English labels) what stops it, `gaps` what was left out;
    `keys` leads from the names used in the computation to the rows."""

    inputs: ValuationInput | None
    missing: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        """SHA-256 over the inputs; equal inputs give equal hashes whatever the ids of the rows."""
        return hashlib.sha256(_canonical(asdict(self.inputs) if self.inputs else {})).hexdigest()


@dataclass(frozen=True, slots=True)
class _Keys:
    """Short names of the rows inside a computation: their own if they have one, unique in the lot."""

    collateral: dict[str, str]
    guarantees: dict[str, str]


def facts(record: LotRecord) -> Facts:
    """One reading of the lot as inputs of `value` (golden contract, section 7)."""
    listing = record.last(Listing)
    given = record.first(Assumptions)
    claim = _claim(record, listing)
    missing = _missing(record, given, claim)
    if missing or listing is None or given is None or claim is None:
        return Facts(None, missing)
    keys = _Keys(_keyed(record.all(Collateral), "A"), _keyed(record.all(Guarantee), "G"))
    assets = tuple(
        asset for row in record.all(Collateral) if (asset := _asset(record, row, keys)) is not None
    )
    known = {asset.id for asset in assets}
    scenarios = tuple(_scenario(record, row, keys, known) for row in _scenarios(record))
    inputs = ValuationInput(
        currency=_currency(record, listing),
        valuation_date=given.valuation_date or date.min,
        target_irr=given.target_irr or ZERO,
        target_irrs=TARGETS,
        claim=claim,
        bid=_bid(listing, given),
        costs=_costs(record, given, keys),
        collateral=assets,
        guarantors=_guarantors(record, keys),
        buyer_tax_rate=given.buyer_tax_rate,
        leverage=_leverage(given, keys),
        scenarios=scenarios,
    )
    named = {key: row for row, key in (*keys.collateral.items(), *keys.guarantees.items())}
    gaps = tuple(row.name for row in record.all(Collateral) if keys.collateral[row.id] not in known)
    return Facts(inputs, (), gaps, named)


def _currency(record: LotRecord, listing: Listing) -> str:
    """That of the start price; where none is published that of the claim."""
    if listing.start_price is not None:
        return listing.start_price.currency
    claim = record.first(Claim)
    return (claim.currency if claim else None) or "CNY"


def _missing(record: LotRecord, given: Assumptions | None, claim: DebtClaim | None) -> tuple[str, ...]:
    wanted = (
        ("Listing", record.all(Listing)),
        ("Principal", claim),
        ("Balance paid on", given and given.valuation_date),
        ("Target IRR", given and given.target_irr is not None),
        ("Scenario", record.all(Scenario)),
        ("Months", all(cost.months is None or _months(cost.months) for cost in record.all(Cost))),
    )
    return tuple(label for label, there in wanted if not there)


def _keyed(rows: tuple[Any, ...], prefix: str) -> dict[str, str]:
    keys: dict[str, str] = {}
    for position, row in enumerate(rows, 1):
        key = row.key or f"{prefix}{position}"
        keys[row.id] = key if key not in keys.values() else f"{key}-{position}"
    return keys


def _amount(money: Money | None) -> Decimal:
    return money.amount if money is not None else ZERO


def _claim(record: LotRecord, listing: Listing | None) -> DebtClaim | None:
    """What may be collected: the capped claims where they are set, else the balances, else what is listed."""
    principal = sum((_amount(row.amount) for row in record.all(Balance, kind=BalanceKind.PRINCIPAL)), ZERO)
    total = ZERO
    for claim in record.all(Claim):
        balances = sum((_amount(row.amount) for row in record.all(Balance, claim=claim.id)), ZERO)
        total += claim.capped_claim.amount if claim.capped_claim else balances
    if listing is not None:
        principal = principal or _amount(listing.principal)
        total = total or _amount(listing.claim_total)
    if not principal and not total:
        return None
    return DebtClaim(principal=principal or total, amount=total or principal)


def _bid(listing: Listing, given: Assumptions) -> BidTerms:
    """Without a published start price the ladder begins at nothing, without an increment its step is one unit."""
    both = listing.deposit is not None and given.deposit_date is not None
    return BidTerms(
        start_price=_amount(listing.start_price),
        increment=_amount(listing.increment) or ONE,
        transaction_cost_rate=given.transaction_cost_rate or ZERO,
        fixed_closing_cost=_amount(given.fixed_closing_cost),
        deposit=_amount(listing.deposit) if both else None,
        deposit_date=given.deposit_date if both else None,
    )


def _asset(record: LotRecord, row: Collateral, keys: _Keys) -> Asset | None:
    """None without a value: what nobody has valued brings nothing."""
    latest = standing_appraisal(record, row)
    if latest is None:
        return None
    ours = record.first(Encumbrance, collateral=row.id, ours=True)
    return Asset(
        id=keys.collateral[row.id],
        market_value=_amount(latest.value),
        secured_share=row.secured_share if row.secured_share is not None else ONE,
        cap=ours.amount.amount if ours and ours.amount else None,
        cost_rate=row.cost_rate or ZERO,
        fixed_cost=_amount(row.fixed_cost),
        tax_rate=row.tax_rate or ZERO,
        execution_fee=row.execution_fee is ExecutionFee.CN_COURT,
    )


def _guarantors(record: LotRecord, keys: _Keys) -> tuple[GuarantorWealth, ...]:
    return tuple(
        GuarantorWealth(
            id=keys.guarantees[row.id],
            asset_value=_amount(row.asset_value),
            access_rate=row.access_rate if row.access_rate is not None else ONE,
        )
        for row in record.all(Guarantee)
        if row.asset_value is not None
    )


def _costs(record: LotRecord, given: Assumptions, keys: _Keys) -> Costs:
    legal, holding = [], []
    for cost in record.all(Cost):
        amount = _amount(cost.amount)
        if cost.kind is CostKind.LEGAL:
            if cost.on is not None:
                legal.append(LegalCost(date=cost.on, amount=amount))
        elif cost.on is not None:
            holding.append(HoldingCost(amount=amount, date=cost.on))
        elif cost.months and cost.until_collateral in keys.collateral:
            months = _months(cost.months)
            until = keys.collateral[cost.until_collateral]
            holding.append(HoldingCost(amount=amount, months=months, until_collateral=until))
    return Costs(success_fee_rate=given.success_fee_rate or ZERO, legal=tuple(legal), holding=tuple(holding))


def _months(text: str) -> tuple[int, ...]:
    """The months of "3,9"; empty when it is no list of months from 1 to 12."""
    parts = [part.strip() for part in text.replace("，", ",").replace("、", ",").split(",")]
    months = tuple(int(part) for part in parts if part.isdecimal() and 1 <= int(part) <= 12)
    return months if len(months) == len(parts) else ()


def _leverage(given: Assumptions, keys: _Keys) -> Leverage | None:
    repaid = keys.collateral.get(given.leverage_repaid_with or "")
    if given.leverage_share is None or given.leverage_rate is None or repaid is None:
        return None
    return Leverage(share=given.leverage_share, rate=given.leverage_rate, repay_with=repaid)


def _scenarios(record: LotRecord) -> list[Scenario]:
    return sorted(record.all(Scenario), key=lambda row: (row.ordinal, row.id))


def _scenario(record: LotRecord, row: Scenario, keys: _Keys, known: set[str]) -> ScenarioInput:
    sales = {
        key: Sale(
            forced_sale_discount=sale.forced_sale_discount,
            cash_date=sale.cash_date,
            prior_claims=_prior_claims(record, row, sale.collateral),
        )
        for sale in record.all(ScenarioSale, scenario=row.id)
        if (key := keys.collateral.get(sale.collateral)) in known
        and key is not None
        and sale.forced_sale_discount is not None
        and sale.cash_date is not None
    }
    paid = {
        keys.guarantees[each.guarantee]: GuarantorPayment(
            probability=each.probability or ZERO, cash_date=each.cash_date
        )
        for each in record.all(ScenarioGuarantor, scenario=row.id)
        if each.guarantee in keys.guarantees
    }
    return ScenarioInput(
        name=row.name,
        probability=row.probability or ZERO,
        sales=sales,
        guarantors=paid,
        borrower=Dividend(
            dividend=row.dividend or ZERO, cash_date=row.dividend_date if row.dividend else None
        ),
    )


def _prior_claims(record: LotRecord, scenario: Scenario, collateral: str) -> tuple[PriorClaim, ...]:
    """What is paid before us in this scenario: everything ahead that is not struck out of it."""
    struck = {
        row.encumbrance for row in record.all(ScenarioPrior, scenario=scenario.id) if row.counted is False
    }
    return tuple(
        PriorClaim(kind=row.kind.value, amount=row.amount.amount)
        for row in record.all(Encumbrance, collateral=collateral)
        if row.ahead and not row.ours and row.amount is not None and row.id not in struck
    )


def value_of(found: Facts) -> ValuationResult:
    """`NotPriceableError` names what is missing; other `UserError`s say which input cannot be."""
    if found.inputs is None:
        raise NotPriceableError(missing=", ".join(found.missing))
    return value(found.inputs)


def way_to_the_bid(result: ValuationResult) -> tuple[Bar, ...]:
    """The bars from market value to the highest bid; they add up exactly."""
    return bridge(result)


def share_of(part: Decimal | None, whole: Decimal) -> Decimal | None:
    """0..100, not rounded; None without a part or with a base of zero."""
    return percent(part, whole)


def latest_run(record: LotRecord) -> Run | None:
    return max(record.all(Run), key=lambda run: run.ordinal, default=None)


def is_stale(record: LotRecord, run: Run) -> bool:
    """Whether the record no longer gives the inputs that the run was frozen with."""
    return facts(record).hash != run.inputs_hash


def freeze_run(services: Services, lot: str) -> Committed[Run]:
    """Freezes the lot's figures as a run with its trace; unchanged inputs give the run that stands already, and write
    its trace again where it was lost or damaged."""
    record = services.reader.lot(lot)
    found = facts(record)
    result = value_of(found)
    trace = _canonical(asdict(result))
    currency = result.inputs.currency
    said: dict[str, str] = {}

    def work(tx: Transaction) -> Run:
        last = max(tx.rows(Run, lot=lot), key=lambda run: run.ordinal, default=None)
        if last is not None and last.inputs_hash == found.hash:
            if last.trace == hashlib.sha256(trace).hexdigest():
                services.objects.store(BytesIO(trace))
            return last
        run = Run(
            id=tx.new_id(),
            lot=lot,
            ordinal=last.ordinal + 1 if last else 1,
            inputs_hash=found.hash,
            trace=services.objects.store(BytesIO(trace)).sha256,
            log_head=record.head,
            frozen_at=tx.now,
            loss_probability=result.at_ladder_bid.probability_of_loss if result.at_ladder_bid else None,
            max_bid=Money.of(result.price.max_bid, currency),
            max_bid_on_ladder=(
                Money.of(result.price.max_bid_on_ladder, currency)
                if result.price.max_bid_on_ladder is not None
                else None
            ),
        )
        tx.put(run)
        said["record"] = str(run.ordinal)
        return run

    return services.writer.run(Step(OperationKind.FREEZE_RUN, said), work)


def _canonical(node: Any) -> bytes:
    return json.dumps(
        node, ensure_ascii=False, sort_keys=True, default=_plain, separators=(",", ":")
    ).encode()


def _plain(node: object) -> str:
    if isinstance(node, Decimal):
        return format(node.normalize(), "f")
    if isinstance(node, date | datetime):
        return node.isoformat()
    raise TypeError(type(node).__name__)
