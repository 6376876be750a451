"""The desk's ground: the open lot, read and written through jobs, told to every panel by signals."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from workstation.application.bare_amounts import bare_currency
from workstation.application.jobs import Job, Jobs
from workstation.application.operations import Step
from workstation.application.overview import LotRow, counted_row
from workstation.application.ports.storage import Committed
from workstation.application.progress import SILENT, CancelledError, Progress
from workstation.application.services import Services
from workstation.application.upkeep import copy_before_bulk
from workstation.domain.errors import NotFoundError, UserError
from workstation.domain.findings.finding import Finding, Subject
from workstation.domain.findings.rules import by_subject, findings
from workstation.domain.parties import Party
from workstation.domain.record import LotRecord
from workstation.ui.context import UiContext
from workstation.ui.ungiven import Ungiven

T = TypeVar("T")


class AsKnownError(UserError):
    code = "desk.as_known"
    message = "This is the lot as it was known on {moment}; it is only read. Choose Back to now to change it."


class LotGoneError(UserError):
    """It is shown once the list of the lots that there are is."""

    code = "desk.lot_gone"
    message = "The lot {name} is not there any more: somebody removed it, or took back that it was made. The list shows the lots that there are."


@dataclass(frozen=True, slots=True)
class _Reading:
    """`parties` is None while those that are known still hold."""

    record: LotRecord
    found: tuple[Finding, ...]
    row: LotRow
    parties: tuple[Party, ...] | None


class LotDesk(QObject):
    """The open lot of a workspace; at most one is open at a time.

    Signals:
        record_changed(LotRecord): a lot was opened, or changed.
        lot_closed: no lot is open any more.
        lot_gone: the lot that was asked for is not there (any more), and the list is to be shown.
        lots_changed(frozenset of lot ids, or None for any): what the lists show is another.
        committed(Committed): something was written.
        undone(Step), redone(Step): what was taken back or done again.
        problem(UserError): for the banner.
        job_started(Job), job_dismissed: for the strip.
        copies_changed: a snapshot was taken before bulk work, or could not be.
    """

    record_changed = Signal(object)
    lot_closed = Signal()
    lot_gone = Signal()
    lots_changed = Signal(object)
    committed = Signal(object)
    undone = Signal(object)
    redone = Signal(object)
    problem = Signal(object)
    job_started = Signal(object)
    job_dismissed = Signal()
    copies_changed = Signal()

    def __init__(
        self, services: Services, jobs: Jobs, context: UiContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.jobs = jobs
        self.context = context
        self._lot: str | None = None
        self._record: LotRecord | None = None
        self._as_of: datetime | None = None
        self._after_operation: str | None = None
        self.findings: dict[
            Subject, tuple[Finding, ...]
        ] = {}  # of the rules, beside each field of the open lot
        self.found: tuple[Finding, ...] = ()  # the same, worst first
        self.row: LotRow | None = None  # the open lot on one line, counted
        self.parties: tuple[Party, ...] = ()  # of all lots: who may be named again
        self._parties_read = False
        self._again: dict[int, Callable[[], object]] = {}
        self.ungiven = Ungiven()

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
        return bare_currency(self._record)

    def currency_of(self, entity: str, row: str) -> str:
        """The currency in which bare amounts of a row are read: that of its own claim, else that of the lot."""
        return bare_currency(self._record, self._record.row(entity, row) if self._record else None)

    def open_lot(self, lot: str) -> None:
        if lot != self._lot:
            self.close_lot()
            self._lot = lot
        self.reload()

    @property
    def as_of(self) -> datetime | None:
        """The moment as known on which the lot is shown; None shows it as it is."""
        return self._as_of

    @property
    def why_only_read(self) -> str:
        """Why nothing can be typed, and what to do about it: the past is shown, or another program writes here; "" where it
        can."""
        tr = self.context.tr
        if self._as_of is not None:
            return tr.error(AsKnownError(moment=f"{self._as_of:%Y-%m-%d %H:%M}"))
        only = "This workspace is open to read only. Close it where it is in use, or copy it to a disk that takes it, then open it again."
        return tr(only) if self.services.read_only else ""

    def look_back(self, moment: datetime | None, operation: str | None = None) -> None:
        """Shows the open lot as known on a moment (after an operation of it), only to read; None goes back to now."""
        self._as_of, self._after_operation = moment, operation
        self.reload()

    def can_write(self) -> bool:
        """Whether what is shown may be changed; says why not."""
        if self._as_of is not None:
            self.problem.emit(AsKnownError(moment=f"{self._as_of:%Y-%m-%d %H:%M}"))
        return self._as_of is None

    def close_lot(self) -> None:
        self._as_of, self._after_operation = None, None
        if self._lot is not None:
            self._lot, self._record, self.row = None, None, None
            self.findings, self.found = {}, ()
            self.lot_closed.emit()

    def reload(self) -> None:
        """Reads the open lot again."""
        lot, moment, last = self._lot, self._as_of, self._after_operation
        known = self._record
        if lot is not None:
            self.jobs.read(
                lambda: self._reading(lot, moment, last, known),
                self._take,
                replaces="lot",
                failed=self._not_read,
            )

    def _reading(
        self, lot: str, moment: datetime | None, last: str | None, known: LotRecord | None
    ) -> "_Reading":
        reader = self.services.reader
        known = known if known is not None and lot in known.rows.get("lot", {}) else None
        record = reader.lot(lot, known) if moment is None else reader.lot_as_of(lot, moment, operation=last)
        today = (moment or self.services.clock()).date()
        found = findings(record, today, self.services.reference())
        row = counted_row(record, found, self.services.checklist)
        return _Reading(record, found, row, None if self._parties_read else reader.rows(Party))

    def _not_read(self, error: Exception) -> None:
        """A moment at which the lot was not there leads back to now, and a lot that is gone to the list. What this person took
        back or removed is said where it was done."""
        if self._as_of is not None or not isinstance(error, NotFoundError):
            self.report(error)
            if self._as_of is not None:
                self.look_back(None)
            return
        shown, name = self._record, error.params["name"]
        self.lot_gone.emit()
        if shown is None or self.services.read_only:
            self.problem.emit(LotGoneError(name=shown.lot.name if shown is not None else name))

    def _take(self, read: "_Reading") -> None:
        self.findings, self.found, self.row = by_subject(read.found), read.found, read.row
        if read.parties is not None:
            self.parties, self._parties_read = read.parties, True
        self._show(read.record)

    def read(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        *,
        to: QObject | None = None,
        replaces: str = "",
    ) -> None:
        """Runs `work` on a reading thread and `done` with its result on this one. Nothing is delivered `to` a widget
        that went meanwhile, and with `replaces` only the newest of that name. A `UserError` becomes a banner."""

        def deliver(value: T) -> None:
            if to is None or isValid(to):
                done(value)

        self.jobs.read(work, deliver, replaces=replaces, failed=self.report)

    def write(self, work: Callable[[], Committed[T]], then: Callable[[T], None] | None = None) -> None:
        """Runs one use case on the writing thread, tells everyone, reads the lot again; `then` gets the value. The
        past is not written: while the lot is shown as known on a day, a banner says so."""
        if not self.can_write():
            return

        def done(result: Committed[T]) -> None:
            self._after(result)
            if then is not None:
                then(result.value)

        self.jobs.write(work, done, failed=self.report)

    def run_long(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        *,
        failed: Callable[[Exception], None] | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> Job[object]:
        """Work that shows in the job strip. `title` is an English key; `failed` stands in for `report`."""

        def finished(value: T) -> None:
            self._again.pop(id(job), None)
            if done is not None:
                done(value)

        job = self.jobs.run_long(title, work, finished, failed=failed or self.report, cancelled=cancelled)
        self._again[id(job)] = lambda: self.run_long(title, work, done, failed=failed, cancelled=cancelled)
        self.job_started.emit(job)
        return job

    def retry(self, job: Job[object]) -> None:
        """Starts a failed job anew."""
        self.dismiss(job, then=self._again.get(id(job)))

    def dismiss(self, job: Job[object], then: Callable[[], object] | None = None) -> None:
        """Takes a failed job off the strip."""
        self.jobs.dismiss(job)
        self._again.pop(id(job), None)
        self.job_dismissed.emit()
        if then is not None:
            then()

    def report(self, error: Exception) -> None:
        """A person's mistake becomes a banner; anything else goes to the exception hook."""
        if not isinstance(error, UserError):
            raise error
        self.problem.emit(error)

    def undo(self) -> None:
        writer = self.services.writer
        self._step_back(writer.undoable, writer.undo, self.undone.emit, "Undoing")

    def redo(self) -> None:
        writer = self.services.writer
        self._step_back(writer.redoable, writer.redo, self.redone.emit, "Redoing")

    def _step_back(
        self,
        named: Callable[[], Step | None],
        act: Callable[[Progress], Committed[None] | None],
        told: Callable[[Step], object],
        title: str,
    ) -> None:
        """A step of one operation at once; a batch as a job with progress."""
        if not self.can_write():
            return

        def work() -> tuple[Step | None, Committed[None] | None]:
            step = named()
            if step is None or step.batch is not None:
                return step, None
            return step, act(SILENT)

        def done(result: tuple[Step | None, Committed[None] | None]) -> None:
            step, committed = result
            if committed is not None:
                self._stepped_back(committed, told)
            elif step is not None:
                self.run_batch(title, act, lambda committed: self._stepped_back(committed, told))

        self.jobs.write(work, done, failed=self.report)

    def _stepped_back(self, committed: Committed[None], told: Callable[[Step], object]) -> None:
        self._after(committed, quiet=True)
        told(committed.step)

    def run_batch(
        self,
        title: str,
        act: Callable[[Progress], Committed[None] | None],
        done: Callable[[Committed[None]], object],
    ) -> Job[object]:
        """A batch of operations with progress, after a snapshot; cancelled or stopped, what is finished stays and is shown."""
        services = self.services

        def work(progress: Progress) -> Committed[None] | None:
            copy_before_bulk(services)
            try:
                return act(progress)
            except CancelledError:
                return None

        def finished(committed: Committed[None] | None) -> None:
            self.copies_changed.emit()
            if committed is not None:
                done(committed)
            else:
                self._show_what_is_finished()

        def stopped(error: Exception) -> None:
            self.copies_changed.emit()
            self._show_what_is_finished()
            self.report(error)

        return self.run_long(title, work, finished, failed=stopped)

    def _show_what_is_finished(self) -> None:
        self.reload()
        self.lots_changed.emit(None)

    def _after(self, result: Committed[Any], *, quiet: bool = False) -> None:
        if result.operation is None:
            return
        self._parties_read &= all(row.entity != Party.entity for row in result.touched)
        if not quiet:
            self.committed.emit(result)
        self.reload()
        lots = {row.lot for row in result.touched}
        self.lots_changed.emit(None if None in lots else frozenset(lots))

    def _show(self, record: LotRecord) -> None:
        if self._lot is not None and self._lot in record.rows.get("lot", {}):
            self._record = record
            self.record_changed.emit(record)
