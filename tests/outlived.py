"""Which processes outlive a time.

A zombie has ended: its program, memory and files are gone, and only its number waits for a parent to ask for it. The parent
of an orphan is the machine's first process, and when that one asks is no property of ours.
"""

import time

import psutil

PAUSE = 0.02  # s between two looks


def outliving(processes, seconds):
    """Those of the processes that still run when the time is over; as soon as all have ended, none."""
    until = time.monotonic() + seconds
    while (running := [process for process in processes if _runs(process)]) and time.monotonic() < until:
        time.sleep(PAUSE)
    return running


def _runs(process):
    try:
        return process.status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    except psutil.NoSuchProcess:
        return False
