"""A saved listing becomes a lot: its rows, the page itself as a document, and the page cited for every value."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workstation.application.importing import Entry, take_in_as
from workstation.application.lots import add_collateral, add_default_assumptions
from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Transaction
from workstation.application.progress import Silent
from workstation.application.services import Services
from workstation.domain.catalogue import BY_ENTITY, RECORDS
from workstation.domain.citations import Citation, Evidence, EvidenceKind
from workstation.domain.collateral import Collateral
from workstation.domain.defaults import Defaults
from workstation.domain.fields import field_of, fields_of
from workstation.domain.images import canonical
from workstation.domain.listings import Listing
from workstation.domain.pages import PageText
from workstation.domain.proposals import ProposedField, ProposedLot
from workstation.domain.quotes import find_quote
from workstation.domain.scenarios import Scenario, ScenarioSale


@dataclass(slots=True)
class EnteredListing:
    """The lot that a listing became; `rows` leads from the proposal's names of rows to their ids."""

    lot: str = ""
    rows: dict[str, str] = field(default_factory=dict)


def enter_listing(
    services: Services, proposal: ProposedLot, file: Path, defaults: Defaults | None = None
) -> EnteredListing:
    """Enters an accepted proposal as one batch. With `defaults` the lot gets default assumptions and a first bid."""
    batch = services.new_id()
    entered = EnteredListing()
    named = next((found.text for found in proposal.fields if found.entity == "lot"), proposal.source)

    def make(tx: Transaction) -> None:
        _make_rows(tx, proposal, entered)
        if defaults is not None:
            _assume_the_rest(tx, entered.lot, defaults)

    services.writer.run(Step(OperationKind.INTAKE, {"record": named}, batch), make)
    report = take_in_as(services, Entry(entered.lot, batch=batch), [file], Silent())
    taken = report.files[0]
    page = services.pages.get(taken.sha256, 0)

    def cite(tx: Transaction) -> None:
        for found in proposal.fields:
            _cite(tx, entered, found, taken.version, page.text if page else None)

    services.writer.run(Step(OperationKind.INTAKE, {"record": named}, batch), cite)
    return entered


def _make_rows(tx: Transaction, proposal: ProposedLot, entered: EnteredListing) -> None:
    values: dict[str, dict[str, Any]] = {}
    entities: dict[str, str] = {}
    for found in proposal.fields:
        values.setdefault(found.row, {})[found.field] = found.value
        entities[found.row] = found.entity
    order = {record.entity: place for place, record in enumerate(RECORDS)}
    for row in sorted(entities, key=lambda name: order[entities[name]]):
        entered.rows[row] = tx.new_id()
    entered.lot = entered.rows["lot"]
    for row, identity in entered.rows.items():
        record_class = BY_ENTITY[entities[row]]
        given = {name: _resolved(value, entered) for name, value in values[row].items()}
        if any(declared.name == "lot" for declared in fields_of(record_class)):
            given["lot"] = entered.lot
        tx.put(record_class(id=identity, **given))


def _resolved(value: Any, entered: EnteredListing) -> Any:
    return entered.rows[value[1:]] if isinstance(value, str) and value.startswith("@") else value


def _assume_the_rest(tx: Transaction, lot: str, defaults: Defaults) -> None:
    listing = next(iter(tx.rows(Listing, lot=lot)), None)
    closing = listing.bid_end.date() if listing and listing.bid_end else tx.now.date()
    add_default_assumptions(tx, lot, defaults, closing)
    for collateral in tx.rows(Collateral, lot=lot):
        if not tx.rows(ScenarioSale, lot=lot, collateral=collateral.id) and tx.rows(Scenario, lot=lot):
            add_collateral(tx, defaults, collateral, closing)


def _cite(
    tx: Transaction, entered: EnteredListing, found: ProposedField, version: str, page: PageText | None
) -> None:
    """Only what can be cited and was printed on the page; a value the reader inferred has no quote."""
    if not found.quote or not field_of(BY_ENTITY[found.entity], found.field).citable:
        return
    places = find_quote(page, found.quote) if page is not None else []
    place = places[0] if places else None
    citation = Citation(
        id=tx.new_id(),
        lot=entered.lot,
        version=version,
        page=0,
        rects=place.rects if place else (),
        quote=found.quote,
        before=place.before if place else None,
        after=place.after if place else None,
    )
    tx.put(citation)
    tx.put(
        Evidence(
            id=tx.new_id(),
            lot=entered.lot,
            row_entity=found.entity,
            row=entered.rows[found.row],
            field=found.field,
            kind=EvidenceKind.CITED,
            citation=citation.id,
            value=canonical(_resolved(found.value, entered)) or None,
        )
    )
