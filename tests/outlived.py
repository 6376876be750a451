"""Which processes outlive a time, and which are at work.

A zombie has ended: its program, memory and files are gone, and only its number waits for a parent to ask for it. The parent
of an orphan is the machine's first process, and when that one asks is no property of ours.
"""

import time

import psutil

PAUSE = 0.02  # s between two looks
WORK = 0.2  # s of a processor


def outliving(processes, seconds):
    """Those of the processes that still run when the time is over; as soon as all have ended, none."""
    until = time.monotonic() + seconds
    while (running := [process for process in processes if _runs(process)]) and time.monotonic() < until:
        time.sleep(PAUSE)
    return running


def waits_until_it_works(pid):
    """Until a process that was idle has worked for a fifth of a second of its own time: it is at what it was asked."""
    process = psutil.Process(pid)
    begun = process.cpu_times().user
    while process.cpu_times().user < begun + WORK:
        time.sleep(PAUSE)


def _runs(process):
    try:
        return process.status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    except psutil.NoSuchProcess:
        return False
