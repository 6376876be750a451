"""Waiting for a worker: told to stop, and work that somebody else cancelled."""

import pytest

from workstation.application.progress import CancelledError, Silent, Watched
from workstation.application.waiting import wait
from workstation.documents.answers import Answer


def test_an_answer_that_is_there_is_given():
    answer = Answer()
    answer.fulfil(lambda: 7)
    assert wait(answer, Silent()) == 7


def test_who_is_told_to_stop_cancels_the_work():
    answer, progress = Answer(), Watched()
    progress.stop.set()
    with pytest.raises(CancelledError):
        wait(answer, progress)
    assert answer.cancelled()


def test_work_that_was_cancelled_before_is_told_as_a_cancel_not_as_a_fault():
    answer = Answer()
    answer.cancel()
    with pytest.raises(CancelledError):
        wait(answer, Silent())
