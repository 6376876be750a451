"""What the strip is told of jobs."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal

from workstation.application.jobs import Job, JobState
from workstation.ui.job_watch import JobWatch


class Source(QObject):
    """Where jobs are started and dismissed."""

    job_started = Signal(object)
    job_dismissed = Signal()

    def __init__(self):
        super().__init__()
        self.jobs = SimpleNamespace(long_jobs=[])


@pytest.fixture
def source():
    return Source()


def test_a_failed_job_that_the_program_dismisses_goes_from_the_strip(source, context):
    job = Job("Looking through the files")
    job.state = JobState.FAILED
    source.jobs.long_jobs.append(job)
    watch, told = JobWatch(source, context, source), []
    watch.changed.connect(told.append)
    watch.look()
    assert [view.name for view in told[-1]] == ["Looking through the files"]
    source.jobs.long_jobs.remove(job)
    source.job_dismissed.emit()
    assert told[-1] == []
