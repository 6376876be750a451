"""What does not show in a name or a cell is made to show, or made harmless."""

import json

import pytest

from workstation.language.visible import escaped, guarded_cell, visible, visible_name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("invoice_\u202efdp.exe", "invoice_<U+202E>fdp.exe"),
        ("\x9b2J", "<U+009B>2J"),
        ("half \ud800", "half <U+D800>"),
        ("a\rb", "a<U+000D>b"),
    ],
)
def test_what_moves_a_cursor_or_turns_letters_round_is_shown_by_its_number(text, shown):
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["抵押合同 v2.pdf", "a\tb\nc", "家\u3000具", "👨\u200d👩"])
def test_all_other_text_stays_as_it_is(text):
    assert visible(text) == text


def test_a_name_holds_no_line_end():
    assert visible_name("a\n.pdf") == "a<U+000A>.pdf"


def test_a_document_of_json_means_the_same_when_such_characters_are_escaped():
    value = {"name": "a\u202eb\x9b\ud800\x1b抵"}
    text = escaped(json.dumps(value, ensure_ascii=False))
    assert json.loads(text) == value
    assert not set("\u202e\x9b\ud800") & set(text)
    assert "抵" in text


@pytest.mark.parametrize(
    "text", ["=1+1", "+1 (main)", "-x", "@SUM(A1)", "  =1", "＝1+1", "-1+cmd|' /C calc'!A0"]
)
def test_a_text_that_a_spreadsheet_would_run_is_kept_a_text(text):
    assert guarded_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "-1,234.50", "+5%", "a=b", "抵押-1", "2025-09-05"])
def test_numbers_and_plain_words_are_no_formula(text):
    assert guarded_cell(text) == text
