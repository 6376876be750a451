"""A filter of system calls (Linux, x86-64 and 64-bit ARM): what a worker needs is allowed, all else is refused.

A refused call fails with EPERM and never ends the process: a library that tries something takes its second way.
Refused are sockets, execve, fork, ptrace, the memory of other processes, kill, every call that makes, changes or
removes a name, io_uring and bpf. Calls whose arguments decide are looked into.
"""

import ctypes
import errno
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

_PR_SET_SECCOMP: Final = 22
_MODE_FILTER: Final = 2
_ARCHITECTURE: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # linux/audit.h
_LAST_KNOWN: Final = (
    470  # calls of later kernels: as if this one did not know them, so that libraries go their old way
)
_ALLOW: Final = 0x7FFF0000
_ERRNO: Final = 0x00050000
# linux/bpf_common.h
_LOAD: Final = 0x20  # a word of the call's description
_EQUAL: Final = 0x15
_ABOVE: Final = 0x25
_ANY_BIT: Final = 0x45
_RETURN: Final = 0x06
_NUMBER_AT: Final = 0
_ARCHITECTURE_AT: Final = 4
_ARGUMENTS_AT: Final = 16

# number on x86-64 and on ARM, None where the processor never had it; the most frequent first
_ALLOWED: Final[dict[str, tuple[int | None, int | None]]] = {
    "read": (0, 63), "write": (1, 64), "futex": (202, 98), "lseek": (8, 62), "close": (3, 57), "fstat": (5, 80),
    "newfstatat": (262, 79), "setitimer": (38, 103), "brk": (12, 214), "mmap": (9, 222), "munmap": (11, 215),
    "mprotect": (10, 226), "mremap": (25, 216), "madvise": (28, 233), "mincore": (27, 232), "mseal": (462, 462),
    "pread64": (17, 67), "preadv": (295, 69), "readv": (19, 65), "writev": (20, 66), "stat": (4, None),
    "lstat": (6, None), "statx": (332, 291), "access": (21, None), "faccessat": (269, 48), "faccessat2": (439, 439),
    "readlink": (89, None), "readlinkat": (267, 78), "getdents64": (217, 61), "getcwd": (79, 17), "statfs": (137, 43),
    "fstatfs": (138, 44), "fadvise64": (221, 223), "dup": (32, 23), "dup2": (33, None), "dup3": (292, 24),
    "close_range": (436, 436), "pipe2": (293, 59), "poll": (7, None), "ppoll": (271, 73), "select": (23, None),
    "pselect6": (270, 72), "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
    "rt_sigtimedwait": (128, 137), "sigaltstack": (131, 132), "restart_syscall": (219, 128), "sched_yield": (24, 124),
    "sched_getaffinity": (204, 123), "getcpu": (309, 168), "nanosleep": (35, 101), "clock_nanosleep": (230, 115),
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "gettimeofday": (96, 169), "time": (201, None),
    "getitimer": (36, 102), "times": (100, 153), "getrusage": (98, 165), "getrlimit": (97, 163), "sysinfo": (99, 179),
    "uname": (63, 160), "getpid": (39, 172), "getppid": (110, 173), "gettid": (186, 178), "getuid": (102, 174),
    "geteuid": (107, 175), "getgid": (104, 176), "getegid": (108, 177), "getrandom": (318, 278),
    "set_robust_list": (273, 99), "set_tid_address": (218, 96), "rseq": (334, 293), "membarrier": (324, 283),
    "futex_waitv": (449, 449), "arch_prctl": (158, None), "exit": (60, 93), "exit_group": (231, 94),
}  # fmt: skip
# a structure in memory decides about these, which a filter cannot see: libraries then call clone and openat
_UNKNOWN: Final[dict[str, tuple[int | None, int | None]]] = {"clone3": (435, 435), "openat2": (437, 437)}


class _Test(Enum):
    ONE_OF = "one of"
    ALL_OF = "with the bit"
    NONE_OF = "without the bits"


@dataclass(frozen=True, slots=True)
class _Case:
    """A call that is allowed when the lower half of an argument passes."""

    numbers: tuple[int | None, int | None]
    argument: int
    test: _Test
    values: tuple[int, ...]


_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_THREAD: Final = 0x00010000  # CLONE_THREAD
_SEEN_IN_IOCTL: Final = (
    0x5401,
    0x5413,
    0x541B,
    0x5450,
    0x5451,
)  # is it a terminal, its size, bytes waiting, close-on-exec
_SEEN_IN_FCNTL: Final = (0, 1, 2, 3, 4, 1030)  # duplicate, and flags
_SEEN_IN_PRCTL: Final = (15, 16, 23, 0x53564D41)  # names of threads and of memory, and one question


def _cases() -> Sequence[_Case]:
    return (
        _Case((257, 56), 2, _Test.NONE_OF, (_WRITES,)),  # openat
        _Case((2, None), 1, _Test.NONE_OF, (_WRITES,)),  # open
        _Case((56, 220), 0, _Test.ALL_OF, (_THREAD,)),  # clone: a thread, no process
        _Case((16, 29), 1, _Test.ONE_OF, _SEEN_IN_IOCTL),
        _Case((72, 25), 1, _Test.ONE_OF, _SEEN_IN_FCNTL),
        _Case((157, 167), 0, _Test.ONE_OF, _SEEN_IN_PRCTL),
        _Case((302, 261), 0, _Test.ONE_OF, (0,)),  # prlimit64 of this process
        _Case((234, 131), 0, _Test.ONE_OF, (os.getpid(),)),  # tgkill, with which a library aborts
    )


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("then", ctypes.c_uint8),
        ("otherwise", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("first", ctypes.POINTER(_Instruction)))


def is_known() -> bool:
    """Whether there is a table for this processor, and a kernel with filters."""
    return _column() is not None and ctypes.CDLL(None).prctl(21, 0, 0, 0, 0) >= 0  # PR_GET_SECCOMP


def refuse_all_but_reading() -> bool:
    """From here on, for this thread and what it starts, for good. False where there is no table for the processor or the
    kernel has no filters. `PR_SET_NO_NEW_PRIVS` must be set."""
    column = _column()
    if column is None:
        return False
    instructions = tuple(_instructions(column))
    array = (_Instruction * len(instructions))(*instructions)
    program = _Program(len(instructions), array)
    done: int = ctypes.CDLL(None).prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0)
    return done == 0


def _column() -> int | None:
    if sys.platform != "win32":
        machine = os.uname().machine
        if machine in _ARCHITECTURE and sys.maxsize > 2**32:  # a 32-bit program has other numbers
            return tuple(_ARCHITECTURE).index(machine)
    return None


def _instructions(column: int) -> Iterator[_Instruction]:
    refused, unknown = _ERRNO | errno.EPERM, _ERRNO | errno.ENOSYS
    yield _Instruction(_LOAD, 0, 0, _ARCHITECTURE_AT)
    yield _Instruction(_EQUAL, 1, 0, tuple(_ARCHITECTURE.values())[column])
    yield _Instruction(_RETURN, 0, 0, refused)  # 32-bit calls of a 64-bit program
    yield _Instruction(_LOAD, 0, 0, _NUMBER_AT)
    yield _Instruction(_ABOVE, 0, 1, _LAST_KNOWN)
    yield _Instruction(_RETURN, 0, 0, unknown)
    for answer, numbers in ((_ALLOW, _ALLOWED.values()), (unknown, _UNKNOWN.values())):
        for number in (each[column] for each in numbers):
            if number is not None:
                yield _Instruction(_EQUAL, 0, 1, number)
                yield _Instruction(_RETURN, 0, 0, answer)
    for case in _cases():
        number = case.numbers[column]
        if number is not None:
            body = tuple(_tests(case, refused))
            yield _Instruction(_EQUAL, 0, len(body), number)
            yield from body
    yield _Instruction(_RETURN, 0, 0, refused)


def _tests(case: _Case, refused: int) -> Iterator[_Instruction]:
    """The lower half of the argument: what the kernel looks at in all of these calls."""
    yield _Instruction(_LOAD, 0, 0, _ARGUMENTS_AT + 8 * case.argument)
    for value in case.values:
        match case.test:
            case _Test.ONE_OF:
                yield _Instruction(_EQUAL, 0, 1, value)
            case _Test.ALL_OF:
                yield _Instruction(_ANY_BIT, 0, 1, value)
            case _Test.NONE_OF:
                yield _Instruction(_ANY_BIT, 1, 0, value)
        yield _Instruction(_RETURN, 0, 0, _ALLOW)
    yield _Instruction(_RETURN, 0, 0, refused)
