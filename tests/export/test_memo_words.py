"""Letters and lines: Chinese and Latin beside one another, broken where a reader expects it."""

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from memo_pages import FACES, render_memo, text_of
from memo_textile import textile_memo, textile_pdf
from test_memo_exhibits import OnePage, memo_citing

from workstation.application.ports.memo_pages import NoPage, PageBox, VectorPage
from workstation.domain.memo import ExhibitMark, Passage
from workstation.domain.reading import PageNotMergedError
from workstation.export.memo import Typefaces
from workstation.export.memo.latin import is_stand_in, latinised, real
from workstation.export.memo.printable import printable
from workstation.export.memo.typefaces import bundled_typefaces
from workstation.export.memo.words import Run, Style, Typesetter

STYLE = Style(8.0, "#000000")


@pytest.fixture
def faces() -> Typefaces:
    return FACES


@pytest.fixture
def setter(faces) -> Typesetter:
    return Typesetter(faces)


def broken(setter: Typesetter, text: str, room: float) -> list[str]:
    return [real("".join(run.text for run in line.runs)) for line in setter.lines([Run(text, STYLE)], room)]


def test_latin_breaks_between_words_and_never_inside_one(setter):
    assert broken(setter, "the mortgage over the plant", 60.0) == ["the mortgage", "over the plant"]


def test_chinese_breaks_between_characters_but_not_before_a_comma_or_after_a_bracket(setter):
    assert broken(setter, "土地厂房，设备", 32.0) == ["土地厂", "房，设备"]
    assert broken(setter, "土地厂（设备）", 32.0) == ["土地厂", "（设备）"]


def test_a_number_in_chinese_text_stays_whole(setter):
    lines = broken(setter, "评估价值24,000,000.00元整", 60.0)
    assert any("24,000,000.00" in line for line in lines)


def test_a_word_wider_than_the_line_is_broken_rather_than_lost(setter):
    lines = broken(setter, "5be091c2" * 8, 50.0)
    assert "".join(lines) == "5be091c2" * 8
    assert all(setter.width(line, STYLE) <= 50.0 for line in lines)


def test_a_mark_stays_whole_and_keeps_the_comma_that_follows(setter):
    mark = Style(6.0, "#1B5CBD", link=ExhibitMark(3, 11))
    runs = [Run("appraised at 24,000,000.00 ", STYLE), Run("[E-3 p.12]", mark), Run(", then", STYLE)]
    lines = setter.lines(runs, setter.natural_width(runs[:2]) + 1.0)
    assert [real("".join(run.text for run in line.runs)) for line in lines] == [
        "appraised at 24,000,000.00",
        "[E-3 p.12], then",
    ]


def test_quotes_are_latin_among_latin_and_chinese_beside_chinese():
    assert is_stand_in(latinised("“as is”")[0])
    assert not is_stand_in(latinised("称“现状”")[1])
    chinese = latinised("称“ABC公司”")
    assert not is_stand_in(chinese[1])
    assert not is_stand_in(chinese[-1])


def test_a_pair_of_quotes_is_drawn_alike_even_where_only_one_touches_chinese():
    pair = latinised("“ABC”公司")
    assert not is_stand_in(pair[0])
    assert not is_stand_in(pair[4])


def test_signs_between_figures_are_latin_in_every_language():
    assert [real(c) for c in latinised("33 × 50,000 ± 5 ≤ 6 · ≥") if is_stand_in(c)] == [
        "×",
        "±",
        "≤",
        "·",
        "≥",
    ]
    assert not is_stand_in(latinised("阿里·巴巴")[2])


def test_latin_signs_are_narrower_than_their_chinese_forms(faces):
    face = faces.weight(400)
    for mark in "“”‘’·×±≤≥":
        assert face.width(latinised(f"a{mark}a")[1], 1000) < 700
        assert face.width(mark, 1000) == 1000


def test_figures_are_as_wide_as_one_another(faces):
    for weight in (400, 600, 700):
        assert len({faces.weight(weight).width(digit, 10) for digit in "0123456789"}) == 1


def test_blanks_and_invisible_characters_of_a_record_do_no_harm():
    assert real(latinised("a\u00a0b\u200b\n\tc\ufeff")) == "a b  c"


def test_a_character_without_a_glyph_stands_as_its_code_point_and_holds_nothing_up():
    cited = memo_citing(Passage("mail 📎", quote="❤\ufe0f \ud800 𠮷"))
    pages = " ".join(text_of(render_memo(cited, OnePage(NoPage("")), FACES)))
    assert "mail [U+1F4CE]" in pages
    assert "[U+2764]" in pages
    assert "[U+FE0F]" not in pages
    assert "[U+D800]" in pages
    assert "𠮷" in pages


def test_a_memo_that_can_be_printed_whole_is_left_as_it_is():
    memo = memo_citing(Passage("债权 “A”\n\t9 %"))
    assert printable(memo, FACES) is memo


def test_a_worker_s_page_that_is_no_page_is_refused_and_nothing_is_written():
    """A worker that a hostile file has taken over can hand over anything."""
    page = VectorPage(b"%PDF-1.7 and then nothing", PageBox(0, 0, 200, 300))
    with pytest.raises(PageNotMergedError):
        render_memo(memo_citing(Passage("x", rects=((10, 10, 50, 20),))), OnePage(page), FACES)


def test_a_rare_character_beyond_the_basic_plane_can_be_copied():
    pages = text_of(render_memo(memo_citing(Passage("𠮷野", quote="𠮷野家")), OnePage(NoPage("x")), FACES))
    assert "𠮷野家" in pages[1]


def test_a_font_file_holds_what_is_used_and_nothing_else(faces):
    data = faces.weight(600).truetype("债权 9")
    font = TTFont(BytesIO(data))
    assert sorted(font.getBestCmap()) == sorted(map(ord, "债权 9"))
    assert "glyf" in font
    assert font["head"].created == font["head"].modified == 2082844800  # 1970
    assert data == Typefaces().weight(600).truetype("9 权债")


def test_the_next_memo_takes_the_typefaces_of_the_last_and_one_beside_it_has_its_own():
    with bundled_typefaces() as first:
        first.weight(600).truetype("债权")
        with bundled_typefaces() as beside:
            assert beside is not first
    with bundled_typefaces() as again:
        assert again is first
        kept = again.weight(600).truetype("9 权债")
    assert kept == Typefaces().weight(600).truetype("9 权债")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_what_is_read_out_of_the_memo_is_what_was_written(language):
    memo = textile_memo(language)
    pages = text_of(textile_pdf(language))
    for words in (
        memo.headline,
        memo.subline,
        memo.header.title,
        memo.footer.disclaimer,
        "8,000,000 + 33 × 50,000",
    ):
        assert words in pages[0].replace("\r\n", " ")
    assert "[E-4 p.12]" in pages[0]
    assert "“" in pages[1]
