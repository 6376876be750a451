"""What a row is called where it stands for itself: on a tab, over a form, in a list to choose from."""

from collections.abc import Callable
from typing import Any, Final

from workstation.domain.errors import Term
from workstation.domain.guarantees import Guarantee
from workstation.domain.naming import name_of
from workstation.domain.parties import Party, Role
from workstation.domain.record import LotRecord
from workstation.language.stored_words import stored_words

_NUMBERS: Final = ("contract_no", "agreement_no", "case_no")


def row_words(tr: Callable[..., str], record: LotRecord | None, row: Any) -> str:
    """The person of a guarantee or a role; else its own name; else, as of a claim called 1, the number of its contract or
    case; else its kind with its place among its like."""
    whose = {Guarantee: "guarantor", Role: "party"}.get(type(row))
    party = record.get(Party, getattr(row, whose)) if record is not None and whose is not None else None
    if party is not None:
        return name_of(party)
    own = name_of(row)
    if not isinstance(own, Term) and not own.isdigit():
        return stored_words(tr, own)
    number = next(filter(None, (getattr(row, name, None) for name in _NUMBERS)), "")
    if number:
        return str(number)
    return tr("{kind} {number}", kind=tr(type(row).title), number=_place(record, row, own))


def _place(record: LotRecord | None, row: Any, own: str) -> str:
    """Its number, where that is its name, else its place."""
    if own.isdigit():
        return own
    ids = [each.id for each in record.all(type(row))] if record is not None else []
    return str(ids.index(row.id) + 1) if row.id in ids else ""
