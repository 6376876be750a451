"""What the numbers and days of a lot may be: the one home of the ranges that a price is computed within."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final

from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.claims import Claim
from workstation.domain.collateral import Appraisal, Collateral, Encumbrance
from workstation.domain.dates import add_months
from workstation.domain.errors import Term
from workstation.domain.fields import Field, Kind, field_of, fields_of
from workstation.domain.guarantees import Guarantee
from workstation.domain.input_errors import (
    FieldRangeError,
    RowLateError,
    RowNameError,
    RowNegativeError,
    RowRangeError,
    RowTwiceError,
    RowZeroError,
    ScenariosSumError,
    TextTooLongError,
)
from workstation.domain.listings import Listing
from workstation.domain.money import Money
from workstation.domain.parties import Party
from workstation.domain.record import LotRecord
from workstation.domain.scenarios import (
    Assumptions,
    Cost,
    Scenario,
    ScenarioGuarantor,
    ScenarioPrior,
    ScenarioSale,
    in_order,
    weights,
)

# A recovery or a cost that lies farther off than this is a slip of the pen: 2527 for 2027
HORIZON_YEARS = 40
# Some thirty pages of a memo. What is longer is a document, not a note, and would hold up every memo of its lot
LONGEST_TEXT = 100_000

# The amounts that a price is computed from; a balance may be negative, where a payment stands as one
_AMOUNTS = (
    (Claim, "capped_claim"),
    (Listing, "principal"),
    (Listing, "claim_total"),
    (Listing, "start_price"),
    (Listing, "increment"),
    (Listing, "deposit"),
    (Appraisal, "value"),
    (Collateral, "fixed_cost"),
    (Encumbrance, "amount"),
    (Encumbrance, "contract_cap"),
    (Guarantee, "cap"),
    (Guarantee, "asset_value"),
    (Cost, "amount"),
    (Assumptions, "fixed_closing_cost"),
)

# Rows of which a lot has one, or one for each pair of what they name: a second one would count or not by its id alone
SINGLE: Final[dict[type[Any], tuple[str, ...]]] = {
    Assumptions: (),
    ScenarioSale: ("scenario", "collateral"),
    ScenarioGuarantor: ("scenario", "guarantee"),
    ScenarioPrior: ("scenario", "encumbrance"),
}


def check_value(declared: Field, value: object) -> None:
    """`FieldRangeError` where a value lies beyond the range of its field, `TextTooLongError` for a text of more than
    `LONGEST_TEXT` characters; for what is typed, cited or pasted."""
    _check_length(declared, value)
    if _is_beyond(declared, value):
        raise FieldRangeError(field=Term(declared.label), **_limits(declared))


def check_texts(row: Any) -> None:
    """`TextTooLongError` where a text of a row that a person sees is too long, wherever it came from."""
    for declared in _texts_of(row.entity):
        _check_length(declared, getattr(row, declared.name))


@cache
def _texts_of(entity: str) -> tuple[Field, ...]:
    kinds = {Kind.TEXT, Kind.PROSE}
    return tuple(each for each in fields_of(BY_ENTITY[entity]) if each.kind in kinds and each.shown)


def _check_length(declared: Field, value: object) -> None:
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        length, most = (f"{count:,}" for count in (len(value), LONGEST_TEXT))
        raise TextTooLongError(field=Term(declared.label), length=length, most=most)


def check_ranges(record: LotRecord) -> None:
    """Looks whether the values of a lot lie in their ranges.

    Raises:
        RowRangeError: for the first that does not: a rate or a period beyond the range of its field, a negative amount, a bid
            increment of nothing, a day of cash or cost before the valuation date or more than `HORIZON_YEARS` after
            it, a deposit after that date, a name that two scenarios have.
        RowTwiceError: for the second of two rows of which a lot has one (`SINGLE`).
    """
    check_single(record)
    _check_names(record)
    for entity, rows in record.rows.items():
        for declared in fields_of(BY_ENTITY[entity]):
            for row in rows.values():
                if _is_beyond(declared, getattr(row, declared.name)):
                    raise _refused(record, row, declared, **_limits(declared))
    _check_amounts(record)
    given = record.first(Assumptions)
    if given is not None and given.valuation_date is not None:
        _check_days(record, given.valuation_date, horizon(given.valuation_date))
        _check_deposit(record, given, given.valuation_date)


def check_single(record: LotRecord) -> None:
    """`RowTwiceError` for the second of two rows of which a lot has one (`SINGLE`)."""
    for record_class, names in SINGLE.items():
        seen: set[tuple[str, ...]] = set()
        for row in record.all(record_class):
            of = tuple(getattr(row, name) for name in names)
            if of in seen:
                raise RowTwiceError(entity=row.entity, row=row.id, record=_name(record, row))
            seen.add(of)


def check_weights(record: LotRecord) -> None:
    """`ScenariosSumError` while the scenarios of a lot weigh more or less than 1 together."""
    scenarios = in_order(record.all(Scenario))
    total = sum(weights(scenarios).values(), Decimal(0))
    if scenarios and total != 1:
        last = scenarios[-1]
        raise ScenariosSumError(**_named(record, last, field_of(Scenario, "probability")), total=total)


def _check_names(record: LotRecord) -> None:
    seen: set[str] = set()
    for row in in_order(record.all(Scenario)):
        if row.name in seen:
            raise RowNameError(**_named(record, row, field_of(Scenario, "name")))
        seen.add(row.name)


def _check_deposit(record: LotRecord, given: Assumptions, paid_on: date) -> None:
    listing = record.last(Listing)
    if listing is None or listing.deposit is None or given.deposit_date is None:
        return
    if given.deposit_date > paid_on:
        declared = field_of(Assumptions, "deposit_date")
        raise RowLateError(**_named(record, given, declared), latest=paid_on.isoformat())


def _check_amounts(record: LotRecord) -> None:
    for record_class, name in _AMOUNTS:
        for row in record.all(record_class):
            amount: Money | None = getattr(row, name)
            if amount is not None and amount.minor < 0:
                raise RowNegativeError(**_named(record, row, field_of(record_class, name)))
    for row in record.all(Listing):
        if row.increment is not None and not row.increment.minor:
            raise RowZeroError(**_named(record, row, field_of(Listing, "increment")))


def horizon(valuation_date: date) -> date:
    """The last day on which money may still come."""
    last_year = date.max.year - HORIZON_YEARS
    return date.max if valuation_date.year > last_year else add_months(valuation_date, 12 * HORIZON_YEARS)


def _check_days(record: LotRecord, first: date, last: date) -> None:
    for row, name in _days(record):
        day: date | None = getattr(row, name)
        if day is not None and not first <= day <= last:
            limits = {"least": first.isoformat(), "most": last.isoformat()}
            raise _refused(record, row, field_of(type(row), name), **limits)


def _days(record: LotRecord) -> Iterator[tuple[Any, str]]:
    """The days on which money comes or goes. The day of a dividend of nothing is no such day."""
    yield from ((row, "cash_date") for row in record.all(ScenarioSale))
    yield from ((row, "cash_date") for row in record.all(ScenarioGuarantor))
    yield from ((row, "dividend_date") for row in record.all(Scenario) if row.dividend)
    yield from ((row, "on") for row in record.all(Cost))


def _is_beyond(declared: Field, value: object) -> bool:
    if declared.within is None or not isinstance(value, Decimal | int):
        return False
    least, most = declared.within
    return not least <= value <= most


def _limits(declared: Field) -> dict[str, str]:
    least, most = declared.within or (Decimal(0), Decimal(0))
    if declared.kind is not Kind.RATE:
        return {"least": f"{least:f}", "most": f"{most:f}"}
    return {"least": f"{(least * 100).normalize():f}%", "most": f"{(most * 100).normalize():f}%"}


def _refused(record: LotRecord, row: Any, declared: Field, **limits: str) -> RowRangeError:
    return RowRangeError(**_named(record, row, declared), **limits)


def _named(record: LotRecord, row: Any, declared: Field) -> dict[str, Any]:
    return {
        "entity": row.entity,
        "row": row.id,
        "name": declared.name,
        "field": Term(declared.label),
        "record": _name(record, row),
    }


def _name(record: LotRecord, row: Any) -> Term:
    """What a person calls the row: its own name, else what it belongs to, else its kind."""
    above = record.get(Collateral, getattr(row, "collateral", None))
    within = record.get(Scenario, getattr(row, "scenario", None))
    promise = row if isinstance(row, Guarantee) else record.get(Guarantee, getattr(row, "guarantee", None))
    guarantor = record.get(Party, promise.guarantor) if promise is not None else None
    named = (row, within, above, guarantor)
    parts = [each.name for each in named if each is not None and getattr(each, "name", None)]
    return Term(" · ".join(parts) or type(row).title)
