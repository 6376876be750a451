"""Taking files in: every file gives an answer in plain words, and costs at most its own worker."""

import io
import sys
import threading
from concurrent.futures import CancelledError
from dataclasses import replace

import pytest

from workstation import workers
from workstation.application.ports.documents import FileKind
from workstation.documents import reader as reading
from workstation.documents.process import Launch
from workstation.documents.reader import WorkerReader
from workstation.domain.file_notices import FileNotice
from workstation.domain.reading import ReaderStoppedError, ReadOutcome

LITTLE = 220 * 1024**2  # bytes: soon filled, and more than a worker needs for a page


def read(reader, data, **more):
    pages = []
    report = reader.read(data, on_page=pages.append, **more).result(60)
    return report, pages


def test_a_pdf_is_read_page_by_page_with_its_contents_and_labels(reader, sample):
    report, pages = read(reader, sample("plain"), name="plain.pdf")
    assert (report.kind, report.outcome, report.reason, report.pages) == (
        FileKind.PDF,
        ReadOutcome.OK,
        None,
        3,
    )
    assert [page.label for page in pages] == ["i", "1", "2"]
    assert pages[0].text.text == "Loan contract No. 2019-001\nPrincipal 20,000,000.00 yuan"
    assert [(entry.title, entry.level, entry.page) for entry in report.outline] == [
        ("Loan", 0, 0),
        ("Term", 1, 1),
        ("Round", 0, 2),
    ]


def test_a_stream_is_read_from_its_start_and_left_open(reader, sample):
    stream = io.BytesIO(sample("plain"))
    stream.seek(100)
    report, _ = read(reader, stream)
    assert report.pages == 3
    assert not stream.closed


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("empty", "document.empty"),
        ("header_only", "document.damaged"),
        ("cut", "document.damaged"),
        ("text", "document.other_content"),
        ("locked", "document.password"),
    ],
)
def test_an_unreadable_file_has_a_reason_and_a_remedy(reader, sample, name, code):
    report, pages = read(reader, sample(name), name=f"{name}.pdf")
    assert report.reason is not None
    assert report.reason.code == code
    assert report.outcome is report.reason.outcome
    assert not pages


def test_a_file_that_is_not_what_its_name_says_is_named_by_its_content(reader):
    report, _ = read(reader, b"\x89PNG\r\n\x1a\n" + bytes(40), name="scan.PDF")
    assert str(report.reason) == (
        "The name says PDF, but the content is of another kind (PNG picture). Rename the file or ask the seller which one is right."
    )


def test_a_kind_that_cannot_be_read_yet_is_named_and_kept(reader):
    report, _ = read(reader, b"Rar!\x1a\x07\x01\x00" + bytes(40), name="x.rar")
    assert (report.kind, report.outcome) == (FileKind.ARCHIVE, ReadOutcome.NOT_SUPPORTED)


def test_a_locked_file_opens_with_one_of_the_passwords_given(reader, sample):
    report, pages = read(reader, sample("locked"), passwords=["wrong", "借款合同2024"])
    assert (report.outcome, report.password) == (ReadOutcome.OK, "借款合同2024")
    assert pages[0].text.text == "Locked page"
    assert "借款合同" not in repr(report)


def test_a_wrong_password_is_told_from_a_missing_one(reader, sample):
    report, _ = read(reader, sample("locked"), passwords=["wrong"])
    assert report.reason is not None
    assert report.reason.code == "document.wrong_password"


def test_a_file_with_an_owner_password_only_opens_without_asking(reader, sample):
    report, _ = read(reader, sample("owner_locked"))
    assert (report.outcome, report.password) == (ReadOutcome.OK, None)


def test_one_bad_page_does_not_lose_the_document(reader, sample):
    report, pages = read(reader, sample("page_missing"))
    assert (report.outcome, report.failed_pages) == (ReadOutcome.PARTIAL, (1,))
    assert [page.text.text for page in pages] == ["first", "", "third"]
    assert (
        str(report.reason)
        == "1 of 3 pages cannot be read. The others are there; ask the seller for a new copy."
    )


def test_a_page_that_kills_its_worker_does_not_lose_the_document(sample):
    small = WorkerReader(workers.launch(memory=LITTLE))
    try:
        report, pages = read(small, sample("bomb"))
    finally:
        small.close()
    assert (report.outcome, report.failed_pages) == (ReadOutcome.PARTIAL, (1,))
    assert [page.text.text for page in pages] == ["before", "", "after"]
    assert pages[1].failure is not None
    assert pages[1].failure.code in {"page.too_large", "page.unreadable", "page.too_slow"}


def test_a_poisoned_file_costs_one_worker_and_not_the_queue(sample):
    small = WorkerReader(workers.launch(memory=LITTLE))
    try:
        answers = [small.read(sample(name)) for name in ("calls_itself", "plain", "calls_itself", "plain")]
        reports = [answer.result(60) for answer in answers]
    finally:
        small.close()
    assert [report.outcome is ReadOutcome.OK for report in reports] == [False, True, False, True]


def test_a_page_that_takes_too_long_is_stopped_and_named(sample, monkeypatch):
    """Only the page that never ends is hurried: the others have the time that a slow machine takes."""
    monkeypatch.setattr(reading, "PAGE_SECONDS", 60.0)
    pages = []

    def take(page):
        pages.append(page)
        monkeypatch.setattr(reading, "PAGE_SECONDS", 0.4 if len(pages) == 1 else 60.0)

    hurried = WorkerReader(workers.launch())
    try:
        report = hurried.read(sample("bomb"), on_page=take).result(300)
    finally:
        hurried.close()
    assert [page.text.text for page in pages] == ["before", "", "after"]
    assert pages[1].failure is not None
    assert pages[1].failure.code == "page.too_slow"
    assert report.outcome is ReadOutcome.PARTIAL


def test_a_file_that_keeps_killing_its_workers_is_given_up(sample):
    """Seven pages of poison cost four workers; the pages that were not tried are counted as failed."""
    launch, lost = workers.launch(memory=LITTLE), []

    def buried(process):
        lost.append(process.pid)
        return launch.buried(process)

    small = WorkerReader(replace(launch, buried=buried))
    try:
        report, pages = read(small, sample("poison"))
        assert len(lost) == 4
        assert read(small, sample("plain"))[0].outcome is ReadOutcome.OK
    finally:
        small.close()
    assert report.failed_pages == tuple(range(7))
    assert len(pages) == 7
    assert report.outcome in {ReadOutcome.TOO_LARGE, ReadOutcome.DAMAGED}


def test_a_worker_that_cannot_start_is_a_reason_too():
    broken = WorkerReader(Launch((sys.executable, "-c", "raise SystemExit(3)"), lambda _: 0))
    try:
        report, _ = read(broken, b"%PDF-1.7 ...")
        assert report.reason is not None
        assert report.reason.code == "document.reader_stopped"
        with pytest.raises(ReaderStoppedError):
            broken.html(b"<p>x").result(20)
    finally:
        broken.close()


def test_junk_before_the_header_is_no_obstacle(reader, sample):
    report, pages = read(reader, sample("junk_before"))
    assert report.outcome is ReadOutcome.OK
    assert pages[0].text.text == "after the junk"


@pytest.mark.parametrize(("name", "notice"), [("script", FileNotice.SCRIPTS), ("launch", FileNotice.ACTIONS)])
def test_what_would_run_is_noticed(reader, sample, name, notice):
    report, _ = read(reader, sample(name))
    assert report.outcome is ReadOutcome.OK
    assert report.notices == (notice,)


def test_a_giant_page_gives_its_text(reader, sample):
    report, pages = read(reader, sample("giant"))
    assert (report.outcome, pages[0].text.text) == (ReadOutcome.OK, "giant page")
    assert pages[0].geometry.height > 2e9


def test_an_error_of_the_one_who_takes_the_pages_is_the_result(reader, sample):
    def refuse(page):
        raise ValueError(page.index)

    with pytest.raises(ValueError, match="0"):
        reader.read(sample("plain"), on_page=refuse).result(60)
    assert reader.read(sample("plain")).result(60).pages == 3


def test_reading_can_be_cancelled_while_it_waits_and_while_it_runs(sample):
    reader = WorkerReader(workers.launch(), lanes=1)
    begun, go_on = threading.Event(), threading.Event()

    def hold(page):
        begun.set()
        go_on.wait(20)

    running = reader.read(sample("plain"), on_page=hold)
    waiting = reader.read(sample("plain"))
    assert begun.wait(20)
    assert waiting.cancel()
    assert running.cancel()
    go_on.set()
    with pytest.raises(CancelledError):
        running.result(20)
    assert reader.read(sample("plain")).result(20).pages == 3
    reader.close()
    assert reader.read(sample("plain")).cancelled()


def test_a_saved_page_is_parsed_in_a_worker(reader):
    data = "<!-- saved from url=(0010)http://x.y --><title>标的</title><p>起拍价<b>800</b>".encode("gbk")
    page = reader.html(data).result(30)
    assert (page.title, page.encoding, page.saved_from) == ("标的", "gb18030", "http://x.y")
    assert page.root.shown() == "起拍价800"


def test_a_file_beyond_the_size_limit_is_refused_before_it_is_sent(reader, monkeypatch):
    monkeypatch.setattr("workstation.documents.losses.SIZE_LIMIT", 10)
    report, _ = read(reader, b"x" * 11)
    assert report.outcome is ReadOutcome.TOO_LARGE
