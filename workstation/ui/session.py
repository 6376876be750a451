"""One open workspace: its services, its jobs and its desk; opened and closed away from the window's thread."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from workstation.application.demo.sample import SampleMade
from workstation.application.jobs import Job, Jobs
from workstation.application.progress import Progress
from workstation.application.services import Services
from workstation.domain.errors import UserError
from workstation.ui.bridge import Bridge
from workstation.ui.context import UiContext
from workstation.ui.desk import Desk

OpenWorkspace = Callable[[Path, bool], Services]


@dataclass(frozen=True, slots=True)
class Session:
    path: Path
    services: Services
    jobs: Jobs
    desk: Desk


class Sessions(QObject):
    """The open workspace; there is at most one. Opening and closing run one after the other on a thread of their own,
    since closing takes a verified copy of the database.

    Signals:
        opened(Session), closed: a workspace was opened, or is closed.
        closing: it is about to be let go; what is written now is still kept.
        failed(Path or None, UserError): one could not be opened.
        job_started(Job), job_dismissed: the sample is being made; it could not be, and that was seen.
    """

    opened = Signal(object)
    closing = Signal()
    closed = Signal()
    failed = Signal(object, object)
    job_started = Signal(object)
    job_dismissed = Signal()

    def __init__(self, bridge: Bridge, on_bug: Callable[[Exception], None], parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._on_bug = on_bug
        self.jobs = Jobs(bridge.deliver, on_bug)
        self.current: Session | None = None

    def open(
        self,
        path: Path,
        context: UiContext,
        work: OpenWorkspace,
        *,
        read_only: bool = False,
        mends: bool = False,
    ) -> None:
        """Closes what is open, then opens `path` by `work(path, read_only)`. Where that `mends` it, nothing is said of a copy
        that could not be taken before."""
        self.close(quiet=mends)

        def done(services: Services) -> None:
            jobs = Jobs(self._bridge.deliver, self._on_bug)
            try:
                desk = Desk(services, jobs, context, self)
            except BaseException:  # a workspace that nothing shows is let go: its lock would outlive it
                jobs.close()
                self.jobs.write(services.close)
                raise
            self.current = Session(path, services, jobs, desk)
            self.opened.emit(self.current)

        def failed(error: Exception) -> None:
            if not isinstance(error, UserError):
                raise error
            self.failed.emit(path, error)

        self.jobs.write(lambda: work(path, read_only), done, failed=failed)

    def build(self, work: Callable[[Progress], SampleMade], then: Callable[[SampleMade], None]) -> None:
        """Makes a workspace (the sample) while the window goes on; its error is a banner like any other. Begins when
        what was being closed is closed."""

        def failed(error: Exception) -> None:
            if not isinstance(error, UserError):
                raise error
            self.failed.emit(None, error)

        def begin(_: None) -> None:
            self.job_started.emit(self.jobs.run_long("Building the sample", work, then, failed=failed))

        self.jobs.write(lambda: None, begin)

    def retry(self, job: Job[object]) -> None:
        """The sample is asked for again from the panel that offers it."""
        self.dismiss(job)

    def dismiss(self, job: Job[object]) -> None:
        self.jobs.dismiss(job)
        self.job_dismissed.emit()

    def close(self, *, quiet: bool = False) -> None:
        """The window lets go at once; running imports stop after the file they are at. A copy that cannot be taken then is
        told while the window is there, unless it is `quiet`; and again at the next opening, if it fails again."""
        session = self.current
        if session is None:
            return
        self.closing.emit()
        self.current = None
        session.desk.close_lot()

        def failed(error: Exception) -> None:
            session.desk.deleteLater()
            if not isinstance(error, UserError):
                raise error
            if not quiet:
                self.failed.emit(None, error)

        self.jobs.write(lambda: _end(session), lambda _: session.desk.deleteLater(), failed=failed)
        self.closed.emit()

    def in_background(self, work: Callable[[], None]) -> None:
        """Small writes that nobody waits for, in their order."""
        self.jobs.write(work)

    def shut(self) -> None:
        """At the end of the program: waits until the workspace is closed and its copy verified."""
        self.close()
        self.jobs.close()


def _end(session: Session) -> None:
    session.jobs.close()
    session.services.close()
