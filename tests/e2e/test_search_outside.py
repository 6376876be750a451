"""The command search: in one lot or all, by words and phrases, while the window is open."""

import pytest
from outside import DEMO_LOT


def places(answer):
    return [(row["document"], row["page"], row["places"][0]["quote"]) for row in answer.json["pages"]]


def test_pages_that_hold_all_words_with_the_places_of_each(outside, demo):
    found = outside("search", demo.workspace, "抵押合同", "借款", "--json")
    assert found.code == 0
    assert {document for document, _, _ in places(found)} >= {"最高额抵押合同", "借款合同"}
    for row in found.json["pages"]:
        quotes = {place["quote"] for place in row["places"]}
        assert quotes == {"抵押合同", "借款"}
        assert (row["version_number"], row["versions"]) == (1, 1)


def test_words_in_quotation_marks_are_one(outside, demo):
    apart = outside("search", demo.workspace, "mortgage over land", "--json")
    together = outside("search", demo.workspace, '"mortgage over land"', "--json")
    assert len(together.json["pages"]) == 1
    assert len(apart.json["pages"]) >= 1
    assert [place["quote"] for place in together.json["pages"][0]["places"]] == ["Mortgage over land"]


def test_a_line_a_page_in_words(outside, demo):
    line = outside("search", demo.workspace, "24,000,000").text.splitlines()[1]
    assert line.startswith(f"{DEMO_LOT}  评估报告")
    assert "[24,000,000]" in line


def test_in_one_lot(outside, demo):
    whole = outside("search", demo.workspace, "抵押", "--json").json
    assert outside("search", demo.workspace, "抵押", "--lot", DEMO_LOT, "--json").json == whole
    assert outside("search", demo.workspace, "抵押", "--lot", "no such lot", "--json").code == 3


def test_papers_are_found_by_name(outside, demo):
    found = outside("search", demo.workspace, "最高额抵押合同", "--json").json
    assert [paper["document"] for paper in found["papers"]] == ["最高额抵押合同"]
    _, *lines = outside("search", demo.workspace, "最高额抵押合同").text.splitlines()
    assert lines[0] == f"{DEMO_LOT}  最高额抵押合同"


@pytest.mark.parametrize("nothing", ["量子纠缠", "()"])
def test_nothing_found_is_an_answer_and_no_calm_one_while_pages_have_no_text(outside, demo, nothing):
    answer = outside("search", demo.workspace, nothing, "--json")
    assert (answer.code, answer.json["pages"], answer.json["more"]) == (5, [], False)
    assert answer.json["without_text"] > 0  # the sample has scans


def test_nothing_found_where_every_page_has_text_is_a_calm_answer(outside, tmp_path):
    (tmp_path / "a.txt").write_text("借款合同", "utf-8")
    assert outside("import", tmp_path / "w", "Lot", tmp_path / "a.txt").code == 0
    answer = outside("search", tmp_path / "w", "量子纠缠", "--json")
    assert (answer.code, answer.json["pages"], answer.json["without_text"]) == (0, [], 0)
