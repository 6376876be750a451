"""The made papers: small, embedded, varied, and the same whenever they are made."""

import hashlib
import importlib.util
import os
import subprocess
import sys

import pypdf
import pytest
from demo_script import DOCUMENTS, INPUTS, LOT

from workstation.resources import resource

SCRIPT = resource("demo", "make_demo.py")
PDFS = sorted(INPUTS.rglob("*.pdf"))


@pytest.fixture(scope="module")
def readers():
    return {path.name: pypdf.PdfReader(path) for path in PDFS}


@pytest.fixture(scope="module")
def texts(readers):
    """Those of the pages, by the file's name."""
    return {name: [page.extract_text() for page in reader.pages] for name, reader in readers.items()}


def test_every_file_of_the_script_is_there_and_no_other():
    named = {file["path"] for document in DOCUMENTS.values() for file in document["files"]}
    named.add(LOT["demo"]["listing"])
    assert named == {path.relative_to(INPUTS).as_posix() for path in INPUTS.rglob("*") if path.is_file()}


def test_the_inputs_stay_small():
    assert sum(path.stat().st_size for path in INPUTS.rglob("*") if path.is_file()) < 2_500_000


def test_two_papers_are_scans_and_the_others_have_text_on_every_page(texts):
    without = {name for name, pages in texts.items() if not any(page.strip() for page in pages)}
    assert without == {"附件3_不动产登记证明及查档_扫描件.pdf", "附件7_欠税情况复函_扫描件.pdf"}
    for name in set(texts) - without:
        assert all(page.strip() for page in texts[name]), name


def test_papers_come_in_chinese_and_english():
    assert {document["language"] for document in DOCUMENTS.values()} == {"zh", "en"}


def test_one_paper_was_disclosed_twice_and_only_its_figures_changed(texts):
    twice = [document for document in DOCUMENTS.values() if len(document["files"]) == 2]
    assert [document["key"] for document in twice] == ["appraisal"]
    first, second = (texts[file["path"].split("/")[-1]] for file in twice[0]["files"])
    changed = [number for number, (old, new) in enumerate(zip(first, second, strict=True), 1) if old != new]
    assert changed == [1, 2, 12, 14]


def test_one_page_is_turned_and_two_have_a_crop_box_off_the_origin(readers):
    pages = [(name, page) for name, reader in readers.items() for page in reader.pages]
    assert [name for name, page in pages if page.get("/Rotate", 0)] == ["附件9_债权计息清单.pdf"]
    off = [name for name, page in pages if float(page.cropbox.left) > 0]
    assert sorted(off) == ["附件6_评估报告.pdf", "附件6_评估报告_更正版.pdf"]


def test_every_font_is_embedded(readers):
    for name, reader in readers.items():
        for page in reader.pages:
            for font in page["/Resources"].get("/Font", {}).values():
                descriptor = font.get_object()["/FontDescriptor"]
                assert "/FontFile2" in descriptor, (name, font.get_object()["/BaseFont"])


def test_every_paper_says_that_it_is_invented(readers):
    assert all("fictional sample" in reader.metadata.subject for reader in readers.values())
    assert "fictional sample" in (INPUTS / LOT["demo"]["listing"]).read_text("utf-8")


@pytest.mark.deep
def test_the_papers_are_the_same_on_every_run_and_those_of_the_repository(tmp_path):
    digests = []
    for number, seed in enumerate(("1", "2")):
        folder = tmp_path / str(number)
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": ("UTC", "Asia/Shanghai")[number]}
        subprocess.run(
            [sys.executable, SCRIPT, folder], check=True, env=environment, stdout=subprocess.DEVNULL
        )
        made = sorted(path for path in folder.rglob("*") if path.is_file())
        digests.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in made])
        for path in made if number == 0 else ():
            committed = INPUTS / path.relative_to(folder)
            if path.suffix == ".html":
                assert path.read_bytes() == committed.read_bytes()
                continue
            # other builds of zlib and libjpeg pack the same page into other bytes
            old, new = (pypdf.PdfReader(file) for file in (committed, path))
            assert [page.extract_text() for page in old.pages] == [page.extract_text() for page in new.pages]
    assert digests[0] == digests[1]


@pytest.mark.deep
def test_the_areas_of_the_script_are_where_the_scans_were_drawn():
    areas = {(name, page, tuple(box)) for name, page, _, box in _script().areas()}
    used = {
        (DOCUMENTS[cited["document"]]["files"][0]["path"], cited["page"], tuple(cited["area"]))
        for row in LOT["row"]
        for cited in row.get("cited", ())
        if "area" in cited
    }
    assert used <= areas


def _script():
    spec = importlib.util.spec_from_file_location("make_demo", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
