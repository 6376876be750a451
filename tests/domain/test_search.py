"""What is looked for in the papers: how it is read, and what counts as found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.pages import PageText, pack_boxes
from workstation.domain.search import Query, in_words


def page(text):
    return PageText(text, pack_boxes([(0, 0, 1, 1)] * len(text)))


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("抵押 合同", ("抵押", "合同")),
        ("抵押　合同", ("抵押", "合同")),
        ('"loan agreement" 2021', ("loan agreement", "2021")),
        ("“最高额 抵押”", ("最高额 抵押",)),
        ("「保证期间」届满", ("保证期间", "届满")),
        ("2,400万元", ("2,400万元",)),
        ("抵押 抵押", ("抵押",)),
        ('"never closed', ("never closed",)),
        ("— … ( )", ()),
        ("", ()),
    ],
)
def test_words_apart_are_terms_and_quotation_marks_keep_them_together(typed, terms):
    assert Query.read(typed).terms == terms


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("最高额抵押合同", "最 高 额 抵 押 合 同"),
        ("RMB24,000,000", "rmb 24 , 000 , 000"),
        ("２４００万元", "2400 万 元"),
        ("⼈⺠法院", "人 民 法 院"),
        ("Loan Agreement", "loan agreement"),
    ],
)
def test_hanzi_and_figures_are_words_of_their_own(text, words):
    assert in_words(text) == words


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("抵押", "最高额抵押合同", ["抵押"]),
        ("抵押合同", "最高额抵押\n合同（2019）", ["抵押合同"]),
        (
            "保证金",
            "作为保证。金额为",
            [],
        ),  # the words of the index follow each other, the page does not say it
        ("人民法院", "⼈⺠法院", ["人民法院"]),
        ("LOAN agree", "the Loan Agreement", ["Agree", "Loan"]),
        ("抵押 保证", "抵押合同", None),
    ],
)
def test_a_page_is_found_by_what_it_says(typed, text, found):
    query = Query.read(typed)
    assert (query.count_in(text) > 0) == (found is not None and found != [])
    if found is not None:
        assert sorted(quote.text for quote in query.places(page(text))) == found
        assert (first := query.first_place(page(text))) is None or first.text in found
        assert query.count_in(text) == len(found)


@given(st.text(max_size=60), st.integers(0, 50), st.integers(1, 12))
def test_what_was_taken_from_a_page_is_found_on_it(text, start, length):
    """Any run of its characters, typed between quotation marks as it stands."""
    taken = "".join(text[start : start + length].split()).replace('"', "").replace("”", "")
    query = Query.read(f'"{taken}"')
    assert all(term in taken for term in query.terms)
    if query.terms and taken in text:
        assert query.count_in(text)
