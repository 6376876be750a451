"""Landlock, the kernel's list of what a process may still touch of the file system (Linux 5.13 and newer).

The only right that is granted is to read what is named. No file is made, written, shortened, renamed, removed or
executed, no TCP port is opened or reached, and no process outside is signalled, as far as the kernel's version knows
these rights.
"""

import ctypes
import os
import stat
from collections.abc import Iterable
from typing import Final

# linux/landlock.h; the numbers are the same on every processor
_CREATE_RULESET: Final = 444
_ADD_RULE: Final = 445
_RESTRICT_SELF: Final = 446
_VERSION: Final = 1  # flag of create_ruleset: tells the version and makes nothing
_PATH_BENEATH: Final = 1
_READ_FILE: Final = 1 << 2
_READ_FOLDER: Final = 1 << 3
# how many rights to files each version knows, from the first on; versions after the last add none
_FILE_RIGHTS: Final = (13, 14, 15, 15, 16)
_NET_VERSION: Final = 4
_NET_RIGHTS: Final = 0b11  # bind and connect, TCP
_SCOPE_VERSION: Final = 6
_SCOPES: Final = 0b11  # abstract sockets and signals


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """Of the kernel's Landlock; 0 where there is none, or where it is switched off."""
    return max(0, _call(_CREATE_RULESET, None, 0, _VERSION))


def read_only(paths: Iterable[str]) -> bool:
    """From here on this thread, and what it starts, may only read, and only files and folders under `paths`; those that
    are not there count for nothing. What is open stays open. False where the kernel does not know how.

    `PR_SET_NO_NEW_PRIVS` must be set.
    """
    known = version()
    if not known:
        return False
    wanted = _wanted(known)
    size = 24 if known >= _SCOPE_VERSION else 16 if known >= _NET_VERSION else 8
    rules = _call(_CREATE_RULESET, ctypes.byref(wanted), size, 0)
    if rules < 0:
        return False
    try:
        for path in paths:
            _allow(rules, path)
        return _call(_RESTRICT_SELF, rules, 0) == 0
    finally:
        os.close(rules)


def _wanted(known: int) -> _Ruleset:
    rights = _FILE_RIGHTS[min(known, len(_FILE_RIGHTS)) - 1]
    return _Ruleset(
        (1 << rights) - 1,
        _NET_RIGHTS if known >= _NET_VERSION else 0,
        _SCOPES if known >= _SCOPE_VERSION else 0,
    )


def _allow(rules: int, path: str) -> None:
    try:
        folder = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        rights = _READ_FILE | _READ_FOLDER if stat.S_ISDIR(os.fstat(folder).st_mode) else _READ_FILE
        beneath = _Beneath(rights, folder)
        _call(_ADD_RULE, rules, _PATH_BENEATH, ctypes.byref(beneath), 0)
    finally:
        os.close(folder)


def _call(number: int, *arguments: object) -> int:
    """-1 with an error."""
    done: int = ctypes.CDLL(None).syscall(
        ctypes.c_long(number),
        *(ctypes.c_long(each) if isinstance(each, int) else each for each in arguments),
    )
    return done
