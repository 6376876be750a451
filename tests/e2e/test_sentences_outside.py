"""What goes wrong around the program is said in a sentence, never by a traceback, and a name does nothing to a terminal."""

import os
import sys
import zipfile
from datetime import datetime

import pytest

from workstation import bootstrap

pytestmark = pytest.mark.usefixtures("lent_workers")

needs_bytes = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="names are text there, not bytes"
)


def test_a_place_where_nothing_can_be_made_is_a_sentence(outside, tmp_path):
    (tmp_path / "file").write_text("")
    answer = outside("demo", "--out", tmp_path / "file" / "sample")
    assert answer.code == 3
    assert "The system refused" in answer.err
    assert answer.json["error"]["code"] == "file.refused"


@needs_bytes
def test_a_path_that_is_no_text_is_a_sentence(outside, tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.workspace")
    for command in (("lots", path, "--json"), ("import", path, "A", path), ("doctor", path, "--json")):
        answer = outside(*command)
        assert answer.code in {3, 4}
        assert "U+DCFF" in answer.err


def test_a_clock_at_the_end_of_the_calendar_is_a_sentence(outside, tmp_path, monkeypatch):
    class Late(datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(9999, 12, 31, 12, tzinfo=tz)

        def astimezone(self, _zone=None):
            return self

    monkeypatch.setattr(bootstrap, "datetime", Late)
    paper = tmp_path / "a.txt"
    paper.write_text("x")
    answer = outside("import", tmp_path / "w", "A", paper)
    assert answer.code == 4
    assert "Set the clock right" in answer.err


def test_a_name_from_an_archive_moves_no_cursor_and_turns_no_letters_round(outside, tmp_path):
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("\x1b[2Jpaid.txt", "抵押")
        made.writestr("a\u202etxt.exe", "抵押")
        made.writestr("c\x9bm\n.txt", "合同")
    for command in (
        ("import", tmp_path / "w", "A", archive),
        ("search", tmp_path / "w", "抵押"),
        ("import", tmp_path / "w", "B", archive, "--json"),
        ("history", tmp_path / "w", "--json"),
    ):
        answer = outside(*command)
        for told in (answer.text, answer.err):
            assert not set("\x1b\x9b\u202e") & set(told)
    assert "<U+001B>[2Jpaid" in outside("search", tmp_path / "w", "paid").text


def test_calculators_answer_half_a_character_as_json_writes_it(outside):
    answer = outside("calc", sent=b'{"id": "\\ud800", "calc": "none", "input": {}}\n')
    assert answer.code == 0
    assert answer.json["id"] == "\ud800"
