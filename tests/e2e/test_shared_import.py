"""All of the shared PDFs through ``workstation import``, against their list of expectations."""

import csv
import json
from contextlib import closing
from pathlib import Path

import pytest
from outside import DATA

FILES = 147
LEAST = 0.98


def rows():
    with (DATA / "expectations.csv").open(encoding="utf-8") as file:
        return {
            row["path"]: row
            for row in csv.DictReader(file)
            if row["path"].startswith("pdf/") and row["outcome"] != "-"
        }


@pytest.fixture(scope="module")
def imported(outside, tmp_path_factory):
    if not DATA.is_dir():
        print(f"{FILES} files not here")
        pytest.skip(f"{FILES} files not here")
    workspace = tmp_path_factory.mktemp("all") / "w"
    answer = outside("import", workspace, "Everything", DATA / "pdf", "--json")
    assert answer.code == 1, answer.err  # some cannot be read, and say so
    wanted = rows()
    taken = {row["path"]: row for row in answer.json["files"] if row["path"] in wanted}
    return workspace, taken, answer


@pytest.mark.deep
def test_outcome_and_pages_are_as_expected(imported):
    _, taken, _ = imported
    wrong = {}
    for path, row in rows().items():
        found = taken[path]
        if found["outcome"] not in row["outcome"].split("|"):
            wrong[path] = found["outcome"], row["outcome"]
        elif row["pages"] and found["outcome"] in {"ok", "partial"} and found["pages"] != int(row["pages"]):
            wrong[path] = found["pages"], row["pages"]
    assert wrong == {}
    assert len(taken) == FILES


@pytest.mark.deep
def test_what_cannot_be_read_is_kept_with_a_plain_reason(imported):
    workspace, taken, _ = imported
    for path, row in taken.items():
        if row["outcome"] not in {"ok", "partial"}:
            assert row["message"], path
            assert "PDFium" not in row["message"] and "pypdf" not in row["message"], path  # noqa: PT018 - one thought
        sha256 = row["sha256"]
        assert (workspace / "objects" / sha256[:2] / sha256[2:]).stat().st_size == (
            DATA / path
        ).stat().st_size


@pytest.mark.deep
def test_the_text_is_the_expected_text(imported, text_similarity):
    from workstation.bootstrap import open_services

    workspace, taken, _ = imported
    worse = {}
    with closing(open_services(workspace, True, actor="test")) as services:
        for path, row in rows().items():
            found = taken[path]
            if row["first_words"] and found["outcome"] in {"ok", "partial"}:
                stored = [
                    services.pages.get(found["sha256"], index) for index in range(min(4, found["pages"]))
                ]
                score = text_similarity(row["first_words"], "".join(page.text.text for page in stored))
                if score < LEAST:
                    worse[path] = round(score, 3)
    assert worse == {}


@pytest.mark.deep
def test_the_workspace_is_sound_afterwards(imported, outside):
    workspace, _, _ = imported
    answer = outside("doctor", workspace, "--json")
    assert (answer.code, answer.json) == (0, {"findings": []}), json.dumps(answer.json)


@pytest.mark.deep
def test_taking_the_folder_in_again_adds_nothing(imported, outside):
    workspace, taken, _ = imported
    again = outside("import", workspace, "Everything", DATA / "pdf", "--json").json["files"]
    assert all(row["duplicate_of"] for row in again)
    assert {row["path"] for row in again} >= set(taken)
    assert Path(workspace / "objects").is_dir()
