"""What the names of disclosed files tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.disclosures import index_number, natural_order, revises, similar_names


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


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("评估报告（修订稿）.docx", "评估报告.pdf"),
        ("Loan agreement v2.pdf", "Loan agreement.pdf"),
        ("Loan agreement (amended).pdf", "Loan agreement.pdf"),
        ("债权清单_更新.xlsx", "债权清单20240101.xlsx"),
    ],
)
def test_a_name_says_that_it_takes_the_place_of_another(name, other):
    assert revises(name, other)
    assert not revises(other, name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("抵押合同2.pdf", "抵押合同.pdf"),
        ("合同文本 (1).pdf", "合同文本.pdf"),
        ("评估报告.pdf", "评估报告_副本.pdf"),
        ("v2.pdf", "v1.pdf"),
    ],
)
def test_another_number_or_a_copy_takes_no_place(name, other):
    assert not revises(name, other)


def test_paths_are_sorted_as_people_number_them():
    paths = [
        "annex a.pdf",
        "Annex B.pdf",
        "附件.pdf",
    ]
    paths += ["附件1.pdf", "附件２.pdf", "附件6_报告.pdf", "附件6_报告_更正版.pdf", "附件10.pdf"]
    paths += ["2 抵押/2.9 x.pdf", "2 抵押/2.10 x.pdf", "2 抵押/更正/2.9 x.pdf", "9_a/x.pdf", "10_a/x.pdf"]
    assert sorted(set(paths), key=natural_order) == paths
