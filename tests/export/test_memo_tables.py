"""Rows of the body: marks, groups and numbers stand where the eye looks for them."""

from memo_pages import FACES
from memo_textile import textile_memo
from test_memo_layout import kit_for

from workstation.domain.checklists.answers import Severity
from workstation.domain.evidence import FieldState
from workstation.domain.memo import Align, Column, ExhibitMark, Figure, Row, Table, plain
from workstation.export.memo.blocks import lay_block
from workstation.export.memo.display import Area, Glyphs, Polygon
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
    assert group.head is title
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
