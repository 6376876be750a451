"""A saved listing becomes a lot: its rows, the page itself as a document, and the page cited for every value."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from workstation.application.importing import Entry, ImportReport, TakenFile, take_in_as
from workstation.application.lots import add_collateral, add_default_assumptions, payment_day
from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Transaction
from workstation.application.progress import Silent
from workstation.application.services import Services
from workstation.domain.catalogue import BY_ENTITY, RECORDS
from workstation.domain.citations import Citation, Evidence, EvidenceKind
from workstation.domain.collateral import Collateral
from workstation.domain.defaults import Defaults
from workstation.domain.errors import UserError
from workstation.domain.fields import field_of, fields_of
from workstation.domain.images import canonical
from workstation.domain.listings import Listing
from workstation.domain.pages import PageText, Quote
from workstation.domain.proposals import ProposedField, ProposedLot
from workstation.domain.quotes import find_quote
from workstation.domain.scenarios import Assumptions, Scenario, ScenarioSale


@dataclass(slots=True)
class EnteredListing:
    """The lot that a listing became; `rows` leads from the proposal's names of rows to their ids, `elsewhere` are the names of
    the other lots that hold the same page."""

    lot: str = ""
    rows: dict[str, str] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()


def enter_listing(
    services: Services, proposal: ProposedLot, file: Path, defaults: Defaults | None = None
) -> EnteredListing:
    """Enters an accepted proposal as one batch. With `defaults` the lot gets default assumptions and a first bid.

    A `UserError` where the page itself could not be taken in: then there is no lot either.
    """
    batch = services.new_id()
    entered = EnteredListing()
    named = next((found.text for found in proposal.fields if found.entity == "lot"), proposal.source)

    def make(tx: Transaction) -> None:
        _make_rows(tx, proposal, entered)
        if defaults is not None:
            _assume_the_rest(tx, entered, defaults)

    services.writer.run(Step(OperationKind.INTAKE, {"record": named}, batch), make)
    taken = _page_taken(services, Entry(entered.lot, batch=batch), file)
    pages = texts_of(services, taken.sha256, taken.pages)
    entered.elsewhere = taken.elsewhere

    def cite(tx: Transaction) -> None:
        for found in (*proposal.fields, *_paid_by_the_notice(tx, proposal, entered)):
            cite_proposed(tx, entered, found, taken.version, pages)

    services.writer.run(Step(OperationKind.INTAKE, {"record": named}, batch), cite)
    return entered


def texts_of(services: Services, sha256: str, pages: int) -> list[PageText]:
    """The pages of a document that was read, without those that are lost."""
    stored = (services.pages.get(sha256, index) for index in range(pages))
    return [page.text for page in stored if page is not None]


def _page_taken(services: Services, entry: Entry, file: Path) -> TakenFile:
    """The page in the lot. Where it cannot be taken in (a full disk), the lot goes again: the listing is read once more."""
    try:
        return _first_of(take_in_as(services, entry, [file], Silent()))
    except UserError:
        with suppress(UserError):
            services.writer.undo_batch(entry.batch or "")
            services.imports.end(entry.batch or "")
        raise


def _first_of(report: ImportReport) -> TakenFile:
    for taken in report.files:
        if taken.reason is not None and not taken.version:
            raise taken.reason
        return taken
    raise report.cut or AssertionError


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
        put_row(tx, entered, entities[row], identity, values[row])


def put_row(
    tx: Transaction, entered: EnteredListing, entity: str, identity: str, values: dict[str, Any]
) -> None:
    """A new row of the lot from what a proposal says of it."""
    record_class = BY_ENTITY[entity]
    given = {name: resolved(value, entered) for name, value in values.items()}
    if any(declared.name == "lot" for declared in fields_of(record_class)):
        given["lot"] = entered.lot
    tx.put(record_class(id=identity, **given))


def resolved(value: Any, entered: EnteredListing) -> Any:
    """A reference of a proposal as the id of the row; any other value as it is."""
    return entered.rows[referred] if (referred := referred_to(value)) is not None else value


def referred_to(value: Any) -> str | None:
    """The name of the proposal's row that a value leads to; None of a value that is no reference."""
    return value[1:] if isinstance(value, str) and value.startswith("@") else None


def _assume_the_rest(tx: Transaction, entered: EnteredListing, defaults: Defaults) -> None:
    lot = entered.lot
    paid_on = payment_day(tx, lot, defaults)
    due = {listing.payment_due for listing in tx.rows(Listing, lot=lot)}
    entered.rows[Assumptions.entity] = add_default_assumptions(
        tx, lot, defaults, paid_on, cited=paid_on in due
    )
    assume_sales(tx, lot, defaults)


def assume_sales(tx: Transaction, lot: str, defaults: Defaults) -> None:
    """Default terms and a sale in every scenario for each collateral that has none."""
    for collateral in tx.rows(Collateral, lot=lot):
        if not tx.rows(ScenarioSale, lot=lot, collateral=collateral.id) and tx.rows(Scenario, lot=lot):
            add_collateral(tx, defaults, collateral)


def _paid_by_the_notice(
    tx: Transaction, proposal: ProposedLot, entered: EnteredListing
) -> Iterator[ProposedField]:
    """The day on which the price is valued, cited where the notice says when the balance is due."""
    assumptions = entered.rows.get(Assumptions.entity)
    given = tx.find(Assumptions, assumptions) if assumptions is not None else None
    for found in proposal.fields:
        is_due = (found.entity, found.field) == (Listing.entity, "payment_due")
        if is_due and given is not None and given.valuation_date == found.value:
            yield replace(found, entity=Assumptions.entity, row=Assumptions.entity, field="valuation_date")


def is_fact(found: ProposedField) -> bool:
    """Whether it is cited: a value that can be, and stands on the page."""
    return bool(found.quote) and field_of(BY_ENTITY[found.entity], found.field).citable


def cite_proposed(
    tx: Transaction, entered: EnteredListing, found: ProposedField, version: str, pages: list[PageText]
) -> None:
    """Only what can be cited and stands in the page; a value the reader inferred from nothing has no quote. What
    stands in the page's source alone is cited by its words, without a place."""
    if not is_fact(found):
        return
    number, place = _place(pages, found)
    citation = Citation(
        id=tx.new_id(),
        lot=entered.lot,
        version=version,
        page=number,
        rects=place.rects if place else (),
        quote=place.text if place else found.quote,
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
            value=canonical(resolved(found.value, entered)) or None,
        )
    )


def _place(pages: list[PageText], found: ProposedField) -> tuple[int, Quote | None]:
    """The page and the passage: the words of the value itself inside what the reader quoted, else a place where the
    page says the value in so many words, else the whole of what was quoted."""
    said = [text for text in _sayings(found) if text]
    for number, page in enumerate(pages):
        for whole in find_quote(page, found.quote):
            inside = (
                quote
                for text in said
                for quote in find_quote(page, text)
                if whole.start <= quote.start and quote.end <= whole.end
            )
            if (narrow := next(inside, None)) is not None:
                return number, narrow
    for text in (*(said if isinstance(found.value, datetime) else ()), found.quote):
        for number, page in enumerate(pages):
            if places := find_quote(page, text):
                return number, places[0]
    return 0, None


def _sayings(found: ProposedField) -> tuple[str, ...]:
    """How the page may write the value: as text, as it was read, a time as notices write it."""
    value = found.value
    if isinstance(value, datetime):
        return found.text, f"{value.year}年{value.month}月{value.day}日{value.hour}时"
    return (value, found.text) if isinstance(value, str) else (found.text,)
