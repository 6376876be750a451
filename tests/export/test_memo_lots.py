"""Pages of four lots in both languages, as they are painted: whatever a lot holds, its memo can be read."""

import re
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from itertools import pairwise, product

import pytest
from memo_lots import (
    CONDITIONS,
    LANGUAGES,
    LONG_NAME,
    LOTS,
    THESIS,
    NoPages,
    kit_of,
    kit_of_language,
    laid,
    laid_lots,
)
from memo_pages import FACES, render_memo, rendered
from memo_verify import verify_marks
from PIL import ImageChops
from plain_closing import closing_without_a_copy

from workstation.domain.evidence import FieldState
from workstation.domain.memo import Fact, Facts, Figure, Group, Passage, Table, Waterfall
from workstation.export.memo.charts import lay_waterfall, signed
from workstation.export.memo.display import Area, Glyphs, Jump, MarkSpot, Polygon, Stroke
from workstation.export.memo.facts import lay_facts
from workstation.export.memo.look import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, SMALLEST
from workstation.export.memo.margin import MarginNote, place_notes
from workstation.export.memo.pages import BOTTOM, TOP
from workstation.export.memo.summary import summary_pieces

EVERY = [
    pytest.param(name, language, id=f"{name}-{language.value}") for name, language in product(LOTS, LANGUAGES)
]


@pytest.fixture(scope="module")
def lots(tmp_path_factory, ready_workers):
    with pytest.MonkeyPatch.context() as patched:
        closing_without_a_copy(patched)
        yield laid_lots(tmp_path_factory.mktemp("lots"))


def words_on(page):
    """Left, top, right, bottom, size on paper and text of every word."""
    for placed in page.placed:
        for op in placed.ops:
            if isinstance(op, Glyphs) and op.text.strip():
                size, width = op.size * placed.scale, FACES.weight(op.weight).width(op.text, op.size)
                left, base = placed.x + op.x * placed.scale, placed.y + op.y * placed.scale
                yield left, base - size * 0.8, left + width * placed.scale, base, size, op.text


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_no_word_is_printed_over_another(lots, name, language):
    for number, page in enumerate(lots[name, language.value].pages, start=1):
        boxes = sorted(words_on(page))
        for place, (_, top, right, bottom, _, text) in enumerate(boxes):
            for other in boxes[place + 1 :]:
                if other[0] >= right - 0.3:
                    break
                apart = other[1] >= bottom - 0.6 or other[3] <= top + 0.6
                assert apart, (number, text, other[5])


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_word_of_the_memo_stands_between_its_margins(lots, name, language):
    for number, page in enumerate(lots[name, language.value].body, start=1):
        for left, top, right, bottom, _, text in words_on(page):
            assert left >= MARGIN - 0.5, (number, text)
            assert right <= PAGE_WIDTH - MARGIN + 0.5, (number, text)
            assert top >= 20, (number, text)
            assert bottom <= PAGE_HEIGHT - 8, (number, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_name_leaves_room_for_the_badge_and_the_title(lots, language):
    lot = lots["long name", language.value]
    for page in lot.body:
        line = sorted(box for box in words_on(page) if box[3] < 40)
        name, badge, title = (text for *_, text in line if text != "…")
        assert len(line[0][5]) > 10
        assert LONG_NAME.startswith(name.rstrip("…"))
        assert badge in {"DRAFT", "草稿"}
        assert "3" in title
    assert LONG_NAME in "".join(text for *_, text in words_on(lot.body[0]))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_decision_stands_on_one_page_whatever_the_lot(lots, name, language):
    """From the headline to the places to sign; what has no room is behind it."""
    lot = lots[name, language.value]
    first, second = ("".join(text for *_, text in words_on(page)) for page in lot.pages[:2])
    assert lot.memo.headline.split()[0] in first
    for place in lot.memo.summary[-1].blocks[0].places:
        assert place.role in first
        assert place.hint not in second


def test_what_page_one_cuts_stands_in_full_behind_it_and_both_lead_to_one_another(lots):
    for language in LANGUAGES:
        lot = lots["fourteen", language.value]
        first, *behind = lot.body[:3]
        jumps = {op.target for placed in first.placed for op in placed.ops if isinstance(op, Jump)}
        named = {name for page in behind for name in page.anchors if name.startswith("rest-")}
        assert jumps == named
        assert len(jumps) >= 2
        words = "".join(text for page in behind for *_, text in words_on(page))
        for line in (THESIS, *CONDITIONS.splitlines()):
            assert line in words
        assert THESIS not in "".join(text for *_, text in words_on(first))
        for page in behind:
            back = [op.target for placed in page.placed for op in placed.ops if isinstance(op, Jump)]
            rests = sum(name.startswith("rest-") for name in page.anchors)
            assert back.count("section-1") == rests + 1  # the head of the page leads there too


def test_a_short_reason_is_printed_once(lots):
    for language in LANGUAGES:
        lot = lots["sample", language.value]
        assert [page.section for page in lot.pages[:2]] == [1, 2]
        assert not any(name.startswith("rest-") for page in lot.pages for name in page.anchors)


def test_numbers_of_two_digits_stand_apart_from_what_they_count(lots):
    lot = lots["fourteen", "zh_CN"]
    words = [box for page in lot.body[:3] for box in words_on(page)]
    for left, _, right, base, _, text in words:
        if text in {str(number) for number in range(10, 15)}:
            beside = min(box[0] for box in words if box[0] > left and abs(box[3] - base) < 1)
            assert beside - right >= 3.0


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_no_type_of_page_one_is_smaller_than_seven_points(lots, name, language):
    small = [
        (round(size, 2), text)
        for page in lots[name, language.value].body
        for _, _, _, base, size, text in words_on(page)
        if size < SMALLEST - 0.01 and (page.section == 1 or base < TOP or base > BOTTOM)
    ]
    assert small == []


def test_of_fourteen_things_page_one_names_the_largest_and_sums_the_others(lots):
    for language in LANGUAGES:
        table = next(
            each
            for each in blocks_of(lots["fourteen", language.value].memo.summary)
            if isinstance(each, Table)
        )
        gross = [_amount(row.cells[1][0].text) for row in table.rows]
        assert len(gross) == 8
        assert sum(gross[:-1]) == gross[-1]
        net = [_amount(row.cells[2][0].text) for row in table.rows]
        assert abs(sum(net[:-1]) - net[-1]) <= len(net)


def _amount(text):
    return int(text.replace(",", ""))


def blocks_of(node):
    """Every block inside blocks, outermost first."""
    if isinstance(node, tuple):
        for child in node:
            yield from blocks_of(child)
    elif is_dataclass(node):
        yield node
        for each in fields(node):
            yield from blocks_of(getattr(node, each.name))


def test_bars_of_the_waterfall_add_up_as_they_are_printed(lots):
    for lot in lots.values():
        chart = next(each for each in blocks_of(lot.memo.summary) if isinstance(each, Waterfall))
        printed = [signed(step.amount, chart.places) for step in chart.steps]
        assert not {"+0", "−0", "+0.0", "−0.0"} & set(printed)
        level = Decimal(0)
        for step, text in zip(chart.steps, printed, strict=True):
            amount = Decimal(text.replace("−", "-").replace(",", ""))
            if step.total and step is not chart.steps[0]:
                assert level == amount
            level = amount if step.total else level + amount


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_small_lot_is_drawn_in_thousands_without_bars_of_nothing(lots, language):
    lot = lots["listing", language.value]
    group = next(
        each
        for each in blocks_of(lot.memo.summary)
        if isinstance(each, Group) and isinstance(each.blocks[0], Waterfall)
    )
    assert group.note.endswith({"en": "thousand CNY", "zh_CN": "千元"}[language.value])
    assert all(step.amount for step in group.blocks[0].steps)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_names_under_bars_stand_apart(lots, name, language):
    lot = lots[name, language.value]
    chart = next(each for each in blocks_of(lot.memo.summary) if isinstance(each, Waterfall))
    kit = kit_of(lot.memo)
    piece = lay_waterfall(chart, 277.0, kit)
    zero = max(op.y + op.height for op in piece.ops if isinstance(op, Area))
    names = [op for op in piece.ops if isinstance(op, Glyphs) and op.y > zero]
    boxes = sorted((op.y, op.x, op.x + FACES.weight(op.weight).width(op.text, op.size)) for op in names)
    for one, other in pairwise(boxes):
        assert one[0] != other[0] or other[1] - one[2] >= 1.9
    assert {op.size for op in names} == {kit.look.size.label}
    assert boxes[0][1] >= 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_of_the_first_facts_end_at_one_place_before_a_column_of_marks(lots, language):
    """One mark and how many more there are; each of them can be opened."""
    lot = lots["sample", language.value]
    facts = next(each for each in blocks_of(lot.memo.summary) if isinstance(each, Facts))
    pieces = lay_facts(facts, 218.0, kit_of(lot.memo))
    for fact, piece in zip(facts.rows, pieces, strict=True):
        glyphs = [op for op in piece.ops if isinstance(op, Glyphs)]
        value = [op for op in glyphs if op.text in fact.value.text and op.text.strip()]
        ends = {round(op.x + FACES.weight(op.weight).width(op.text, op.size)) for op in value}
        assert ends == {218 - 44 - 10}
        assert {op.mark for op in piece.ops if isinstance(op, MarkSpot)} == set(fact.value.marks)
        if (more := len(fact.value.marks) - 1) > 0:
            assert glyphs[-1].text == f"+{more}"


def test_a_house_and_its_branch_break_between_them():
    kit = kit_of_language("zh_CN")
    for name, branch in (
        ("华东资产管理有限公司浙江分公司", "浙江分公司"),
        ("越商银行股份有限公司柯桥支行", "柯桥支行"),
    ):
        facts = Facts((Fact("原债权行及出让方", Figure(name)),))
        (piece,) = lay_facts(facts, 218.0, kit)
        lines = [op.text for op in piece.ops if isinstance(op, Glyphs)][-2:]
        assert lines == [name.removesuffix(branch), branch]


def test_a_guarantor_whose_demand_is_not_proven_is_unverified_though_his_assets_have_a_page(lots):
    table = next(each for each in blocks_of(lots["sample", "en"].memo.summary) if isinstance(each, Table))
    (guarantor,) = (row for row in table.rows if "周" in row.cells[0][0].text)
    assert guarantor.cells[4] == (Figure(state=FieldState.BARE),)
    assert table.columns[2].head == "Net before fee"


def test_the_headline_names_the_amount_with_its_unit(lots):
    assert lots["sample", "zh_CN"].memo.headline.endswith("最高 965 万元")
    assert lots["sample", "en"].memo.headline.endswith("up to CNY 9.65 million")


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_figures_of_the_box_say_nothing_twice(lots, name, language):
    """Each on three lines at most: what stands in the panel, or in the numbers below, is not said again."""
    memo = lots[name, language.value].memo
    assert len(memo.decision.figures) == 8
    values = [figure.value for figure in memo.decision.figures if figure.value != "—"]
    assert memo.decision.amount not in values
    assert "MOIC" not in {figure.label for figure in memo.decision.figures}
    assert [figure.note for figure in memo.decision.figures[4:]] == [""] * 4


def test_the_panel_of_the_decision_is_one_shape(lots):
    memo = lots["sample", "en"].memo
    piece = summary_pieces(memo, 515.0, kit_of(memo))[2]
    navy = [op for op in piece.ops if getattr(op, "fill", None) == kit_of(memo).look.navy]
    (panel,) = navy
    assert isinstance(panel, Polygon)
    assert max(y for _, y in panel.points) == piece.height
    assert (140.0, 0.0) in panel.points


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_watermark_stands_in_the_margins(lots, language):
    """A draft and a signed memo are the same between the margins, below the badge."""
    memo = replace(lots["long name", language.value].memo, sections=(), exhibits=())
    draft, signed_ = (
        rendered(render_memo(each, NoPages, FACES), 0) for each in (memo, replace(memo, draft=False))
    )
    found = ImageChops.difference(draft, signed_)
    inside = (int(MARGIN), int(TOP), int(PAGE_WIDTH - MARGIN), int(PAGE_HEIGHT))
    assert found.crop(inside).getbbox() is None
    for left in (0, inside[2]):
        assert found.crop((left, int(TOP), left + int(MARGIN), int(PAGE_HEIGHT))).getbbox() is not None


def test_every_link_of_a_memo_that_is_cut_leads_somewhere_and_back(lots):
    assert verify_marks(render_memo(lots["fourteen", "zh_CN"].memo, NoPages, FACES)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_notes_beside_an_exhibit_stay_below_its_band_and_above_its_foot(lots, language):
    """The listing of the sample holds up some forty fields on one page."""
    lot = lots["sample", language.value]
    kit = kit_of(lot.memo)
    most = max(
        (page for each in lot.memo.exhibits for page in each.pages), key=lambda page: len(page.passages)
    )
    assert len(most.passages) > 30
    span = (74.0, 786.0)
    notes = [
        MarginNote(passage, 90.0 + 12.0 * (place // 2), 0.0, {4: "cited-4"})
        for place, passage in enumerate(most.passages)
    ]
    ops = place_notes(notes, 492.0, span, kit)
    words = [op for op in ops if isinstance(op, Glyphs)]
    assert min(op.y - op.size for op in words) >= span[0] - 0.5
    assert max(op.y for op in words) <= span[1] + 0.5
    assert min(op.size for op in words) >= SMALLEST
    assert max(op.x + FACES.weight(op.weight).width(op.text, op.size) for op in words) <= PAGE_WIDTH - 8
    for passage in most.passages:
        assert any(op.text[:4] == passage.label[:4] for op in words), passage.label
    leaders = [op for op in ops if isinstance(op, Stroke)]
    assert len(leaders) == -(-len(notes) // 2)
    ends = sorted(op.end[1] for op in leaders)
    assert all(after - before >= 8.0 for before, after in pairwise(ends))
    starts = [op.start[1] for op in sorted(leaders, key=lambda op: op.end[1])]
    assert starts == sorted(starts)  # no line crosses another


def test_a_note_alone_stands_beside_its_passage_and_more_than_the_margin_holds_are_counted():
    kit = kit_of_language("en")
    span = (74.0, 786.0)
    (leader,) = (
        op
        for op in place_notes([MarginNote(Passage("Cap", value="18"), 300.0, 0.0, {})], 492.0, span, kit)
        if isinstance(op, Stroke)
    )
    assert abs(leader.end[1] - leader.start[1]) < 1
    many = [
        MarginNote(Passage(f"Field {n}", value=f"{n}"), 80.0 + 7.0 * n, 0.0, {3: "x"}) for n in range(100)
    ]
    words = [op for op in place_notes(many, 492.0, span, kit) if isinstance(op, Glyphs)]
    assert max(op.y for op in words) <= span[1] + 0.5
    shown = sum(op.text.startswith("Field") for op in words)
    assert f"and {100 - shown} more on this page" in " ".join("".join(op.text) for op in words)


def test_a_paper_of_a_long_name_keeps_its_size_its_hash_and_its_page_in_the_band(lots):
    memo = lots["listing", "zh_CN"].memo
    first = memo.exhibits[0]
    source = replace(first.source, title=LONG_NAME * 2, file_name=f"{LONG_NAME}.html")
    page = laid(replace(memo, exhibits=(replace(first, source=source), *memo.exhibits[1:])))[
        len(lots["listing", "zh_CN"].body)
    ]
    band = [box for box in words_on(page) if box[3] < 58]
    assert min(size for *_, size, _ in band) >= SMALLEST
    assert max(right for _, _, right, *_ in band) <= PAGE_WIDTH - MARGIN + 0.5
    assert any(source.sha256 in text for *_, text in band)


def test_things_of_which_little_is_known_take_little_room(lots):
    """Leases, seizures and photos that nobody looked for are three lines, not three heads; what is taken off in no scenario is
    a sentence, not a row of zeros."""
    lot = lots["fourteen", "zh_CN"]
    of_things = [section for section in lot.memo.sections if "临河路" in section.title]
    assert len(of_things) == 13
    for section in of_things:
        groups = [block for block in section.blocks if isinstance(block, Group)]
        assert len(groups) == 3
        table, said = groups[-1].blocks
        assert [row.cells[0][0].text for row in table.rows] == ["毛额", "净额", "抵押部分", "回收"]
        assert said.content[0].text == "未扣减：处置费用；执行费；处置税金；优先债权。"
    numbers = {place for place, section in enumerate(lot.memo.sections, start=2) if section in of_things}
    pages = [page for page in lot.body if numbers & {placed.section for placed in page.placed}]
    assert len(pages) <= 8


def test_what_the_program_stored_in_english_is_chinese_in_the_chinese_memo(lots):
    """M20, C14: nothing English was typed into these lots, and no page of theirs is English."""
    for name in ("long name", "fourteen", "crowded"):
        said = [text for page in lots[name, "zh_CN"].body for *_, text in words_on(page)]
        english = {word for text in said for word in re.findall(r"\b[A-Za-z]{4,}\b", text)}
        assert english <= {"MOIC"}, name
