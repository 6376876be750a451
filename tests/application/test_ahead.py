"""Work done ahead: in order, a few at a time, nothing left behind."""

from contextlib import closing
from threading import Event, Lock, active_count

import pytest

from workstation.application.ahead import ahead


def test_results_come_in_the_order_of_what_was_asked():
    assert list(ahead(lambda number: number * 2, range(100))) == list(range(0, 200, 2))


def test_only_a_few_are_under_way():
    lock, begun = Lock(), []

    def work(number):
        with lock:
            begun.append(number)
        return number

    with closing(ahead(work, range(1000))) as results:
        next(results)
        assert len(begun) < 20


def test_an_error_comes_where_its_result_would_have_come():
    results = ahead(lambda number: 10 // number, [5, 2, 0, 1])
    assert (next(results), next(results)) == (2, 5)
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_who_stops_early_leaves_no_thread_behind():
    before, go = active_count(), Event()
    with closing(ahead(lambda number: go.wait(0.01) or number, range(50))) as results:
        next(results)
    assert active_count() == before
