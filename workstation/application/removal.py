"""A lot goes to the bin: all its rows, as one step; parties and the files of its documents stay."""

from collections.abc import Iterable, Sequence
from typing import Any

from workstation.application.batches import chunks, in_chunks
from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Reader, Transaction, Writer
from workstation.application.progress import SILENT, Progress
from workstation.domain.citations import Evidence
from workstation.domain.fields import Kind, fields_of
from workstation.domain.parties import Party

AT_ONCE = 60  # rows in one operation: what rests on each is looked up


def remove_lot(
    writer: Writer, reader: Reader, lot: str, *, batch: str, progress: Progress = SILENT
) -> Committed[None] | None:
    """`NotFoundError` when it is gone already. Cancelled, what is left of the lot stays, and undo brings the rest
    back."""
    record = reader.lot(lot)
    rows = [row for found in record.rows.values() for row in found.values() if not isinstance(row, Party)]

    def work(tx: Transaction, part: Sequence[Any]) -> None:
        for row in part:
            tx.remove(row)

    step = Step(OperationKind.REMOVE_LOT, {"record": record.lot.name}, batch)
    return in_chunks(writer, step, chunks(users_first(rows), AT_ONCE), work, progress)


def users_first(rows: Iterable[Any]) -> list[Any]:
    """In an order in which each row comes after all that name it."""
    by_key = {(row.entity, row.id): row for row in rows}
    users: dict[tuple[str, str], list[Any]] = {}
    for row in by_key.values():
        for target in _targets(row):
            users.setdefault(target, []).append(row)
    ordered: dict[tuple[str, str], Any] = {}
    seen: set[tuple[str, str]] = set()

    def visit(row: Any) -> None:
        key = (row.entity, row.id)
        if key not in seen:
            seen.add(key)
            for user in users.get(key, ()):
                visit(user)
            ordered[key] = row

    for row in by_key.values():
        visit(row)
    return list(ordered.values())


def _targets(row: Any) -> list[tuple[str, str]]:
    declared = (field for field in fields_of(type(row)) if field.kind is Kind.REFERENCE)
    named = [(field.target, getattr(row, field.name)) for field in declared]
    if isinstance(row, Evidence):
        named.append((row.row_entity, row.row))
    return [(entity, identity) for entity, identity in named if identity is not None]
