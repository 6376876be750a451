"""Rows of the body: marks, groups and numbers stand where the eye looks for them."""

from dataclasses import replace

from memo_pages import FACES, render_memo, text_of
from memo_textile import TextilePages, textile_memo
from test_memo_layout import kit_for

from workstation.domain.checklists.answers import Severity
from workstation.domain.evidence import FieldState
from workstation.domain.memo import (
    Align,
    Column,
    ExhibitMark,
    Fact,
    Facts,
    Figure,
    Group,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    plain,
)
from workstation.export.memo.blocks import lay_block
from workstation.export.memo.display import Area, Glyphs, Polygon
from workstation.export.memo.pages import body_pages
from workstation.export.memo.signs import severity_sign


def shapes(severity, kit, *, settled=False):
    return severity_sign(severity, 0.0, 0.0, kit.look, settled=settled)


def test_what_is_settled_keeps_its_shape_and_turns_grey():
    kit = kit_for(textile_memo("en"))
    for severity in Severity:
        alive, settled = (shapes(severity, kit, settled=each) for each in (False, True))
        assert [type(op) for op in settled] == [type(op) for op in alive]
        assert kit.look.bare_line in repr(settled)
        assert kit.look.severity[severity] not in repr(settled)
    table = Table((Column("What"),), (Row((plain("a"),), severity=Severity.KILL, settled=True),))
    (sign,) = [op for piece in lay_block(table, 200.0, kit) for op in piece.ops if isinstance(op, Polygon)]
    assert sign.fill == kit.look.bare_line


def test_the_head_of_a_group_takes_the_width_of_the_table_and_stays_with_its_first_row():
    kit = kit_for(textile_memo("en"))
    head = Row((plain("A Loan documents and what belongs to them"), plain("2 of 12")), group=True)
    table = Table((Column("No."), Column("Amount", Align.RIGHT)), (head, Row((plain("A-01"), plain("1")))))
    title, group, row = lay_block(table, 300.0, kit)
    assert group.keep
    assert group.head == title
    assert [op.width for op in group.ops if isinstance(op, Area)] == [300.0]
    texts = [op for op in group.ops if isinstance(op, Glyphs)]
    assert [op.text for op in texts] == ["A Loan documents and what belongs to them", "2 of 12"]
    assert not row.keep


def test_amounts_of_a_column_end_at_one_place_whether_a_mark_stands_behind_them_or_not():
    kit = kit_for(textile_memo("en"))
    marks = (ExhibitMark(1, 2), ExhibitMark(2, 0))
    cells = (Figure("20,000,000.00", marks), Figure("300.00", marks[:1]), Figure("1", state=FieldState.BARE))
    rows = [Row((plain("a"), (cell,))) for cell in cells]
    rows.append(Row((plain("Total"), plain("20,000,301.00")), total=True))
    table = Table((Column("Kind", share=1.0), Column("Amount", Align.RIGHT)), tuple(rows))
    pieces = lay_block(table, 400.0, kit)
    ends = {}
    for piece in pieces:
        for op in piece.ops:
            if isinstance(op, Glyphs):
                ends[op.text] = op.x + FACES.weight(op.weight).width(op.text, op.size)
    numbers = [ends[text] for text in ("20,000,000.00", "300.00", "1", "20,000,301.00", "Amount")]
    assert max(numbers) - min(numbers) < 0.01
    sources = [ends[text] for text in ("[E-2 p.1]", "[E-1 p.3]", "unverified")]
    assert min(sources) > max(numbers)
    assert max(ends.values()) <= 400.01


def fact(label, value, *marks):
    return Fact(label, Figure(value, marks))


def baselines(pieces):
    """Where each word stands, as (left, height) on a page that has them all."""
    found, top = {}, 0.0
    for piece in pieces:
        for op in piece.ops:
            if isinstance(op, Glyphs):
                found.setdefault(op.text, (op.x, top + op.y))
        top += piece.height
    return found


def test_fields_of_the_body_stand_in_two_columns_near_their_values_and_long_ones_run_on_from_the_left():
    kit = kit_for(textile_memo("en"))
    mark = ExhibitMark(1, 0)
    prose = "处置方按现状转让，不对债权的可实现性作任何承诺；抵押房屋存在租赁。" * 3
    rows = (
        fact("Regime", "AMC, online", mark),
        fact("Buyer conditions", prose, mark),
        fact("Deposit", "1,600,000.00", mark),
        fact("Round", "1", mark),
        fact("Address", "https://zc-item.taobao.com/auction/905120250611.htm?track=1"),
    )
    pieces = lay_block(Facts(rows), 515.0, kit)
    at = baselines(pieces)
    assert at["Regime"][1] == at["Round"][1] < at["Deposit"][1] < at["Buyer conditions"][1]
    for label, value in (("Regime", "AMC, online"), ("Deposit", "1,600,000.00"), ("Round", "1")):
        assert at[label][1] == at[value][1]
        assert at[value][0] - at[label][0] < 248
    starts = [op.x for op in pieces[2].ops if isinstance(op, Glyphs) and op.text[0] in prose]
    assert len(set(starts)) == 1 < len(starts)
    assert starts[0] < 130
    widths = [FACES.weight(400).width(op.text, op.size) for op in pieces[2].ops if isinstance(op, Glyphs)]
    assert min(widths[1:-1]) > 60  # no line of a character or two


def test_a_few_facts_stay_on_one_page():
    kit = kit_for(textile_memo("en"))
    pieces = lay_block(Facts(tuple(fact(f"Label {n}", f"{n}") for n in range(7))), 515.0, kit)
    assert [piece.keep for piece in pieces] == [True, True, True, False]


def test_a_short_table_stays_whole_and_no_row_of_a_long_one_stands_alone():
    kit = kit_for(textile_memo("en"))

    def keeps(rows):
        table = Table((Column("What"),), tuple(Row((plain(f"{n}"),)) for n in range(rows)))
        return [piece.keep for piece in lay_block(table, 200.0, kit)][1:]

    assert keeps(5) == [True] * 4 + [False]
    assert keeps(12) == [True, *[False] * 9, True, False]


def test_no_head_stands_at_the_foot_of_a_page_wherever_the_page_ends():
    memo = textile_memo("en")
    kit = kit_for(memo)
    heads = {"Head", "Column"}
    for before in range(40):
        group = Group("Head", (Table((Column("Column"),), (Row((plain("row"),)),) * 30),))
        filler = Paragraph(plain("words"))
        laid = replace(
            memo, summary=(), sections=(Section("Title", (*(filler,) * before, group)),), exhibits=()
        )
        for page in body_pages(laid, kit)[1:]:
            words = [op.text for placed in page.placed for op in placed.ops if isinstance(op, Glyphs)]
            assert words[-1] not in heads | {"Title"}


def test_codes_below_one_another_end_alike_and_can_be_copied_whole():
    memo = textile_memo("en")
    codes = ("5693b0a0439458b8", "8456b6cce644cc32", "4d4539cc2ea3283c", "bd272c6194e78c46")
    table = Table((Column("Hash"),), tuple(Row(((Text(code, code=True),),)) for code in codes))
    ends = set()
    for piece in lay_block(table, 300.0, kit_for(memo))[1:]:
        last = [op for op in piece.ops if isinstance(op, Glyphs)][-1]
        ends.add(round(last.x + FACES.weight(400).width(last.text, last.size), 0))
    assert len(ends) == 1
    printed = replace(memo, summary=(), sections=(Section("Codes", (table,)),), exhibits=())
    pages = " ".join(text_of(render_memo(printed, TextilePages(), FACES)))
    for code in codes:
        assert code in pages
