"""A worker ends with the program, with its pipe, at its deadline, at its memory limit - and is replaced."""

import contextlib
import os
import signal
import subprocess
import sys
import textwrap
from contextlib import closing
from dataclasses import replace

import psutil
import pytest
from made_files import sevened
from outlived import outliving, waits_until_it_works

from workstation import workers
from workstation.documents.desk import Desk
from workstation.documents.process import Cause, Launch, WorkerLostError, WorkerProcess
from workstation.documents.reader import WorkerReader
from workstation.documents.wire import Message
from workstation.domain.reading import PageUnreadableError

OPEN_SLOW = textwrap.dedent(
    """
    import sys, pathlib
    from workstation import workers
    from workstation.documents.process import WorkerProcess
    from workstation.documents.wire import Message

    worker = WorkerProcess(workers.launch())
    data = pathlib.Path(sys.argv[1]).read_bytes()
    worker.send(Message({"do": "open", "key": "k", "passwords": []}, (data,)))
    worker.receive(30)
    worker.send(Message({"do": "render", "key": "k", "page": 1, "scale": 1.0, "clip": None, "turn": 0}))
    print(worker.pid, flush=True)
    worker.receive(60)
    """
)


@pytest.fixture
def worker():
    worker = WorkerProcess(workers.launch())
    yield worker
    worker.close()


def opening(data, key="k"):
    return Message({"do": "open", "key": key, "passwords": []}, (data,))


def render(page, key="k"):
    return Message({"do": "render", "key": key, "page": page, "scale": 1.0, "clip": None, "turn": 0})


def draw_slowly(worker, data):
    worker.send(opening(data))
    worker.receive(20)
    worker.send(render(1))
    worker.receive(20)


def cause_of_loss(launch, data):
    """Why a worker is lost over the second page."""
    worker = WorkerProcess(launch)
    try:
        with pytest.raises(WorkerLostError) as lost:
            draw_slowly(worker, data)
        return lost.value.cause
    finally:
        worker.close()


def test_no_worker_outlives_a_killed_program(pytestconfig, tmp_path):
    """The worker is in the midst of a page that takes half a minute when the program is killed."""
    slow = pytestconfig.rootpath / "tests/data/pdf/slow.pdf"
    program = subprocess.Popen(
        [sys.executable, "-c", OPEN_SLOW, slow], stdout=subprocess.PIPE, cwd=pytestconfig.rootpath
    )
    assert program.stdout is not None
    pid = int(program.stdout.readline())
    worker = psutil.Process(pid)
    waits_until_it_works(pid)
    program.kill()
    program.wait()
    program.stdout.close()
    assert outliving([worker], 20.0) == []


def test_a_worker_whose_pipe_closes_ends_even_in_the_midst_of_a_page(sample):
    """What holds on every system, without the help of a parent-death signal."""
    command = [
        sys.executable,
        "-c",
        "from workstation.documents.worker import serve_pipes; serve_pipes((), lambda seconds: None, lambda: None)",
    ]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    from workstation.documents import wire

    wire.send(process.stdin, opening(sample("slow")))
    assert wire.receive(process.stdout).head["opened"]
    wire.send(process.stdin, render(1))
    waits_until_it_works(process.pid)
    assert process.poll() is None
    process.stdin.close()
    assert process.wait(20.0) == 0
    process.stdout.close()


def test_a_worker_that_takes_too_long_is_killed_at_its_deadline(clock, sample):
    looks = []

    def memory_of(_):
        looks.append(clock.now)
        clock.now += armed  # a second from one look to the next, once the page is asked for
        return 0

    armed = 0.0
    worker = WorkerProcess(replace(workers.launch(), memory_of=memory_of, clock=clock))
    try:
        worker.send(opening(sample("slow")))
        worker.receive(20)
        worker.send(render(1))
        looks.clear()
        armed = 1.0
        with pytest.raises(WorkerLostError) as lost:
            worker.receive(3.5)
        assert lost.value.cause is Cause.TIME
        assert looks == [0.0, 1.0, 2.0, 3.0]
        assert worker.pid is None
    finally:
        worker.close()


def test_a_worker_that_holds_too_much_memory_is_killed(sample):
    launch = workers.launch()
    watched = Launch(launch.command, lambda _: 10**10, launch.options)
    assert cause_of_loss(watched, sample("slow")) is Cause.MEMORY


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell")
def test_a_worker_that_ended_for_lack_of_memory_between_two_looks_is_known_for_it(small, sample):
    blind = replace(workers.launch(), memory_of=lambda _: 0)
    assert cause_of_loss(blind, sample("bomb")) is Cause.MEMORY


def test_no_worker_gets_more_memory_than_its_limit(sample):
    """The 4 GiB bomb, with 512 MiB: the worker ends or says so, and the most it ever held is below."""
    held = [0]
    launch = workers.launch(memory=512 * 1024**2)

    def memory_of(pid):
        held.append(launch.memory_of(pid))
        return held[-1]

    worker = WorkerProcess(Launch(launch.command, memory_of, launch.options, launch.memory_limit))
    try:
        worker.send(opening(sample("bomb")))
        worker.receive(20)
        worker.send(render(1))
        with pytest.raises(WorkerLostError):
            worker.receive(20)
    finally:
        worker.close()
    assert max(held) < 512 * 1024**2


def test_a_lost_worker_is_replaced_and_its_documents_opened_again(sample):
    worker = WorkerProcess(workers.launch())
    desk = Desk(worker, sample, lambda _: ())
    try:
        head = {"do": "text", "page": 0}
        desk.ask("plain", head, 20)
        first = worker.pid
        assert first is not None
        os.kill(first, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        assert "text" in desk.ask("plain", head, 20).head
        assert worker.pid != first
        assert worker.starts == 2
    finally:
        worker.close()


def test_a_worker_that_cannot_be_started_is_not_tried_for_ever(sample):
    worker = WorkerProcess(Launch((sys.executable, "-c", "raise SystemExit(3)"), lambda _: 0))
    try:
        with pytest.raises(PageUnreadableError):
            Desk(worker, sample, lambda _: ()).ask("plain", {"do": "text", "page": 0}, 20)
        assert worker.starts == 2
    finally:
        worker.close()


def test_replies_that_were_not_taken_do_not_become_the_answer_to_the_next_request(worker, sample):
    worker.send(Message({"do": "read", "name": "", "passwords": [], "first": 0}, (sample("plain"),)))
    worker.receive(20)
    worker.send(opening(sample("plain")))
    assert worker.receive(20).head == {"opened": True, "last": True}


def test_a_worker_keeps_a_few_documents_open_and_says_which_are_closed(worker, sample):
    for key in "abcdef":
        worker.send(opening(sample("plain"), key))
        worker.receive(20)
    answers = []
    for key in "af":
        worker.send(render(0, key))
        answers.append(worker.receive(20).head)
    assert answers[0].get("closed")
    assert "image" in answers[1]


def test_a_worker_reads_on_when_the_folder_that_it_was_started_in_is_gone(tmp_path):
    """py7zr asks for the folder it works in. The error was taken for a wrong password."""
    archive = sevened({"合同.txt": "借款"}, "geheim", names=True)
    gone = tmp_path / "stick"
    gone.mkdir()
    came_out = []
    with closing(WorkerReader(workers.launch())) as reader:
        with contextlib.chdir(gone):
            reader.html(b"<p>started here").result()
        gone.rmdir()
        found = reader.unpack(
            archive, name="room.7z", passwords=("geheim",), allowance=(10**6, 10), on_member=came_out.append
        ).result()  # fmt: skip
    assert found.reason is None
    assert [member.path for member in came_out] == ["合同.txt"]


def test_a_worker_loads_only_what_its_file_needs(pytestconfig):
    """Each of these takes as long as the rest of its start: the records of a memo, the readers of PDF, of archives."""
    code = (
        "import sys, workstation.worker; from workstation.documents.opening import open_pages;"
        "open_pages('甲方与乙方订立合同'.encode(), name='a.txt').text(0);"
        "print([m for m in ('workstation.domain.catalogue', 'workstation.domain.memo', 'pypdfium2', 'pypdf', 'zipfile', 'tomli') "
        "if m in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=pytestconfig.rootpath
    )
    assert found.stdout.strip() == "[]"


def test_a_worker_imports_neither_the_window_nor_the_store(pytestconfig):
    code = (
        "import workstation.worker, workstation.documents.pdf.pages, workstation.documents.pictures, workstation.documents.html, sys;"
        "print([m for m in sys.modules if m.startswith(('PySide6', 'sqlalchemy', 'workstation.ui', 'workstation.storage', 'workstation.application.operations'))])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=pytestconfig.rootpath
    )
    assert found.stdout.strip() == "[]"
