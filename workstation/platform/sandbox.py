"""The sandbox of a worker: what a hostile file that has taken it over can still do.

| refused | Linux | macOS, Windows |
|---|---|---|
| secrets of the environment | it gets none | the same |
| new rights by a set-user-id program | no_new_privs | - |
| its memory read by other programs of the user | not dumpable | - |
| connect, listen, execute, fork, signal or trace another process | seccomp | - |
| make, write, shorten, rename, remove a file | seccomp and Landlock | a written byte fails by RLIMIT_FSIZE (macOS) |
| read a file that is none of the program's, the fonts' or the system libraries' | Landlock | - |

Where a kernel lacks Landlock or seccomp the rest still holds. Sizes and dates of files can be asked for everywhere: Landlock does
not cover `stat`. macOS and Windows have no sandbox that an unsigned, unpackaged program can enter; there a worker is held by
its limits alone (`platform.limits`), and the README says so.
"""

import ctypes
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from workstation.resources import bundled_font, resource

_PR_SET_DUMPABLE: Final = 4  # linux/prctl.h
_PR_SET_NO_NEW_PRIVS: Final = 38
# where the loader finds libraries, and what they read of the system before they answer
_LIBRARIES: Final = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/nix/store", "/gnu/store")
_SYSTEM: Final = (
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/mime.types",
    "/etc/ssl/openssl.cnf",
    "/usr/share/zoneinfo",
    "/usr/share/locale",
    "/sys/devices/system/cpu",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/dev/null",
    "/dev/urandom",
)
_INSTALLED: Final = frozenset({"site-packages", "dist-packages"})
# without these the program itself would not start
_NEEDED: Final = ("LD_LIBRARY_PATH", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP")


def environment() -> dict[str, str]:
    """What a worker is started with: none of the names, tokens and folders that the user's own environment holds."""
    kept = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    if sys.platform == "win32":
        kept["PATH"] = os.environ.get("PATH", "")  # libraries are found by it
    return kept


def enter(fonts: Iterable[str]) -> None:
    """Puts this process into the sandbox, for good, with all that it starts.

    A worker calls it when it is set up, before its first thread and before a byte of a file. `fonts` are the system's
    folders of fonts; what else is read is known here.
    """
    if sys.platform.startswith("linux"):
        from workstation.platform import landlock, seccomp  # noqa: PLC0415 - exist only here

        system = ctypes.CDLL(None)
        system.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        system.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        landlock.read_only((*fonts, *_of_program(), *_of_python(), *_LIBRARIES, *_SYSTEM))
        seccomp.refuse_all_but_reading()


def _of_program() -> Iterator[str]:
    """Its modules, resources and font. A checkout may lie in a folder that holds anything else."""
    yield str(Path(__file__).parents[1])
    yield str(resource())
    yield str(bundled_font().parent)


def _of_python() -> Iterator[str]:
    """The folders of its modules, without the folder that a checkout lies in."""
    yield str(Path(os.__file__).parent)
    yield str(Path(sys.base_prefix, "lib"))
    for entry in map(Path, filter(None, sys.path)):
        if entry.name in _INSTALLED or not (entry / "workstation").is_dir():
            yield str(entry)
    yield from filter(None, os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep))
