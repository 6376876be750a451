"""Numbers, money, days and clock times as the reader's language writes them.

Grouped thousands, a true minus and ISO dates are the same in both languages (look.md 7), so only the
names of weekdays need Babel, and it is imported with the first of them.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import cast

from workstation.domain.fields import Kind
from workstation.domain.money import Money
from workstation.language.translator import Language

MINUS = "\u2212"

_WAN, _YI, _MILLION, _BILLION = Decimal(10**4), Decimal(10**8), Decimal(10**6), Decimal(10**9)
_ECHO_PLACES = Decimal("0.0001")
_HEADLINE_PLACES = 3
_SIZES = ("B", "KB", "MB", "GB", "TB")


def near(when: date, today: date) -> str:
    """09-11, of a moment 09-11 10:00 in its own zone. With the year where it is not that of `today`, so that a day of last
    year is not taken for one that is still to come."""
    day = f"{when:%m-%d}" if when.year == today.year else f"{when:%Y-%m-%d}"
    return f"{day} {when:%H:%M}" if isinstance(when, datetime) else day


class Formats:
    """How `language` writes values; every text that `parse` can read is read back as the same value."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._chinese = language is Language.CHINESE

    def value(self, kind: Kind, value: object, *, currency: str = "CNY") -> str:
        """The text of a field's value, as an editor shows it: exact, and read back by `values.parse`.
        Money names its currency where that is not `currency`; None is empty."""
        if value is None:
            return ""
        writers: dict[Kind, Callable[[object], str]] = {
            Kind.MONEY: lambda amount: self._named(cast("Money", amount), currency),
            Kind.RATE: lambda rate: self.percent(cast("Decimal", rate)),
            Kind.NUMBER: lambda number: self.number(cast("Decimal", number)),
            Kind.INTEGER: lambda number: f"{cast('int', number)}".replace("-", MINUS),
            Kind.BOOLEAN: lambda truth: self.yes_or_no(truth=bool(truth)),
            Kind.DATE: lambda day: self.day(cast("date", day)),
            Kind.MOMENT: lambda moment: self.moment(cast("datetime", moment), zone=True),
        }
        writer = writers.get(kind)
        return str(value) if writer is None else writer(value)

    def _named(self, amount: Money, currency: str) -> str:
        return self.money(amount, named=amount.currency != currency)

    def money(self, amount: Money, *, whole: bool = False, named: bool = False) -> str:
        """1,234,567.89. With `whole` without decimals where there are no cents; with `named` EUR in front."""
        text = self.amount(amount.amount)
        if whole and amount.minor % 100 == 0:
            text = text[:-3]
        return f"{amount.currency} {text}" if named else text

    def stated(self, amount: Money, *, whole: bool = False) -> str:
        """As it stands alone: another currency than the yuan is named."""
        return self.money(amount, whole=whole, named=amount.currency != "CNY")

    def amount(self, amount: Decimal) -> str:
        """Two decimals, rounded half up: 1,234,567.89."""
        return rounded(amount, 2)

    def whole(self, amount: Decimal) -> str:
        """No decimals, rounded half up: 1,234,568."""
        return rounded(amount, 0)

    def signed(self, amount: Decimal, places: int = 2) -> str:
        """With its sign also where it is positive: +0.81."""
        text = rounded(amount, places)
        return text if text.startswith(MINUS) or not _rounded(amount, places) else f"+{text}"

    def millions(self, amount: Decimal, places: int = 2) -> str:
        """28,000,000 is 28.00: for charts whose unit is said once."""
        return rounded(amount / _MILLION, places)

    def echo(self, amount: Money) -> str:
        """A large amount in the reader's own unit, "= 1,800 万" or "= 18 million"; empty for a small one."""
        size = abs(amount.amount)
        if self._chinese:
            unit, scale = ("亿", _YI) if size >= _YI else ("万", _WAN)
        else:
            unit, scale = ("billion", _BILLION) if size >= _BILLION else ("million", _MILLION)
        if size < scale:
            return ""
        shown = (amount.amount / scale).quantize(_ECHO_PLACES, rounding=ROUND_HALF_UP)
        sign = "=" if shown * scale == amount.amount else "≈"
        return f"{sign} {self.number(shown.normalize())} {unit}"

    def headline(self, amount: Decimal, currency: str) -> str:
        """965 万元, CNY 9.65 million: in the reader's own unit where two or three decimals of it say all, else in full."""
        unit = _WAN if self._chinese else _MILLION
        shown = (amount / unit).normalize()
        exponent = shown.as_tuple().exponent
        is_short = amount >= unit and isinstance(exponent, int) and -exponent <= _HEADLINE_PLACES
        text = self.number(shown) if is_short else self.amount(amount).removesuffix(".00")
        if not self._chinese:
            return f"{currency} {text} million" if is_short else f"{currency} {text}"
        said = f"{text} 万" if is_short else f"{text} "
        return f"{said}元" if currency == "CNY" else f"{currency} {said.rstrip()}"

    def percent(self, rate: Decimal, places: int | None = None) -> str:
        """A fraction of one: 0.06 is 6%, exact, or rounded half up to `places`: 6.00%."""
        percent = rate.scaleb(2)
        return f"{self.number(percent.normalize()) if places is None else rounded(percent, places)}%"

    def number(self, value: Decimal, unit: str = "") -> str:
        """All of its decimals, thousands grouped: 18,642.5 m²."""
        text = f"{value:,f}".replace("-", MINUS)
        return f"{text} {unit}" if unit else text

    def count(self, value: int) -> str:
        return f"{value:,}".replace("-", MINUS)

    def yes_or_no(self, *, truth: bool) -> str:
        return ("是" if truth else "否") if self._chinese else ("yes" if truth else "no")

    def day(self, day: date, *, weekday: bool = False) -> str:
        """2025-10-12, or with its weekday: 2025-10-12 Sun, 2025-10-12 周日."""
        return f"{day.isoformat()} {self.weekday(day)}" if weekday else day.isoformat()

    def weekday(self, day: date) -> str:
        """Thu, 周四."""
        return self._weekdays[day.weekday()]

    @cached_property
    def _weekdays(self) -> dict[int, str]:
        from babel.dates import get_day_names  # noqa: PLC0415 - off the start-up path

        return dict(get_day_names("abbreviated", locale=self.language.value))

    def moment(self, moment: datetime, *, zone: bool = False) -> str:
        """2025-09-11 10:00 in its own zone, with seconds where there are any; with `zone` +08:00 behind."""
        precise = moment.second or moment.microsecond
        text = moment.replace(tzinfo=None).isoformat(" ", "seconds" if precise else "minutes")
        offset = f"{moment:%z}" if zone else ""
        return f"{text} {offset[:3]}:{offset[3:5]}" if offset else text

    def countdown(self, left: timedelta) -> str:
        """2 d 19:58, 2 天 19:58; under a day with seconds; 00:00:00 when it is over."""
        seconds = max(0, int(left.total_seconds()))
        days, hours, minutes = seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60
        if not days:
            return f"{hours:02}:{minutes:02}:{seconds % 60:02}"
        return f"{days:,} {'天' if self._chinese else 'd'} {hours:02}:{minutes:02}"

    def duration(self, seconds: float) -> str:
        """About how long: 45 s, 12 min, 3 h 05 min; 45 秒, 12 分钟, 3 小时 05 分钟."""
        second, minute, hour = ("秒", "分钟", "小时") if self._chinese else ("s", "min", "h")
        whole = max(0, round(seconds))
        if whole < 60:
            return f"{whole} {second}"
        minutes = round(whole / 60)
        if minutes < 60:
            return f"{minutes} {minute}"
        return f"{minutes // 60:,} {hour} {minutes % 60:02} {minute}"

    def size(self, count: int) -> str:
        """Bytes in powers of 1000: 812 B, 1.2 MB."""
        size, unit = Decimal(count), 0
        while size >= 1000 and unit + 1 < len(_SIZES):
            size, unit = size / 1000, unit + 1
        return f"{rounded(size, 1 if unit and size < 100 else 0)} {_SIZES[unit]}"


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def named(currency: str, written: str) -> str:
    """An amount as it stands alone: USD 1,234. An amount without a currency is in CNY everywhere."""
    return written if currency == "CNY" else f"{currency} {written}"


def rounded(value: Decimal, places: int) -> str:
    """The one way a figure is written with fewer decimals than it has: half up, like all that is computed (the ``.1f``
    of Python takes 48.25 to 48.2), thousands grouped; a zero has no sign."""
    shown = _rounded(value, places)
    return f"{shown or abs(shown):,f}".replace("-", MINUS)
