"""A memo is put together in a worker that lives for it alone: nothing of a seller's page is taken apart in the program."""

import os
import subprocess
import sys
import zlib
from dataclasses import replace
from io import BytesIO

import psutil
import pytest
from lent_workers import merged_here
from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from workstation import workers
from workstation.application.ports.memo_pages import FileInfo, ImagePage, PageBox, SourceSlot, VectorPage
from workstation.documents.merging import WorkerMerge
from workstation.documents.serving import Serving
from workstation.documents.wire import Message
from workstation.domain.reading import PageNotMergedError

BOX = PageBox(0, 0, 200, 300)


def pdf(content=b"0 0 10 10 re f", pages=1):
    writer = PdfWriter()
    for _ in range(pages):
        page = PageObject.create_blank_page(writer, 200, 300)
        stream = DecodedStreamObject()
        stream.set_data(content)
        page[NameObject("/Contents")] = stream
        writer.add_page(page)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def png():
    buffer = BytesIO()
    Image.new("RGB", (20, 30), "red").save(buffer, "PNG")
    return buffer.getvalue()


def slots(*sources):
    return {index: SourceSlot(source, 10.0, 20.5, 0.75) for index, source in enumerate(sources)}


def merge(merging, *sources):
    return merging(pdf(b"", len(sources)), slots(*sources), FileInfo("Lot", "zh_CN", "Lin"))


def test_the_worker_makes_the_same_bytes_as_the_merger_itself():
    sources = VectorPage(pdf(), BOX), ImagePage(png(), BOX, "A picture.")
    merged = merge(WorkerMerge(workers.launch()), *sources)
    assert merged == merge(merged_here, *sources)
    assert PdfReader(BytesIO(merged)).trailer["/Root"]["/Lang"] == "zh-CN"


def test_no_worker_is_left_and_the_next_memo_gets_another_one():
    made = set()
    launch = workers.launch()

    def buried(process):
        made.add(process.pid)
        return launch.buried(process)

    merging = WorkerMerge(replace(launch, buried=buried))
    for _ in range(2):
        merge(merging, VectorPage(pdf(), BOX))
    assert len(made) == 2
    assert not [child for child in psutil.Process(os.getpid()).children() if child.pid in made]


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"%PDF-1.7 and then nothing",
        pdf()[:200],
        pdf().replace(b"/Contents", b"/Nothings").replace(b"/Resources", b"/Resourcez"),
        pdf().replace(b"/Type /Page\n", b"/Type /Pagf\n"),
    ],
)
def test_a_page_that_is_none_is_refused_or_drawn_empty(page):
    try:
        merged = merge(merged_here, VectorPage(page, BOX))
    except PageNotMergedError:
        return
    assert len(PdfReader(BytesIO(merged)).pages) == 1


def test_after_a_page_that_is_refused_the_program_goes_on():
    merging = WorkerMerge(workers.launch())
    with pytest.raises(PageNotMergedError):
        merge(merging, VectorPage(b"", BOX))
    assert len(PdfReader(BytesIO(merge(merging, VectorPage(pdf(), BOX)))).pages) == 1


def test_a_picture_that_is_none_is_refused():
    with pytest.raises(PageNotMergedError):
        merge(merged_here, ImagePage(b"no picture" * 10, BOX, "A picture."))


def test_a_page_that_holds_up_the_worker_costs_the_worker_and_not_the_program(clock):
    launch = workers.launch()

    def memory_of(_):
        clock.now += 1000.0  # as long as a worker has, at the first look
        return 0

    slow = replace(launch, memory_of=memory_of, clock=clock)
    with pytest.raises(PageNotMergedError) as refused:
        merge(WorkerMerge(slow), VectorPage(pdf(), BOX))
    assert refused.value.params == {"detail": "time"}


def test_a_page_that_fills_the_memory_costs_the_worker_and_not_the_program():
    launch = replace(workers.launch(), memory_of=lambda _: 10**12)
    with pytest.raises(PageNotMergedError) as refused:
        merge(WorkerMerge(launch), VectorPage(pdf(zlib.compress(bytes(10**6))), BOX))
    assert refused.value.params == {"detail": "memory"}


def test_a_worker_that_was_not_told_of_the_memo_says_so():
    serving = Serving(lambda: None)
    (reply,) = serving.answer(Message({"do": "merge end", "info": {"title": "", "language": "en"}}))
    assert reply.head["error"]["code"] == "memo.page_not_merged"


def test_the_program_that_draws_a_memo_holds_no_reader_of_pdf(pytestconfig):
    code = (
        "import workstation.bootstrap, workstation.export.memo, workstation.documents.merging, workstation.documents.exhibits, sys;"
        "print([m for m in sys.modules if m.partition('.')[0] in ('pypdf', 'pypdfium2')])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=pytestconfig.rootpath
    )
    assert found.stdout.strip() == "[]"
