"""Nothing is cut, nothing runs off the paper, and the summary is one page."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from memo_pages import FACES, render_memo, text_of
from memo_textile import TextilePages, textile_memo, textile_pdf

from workstation.domain.checklists.answers import Severity
from workstation.domain.evidence import FieldState
from workstation.domain.memo import (
    Align,
    CashTimeline,
    Column,
    Columns,
    Distribution,
    ExhibitMark,
    ExhibitRegister,
    Facts,
    Figure,
    Group,
    Item,
    Items,
    Meter,
    Pairs,
    Paragraph,
    Passage,
    Row,
    Section,
    SignOff,
    Source,
    Step,
    Table,
    Text,
    Tornado,
    Waterfall,
    plain,
)
from workstation.export.memo.blocks import lay_block
from workstation.export.memo.display import Area, Glyphs, Polygon, Stroke
from workstation.export.memo.exhibits import exhibit_sheets
from workstation.export.memo.kit import Kit, exhibit_places
from workstation.export.memo.look import PAGE_HEIGHT, load_look
from workstation.export.memo.pages import body_pages, dress
from workstation.export.memo.words import Typesetter
from workstation.language.translator import Language, Translator

LONG = "条件" * 2000


def kit_for(memo) -> Kit:
    return Kit(load_look(), Typesetter(FACES), Translator(Language(memo.language)), exhibit_places(memo))


def laid(memo):
    kit = kit_for(memo)
    body = body_pages(memo, kit)
    pages = [*body, *(sheet.page for sheet in exhibit_sheets(memo, TextilePages(), body, kit))]
    dress(pages, memo, kit)
    return pages


def glyph_boxes(page):
    for placed in page.placed:
        for op in placed.ops:
            if isinstance(op, Glyphs):
                width = FACES.weight(op.weight).width(op.text, op.size) * placed.scale
                left, base = placed.x + op.x * placed.scale, placed.y + op.y * placed.scale
                yield left, base - op.size * placed.scale * 0.8, left + width, base, op.text


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_word_leaves_the_paper_and_no_two_words_cover_one_another(language):
    for page in laid(textile_memo(language)):
        boxes = sorted(glyph_boxes(page))
        for place, (left, top, right, bottom, text) in enumerate(boxes):
            assert left >= 20, text
            assert right <= page.width - 4, text
            assert top >= 0, text
            assert bottom <= page.height - 8, text
            for other in boxes[place + 1 :]:
                if other[0] >= right - 0.3:
                    break
                apart = other[1] >= bottom - 0.6 or other[3] <= top + 0.6
                assert apart or not text.strip() or not other[4].strip(), (text, other[4])


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_summary_fills_one_page(language):
    pages = laid(textile_memo(language))
    assert [page.section for page in pages[:2]] == [1, 2]


def test_a_longer_summary_is_set_smaller_before_it_takes_a_second_page():
    memo = textile_memo("zh_CN")
    more = replace(memo, summary=(*memo.summary, Paragraph(plain("补充说明。" * 60))))
    pages = laid(more)
    assert [page.section for page in pages[:2]] == [1, 2]
    assert min(placed.scale for placed in pages[0].placed) < 1.0


def test_a_summary_too_long_for_one_page_goes_on_and_loses_nothing():
    memo = textile_memo("zh_CN")
    pages = laid(replace(memo, summary=(*memo.summary, Paragraph(plain(LONG)))))
    assert [page.section for page in pages[:3]] == [1, 1, 2] or [p.section for p in pages[:3]] == [1, 1, 1]
    words = sum(box[4].count("条件") for page in pages for box in glyph_boxes(page))
    assert words >= 1900  # a pair that falls on a line's end is counted as two halves


def test_the_head_of_a_table_is_printed_again_on_the_next_page():
    pages = text_of(textile_pdf("en"))
    assert [page.count("Document") for page in pages[2:4]] == [1, 1]


def test_a_block_taller_than_a_page_is_made_smaller_not_cut():
    memo = textile_memo("en")
    tall = Columns((tuple(Paragraph(plain("long " * 400)) for _ in range(3)), ()), (1.0, 1.0))
    pages = laid(replace(memo, sections=(*memo.sections, Section("Tall", (tall,)))))
    boxes = [box for page in pages for box in glyph_boxes(page) if "long" in box[4]]
    assert sum(box[4].count("long") for box in boxes) == 1200
    assert all(box[3] <= PAGE_HEIGHT - 48 for box in boxes)


def test_the_draft_badge_is_gone_when_the_memo_is_signed():
    assert "DRAFT" in text_of(textile_pdf("en"))[0]
    assert "DRAFT" not in "".join(
        text_of(render_memo(textile_memo("en", draft=False), TextilePages(), FACES))
    )


def test_pages_are_counted_with_their_exhibits():
    pages = text_of(textile_pdf("en"))
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page


@pytest.mark.parametrize(
    "block",
    [
        Table((Column("Head"),), ()),
        Facts(()),
        Pairs(()),
        Items(()),
        SignOff(()),
        Waterfall(()),
        Tornado(()),
        CashTimeline((), "m", "s", "c"),
        Paragraph(()),
        Columns((), ()),
    ],
    ids=lambda block: type(block).__name__,
)
def test_a_block_with_nothing_in_it_takes_its_place_quietly(block):
    kit = kit_for(textile_memo("en"))
    assert sum(piece.height for piece in lay_block(block, 300.0, kit)) < 200


def test_a_waterfall_below_zero_stays_inside_its_place():
    kit = kit_for(textile_memo("en"))
    chart = Waterfall(
        (Step("a", Decimal(2), total=True), Step("b", Decimal(-5)), Step("c", Decimal(-3), total=True))
    )
    (piece,) = lay_block(chart, 300.0, kit)
    for op in piece.ops:
        if isinstance(op, Area):
            assert op.y >= 0
            assert op.y + op.height <= piece.height


def test_numbers_keep_their_room_when_a_table_is_crowded():
    kit = kit_for(textile_memo("en"))
    table = Table(
        (Column("Name", share=1.0), Column("Amount", Align.RIGHT)),
        (Row((plain("a very long name of a debtor " * 5), plain("24,000,000.00"))),),
    )
    pieces = lay_block(table, 150.0, kit)
    numbers = [op for piece in pieces for op in piece.ops if isinstance(op, Glyphs) and "24,000" in op.text]
    assert [op.text for op in numbers] == ["24,000,000.00"]


def test_a_meter_marks_the_gate():
    kit = kit_for(textile_memo("en"))
    (piece,) = lay_block(Meter(Decimal(72), Decimal(85), "gate"), 200.0, kit)
    ticks = [op for op in piece.ops if isinstance(op, Stroke)]
    assert ticks[0].start[0] == pytest.approx(170.0)


def words_of(pieces) -> str:
    return " ".join(op.text for piece in pieces for op in piece.ops if isinstance(op, Glyphs))


@pytest.mark.parametrize(
    ("state", "marks", "word"),
    [
        (FieldState.ASSUMED, (), "assumed"),
        (FieldState.BARE, (), "unverified"),
        (FieldState.CONFLICT, (ExhibitMark(1, 2),), "[E-1 p.3] sources differ"),
        (FieldState.BROKEN, (ExhibitMark(1, 2),), "[E-1 p.3] page changed or withdrawn"),
        (FieldState.EVIDENCED, (), "evidenced"),
        (FieldState.EVIDENCED, (ExhibitMark(1, 2),), "[E-1 p.3]"),
        (None, (), ""),
    ],
)
def test_a_figure_says_what_holds_it_up(state, marks, word):
    kit = kit_for(textile_memo("en"))
    pieces = lay_block(Paragraph((Figure("24,000,000", marks, state),)), 300.0, kit)
    assert " ".join(words_of(pieces).split()) == f"24,000,000 {word}".strip()


@pytest.mark.parametrize("before", ["Verified", "Verified "])
def test_a_source_behind_words_stands_apart_from_them(before):
    kit = kit_for(textile_memo("en"))
    source = Figure("", (ExhibitMark(1, 2),), FieldState.EVIDENCED)
    runs = kit.runs((Text(before), source), kit.body())
    assert "".join(run.text for run in runs) == "Verified [E-1 p.3]"
    assert "".join(run.text for run in kit.runs((source,), kit.body())) == "[E-1 p.3]"


def test_crowded_numbers_give_way_last():
    kit = kit_for(textile_memo("en"))
    table = Table(
        (Column("Name", share=1.0), Column("Remark"), Column("Amount", Align.RIGHT)),
        (Row((plain("Debtor"), plain("a remark without a share of its own " * 3), plain("24,000,000.00"))),),
    )
    pieces = lay_block(table, 260.0, kit)
    numbers = [op.text for piece in pieces for op in piece.ops if isinstance(op, Glyphs) and "24" in op.text]
    assert numbers == ["24,000,000.00"]
    assert all(op.x < 260 for piece in pieces for op in piece.ops if isinstance(op, Glyphs))


def test_a_table_of_long_words_alone_stays_inside_its_width():
    kit = kit_for(textile_memo("en"))
    table = Table((Column("A"), Column("B")), (Row((plain("word " * 40), plain("word " * 90))),))
    for piece in lay_block(table, 200.0, kit):
        for op in piece.ops:
            if isinstance(op, Glyphs):
                assert op.x + FACES.weight(op.weight).width(op.text, op.size) <= 200.5


def test_a_note_too_long_for_its_head_stands_under_it():
    kit = kit_for(textile_memo("en"))
    head = lay_block(Group("A head of some length", (), note="and a note that is longer still"), 150.0, kit)[
        0
    ]
    baselines = {op.y for op in head.ops if isinstance(op, Glyphs)}
    assert len(baselines) == 2


def test_a_memo_of_nothing_but_its_headline_is_drawn():
    memo = replace(
        textile_memo("en"), summary=(), sections=(Section("Last", (Group("Nothing yet", ()),)),), exhibits=()
    )
    pages = text_of(render_memo(memo, TextilePages(), FACES))
    assert len(pages) == 2
    assert "Nothing yet" in pages[1]


def test_an_empty_meter_is_an_empty_bar():
    kit = kit_for(textile_memo("en"))
    (piece,) = lay_block(Meter(Decimal(0), Decimal(85), "gate"), 200.0, kit)
    assert len([op for op in piece.ops if isinstance(op, Area)]) == 1


def test_more_names_than_the_margin_holds_stay_on_the_paper():
    register = ExhibitRegister()
    source = Source("v", "Deed", 1, 9, "deed.pdf", "ab" * 32)
    passages = [Passage(f"Field {n}", value=f"{n}", rects=((100, 100 + n, 200, 110 + n),)) for n in range(30)]
    marks = tuple(register.cite(source, 0, passage) for passage in passages)
    memo = replace(
        textile_memo("en"),
        summary=(Paragraph((Figure("1", marks),)),),
        sections=(),
        exhibits=register.exhibits(),
    )
    notes = [box for box in glyph_boxes(laid(memo)[-1]) if box[4].startswith("Field")]
    assert len(notes) == 30
    heights = sorted(box[3] for box in notes)
    assert all(after - before > 7 for before, after in pairwise(heights))
    assert heights[0] > 70
    assert heights[-1] < PAGE_HEIGHT - 40


def test_heads_within_heads_go_over_to_the_next_page_rather_than_off_the_paper():
    block = Group("Innermost", ())
    for depth in range(60):
        block = Group(f"Head {depth}", (block,))
    memo = replace(textile_memo("en"), sections=(Section("Deep", (block,)),))
    heads = [box for page in laid(memo) for box in glyph_boxes(page) if box[4].startswith("Head")]
    assert len(heads) == 60
    assert max(box[3] for box in heads) < PAGE_HEIGHT - 48


def test_severity_marks_stand_in_columns_too():
    kit = kit_for(textile_memo("en"))
    items = Items((Item(plain("a"), Severity.KILL), Item(plain("b"), Severity.LOW)))
    (piece,) = lay_block(Columns(((), (items,)), (1.0, 1.0)), 200.0, kit)
    corners = [point for op in piece.ops if isinstance(op, Polygon) for point in op.points]
    assert min(x for x, _ in corners) > 100


def test_a_return_that_no_path_reached_has_no_bar():
    kit = kit_for(textile_memo("en"))
    chart = Distribution(Decimal("-0.1"), Decimal("0.1"), (3, 0, 5), Decimal("0.1"), "a", "b", "c")
    (piece,) = lay_block(chart, 200.0, kit)
    assert len([op for op in piece.ops if isinstance(op, Area)]) == 2
