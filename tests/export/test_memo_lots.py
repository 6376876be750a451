"""Pages of four lots in both languages, as they are painted: whatever a lot holds, its memo can be read."""

from itertools import product

import pytest
from memo_lots import LANGUAGES, LONG_NAME, LOTS, laid_lots
from memo_pages import FACES
from plain_closing import closing_without_a_copy

from workstation.export.memo.display import Glyphs
from workstation.export.memo.look import MARGIN, PAGE_HEIGHT, PAGE_WIDTH

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
