"""When all that was asked of the jobs is done: the way to see that nothing happened, however slow the machine is."""

from threading import Barrier

ROUNDS = 3  # a write leads to a read of the record, and that to what panels read


def settled(qtbot, jobs):
    """Returns once everything that was asked for before, and what it led to, was done and delivered.

    Work behind other work on the same queue cannot be overtaken: a write comes after all writes, and two reads that
    wait for each other hold both reading threads, so that no earlier read is under way any more.
    """
    for _ in range(ROUNDS):
        qtbot.waitUntil(lambda: not jobs.long_jobs)
        passed, meet = [], Barrier(2)
        jobs.write(lambda: None, passed.append)
        qtbot.waitUntil(lambda passed=passed: len(passed) == 1)
        for _ in range(2):
            jobs.read(lambda meet=meet: meet.wait(60), passed.append)
        qtbot.waitUntil(lambda passed=passed: len(passed) == 3)
