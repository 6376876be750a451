"""What the names of disclosed files tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.disclosures import index_number, similar_names


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("room/2 抵押/2.1 抵押合同.pdf", "2.1"),
        ("03_借款合同.docx", "03"),
        ("（1）判决书.pdf", "1"),
        ("1-2-3 Guarantee.pdf", "1.2.3"),
        ("2 抵押/抵押合同.pdf", "2"),
        ("第3部分 担保/保证合同.pdf", "3"),
        ("借款合同.pdf", None),
        ("2021年借款合同.pdf", None),
    ],
)
def test_the_number_of_the_sellers_index_is_found(path, number):
    assert index_number(path) == number


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("抵押合同.pdf", "2.1 抵押合同（修订稿）.pdf", True),
        ("借款合同_v1.docx", "借款合同_v2.docx", True),
        ("Valuation report 2024-05-01.pdf", "Valuation report 2024-07-15 final.pdf", True),
        ("最高额抵押合同.pdf", "最高额抵押合同 - 副本.pdf", True),
        ("抵押合同.pdf", "质押合同.pdf", False),
        ("保证合同A12345.pdf", "保证合同A12346.pdf", False),
        ("a.pdf", "b.pdf", False),
        ("借款合同.pdf", "判决书.pdf", False),
    ],
)
def test_names_are_alike_by_what_they_say_of_the_paper(one, other, alike):
    assert similar_names(one, other) is alike
    assert similar_names(other, one) is alike


@given(st.text(min_size=4, max_size=30), st.text(max_size=30))
def test_any_names_can_be_compared(one, other):
    similar_names(f"{one}.pdf", f"{other}.pdf")
