"""Same memo, same bytes: in any folder, time zone, locale and hash seed."""

import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pytest
from budgets import keeps
from memo_pages import render_memo
from memo_textile import TextilePages, textile_memo, textile_pdf
from pypdf import PdfReader

_PROGRAM = """
import sys
from hashlib import sha256
sys.path.insert(0, sys.argv[1])
from memo_textile import TextilePages, textile_memo, textile_pdf
from memo_pages import render_memo
print(sha256(render_memo(textile_memo("zh_CN"), TextilePages())).hexdigest())
"""


def _elsewhere(folder: Path, **surroundings: str) -> str:
    here = Path(__file__).parent
    environment = {**os.environ, "PYTHONPATH": str(here.parents[1]), **surroundings}
    command = [sys.executable, "-c", _PROGRAM, str(here)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_bytes_depend_on_the_memo_alone(tmp_path):
    here = sha256(textile_pdf("zh_CN")).hexdigest()
    assert _elsewhere(tmp_path, TZ="America/Lima", LC_ALL="C", PYTHONHASHSEED="77") == here


def test_no_moment_and_no_tool_version_stand_in_the_file():
    pdf = textile_pdf("en")
    reader = PdfReader(BytesIO(pdf))
    assert reader.metadata is not None
    assert set(reader.metadata) == {"/Title", "/Producer"}  # of this memo neither author nor subject is known
    assert b"/CreationDate" not in pdf
    assert b"/ModDate" not in pdf
    assert reader.trailer["/Root"]["/Lang"] == "en"


def test_the_file_names_its_author_and_its_subject():
    named = replace(textile_memo("en"), author="林越", subject="2025-0611 · Jinchuan")
    said = PdfReader(BytesIO(render_memo(named, TextilePages()))).metadata
    assert (said.author, said.subject) == ("林越", "2025-0611 · Jinchuan")


def test_another_figure_gives_another_identity():
    first = PdfReader(BytesIO(textile_pdf("en"))).trailer["/ID"]
    second = PdfReader(BytesIO(render_memo(textile_memo("en", draft=False), TextilePages()))).trailer["/ID"]
    assert first != second
    assert first[0] == first[1]


@pytest.mark.perf
def test_a_memo_with_its_exhibits_takes_less_than_six_seconds():
    memo, pages = textile_memo("zh_CN"), TextilePages()
    render_memo(memo, pages)  # makes the source pages
    taken = []
    for _ in range(3):
        start = perf_counter()
        render_memo(memo, pages)
        taken.append(perf_counter() - start)
    keeps("A memo of 15 pages", taken, 6.0, "s")
