"""A proposed lot: what a saved page or announcement says, each value with the place where it stands.

Nothing of it is a fact yet: a person accepts it, and what is accepted enters through the usual operations.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from workstation.domain.images import encode
from workstation.domain.money import Money

_PERCENT = Decimal("0.01")
NO_START_PRICE = "intake.no_start_price"


@dataclass(frozen=True, slots=True)
class PageFact:
    """One value of a page under the name that ``workstation intake --json`` prints it by.

    value: a Decimal (yuan as printed), Money (of another currency), int, float (degrees), date, aware datetime, text,
        or a tuple of texts.
    text: what the page shows.
    where: the label or element.
    quote: the words around it.
    """

    key: str
    value: Any
    text: str
    where: str
    quote: str


@dataclass(frozen=True, slots=True)
class ProposedField:
    """One field of a row to be made. `row` names the row inside the proposal ("listing", "party.borrower",
    "collateral.1"); a reference has the value "@" and the name of another row."""

    entity: str
    row: str
    field: str
    value: Any
    text: str
    where: str
    quote: str


@dataclass(frozen=True, slots=True)
class ProposalWarning:
    """Something a person must know before accepting. `message` is the key of a sentence, `params` fills it."""

    code: str
    message: str
    params: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.message.format(**dict(self.params))


@dataclass(frozen=True, slots=True)
class ProposedLot:
    """`source` names the file; `missing` the sections that the saved page does not hold."""

    source: str
    facts: tuple[PageFact, ...] = ()
    fields: tuple[ProposedField, ...] = ()
    missing: tuple[str, ...] = ()
    warnings: tuple[ProposalWarning, ...] = ()

    def fact(self, key: str) -> Any:
        """The value under `key`, or None where the page gives none."""
        return next((fact.value for fact in self.facts if fact.key == key), None)

    def row(self, name: str) -> dict[str, Any]:
        """The fields proposed for one row."""
        return {proposed.field: proposed.value for proposed in self.fields if proposed.row == name}

    @property
    def doubts(self) -> tuple[ProposalWarning, ...]:
        """The warnings about what the page says or was not understood of it. That a figure a bid needs is not there is
        told by the name of its field."""
        return tuple(warning for warning in self.warnings if warning.code != NO_START_PRICE)

    def warned(self, warning: ProposalWarning) -> "ProposedLot":
        return replace(self, warnings=(*self.warnings, warning))


def as_json(proposal: ProposedLot) -> dict[str, Any]:
    """What ``workstation intake --json`` prints for one lot; keys are stable.

    `fields` are plain values: amounts as decimal text in yuan, times ISO with their offset. `found` says where each
    stands, `proposed` is the same knowledge as fields of records, in the images of `domain.images`.
    """
    return {
        "source": proposal.source,
        "fields": {fact.key: _plain(fact.value) for fact in proposal.facts},
        "found": {
            fact.key: {"text": fact.text, "where": fact.where, "quote": fact.quote}
            for fact in proposal.facts
            if fact.value is not None
        },
        "derived": derived(proposal),
        "not_in_the_saved_page": list(proposal.missing),
        "warnings": [{"code": warning.code, "message": str(warning)} for warning in proposal.warnings],
        "proposed": [_proposed(field) for field in proposal.fields],
    }


def derived(proposal: ProposedLot) -> dict[str, str]:
    """Shares in percent with two decimals, where both figures are there."""
    start, deposit = proposal.fact("start_price"), proposal.fact("deposit")
    appraised, total = proposal.fact("appraised_price"), proposal.fact("claim_total")
    shares = {
        "deposit_to_start_percent": _percent(deposit, start),
        "start_to_appraised_percent": _percent(start, appraised),
        "start_to_claim_percent": _percent(start, total),
    }
    return {name: share for name, share in shares.items() if share is not None}


def _percent(part: object, whole: object) -> str | None:
    if not isinstance(part, Decimal) or not isinstance(whole, Decimal) or not whole:
        return None
    return str((part / whole * 100).quantize(_PERCENT, rounding=ROUND_HALF_UP))


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return format(value, "f")
        case Money():
            return f"{value.currency} {value}"
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value


def _proposed(field: ProposedField) -> dict[str, Any]:
    return {
        "row": field.row,
        "entity": field.entity,
        "field": field.field,
        "value": encode(field.value),
        "text": field.text,
        "where": field.where,
        "quote": field.quote,
    }
