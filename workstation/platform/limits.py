"""What a worker process may take, and how it ends with the program. Windows, macOS and Linux differ here.

| need | Linux | macOS | Windows |
|---|---|---|---|
| memory | RLIMIT_AS, and the program watches | the program watches | the program watches |
| no core dump, no file written | RLIMIT_CORE, RLIMIT_FSIZE | the same | has neither by default; a worker writes no file |
| ends with the program | parent-death signal, and its pipe closes | its pipe closes | its pipe closes |
| ends itself after a while | SIGALRM | SIGALRM | a watching thread in C |
| below the window in rank | nice | nice | BELOW_NORMAL_PRIORITY_CLASS |

What it may touch at all: `platform.sandbox`.
"""

import contextlib
import ctypes
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workstation.platform import sandbox

if TYPE_CHECKING:
    import subprocess
if sys.platform != "win32":
    import resource

_PR_SET_PDEATHSIG: Final = 1  # linux/prctl.h
_NICER: Final = 5


def confine(memory: int) -> None:
    """Called by a worker as its first act: at most `memory` bytes of address space, no core dump, no file."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError, ValueError):  # macOS refuses RLIMIT_AS; the program watches there
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # see `end_after`; who started us may have ignored it
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def end_with_parent(parent: int) -> None:
    """Ask the system to kill this process when its parent dies, where it can; `parent` is the expected parent's id.

    The signal follows the *thread* that started the process: whoever starts a worker keeps that thread alive.
    Elsewhere the closing of the pipe is what ends a worker.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it died before the call
            os._exit(1)


def end_after(seconds: float) -> None:
    """The process ends in `seconds`, even while some library holds the interpreter; 0 takes that back. Called for every
    page: a timer of the system costs a microsecond, a thread for each would cost more than the page."""
    if sys.platform == "win32":
        import faulthandler  # noqa: PLC0415 - beside its only use

        if seconds:
            faulthandler.dump_traceback_later(seconds, exit=True, file=sys.__stderr__ or sys.stderr)
        else:
            faulthandler.cancel_dump_traceback_later()
    else:
        signal.setitimer(signal.ITIMER_REAL, seconds)  # what nobody handles ends the process


def worker_options() -> dict[str, Any]:
    """Keywords for `subprocess.Popen`: no console window, no share in the terminal's Ctrl+C, a lower rank, and nothing of
    the user's environment."""
    environment = sandbox.environment()
    if sys.platform == "win32":
        import subprocess  # noqa: PLC0415 - a worker starts nothing

        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        return {"creationflags": flags | subprocess.BELOW_NORMAL_PRIORITY_CLASS, "env": environment}
    else:  # noqa: RET505 - the type checker reads one of the two
        return {"start_new_session": True, "env": environment}


def lower_rank() -> None:
    """Called by a worker that nobody waits for at the screen. On Windows `worker_options` has done it."""
    if sys.platform != "win32":
        os.nice(_NICER)


def buried(process: "subprocess.Popen[bytes]") -> int:
    """Ends a process that still runs and waits for it; the most bytes that it ever held, 0 where the system does not
    tell. A look at it every now and then misses what it took in its last moments."""
    if sys.platform == "win32":
        process.kill()
        process.wait()
        return 0
    else:  # noqa: RET505 - the type checker reads one of the two
        return _ended(process)


if sys.platform != "win32":

    def _ended(process: "subprocess.Popen[bytes]") -> int:
        if process.returncode is not None:
            return 0
        # not `process.kill`: that first asks whether it has ended, and who asks is told once, without what it held
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except ChildProcessError:  # somebody waited for it already
            process.wait()
            return 0
        process.returncode = os.waitstatus_to_exitcode(status)
        unit = 1 if sys.platform == "darwin" else 1024
        # until it became a program of its own it shared our memory, and that counts as its own (Linux, fs/exec.c)
        return usage.ru_maxrss * unit if usage.ru_maxrss > _most_of_ours() else 0

    def _most_of_ours() -> int:
        """The most that this program held, in the unit of the system. On Linux not `ru_maxrss`: a program inherits that
        of whoever started it, and a worker does not."""
        if sys.platform == "linux":
            for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
                if line.startswith("VmHWM:"):
                    return int(line.split()[1])
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def memory_of(process: int) -> int:
    """Bytes of memory that the process holds; 0 when it has ended."""
    import psutil  # type: ignore[import-untyped]  # noqa: PLC0415 - no types; a worker does without it

    try:
        held: int = psutil.Process(process).memory_info().rss
    except psutil.Error:
        return 0
    return held
