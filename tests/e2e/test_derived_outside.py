"""The derived folder is deleted or damaged: every command answers as before, or says what it lacks and does not end well."""

import shutil

import pytest
from outside import DEMO_LOT

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
