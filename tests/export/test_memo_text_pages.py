"""A page that was laid out from text is set by the memo itself."""

import pytest
from memo_pages import FACES, render_memo, text_of
from test_memo_exhibits import OnePage, memo_citing
from test_memo_layout import kit_for

from workstation.application.ports.memo_pages import PageBox, TextLine, TextPage
from workstation.domain.memo import Passage
from workstation.export.memo.display import Area, Glyphs
from workstation.export.memo.exhibits import exhibit_sheets
from workstation.export.memo.pages import body_pages
from workstation.export.memo.printable import printable

LINES = (
    TextLine("标的介绍 \U0001f4ce", 72.0, 128.0, 60.0, 11.0),
    TextLine("保证金 1,600,000 元", 72.0, 170.0, 80.0, 11.0),
)
PAGE = TextPage(LINES, ((72.0, 100.0, 300.0, 100.0),), PageBox(0.0, 700.0, 595.28, 841.89))
LIT = (72.0, 841.89 - 92.0, 170.0, 841.89 - 79.0)


def test_its_words_can_be_read_and_copied_and_nothing_is_said_of_a_picture():
    cited = memo_citing(Passage("Deposit", value="1,600,000", rects=(LIT,)))
    text = text_of(render_memo(cited, OnePage(PAGE), FACES))[-1]
    assert "保证金 1,600,000 元" in text
    assert "标的介绍 [U+1F4CE]" in text  # what the typeface lacks holds nothing up
    assert "Shown as an image" not in text
    assert "set as text" in text


def test_the_passage_is_lit_where_its_words_stand_and_the_frame_ends_with_the_last_of_them():
    cited = memo_citing(Passage("Deposit", value="1,600,000", rects=(LIT,)))
    kit = kit_for(cited)
    (sheet,) = exhibit_sheets(cited, OnePage(printable(PAGE, FACES)), body_pages(cited, kit), kit)
    assert sheet.slot is None  # nothing is laid under it
    areas = [op for placed in sheet.page.placed for op in placed.ops if isinstance(op, Area)]
    frame = next(area for area in areas if area.stroke and area.fill is None)
    lit = next(area for area in areas if area.multiply)
    scale = frame.width / 595.28
    assert frame.height == pytest.approx((841.89 - 700.0) * scale)
    (words,) = [
        (placed.x + op.x * placed.scale, placed.y + op.y * placed.scale)
        for placed in sheet.page.placed
        for op in placed.ops
        if isinstance(op, Glyphs) and "1,600,000 元" in op.text
    ]
    assert lit.x < words[0] < lit.x + lit.width
    assert lit.y < words[1] < lit.y + lit.height
