"""Papers laid side by side: what should be the same and is not, with both places; and silence where all agrees."""

import unicodedata

import pytest

from workstation.domain.consistency.disagreements import disagreements, extract
from workstation.domain.consistency.flat import _AS_IT_IS, Flat, flatten, lines
from workstation.domain.consistency.papers import Paper
from workstation.domain.errors import UserError
from workstation.domain.pages import PageText
from workstation.domain.radicals import fold_radicals
from workstation.language.values import parse
from workstation.packs.statements import load_statements


def read(kind, text):
    try:
        return parse(kind, text).value
    except UserError:
        return None


def compared(*papers, known=()):
    """``{label: [what each side says]}``"""
    extracts = [
        extract(load_statements(), read, Paper(f"v{place}", {0: PageText(text, b"")}))
        for place, text in enumerate(papers)
    ]
    return {
        found.label: [side.written for side in found.sides]
        for found in disagreements(load_statements(), extracts, known)
    }


LOAN = "合同编号：甲银（2021）借字第0086号\n借款本金金额（大写）人民币贰仟万元整，（小写）¥20,000,000.00。\n"


def test_papers_that_agree_in_other_words_say_nothing():
    assert not compared(
        LOAN + "借款期限为12个月，自2021年3月20日起，至2022年3月20日止。年利率为6.00%",
        "编号甲银（2021）借字第0086号，约定借款本金2000万元，期限自2021年3月20日起至2022年3月20日止，年利率6%。",
        "The loan of CNY 20,000,000.00 fell due on 20 March 2022.",
    )


@pytest.mark.parametrize(
    ("label", "papers", "sides"),
    [
        (
            "Amount of the loan",
            (LOAN, "依甲银（2021）借字第0086号，发放借款2200万元。"),
            ["人民币贰仟万元整", "2200万元"],
        ),
        (
            "Due date of the loan",
            ("借款期限自2021年3月20日起，至2022年3月20日止。", "已于2022年3月30日到期，至今未还。"),
            ["2022年3月20日", "2022年3月30日"],
        ),
        (
            "Interest rate of the loan",
            ("借款利率为固定利率，年利率为6.00%。", "至2022年3月20日止，年利率6.5%，按季结息"),
            ["6.00%", "6.5%"],
        ),
        (
            "Penalty rate of the loan",
            ("逾期罚息年利率为9.00%", "按年利率8%计算的罚息"),
            ["8%", "9.00%"],
        ),
        (
            "Area of the land",
            ("宗地规则，土地面积18,642.50平方米", "土地使用权（出让） 工业 18,624.50 10,439,800.00"),
            ["18,624.50", "18,642.50平方米"],
        ),
        (
            "Area of the buildings",
            ("登记建筑面积合计21,306.18平方米", "主厂房、仓库 同上 21,360.18 工业"),
            ["21,306.18平方米", "21,360.18"],
        ),
        (
            "Highest amount secured on land and buildings",
            ("不动产部分担保的最高债权额为人民币贰仟万元整", "登记的最高债权数额为1800万元"),
            ["1800万元", "人民币贰仟万元整"],
        ),
        (
            "Registration of the mortgage",
            ("于2019年3月22日办理抵押登记", "The mortgage was registered on 26 March 2019"),
            ["2019年3月22日", "26 March 2019"],
        ),
        (
            "End of the lease",
            ("租赁期限自2018年12月1日起至2027年8月31日止", "据称租期至2028年8月31日止"),
            ["2027年8月31日", "2028年8月31日"],
        ),
        (
            "Effect of the judgment",
            (
                "民事判决书已于2023年5月8日发生法律效力",
                "The judgment of 10 April 2023 took effect on 9 May 2023",
            ),
            ["2023年5月8日", "9 May 2023"],
        ),
    ],
)
def test_what_two_papers_say_of_one_thing_is_laid_side_by_side(label, papers, sides):
    found = compared(*papers)
    assert sorted(found.pop(label)) == sorted(sides)
    assert not found


def test_words_and_figures_of_one_amount_are_compared():
    assert compared("年租金为人民币柒拾贰万元整（¥702,000.00），按年支付。") == {
        "Amount in words and in figures": ["柒拾贰万元整", "702,000.00"]
    }
    assert not compared(
        "年租金为人民币柒拾贰万元整（¥720,000.00）；人民币壹佰伍拾万元整（小写：1,500,000元）"
    )


def test_an_area_that_is_said_to_be_about_so_much_contradicts_nothing():
    assert not compared("登记建筑面积合计21,306.18平方米", "主厂房（建筑面积约6,000平方米）出租")


def test_the_number_of_a_clause_is_no_amount():
    assert not compared("第一条 借款金额\n1.1 本合同项下借款本金金额（大写）人民币贰仟万元整")


def test_in_a_lot_of_two_loans_each_paper_is_compared_with_those_of_its_loan():
    papers = (
        "合同编号：甲银（2021）借字第0086号\n借款金额人民币贰仟万元整",
        "合同编号：甲银（2020）贷字第0512号\n借款金额人民币叁佰万元整",
        "甲银（2020）贷字第0512号项下发放借款300万元；甲银（2021）借字第0086号项下发放借款2200万元",
        "尚未归还，发放借款999万元",
    )
    assert compared(*papers) == {"Amount of the loan": ["人民币贰仟万元整", "2200万元"]}


def test_a_name_of_the_record_is_looked_for_in_the_papers():
    assert compared("与浙江锦川纺织有限公司", "致浙江锦州纺织有限公司", known=["浙江锦川纺织有限公司"]) == {
        "Name": ["浙江锦川纺织有限公司", "浙江锦州纺织有限公司"]
    }


def test_a_place_is_that_of_the_page():
    text = "为确保债务\n履行，\n借款金额人民币贰仟\n万元整"
    paper = Paper("v", {3: PageText(text, b"")})
    (statement,) = extract(load_statements(), read, paper).statements
    assert (statement.spot.page, text[statement.spot.start : statement.spot.end]) == (3, "人民币贰仟\n万元整")


def test_a_line_break_beside_a_hanzi_is_the_printers_and_between_words_a_blank():
    assert flatten("越商\n银（2021）\n柯").text == "越商银(2021)柯"
    assert flatten("fell due\non 20 March").text == "fell due on 20 March"
    assert [line.text for line in lines("甲\n\n 乙 丙")] == ["甲", "乙 丙"]


def test_characters_that_are_taken_run_by_run_stay_what_they_are():
    every = "".join(map(chr, [*range(0x21, 0xD800), *range(0xE000, 0xFFFE)]))
    for run in _AS_IT_IS.findall(every):
        assert flatten(run) == Flat(run, tuple(range(len(run))))
        assert unicodedata.normalize("NFKC", fold_radicals(run)) == run


def test_a_disagreement_keeps_its_key_while_the_same_values_stand_against_each_other():
    papers = ["已于2022年3月30日到期", "借款期限自2021年3月20日起，至2022年3月20日止。"]
    extracts = [
        extract(load_statements(), read, Paper(f"v{at}", {0: PageText(text, b"")}))
        for at, text in enumerate([*papers, "The loan fell due on 20 March 2022."])
    ]
    assert (
        disagreements(load_statements(), extracts)[0].key
        == disagreements(load_statements(), extracts[:2])[0].key
    )
