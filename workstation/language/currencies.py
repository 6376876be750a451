"""Currencies as notices, contracts and people name them: what names another one is never taken for the yuan."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from workstation.language.reading import plain

# By ISO code: the words and signs for it. Those in letters stand alone
_WORDS: Final = {
    "EUR": r"欧元|欧(?!\w)|eur|euros?|€",
    "USD": r"美元|美金|usd|us ?\$|\$|us dollars?",
    "HKD": r"港元|港币|港幣|hkd|hk ?\$|hong kong dollars?|hk dollars?",
    "GBP": "英镑|英鎊|gbp|£|pounds? sterling",
    "JPY": "日元|日圆|日圓|日币|jpy|yen",
    "AUD": r"澳元|澳币|aud|a\$|australian dollars?",
    "CAD": r"加元|加币|加拿大元|cad|c\$|canadian dollars?",
    "CHF": "瑞士法郎|chf|swiss francs?",
    "SGD": r"新加坡元|新加坡币|新元|新币|坡币|sgd|s\$|singapore dollars?",
    "TWD": r"新台币|新臺幣|台币|臺幣|twd|nt ?\$",
    "KRW": "韩元|韩圆|韩币|韓元|₩",
    "NZD": r"新西兰元|纽元|nz ?\$",
    "MOP": r"澳门元|澳门币|葡币|mop\$",
    "THB": "泰铢|泰銖|฿",
    "RUB": "卢布|盧布|₽",
    "INR": "印度卢比|₹",
    "VND": "越南盾|₫",
    "IDR": "印尼盾|印尼卢比",
    "PHP": "菲律宾比索|₱",
    "MYR": "林吉特|令吉|马币|马来西亚元",
    "SEK": "瑞典克朗",
    "NOK": "挪威克朗",
    "DKK": "丹麦克朗",
    "KZT": "坚戈",
    "BRL": r"r\$",
    "CNY": "人民币|人民幣|rmb|cny|renminbi|yuan|¥|元|圆|圓",
}
# In capital letters alone, beside a figure: so amounts are shown, and nothing else is written
_CODES: Final = (
    "AED AFN AMD AOA ARS AZN BAM BDT BGN BHD BND BOB BRL BWP BYN CLP COP CRC CZK DKK DOP DZD EGP ETB GEL GHS GTQ HNL HUF"
    " IDR ILS INR IQD IRR ISK JMD JOD KES KGS KHR KPW KRW KWD KYD KZT LAK LBP LKR LYD MDL MKD MMK MNT MOP MUR MVR MXN MYR"
    " MZN NAD NGN NIO NOK NPR NZD OMR PAB PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SEK SYP THB TJS TMT TND TTD TWD"
    " TZS UAH UGX UYU UZS VND XAF XOF YER ZAR ZMW"
)


# Also a region of China and an English word: beside a grouped, scaled or long figure or one with decimals alone
_RARE: Final = "SAR|TRY"
_RARE_CODE: Final = (
    rf"(?:{_RARE})(?=\s?\d{{1,3}}(?:,\d{{3}})+|\s?\d+\.\d\d(?!\d)|\s?\d{{5}}|\s?\d[\d.]*\s?[万亿mb])"
    rf"|(?:(?<=,\d{{3}})|(?<=\.\d\d)|(?<=\d{{5}})|(?<=[\d.][万亿m])|(?<=,\d{{3}}\s)|(?<=\.\d\d\s)|(?<=\d{{5}}\s)"
    rf"|(?<=[\d.][万亿m]\s))(?:{_RARE})"
)
# A part of names too: 李欧, 西欧. It is of a figure that it stands behind
_BARE: Final = r"欧(?!\w)"
_FIGURE_ENDS: Final = "[\\d万萬亿億千仟百佰十拾壹贰叁肆伍陆柒捌玖余餘多kmwn]"
_BEHIND_FIGURE: Final = rf"(?:(?<={_FIGURE_ENDS})|(?<={_FIGURE_ENDS}\s))"

# What 元 is of may stand behind it or before an amount in words. 新元 and 加元 are not among them: other words begin so
FOREIGN: Final = (
    "(?:港[币幣元]|新?台币|新?臺幣|澳门[币元]|葡币|日[币元圆圓]|韩[币元圆]|美[元金]|欧元|英[镑鎊]|瑞士法郎|新加坡[元币]|新币|坡币|澳[元币]"
    "|加币|加拿大元|新西兰元|纽元|泰[铢銖]|卢布|盧布|马币|林吉特|令吉|越南盾)"
)

_ALL: Final = tuple((code, word) for code, words in _WORDS.items() for word in words.split("|"))


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _mark() -> str:
    """What names a currency, the longest that fits. Looks at one character first: pages are gone through with it."""
    latin = [word for _, word in _ALL if re.match("[a-z]", word)]
    signs = [word for _, word in _ALL if word not in latin]
    signs.remove(_BARE)
    before_sign = [word for word in latin if word.endswith("$")]
    alone = [word for word in latin if word not in before_sign]
    firsts = "".join(dict.fromkeys(word.removeprefix("\\")[0] for word in signs))
    codes = _CODES.replace(" ", "|")
    return (
        rf"(?:(?=[{firsts}])(?:{_longest_first(signs)}|{_BEHIND_FIGURE}{_BARE})"
        rf"|(?<![a-z])(?=[a-z])(?:{_longest_first(before_sign)}"
        rf"|(?:{_longest_first(alone)}|(?-i:(?=[A-Z]{{3}})(?:{codes}|{_RARE_CODE})))(?![a-z])))"
    )


MARK: Final = _mark()
# One of those stands here, and may be meant
RARE_BEFORE: Final = re.compile(rf"(?<![A-Za-z])(?:{_RARE})\s?$")
RARE_BEHIND: Final = re.compile(rf"\s?(?:{_RARE})(?![A-Za-z])")


@lru_cache(maxsize=256)  # a panel asks for each cell, and a lot knows two or three of them
def currency_code(written: str | None) -> str | None:
    """The ISO code of a currency that is named alone, as people write it: CNY, rmb, 人民币元, US$; None for what is none."""
    text = plain(written or "")
    named = currency_of(text) or currency_of(text.removesuffix("元"))
    return named or (text.upper() if re.fullmatch("[a-z]{3}", text, re.IGNORECASE) else None)


def currency_of(mark: str | None) -> str | None:
    """The ISO code behind ¥, 欧元, RMB and the like."""
    if not mark:
        return None
    named = (code for code, word in _ALL if re.fullmatch(word, mark, re.IGNORECASE))
    return next(named, mark.upper() if mark.upper() in (*_CODES.split(), *_RARE.split("|")) else None)
