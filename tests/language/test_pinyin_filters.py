"""A quick filter finds hanzi by their pinyin, once the dictionary is there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.language.pinyin import says, warm


@pytest.fixture(scope="module", autouse=True)
def warmed():
    warm(["锦川纺织"])


@pytest.mark.parametrize(
    ("text", "needle", "found"),
    [
        ("锦川纺织 厂房土地", "fz", True),
        ("锦川纺织 厂房土地", "fangzhi", True),
        ("锦川纺织 厂房土地", "FZ cf", True),
        ("锦川纺织 厂房土地", "纺织 厂房", True),
        ("锦川纺织 厂房土地", "zf", False),
        ("重庆银行", "chongqing yh", True),
        ("浙江2025-0611号", "zj2025", False),
        ("浙江2025-0611号", "2025", True),
        ("Northgate Retail", "gate", True),
        ("Northgate Retail", "nr", False),
    ],
)
def test_words_are_found_as_written_by_initials_or_spelt_out(text, needle, found):
    assert says(text, needle) is found


@given(st.text(max_size=30), st.text(max_size=6))
def test_what_stands_in_a_text_is_always_found(text, needle):
    words = needle.casefold().split()
    if all(word in text.casefold() for word in words):
        assert says(text, needle)
