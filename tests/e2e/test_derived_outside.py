"""The derived folder is deleted or damaged: every command answers as before, or says what it lacks and does not end well."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from outside import DEMO_LOT

from workstation import bootstrap
from workstation.application.lots import new_lot
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot

COMMANDS = {
    "search": ("search", "{w}", "抵押合同", "--json"),
    "disagreements": ("disagreements", "{w}", DEMO_LOT, "--json"),
    "lots": ("lots", "{w}", "--json"),
    "history": ("history", "{w}", "--json"),
    "findings": ("findings", "{w}", DEMO_LOT, "--json"),
    "checks": ("checks", "{w}", DEMO_LOT, "--json"),
    "value": ("value", "{w}", DEMO_LOT, "--json"),
    "doctor": ("doctor", "{w}", "--json"),
    "snapshot": ("snapshot", "{w}", "--json"),
    "memo": ("memo", "{w}", DEMO_LOT, "--out", "{w}.pdf", "--json"),
}


def asked(outside, workspace, name):
    return outside(*(part.format(w=workspace) for part in COMMANDS[name]))


def damage(derived, how):
    if how == "folder deleted":
        shutil.rmtree(derived)
    elif how == "folder is a file":
        shutil.rmtree(derived)
        derived.write_bytes(b"")
    else:
        for name in ("pages.db", "search.db"):
            (derived / name).write_bytes({"emptied": b"", "garbage": b"no database" * 999}[how])


@pytest.fixture(scope="module")
def sound(outside, demo, tmp_path_factory):
    """What each command says of a sound copy of the sample."""
    copy = shutil.copytree(demo.workspace, tmp_path_factory.mktemp("sound") / "demo.workspace")
    answers = {name: asked(outside, copy, name) for name in COMMANDS}
    return {name: (answer.code, answer.json) for name, answer in answers.items() if name != "memo"}


@pytest.mark.parametrize("how", ["folder deleted", "folder is a file", "emptied", "garbage"])
def test_without_what_is_derived_everything_answers_as_before(outside, demo_copy, sound, how):
    for name in ("search", "disagreements"):
        damage(demo_copy / "derived", how)
        answer = asked(outside, demo_copy, name)
        assert (answer.code, answer.json) == sound[name]
        assert "are read again: their pages were lost." in answer.err
        again = asked(outside, demo_copy, name)
        assert (again.code, again.json, again.err.count("read again")) == (*sound[name], 0)


def test_no_command_stumbles_over_a_missing_derived_folder(outside, demo_copy, sound):
    for name in COMMANDS:
        shutil.rmtree(demo_copy / "derived", ignore_errors=True)
        answer = asked(outside, demo_copy, name)
        assert "Traceback" not in answer.err
        if name in {"memo", "history"}:  # the memo that is written first is in the history
            assert answer.code == 0
        else:
            assert (answer.code, answer.json) == sound[name], name


def test_a_known_file_that_is_taken_in_again_gets_its_pages_back(outside, demo, tmp_path):
    workspace, paper = tmp_path / "w.workspace", tmp_path / "借款合同.txt"
    paper.write_text("流动资金借款合同", "utf-8")
    assert outside("import", workspace, "lot", paper).code == 0
    shutil.rmtree(workspace / "derived")
    again = outside("import", workspace, "lot", paper, "--json")
    assert (again.code, again.json["files"][0]["duplicate_of"] is not None) == (0, True)
    assert outside("search", workspace, "流动资金", "--json").json["not_read"] == 0


def test_while_the_workspace_is_in_use_the_lost_pages_are_said(outside, held, sound):
    shutil.rmtree(held / "derived")
    found = asked(outside, held, "search")
    assert found.code == 5
    assert found.json["not_read"] > 20
    assert "pages are not read yet and were not searched" in found.err
    compared = asked(outside, held, "disagreements")
    assert (compared.code, compared.json["papers"], compared.json["disagreements"]) == (5, 0, [])
    assert len(compared.json["not_read"]) > 10
    said = outside("disagreements", held, DEMO_LOT)
    assert said.text.startswith("No document was compared.\n")
    assert "Not compared, not read yet: " in said.text


def test_the_sample_taken_as_it_stands_without_its_pages_gives_the_same_memo(outside, demo, tmp_path):
    folder = shutil.copytree(demo.folder, tmp_path / "demo")
    (folder / "demo.workspace/derived/pages.db").unlink()
    answer = outside("demo", "--out", folder)
    assert (answer.code, answer.json["memo_sha256"]) == (0, demo.summary["memo_sha256"])
    assert (folder / "memo.pdf").read_bytes() == demo.memo


def test_a_memo_over_a_page_that_was_changed_on_the_disk_compares_what_the_paper_says(
    outside, demo, demo_copy, tmp_path
):
    memo = tmp_path / "memo.pdf"
    with closing(sqlite3.connect(demo_copy / "derived/pages.db")) as pages, pages:
        pages.execute("UPDATE page SET text = replace(text, '1', '7')")
    asked = outside("memo", demo_copy, DEMO_LOT, "--out", memo, "--language", "zh_CN", "--json")
    assert (asked.code, memo.read_bytes()) == (0, demo.memo)


def test_a_memo_that_cannot_compare_a_paper_is_written_and_says_so(outside, tmp_path):
    workspace, paper, memo = tmp_path / "w.workspace", tmp_path / "借款合同.txt", tmp_path / "memo.pdf"
    paper.write_text("流动资金借款合同", "utf-8")
    with closing(bootstrap.create_services(workspace, actor="Lin")) as services:
        given = NewLot(
            name="lot", start_price=Money(300_000_000, "CNY"), principal=Money(1_200_000_000, "CNY")
        )
        new_lot(services.writer, services.defaults, given)
    (taken,) = outside("import", workspace, "lot", paper, "--json").json["files"]
    sha256 = taken["sha256"]
    shutil.rmtree(workspace / "derived")
    (workspace / "objects" / sha256[:2] / sha256[2:]).unlink()
    said = outside("memo", workspace, "lot", "--out", memo)
    assert said.code == 5, said.err
    assert "The memo does not compare 借款合同: " in said.err
    assert memo.exists()
    assert outside("import", workspace, "lot", paper).code == 0
    assert outside("memo", workspace, "lot", "--out", memo).code == 0
