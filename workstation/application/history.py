"""What a person does with the history: take one step back, put a record back to how it was, look into the bin."""

from dataclasses import dataclass
from datetime import datetime

from workstation.application.marks import drop
from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import (
    Committed,
    HistoryFilter,
    HistoryRow,
    Reader,
    RowVersion,
    Transaction,
    Writer,
)
from workstation.application.progress import SILENT, Progress
from workstation.domain.citations import Citation, Evidence
from workstation.domain.naming import name_of

REMOVALS = frozenset({OperationKind.REMOVE, OperationKind.REMOVE_LOT})
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Removed:
    """One step of the bin: what was removed, and how many rows and pieces of evidence went along."""

    operation: str
    batch: str | None
    step: Step
    at: datetime
    actor: str
    rows: int
    evidence: int


def restore_row(writer: Writer, reader: Reader, entity: str, row: str, operation: str) -> Committed[None]:
    """Puts one row back to how it was after `operation`, with the evidence that was on it then. Rows under it stay
    as they are. `NotThereYetError` when it was not there; what it names must be there still."""
    said: dict[str, str] = {}

    def work(tx: Transaction) -> None:
        version = reader.version(entity, row, operation)
        said.update(record=name_of(version.record), when=f"{version.at:%Y-%m-%d %H:%M}")
        tx.put(version.record)
        _put_evidence_back(tx, version)

    return writer.run(Step(OperationKind.RESTORE, said), work)


def _put_evidence_back(tx: Transaction, version: RowVersion) -> None:
    kept = {item.id for item in version.evidence}
    for item in tx.rows(Evidence, row_entity=version.record.entity, row=version.record.id):
        if item.id not in kept:
            drop(tx, item)
    for citation in version.citations:
        if tx.find(Citation, citation.id) is None:
            tx.put(citation)
    for item in version.evidence:
        tx.put(item)


def bin_of(reader: Reader, lot: str | None = None) -> tuple[Removed, ...]:
    """Removals that stand, newest first; a batch is one line. There is no deleted flag: what was removed and not
    brought back is what lies in the bin."""
    wanted = HistoryFilter(kinds=REMOVALS, undone=False)
    found: dict[str, list[HistoryRow]] = {}
    before = None
    while True:
        page = reader.history(lot=lot, wanted=wanted, before=before, limit=_PAGE)
        for row in page:
            found.setdefault(row.batch or row.id, []).append(row)
        if len(page) < _PAGE:
            break
        before = page[-1].position
    return tuple(_removed(rows) for rows in found.values())


def _removed(rows: list[HistoryRow]) -> Removed:
    """Of the operations of one removal, newest first."""
    gone = [change for row in rows for change in row.changes if change.after is None]
    evidence = sum(change.entity in {Evidence.entity, Citation.entity} for change in gone)
    first = rows[-1]
    return Removed(first.id, first.batch, first.step, rows[0].at, first.actor, len(gone) - evidence, evidence)


def bring_back(writer: Writer, removed: Removed, progress: Progress = SILENT) -> Committed[None] | None:
    """Undoes a removal, whenever it was, with the checks of every undo."""
    if removed.batch is not None:
        return writer.undo_batch(removed.batch, progress)
    return writer.undo_operation(removed.operation)
