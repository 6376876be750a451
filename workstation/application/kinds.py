"""Kinds of papers: proposed from what was read, and filed only when a person agrees."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction
from workstation.application.services import Services
from workstation.domain.documents import Document, Version
from workstation.domain.kinds import KindProposal, propose_kind
from workstation.domain.record import LotRecord

_PAGES = 2  # from the front: what a paper is, it says there


def proposed_kinds(services: Services, record: LotRecord) -> dict[str, KindProposal]:
    """By document, of those without a kind; what is not plain is left out."""
    rules = services.kinds()
    found = {}
    for document, version in _unfiled(record):
        text = _front(services, version)
        proposal = propose_kind(rules, version.source_path or version.file_name or "", text)
        if proposal is not None:
            found[document.id] = proposal
    return found


def filed_for(services: Services, record: LotRecord) -> dict[str, tuple[Document, ...]]:
    """By item of the checklist, the documents whose kind answers it, in the order in which they came; not those that the
    seller has withdrawn."""
    items = {name: rule.checks for rule in services.kinds() for name in rule.names}
    found: dict[str, tuple[Document, ...]] = {}
    for document in record.all(Document):
        for item in items.get(document.kind or "", ()) if document.withdrawn_on is None else ():
            found[item] = (*found.get(item, ()), document)
    return found


def file_kinds(services: Services, kinds: Mapping[str, str]) -> Committed[None]:
    """The kinds that a person agreed to, by document, as one step."""
    said = {"field": "Kind", "count": str(len(kinds))}

    def work(tx: Transaction) -> None:
        for identity, kind in kinds.items():
            tx.put(replace(tx.get(Document, identity), kind=kind))

    return services.writer.run(Step(OperationKind.EDIT_MANY, said), work)


def _unfiled(record: LotRecord) -> Iterator[tuple[Document, Version]]:
    for document in record.all(Document):
        versions = record.versions_of(document.id)
        if document.kind is None and versions and not versions[-1].is_archive:
            yield document, versions[-1]


def _front(services: Services, version: Version) -> str:
    stored = (services.pages.get(version.sha256 or "", index) for index in range(_PAGES))
    return "\n".join(page.text.text for page in stored if page is not None)
