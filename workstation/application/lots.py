"""A new lot: five typed fields and a first maximum bid on default assumptions, every one marked assumed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from workstation.application.batches import chunks, in_chunks
from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction, Writer
from workstation.application.progress import SILENT, Progress
from workstation.application.records import assumed, remove_with_parts
from workstation.domain.citations import Evidence, EvidenceKind
from workstation.domain.claims import Balance, BalanceKind, Claim
from workstation.domain.collateral import (
    MORTGAGE_OFFERED,
    UNEXAMINED,
    Appraisal,
    Collateral,
    CollateralType,
    Encumbrance,
    ExecutionFee,
)
from workstation.domain.dates import add_days, add_months
from workstation.domain.defaults import Defaults, SaleDefault
from workstation.domain.errors import Term, UserError
from workstation.domain.fields import fields_of
from workstation.domain.guarantees import Guarantee
from workstation.domain.images import said_text
from workstation.domain.listings import Listing
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.new_lots import LISTED, NewLot
from workstation.domain.scenarios import Assumptions, Scenario, ScenarioGuarantor, ScenarioSale


class LotNameMissingError(UserError):
    code = "lot.name_missing"
    message = "A lot needs a name. Type the borrower or the title of the listing."


def new_lot(writer: Writer, defaults: Defaults, given: NewLot) -> Committed[str]:
    """Creates the lot with its listing, its claim and default assumptions; returns the lot's id."""
    if not given.name.strip():
        raise LotNameMissingError
    step = Step(OperationKind.CREATE_LOT, {"record": given.name.strip()})
    return writer.run(step, lambda tx: _put_lot(tx, defaults, given))


def paste_lots(
    writer: Writer,
    defaults: Defaults,
    given: Sequence[NewLot],
    *,
    batch: str,
    progress: Progress = SILENT,
) -> Committed[None] | None:
    """Lots from a spreadsheet as one batch. Cancelled, it keeps what is finished; None when there was nothing."""

    def work(tx: Transaction, some: Sequence[NewLot]) -> None:
        for lot in some:
            _put_lot(tx, defaults, lot)

    step = Step(OperationKind.PASTE, {"record": Lot.title, "count": str(len(given))}, batch)
    return in_chunks(writer, step, chunks(given, _LOTS_AT_ONCE), work, progress)


_LOTS_AT_ONCE = 10  # each with some thirty rows of assumptions


def _put_lot(tx: Transaction, defaults: Defaults, given: NewLot) -> str:
    lot = Lot(id=tx.new_id(), name=given.name.strip(), number=given.number, region=given.region)
    tx.put(lot)
    tx.put(Listing(id=tx.new_id(), lot=lot.id, **{name: getattr(given, name) for name in LISTED}))
    if given.principal is not None:
        _claim_with_principal(tx, lot.id, given.principal)
    paid_on = payment_day(tx, lot.id, defaults)
    add_default_assumptions(tx, lot.id, defaults, paid_on)
    if given.principal is not None:
        _placeholder_collateral(tx, lot.id, defaults, given.principal, paid_on)
    return lot.id


def _claim_with_principal(tx: Transaction, lot: str, principal: Money) -> None:
    claim = Claim(id=tx.new_id(), lot=lot, name="1", currency=principal.currency)
    tx.put(claim)
    tx.put(Balance(id=tx.new_id(), lot=lot, claim=claim.id, kind=BalanceKind.PRINCIPAL, amount=principal))


def _placeholder_collateral(
    tx: Transaction, lot: str, defaults: Defaults, principal: Money, paid_on: date
) -> None:
    """Until the papers are read, the security is taken to be worth a share of the principal."""
    value = Money.of(principal.amount * defaults.market_value_of_principal, principal.currency)
    unknown = Collateral(id=tx.new_id(), lot=lot, name=UNEXAMINED)
    collateral = _put_collateral(tx, defaults, unknown, paid_on)
    _put_assumed(
        tx,
        Appraisal(id=tx.new_id(), lot=lot, collateral=collateral.id, value=value),
        defaults.source,
        ("value",),
    )


def payment_day(tx: Transaction, lot: str, defaults: Defaults) -> date:
    """The day on which the balance leaves: that of the assumptions, else the one that the notice names, else some days
    after the end of bidding."""
    given = next(iter(tx.rows(Assumptions, lot=lot)), None)
    if given is not None and given.valuation_date is not None:
        return given.valuation_date
    listing: Listing | None = next(iter(reversed(tx.rows(Listing, lot=lot))), None)
    closing = listing.bid_end.date() if listing and listing.bid_end else tx.now.date()
    due = listing.payment_due if listing else None
    return due if due is not None and due >= closing else add_days(closing, defaults.days_to_payment)


def _currency(tx: Transaction, lot: str) -> str:
    """That of the start price; where none is known that of the claim."""
    listing: Listing | None = next(iter(reversed(tx.rows(Listing, lot=lot))), None)
    if listing is not None and listing.start_price is not None:
        return listing.start_price.currency
    from workstation.language.currencies import currency_code  # noqa: PLC0415 - numerals are off the start-up path

    named = (claim.currency for claim in tx.rows(Claim, lot=lot) if claim.currency)
    return next((currency_code(name) or name.strip() for name in named if name.strip()), "CNY")


def add_default_assumptions(
    tx: Transaction, lot: str, defaults: Defaults, paid_on: date, *, cited: bool = False
) -> str:
    """One row of assumptions, whose id is returned, and the default scenarios, all assumed for the pack's reason; not the
    day of payment where that is `cited`. The closing costs of the pack are yuan: a lot in another currency has none."""
    given = Assumptions(
        id=tx.new_id(),
        lot=lot,
        valuation_date=paid_on,
        target_irr=defaults.target_irr,
        transaction_cost_rate=defaults.transaction_cost_rate,
        fixed_closing_cost=Money.of(defaults.fixed_closing_cost) if _currency(tx, lot) == "CNY" else None,
        success_fee_rate=defaults.success_fee_rate,
        loss_limit=defaults.loss_limit,
    )
    named = {declared.name for declared in fields_of(Assumptions)} - ({"valuation_date"} if cited else set())
    _put_assumed(tx, given, defaults.source, tuple(named))
    for ordinal, default in enumerate(defaults.scenarios):
        _put_assumed(
            tx,
            Scenario(
                id=tx.new_id(),
                lot=lot,
                name=default.name,
                ordinal=ordinal,
                probability=default.probability,
                dividend=default.dividend,
                dividend_date=add_months(paid_on, default.months_to_dividend),
            ),
            defaults.source,
        )
    return given.id


def add_collateral(tx: Transaction, defaults: Defaults, collateral: Collateral) -> Collateral:
    """Stores a collateral with the realisation terms of its type and a sale in every scenario, all assumed. The security
    that the lot began with goes, unless something was done to it."""
    retire_placeholder(tx, collateral.lot)
    return _put_collateral(tx, defaults, collateral, payment_day(tx, collateral.lot, defaults))


def retire_placeholder(tx: Transaction, lot: str) -> None:
    """Takes the assumed security of a new lot away when real security comes, in the same step. One that a person renamed,
    cited or put a right or another value on is that person's work, and stays; a rule names it while it bears its name."""
    for collateral in tx.rows(Collateral, lot=lot, name=UNEXAMINED):
        if _is_untouched(tx, collateral):
            remove_with_parts(tx, collateral)


def _is_untouched(tx: Transaction, collateral: Collateral) -> bool:
    """Whether all that stands on it was assumed with it."""
    values = tx.rows(Appraisal, collateral=collateral.id)
    rights = tx.rows(Encumbrance, collateral=collateral.id)
    if len(values) > 1 or any(
        row.amount or row.contract_cap or row.registered_no or row.since for row in rights
    ):
        return False
    parts: list[Any] = [collateral, *values, *rights]
    found = [item for part in parts for item in tx.rows(Evidence, row_entity=part.entity, row=part.id)]
    begun_with = {item.row: item.value for item in found if item.field == "value"}
    return all(item.kind is EvidenceKind.ASSUMED for item in found) and all(
        begun_with.get(row.id) == said_text(row.value) for row in values
    )


def _put_collateral(tx: Transaction, defaults: Defaults, collateral: Collateral, paid_on: date) -> Collateral:
    """The court's execution fee is a table in yuan: a lot in another currency begins without it."""
    sale = defaults.sales.get(collateral.type.value) or defaults.sales[CollateralType.OTHER.value]
    terms: dict[str, Any] = {
        "secured_share": Decimal(1),
        "cost_rate": sale.cost_rate,
        "tax_rate": sale.tax_rate,
    }
    if _currency(tx, collateral.lot) == "CNY":
        terms["execution_fee"] = ExecutionFee.CN_COURT
    lacking = {name: term for name, term in terms.items() if getattr(collateral, name) is None}
    collateral = replace(collateral, **lacking)
    _put_assumed(tx, collateral, defaults.source, tuple(lacking))
    scenarios = sorted(tx.rows(Scenario, lot=collateral.lot), key=lambda scenario: scenario.ordinal)
    for position, scenario in enumerate(scenarios):
        _put_assumed(tx, _sale(tx, collateral, scenario, sale, position, paid_on), defaults.source)
    if not tx.rows(Encumbrance, lot=collateral.lot, collateral=collateral.id, ours=True):
        mortgage = Encumbrance(id=tx.new_id(), lot=collateral.lot, collateral=collateral.id, ours=True)
        _put_assumed(tx, mortgage, MORTGAGE_OFFERED, ("kind",))
    return collateral


def _sale(  # noqa: PLR0917 - a row joins five things
    tx: Transaction,
    collateral: Collateral,
    scenario: Scenario,
    sale: SaleDefault,
    position: int,
    paid_on: date,
) -> ScenarioSale:
    last = len(sale.months) - 1
    return ScenarioSale(
        id=tx.new_id(),
        lot=collateral.lot,
        scenario=scenario.id,
        collateral=collateral.id,
        forced_sale_discount=sale.forced_sale_discounts[min(position, last)],
        cash_date=add_months(paid_on, sale.months[min(position, last)]),
    )


def new_collateral(writer: Writer, defaults: Defaults, lot: str, name: str = "") -> Committed[str]:
    """A collateral as the form adds it: with default terms and a sale in every scenario, all assumed; its name is typed next."""

    def work(tx: Transaction) -> str:
        return add_collateral(tx, defaults, Collateral(id=tx.new_id(), lot=lot, name=name)).id

    return writer.run(Step(OperationKind.ADD, {"record": name or Term(Collateral.title)}), work)


def new_guarantee(writer: Writer, defaults: Defaults, lot: str) -> Committed[str]:
    """A guarantee with a payment in every scenario, assumed as the pack says; it counts once its assets are valued."""

    def work(tx: Transaction) -> str:
        guarantee = Guarantee(id=tx.new_id(), lot=lot)
        tx.put(guarantee)
        given = next(iter(tx.rows(Assumptions, lot=lot)), None)
        paid_on = (given.valuation_date if given else None) or tx.now.date()
        scenarios = sorted(tx.rows(Scenario, lot=lot), key=lambda scenario: scenario.ordinal)
        for scenario, default in zip(scenarios, defaults.scenarios, strict=False):
            payment = ScenarioGuarantor(
                id=tx.new_id(),
                lot=lot,
                scenario=scenario.id,
                guarantee=guarantee.id,
                probability=default.guarantor_probability,
                cash_date=add_months(paid_on, default.months_to_guarantor),
            )
            _put_assumed(tx, payment, defaults.source)
        return guarantee.id

    return writer.run(Step(OperationKind.ADD, {"record": Guarantee.title}), work)


def _put_assumed(tx: Transaction, row: Any, reason: str, fields: tuple[str, ...] = ()) -> None:
    """Stores a row and marks its filled citable fields (or the named ones) as assumed."""
    tx.put(row)
    for declared in fields_of(type(row)):
        wanted = declared.name in fields if fields else declared.citable
        if wanted and declared.citable and getattr(row, declared.name) is not None:
            tx.put(assumed(tx, row, declared.name, reason))
