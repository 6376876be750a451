"""The desk's ground: the open lot, read and written through jobs, told to every panel by signals."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from workstation.application.jobs import Job, Jobs
from workstation.application.ports.storage import Committed
from workstation.application.progress import Progress
from workstation.application.services import Services
from workstation.domain.claims import Claim
from workstation.domain.errors import UserError
from workstation.domain.findings.finding import Finding, Subject
from workstation.domain.findings.rules import by_subject, findings
from workstation.domain.record import LotRecord
from workstation.ui.context import UiContext

T = TypeVar("T")


class LotDesk(QObject):
    """One lot of one workspace is open at a time. Signals (payloads are Python objects):

    `record_changed(LotRecord)` after opening a lot and after every change of it; `lot_closed`; `lots_changed` when
    any lot changed; `committed(Committed)` after a write; `undone(Step)` and `redone(Step)` name what was taken
    back or done again; `problem(UserError)` for the banner; `job_started(Job)` for the strip.
    """

    record_changed = Signal(object)
    lot_closed = Signal()
    lots_changed = Signal()
    committed = Signal(object)
    undone = Signal(object)
    redone = Signal(object)
    problem = Signal(object)
    job_started = Signal(object)

    def __init__(
        self, services: Services, jobs: Jobs, context: UiContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.jobs = jobs
        self.context = context
        self._lot: str | None = None
        self._record: LotRecord | None = None
        self.findings: dict[
            Subject, tuple[Finding, ...]
        ] = {}  # of the rules, beside each field of the open lot
        self._again: dict[int, Callable[[], Job[object]]] = {}

    @property
    def record(self) -> LotRecord | None:
        return self._record

    @property
    def lot(self) -> str | None:
        """The id of the open lot, from the moment it was asked for."""
        return self._lot

    @property
    def currency(self) -> str:
        """The currency in which bare amounts are read: that of the lot's first claim."""
        claim = self._record.first(Claim) if self._record else None
        return (claim.currency if claim else None) or "CNY"

    def open_lot(self, lot: str) -> None:
        if lot != self._lot:
            self.close_lot()
            self._lot = lot
        self.reload()

    def close_lot(self) -> None:
        if self._lot is not None:
            self._lot, self._record, self.findings = None, None, {}
            self.lot_closed.emit()

    def reload(self) -> None:
        """Reads the open lot again."""
        lot = self._lot
        if lot is not None:
            self.read(lambda: self._reading(lot), lambda read: self._take(*read), replaces="lot")

    def _reading(self, lot: str) -> tuple[LotRecord, dict[Subject, tuple[Finding, ...]]]:
        record = self.services.reader.lot(lot)
        return record, by_subject(findings(record, self.services.clock().date()))

    def _take(self, record: LotRecord, found: dict[Subject, tuple[Finding, ...]]) -> None:
        self.findings = found
        self._show(record)

    def read(self, work: Callable[[], T], done: Callable[[T], None], *, replaces: str = "") -> None:
        """Runs `work` on a reading thread and `done` with its result on this one. With `replaces`, only the newest
        of that name is delivered. A `UserError` becomes a banner."""
        self.jobs.read(work, done, replaces=replaces, failed=self.report)

    def write(self, work: Callable[[], Committed[T]], then: Callable[[T], None] | None = None) -> None:
        """Runs one use case on the writing thread, tells everyone, reads the lot again; `then` gets the value."""

        def done(result: Committed[T]) -> None:
            self._after(result)
            if then is not None:
                then(result.value)

        self.jobs.write(work, done, failed=self.report)

    def run_long(
        self, title: str, work: Callable[[Progress], T], done: Callable[[T], None] | None = None
    ) -> Job[object]:
        """Work that shows in the job strip. `title` is an English key."""

        def finished(value: T) -> None:
            self._again.pop(id(job), None)
            if done is not None:
                done(value)

        job = self.jobs.run_long(title, work, finished, failed=self.report)
        self._again[id(job)] = lambda: self.run_long(title, work, done)
        self.job_started.emit(job)
        return job

    def retry(self, job: Job[object]) -> None:
        """Starts a failed job anew."""
        self.dismiss(job, then=self._again.get(id(job)))

    def dismiss(self, job: Job[object], then: Callable[[], object] | None = None) -> None:
        """Takes a failed job off the strip."""
        self.jobs.dismiss(job)
        self._again.pop(id(job), None)
        if then is not None:
            then()

    def report(self, error: Exception) -> None:
        """A person's mistake becomes a banner; anything else goes to the exception hook."""
        if not isinstance(error, UserError):
            raise error
        self.problem.emit(error)

    def undo(self) -> None:
        writer = self.services.writer
        self._step_back(writer.undoable, writer.undo, self.undone.emit)

    def redo(self) -> None:
        writer = self.services.writer
        self._step_back(writer.redoable, writer.redo, self.redone.emit)

    def _step_back(
        self,
        named: Callable[[], Any],
        act: Callable[[], Committed[None] | None],
        told: Callable[[Any], object],
    ) -> None:
        def work() -> tuple[Any, Committed[None] | None]:
            step = named()
            return step, act()

        def done(result: tuple[Any, Committed[None] | None]) -> None:
            step, committed = result
            if committed is not None:
                self._after(committed, quiet=True)
                told(step)

        self.jobs.write(work, done, failed=self.report)

    def _after(self, result: Committed[Any], *, quiet: bool = False) -> None:
        if result.operation is None:
            return
        if not quiet:
            self.committed.emit(result)
        self.reload()
        self.lots_changed.emit()

    def _show(self, record: LotRecord) -> None:
        if self._lot is not None and self._lot in record.rows.get("lot", {}):
            self._record = record
            self.record_changed.emit(record)
