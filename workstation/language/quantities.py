"""Rates, areas, numbers and counts as documents and people write them."""

import re
from dataclasses import replace
from decimal import Decimal

from workstation.domain.consistency.numbers import number_spans
from workstation.language.amounts import FIGURE, SCALE, read_figure, scaled_figure
from workstation.language.numerals import NUMERAL, read_numeral
from workstation.language.reading import Parsed, UnreadableError, plain

_PERCENT, _PERMILLE, _BASIS_POINT = Decimal("0.01"), Decimal("0.001"), Decimal("0.0001")
_SIGNS = {
    "%": _PERCENT,
    "percent": _PERCENT,
    "per cent": _PERCENT,
    "‰": _PERMILLE,
    "bps": _BASIS_POINT,
    "bp": _BASIS_POINT,
    "个基点": _BASIS_POINT,
    "基点": _BASIS_POINT,
}
_PARTS_OF = {"百": _PERCENT, "千": _PERMILLE, "万": _BASIS_POINT}
_SIGNED = rf"(?<![\d.,a-z])(?P<sign>-)?\s?(?P<figure>{FIGURE})"
_RATE = re.compile(rf"{_SIGNED}\s?(?P<unit>{'|'.join(_SIGNS)})", re.IGNORECASE)
_WORDED_RATE = re.compile(rf"(?P<of>[百千万])分之(?:(?P<words>(?:{NUMERAL}[点點]?)+)|(?P<figure>{FIGURE}))")
_RELATIVE = re.compile("lpr|libor|基准利率|上浮|下浮|加点", re.IGNORECASE)
_SHORTER = re.compile(
    r"[日月]利率|每[日天月]|按[日天月](?!结息|付息|还款|还本)|[日月]息|[日月](?=[百千万]分之)|(?:^|[\s,:;])[日月]\s?(?=\d)|/\s?[日天月]|(?:per|a|each) (?:day|month)|daily|monthly",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"年利率|年化|年息|per annum|p\.\s?a\.|(?:per|a|each) year|yearly|annual", re.IGNORECASE)
# 1e3, 12..5: a rest of the number; m2 is none
_REST = re.compile(r"(?!m[23])[a-z]{1,2}\d|\.+\d", re.IGNORECASE)
# 3年, three years; 1998年 is a year
_YEARS = re.compile(rf"(?:\d|{NUMERAL})\s?(?:年|years?\b|yrs?\b)", re.IGNORECASE)
_MONTHS = re.compile(rf"(?:\d|{NUMERAL})\s?(?:个?月|months?\b)", re.IGNORECASE)
_A_YEAR = 1000
# 24m: months or a million
_LETTER = re.compile(r"\d\s?[mwk](?![a-z\d])", re.IGNORECASE)
_BARE = re.compile(rf"(?P<sign>-)?\s?(?P<figure>{FIGURE})")

# 1 mu is a fifteenth of a hectare.
_AREAS = {"亩": Decimal(10_000) / 15, "公顷": Decimal(10_000), "平方公里": Decimal(10**6)}
_NUMBER = re.compile(rf"{_SIGNED}\s?(?P<scale>{SCALE})?\s?(?P<area>{'|'.join(_AREAS)})?", re.IGNORECASE)
_LONGEST = 40
_TOO_MANY = 10**15
_WORDED = re.compile(rf"(?:{NUMERAL}[点點]?)+")


class NotARateError(UnreadableError):
    code = "value.not_a_rate"
    message = "“{text}” is not a rate. Write it like 6%, 0.5‰ or 百分之六."


class NotANumberError(UnreadableError):
    code = "value.not_a_number"
    message = "“{text}” is not a number. Write it like 18,642.5."


class NotAnIntegerError(UnreadableError):
    code = "value.not_an_integer"
    message = "“{text}” is not a whole number. Write it like 24."


def read_rate(text: str) -> Parsed:
    """A fraction of one: 6% is 0.06. A bare number is a percentage from 1 on and a fraction below, as in
    the percent cells of a spreadsheet, and says so. `NotARateError`."""
    folded = plain(text)
    found = [*_signed_rates(folded), *_worded_rates(folded)]
    if not found:
        bare = _BARE.fullmatch(folded)
        if bare is None:
            raise NotARateError(text)
        return _bare_rate(read_figure(bare["figure"]), negative=bool(bare["sign"]))
    distinct = list(dict.fromkeys(found))
    if _RELATIVE.search(folded):
        return Parsed.part(distinct[0], "Relative to a base rate: add it yourself")
    of_a_year = len(distinct) == 1 and _YEARLY.search(folded)
    if _SHORTER.search(folded) and not of_a_year:
        return Parsed.part(distinct[0], "A rate by the day or the month: enter what it comes to a year")
    if len(distinct) > 1:
        note = "{count} rates in the selection: the first was taken"
        return Parsed.part(distinct[0], note, count=str(len(distinct)))
    return Parsed(distinct[0])


def all_rates(text: str) -> tuple[Decimal, ...]:
    """Every rate with its sign (%, ‰, 百分之) that a text states, as fractions of one. None of a text whose rates are by the
    day or the month, or beside a base rate: what they come to a year is computed, not read."""
    folded = plain(text)
    if _RELATIVE.search(folded) or _SHORTER.search(folded):
        return ()
    return tuple(dict.fromkeys([*_signed_rates(folded), *_worded_rates(folded)]))


def _signed_rates(text: str) -> list[Decimal]:
    return [
        read_figure(match["figure"]) * _SIGNS[match["unit"].lower()] * (-1 if match["sign"] else 1)
        for match in _RATE.finditer(text)
    ]


def _worded_rates(text: str) -> list[Decimal]:
    rates = []
    for match in _WORDED_RATE.finditer(text):
        number = read_figure(match["figure"]) if match["figure"] else read_numeral(match["words"])
        if number is not None:
            rates.append(number * _PARTS_OF[match["of"]])
    return rates


def _bare_rate(number: Decimal, *, negative: bool) -> Parsed:
    rate = number * _PERCENT if number >= 1 else number
    rate = -rate if negative else rate
    percent = f"{(rate * 100).normalize():f}"
    return Parsed(rate, "Read as {percent} %", ambiguous=0 < number <= 1, params={"percent": percent})


def read_number(text: str) -> Parsed:
    """The number without its unit; mu, hectares and square kilometres become square metres.
    `NotANumberError`."""
    folded = plain(text)
    spans = number_spans(folded)  # the digits of a certificate or a case count nothing
    found = [
        match
        for match in _NUMBER.finditer(folded)
        if len(match["figure"]) <= _LONGEST
        and not any(first <= match.start("figure") < last for first, last in spans)
    ]
    if not found:
        words = _WORDED.search(folded)
        number = read_numeral(words[0]) if words else None
        if number is None:
            raise NotANumberError(text)
        return Parsed(number)
    values = list(dict.fromkeys(_scaled(match) for match in found))
    if len(values) > 1:
        note = "{count} numbers in the selection: the first was taken"
        return Parsed.part(values[0], note, count=str(len(values)))
    if _REST.match(folded, found[0].end()):
        return Parsed.part(values[0], "More is written at this number than was read: write it in full")
    area = found[0]["area"]
    return Parsed(values[0], "Converted to square metres" if area else "")


def _scaled(match: re.Match[str]) -> Decimal:
    value = scaled_figure(match["figure"], match["scale"])
    if match["area"]:
        value = (value * _AREAS[match["area"]]).quantize(Decimal("0.01"))
    return -value if match["sign"] else value


def read_integer(text: str) -> Parsed:
    """`NotAnIntegerError` for anything that is not whole."""
    try:
        read = read_number(text)
    except NotANumberError:
        raise NotAnIntegerError(text) from None
    number = read.value
    if not isinstance(number, Decimal) or abs(number) >= _TOO_MANY or number != int(number):
        raise NotAnIntegerError(text)
    if not read.ambiguous and abs(number) < _A_YEAR and _counts_years(plain(text)):
        return Parsed.part(int(number), "The text counts years: look whether months are meant")
    if not read.ambiguous and _LETTER.search(plain(text)):
        return Parsed.part(int(number), "More is written at this number than was read: write it in full")
    return replace(read, value=int(number))


def _counts_years(text: str) -> bool:
    """And no months: "36个月（三年）" says them."""
    return bool(_YEARS.search(text)) and not _MONTHS.search(text)
