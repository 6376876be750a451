"""What decides the next hour about a lot, on one line: for the list of lots and the figures above an open one."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from workstation.application.services import Services
from workstation.domain.checklists.answers import Check, CheckItem, Readiness, Severity, readiness
from workstation.domain.claims import Balance
from workstation.domain.decisions import Run
from workstation.domain.documents import Document
from workstation.domain.findings.notes import RiskNote
from workstation.domain.listings import Listing
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.record import LotRecord

R = TypeVar("R")
_WANTED: tuple[type[Any], ...] = (Listing, Balance, Check, RiskNote, Run, Document)


@dataclass(frozen=True, slots=True)
class LotRow:
    """`listing` is the latest round, `claim` the sum of the balances (what the listing says while there are none),
    `findings` counts open ones, `run` is the last frozen one."""

    lot: Lot
    listing: Listing | None
    claim: Money | None
    readiness: Readiness
    findings: dict[Severity, int]
    run: Run | None
    documents: int


def lot_rows(services: Services) -> tuple[LotRow, ...]:
    """One row a lot, from one reading of each table, however many lots there are."""
    by_class: dict[type[Any], dict[str, list[Any]]] = {wanted: {} for wanted in _WANTED}
    for wanted, by_lot in by_class.items():
        for row in services.reader.rows(wanted):
            by_lot.setdefault(row.lot, []).append(row)

    def row_of(lot: Lot) -> LotRow:
        return _row(lot, lambda wanted: tuple(by_class[wanted].get(lot.id, ())), services.checklist)

    return tuple(row_of(lot) for lot in services.reader.lots())


def row_of_record(record: LotRecord, items: tuple[CheckItem, ...]) -> LotRow:
    return _row(record.lot, record.all, items)


def _row(lot: Lot, rows: Callable[[type[Any]], tuple[Any, ...]], items: tuple[CheckItem, ...]) -> LotRow:
    listing: Listing | None = next(reversed(rows(Listing)), None)
    ready = readiness(items, {check.item: check.status for check in rows(Check)})
    findings = Counter(note.severity for note in rows(RiskNote) if not note.resolved)
    # a missing kill paper that a person has written down as a finding is one finding, not two
    noted = {note.check_item for note in rows(RiskNote) if not note.resolved}
    findings[Severity.KILL] += len(set(ready.missing_kill) - noted)
    return LotRow(
        lot=lot,
        listing=listing,
        claim=_claim(rows(Balance), listing),
        readiness=ready,
        findings={severity: count for severity, count in findings.items() if count},
        run=max(rows(Run), key=lambda run: run.ordinal, default=None),
        documents=len(rows(Document)),
    )


def _claim(balances: tuple[Balance, ...], listing: Listing | None) -> Money | None:
    """Balances in several currencies have no sum; the listing's own total stands for them."""
    amounts = [balance.amount for balance in balances if balance.amount is not None]
    if amounts and len({amount.currency for amount in amounts}) == 1:
        return Money(sum(amount.minor for amount in amounts), amounts[0].currency)
    if listing is None:
        return None
    return listing.claim_total or listing.principal
