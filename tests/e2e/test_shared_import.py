"""Every file of the shared data through ``workstation import``, against the list of expectations."""

import csv
import json
from contextlib import closing
from pathlib import Path

import pytest
from outside import DATA

FILES = 375
LEAST = 0.98
FOLDERS = ("pdf", "office", "archives", "listings", "tapes", "legal_zh", "legal_en", "ocr")
BAD_LAYER = "pdf/scans/gen_zh_bad_hidden_text_layer.pdf"
# their list of expectations names words that are not in the files
OTHER_WORDS = {"office/tika_testRTF.rtf", "office/unstructured_handbook-872p.docx"}


def rows():
    with (DATA / "expectations.csv").open(encoding="utf-8") as file:
        return {row["path"]: row for row in csv.DictReader(file) if row["outcome"] != "-"}


@pytest.fixture(scope="module")
def imported(outside, tmp_path_factory):
    if not DATA.is_dir():
        print(f"{FILES} files not here")
        pytest.skip(f"{FILES} files not here")
    workspace = tmp_path_factory.mktemp("all") / "w"
    answer = outside("import", workspace, "Everything", *(DATA / folder for folder in FOLDERS), "--json")
    assert answer.code == 1, answer.err  # some cannot be read, and say so
    return workspace, {row["path"]: row for row in answer.json["files"]}, answer


def readable(found):
    return found["outcome"] in {"ok", "partial"} and not found["duplicate_of"]


@pytest.mark.deep
def test_outcome_and_pages_are_as_expected(imported):
    _, taken, _ = imported
    wrong = {}
    for path, row in rows().items():
        found = taken[path]
        if found["outcome"] not in row["outcome"].split("|"):
            wrong[path] = found["outcome"], row["outcome"]
        elif row["pages"] and readable(found) and found["pages"] != int(row["pages"]):
            wrong[path] = found["pages"], row["pages"]
    assert wrong == {}


@pytest.mark.deep
def test_what_is_said_to_be_inside_came_out_of_its_archive_or_mail(imported):
    _, taken, _ = imported
    missing = {}
    for path, row in rows().items():
        inside = {name.removeprefix(f"{path}/") for name in taken if name.startswith(f"{path}/")}
        for part in row["expect"].split(";"):
            name, _, value = part.strip().partition("=")
            if name == "attachments":
                count, _, names = value.rpartition(
                    ": "
                )  # those of a PDF are counted: it may call a file by two names
                refused = {each["path"] for each in taken[path]["refused"]}
                if count:
                    held = [each for each in taken.values() if each["holder"] == taken[path]["version"]]
                    missing |= {} if len(held) + len(refused) >= int(count) else {(path, count): inside}
                else:
                    missing |= {
                        (path, each): inside for each in names.split("|") if each not in inside | refused
                    }
    assert missing == {}
    assert len([name for name in taken if name.startswith("archives/gen_20000_entries.zip/")]) == 20_000
    assert {each["path"] for each in taken["archives/gen_path_traversal.zip"]["refused"]} == {
        "../../evil.txt",
        "/abs/evil.txt",
        "..\\..\\evil_win.txt",
        "C:\\evil_drive.txt",
    }


@pytest.mark.deep
def test_what_cannot_be_read_is_kept_with_a_plain_reason(imported):
    workspace, taken, _ = imported
    for path in rows():
        row = taken[path]
        if row["outcome"] not in {"ok", "partial"}:
            assert row["message"], path
            assert "PDFium" not in row["message"] and "pypdf" not in row["message"], path  # noqa: PT018 - one thought
        sha256 = row["sha256"]
        kept = workspace / "objects" / sha256[:2] / sha256[2:]
        assert kept.stat().st_size == (DATA / path).stat().st_size


@pytest.mark.deep
def test_the_text_is_the_expected_text(imported, text_similarity):
    from workstation.bootstrap import open_services

    workspace, taken, _ = imported
    worse, doubted = {}, []
    with closing(open_services(workspace, True, actor="test")) as services:
        for path, row in rows().items():
            found = taken[path]
            if row["first_words"] and readable(found) and path not in OTHER_WORDS:
                stored = [
                    services.pages.get(found["sha256"], index) for index in range(min(4, found["pages"]))
                ]
                text = "".join(page.text.text for page in stored)
                score = text_similarity(row["first_words"], text)
                if found["doubtful_pages"]:
                    doubted.append((path, text))
                elif score < LEAST:
                    worse[path] = round(score, 3)
    assert worse == {}
    assert doubted == [(BAD_LAYER, "")]  # its words are those of a recogniser that mistook every tenth


@pytest.mark.deep
def test_the_workspace_is_sound_afterwards(imported, outside):
    workspace, _, _ = imported
    answer = outside("doctor", workspace, "--json")
    assert (answer.code, answer.json) == (0, {"findings": []}), json.dumps(answer.json)


@pytest.mark.deep
def test_taking_the_folder_in_again_adds_nothing(imported, outside):
    workspace, _, _ = imported
    again = outside("import", workspace, "Everything", DATA / "pdf", "--json").json["files"]
    assert all(row["duplicate_of"] for row in again)
    assert {row["path"] for row in again} >= {path for path in rows() if path.startswith("pdf/")}
    assert Path(workspace / "objects").is_dir()
