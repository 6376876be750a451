"""How worker processes are started: the one place that knows the command line of `workstation.worker`."""

import os
import sys
from typing import Final

from workstation.documents.process import MEMORY_LIMIT, Launch
from workstation.platform import limits

_MODULE: Final = "workstation.worker"


def launch(*, background: bool = False, memory: int = MEMORY_LIMIT) -> Launch:
    """For the viewer and the memo as it is; with `background` for taking files in, which gives way to the window."""
    # -P: no module is imported from the folder the program was started in; -B: a worker writes no file
    command = [sys.executable, "-P", "-B", "-m", _MODULE]
    command += [
        "--parent",
        str(os.getpid()),
        "--memory",
        str(memory),
        *(["--background"] if background else []),
    ]
    return Launch(tuple(command), limits.memory_of, limits.worker_options(), memory, limits.buried)
