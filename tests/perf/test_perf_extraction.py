"""Taking files in against bare PDFium: text, a box for each character and the way through a pipe included."""

import queue
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from workstation import workers
from workstation.documents.reader import WorkerReader

FILES = sorted(
    (Path(__file__).parents[2] / "../shared/data/pdf/ok").glob("*.pdf"), key=lambda path: -path.stat().st_size
)
ROUNDS = 3
LEAST = 0.6

BARE = """
import sys, pypdfium2
print("ready", flush=True)
for line in sys.stdin:
    document = pypdfium2.PdfDocument(open(line.strip(), "rb").read())
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()
    print("done", flush=True)
"""


def feed(process, waiting):
    while True:
        try:
            path = waiting.get_nowait()
        except queue.Empty:
            return
        process.stdin.write(f"{path}\n")
        process.stdin.flush()
        process.stdout.readline()


def bare_seconds():
    """Two processes that take the next file as they become free, started beforehand."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", BARE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for process in processes:
        process.stdout.readline()
    waiting = queue.SimpleQueue()
    for path in FILES:
        waiting.put(path)
    threads = [threading.Thread(target=feed, args=(process, waiting)) for process in processes]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    for process in processes:
        process.communicate()
    return seconds


def our_seconds(reader):
    began = time.perf_counter()
    answers = [reader.read(path.read_bytes(), name=path.name) for path in FILES]
    for answer in answers:
        answer.result(120)
    return time.perf_counter() - began


@pytest.mark.perf
def test_taking_in_reaches_sixty_percent_of_two_bare_pdfium_processes():
    if not FILES:
        pytest.skip("48 files not here")
    reader = WorkerReader(workers.launch())
    try:
        our_seconds(reader)  # starts the workers
        rounds = [(bare_seconds(), our_seconds(reader)) for _ in range(ROUNDS)]
    finally:
        reader.close()
    bare, ours = (min(column) for column in zip(*rounds, strict=True))
    print(f"bare PDFium {bare:.2f} s, with boxes and pipes {ours:.2f} s: {bare / ours:.0%}")
    assert bare / ours >= LEAST
