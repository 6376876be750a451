"""What is typed or selected, kind by kind; then that every value is read back from how it is shown."""

import time
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.fields import Kind
from workstation.domain.money import Money
from workstation.language.amounts import all_amounts
from workstation.language.formats import Formats
from workstation.language.translator import Language, Translator
from workstation.language.values import PartlyReadError, UnreadableError, parse, parse_whole

CST = timezone(timedelta(hours=8))


class Colour(StrEnum):
    DARK_RED = "dark_red"


def note(parsed):
    return parsed.note.format(**parsed.params)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("24,000,000.00", "24000000"),
        ("¥24,000,000.00元", "24000000"),
        ("２４，０００，０００．００元", "24000000"),
        ("24, 000, 000.00", "24000000"),
        ("2400万元", "24000000"),
        ("3,500 万", "35000000"),
        ("1.2亿", "120000000"),
        ("1亿2,000万元", "120000000"),
        ("5千元", "5000"),
        ("2千5百万元", "25000000"),
        ("1亿2千5百万", "125000000"),
        ("2仟万元", "20000000"),
        ("2,000.00（单位：万元）", "20000000"),
        ("2400w", "24000000"),
        ("人民币贰仟肆佰万元整", "24000000"),
        ("叁佰元伍角贰分", "300.52"),
        ("伍角", "0.5"),
        ("二十万", "200000"),
        ("三亿五千万人民币", "350000000"),
        ("RMB 20 million", "20000000"),
        ("8000000 yuan", "8000000"),
        ("24000000", "24000000"),
        ("-1,234.50", "-1234.50"),
        ("−1,234.50", "-1234.50"),
        ("0", "0"),
        ("评估价值：2400.00万元", "24000000"),
        ("2025年5月12日 24,000,000.00元", "24000000"),
        ("第3条 500,000元", "500000"),
        ("1234567890123456.78", "1234567890123456.78"),
        ("a loan of 20,000,000 is due", "20000000"),
        ("RMB 3,500,000 in all", "3500000"),
    ],
)
def test_money_is_read_as_people_write_it(text, amount):
    parsed = parse(Kind.MONEY, text)
    assert parsed.value == Money.of(amount)
    assert not parsed.ambiguous


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("EUR 4,180,000", "EUR", "4180000"),
        ("4.180.000,00 €", "EUR", "4180000"),
        ("4,180,000欧元", "EUR", "4180000"),
        ("HK$5,000", "HKD", "5000"),
        ("$1,200.50", "USD", "1200.50"),
        ("USD 3bn", "USD", "3000000000"),
        ("valued at USD 24,000,000.00", "USD", "24000000"),
        ("GBP 3,000", "GBP", "3000"),
        ("壹佰万美元", "USD", "1000000"),
        ("5 million US dollars", "USD", "5000000"),
        ("Hong Kong dollars 5,000", "HKD", "5000"),
        ("S$5,000", "SGD", "5000"),
        ("5,000 pounds sterling", "GBP", "5000"),
        ("500万韩元", "KRW", "5000000"),
        ("叁佰万新元", "SGD", "3000000"),
        ("SEK 5,000,000", "SEK", "5000000"),
        ("5,000,000 NOK", "NOK", "5000000"),
        ("THB500万", "THB", "5000000"),
        ("2000万（美元）", "USD", "20000000"),
        ("港币：500万元", "HKD", "5000000"),
        ("500万元港币", "HKD", "5000000"),
        ("人民币：500万美元", "USD", "5000000"),
        ("500万元人民币", "CNY", "5000000"),
        ("3万欧", "EUR", "30000"),
        ("保证人李欧：500万元", "CNY", "5000000"),
        ("借款人 李欧 500,000.00元", "CNY", "500000"),
        ("500万元美金", "USD", "5000000"),
        ("500万元欧元", "EUR", "5000000"),
        ("500万元英镑", "GBP", "5000000"),
        ("500万元新币", "SGD", "5000000"),
        ("500万元韩币", "KRW", "5000000"),
        ("港币伍佰万元整", "HKD", "5000000"),
        ("港币（大写）伍佰万元整", "HKD", "5000000"),
        ("美元伍佰万元整", "USD", "5000000"),
        ("伍佰万元港币", "HKD", "5000000"),
        ("人民币：伍佰万美元", "USD", "5000000"),
        ("港币$5,000,000", "HKD", "5000000"),
        ("HK $5m", "HKD", "5000000"),
        ("日元¥500万", "JPY", "5000000"),
        ("人民币$500万", "USD", "5000000"),
        ("SAR 2,020.00", "SAR", "2020"),
        ("5000000 TRY", "TRY", "5000000"),
        ("entrepreneur 5,000", "CNY", "5000"),
        ("VAT 5,000", "CNY", "5000"),
    ],
)
def test_a_named_currency_is_kept(text, currency, amount):
    assert parse(Kind.MONEY, text).value == Money.of(amount, currency)


def test_money_that_names_no_currency_is_in_that_of_the_field():
    assert parse(Kind.MONEY, "100", currency="EUR").value == Money.of(100, "EUR")


@pytest.mark.parametrize(
    ("text", "amount", "said", "ambiguous"),
    [
        ("24 000 000.00", "24000000", "Its groups stand apart: look whether they are one number", True),
        ("2020 SAR", "2020", "More is written at this amount than was read: write it in full", True),
        (
            "5,000,000 Jamaican dollars",
            "5000000",
            "More is written at this amount than was read: write it in full",
            True,
        ),
        ("3 500,000.00", "500000", "", False),
        ("2025-09-09 ¥500,000", "500000", "", False),
        ("1 200万元", "12000000", "Its groups stand apart: look whether they are one number", True),
        ("人民币贰仟肆佰万元整（¥24,000,000.00）", "24000000", "Words and figures agree", False),
        ("8,000,000.00 (大写：捌佰万元整)", "8000000", "Words and figures agree", False),
        (
            "人民币贰仟肆佰万元整（¥24,500,000.00）",
            "24000000",
            "Words and figures differ: the words were taken",
            True,
        ),
        (
            "起拍价：800万元，保证金：160万元",
            "8000000",
            "2 amounts in the selection: the first was taken",
            True,
        ),
        ("800万 160万", "8000000", "2 amounts in the selection: the first was taken", True),
        ("RMB 20,000,000 USD 3,000,000", "20000000", "2 amounts in the selection: the first was taken", True),
        ("3-5万元", "50000", "A range of amounts: the last was taken", True),
        ("1.005元", "1.01", "Rounded to the cent", True),
        ("5 MM", "5", "More is written at this amount than was read: write it in full", True),
        ("12万5", "120005", "More is written at this amount than was read: write it in full", True),
        ("2400万元", "24000000", "Read as 2400 × 10,000", False),
    ],
)
def test_a_note_says_what_was_understood_or_doubted(text, amount, said, ambiguous):
    parsed = parse(Kind.MONEY, text)
    assert (parsed.value, note(parsed), parsed.ambiguous) == (Money.of(amount), said, ambiguous)


@pytest.mark.parametrize(
    "text",
    ["2025-05-12", "2025.5.12", "2025/5/12", "2025 年 5 月 12 日", "二〇二五年五月十二日", "二○二五年五月十二日", "12 May 2025",
     "12th May, 2025", "May 12, 2025", "12-May-2025", "20250512", "２０２５年５月１２日止", "13.05.2025"],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(text):
    expected = date(2025, 5, 13) if text.startswith("13") else date(2025, 5, 12)
    assert parse(Kind.DATE, text).value == expected
    assert not parse(Kind.DATE, text).ambiguous


@pytest.mark.parametrize(
    ("text", "expected", "said"),
    [
        (
            "自2022年3月20日至2025年3月20日",
            date(2022, 3, 20),
            "2 dates in the selection: the first was taken",
        ),
        ("12/05/2025", date(2025, 5, 12), "Read as day, month, year: they could be swapped"),
    ],
)
def test_a_doubtful_day_is_said_to_be_one(text, expected, said):
    parsed = parse(Kind.DATE, text)
    assert (parsed.value, note(parsed), parsed.ambiguous) == (expected, said, True)


def test_month_before_day_is_seen_where_it_cannot_be_otherwise():
    parsed = parse(Kind.DATE, "12/25/2025")
    assert (parsed.value, parsed.ambiguous) == (date(2025, 12, 25), False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年09月11日 10:00:00", datetime(2025, 9, 11, 10, tzinfo=CST)),
        ("2025-09-11T10:00:00Z", datetime(2025, 9, 11, 10, tzinfo=UTC)),
        (
            "2025-09-11 10:00 -05:30",
            datetime(2025, 9, 11, 10, tzinfo=timezone(-timedelta(hours=5, minutes=30))),
        ),
        ("2025年9月11日上午10时30分", datetime(2025, 9, 11, 10, 30, tzinfo=CST)),
        ("2025年9月11日下午3点", datetime(2025, 9, 11, 15, tzinfo=CST)),
        ("2025-09-11 12:30 AM", datetime(2025, 9, 11, 0, 30, tzinfo=CST)),
        ("12 May 2025 2:30 pm", datetime(2025, 5, 12, 14, 30, tzinfo=CST)),
        ("2025年9月11日24时", datetime(2025, 9, 12, tzinfo=CST)),
    ],
)
def test_a_moment_is_beijing_time_unless_it_says_otherwise(text, expected):
    parsed = parse(Kind.MOMENT, text)
    assert (parsed.value, parsed.value.utcoffset()) == (expected, expected.utcoffset())
    assert not parsed.ambiguous


TYPED_ON = date(2025, 9, 8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12月5日上午10点", datetime(2025, 12, 5, 10, tzinfo=CST)),
        ("Dec 5 10 am", datetime(2025, 12, 5, 10, tzinfo=CST)),
        ("5th December, 2:30 pm", datetime(2025, 12, 5, 14, 30, tzinfo=CST)),
        ("12月5日（周五）15时30分", datetime(2025, 12, 5, 15, 30, tzinfo=CST)),
        ("十二月五日下午三点半", datetime(2025, 12, 5, 15, 30, tzinfo=CST)),
        ("9月8日 9:00", datetime(2025, 9, 8, 9, tzinfo=CST)),  # today is not over
        ("9月7日 9:00", datetime(2026, 9, 7, 9, tzinfo=CST)),
        ("2月29日 9:00", datetime(2028, 2, 29, 9, tzinfo=CST)),
    ],
)
def test_a_typed_moment_without_a_year_is_the_next_one(text, expected):
    parsed = parse_whole(Kind.MOMENT, text, today=TYPED_ON)
    assert parsed.value == expected
    assert "No year is given" in parsed.note
    with pytest.raises(UnreadableError):
        parse(Kind.MOMENT, text)  # in a paper it could be any year


@pytest.mark.parametrize(
    "text", ["20年12月5日 10:00", "5-Dec-25 10:00", "13月5日 10:00", "12月5日 25:00", "Dec 2025", "12月"]
)
def test_a_year_of_two_digits_is_not_left_out_and_no_day_is_made_up(text):
    with pytest.raises(UnreadableError):
        parse_whole(Kind.MOMENT, text, today=TYPED_ON)


def test_two_days_without_a_year_are_not_one():
    with pytest.raises(PartlyReadError):
        parse_whole(Kind.MOMENT, "12月5日10时至12月6日10时", today=TYPED_ON)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年9月11日上午10点半", datetime(2025, 9, 11, 10, 30, tzinfo=CST)),
        ("2025年9月11日（星期四）上午10:00", datetime(2025, 9, 11, 10, tzinfo=CST)),
        ("11 Sep 2025 at 10 am", datetime(2025, 9, 11, 10, tzinfo=CST)),
    ],
)
def test_a_weekday_half_an_hour_and_an_hour_alone_are_read(text, expected):
    assert parse(Kind.MOMENT, text).value == expected


def test_a_moment_without_a_time_of_day_says_so():
    parsed = parse(Kind.MOMENT, "2025-09-11")
    assert (parsed.value, parsed.ambiguous) == (datetime(2025, 9, 11, tzinfo=CST), True)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("6%", "0.06"), ("年利率6.00%", "0.06"), ("6‰", "0.006"), ("百分之六", "0.06"), ("百分之六点五", "0.065"),
        ("日利率万分之五", "0.0005"), ("千分之5", "0.005"), ("150 bp", "0.015"), ("6.5 percent", "0.065"), ("-5%", "-0.05"),
        ("１２％", "0.12"), ("12", "0.12"), ("100", "1"), ("0.06", "0.06"), ("-6", "-0.06"),
    ],
)  # fmt: skip
def test_a_rate_is_a_fraction_of_one(text, rate):
    assert parse(Kind.RATE, text).value == Decimal(rate)


@pytest.mark.parametrize(
    ("text", "said", "ambiguous"),
    [
        ("12", "Read as 12 %", False),
        ("0.06", "Read as 6 %", True),
        ("1", "Read as 1 %", True),
        ("6%至9%", "2 rates in the selection: the first was taken", True),
        ("LPR+50个基点", "Relative to a base rate: add it yourself", True),
        ("日万分之五", "A rate by the day or the month: enter what it comes to a year", True),
        ("月利率为5‰", "A rate by the day or the month: enter what it comes to a year", True),
        ("自到期日起年利率6%", "", False),
        ("年利率6.5%，按月结息", "", False),
        ("6.5% per annum, payable monthly", "", False),
        ("年利率6%，逾期按日万分之五", "A rate by the day or the month: enter what it comes to a year", True),
    ],
)
def test_a_rate_says_how_it_was_read(text, said, ambiguous):
    parsed = parse(Kind.RATE, text)
    assert (note(parsed), parsed.ambiguous) == (said, ambiguous)


@pytest.mark.parametrize(
    ("text", "number"),
    [("18,642.50平方米", "18642.5"), ("建筑面积：18642.5㎡", "18642.5"), ("1.86万平方米", "18600"), ("30亩", "20000"),
     ("2公顷", "20000"), ("三百", "300"), ("-3.5", "-3.5")],
)  # fmt: skip
def test_a_number_is_read_without_its_unit(text, number):
    assert parse(Kind.NUMBER, text).value == Decimal(number)


def test_two_numbers_are_doubtful():
    assert parse(Kind.NUMBER, "土地100㎡，建筑200㎡").ambiguous


@pytest.mark.parametrize(
    ("text", "number"),
    [("24个月", 24), ("三十六个月", 36), ("36个月（三年）", 36), ("1,234", 1234), ("2008", 2008)],
)
def test_a_count_is_whole(text, number):
    assert parse(Kind.INTEGER, text).value == number


@pytest.mark.parametrize(
    ("text", "truth"), [("是", True), (" Yes ", True), ("否", False), ("NO", False), ("无", False)]
)
def test_yes_and_no_are_read_in_both_languages(text, truth):
    assert parse(Kind.BOOLEAN, text).value is truth


def test_text_is_one_line_and_a_break_inside_chinese_is_none():
    assert parse(Kind.TEXT, " 浙江锦川\n纺织 Co.\n Ltd ").value == "浙江锦川纺织 Co. Ltd"


def test_prose_keeps_its_lines():
    assert parse(Kind.PROSE, "\na  \n\n b \n").value == "a\n\n b"


def test_a_choice_is_read_by_its_value():
    assert parse(Kind.CHOICE, "Dark red", choices=Colour).value is Colour.DARK_RED


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (Kind.MONEY, "abc", "value.not_money"),
        (Kind.MONEY, "12,34,567", "value.not_money"),
        (Kind.MONEY, "1.5.2", "value.not_money"),
        (Kind.MONEY, "壹贰万元", "value.not_money"),
        (Kind.MONEY, "二〇二五年五月十二日", "value.not_money"),
        (Kind.MONEY, "3 个月", "value.not_money"),
        (Kind.MONEY, "500万缅元", "value.not_money"),
        (Kind.MONEY, "西欧 2000平方米", "value.not_money"),
        (Kind.MONEY, "美元一家公司", "value.not_money"),
        (Kind.MONEY, "EUR", "value.not_money"),
        (Kind.DATE, "2025-02-30", "value.not_a_date"),
        (Kind.DATE, "2025年5月", "value.not_a_date"),
        (Kind.MOMENT, "soon", "value.not_a_moment"),
        (Kind.MOMENT, "2025-09-11 25:00", "value.not_a_moment"),
        (Kind.MOMENT, "9999-12-31 24:00", "value.not_a_moment"),
        (Kind.RATE, "six", "value.not_a_rate"),
        (Kind.RATE, "百分之壹贰万", "value.not_a_rate"),
        (Kind.NUMBER, "1.2.3", "value.not_a_number"),
        (Kind.INTEGER, "2.5", "value.not_an_integer"),
        (Kind.INTEGER, "1" * 16, "value.not_an_integer"),
        (Kind.INTEGER, "x", "value.not_an_integer"),
        (Kind.BOOLEAN, "maybe", "value.not_a_boolean"),
        (Kind.CHOICE, "blue", "value.not_a_choice"),
        (Kind.REFERENCE, "blue", "value.not_typed"),
        (Kind.TEXT, " \n ", "value.empty"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(kind, text, code):
    with pytest.raises(UnreadableError) as caught:
        parse(kind, text, choices=Colour)
    assert caught.value.code == code
    translated = Translator(Language.CHINESE).error(caught.value)
    assert translated != str(caught.value)


def test_a_long_selection_is_shortened_in_the_message():
    with pytest.raises(UnreadableError, match="x…”"):
        parse(Kind.DATE, "x" * 500)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("piece", ["1", "一", "1,", "1 ", "1亿2", "2025-", "1.5 ", "一点", "百分之", "\n"])
def test_a_page_of_digits_is_answered_without_trying_every_way_to_part_it(kind, piece):
    began = time.thread_time()  # of the processor, so that no other program counts
    with suppress(UnreadableError):
        parse(kind, piece * 5000)
    assert time.thread_time() - began < 20  # 0.1 at most; trying every way takes minutes


@pytest.mark.parametrize(
    ("written", "first", "amounts"),
    [("1亿2,000万", 120_000_000, "1"), ("800万160万", 8_000_000, "2"), ("160万800万", 1_600_000, "2")],
)
def test_an_equal_or_larger_unit_begins_another_amount(written, first, amounts):
    found = parse(Kind.MONEY, written, currency="CNY")
    assert found.value == Money.of(first)
    assert found.params.get("count", "1") == amounts


@pytest.mark.parametrize(
    ("written", "amounts"),
    [
        ("RMB 20,000,000 USD 3,000,000", [("20000000", "CNY"), ("3000000", "USD")]),
        ("100万元 美元：300万", [("1000000", "CNY"), ("3000000", "USD")]),
        ("伍佰万元 美元叁佰万", [("5000000", "CNY"), ("3000000", "USD")]),
        ("2025-09-09 ¥500,000", [("500000", "CNY")]),
        ("3 500,000.00", [("500000", "CNY")]),
        ("24 000 000.00", []),
    ],
)
def test_a_passage_states_each_amount_in_its_own_currency(written, amounts):
    assert list(all_amounts(written, "CNY")) == [Money.of(*each) for each in amounts]


LANGUAGES = st.sampled_from([Formats(language) for language in Language])
DAYS = st.dates(date(1000, 1, 1))
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
VALUES = st.one_of(
    st.builds(Money, st.integers(-(10**17), 10**17), st.sampled_from(("CNY", "EUR", "USD", "HKD", "GBP", "SEK"))).map(
        lambda value: (Kind.MONEY, value)
    ),
    st.decimals(-1, 10, places=8).map(lambda value: (Kind.RATE, value)),
    st.decimals(-(10**12), 10**12, places=4).map(lambda value: (Kind.NUMBER, value)),
    st.integers(-(10**12), 10**12).map(lambda value: (Kind.INTEGER, value)),
    st.booleans().map(lambda value: (Kind.BOOLEAN, value)),
    DAYS.map(lambda value: (Kind.DATE, value)),
    st.datetimes(datetime(1000, 1, 1), timezones=ZONES).map(  # noqa: DTZ001 - the zone is drawn beside it
        lambda value: (Kind.MOMENT, value.replace(microsecond=0))
    ),
)  # fmt: skip


@given(LANGUAGES, VALUES)
def test_what_is_shown_is_read_back_as_the_same_value(formats, kind_and_value):
    kind, value = kind_and_value
    shown = formats.value(kind, value)
    parsed = parse(kind, shown)
    assert parsed.value == value
    assert not parsed.ambiguous


@given(st.sampled_from(Kind), st.text(max_size=40))
def test_any_text_is_a_value_or_a_remedy(kind, text):
    try:
        parsed = parse(kind, text)
    except UnreadableError:
        return
    assert parsed.value is not None


@given(
    st.text(alphabet="零一二壹贰十拾百佰千仟万亿点元角分整¥,.0123456789年月日-:%‰ 上下午时", max_size=25),
    st.sampled_from(Kind),
)
def test_text_that_nearly_is_a_value_is_a_value_or_a_remedy(text, kind):
    test_any_text_is_a_value_or_a_remedy.hypothesis.inner_test(kind, text)
