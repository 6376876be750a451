"""Evidence the other way round: which fields rest on a page, and whether they lead to the bid."""

from dataclasses import dataclass, replace
from typing import Any

from workstation.application.records import FieldRef
from workstation.application.services import Services
from workstation.application.valuing import lot_facts
from workstation.domain.citations import EvidenceKind
from workstation.domain.fields import field_of
from workstation.domain.record import LotRecord


@dataclass(frozen=True, slots=True)
class Resting:
    """One field that rests on a page of a document (0-based), through `citation`; `leads_to_bid` when the inputs of
    the valuation are others without its value."""

    ref: FieldRef
    page: int
    citation: str
    leads_to_bid: bool


def rests_on(
    services: Services, record: LotRecord, version: str, page: int | None = None
) -> tuple[Resting, ...]:
    """What rests on a page of a version, or on any of its pages, in the order of the pages."""
    pages = {found.id: found.page for found in record.citations_in(version)}
    standing = lot_facts(services, record).hash
    found: list[Resting] = []
    for entity, row, field in record.supported():
        if (stored := record.row(entity, row)) is None or getattr(stored, field) is None:
            continue
        for evidence in record.evidence_of(entity, row, field):
            at = pages.get(evidence.citation or "") if evidence.kind is EvidenceKind.CITED else None
            if evidence.citation and at is not None and page in {None, at}:
                leads = lot_facts(services, _without(record, stored, field)).hash != standing
                found.append(Resting(FieldRef(entity, row, field), at, evidence.citation, leads))
                break
    return tuple(sorted(found, key=lambda one: one.page))


def _without(record: LotRecord, row: Any, field: str) -> LotRecord:
    """The record as it would be with the default of one field; a required value is what it is."""
    if field_of(type(row), field).required:
        return record
    bare = replace(row, **{field: type(row).__dataclass_fields__[field].default})
    rows = {**record.rows, row.entity: {**record.rows[row.entity], row.id: bare}}
    return LotRecord(rows, record.head)
