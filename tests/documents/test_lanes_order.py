"""Which work comes first: the first thread keeps the order, the last takes the heaviest, what can wait waits."""

from threading import Barrier, Event

from workstation.documents.lanes import Lanes
from workstation.documents.process import Launch

NONE = Launch(("nothing is ever started",), lambda _: 0)


def order_of(count, jobs):
    """The names in the order in which they were begun; the threads begin when all is asked for."""
    lanes, begun, go = Lanes(NONE, count, "test"), [], Event()
    held = Barrier(count + 1)  # every thread holds something before there is anything to choose from

    def hold(_):
        held.wait(5)
        go.wait(5)

    holding = [lanes.ask(hold) for _ in range(count)]
    held.wait(5)
    every = Barrier(count)  # all threads have begun their first work before one takes its second

    def work(name):
        def begin(_):
            begun.append(name)
            if len(begun) <= count:
                every.wait(5)

        return begin

    answers = [lanes.ask(work(name), weight=weight, later=later) for name, weight, later in jobs]
    go.set()
    for answer in (*holding, *answers):
        answer.result(5)
    lanes.close()
    return begun


def test_one_thread_keeps_the_order_and_lets_wait_what_can_wait():
    assert order_of(1, [("a", 9, True), ("b", 1, False), ("c", 5, False)]) == ["b", "c", "a"]


def test_of_two_threads_one_takes_the_heaviest():
    begun = order_of(2, [(str(number), number, False) for number in range(20)])
    assert sorted(begun, key=int) == [str(number) for number in range(20)]
    assert set(begun[:2]) == {"0", "19"}


def test_after_the_end_nothing_is_begun():
    lanes = Lanes(NONE, 2, "test")
    lanes.close()
    assert lanes.ask(lambda _: 1).cancelled()
