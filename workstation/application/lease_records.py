"""The record of a lease from the document that is filed as one: what was read or cited from it, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workstation.application.consistency import read_value
from workstation.application.marks import cited_evidence
from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction
from workstation.application.records import Place, new_citation
from workstation.application.services import Services
from workstation.domain.citations import Citation, Evidence, EvidenceKind
from workstation.domain.collateral import Encumbrance, EncumbranceKind
from workstation.domain.consistency.papers import Leaf, Spot, leaf_of
from workstation.domain.consistency.statements import statements_in
from workstation.domain.documents import Version
from workstation.domain.fields import field_of
from workstation.domain.images import said_text, said_value
from workstation.domain.lease_documents import LeaseDocument
from workstation.domain.leases import Lease
from workstation.domain.pages import PageText
from workstation.domain.parties import Party, Role, RoleKind
from workstation.domain.quotes import quote_at
from workstation.domain.record import LotRecord


@dataclass(frozen=True, slots=True)
class _Said:
    """What the document says of one field of the lease: `place` is where, a citation that stands or a new one."""

    field: str
    value: object
    place: Citation | Place


def lease_from(
    services: Services, record: LotRecord, collateral: str, document: LeaseDocument
) -> Committed[str]:
    """Makes the lease of a collateral as one step; returns its id. What was cited from the document before comes with its
    citation, the rest as the rules for leases read it. Sources that differ all stand behind the field, which takes the
    first. What the document does not prove, such as since when the tenant is in possession, stays empty."""
    said = [*_cited(record, collateral, document), *_tenant(services, record, document)]
    known = {(each.field, said_text(each.value)) for each in said}
    for each in _read(services, record, document):
        if (key := (each.field, said_text(each.value))) not in known:
            known.add(key)
            said.append(each)

    def work(tx: Transaction) -> str:
        values: dict[str, Any] = {each.field: each.value for each in reversed(said)}  # the first one stands
        lease = Lease(id=tx.new_id(), lot=record.lot.id, collateral=collateral, **values)
        tx.put(lease)
        for each in said:
            citation = each.place
            if isinstance(citation, Place):
                citation = new_citation(tx, lease.lot, citation)
                tx.put(citation)
            tx.put(cited_evidence(tx, lease, each.field, citation, said_text(each.value)))
        return lease.id

    return services.writer.run(Step(OperationKind.ADD, {"record": Lease.title}), work)


def _cited(record: LotRecord, collateral: str, document: LeaseDocument) -> Iterator[_Said]:
    """The end of the lease, where it was cited from the document for the row among the encumbrances."""
    for row in record.all(Encumbrance, collateral=collateral, kind=EncumbranceKind.LEASE):
        for evidence, citation in _behind(record, row, "until", document):
            value = said_value(field_of(Encumbrance, "until"), evidence.value) if evidence.value else None
            if value is not None:
                yield _Said("until", value, citation)


def _tenant(services: Services, record: LotRecord, document: LeaseDocument) -> Iterator[_Said]:
    """The first tenant of the lot whose name was cited from the document, or stands in it."""
    tenants = [record.get(Party, role.party) for role in record.all(Role, kind=RoleKind.TENANT)]
    for party in filter(None, tenants):
        cited = [citation for _, citation in _behind(record, party, "name", document)]
        place = cited[0] if cited else _named(services, record, document, party)
        if place is not None:
            yield _Said("tenant", party.id, place)
            return


def _behind(
    record: LotRecord, row: Any, field: str, document: LeaseDocument
) -> Iterator[tuple[Evidence, Citation]]:
    """The evidence of a field that is a page of the document as it stands."""
    for evidence in record.all(Evidence, row_entity=row.entity, row=row.id, field=field):
        citation = record.get(Citation, evidence.citation)
        if evidence.kind is EvidenceKind.CITED and citation is not None and _is_in(citation, document):
            yield evidence, citation


def _is_in(citation: Citation, document: LeaseDocument) -> bool:
    beyond = document.last is not None and citation.page > document.last
    return citation.version == document.version and citation.page >= document.first and not beyond


def _named(services: Services, record: LotRecord, document: LeaseDocument, party: Party) -> Place | None:
    for leaf, text in _leaves(services, record, document):
        for name in party.names:
            at = leaf.flat.text.find(name)
            if at >= 0:
                return _place(leaf.spot(at, at + len(name)), text)
    return None


def _read(services: Services, record: LotRecord, document: LeaseDocument) -> Iterator[_Said]:
    rules = services.statements().leases
    for leaf, text in _leaves(services, record, document):
        for statement in statements_in(rules, read_value, leaf):
            yield _Said(statement.rule.id, statement.value, _place(statement.spot, text))


def _leaves(
    services: Services, record: LotRecord, document: LeaseDocument
) -> Iterator[tuple[Leaf, PageText]]:
    """The pages of the document that have text."""
    version = record.get(Version, document.version)
    if version is None or not version.sha256:
        return
    last = (version.pages or 0) - 1 if document.last is None else document.last
    for page in range(document.first, last + 1):
        stored = services.pages.get(version.sha256, page)
        if stored is not None and stored.text.text.strip():
            yield leaf_of(version.id, page, stored.text), stored.text


def _place(spot: Spot, text: PageText) -> Place:
    quote = quote_at(text, spot.start, spot.end)
    return Place(
        version=spot.version,
        page=spot.page,
        rects=quote.rects,
        quote=quote.text,
        before=quote.before,
        after=quote.after,
        part=quote.part,
    )
