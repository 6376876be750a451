from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from workstation.domain.fields import Kind
from workstation.domain.money import Money
from workstation.language.formats import Formats, near, rounded
from workstation.language.translator import Language

EN, ZH = Formats(Language.ENGLISH), Formats(Language.CHINESE)
CST = timezone(timedelta(hours=8))


def test_money_is_grouped_with_a_true_minus():
    assert EN.money(Money.of("1234567.89")) == "1,234,567.89"
    assert ZH.money(Money.of("-1234567.8")) == "−1,234,567.80"
    assert EN.amount(Decimal("-0.001")) == "0.00"


def test_whole_money_hides_only_cents_that_are_not_there():
    assert EN.money(Money.of(8_000_000), whole=True) == "8,000,000"
    assert EN.money(Money.of("8000000.10"), whole=True) == "8,000,000.10"
    assert EN.money(Money.of(4_180_000, "EUR"), whole=True, named=True) == "EUR 4,180,000"


def test_rounding_is_half_up():
    assert (EN.whole(Decimal("2.5")), EN.amount(Decimal("0.005"))) == ("3", "0.01")


@pytest.mark.parametrize(
    ("amount", "currency", "english", "chinese"),
    [
        ("9650000", "CNY", "CNY 9.65 million", "965 万元"),
        ("123456000", "CNY", "CNY 123.456 million", "12,345.6 万元"),
        ("9650500.50", "CNY", "CNY 9,650,500.50", "9,650,500.50 元"),
        ("950000", "CNY", "CNY 950,000", "95 万元"),
        ("8000", "CNY", "CNY 8,000", "8,000 元"),
        ("9650000", "USD", "USD 9.65 million", "USD 965 万"),
        ("9650500.50", "USD", "USD 9,650,500.50", "USD 9,650,500.50"),
    ],
)
def test_an_amount_of_a_headline_is_short_where_nothing_is_lost(amount, currency, english, chinese):
    assert EN.headline(Decimal(amount), currency) == english
    assert ZH.headline(Decimal(amount), currency) == chinese


@pytest.mark.parametrize(
    ("amount", "english", "chinese"),
    [
        ("18000000", "= 18 million", "= 1,800 万"),
        ("120000000", "= 120 million", "= 1.2 亿"),
        ("26479100.55", "≈ 26.4791 million", "≈ 2,647.9101 万"),
        ("2500000000", "= 2.5 billion", "= 25 亿"),
        ("-50000", "", "= −5 万"),
        ("9999", "", ""),
    ],
)
def test_a_large_amount_is_echoed_in_the_readers_unit(amount, english, chinese):
    assert EN.echo(Money.of(amount)) == english
    assert ZH.echo(Money.of(amount)) == chinese


def test_a_rate_is_a_percentage():
    assert EN.percent(Decimal("0.0850")) == "8.5%"
    assert EN.percent(Decimal("0.9")) == "90%"
    assert EN.percent(Decimal("0.162257"), 2) == "16.23%"
    assert EN.percent(Decimal("-0.052145"), 2) == "−5.21%"


def test_signs_are_printed_where_they_matter():
    assert [EN.signed(Decimal(text)) for text in ("0.81", "-9.95", "0", "0.001")] == [
        "+0.81",
        "−9.95",
        "0.00",
        "0.00",
    ]
    assert EN.millions(Decimal(28_000_000)) == "28.00"


def test_numbers_keep_their_decimals_and_their_unit():
    assert EN.number(Decimal("18642.50"), "m²") == "18,642.50 m²"
    assert EN.number(Decimal("-0.5")) == "−0.5"
    assert EN.count(-1234) == "−1,234"


def test_days_are_iso_with_the_readers_weekday():
    day = date(2025, 10, 12)
    assert EN.day(day) == "2025-10-12"
    assert (EN.day(day, weekday=True), ZH.day(day, weekday=True)) == ("2025-10-12 Sun", "2025-10-12 周日")
    assert (EN.weekday(date(2025, 9, 11)), ZH.weekday(date(2025, 9, 11))) == ("Thu", "周四")


def test_a_moment_shows_seconds_and_zone_only_where_they_are_wanted():
    assert EN.moment(datetime(2025, 9, 11, 10, tzinfo=CST)) == "2025-09-11 10:00"
    assert EN.moment(datetime(2025, 9, 11, 10, 0, 5, tzinfo=CST), zone=True) == "2025-09-11 10:00:05 +08:00"


def test_a_moment_of_another_year_says_which():
    """A snapshot of 15 months ago looked like one of this autumn."""
    now = datetime(2026, 11, 30, 9, tzinfo=CST)
    assert near(datetime(2026, 9, 5, 2, tzinfo=CST), now) == "09-05 02:00"
    assert near(datetime(2025, 9, 5, 2, tzinfo=CST), now) == "2025-09-05 02:00"


@pytest.mark.parametrize(
    ("left", "english", "chinese"),
    [
        (timedelta(days=2, hours=19, minutes=58, seconds=59), "2 d 19:58", "2 天 19:58"),
        (timedelta(hours=23, minutes=5, seconds=7), "23:05:07", "23:05:07"),
        (timedelta(seconds=-1), "00:00:00", "00:00:00"),
    ],
)
def test_a_countdown_shows_seconds_under_a_day(left, english, chinese):
    assert (EN.countdown(left), ZH.countdown(left)) == (english, chinese)


@pytest.mark.parametrize(
    ("seconds", "english", "chinese"),
    [
        (45.2, "45 s", "45 秒"),
        (720, "12 min", "12 分钟"),
        (11_100, "3 h 05 min", "3 小时 05 分钟"),
        (-1, "0 s", "0 秒"),
    ],
)
def test_a_duration_is_about_right(seconds, english, chinese):
    assert (EN.duration(seconds), ZH.duration(seconds)) == (english, chinese)


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0 B"), (999, "999 B"), (1_234_567, "1.2 MB"), (123_456_789, "123 MB"), (5 * 10**15, "5,000 TB")],
)
def test_sizes_are_powers_of_a_thousand(count, shown):
    assert EN.size(count) == shown


@pytest.mark.parametrize("kind", Kind)
def test_an_empty_field_is_an_empty_text(kind):
    assert (EN.value(kind, None), ZH.value(kind, None)) == ("", "")


def test_only_a_foreign_currency_is_named_in_a_field():
    assert EN.value(Kind.MONEY, Money.of(5, "EUR")) == "EUR 5.00"
    assert EN.value(Kind.MONEY, Money.of(5, "EUR"), currency="EUR") == "5.00"
    assert EN.value(Kind.TEXT, "text") == "text"


def test_a_figure_is_rounded_half_up_where_it_is_shortened():
    assert (rounded(Decimal("48.25"), 1), rounded(Decimal("2.345"), 2), rounded(Decimal("0.5"), 0)) == (
        "48.3",
        "2.35",
        "1",
    )
