"""A listing page among the papers of a lot that is there: what the lot does not know yet is read into it, as one step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from workstation.application.importing import ImportReport, TakenFile
from workstation.application.intaking import (
    EnteredListing,
    assume_sales,
    cite_proposed,
    is_fact,
    put_row,
    referred_to,
    resolved,
    texts_of,
)
from workstation.application.lots import retire_placeholder
from workstation.application.lots_from_files import LARGEST_PAGE, ReadListing, not_found_on
from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction
from workstation.application.services import Services
from workstation.domain.catalogue import BY_ENTITY, RECORDS
from workstation.domain.claims import Balance, Claim
from workstation.domain.collateral import UNEXAMINED, Collateral
from workstation.domain.documents import Version, may_be_listing
from workstation.domain.errors import UserError
from workstation.domain.fields import applies, field_of
from workstation.domain.listings import Listing
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.pages import PageText
from workstation.domain.parties import Party, Role, RoleKind
from workstation.domain.proposals import ProposalWarning, ProposedField, ProposedLot
from workstation.domain.record import LotRecord

_COMPARED: Final = (Money, Decimal, date, int)  # two texts may say the same in other words
_ORDER: Final = {record.entity: place for place, record in enumerate(RECORDS)}
Rows = dict[str, list[ProposedField]]


class OtherListingError(UserError):
    code = "listing.another"
    message = "{name} is the page of listing {page}, and this lot is listing {lot}. Nothing was read from it."


@dataclass(frozen=True, slots=True)
class ListingRead:
    """What a page gave a lot, or would give. `name` is the file's; `values` is how many facts are new to it, `confirmed` how
    many it held without a source; `differing` and `not_found` are labels of the fields that say something else in the lot
    and stay, and of those that a bid needs and the page does not give; `doubts` say what does not add up on it, or was not
    understood."""

    version: str
    name: str
    values: int
    confirmed: int
    differing: tuple[str, ...]
    not_found: tuple[str, ...]
    doubts: tuple[ProposalWarning, ...] = ()


@dataclass(slots=True)
class _Plan:
    """`there`: rows of the lot by the proposal's name; `added`: rows that it lacks; `filled` and `confirmed`: fields of
    rows that are there."""

    there: dict[str, str] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    filled: list[ProposedField] = field(default_factory=list)
    confirmed: list[ProposedField] = field(default_factory=list)
    differing: list[ProposedField] = field(default_factory=list)

    def values(self, rows: Mapping[str, Sequence[ProposedField]]) -> list[ProposedField]:
        return [*self.filled, *(found for name in self.added for found in rows[name])]


@dataclass(frozen=True, slots=True)
class PageOfLot:
    """A page that is a document of a lot, what it says as a proposal, the same by row, each row after those that it leads
    to, and its text."""

    version: Version
    proposal: ProposedLot
    rows: Rows
    pages: list[PageText]


def page_of_lot(services: Services, version: Version, read: ReadListing) -> PageOfLot:
    """What a page of a lot says. A `UserError` where it is no listing, or cannot be read."""
    with services.objects.open(version.sha256 or "") as stream:
        proposal = read(services, stream.read(), version.file_name or "")
    rows: Rows = {}
    for found in sorted(proposal.fields, key=lambda found: _ORDER[found.entity]):
        rows.setdefault(found.row, []).append(found)
    return PageOfLot(version, proposal, rows, texts_of(services, version.sha256 or "", version.pages or 0))


def read_into_lot(services: Services, page: PageOfLot) -> Committed[ListingRead]:
    """Reads a page into its lot: empty fields of the lot, of its listing and of its claim where it has one alone, each
    cited; what the lot holds already is cited too where it had no source; other rows only where it has none of
    their kind. Nothing is written over.

    Raises:
        OtherListingError: it is the page of another listing.
    """
    version = page.version

    def work(tx: Transaction) -> ListingRead:
        plan = _planned(services.reader.lot(version.lot), page.proposal, page.rows)
        entered = EnteredListing(version.lot, {**plan.there, **{name: tx.new_id() for name in plan.added}})
        _put(tx, services, entered, plan, page.rows)
        for found in (*plan.values(page.rows), *plan.confirmed):
            cite_proposed(tx, entered, found, version.id, page.pages)
        return _told(page, plan)

    return services.writer.run(Step(OperationKind.READ_LISTING, {"record": page.proposal.source}), work)


def may_hold_listing(report: ImportReport) -> bool:
    """Whether a saved page, or an announcement, is among the files that came in."""
    return any(may_be_listing(each.source_path, each.media_type) for each in _new(report))


def listing_among(services: Services, report: ImportReport, read: ReadListing) -> ListingRead | None:
    """The listing page among the files that came in which would give their lot most; None where no page gives anything."""
    best: ListingRead | None = None
    for each in _new(report):
        version = next(iter(services.reader.rows(Version, id=each.version)), None)
        if version is None or not version.may_be_listing or (version.size or 0) > LARGEST_PAGE:
            continue
        try:
            page = page_of_lot(services, version, read)
            found = _told(page, _planned(services.reader.lot(version.lot), page.proposal, page.rows))
        except UserError:  # no listing, or not of this lot: a paper like any other
            continue
        if found.values and (best is None or found.values > best.values):
            best = found
    return best


def _new(report: ImportReport) -> list[TakenFile]:
    return [each for each in report.files if each.version and each.duplicate_of is None]


def _told(page: PageOfLot, plan: _Plan) -> ListingRead:
    return ListingRead(
        page.version.id,
        page.proposal.source,
        values=sum(map(is_fact, plan.values(page.rows))),
        confirmed=len(plan.confirmed),
        differing=tuple(field_of(BY_ENTITY[found.entity], found.field).label for found in plan.differing),
        not_found=tuple(field_of(Listing, name).label for name in not_found_on(page.proposal)),
        doubts=page.proposal.doubts,
    )


# what is to be done


def _planned(record: LotRecord, proposal: ProposedLot, rows: Rows) -> _Plan:
    plan = _Plan({"lot": record.lot.id})
    parties = {name for name, found in rows.items() if found[0].entity == Party.entity}
    for name in parties:
        if (known := _party(record, proposal.row(name).get("name"))) is not None:
            plan.there[name] = known.id
    for name, found in rows.items():
        entity = found[0].entity
        there = _row_there(record, entity, name, proposal)
        if there is not None:
            plan.there[name] = there.id
            _compare(record, there, found, plan)
        elif name not in parties and _is_lacking(record, plan, proposal, name, entity, parties):
            plan.added.append(name)
    said = (*plan.filled, *(each for name in plan.added for each in rows[name]))
    wanted = {referred_to(each.value) for each in said}
    plan.added += sorted(parties & wanted - set(plan.there))
    plan.added.sort(key=lambda name: _ORDER[rows[name][0].entity])
    return plan


def _party(record: LotRecord, name: str | None) -> Party | None:
    """Of this lot only: two people of one name in two lots are two."""
    return next((each for each in record.all(Party) if each.name == name), None)


def _row_there(record: LotRecord, entity: str, name: str, proposal: ProposedLot) -> Any:
    """The row that the page speaks of too: the lot, its listing, the claim of a lot that has one, and its balance of that
    kind."""
    if entity == Lot.entity:
        return record.lot
    if entity == Listing.entity:
        return _listing_there(record.all(Listing), proposal)
    rows: Sequence[Any] = record.all(Claim) if entity == Claim.entity else ()
    if entity == Balance.entity and _are_of_the_page(record.all(Balance), proposal):
        rows = record.all(Balance, kind=proposal.row(name)["kind"])
    return rows[0] if len(rows) == 1 else None


def _listing_there(listings: Sequence[Listing], proposal: ProposedLot) -> Listing | None:
    """Of several rounds the one with the page's number, else with its round, else the first that has no number yet."""
    page = proposal.row(Listing.entity)
    number, shown = page.get("item_no"), page.get("round") or 1
    open_ones = [each for each in listings if number is None or each.item_no in {None, number}]
    if listings and not open_ones:
        others = ", ".join(each.item_no or "" for each in listings)
        raise OtherListingError(name=proposal.source, page=number or "", lot=others)
    open_ones.sort(key=lambda each: (each.item_no != number, (each.round or 1) != shown))
    return next(iter(open_ones), None)


def _compare(record: LotRecord, row: Any, found: Sequence[ProposedField], plan: _Plan) -> None:
    for each in found:
        declared, held = field_of(type(row), each.field), getattr(row, each.field)
        has_source = bool(record.evidence_of(each.entity, row.id, each.field))
        referred = referred_to(each.value)
        value = plan.there.get(referred) if referred is not None else each.value
        if held is None:
            if not has_source and applies(row, declared):
                plan.filled.append(each)
        elif held == value:
            if is_fact(each) and not has_source:
                plan.confirmed.append(each)
        elif isinstance(held, _COMPARED):
            plan.differing.append(each)


def _is_lacking(  # noqa: PLR0917 - a row is told from those of the lot by all of these
    record: LotRecord, plan: _Plan, proposal: ProposedLot, name: str, entity: str, parties: set[str]
) -> bool:
    """Whether the lot has nothing of this kind, and has or will have the rows that this one leads to."""
    said = proposal.row(name)
    leads_to = {referred for value in said.values() if (referred := referred_to(value)) is not None}
    if not leads_to <= {*plan.there, *plan.added, *parties}:
        return False
    if entity == Role.entity:
        return _is_new_role(record, plan, said)
    if entity == Balance.entity:
        return _are_of_the_page(record.all(Balance), proposal) and not record.all(Balance, kind=said["kind"])
    if entity == Collateral.entity:
        return all(each.name == UNEXAMINED for each in record.all(Collateral))
    if not leads_to.isdisjoint(plan.added):
        return True  # a part of a row that the lot lacks
    return not record.all(BY_ENTITY[entity])


def _is_new_role(record: LotRecord, plan: _Plan, said: Mapping[str, Any]) -> bool:
    """Nobody has this role yet; the borrower that a claim names is one."""
    party = plan.there.get(referred_to(said.get("party")) or "")
    borrowers = {each.borrower for each in record.all(Claim)} - {None}
    if said["kind"] == RoleKind.BORROWER and borrowers and party not in borrowers:
        return False
    return not record.all(Role, kind=said["kind"])


def _are_of_the_page(balances: Sequence[Balance], proposal: ProposedLot) -> bool:
    """Balances come together: beside one that the page does not know its own would count twice."""
    rows = {found.row for found in proposal.fields if found.entity == Balance.entity}
    given = [(said["kind"], said.get("amount")) for said in map(proposal.row, rows)]
    return all((each.kind, each.amount) in given for each in balances)


# doing it


def _put(tx: Transaction, services: Services, entered: EnteredListing, plan: _Plan, rows: Rows) -> None:
    if any(rows[name][0].entity == Collateral.entity for name in plan.added):
        retire_placeholder(tx, entered.lot)
    for name in plan.added:
        values = {found.field: found.value for found in rows[name]}
        put_row(tx, entered, rows[name][0].entity, entered.rows[name], values)
    filled: dict[tuple[str, str], dict[str, Any]] = {}
    for found in plan.filled:
        place = found.entity, entered.rows[found.row]
        filled.setdefault(place, {})[found.field] = resolved(found.value, entered)
    for (entity, identity), values in filled.items():
        tx.put(replace(tx.get(BY_ENTITY[entity], identity), **values))
    assume_sales(tx, entered.lot, services.defaults)
