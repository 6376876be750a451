"""Documents of a lot that a person filed as a lease."""

from dataclasses import dataclass

from workstation.domain.documents import Document, DocumentPart
from workstation.domain.record import LotRecord


@dataclass(frozen=True, slots=True)
class LeaseDocument:
    """A lease as it was filed: a document, or a part of one. `version` is the id of its newest version ("" where there is
    none), `first` and `last` its pages, both 0-based and both in it; `last` is None for the whole version."""

    name: str
    version: str
    first: int = 0
    last: int | None = None


def lease_documents(record: LotRecord) -> tuple[LeaseDocument, ...]:
    """By the kind under which they were filed, in either language; what was withdrawn states nothing."""
    found = []
    for document in record.all(Document):
        if document.withdrawn_on is not None:
            continue
        versions = record.versions_of(document.id)
        newest = versions[-1].id if versions else ""
        if _is_lease(document.kind) and document.name:
            found.append(LeaseDocument(document.name, newest))
        parts = record.all(DocumentPart, version=newest) if newest else ()
        found += [
            LeaseDocument(part.name, newest, part.first, part.last) for part in parts if _is_lease(part.kind)
        ]
    return tuple(found)


def _is_lease(kind: str | None) -> bool:
    said = (kind or "").casefold()
    return "租赁" in said or "lease" in said.split()
