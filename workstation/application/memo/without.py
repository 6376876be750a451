"""What the bid would be if a fact were not known."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from workstation.application.valuation.inputs import facts
from workstation.application.valuing import value_of
from workstation.domain.errors import UserError
from workstation.domain.record import LotRecord
from workstation.domain.reference import Reference

BidWithout = Callable[[Any, str], Decimal | None]


def bid_without(record: LotRecord, today: date, reference: Reference) -> BidWithout:
    """Of a row and a field that may be empty: the bid on the ladder while that field is as in a new row; None where there
    is no bid then. Each is computed once."""
    known: dict[tuple[str, str, str], Decimal | None] = {}

    def without(row: Any, name: str) -> Decimal | None:
        key = (row.entity, row.id, name)
        if key not in known:
            known[key] = _bid(_emptied(record, row, name), today, reference)
        return known[key]

    return without


def _emptied(record: LotRecord, row: Any, name: str) -> LotRecord:
    default = next(each.default for each in fields(row) if each.name == name)
    rows = {**record.rows[row.entity], row.id: replace(row, **{name: default})}
    return LotRecord({**record.rows, row.entity: rows}, record.head)


def _bid(record: LotRecord, today: date, reference: Reference) -> Decimal | None:
    try:
        return value_of(facts(record, today, reference)).price.max_bid_on_ladder
    except UserError:
        return None
