"""What may have been entered twice: it would count twice, in our favour."""

import unicodedata
from typing import Any, Final

from workstation.application.valuation.notes import InputNotes, named
from workstation.domain.claims import Claim
from workstation.domain.collateral import Collateral, Encumbrance
from workstation.domain.errors import Term
from workstation.domain.fields import field_of
from workstation.domain.guarantees import Guarantee
from workstation.domain.parties import Party
from workstation.domain.record import LotRecord

# By which number rows are told apart, and within what
_NUMBERS: Final[tuple[tuple[type[Any], str, tuple[str, ...]], ...]] = (
    (Claim, "contract_no", ()),
    (Collateral, "certificate_no", ()),
    (Encumbrance, "registered_no", ("collateral", "ours")),
    (Guarantee, "contract_no", ("guarantor",)),
)


def say_repeated(record: LotRecord, notes: InputNotes) -> None:
    """Rows of one number: a claim, a thing, a right of ours on one thing, a promise of one guarantor. They may be two all
    the same, as two things on one certificate are, so that both count."""
    for record_class, number, within in _NUMBERS:
        seen: dict[tuple[Any, ...], Any] = {}
        for row in record.all(record_class):
            written = _flat(getattr(row, number) or "")
            if not written or (isinstance(row, Encumbrance) and not row.ours):
                continue
            first = seen.setdefault((written, *(getattr(row, name) for name in within)), row)
            if first is not row:
                message = "Two rows bear the same {what}, {number}: {first} and {second}. The figure takes them for two: remove one if they are the same."
                what, shown = Term(field_of(record_class, number).label), getattr(row, number)
                one, other = _called(record, first), _called(record, row)
                notes.say(row, number, message, what=what, number=shown, first=one, second=other)


def _flat(number: str) -> str:
    """Neither spaces nor the width of a character tell numbers apart."""
    return "".join(unicodedata.normalize("NFKC", number).split()).casefold()


def _called(record: LotRecord, row: Any) -> str:
    if isinstance(row, Encumbrance):
        thing = record.get(Collateral, row.collateral)
        return named(thing) if thing is not None else named(row)
    party = record.get(Party, row.guarantor) if isinstance(row, Guarantee) else None
    return party.name if party is not None else named(row)
