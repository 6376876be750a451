"""``workstation demo`` from outside: what it prints, and what it leaves on the disk (`test_readme_blocks`: elsewhere
it leaves the same)."""

from hashlib import sha256
from io import BytesIO

import pytest
from memo_verify import unembedded_fonts, verify_marks
from outside import DEMO_LOT
from pypdf import PdfReader


def test_the_summary_tells_what_was_built(demo):
    assert set(demo.summary) == {
        "lots", "documents", "pages", "evidenced_facts", "expected_present_value", "max_bid",
        "max_bid_on_ladder", "memo", "memo_sha256", "memo_pages", "workspace",
    }  # fmt: skip
    assert demo.summary["lots"] == 1
    assert demo.summary["documents"] == 17
    assert demo.summary["pages"] > 60
    assert demo.summary["evidenced_facts"] >= 25
    assert demo.summary["expected_present_value"] == "9826268.93"
    assert demo.summary["max_bid"] == "9679474.18"
    assert demo.summary["max_bid_on_ladder"] == "9650000.00"


def test_the_memo_on_the_disk_is_the_one_of_the_summary(demo):
    assert demo.summary["memo"] == str(demo.folder / "memo.pdf")
    assert demo.summary["memo_sha256"] == sha256(demo.memo).hexdigest()
    assert demo.summary["memo_pages"] == len(PdfReader(BytesIO(demo.memo)).pages)


def test_all_marks_of_the_memo_lead_somewhere_and_back(demo):
    assert verify_marks(demo.memo) == ()
    pages = PdfReader(BytesIO(demo.memo)).pages
    links = [annotation for page in pages for annotation in page.get("/Annots") or ()]
    assert len(links) > 2 * 25


def test_the_memo_carries_all_its_fonts(demo):
    assert unembedded_fonts(demo.memo) == ()


def test_the_memo_names_the_bid_and_has_bookmarks(demo):
    reader = PdfReader(BytesIO(demo.memo))
    assert "9,650,000" in reader.pages[0].extract_text()
    assert len(reader.outline) >= 5


DATED = "This workspace is the sample. Its date is 2025-09-05:"


@pytest.mark.parametrize(
    "command",
    [("value", DEMO_LOT), ("findings", DEMO_LOT), ("history",), ("disagreements", DEMO_LOT), ("lots",)],
)
def test_a_command_says_once_beside_its_answer_that_the_sample_has_a_date_of_its_own(outside, demo, command):
    name, *lot = command
    answer = outside(name, demo.workspace, *lot, "--json")
    assert answer.json
    assert answer.err.count(DATED) == 1


def test_a_workspace_of_ones_own_has_no_date_of_its_own(outside, tmp_path):
    (tmp_path / "note.txt").write_text("paid")
    answer = outside("import", tmp_path / "own.workspace", "Mill", tmp_path / "note.txt")
    assert answer.code == 0, answer.err
    assert "is the sample" not in answer.err


def test_a_demo_that_somebody_works_in_stays(outside, held):
    answer = outside("demo", "--out", held.parent)
    assert answer.code == 4
    assert "is open elsewhere" in answer.err
    assert (held / "workspace.db").is_file()


def test_a_workspace_that_is_no_sample_is_never_replaced(outside, tmp_path):
    (tmp_path / "demo.workspace").mkdir()
    (tmp_path / "demo.workspace" / "my work.txt").write_text("mine")
    answer = outside("demo", "--out", tmp_path)
    assert answer.code == 4
    assert (tmp_path / "demo.workspace" / "my work.txt").read_text() == "mine"
