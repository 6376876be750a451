"""The desk's work on files: looked through, taken in, gone on with, unlocked."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from workstation.application.jobs import Job, Jobs, JobState
from workstation.application.ports.drafts import DraftDamagedError
from workstation.application.progress import Progress
from workstation.application.services import Services
from workstation.application.upkeep import copy_before_bulk
from workstation.domain.documents import Document
from workstation.domain.errors import UserError
from workstation.domain.reading import WrongPasswordError
from workstation.ui.context import UiContext
from workstation.ui.desk_lot import LotDesk

if TYPE_CHECKING:
    from workstation.application.importing import Entry, ImportReport
    from workstation.application.interrupted import InterruptedImport
    from workstation.application.lots_from_files import LotOfFiles
    from workstation.application.ports.imports import BegunImport
    from workstation.application.surveyed import Survey
    from workstation.ui.dialogs.arriving import Arrivals

LOOK_AT_IMPORTS = 400  # ms between two looks at whether a running import brought something new


@dataclass(frozen=True, slots=True)
class Looked:
    """What was dropped, and what a look at it found.

    needs_a_look: a person is to decide before it enters.
    paths: where it lies, to look again with a password.
    entry: how it enters when nothing is decided.
    chosen: what was chosen so far: the place of the choice, by id of the line.
    """

    survey: "Survey"
    needs_a_look: bool
    arrivals: "Arrivals"
    paths: tuple[Path, ...]
    entry: "Entry"
    chosen: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Halted:
    """A batch that was stopped before its end, and how many files are left."""

    entry: "Entry"
    survey: "Survey"
    left: int


class FilesDesk(LotDesk):
    """Files on their way into a lot.

    Signals:
        looked(Looked): there is something to decide before files are taken in.
        imported(ImportReport): files were taken in.
        halted_changed: a batch was stopped, or has gone on.
        begun(LotOfFiles, ImportReport): files were taken in that a new lot was made for.
        abandoned(lot id): the lot that was made for files which stay out.
        cut_off(InterruptedImport): the import that is to be gone on with or given up next; None when there is none any
            more.
        unlocked(count): files were opened with a password.
        password_requested(version id, name): asks for a password.
    """

    looked = Signal(object)
    imported = Signal(object)
    halted_changed = Signal()
    unlocked = Signal(int)
    password_requested = Signal(str, str)
    cut_off = Signal(object)
    begun = Signal(object, object)
    abandoned = Signal(str)

    def __init__(
        self, services: Services, jobs: Jobs, context: UiContext, parent: QObject | None = None
    ) -> None:
        super().__init__(services, jobs, context, parent)
        self.halted: Halted | None = None
        # Batches that somebody has in hand in this run: they are not offered
        self._begun: set[str] = set()
        # Batches that could not be gone on with: they are offered after the others
        self._put_off: set[str] = set()
        # By job, the batch of an import that is under way, or that failed and can be tried again
        self._entering: dict[int, str] = {}
        # Lots that were made for a batch, until it is in
        self._made: dict[str, LotOfFiles] = {}
        self._told_damaged: set[str] = set()
        self._imports: dict[int, tuple[Job[object], int]] = {}
        self._look = QTimer(self)
        self._look.setInterval(LOOK_AT_IMPORTS)
        self._look.timeout.connect(self._look_at_imports)

    def take_in(
        self, paths: Sequence[Path], lot: str | None = None, made: "LotOfFiles | None" = None
    ) -> Job[object] | None:
        """Looks through files and folders for a lot (the open one when left out). What needs no decision is taken in
        at once; else `looked` asks for one. Until it is decided on or forgotten, the next start offers it. A lot that was
        `made` for them goes again where they stay out."""
        from workstation.application.importing import Entry, kept_as_begun  # noqa: PLC0415 - off the start-up path
        from workstation.application.survey import survey  # noqa: PLC0415

        into, services = lot or self.lot, self.services
        if into is None or not self.can_write():
            return None
        entry = Entry(into, batch=services.new_id())

        if made is not None:
            self._made[entry.batch or ""] = made
        written = self._note(entry, paths)

        def look(progress: Progress) -> "Survey":
            written.wait()
            with kept_as_begun(services, entry, paths):
                return survey(services, into, paths, progress, probing=True)

        return self._look_through(entry, paths, look)

    def _note(self, entry: "Entry", paths: Sequence[Path]) -> Event:
        """Notes what was dropped at once, however many imports it has to wait for: the writing thread is not cut off when
        the window closes. Set once that was tried; the look through the files notes what could not be, or says why."""
        from workstation.application.importing import note_dropped  # noqa: PLC0415 - off the start-up path

        tried = Event()

        def work() -> None:
            try:
                with suppress(UserError):
                    note_dropped(self.services, entry, paths)
            finally:
                tried.set()

        self._begun.add(entry.batch or "")
        self.jobs.write(work)
        return tried

    def look_again(
        self,
        found: Looked,
        password: str,
        tried: Callable[[Looked], None],
        ended: Callable[[bool], None],
    ) -> Job[object]:
        """The same files with one more password; `tried` gets what is found then. `ended` is told instead where it came to
        nothing: whether it was stopped, and not failed. What failed is offered again."""
        words = (*found.entry.passwords, password)
        return self._look_at_dropped(replace(found.entry, passwords=words), found.paths, tried, ended)

    def forget_import(self, batch: str | None) -> None:
        """What was looked through, or is left of an import, stays out, and the next one that was cut off is told of. One that
        the disk does not let go is offered again."""
        made = self._made.pop(batch or "", None)
        if made is not None:
            self.abandoned.emit(made.lot)
        if batch:
            self.jobs.write(
                lambda: self.services.imports.end(batch),
                lambda _: self.look_for_interrupted(),
                failed=lambda error: self._not_gone_on_with(batch, error),
            )

    def _not_gone_on_with(self, batch: str, error: Exception | None = None) -> None:
        """What is still noted of it is offered again, behind the others."""
        self._begun.discard(batch)
        self._put_off.add(batch)
        if error is not None:
            self.report(error)
        self.look_for_interrupted()

    def _look_at_dropped(
        self,
        entry: "Entry",
        paths: Sequence[Path],
        tried: Callable[[Looked], None] | None = None,
        ended: Callable[[bool], None] | None = None,
    ) -> Job[object]:
        from workstation.application.interrupted import survey_dropped  # noqa: PLC0415 - off the start-up path

        services, words = self.services, entry.passwords

        def failed(error: Exception) -> None:
            self.dismiss(job)  # the offer is what tries again
            if ended is not None:
                ended(False)
            self._not_gone_on_with(entry.batch or "", error)

        job = self._look_through(
            entry,
            paths,
            lambda progress: survey_dropped(services, entry.lot, paths, progress, words, probing=True),
            failed,
            tried,
            cancelled=None if ended is None else lambda: ended(True),
        )
        return job

    def _look_through(
        self,
        entry: "Entry",
        paths: Sequence[Path],
        look: "Callable[[Progress], Survey]",
        failed: "Callable[[Exception], None] | None" = None,
        tried: "Callable[[Looked], None] | None" = None,
        *,
        cancelled: "Callable[[], None] | None" = None,
    ) -> Job[object]:
        self._begun.add(entry.batch or "")

        def looked(progress: Progress) -> Looked:
            found = look(progress)
            return Looked(found, found.needs_a_look, self._lines(entry, found), tuple(paths), entry)

        def done(found: Looked) -> None:
            if found.needs_a_look:
                self.looked.emit(found)
            else:
                self.enter(entry, found.survey)

        return self.run_long(
            "Looking through the files",
            looked,
            tried or done,
            failed=failed,
            cancelled=cancelled or (lambda: self.forget_import(entry.batch)),
        )

    def _lines(self, entry: "Entry", found: "Survey") -> "Arrivals":
        from workstation.ui.dialogs.arriving import arrivals  # noqa: PLC0415 - off the start-up path

        names = {each.id: each.name for each in self.services.reader.rows(Document, lot=entry.lot)}
        return arrivals(self.context.tr, found, names)

    def ask_again(self, found: Looked) -> None:
        """`looked` once more, in the language of now: the window was built anew before it was decided on."""
        self.read(
            lambda: replace(found, arrivals=self._lines(found.entry, found.survey)), self.looked.emit, to=self
        )

    def enter(self, entry: "Entry", found: "Survey") -> Job[object] | None:
        """Takes in what a look found, after a snapshot, with progress and cancel; a stopped batch can be gone on with."""
        from workstation.application.importing import enter  # noqa: PLC0415 - off the start-up path

        batch = entry.batch or self.services.new_id()
        if not self.can_write():
            self._not_gone_on_with(batch)
            return None
        entry = replace(entry, batch=batch)
        self._begun.add(batch)

        def work(progress: Progress) -> "ImportReport":
            copy_before_bulk(self.services)
            return enter(self.services, entry, found, progress)

        def done(report: "ImportReport") -> None:
            self._entering.pop(id(job), None)
            self.copies_changed.emit()
            left = len(found.files) - len(report.files) - len(entry.left_out)
            self._halt(None if report.is_whole else Halted(entry, found, left))
            self._taken_in(report)
            made = self._made.pop(batch, None)
            if made is not None:
                self.begun.emit(made, report)
            if report.cut is not None:
                self.problem.emit(report.cut)
            self.look_for_interrupted()

        job = self.run_long("Taking files in", work, done)
        self._again[id(job)] = lambda: self.enter(entry, found)
        self._entering[id(job)] = batch
        self._imports[id(job)] = (job, 0)
        self._look.start()
        return job

    def dismiss(self, job: Job[object], then: "Callable[[], object] | None" = None) -> None:
        """An import that failed and is not tried again is offered as one that was cut off."""
        batch = self._entering.pop(id(job), None)
        super().dismiss(job, then)
        if batch is not None and then is None:
            self._not_gone_on_with(batch)

    @property
    def is_taking_in(self) -> bool:
        return self.under_way is not None

    @property
    def under_way(self) -> tuple[int, int] | None:
        """How many files of how many are done with of what is being taken in; None when nothing is."""
        states = {JobState.WAITING, JobState.RUNNING}
        running = [job.progress for job, _ in self._imports.values() if job.state in states]
        return (sum(each.done for each in running), sum(each.total for each in running)) if running else None

    def go_on(self) -> Job[object] | None:
        """The rest of a batch that was stopped: it stays one step to undo."""
        halted = self.halted
        if halted is None:
            return None
        self._halt(None)
        return self.enter(halted.entry, halted.survey)

    def look_for_interrupted(self) -> None:
        """Tells of the oldest import that was cut off and that nobody has in hand: a window that closed, a program that was
        killed, files that were gone when it was to go on; else of a note or an unsaved text that cannot be read. While
        files are taken in nothing is told; it is looked again when they are in."""
        from workstation.application.interrupted import (  # noqa: PLC0415 - off the start-up path
            ImportNoteDamagedError,
            interrupted_imports,
        )

        services = self.services

        def done(kept: "tuple[tuple[InterruptedImport, ...], list[UserError]]") -> None:
            if self.is_taking_in:
                return
            found = [each for each in kept[0] if each.begun.batch not in self._begun]
            found.sort(key=lambda each: each.begun.batch in self._put_off)
            self.cut_off.emit(found[0] if found else None)
            damaged = [error for error in kept[1] if str(error) not in self._told_damaged]
            if damaged and not found:
                self._told_damaged.add(str(damaged[0]))
                self.problem.emit(damaged[0])

        def work() -> "tuple[tuple[InterruptedImport, ...], list[UserError]]":
            damaged: list[UserError] = [
                ImportNoteDamagedError(name=name) for name in services.imports.damaged()
            ]
            damaged += [DraftDamagedError(file=file) for file in services.drafts.damaged()]
            return interrupted_imports(services), damaged

        if not services.read_only:
            self.read(work, done, to=self, replaces="interrupted imports")

    def resume(self, begun: "BegunImport") -> Job[object]:
        """The rest of an import that was cut off in an earlier run; it stays one step to undo. What was still looked through
        then is decided on as when it was dropped. What cannot be gone on with is offered again."""
        from workstation.application.interrupted import entry_again, survey_interrupted  # noqa: PLC0415 - off the start-up path

        if begun.dropped:
            return self._look_at_dropped(entry_again(begun), [Path(path) for path in begun.dropped])

        def enter(found: "tuple[Entry, Survey]") -> None:
            self.enter(*found)

        def failed(error: Exception) -> None:
            self.dismiss(job)
            self._not_gone_on_with(begun.batch, error)

        self._begun.add(begun.batch)
        job = self.run_long(
            "Looking through the files",
            lambda progress: survey_interrupted(self.services, begun, progress),
            enter,
            failed=failed,
            cancelled=lambda: self._not_gone_on_with(begun.batch),
        )
        return job

    def unlock(
        self,
        version: str,
        password: str,
        *,
        remember: bool,
        refused: Callable[[WrongPasswordError], None] | None = None,
        ended: Callable[[], None] = lambda: None,
    ) -> Job[object] | None:
        """Opens a locked file, and others of the lot with the same password. A wrong one is told to `refused`, where that is
        given, and any other end to `ended`."""
        from workstation.application.unlocking import unlock  # noqa: PLC0415 - off the start-up path

        if not self.can_write():
            return None

        def done(count: int) -> None:
            ended()
            self.reload()
            self.lots_changed.emit(None)
            self.unlocked.emit(count)

        def failed(error: Exception) -> None:
            if refused is not None and isinstance(error, WrongPasswordError):
                self.dismiss(job)
                refused(error)
            else:
                ended()
                self.report(error)

        job = self.run_long(
            "Opening locked files",
            lambda progress: unlock(self.services, version, password, progress, remember=remember),
            done,
            failed=failed,
            cancelled=ended,
        )
        return job

    def _halt(self, halted: Halted | None) -> None:
        if halted != self.halted:
            self.halted = halted
            self.halted_changed.emit()

    def _taken_in(self, report: "ImportReport") -> None:
        self.reload()
        self.lots_changed.emit(None)
        self.imported.emit(report)

    def _look_at_imports(self) -> None:
        """Each file is an operation of its own: show it as soon as it is there, not when the batch ends."""
        for key, (job, seen) in list(self._imports.items()):
            if job.progress.done != seen:
                self._imports[key] = (job, job.progress.done)
                self.reload()
            if job.state not in {JobState.WAITING, JobState.RUNNING}:
                del self._imports[key]
        if not self._imports:
            self._look.stop()
            self.reload()  # what waited for the end of it
