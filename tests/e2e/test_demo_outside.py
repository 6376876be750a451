"""``workstation demo`` from outside: what it prints, and what it leaves on the disk (`test_readme_blocks`: elsewhere
it leaves the same)."""

from hashlib import sha256
from io import BytesIO

from memo_verify import unembedded_fonts, verify_marks
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
