"""What must hold between the parts of a valuation input; each breach names its field by a dotted path."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from workstation.domain.input_errors import (
    MissingInputError,
    NotSoldError,
    OutOfRangeError,
    ProbabilitySumError,
    RepeatedError,
    TooEarlyError,
    TooLateError,
    UnknownNameError,
)
from workstation.domain.rounding import ONE, ZERO
from workstation.domain.valuation.inputs import ScenarioInput, ValuationInput

# Of a lot's rows `domain.ranges` asks for less; this is what ends a computation that would not
HORIZON_YEARS = 100

_Amounts = Iterator[tuple[str, Decimal | None]]


def check(inputs: ValuationInput) -> None:
    """A subclass of `InputError` for the first breach found."""
    _check_ranges(inputs)
    _check_names("collateral", "id", [asset.id for asset in inputs.collateral])
    _check_names("guarantors", "id", [guarantor.id for guarantor in inputs.guarantors])
    _check_names("scenarios", "name", [scenario.name for scenario in inputs.scenarios])
    total = sum((scenario.probability for scenario in inputs.scenarios), ZERO)
    if total != ONE:
        raise ProbabilitySumError(field="scenarios", total=total)
    for index, scenario in enumerate(inputs.scenarios):
        _check_scenario(inputs, scenario, f"scenarios[{index}]")
    _check_costs(inputs)
    deposit_date = inputs.bid.deposit_date
    if deposit_date is not None and deposit_date > inputs.valuation_date:
        raise TooLateError(field="bid.deposit_date", latest=inputs.valuation_date)
    if inputs.leverage is not None:
        _check_sold(inputs, "leverage.repay_with", inputs.leverage.repay_with)


def _check_names(path: str, key: str, names: Sequence[str]) -> None:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            raise RepeatedError(field=f"{path}[{index}].{key}")
        seen.add(name)


def _check_scenario(inputs: ValuationInput, scenario: ScenarioInput, path: str) -> None:
    assets = {asset.id for asset in inputs.collateral}
    guarantors = {guarantor.id for guarantor in inputs.guarantors}
    for name, sale in scenario.sales.items():
        if name not in assets:
            raise UnknownNameError(field=f"{path}.collateral.{name}")
        _check_date(inputs, f"{path}.collateral.{name}.cash_date", sale.cash_date)
    for name, payment in scenario.guarantors.items():
        if name not in guarantors:
            raise UnknownNameError(field=f"{path}.guarantors.{name}")
        _check_paid(inputs, f"{path}.guarantors.{name}", payment.probability, payment.cash_date)
    borrower = scenario.borrower
    _check_paid(inputs, f"{path}.borrower", borrower.dividend, borrower.cash_date)


def _check_paid(inputs: ValuationInput, path: str, share: Decimal, on: date | None) -> None:
    if on is None and share:
        raise MissingInputError(field=f"{path}.cash_date")
    if on is not None:
        _check_date(inputs, f"{path}.cash_date", on)


def _check_date(inputs: ValuationInput, path: str, on: date) -> None:
    if on < inputs.valuation_date:
        raise TooEarlyError(field=path, earliest=inputs.valuation_date)
    check_horizon(inputs, path, on)


def check_horizon(inputs: ValuationInput, path: str, on: date) -> None:
    """`TooLateError` for a day that is farther off than any recovery: holding costs would fall due thousands of times
    until then."""
    if on.year > inputs.valuation_date.year + HORIZON_YEARS:
        latest = inputs.valuation_date.year + HORIZON_YEARS
        raise TooLateError(field=path, latest=date(min(latest, date.max.year), 12, 31))


def _check_costs(inputs: ValuationInput) -> None:
    for index, legal in enumerate(inputs.costs.legal):
        _check_date(inputs, f"costs.legal[{index}].date", legal.date)
    for index, holding in enumerate(inputs.costs.holding):
        path = f"costs.holding[{index}]"
        if holding.date is not None:
            _check_date(inputs, f"{path}.date", holding.date)
        else:
            _check_sold(inputs, f"{path}.until_collateral", holding.until_collateral)


def _check_sold(inputs: ValuationInput, path: str, collateral: str | None) -> None:
    if collateral is None:
        raise MissingInputError(field=path)
    if all(asset.id != collateral for asset in inputs.collateral):
        raise UnknownNameError(field=path)
    if any(collateral not in scenario.sales for scenario in inputs.scenarios):
        raise NotSoldError(field=path)


def _check_ranges(inputs: ValuationInput) -> None:
    rates = [("target_irr", inputs.target_irr)]
    rates += [(f"target_irrs[{index}]", rate) for index, rate in enumerate(inputs.target_irrs)]
    for path, rate in rates:
        if rate <= -ONE:
            raise OutOfRangeError(field=path, range="> -1")
    if inputs.bid.increment <= 0:
        raise OutOfRangeError(field="bid.increment", range="> 0")
    for path, share in _shares(inputs):
        if share is not None and not ZERO <= share <= ONE:
            raise OutOfRangeError(field=path, range="0..1")
    for path, amount in _not_negative(inputs):
        if amount is not None and amount < 0:
            raise OutOfRangeError(field=path, range=">= 0")


def _named(path: str, item: object, names: str) -> _Amounts:
    for name in names.split():
        yield f"{path}.{name}", getattr(item, name)


def _shares(inputs: ValuationInput) -> _Amounts:
    if inputs.leverage is not None:
        yield "leverage.share", inputs.leverage.share
    for index, asset in enumerate(inputs.collateral):
        yield f"collateral[{index}].secured_share", asset.secured_share
    for index, scenario in enumerate(inputs.scenarios):
        path = f"scenarios[{index}]"
        yield f"{path}.probability", scenario.probability
        yield f"{path}.borrower.dividend", scenario.borrower.dividend
        for name, sale in scenario.sales.items():
            yield f"{path}.collateral.{name}.forced_sale_discount", sale.forced_sale_discount
        for name, payment in scenario.guarantors.items():
            yield f"{path}.guarantors.{name}.probability", payment.probability


def _not_negative(inputs: ValuationInput) -> _Amounts:
    yield from _named("claim", inputs.claim, "principal amount")
    yield from _named("bid", inputs.bid, "start_price transaction_cost_rate fixed_closing_cost deposit")
    yield from _listed("bid.analyse_at", inputs.bid.analyse_at)
    yield "costs.success_fee_rate", inputs.costs.success_fee_rate
    yield from _listed("costs.legal", (legal.amount for legal in inputs.costs.legal), ".amount")
    yield from _listed("costs.holding", (holding.amount for holding in inputs.costs.holding), ".amount")
    yield "buyer_tax_rate", inputs.buyer_tax_rate
    if inputs.leverage is not None:
        yield "leverage.rate", inputs.leverage.rate
    for index, asset in enumerate(inputs.collateral):
        yield from _named(f"collateral[{index}]", asset, "market_value cap cost_rate fixed_cost tax_rate")
    for index, guarantor in enumerate(inputs.guarantors):
        yield from _named(f"guarantors[{index}]", guarantor, "asset_value access_rate")
        if guarantor.shared is not None:
            yield f"guarantors[{index}].shared.amount", guarantor.shared.amount
    for index, scenario in enumerate(inputs.scenarios):
        for name, sale in scenario.sales.items():
            path = f"scenarios[{index}].collateral.{name}.prior_claims"
            yield from _listed(path, (prior.amount for prior in sale.prior_claims), ".amount")


def _listed(path: str, values: Iterable[Decimal], suffix: str = "") -> _Amounts:
    for index, value in enumerate(values):
        yield f"{path}[{index}]{suffix}", value
