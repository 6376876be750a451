"""What decides the next hour about a lot, on one line: for the list of lots and the figures above an open one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from workstation.application.lot_summary import LotSummary, summary_of
from workstation.application.services import Services
from workstation.domain.checklists.answers import (
    Check,
    CheckItem,
    CheckStatus,
    Readiness,
    readiness,
)
from workstation.domain.claims import Balance
from workstation.domain.decisions import Run
from workstation.domain.documents import Document
from workstation.domain.evidence import Coverage, lot_coverage
from workstation.domain.findings.finding import Finding
from workstation.domain.findings.rules import findings
from workstation.domain.findings.valuation_rules import unexamined
from workstation.domain.listings import Listing, Regime
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.domain.scenarios import Assumptions


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
    inputs_hash: str | None


class _Balance(NamedTuple):
    lot: str
    amount: Money | None


class _Check(NamedTuple):
    lot: str
    item: str
    status: CheckStatus


class _Assumptions(NamedTuple):
    lot: str
    loss_limit: Decimal | None


class _Document(NamedTuple):
    lot: str


# Of each record what one line needs, and no more: thousands of lots are read at a time
_GLANCES: dict[type[Any], type[Any]] = {
    Listing: ListingGlance,
    Balance: _Balance,
    Check: _Check,
    Run: RunGlance,
    Assumptions: _Assumptions,
    Document: _Document,
}


@dataclass(frozen=True, slots=True)
class Counted:
    """What only the whole record of a lot tells: how much of it stands on paper, what stands against it, whether its last
    run rests on inputs that have changed since (`stale`; False without a run), and the worth of security that a new lot
    began with and no paper shows (`assumed_security`; None without)."""

    coverage: Coverage
    summary: LotSummary
    stale: bool = False
    assumed_security: Money | None = None


@dataclass(frozen=True, slots=True)
class LotRow:
    """`listing` is the latest round, `claim` the sum of the balances (what the listing says while there are none),
    `run` is the last frozen one, `loss_limit` the highest weight of losing scenarios that is wanted. `counted` is None
    while the record was not counted: then nothing may be said of findings."""

    lot: Lot
    listing: ListingGlance | None
    claim: Money | None
    readiness: Readiness
    run: RunGlance | None
    documents: int
    loss_limit: Decimal | None = None
    counted: Counted | None = None

    @property
    def coverage(self) -> Coverage | None:
        return self.counted.coverage if self.counted is not None else None

    @property
    def summary(self) -> LotSummary | None:
        return self.counted.summary if self.counted is not None else None

    @property
    def stale(self) -> bool:
        """Whether the last run is known to rest on inputs that have changed since."""
        return self.counted is not None and self.counted.stale

    @property
    def assumed_security(self) -> Money | None:
        """What the security is worth that the figures rest on and that stands in no paper."""
        return self.counted.assumed_security if self.counted is not None else None

    @property
    def over_limit(self) -> bool:
        """Whether the scenarios that lose weigh more, at the last run's bid, than the limit that was set."""
        loss = self.run.loss_probability if self.run is not None else None
        return loss is not None and self.loss_limit is not None and loss > self.loss_limit

    def with_counts(self, found: Counted | None) -> "LotRow":
        return replace(self, counted=found)


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
    """The counted rows of some lots, by id; None for one that is not there (any more)."""
    found = {record.lot.id: record for record in services.reader.records(lots)}

    def row_of(record: LotRecord | None) -> LotRow | None:
        if record is None:
            return None
        return _row_of_record(record, services.checklist).with_counts(_counted(services, record))

    return {lot: row_of(found.get(lot)) for lot in lots}


def counts(services: Services, lots: Sequence[str]) -> dict[str, Counted]:
    """What only the whole records of some lots tell, by id."""
    return {record.lot.id: _counted(services, record) for record in services.reader.records(lots)}


def _counted(services: Services, record: LotRecord) -> Counted:
    return _counted_of(
        record, findings(record, services.clock().date(), services.reference()), services.checklist
    )


def _counted_of(record: LotRecord, found: Iterable[Finding], items: tuple[CheckItem, ...]) -> Counted:
    """From one reading of the rules: what they find is counted, and moves the price."""
    found = tuple(found)
    assumed = next((each.params["value"] for each in unexamined(record)), None)
    return Counted(
        lot_coverage(record),
        summary_of(record, found, items),
        _stale(record, found),
        assumed if isinstance(assumed, Money) else None,
    )


def _stale(record: LotRecord, found: Sequence[Finding]) -> bool:
    from workstation.application.valuation.inputs import facts_with  # noqa: PLC0415 - the engine is off the start-up path
    from workstation.application.valuing import is_stale, latest_run  # noqa: PLC0415

    run = latest_run(record)
    return run is not None and is_stale(facts_with(record, found), run)


def portfolio_coverage(rows: Iterable[LotRow]) -> Coverage:
    """Of all the given lots together, as far as they are counted."""
    return sum((row.coverage for row in rows if row.coverage is not None), Coverage())


def counted_row(record: LotRecord, found: Iterable[Finding], items: tuple[CheckItem, ...]) -> LotRow:
    """The row of an open lot, whose findings of rules are at hand."""
    return _row_of_record(record, items).with_counts(_counted_of(record, found, items))


def _row_of_record(record: LotRecord, items: tuple[CheckItem, ...]) -> LotRow:
    def glances(wanted: type[Any]) -> Sequence[Any]:
        shape = _GLANCES[wanted]
        return [shape(*(getattr(row, name) for name in shape._fields)) for row in record.all(wanted)]

    return _row(record.lot, glances, items)


def _row(lot: Lot, glances: Callable[[type[Any]], Sequence[Any]], items: tuple[CheckItem, ...]) -> LotRow:
    listing: ListingGlance | None = next(reversed(glances(Listing)), None)
    given: _Assumptions | None = next(iter(glances(Assumptions)), None)
    return LotRow(
        lot=lot,
        listing=listing,
        claim=_claim([balance.amount for balance in glances(Balance)], listing),
        readiness=readiness(items, {check.item: check.status for check in glances(Check)}),
        run=max(glances(Run), key=lambda run: run.ordinal, default=None),
        documents=len(glances(Document)),
        loss_limit=given.loss_limit if given is not None else None,
    )


def _claim(balances: Sequence[Money | None], listing: ListingGlance | None) -> Money | None:
    """Balances in several currencies have no sum; the listing's own total stands for them, never its principal alone."""
    amounts = [amount for amount in balances if amount is not None]
    if amounts and len({amount.currency for amount in amounts}) == 1:
        return Money(sum(amount.minor for amount in amounts), amounts[0].currency)
    if listing is None:
        return None
    return listing.claim_total or (None if amounts else listing.principal)
