"""Amounts of money as notices, contracts and people write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from workstation.domain.consistency.numbers import number_spans
from workstation.domain.money import CENT, TOO_MUCH, Money
from workstation.language.currencies import FOREIGN, MARK, RARE_BEFORE, RARE_BEHIND, currency_of
from workstation.language.numerals import NUMERAL, read_numeral
from workstation.language.reading import Parsed, UnreadableError, plain

# A grouped figure, Chinese or English (1,234,567.89), continental (1.234.567,89) or plain.
FIGURE = r"(?:\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![,.]?\d)"
_SCALES = {
    "万亿": 10**12,
    "亿": 10**8,
    "億": 10**8,
    "千万": 10**7,
    "仟万": 10**7,
    "百万": 10**6,
    "佰万": 10**6,
    "十万": 10**5,
    "拾万": 10**5,
    "万": 10**4,
    "萬": 10**4,
    "千": 10**3,
    "仟": 10**3,
    "百": 10**2,
    "佰": 10**2,
    "billion": 10**9,
    "bn": 10**9,
    "million": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "thousand": 10**3,
    "w": 10**4,
    "k": 10**3,
}
_WAN = 10**4
# m is a million, but m2 an area and mu an English word.
SCALE = rf"(?:{'|'.join(_SCALES)})(?!(?<=[a-z])[a-z\d])"
# 500万元港币: what 元 is of stands behind it
_UNNAMED = rf"(?:元\s?(?={FOREIGN}(?!\s?:?\s?(?:[\d$¥]|\(?大写|{NUMERAL}))))?"
# 2025-09-09 ¥500,000, RMB 20,000,000 USD 3,000,000: what stands at the next figure is of that one
_OF_NEXT = rf"(?!(?<=\s)[$¥€£]\d)(?(before)(?!(?<=\s)(?![元圆圓]){MARK}\s?\d))"
# 港币$5,000,000, 日元¥500万: the sign is of several, and the name says of which
_OF_SIGN = {"$": "USD HKD AUD CAD SGD TWD NZD MOP", "¥": "CNY JPY"}
_IN_FIGURES = re.compile(
    rf"(?:(?P<before>{MARK})\s*(?P<label>:)?(?:\s*(?P<symbol>[$¥]))?)?\s*(?P<sign>(?<![\d\w])-)?\s*(?<![\d.,])(?=\d)"
    rf"(?P<figures>(?:{FIGURE}\s?{SCALE})*(?:{FIGURE}(?:\s?{SCALE})?)?)(?<=\S)\s?{_UNNAMED}(?:{_OF_NEXT}(?P<after>{MARK}))?",
    re.IGNORECASE,
)
_YUAN = ("人民币", "人民幣")
_ITS_OWN = ("元", "圆", "圓")
_PART = re.compile(rf"({FIGURE})\s?({SCALE})?", re.IGNORECASE)
_IN_WORDS = re.compile(
    rf"(?P<before>人民币|人民幣|{FOREIGN})?(?P<capitals>\s?\(?大写\)?)?(?:[:\s]+(?={NUMERAL}))?"
    rf"(?<![\d.,])(?P<whole>(?:{NUMERAL}[点點]?)+(?![角分]))?(?(whole)\s?)(?(before)|{_UNNAMED})(?P<after>{MARK})?"
    rf"(?:零?(?P<jiao>{NUMERAL})角)?(?:零?(?P<fen>{NUMERAL})分)?[整正]?",
    re.IGNORECASE,
)
# 2,000.00 (万元), 2000万 (美元): tables state the unit in brackets behind the figure
_BRACKETED = re.compile(
    rf"(?<=[\d万萬亿億千百])\s?\(\s?(?:单位:?\s?)?(?P<before>{MARK})?\s?(?P<scale>{SCALE})?\s?(?P<after>{MARK})?\s?\)",
    re.IGNORECASE,
)
# 2000余万元: over twenty million
_OVER = re.compile(rf"(?<=\d)\s?[余餘多]\s?(?={SCALE}|{MARK})", re.IGNORECASE)
# Where a number stands in a date, an area, a count, an ordinal or a clock time, it is no money.
_RANGE = re.compile(
    rf"{FIGURE}\s?(?:{SCALE})?(?:{MARK})?\s?[-~至到]\s?{FIGURE}\s?(?:{SCALE}|{MARK})", re.IGNORECASE
)
_NO_MONEY_AFTER = re.compile(
    r"\s?(?:[年月日号%‰亩个期条款页户笔层楼室栋幢弄时]|平方|m2|[-/:.]\d{1,2}(?!\d|[,.万亿])"
    # a currency that is not known by its name
    r"|[^\W\da-z余餘多整]元|[^\W\da-z]{0,3}(?:盾|铢|镑|克朗|比索|卢比|里拉|法郎|先令))",
    re.IGNORECASE,
)
# Several countries call theirs so
_OF_NO_COUNTRY = r"\s?(?:dollars?|pounds?|francs?)(?![a-z\d])"
# 5,000,000 Jamaican dollars: or of a country that is not known
_OF_ANOTHER = re.compile(rf"(?:\s?(?<=\s)[a-z]+(?=\s)){{0,2}}{_OF_NO_COUNTRY}", re.IGNORECASE)
# 2kw, 5 MM, 5 dollars, 12..5, 1200元5角, 5 500,00: a scale or a currency that is not known, or a rest of the number
_TAIL = re.compile(
    rf"(?:(?<!\s)[a-z]{{1,2}}|\s?(?<=\s)(?:mm|kw|b))(?![a-z\d])|{_OF_NO_COUNTRY}|\.+\d|\d+(?:\.\d+)?[角分]|\s?(?<=\s)\d{{3}}(?!\d)|[余餘多]",
    re.IGNORECASE,
)
# 24 000 000.00: one number whose groups stand apart, or numbers of a table beside each other
# 3 500,000.00: a number grouped by commas goes on none that is grouped by blanks
_GROUP = re.compile(r"\d{3}(?!\d|,\d{3})")
_GROUPS_BEFORE = re.compile(r"(?<![\d.,])\d{1,3}(?:\s\d{3})*\s$")
_NEAR = 24  # characters before a figure that its groups may take
_GROUPS_BEHIND = re.compile(r"(?<![\d.,])\d{1,3}\s\d{3}(?!\d|,\d{3})")
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:\s\d{3})+(?:[.,]\d{1,2})?(?!\d|[.,]\d)")
# 第12, No. 12, 账号: 12 and the sheet number of a plan: what they name is no amount either
_NO_MONEY_BEFORE = re.compile(
    r"(?:[第年月]|\d[-/.:]|(?:编号|证号|案号|文号|账号|帐号|卡号|号码|代码|电话|手机|邮编)为?\s?:?|\bno\.:?|#)\s?$",
    re.IGNORECASE,
)
_BEFORE = 8  # characters before a figure that tell what it is
# 浙(2019)…: the year of a number whose rest was not selected; 苏2020宿迁市不动产权第0001234号; WO-2019; 0012864
_OF_A_NUMBER = re.compile(
    r"(?<=[(\[〔])(?:19|20)\d\d(?=[)\]〕])|(?:19|20)\d\d(?=[\u4e00-\u9fff]{1,24}第?\s?\d+\s?号)|(?<=[a-z]-)\d|(?<![\d'’])(?<!\d\s)0\d",
    re.IGNORECASE,
)


class NotMoneyError(UnreadableError):
    code = "value.not_money"
    message = "“{text}” is not an amount of money. Write it like 24,000,000.00 or 2400万."


@dataclass(frozen=True, slots=True)
class _Amount:
    """`marked` when a currency, a scale, grouping or decimals show that money is meant; `cut` when what stands right
    behind it may belong to it, or is `split` from it by a blank as a group of three digits is, also before it;
    `ranged` when it is an end of a range, `nameless` when it is in a currency that is not known, as dollars of no country are."""

    value: Decimal
    currency: str
    in_words: bool
    marked: bool
    scaled: tuple[str, int] | None = None
    cut: bool = False
    split: bool = False
    ranged: bool = False
    nameless: bool = False


def read_money(text: str, currency: str) -> Parsed:
    """`currency` is taken where the text names none. `NotMoneyError`."""
    folded = _folded(text)
    found = _stated(folded, currency)
    if not found:
        raise NotMoneyError(text)
    parsed = _judged(found)
    if not parsed.ambiguous and _OVER.search(plain(text)):
        return Parsed.part(parsed.value, "The text says more than this amount")
    if not parsed.ambiguous and found[0].ranged:
        return Parsed.part(parsed.value, "A range of amounts: the last was taken")
    if not parsed.ambiguous and found[0].split:
        return Parsed.part(parsed.value, "Its groups stand apart: look whether they are one number")
    if not parsed.ambiguous and found[0].cut:
        return Parsed.part(parsed.value, "More is written at this amount than was read: write it in full")
    return parsed


def first_amount(text: str, currency: str) -> tuple[Decimal, str] | None:
    """The amount that a text states first, with as many decimals as it prints, and its currency: what a notice says, to
    which nothing is added. None where it states none, a range, one of which it cannot be told where it begins or ends, or
    one in dollars of no country or another currency that is not known."""
    found = _stated(_folded(text), currency)
    if not found or found[0].split or found[0].ranged or found[0].nameless:
        return None
    value = found[0].value
    as_printed = value if found[0].scaled is None and not found[0].in_words else value.normalize()
    return Decimal(f"{as_printed:f}"), found[0].currency


def all_amounts(text: str, currency: str) -> tuple[Money, ...]:
    """Every amount that a text states, to the cent, those in words first; `currency` where none is named. One of which it
    cannot be told where it begins or ends is left out."""
    stated = (each for each in _stated(_folded(text), currency) if not each.split)
    found = (Money.of(each.value, each.currency) for each in stated)
    return tuple(dict.fromkeys(found))


def _folded(text: str) -> str:
    return _OVER.sub("", _BRACKETED.sub(_unbracketed, plain(text)))


def _unbracketed(match: re.Match[str]) -> str:
    mark = match["after"] or match["before"] or ""
    return f"{match['scale'] or ''}{mark}" or match[0]


def _stated(folded: str, currency: str) -> list[_Amount]:
    """Those in words first. Where some are marked as money, other numbers are none."""
    found = [*_in_words(folded, currency), *_in_figures(folded, currency)]
    found = [amount for amount in found if abs(amount.value) < TOO_MUCH]
    marked = [amount for amount in found if amount.marked]
    return marked or found


def _judged(found: list[_Amount]) -> Parsed:
    first = found[0]  # amounts in words come first
    money = Money.of(first.value, first.currency)
    distinct = {(amount.value, amount.currency) for amount in found}
    both = [amount.in_words for amount in found] == [True, False]
    if both and len(distinct) == 1:
        return Parsed(money, "Words and figures agree")
    if both:
        return Parsed.part(money, "Words and figures differ: the words were taken")
    if len(distinct) > 1:
        note = "{count} amounts in the selection: the first was taken"
        return Parsed.part(money, note, count=str(len(distinct)))
    if first.value != first.value.quantize(CENT):
        return Parsed(money, "Rounded to the cent", ambiguous=True)
    if first.scaled is not None:
        figure, scale = first.scaled
        return Parsed(money, "Read as {figure} × {scale}", params={"figure": figure, "scale": f"{scale:,}"})
    return Parsed(money)


def _in_figures(text: str, currency: str) -> Iterator[_Amount]:
    ranges = [each.span() for each in _RANGE.finditer(text)]
    numbers = number_spans(text)
    for match in _IN_FIGURES.finditer(text):
        figures, mark = match["figures"], _named(match)
        if not figures or (not mark and _is_no_money(text, match.start("figures"), match.end("figures"))):
            continue
        if not mark and _is_of_a_number(text, match.start("figures"), numbers):
            continue
        sign = -1 if match["sign"] else 1
        for parts in _amounts(figures):
            value = sum((read_figure(figure) * scale for figure, scale in parts), Decimal(0))
            scaled = parts[0] if len(parts) == 1 and parts[0][1] != 1 else None
            shaped = len(parts) > 1 or re.search(r",\d|\.\d\d$", parts[0][0]) is not None
            split = _is_split(text, match, figures)
            nameless = _is_nameless(text, match)
            if split and len(parts) == 1 and (whole := _together(text, match.start("figures"))) is not None:
                value = whole * parts[0][1]
            yield _Amount(
                value * sign,
                currency_of(mark) or currency,
                in_words=False,
                marked=shaped or bool(mark or scaled),
                scaled=scaled,
                cut=split or nameless or _spoken(parts) or _TAIL.match(text, match.end()) is not None,
                split=split,
                ranged=any(start < match.end() and match.start("figures") < end for start, end in ranges),
                nameless=nameless,
            )


def _is_nameless(text: str, match: re.Match[str]) -> bool:
    """Whether a currency that is not known, or may be none, stands beside an amount."""
    if not match["after"] and _OF_ANOTHER.match(text, match.end()):
        return True
    start = match.start("figures")
    before = RARE_BEFORE.search(text[max(0, start - _NEAR) : start])
    return not _named(match) and bool(before or RARE_BEHIND.match(text, match.end()))


def _is_split(text: str, match: re.Match[str], figures: str) -> bool:
    """Whether a group of three digits before or behind a figure may be of the same number."""
    start = match.start("figures")
    before = _GROUP.match(figures) and _GROUPS_BEFORE.search(text[max(0, start - _NEAR) : start])
    return bool(before or _GROUPS_BEHIND.match(text, start))


def _together(text: str, start: int) -> Decimal | None:
    """The number that the groups around a figure make together, which is what is offered: never one of them alone."""
    near = _GROUPS.finditer(text, max(0, start - _NEAR))
    found = next((each for each in near if each.start() <= start < each.end()), None)
    return Decimal("".join(found[0].split()).replace(",", ".")) if found is not None else None


def _named(match: re.Match[str]) -> str | None:
    """港币：500万元 are dollars of Hong Kong, 人民币：500万美元 dollars: a label gives way to a currency that the amount names."""
    before, after, symbol = match["before"], match["after"], match["symbol"]
    if symbol and (currency_of(before) or "") not in _OF_SIGN[symbol].split():
        before = symbol
    return after if match["label"] and after and after not in _ITS_OWN else before or after


def _spoken(parts: list[tuple[str, int]]) -> bool:
    """12万5: whoever says so means 125,000, whoever writes so may not."""
    return len(parts) > 1 and parts[-1][1] == 1 and len(parts[-1][0]) == 1


def _is_no_money(text: str, start: int, end: int) -> bool:
    before = _NO_MONEY_BEFORE.search(text[max(0, start - _BEFORE) : start])
    return before is not None or _NO_MONEY_AFTER.match(text, end) is not None


def _is_of_a_number(text: str, start: int, numbers: tuple[tuple[int, int], ...]) -> bool:
    """Whether a figure is a part of a number of a certificate, a case or a contract, which counts nothing."""
    inside = any(first <= start < last for first, last in numbers)
    return inside or _OF_A_NUMBER.match(text, start) is not None


def _amounts(text: str) -> Iterator[list[tuple[str, int]]]:
    """1亿2,000万 is one amount of two parts, 2千5百万 too; 800万160万 are two amounts."""
    parts: list[tuple[str, int]] = []
    for figure, scale in _PART.findall(text):
        size = _SCALES[scale.lower()] if scale else 1
        if parts and size // _WAN and size // _WAN < parts[-1][1] < _WAN:
            # what stands before 百万 in thousands is of 万 too
            parts = [(each, of * _WAN if of < _WAN else of) for each, of in parts]
        if parts and size >= parts[-1][1]:
            yield parts
            parts = []
        parts.append((figure, size))
    yield parts


def read_figure(text: str) -> Decimal:
    """The number of a text that matches `FIGURE`: 1,234.5 or 1.234,5."""
    compact = text.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}", compact):
        compact = compact.replace(".", "").replace(",", ".")
    return Decimal(compact.replace(",", ""))


def scaled_figure(figure: str, scale: str | None) -> Decimal:
    """1.86 and 万 are 18,600."""
    return read_figure(figure) * (_SCALES[scale.lower()] if scale else 1)


def _in_words(text: str, currency: str) -> Iterator[_Amount]:
    for match in _IN_WORDS.finditer(text):
        alone = match.span() == (0, len(text))
        coins = match["jiao"] or match["fen"]
        before, after = match["before"], match["after"]
        named = after or match["capitals"] or (before and (before in _YUAN or len(match["whole"] or "") > 1))
        if not (match["whole"] or coins) or not (named or coins or alone):
            continue
        parts = [read_numeral(match[name] or "零") for name in ("whole", "jiao", "fen")]
        bare = match["whole"] and not after
        if None in parts or (bare and _is_no_money(text, match.start("whole"), match.end("whole"))):
            continue
        whole, jiao, fen = (part or Decimal(0) for part in parts)
        yield _Amount(
            whole + jiao / 10 + fen / 100,
            # 港币伍佰万元整: 元 is of what the name before says
            currency_of(before if before and (after or "元") in _ITS_OWN else after) or currency,
            in_words=True,
            marked=True,
        )
