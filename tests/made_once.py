"""What is costly to make and the same for all processes of one test run."""

import fcntl
import os


def made_once(tmp_path_factory, name, make):
    """The folder that the first process that asks fills by `make(folder)`; the others wait for it. Nobody writes into it
    afterwards: who must, copies it."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    folder = root / f"once-{name}"
    with (root / f"once-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            making = root / f"making-{name}"
            making.mkdir()
            make(making)
            making.rename(folder)
    return folder
