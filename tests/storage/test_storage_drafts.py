"""Drafts lie beside the database: replaced as a whole, read back, and never a reason not to write."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from workstation.application.ports.drafts import Draft
from workstation.platform.files import DurableFiles
from workstation.storage.drafts import DraftFolder, unreadable_drafts

AT = datetime(2025, 9, 5, 23, 4, tzinfo=UTC)


def folder(tmp_path, **more):
    return DraftFolder(tmp_path / "drafts", DurableFiles(), **more)


def test_the_last_draft_of_a_row_is_read_back_until_it_is_discarded(tmp_path):
    drafts = folder(tmp_path)
    drafts.keep(Draft("a", "", "门锁着", AT))
    drafts.keep(Draft("a", "", "门锁着，无人", AT))
    drafts.keep(Draft("b", "base", "text", AT))
    assert [draft.text for draft in folder(tmp_path).all()] == ["门锁着，无人", "text"]
    drafts.discard("a")
    drafts.discard("never there")
    assert [draft.row for draft in drafts.all()] == ["b"]


def test_drafts_of_one_row_lie_beside_each_other_in_the_order_of_their_times(tmp_path):
    drafts = folder(tmp_path)
    drafts.keep(Draft("a", "", "typed while it was asked", AT + timedelta(minutes=2), "n2"))
    drafts.keep(Draft("a", "", "left by a crash", AT))
    drafts.keep(Draft("a", "", "begun", AT + timedelta(minutes=1), "n1"))
    drafts.keep(Draft("a", "", "typed on", AT + timedelta(minutes=1), "n1"))
    drafts.keep(Draft("ab", "", "of another", AT + timedelta(minutes=3), "n1"))
    told = [draft.text for draft in drafts.all()]
    assert told == ["left by a crash", "typed on", "typed while it was asked", "of another"]
    drafts.discard("a", "")
    assert [draft.name for draft in drafts.all()] == ["n1", "n2", "n1"]
    (tmp_path / "drafts" / "a.n3.damaged-1.json").write_text("{", "utf-8")
    drafts.discard("a")
    assert [path.name for path in sorted((tmp_path / "drafts").iterdir())] == [
        "a.n3.damaged-1.json",
        "ab.n1.json",
    ]


def test_a_draft_keeps_half_a_character_too(tmp_path):
    folder(tmp_path).keep(Draft("a", "", "half \ud83d", AT))
    assert [draft.text for draft in folder(tmp_path).all()] == ["half \ud83d"]


def test_a_draft_that_is_cut_short_is_left_out(tmp_path, caplog):
    drafts = folder(tmp_path)
    drafts.keep(Draft("a", "", "text", AT))
    (tmp_path / "drafts" / "b.json").write_text('{"row": "b", "ba', "utf-8")
    assert [draft.row for draft in drafts.all()] == ["a"]
    assert "could not be read" in caplog.text
    caplog.clear()


def whole(path, **other):
    """A draft of row a in each part, but for the `other` ones."""
    path.write_text(json.dumps({"row": "a", "base": "", "text": "the tenant", "at": AT.isoformat()} | other))


@pytest.mark.parametrize(
    "lies_there",
    [
        Path.mkdir,
        lambda path: path.write_bytes(b'{"text": "the ten'),
        lambda path: whole(path, row="e"),
        lambda path: whole(path, text=5),
        lambda path: whole(path, base=None),
        lambda path: whole(path, at=20250905),
        lambda path: whole(path, at="2025-09-05T23:04"),
    ],
    ids=[
        "a folder",
        "cut",
        "of another row",
        "a number for the text",
        "no base",
        "a number for the time",
        "no zone",
    ],
)
def test_what_cannot_be_read_is_neither_overwritten_nor_removed(tmp_path, caplog, lies_there):
    drafts = folder(tmp_path)
    drafts.keep(Draft("b", "", "text", AT))
    lies_there(tmp_path / "drafts" / "a.json")
    assert [path.name for path in unreadable_drafts(tmp_path / "drafts")] == ["a.json"]
    drafts.discard("a")
    lies_there(tmp_path / "drafts" / "a.json")
    drafts.keep(Draft("a", "", "anew", AT))
    assert [draft.text for draft in drafts.all()] == ["anew", "text"]
    assert [path.name for path in unreadable_drafts(tmp_path / "drafts")] == [
        "a.damaged-1.json",
        "a.damaged-2.json",
    ]
    caplog.clear()


def test_a_draft_that_is_decided_on_while_they_are_looked_through_is_none_that_cannot_be_read(
    tmp_path, monkeypatch
):
    drafts, read = folder(tmp_path), Path.read_text
    drafts.keep(Draft("a", "", "kept meanwhile", AT))

    def goes(path, *rest):
        path.unlink()
        return read(path, *rest)

    monkeypatch.setattr(Path, "read_text", goes)
    assert unreadable_drafts(tmp_path / "drafts") == ()


def test_a_draft_that_cannot_be_read_for_a_moment_stays_in_its_place(tmp_path, caplog, monkeypatch):
    drafts = folder(tmp_path)
    drafts.keep(Draft("a", "", "whole", AT))
    with monkeypatch.context() as busy:
        busy.setattr(Path, "read_text", lambda *_: (_ for _ in ()).throw(PermissionError(13, "in use")))
        drafts.keep(Draft("a", "", "newer", AT))
        drafts.discard("a")
    caplog.clear()
    assert [draft.text for draft in drafts.all()] == ["whole"]
    assert unreadable_drafts(tmp_path / "drafts") == ()


def test_a_workspace_that_is_only_read_keeps_no_draft(tmp_path):
    drafts = folder(tmp_path, read_only=True)
    drafts.keep(Draft("a", "", "text", AT))
    assert drafts.all() == ()
    assert not (tmp_path / "drafts").exists()
