"""A note in the memo: its lists are lists, and a place cited inside the text is the mark of an exhibit."""

import pytest

from workstation.application.memo.figures import FigureMaker
from workstation.application.memo.rich import rich_blocks
from workstation.domain.citations import Citation, Evidence
from workstation.domain.documents import Document, Version
from workstation.domain.evidence import FieldState
from workstation.domain.lots import Lot
from workstation.domain.memo import ExhibitMark, Figure, Items, Paragraph, Text
from workstation.domain.notes import Note
from workstation.domain.record import LotRecord
from workstation.language.formats import Formats
from workstation.language.translator import Language

MARK = "[report p. 3](cite:c)"


def blocks(body, *behind):
    """Of a note with this body; `behind` are citations that stand behind the text, page 3 and page 1 of a report."""
    rows = [
        Lot(id="l", name="Plant"),
        Document(id="d", lot="l", name="Report"),
        Version(id="v", lot="l", document="d", ordinal=1, pages=4),
        Citation(id="c", lot="l", version="v", page=2, quote="locked"),
        Citation(id="outside", lot="l", version="v", page=0),
        note := Note(id="n", lot="l", heading="Visit", body=body),
        *(
            Evidence(id=f"e{name}", lot="l", row_entity="note", row="n", field="body", citation=name)
            for name in behind
        ),
    ]
    figures = FigureMaker(
        LotRecord.of_rows(rows),
        lambda text, **_: text,
        lambda _, value: str(value),
        Formats(Language.ENGLISH),
    )
    return rich_blocks(figures, note, "body"), figures


def test_lines_lists_and_headings_become_blocks_and_places_become_marks():
    found, figures = blocks(f"# Gate\nshut {MARK}\n- **dogs**\n- noise\n1. call", "c")
    mark = Figure(marks=(ExhibitMark(1, 2, 0),))
    heading, line, bullets, numbers = found
    assert heading == Paragraph((Text("Gate", strong=True),))
    assert line == Paragraph((Text("shut "), mark))
    assert [item.content for item in bullets.items] == [(Text("dogs", strong=True),), (Text("noise"),)]
    assert isinstance(numbers, Items)
    assert numbers.numbered
    (exhibit,) = figures.register.exhibits()
    (passage,) = exhibit.pages[0].passages
    assert (passage.label, passage.value, passage.quote) == ("Note", "Visit", "locked")
    assert not figures.unsupported


def test_what_stands_behind_the_text_and_not_inside_it_comes_at_its_end():
    (line,), _ = blocks(f"shut {MARK}", "c", "outside")
    assert [mark.page for part in line.content for mark in getattr(part, "marks", ())] == [2, 0]


@pytest.mark.parametrize(("body", "last"), [("shut", "shut"), ("- shut", "")])
def test_a_note_that_cites_nothing_says_so(body, last):
    found, figures = blocks(body)
    assert found[-1].content[-1].state is FieldState.BARE
    assert [part.text for part in found[-1].content[:-1]] == ([last] if last else [])
    assert [field.name for _, field in figures.unsupported] == ["body"]


def test_a_mark_whose_place_is_gone_is_left_as_its_words():
    (line,), _ = blocks("shut [report p. 9](cite:gone)", "c")
    assert Text("report p. 9") in line.content
