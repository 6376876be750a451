"""Names: a letter that slipped is found where the name stands in a sentence, and two companies stay two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.consistency.names import (
    alike,
    english_in,
    labelled,
    mentions,
    odd_ones,
    people_in,
    windows_in,
)
from workstation.domain.consistency.papers import edits, forms, leaf_of, near_pairs
from workstation.domain.pages import PageText


def leaf(text, version="v"):
    return leaf_of(version, 0, PageText(text, b""))


def pairs(known, *texts):
    windows = [window for place, text in enumerate(texts) for window in windows_in(leaf(text, f"v{place}"))]
    return alike(mentions(known, windows))


def test_a_label_says_where_a_name_begins():
    rows = leaf("借款人： 浙江锦川纺织有限公司\n权利人 浙江锦川纺织有限公司\n与浙江锦川纺织有限公司签订").rows
    assert [name for row in rows for name in labelled(row)] == ["浙江锦川纺织有限公司"] * 2


@pytest.mark.parametrize(
    "slipped",
    ["浙江锦川纺织品有限公司", "浙江锦州纺织有限公司", "浙江锦川织纺有限公司", "浙江锦川纺有限公司"],
)
def test_a_slip_in_a_name_is_found_inside_a_sentence(slipped):
    assert pairs(
        {"浙江锦川纺织有限公司"}, "原告与被告浙江锦川纺织有限公司纠纷", f"本院查明被告{slipped}未还款"
    ) == [("浙江锦川纺织有限公司", slipped)]


@pytest.mark.parametrize(
    "other", ["浙江锦川印染有限公司", "绍兴锦川纺织有限公司", "浙江锦川纺织有限责任公司"]
)
def test_a_sister_company_is_no_slip(other):
    assert pairs({"浙江锦川纺织有限公司", other}, "浙江锦川纺织有限公司", other) == []


def test_two_names_that_one_paper_uses_again_and_again_are_two():
    text = "浙江锦川纺织有限公司与浙江锦州纺织有限公司；浙江锦川纺织有限公司借，浙江锦州纺织有限公司保"
    assert pairs({"浙江锦川纺织有限公司", "浙江锦州纺织有限公司"}, text) == []


def test_an_english_name_is_taken_without_the_words_around_it():
    found = [
        named.name for named in english_in(leaf("a claim against Zhejiang Jinchuan Textile Co., Ltd. under"))
    ]
    assert found == ["Zhejiang Jinchuan Textile Co., Ltd"]


def test_guarantors_named_together_with_one_other_person_are_told():
    groups = [
        tuple(group)
        for text in (
            "保证人为周某某、陈某某。",
            "对保证人周某某、程某某的财产调查",
            "保证人周某某、陈某某承担",
        )
        for group in people_in(leaf(text))
    ]
    assert [[named.name for named in group] for group in groups] == [
        ["周某某", "陈某某"],
        ["周某某", "程某某"],
        ["周某某", "陈某某"],
    ]
    assert next((left.name, right.name) for left, right in odd_ones(groups)) == ("陈某某", "程某某")


words = st.text("abc", max_size=6)


@given(words, words)
def test_two_texts_one_edit_apart_share_a_form(left, right):
    if edits(left, right, 1) <= 1:
        assert set(forms(left)) & set(forms(right))


@given(st.lists(words, max_size=8, unique=True))
def test_near_pairs_are_those_that_a_comparison_of_each_with_each_finds(texts):
    expected = {
        (one, other) for at, one in enumerate(texts) for other in texts[at + 1 :] if edits(one, other, 1) == 1
    }
    assert set(near_pairs(texts)) == expected


@given(words, words)
def test_edits_are_the_same_both_ways(left, right):
    assert edits(left, right) == edits(right, left)


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [("abcd", "abcd", 0), ("abcd", "abdc", 1), ("abcd", "abd", 1), ("abcd", "xbcy", 2)],
)
def test_a_swap_a_change_and_a_letter_more_or_less_are_one_edit(left, right, count):
    assert edits(left, right) == count
