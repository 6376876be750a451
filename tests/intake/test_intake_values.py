"""What the texts of a notice say, read as typing is read."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from workstation.domain.money import Money
from workstation.intake.values import amount, day, milliseconds, moment, whole


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("65,454,900 ", "65454900"),
        ("人民币26,479,100.00元", "26479100.00"),
        ("1,800万元", "18000000"),
        ("1.2亿元", "120000000"),
        ("154,637,084.63", "154637084.63"),
    ],
)
def test_an_amount_is_read_in_yuan(text, value):
    assert str(amount(text)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2千万元", "20000000"),
        ("1亿2,000万元", "120000000"),
        ("2,000.00（万元）", "20000000"),
        ("2,000.00（人民币万元）", "20000000"),
        ("2,000.00 (元)", "2000.00"),
        ("贰仟万元", "20000000"),
        ("人民币贰仟万元整（¥20,000,000.00）", "20000000"),
        ("2000余万元", "20000000"),
        ("2000 万 元", "20000000"),
        ("本金2,000万元，利息300万元", "20000000"),
        ("1800万元（最高额）", "18000000"),
        ("2023年本金500万元", "5000000"),
        ("3 500,000.00", "500000.00"),
        ("2025-09-09 ¥500,000", "500000"),
        ("2025-09-09 500,000.00元", "500000.00"),
        ("起拍价100万元，增价幅度1-5万元", "1000000"),
    ],
)
def test_an_amount_is_read_in_all_the_ways_in_which_notices_write_it(text, value):
    assert str(amount(text)) == value


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("2000万美元", Money.of(20_000_000, "USD")),
        ("叁佰万美元", Money.of(3_000_000, "USD")),
        ("港币500万元", Money.of(5_000_000, "HKD")),
        ("港币伍佰万元整", Money.of(5_000_000, "HKD")),
        ("500万元美元", Money.of(5_000_000, "USD")),
        ("5,000,000 Australian dollars", Money.of(5_000_000, "AUD")),
        ("5,000,000 Canadian dollars", Money.of(5_000_000, "CAD")),
        ("5,000,000 HK dollars", Money.of(5_000_000, "HKD")),
        ("5,000,000 pounds sterling", Money.of(5_000_000, "GBP")),
        ("3.5亿日元", Money.of(350_000_000, "JPY")),
        ("EUR 1.2 million", Money.of(1_200_000, "EUR")),
        ("500万韩元", Money.of(5_000_000, "KRW")),
        ("SEK 5,000,000", Money.of(5_000_000, "SEK")),
        ("2000万（美元）", Money.of(20_000_000, "USD")),
    ],
)
def test_another_currency_is_never_taken_for_yuan(text, money):
    assert amount(text) == money


@pytest.mark.parametrize("text", ["24 000 000.00元", "EUR 24 000 000.00", "1 200万元"])
def test_of_an_amount_whose_groups_stand_apart_no_group_is_taken_for_the_whole(text):
    """The last one was: 0.00."""
    assert amount(text) is None
    assert amount("成交价 200万元 120次围观") == Decimal(2_000_000)


def test_no_digits_are_no_amount():
    assert amount("面议") is None
    assert amount("500万缅元") is None, "a currency that is not known is not taken for the yuan"
    assert amount("5 million dollars") is None, "nor are dollars of no country"
    assert amount("5,000,000 Jamaican dollars") is None, "nor of one that is not known"
    assert amount("Hong Kong SAR 2020") is None, "a region is no currency"
    assert amount("西欧 2000平方米") is None
    assert amount("增价幅度1-5万元，起拍价100万元") is None
    assert amount("100万元-200万元") is None
    assert amount("2000-3000万元") is None, "a range is no one amount"
    assert amount("0元") == Decimal(0)
    assert whole("无") is None
    assert day("长期") is None


@pytest.mark.parametrize(
    "text", ["2025年6月3日", "2025-06-03", "2025.6.3", "2025/6/3", "于 2025 年 6 月 3 日前"]
)
def test_a_day_is_read_in_the_ways_notices_write_it(text):
    assert day(text) == date(2025, 6, 3)


def test_a_moment_needs_an_hour():
    assert moment("2025年9月9日17时前") == datetime.fromisoformat("2025-09-09T17:00:00+08:00")
    assert moment("2025/09/09 17:30:00") == datetime.fromisoformat("2025-09-09T17:30:00+08:00")
    assert moment("2025年9月9日") is None
    assert moment("2025年9月9日 25时") is None
    assert moment("2025年9月9日 10:75") is None


def test_milliseconds_are_beijing_time():
    assert milliseconds("1506391200000") == datetime.fromisoformat("2017-09-26T10:00:00+08:00")
    assert milliseconds("-14526367000") is None
    assert milliseconds("9" * 30) is None


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("9,999,999,999,999,999", Decimal(9999999999999999)),
        ("10,000,000,000,000,000", None),
        ("99999999999亿", None),
        ("9" * 5000, None),
    ],
)
def test_an_amount_beyond_all_measure_is_none(text, yuan):
    assert amount(text) == yuan


def test_a_count_of_too_many_digits_is_none():
    assert (whole("2,187 次围观"), whole("9" * 5000)) == (2187, None)
