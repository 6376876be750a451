"""Numbers of contracts, titles and cases: found in running text, told apart, and paired where one is mistyped."""

import pytest

from workstation.domain.consistency.numbers import clusters, nearly, numbers_in, own_keys, swapped, twins
from workstation.domain.consistency.papers import leaf_of
from workstation.domain.pages import PageText
from workstation.packs.statements import load_statements


def found(*texts):
    """The numbers of papers of one page each, as the comparison sees them."""
    numbers = []
    for place, text in enumerate(texts):
        leaf = leaf_of(f"v{place}", 0, PageText(text, b""))
        mine = list(numbers_in(load_statements().types, leaf))
        own = own_keys(leaf.rows[:8], mine)
        numbers += [
            type(each)(each.key, each.head, each.type, each.spot, each.at, each.key in own) for each in mine
        ]
    return numbers


@pytest.mark.parametrize(
    ("text", "key", "head", "kind"),
    [
        ("合同编号：越商银（2021）柯借字第\n0086号", "(2021)柯借字第0086", "越商银", "loan"),
        (
            "签订编号为越商银（2019）柯高抵字第0031号的《最高额抵押合同》",
            "(2019)柯高抵字第0031",
            "越商银",
            "mortgage",
        ),
        ("编号越商银（2021）柯保字第0086-1号《保证合同》", "(2021)柯保字第0086-1", "越商银", "guarantee"),
        ("民事判决书\n（2022）浙0603民初4821号", "(2022)浙0603民初4821", "", "case"),
        ("（浙(2019)绍兴市柯桥区不动产权第0012846号）", "(2019)绍兴市柯桥区不动产权第0012846", "浙", "title"),
        (
            "浙(2019)绍兴市柯桥区不动产证明第0008815号",
            "(2019)绍兴市柯桥区不动产证明第0008815",
            "浙",
            "certificate",
        ),
        ("统一社会信用代码91330621MA2XK7J45H。", "91330621MA2XK7J45H", "", "code"),
        ("under Loan Agreement No. TL-2019/0047 dated", "TL-2019/0047", "", "loan"),
    ],
)
def test_a_number_is_found_with_what_belongs_to_it(text, key, head, kind):
    (number,) = found(text)
    assert (number.key, number.head, number.type) == (key, head, kind)


def test_an_identity_number_with_stars_is_no_code():
    assert not found("居民身份证号3306211968********")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("(2021)柯借字第0086", "(2021)柯借字第0068", True),
        ("(2021)柯借字第0086", "(2021)柯借字第0087", True),
        ("(2021)柯借字第0086", "(2022)柯借字第0086", True),
        ("(2021)柯借字第0086", "(2021)柯贷字第0086", False),
        ("(2021)柯借字第0086", "(2021)柯借字第0099", False),
        ("(2021)柯保字第0086", "(2021)柯保字第0086-1", False),
        ("91330621MA2XK7J45H", "91330621MA2XK7J54H", True),
    ],
)
def test_one_digit_or_one_swap_is_a_slip_and_more_is_another_number(left, right, same):
    assert nearly(left, right) is same
    assert nearly(right, left) is same


def test_a_swap_is_two_neighbours_that_changed_places():
    assert swapped("0086", "0068")
    assert not swapped("0086", "0087")
    assert not swapped("1086", "6081")


def test_a_number_that_slips_in_one_paper_is_told_with_the_usual_one_first():
    numbers = found(
        "合同编号：甲银（2021）借字第0086号",
        "依甲银（2021）借字第0086号合同",
        "编号甲银（2021）借字第0068号借款合同",
    )
    assert twins(numbers) == [("(2021)借字第0086", "(2021)借字第0068")]
    assert clusters(numbers)["(2021)借字第0068"] == "(2021)借字第0086"


def test_two_contracts_that_each_have_their_own_paper_are_two():
    numbers = found(
        "合同编号：甲银（2021）借字第0086号", "合同编号：甲银（2021）借字第0087号", "甲银（2021）借字第0087号"
    )
    assert twins(numbers) == []


def test_numbers_side_by_side_in_a_list_are_two_unless_they_differ_by_a_swap():
    assert twins(found("甲银（2021）借字第0086号、甲银（2021）借字第0087号")) == []
    assert len(twins(found("浙(2019)市不动产权第0012846号\n后附 浙(2019)市不动产权第0012864号"))) == 1
