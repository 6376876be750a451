"""All PDFs of ../shared/data come out as their list of expectations says; skipped where they are not here. Those that take
as long as all others together (`SLOW`) are read by `./check deep`; one that ends its worker for lack of memory is not among them."""

import csv
import hashlib
import unicodedata
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from workstation import workers
from workstation.documents.reader import WorkerReader

DATA = Path(__file__).parents[2] / "../shared/data"
FILES = 147
SLOW = frozenset(
    {
        "pdf/hostile/gen_20000_blank_pages.pdf",
        "pdf/hostile/gen_form_xobject_calls_itself.pdf",
        "pdf/hostile/gen_form_xobjects_10_pow_11.pdf",
        "pdf/hostile/gen_slow_2_million_strokes.pdf",
        "pdf/ok/cnbook.pdf",
        "pdf/ok/ctex.pdf",
        "pdf/ok/tika_testPDF_childAttachments.pdf",
    }
)
LOOKED_AT = 400  # the first words may follow a header of the page


def rows():
    if not DATA.exists():
        pytest.skip(f"{FILES} files not here")
    with (DATA / "expectations.csv").open(encoding="utf-8") as file:
        return [
            row for row in csv.DictReader(file) if row["path"].startswith("pdf/") and row["outcome"] != "-"
        ]


def folded(text):
    return "".join(unicodedata.normalize("NFKC", text).split())


def similarity(first_words, pages):
    """Edit similarity of the first words to the best window at the start of the text."""
    wanted = folded(first_words)
    text = folded("".join(page.text.text for page in pages[:4]))
    windows = (text[at : at + len(wanted)] for at in range(max(1, min(LOOKED_AT, len(text)))))
    return max(Levenshtein.normalized_similarity(wanted, window) for window in windows)


def complaints(row, report, pages):
    """What is not as expected, in words."""
    found = []
    if report.outcome not in row["outcome"].split("|"):
        found.append(f"outcome {report.outcome} instead of {row['outcome']}")
    if (report.outcome != "ok") != (report.reason is not None):
        found.append(f"outcome {report.outcome} with reason {report.reason}")
    if report.reason and ("PDFium" in str(report.reason) or "pypdf" in str(report.reason)):
        found.append(f"raw message {report.reason}")
    if row["pages"] and pages and report.pages != int(row["pages"]):
        found.append(f"{report.pages} pages instead of {row['pages']}")
    if pages and [page.index for page in pages] != list(range(report.pages)):
        found.append("pages are missing")
    if row["first_words"] and pages and similarity(row["first_words"], pages) < 0.98:
        found.append(f"text {similarity(row['first_words'], pages):.3f}")
    if pages and "labels=" in row["expect"]:
        labels = row["expect"].split("labels=")[1].split(";")[0].split(",")
        if [page.label for page in pages[: len(labels)]] != labels:
            found.append(f"labels {[page.label for page in pages[:4]]} instead of {labels}")
    return found


def read(reader, row, passwords=()):
    path = DATA / row["path"]
    pages = []
    return (
        path,
        pages,
        reader.read(path.read_bytes(), name=path.name, passwords=passwords, on_page=pages.append),
    )


def outcomes(listed, launch):
    """``{path: complaints}`` of one run over the files with two workers."""
    reader = WorkerReader(launch)
    try:
        asked = [(row, *read(reader, row)) for row in listed]
        told = {
            row["path"]: complaints(row, answer.result(120), pages)
            for row, _, pages, answer in asked
            if "password" not in row["outcome"]
        }
        for row, _, _, answer in asked:
            if "password" in row["outcome"]:
                told[row["path"]] = locked_complaints(reader, row, answer.result(120))
    finally:
        reader.close()
    return told


def locked_complaints(reader, row, report):
    found = complaints(row, report, [])
    if not row["password"]:
        return found
    _, pages, answer = read(reader, row, ["not this one", row["password"]])
    opened = answer.result(120)
    return found + complaints({**row, "outcome": "ok"}, opened, pages)


def test_every_file_comes_out_as_expected(small):
    little = workers.launch(memory=512 * 1024**2)  # enough for each of them, and sooner filled
    told = outcomes([row for row in rows() if row["path"] not in SLOW], little)
    assert {path: found for path, found in told.items() if found} == {}
    assert len(told) == FILES - len(SLOW)


@pytest.mark.deep
def test_every_slow_file_comes_out_as_expected(small):
    told = outcomes([row for row in rows() if row["path"] in SLOW], workers.launch())
    assert {path: found for path, found in told.items() if found} == {}
    assert len(told) == len(SLOW)


def test_every_text_and_saved_page_is_laid_out_and_read():
    if not DATA.exists():
        pytest.skip("36 files not here")
    with (DATA / "expectations.csv").open(encoding="utf-8") as file:
        texts = [
            row
            for row in csv.DictReader(file)
            if row["path"].endswith((".txt", ".html")) and row["outcome"] == "ok"
        ]
    reader = WorkerReader(workers.launch())
    try:
        asked = [(row, *read(reader, row)) for row in texts]
        found = {row["path"]: complaints(row, answer.result(60), pages) for row, _, pages, answer in asked}
    finally:
        reader.close()
    assert {path: told for path, told in found.items() if told} == {}


def test_the_files_are_those_that_were_listed():
    changed = [
        row["path"]
        for row in rows()
        if hashlib.sha256((DATA / row["path"]).read_bytes()).hexdigest() != row["sha256"]
    ]
    assert changed == []
