"""How far a person has read: page by page, recorded like everything that a person says."""

from collections.abc import Sequence
from dataclasses import replace

from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction, Writer
from workstation.domain.documents import PageReading, PageStatus, Version


def mark_pages(writer: Writer, version: str, pages: Sequence[int], status: PageStatus) -> Committed[None]:
    """Marks pages (0-based) as one step. A page that is to be read again has no row."""
    said = {"field": "Reading status"}

    def work(tx: Transaction) -> None:
        found = tx.get(Version, version)
        said["record"] = found.file_name or ""
        known = {each.page: each for each in tx.rows(PageReading, version=version)}
        for page in pages:
            old = known.get(page)
            if status is PageStatus.TO_READ:
                if old is not None:
                    tx.remove(old)
            elif old is not None:
                tx.put(replace(old, status=status))
            else:
                tx.put(PageReading(id=tx.new_id(), lot=found.lot, version=version, page=page, status=status))

    return writer.run(Step(OperationKind.EDIT, said), work)
