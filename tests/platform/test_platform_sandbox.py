"""What a hostile file that has taken a worker over tries, and that it is refused. The attempts of a test run one after the other
in a process of its own that has entered the sandbox as a worker does; where the kernel lacks a part, the test says which."""

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from workstation import workers
from workstation.documents.process import WorkerProcess
from workstation.documents.wire import Message
from workstation.platform import landlock, limits, sandbox, seccomp

ROOT = Path(__file__).parents[2]
linux = sys.platform.startswith("linux")
pytestmark = pytest.mark.skipif(
    not linux, reason="a sandbox exists on Linux; elsewhere limits alone hold a worker"
)
filtered = pytest.mark.skipif(
    not (linux and seccomp.is_known()), reason="no seccomp in this kernel, or no table for this processor"
)
walled = pytest.mark.skipif(not (linux and landlock.version()), reason="no Landlock in this kernel")
ENTER = """
import ctypes, errno, os, sys, threading
from workstation.platform import sandbox
{before}
sandbox.enter(())
libc = ctypes.CDLL(None, use_errno=True)
def said(answer):
    print("done" if answer >= 0 else errno.errorcode[ctypes.get_errno()])
for number, attempt in enumerate({attempts!r}):
    print("attempt", number)
    try:
        exec(attempt)
    except OSError as error:
        print(errno.errorcode.get(error.errno, error))
"""
NO_FILTER = "from workstation.platform import seccomp; seccomp.refuse_all_but_reading = lambda: None"


def tried(attempt, before="", arguments=()):
    """What an attempt from inside the sandbox comes to: the name of the error, or what it prints."""
    return list(tried_each([attempt], before, arguments)[attempt])


def tried_each(attempts, before="", arguments=()):
    """The same of several attempts, each with those before it behind it."""
    code = ENTER.format(
        before=textwrap.dedent(before), attempts=[textwrap.dedent(attempt) for attempt in attempts]
    )
    command = [sys.executable, "-P", "-B", "-c", code, *map(str, arguments)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=sandbox.environment() | {"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    _, *answers = re.split(r"^attempt \d+$", done.stdout, flags=re.MULTILINE)
    return {attempt: tuple(answer.split()) for attempt, answer in zip(attempts, answers, strict=True)}


@pytest.fixture
def paper(tmp_path):
    """A file of the user, outside of what a worker may read."""
    path = tmp_path / "paper.txt"
    path.write_text("secret")
    return path


@filtered
def test_no_socket_is_made():
    attempts = [
        f"import socket; socket.socket(socket.{family}, socket.SOCK_DGRAM); print('made')"
        for family in ("AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK")
    ]
    assert tried_each(attempts) == dict.fromkeys(attempts, ("EPERM",))


@walled
def test_a_socket_that_is_there_already_connects_to_no_port():
    """What Landlock holds where seccomp does not: the filter is left out here."""
    if landlock.version() < 4:
        pytest.skip("this kernel's Landlock knows no ports")
    before = f"import socket; {NO_FILTER}"
    attempt = "socket.create_connection(('127.0.0.1', 9)); print('connected')"
    assert tried(attempt, before) == ["EACCES"]


STARTS = (
    "os.execv('/bin/true', ['true'])",
    "import subprocess; subprocess.run(['/bin/true'], check=True)",
    "os.posix_spawn('/bin/true', ['true'], {})",
    "os.fork()",
    "os.forkpty()",
)


@filtered
def test_no_program_and_no_process_is_started():
    answers = tried_each([f"{attempt}\nprint('started')" for attempt in STARTS])
    assert {
        attempt: answer for attempt, answer in answers.items() if answer not in {("EPERM",), ("EACCES",)}
    } == {}


def test_a_thread_can_still_be_started():
    assert tried("threading.Thread(target=lambda: print('ran')).start()") == ["ran"]


CHANGES = (
    "open(sys.argv[1], 'wb')",
    "open(sys.argv[1], 'r+b')",
    "open(sys.argv[1], 'ab')",
    "open(sys.argv[1] + '.new', 'xb')",
    "os.open(sys.argv[1], os.O_RDONLY | os.O_TRUNC)",
    "os.open(os.path.dirname(sys.argv[1]), os.O_RDWR | os.O_TMPFILE)",
    "os.truncate(sys.argv[1], 0)",
    "os.unlink(sys.argv[1])",
    "os.rename(sys.argv[1], sys.argv[1] + '.gone')",
    "os.link(sys.argv[1], sys.argv[1] + '.too')",
    "os.symlink('/etc/passwd', sys.argv[1] + '.link')",
    "os.mkdir(sys.argv[1] + '.d')",
    "os.rmdir(os.path.dirname(sys.argv[1]))",
    "os.chmod(sys.argv[1], 0o777)",
    "os.chown(sys.argv[1], 1, 1)",
    "os.utime(sys.argv[1])",
    "os.mkfifo(sys.argv[1] + '.pipe')",
    "os.setxattr(sys.argv[1], 'user.a', b'1')",
    "os.memfd_create('m')",
)


@filtered
def test_no_file_is_made_changed_or_removed(paper):
    attempts = [f"{attempt}\nprint('done')" for attempt in CHANGES]
    assert tried_each(attempts, arguments=[paper]) == dict.fromkeys(attempts, ("EPERM",))
    assert paper.read_text() == "secret"
    assert list(paper.parent.iterdir()) == [paper]


WALLED_OFF = (
    "open(sys.argv[1], 'wb')",
    "os.open(sys.argv[1], os.O_RDONLY | os.O_TRUNC)",
    "os.truncate(sys.argv[1], 0)",
    "os.unlink(sys.argv[1])",
    "os.rename(sys.argv[1], sys.argv[1] + '.gone')",
    "os.mkdir(sys.argv[1] + '.d')",
    "os.execv('/bin/true', ['true'])",
)


@walled
def test_landlock_refuses_by_itself_what_changes_a_file_or_starts_a_program(paper):
    knows_shortening = landlock.version() >= 3
    attempts = [
        f"{attempt}\nprint('done')"
        for attempt in WALLED_OFF
        if knows_shortening or "trunc" not in attempt.lower()
    ]
    assert tried_each(attempts, NO_FILTER, [paper]) == dict.fromkeys(attempts, ("EACCES",))
    assert paper.read_text() == "secret"


@walled
def test_a_file_that_is_not_the_programs_is_not_read(paper, tmp_path):
    own = Path(os.path.expanduser("~"))  # noqa: PTH111 - as a program would
    files = (paper, Path("/etc/passwd"), ROOT / "README.md", Path(f"/proc/{os.getpid()}/environ"))
    attempts = [f"os.listdir({str(own)!r}); print('read')"]
    attempts += [f"open({str(path)!r}, 'rb').read(); print('read')" for path in files]
    assert tried_each(attempts) == dict.fromkeys(attempts, ("EACCES",))


def test_the_programs_own_files_are_still_read():
    attempt = """
        from workstation.documents.laid.measure import measure
        from workstation.language.translator import Language, Translator
        import decimal, lzma, workstation.documents.pdf.pages
        print(measure().width("a") > 0, Translator(Language.CHINESE).is_chinese)
    """
    assert tried(attempt) == ["True", "True"]


WAYS_ROUND = (
    "said(libc.ptrace(16, os.getppid(), None, None))",
    "said(libc.process_vm_readv(os.getppid(), None, 0, None, 0, 0))",
    "said(libc.syscall(438, libc.syscall(434, os.getppid(), 0), 0, 0))",  # a descriptor out of another process
    "os.kill(os.getppid(), 0); print('sent')",
    "import signal; signal.pthread_kill(threading.get_ident(), 0); os.kill(os.getpid(), 0); print('sent')",
    "import resource; resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE); print('asked')",
    "said(libc.prctl(4, 1, 0, 0, 0))",
    "said(libc.unshare(0x10000000))",
    "said(libc.syscall(425, 1, None))",  # io_uring
    "said(libc.syscall(321, 0, None, 0))",
)


@filtered
def test_no_other_process_is_reached_and_the_kernel_offers_no_way_round():
    assert tried_each(WAYS_ROUND) == dict.fromkeys(WAYS_ROUND, ("EPERM",))


@walled
def test_the_programs_memory_is_not_opened():
    assert tried("open(f'/proc/{os.getppid()}/mem', 'rb', buffering=0); print('opened')") == ["EACCES"]


@filtered
def test_a_call_that_is_younger_than_the_table_is_unknown_and_not_refused():
    assert tried("said(libc.syscall(9999))") == ["ENOSYS"]


def test_it_takes_no_new_rights_and_shows_its_memory_to_nobody():
    attempt = "print(libc.prctl(39, 0, 0, 0, 0), libc.prctl(3, 0, 0, 0, 0))"
    assert tried(attempt, NO_FILTER) == ["1", "0"]


def test_a_worker_is_started_with_nothing_of_the_users_environment(monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("HOME", "/home/anna")
    assert set(limits.worker_options()["env"]) <= {"LD_LIBRARY_PATH", "TEMP", "TMP"}


@filtered
def test_every_thread_of_a_worker_is_in_the_sandbox_before_it_reads_a_file():
    worker = WorkerProcess(workers.launch())
    try:
        worker.send(Message({"do": "ready"}))
        worker.receive(20)
        tasks = [path.read_text() for path in Path(f"/proc/{worker.pid}/task").glob("*/status")]
    finally:
        worker.close()
    assert len(tasks) == 2
    for status in tasks:
        assert "NoNewPrivs:\t1" in status
        assert "Seccomp:\t2" in status
