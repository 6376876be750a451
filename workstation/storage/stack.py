"""What Ctrl+Z and Ctrl+Y would take now, read from the log alone, so that it is the same after a restart.

An operation is undone when an UNDO of it stands that no REDO has taken back. Undos and redos of a batch carry the
batch's name, so that an undo that was cut short goes on where it stopped.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.engine import Connection

from workstation.application.ports.storage import OperationKind
from workstation.storage.log import Operation, operation_of
from workstation.storage.tables import schema

_STEPS_BACK = (OperationKind.UNDO.value, OperationKind.REDO.value)


def is_ordinary(operation: Any) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = operation.c.kind.not_in(_STEPS_BACK)
    return condition


def is_undone(operation: Any) -> ColumnElement[bool]:
    undo, redo = schema().operation.alias(), schema().operation.alias()
    taken_back = exists().where(redo.c.undoes == undo.c.id).correlate(undo)
    return exists().where(undo.c.undoes == operation.c.id, ~taken_back).correlate(operation)


def to_undo(connection: Connection, actor: str) -> tuple[Operation, ...]:
    """The operations of the latest step of `actor` that stands, newest first; empty when there is none."""
    table = schema().operation
    standing = _newest_first().where(table.c.actor == actor, is_ordinary(table), ~is_undone(table))
    return _with_batch(connection, standing)


def to_undo_of_batch(connection: Connection, batch: str) -> tuple[Operation, ...]:
    """What still stands of a batch, whoever did it, newest first."""
    table = schema().operation
    standing = _newest_first().where(table.c.batch == batch, is_ordinary(table), ~is_undone(table))
    return tuple(operation_of(row) for row in connection.execute(standing))


def to_redo(connection: Connection, actor: str) -> tuple[Operation, ...]:
    """The undo operations of the latest undo of `actor` that stands, newest first; an ordinary step after it, or in the
    middle of it, empties this: half of a batch is not brought back."""
    table = schema().operation
    own, earlier = schema().operation.alias(), schema().operation.alias()
    last = select(func.coalesce(func.max(own.c.position), 0)).where(own.c.actor == actor, is_ordinary(own))

    def undo_that_stands(of: Any) -> tuple[ColumnElement[bool], ...]:
        return of.c.actor == actor, of.c.kind == OperationKind.UNDO.value, ~is_undone(of)

    begun_before = (
        exists()
        .where(
            earlier.c.batch == table.c.batch,
            earlier.c.position < last.scalar_subquery(),
            *undo_that_stands(earlier),
        )
        .correlate(table)
    )
    standing = _newest_first().where(
        *undo_that_stands(table), table.c.position > last.scalar_subquery(), ~begun_before
    )
    return _with_batch(connection, standing)


def standing(connection: Connection, identity: str) -> Operation | None:
    """An ordinary operation that is not undone; None for any other."""
    table = schema().operation
    chosen = select(table).where(table.c.id == identity, is_ordinary(table), ~is_undone(table))
    row = connection.execute(chosen).first()
    return None if row is None else operation_of(row)


def is_taken_back(connection: Connection, identity: str) -> bool:
    """Whether an operation of any kind does not stand any more."""
    table = schema().operation
    found = select(table.c.id).where(table.c.id == identity, is_undone(table))
    return connection.execute(found).first() is not None


def named(connection: Connection, operations: tuple[Operation, ...]) -> Operation | None:
    """The operation whose sentence names the step: the first of the batch, seen through undo and redo."""
    if not operations:
        return None
    table = schema().operation
    operation = operations[-1] if operations[0].undoes is None else operations[0]  # undos run backwards
    while operation.undoes is not None:
        row = connection.execute(select(table).where(table.c.id == operation.undoes)).one()
        operation = operation_of(row)
    return operation


def _newest_first() -> Select[Any]:
    table = schema().operation
    return select(table).order_by(table.c.position.desc())


def _with_batch(connection: Connection, standing: Select[Any]) -> tuple[Operation, ...]:
    first = connection.execute(standing.limit(1)).first()
    if first is None:
        return ()
    if first.batch is None:
        return (operation_of(first),)
    whole = standing.where(schema().operation.c.batch == first.batch)
    return tuple(operation_of(row) for row in connection.execute(whole))
