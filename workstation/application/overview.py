"""What decides the next hour about a lot, on one line: for the list of lots and the figures above an open one."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from workstation.application.services import Services
from workstation.domain.checklists.answers import (
    Check,
    CheckItem,
    CheckStatus,
    Readiness,
    Severity,
    readiness,
)
from workstation.domain.claims import Balance
from workstation.domain.decisions import Run
from workstation.domain.documents import Document
from workstation.domain.evidence import Coverage, lot_coverage
from workstation.domain.findings.notes import RiskNote
from workstation.domain.listings import Listing, Regime
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.record import LotRecord


class ListingGlance(NamedTuple):
    lot: str
    regime: Regime | None
    platform: str | None
    round: int | None
    bid_end: datetime | None
    start_price: Money | None
    claim_total: Money | None
    principal: Money | None


class RunGlance(NamedTuple):
    lot: str
    ordinal: int
    max_bid_on_ladder: Money | None
    loss_probability: Decimal | None


class _Balance(NamedTuple):
    lot: str
    amount: Money | None


class _Check(NamedTuple):
    lot: str
    item: str
    status: CheckStatus


class _RiskNote(NamedTuple):
    lot: str
    severity: Severity
    resolved: bool | None
    check_item: str | None


class _Document(NamedTuple):
    lot: str


# Of each record what one line needs, and no more: thousands of lots are read at a time
_GLANCES: dict[type[Any], type[Any]] = {
    Listing: ListingGlance,
    Balance: _Balance,
    Check: _Check,
    RiskNote: _RiskNote,
    Run: RunGlance,
    Document: _Document,
}


@dataclass(frozen=True, slots=True)
class LotRow:
    """`listing` is the latest round, `claim` the sum of the balances (what the listing says while there are none),
    `findings` counts open ones, `run` is the last frozen one, `coverage` is None while it is not counted."""

    lot: Lot
    listing: ListingGlance | None
    claim: Money | None
    readiness: Readiness
    findings: dict[Severity, int]
    run: RunGlance | None
    documents: int
    coverage: Coverage | None = None

    def with_coverage(self, found: Coverage | None) -> "LotRow":
        return replace(self, coverage=found)


def lot_rows(services: Services) -> tuple[LotRow, ...]:
    """One row a lot, from one reading of each table, however many lots there are."""
    by_class: dict[type[Any], defaultdict[str, list[Any]]] = {}
    for wanted, shape in _GLANCES.items():
        by_lot = by_class[wanted] = defaultdict(list)
        for glance in services.reader.glances(wanted, shape):
            by_lot[glance.lot].append(glance)

    def row_of(lot: Lot) -> LotRow:
        return _row(lot, lambda wanted: by_class[wanted].get(lot.id, ()), services.checklist)

    return tuple(row_of(lot) for lot in services.reader.lots())


def rows_of(services: Services, lots: Sequence[str]) -> dict[str, LotRow | None]:
    """The rows of some lots with their coverage, by id; None for one that is not there (any more)."""
    found = {record.lot.id: record for record in services.reader.records(lots)}

    def row_of(record: LotRecord | None) -> LotRow | None:
        if record is None:
            return None
        return row_of_record(record, services.checklist).with_coverage(lot_coverage(record))

    return {lot: row_of(found.get(lot)) for lot in lots}


def coverages(services: Services, lots: Sequence[str]) -> dict[str, Coverage]:
    """How much of some lots stands on paper, by id."""
    return {record.lot.id: lot_coverage(record) for record in services.reader.records(lots)}


def portfolio_coverage(rows: Iterable[LotRow]) -> Coverage:
    """Of all the given lots together, as far as they are counted."""
    return sum((row.coverage for row in rows if row.coverage is not None), Coverage())


def row_of_record(record: LotRecord, items: tuple[CheckItem, ...]) -> LotRow:
    def glances(wanted: type[Any]) -> Sequence[Any]:
        shape = _GLANCES[wanted]
        return [shape(*(getattr(row, name) for name in shape._fields)) for row in record.all(wanted)]

    return _row(record.lot, glances, items)


def _row(lot: Lot, glances: Callable[[type[Any]], Sequence[Any]], items: tuple[CheckItem, ...]) -> LotRow:
    listing: ListingGlance | None = next(reversed(glances(Listing)), None)
    ready = readiness(items, {check.item: check.status for check in glances(Check)})
    notes: list[_RiskNote] = [note for note in glances(RiskNote) if not note.resolved]
    findings = Counter(note.severity for note in notes)
    # a missing kill paper that a person has written down as a finding is one finding, not two
    findings[Severity.KILL] += len(set(ready.missing_kill) - {note.check_item for note in notes})
    return LotRow(
        lot=lot,
        listing=listing,
        claim=_claim([balance.amount for balance in glances(Balance)], listing),
        readiness=ready,
        findings={severity: count for severity, count in findings.items() if count},
        run=max(glances(Run), key=lambda run: run.ordinal, default=None),
        documents=len(glances(Document)),
    )


def _claim(balances: Sequence[Money | None], listing: ListingGlance | None) -> Money | None:
    """Balances in several currencies have no sum; the listing's own total stands for them."""
    amounts = [amount for amount in balances if amount is not None]
    if amounts and len({amount.currency for amount in amounts}) == 1:
        return Money(sum(amount.minor for amount in amounts), amounts[0].currency)
    if listing is None:
        return None
    return listing.claim_total or listing.principal
