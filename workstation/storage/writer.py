"""The one write path of a workspace."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.engine import Connection

from workstation.application.ports.storage import (
    SILENT,
    Committed,
    OperationKind,
    Progress,
    Step,
    Touched,
    Transaction,
)
from workstation.storage import inverse, log, stack
from workstation.storage.chain import RandomBytes
from workstation.storage.failures import ReadOnlyError, UndoneAlreadyError, told
from workstation.storage.log import Change, Entry, Operation
from workstation.storage.mapping import image_of
from workstation.storage.revisions import Revisions
from workstation.storage.transaction import StoredTransaction
from workstation.storage.turns import Turns

T = TypeVar("T")
Choose = Callable[[Connection], tuple[Operation, ...]]


class LogWriter:
    """`application.ports.storage.Writer`: each operation is one transaction, and operations wait for each other in the
    order in which they came. `actor` signs what is written."""

    def __init__(
        self,
        engine: Engine,
        *,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        random_bytes: RandomBytes,
        actor: str,
        revisions: Revisions,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._new_id = new_id
        self._random_bytes = random_bytes
        self.actor = actor
        self._revisions = revisions
        self._turn = Turns()

    def sign_as(self, actor: str) -> None:
        self.actor = actor

    def run(self, step: Step, work: Callable[[Transaction], T]) -> Committed[T]:
        with self._turn, told(), self._engine.begin() as connection:
            transaction = StoredTransaction(connection, self._new_id, self._clock())
            value = work(transaction)
            changes = transaction.finish()
            operation = self._append(connection, step, changes, transaction.now) if changes else None
        return Committed(value, operation, _touched(changes), step)

    def undo(self, progress: Progress = SILENT) -> Committed[None] | None:
        return self._take_back(
            lambda connection: stack.to_undo(connection, self.actor), OperationKind.UNDO, progress
        )

    def redo(self, progress: Progress = SILENT) -> Committed[None] | None:
        return self._take_back(
            lambda connection: stack.to_redo(connection, self.actor), OperationKind.REDO, progress
        )

    def undo_batch(self, batch: str, progress: Progress = SILENT) -> Committed[None] | None:
        return self._take_back(
            lambda connection: stack.to_undo_of_batch(connection, batch), OperationKind.UNDO, progress
        )

    def undo_operation(self, operation: str) -> Committed[None]:
        with self._turn, told(), self._engine.begin() as connection:
            chosen = stack.standing(connection, operation)
            if chosen is None:
                raise UndoneAlreadyError
            changes = tuple(log.changes_of(connection, [operation])[operation])
            last = self._take_one_back(connection, OperationKind.UNDO, chosen, changes)
        return Committed(None, last, _touched(changes), chosen.step)

    def undoable(self) -> Step | None:
        return self._named(lambda connection: stack.to_undo(connection, self.actor))

    def redoable(self) -> Step | None:
        return self._named(lambda connection: stack.to_redo(connection, self.actor))

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Nobody writes meanwhile."""
        with self._turn:
            yield

    def _named(self, choose: Choose) -> Step | None:
        with self._turn, told(), self._engine.begin() as connection:
            operation = stack.named(connection, choose(connection))
        return None if operation is None else operation.step

    def _take_back(self, choose: Choose, kind: OperationKind, progress: Progress) -> Committed[None] | None:
        """All operations of the step, each in a transaction of its own; what is taken back stays so when the
        program ends in between, and the next call goes on. Others write between two of them: what they changed then
        is looked at again, and what they took back themselves is passed over."""
        with self._turn, told(), self._engine.begin() as connection:
            operations = choose(connection)
            step = stack.named(connection, operations)
            plan = self._plan(connection, operations)
        if step is None:
            return None
        touched: dict[tuple[str, str], Touched] = {}
        last = None
        for done, (operation, changes) in enumerate(plan):
            progress.step(done, len(plan))
            with self._turn, told(), self._engine.begin() as connection:
                if stack.is_taken_back(connection, operation.id):
                    continue
                last = self._take_one_back(connection, kind, operation, changes)
            touched.update({(row.entity, row.id): row for row in _touched(changes)})
        return Committed(None, last, tuple(touched.values()), step.step)

    def _plan(
        self, connection: Connection, operations: Sequence[Operation]
    ) -> tuple[tuple[Operation, tuple[Change, ...]], ...]:
        found = log.changes_of(connection, [operation.id for operation in operations])
        plan = tuple((operation, tuple(found[operation.id])) for operation in operations)
        rows = inverse.rows_of(connection, (change for _, changes in plan for change in changes))
        steps = [
            step
            for operation, changes in plan
            for step in inverse.rebased(connection, operation, changes, self._revisions, rows)
        ]
        inverse.verify(connection, steps)
        return plan

    def _take_one_back(
        self,
        connection: Connection,
        kind: OperationKind,
        operation: Operation,
        changes: Sequence[Change],
    ) -> str:
        rows = inverse.rows_of(connection, changes)
        steps = inverse.rebased(connection, operation, changes, self._revisions, rows)
        inverse.verify(connection, steps)
        inverse.apply(connection, steps)
        images = tuple(
            Change(*step.key, change.lot, image_of(step.now), image_of(step.then))
            for step, change in zip(steps, reversed(changes), strict=True)
        )
        of = operation.params.get("of", operation.kind.value)
        step = Step(kind, {**operation.params, "of": of}, operation.batch)
        return self._append(connection, step, images, self._clock(), undoes=operation.id)

    def _append(
        self,
        connection: Connection,
        step: Step,
        changes: Sequence[Change],
        at: datetime,
        *,
        undoes: str | None = None,
    ) -> str:
        entry = Entry(self._new_id(), step, at, self.actor, undoes)
        log.append(connection, entry, changes, self._revisions.head.id, self._random_bytes)
        return entry.id


def _touched(changes: Sequence[Change]) -> tuple[Touched, ...]:
    return tuple(Touched(change.entity, change.id, change.lot) for change in changes)


class ReadOnlyWriter:
    """The writer of a workspace that is open to read only: refuses, and has nothing to take back."""

    def sign_as(self, actor: str) -> None:
        """Nothing is signed here."""

    def run(self, step: Step, work: Callable[[Transaction], T]) -> Committed[T]:  # noqa: ARG002 - the port's shape
        raise ReadOnlyError

    def undo(self, progress: Progress = SILENT) -> Committed[None] | None:  # noqa: ARG002 - the port's shape
        raise ReadOnlyError

    def redo(self, progress: Progress = SILENT) -> Committed[None] | None:  # noqa: ARG002 - the port's shape
        raise ReadOnlyError

    def undo_batch(self, batch: str, progress: Progress = SILENT) -> Committed[None] | None:  # noqa: ARG002 - the port's shape
        raise ReadOnlyError

    def undo_operation(self, operation: str) -> Committed[None]:  # noqa: ARG002 - the port's shape
        raise ReadOnlyError

    def undoable(self) -> Step | None:
        return None

    def redoable(self) -> Step | None:
        return None
