"""The derived folder is deleted or damaged: every command answers as before, or says what it lacks and does not end well."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from damage_ground import LOT, WORD
from outside import DEMO_LOT

from workstation import bootstrap
from workstation.application.lots import new_lot
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot

pytestmark = pytest.mark.usefixtures("lent_workers")

COMMANDS = {
    "search": ("search", "{w}", WORD, "--json"),
    "disagreements": ("disagreements", "{w}", LOT, "--json"),
    "lots": ("lots", "{w}", "--json"),
    "history": ("history", "{w}", "--json"),
    "findings": ("findings", "{w}", LOT, "--json"),
    "checks": ("checks", "{w}", LOT, "--json"),
    "value": ("value", "{w}", LOT, "--json"),
    "doctor": ("doctor", "{w}", "--json"),
    "snapshot": ("snapshot", "{w}", "--json"),
    "memo": ("memo", "{w}", LOT, "--out", "{w}.pdf", "--language", "zh_CN"),
}


def asked(outside, workspace, name):
    return outside(*(part.format(w=workspace) for part in COMMANDS[name]))


def kept_memo(ground):
    return ground.stored()["memo"][0].read_bytes()


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
def sound(outside, ground, tmp_path_factory):
    """What each command says of a sound copy of the ground."""
    workspace = ground.copied(tmp_path_factory.mktemp("sound") / "copy").workspace
    answers = {name: asked(outside, workspace, name) for name in COMMANDS if name != "memo"}
    said = {name: (answer.code, answer.json) for name, answer in answers.items()}
    assert len(said["search"][1]["pages"]) == 4
    assert len(said["disagreements"][1]["disagreements"]) == 1
    return said


@pytest.mark.parametrize("how", ["folder deleted", "folder is a file", "emptied", "garbage"])
def test_without_what_is_derived_everything_answers_as_before(outside, small, sound, how):
    for name in ("search", "disagreements"):
        damage(small.workspace / "derived", how)
        answer = asked(outside, small.workspace, name)
        assert (answer.code, answer.json) == sound[name]
        assert "are read again: their pages were lost." in answer.err
        again = asked(outside, small.workspace, name)
        assert (again.code, again.json, again.err.count("read again")) == (*sound[name], 0)


def test_no_command_stumbles_over_a_missing_derived_folder(outside, small, sound):
    for name in COMMANDS:
        shutil.rmtree(small.workspace / "derived", ignore_errors=True)
        answer = asked(outside, small.workspace, name)
        assert "Traceback" not in answer.err
        if name == "memo":
            assert answer.code == 0
            assert Path(f"{small.workspace}.pdf").read_bytes() == kept_memo(small)
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


def test_while_the_workspace_is_in_use_the_lost_pages_are_said(outside, held):
    shutil.rmtree(held / "derived")
    found = outside("search", held, "抵押合同", "--json")
    assert found.code == 5
    assert found.json["not_read"] > 20
    assert "pages are not read yet and were not searched" in found.err
    compared = outside("disagreements", held, DEMO_LOT, "--json")
    assert (compared.code, compared.json["papers"], compared.json["disagreements"]) == (5, 0, [])
    assert len(compared.json["not_read"]) > 10
    said = outside("disagreements", held, DEMO_LOT)
    assert said.text.startswith("No document was compared.\n")
    assert "Not compared, not read yet: " in said.text


def test_a_memo_over_a_page_that_was_changed_on_the_disk_compares_what_the_paper_says(outside, small):
    with closing(sqlite3.connect(small.workspace / "derived/pages.db")) as pages, pages:
        pages.execute("UPDATE page SET text = replace(text, '1800', '7800')")
        assert pages.execute("SELECT count(*) FROM page WHERE text LIKE '%7800%'").fetchone() == (1,)
    assert asked(outside, small.workspace, "memo").code == 0
    assert Path(f"{small.workspace}.pdf").read_bytes() == kept_memo(small)


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
