"""Jobs as the strip shows them: after 400 ms, with progress and time left."""

from collections.abc import Sequence
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from workstation.application.jobs import Job, JobState
from workstation.ui.context import UiContext
from workstation.ui.desk import Desk
from workstation.ui.session import Sessions
from workstation.ui.widgets.values import JobView, Progress

LOOK = 100  # ms
OVER = {JobState.DONE, JobState.CANCELLED}


class JobWatch(QObject):
    """Looks at the long jobs of a desk, or of what is outside all workspaces, while there are any. Signal:
    `changed(list of JobView)`."""

    changed = Signal(object)

    def __init__(self, source: Desk | Sessions, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._source = source
        self._context = context
        self._begun: dict[str, float] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self.look)
        source.job_started.connect(self._start)
        source.job_dismissed.connect(self.look)
        if source.jobs.long_jobs:
            self._timer.start()

    def _start(self, job: Job[object]) -> None:
        self._begun[_key(job)] = monotonic()
        self._timer.start()

    def look(self) -> None:
        """Tells what runs; stops looking when nothing does but what failed."""
        jobs = [job for job in self._source.jobs.long_jobs if job.state not in OVER]
        delay = self._context.theme.tokens.motion.job_strip_delay / 1000
        now = monotonic()
        shown = [
            self._view(job, now)
            for job in jobs
            if job.state is JobState.FAILED or now - self._begun.setdefault(_key(job), now) >= delay
        ]
        self.changed.emit(shown)
        if all(job.state is JobState.FAILED for job in jobs):
            self._timer.stop()

    def cancel(self, key: str) -> None:
        """Cancels what runs, dismisses what failed."""
        for job in self._found(key):
            if job.state is JobState.FAILED:
                self._source.dismiss(job)
            else:
                job.cancel()

    def retry(self, key: str) -> None:
        for job in self._found(key):
            self._source.retry(job)

    def running(self) -> int:
        return sum(job.state in {JobState.WAITING, JobState.RUNNING} for job in self._source.jobs.long_jobs)

    def _found(self, key: str) -> Sequence[Job[object]]:
        return [job for job in self._source.jobs.long_jobs if _key(job) == key]

    def _view(self, job: Job[object], now: float) -> JobView:
        tr = self._context.tr
        failed = job.state is JobState.FAILED
        watched = job.progress
        progress = Progress(watched.done, watched.total or None, failed=failed)
        return JobView(
            _key(job), tr(job.title), progress, self._detail(job, now), icon="import", can_pause=False
        )

    def _detail(self, job: Job[object], now: float) -> str:
        tr, watched = self._context.tr, job.progress
        if job.state is JobState.FAILED:
            return tr("did not finish")
        if watched.cancelled:
            return tr("stopping …")
        if not watched.total:
            return ""
        counted = tr("{done} of {total}", done=watched.done, total=watched.total)
        elapsed = now - self._begun.get(_key(job), now)
        if watched.done < 1 or elapsed < 3:
            return counted
        left = elapsed / watched.done * (watched.total - watched.done)
        if left < 60:
            return tr("{counted} · {count} s left", counted=counted, count=max(round(left), 1))
        return tr("{counted} · {count} min left", counted=counted, count=round(left / 60))


def _key(job: Job[object]) -> str:
    return str(id(job))
