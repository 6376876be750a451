"""A transfer announcement of 银登中心 as text: one table run together, figures glued to the next label."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Final

from workstation.domain.html import HtmlNode
from workstation.domain.proposals import PageFact
from workstation.intake.page import absent, fact, squeezed
from workstation.intake.values import amount, day

_MONEY: Final = r"\(元\)([0-9,]+\.[0-9]{2})"
_LIST: Final = r"((?:[^0-9;；]{1,8}[0-9]+笔[;；])*[^0-9;；]{1,8}[0-9]+笔)"
_SHARE: Final = r"([0-9]+\.[0-9]{2})"


def _compact_day(text: str) -> Any:
    return day(f"{text[:4]}-{text[4:6]}-{text[6:]}")


def _counts(text: str) -> dict[str, int]:
    """Numbers by name of a list such as "次级307笔;可疑152笔"."""
    return {name: int(number) for name, number in re.findall(r"([^0-9;；]+)([0-9]+)笔", text)}


# key, pattern over the text without white space and with narrow brackets (group 1 is the value), reader
_KEYS: Final[tuple[tuple[str, str, Callable[[str], Any]], ...]] = (
    ("title", r"^(.{4,120}?公告)", str),
    ("seller", r"^(.{4,60}?)关于", str),
    ("platform", r"(银登中心)", str),
    ("asset_kind", r"不良贷款\(([^()]+)\)", str),
    ("published", r"发布时间([0-9]{4}/[0-9]{1,2}/[0-9]{1,2})", day),
    ("cutoff_date", r"交易基准日([0-9]{8})", _compact_day),
    ("principal", "未偿本金总额" + _MONEY, amount),
    ("interest", "未偿利息总额" + _MONEY, amount),
    ("principal_and_interest", "未偿本息总额" + _MONEY, amount),
    ("other_fees", "其他费用" + _MONEY, amount),
    ("loans", r"资产笔数\(笔\)([0-9,]+)", lambda text: int(text.replace(",", ""))),
    ("borrowers", r"借款人户数\(户\)([0-9,]+)", lambda text: int(text.replace(",", ""))),
    ("weighted_overdue_days", "加权平均逾期天数" + _SHARE, Decimal),
    ("largest_borrower", "单一借款人最高未偿本息余额" + _MONEY, amount),
    ("average_balance", "借款人平均未偿本息余额" + _MONEY, amount),
    ("weighted_age", "加权平均年龄" + _SHARE, Decimal),
    ("weighted_credit_line", "加权平均授信额度" + _MONEY, amount),
    ("five_class", "五级分类情况" + _LIST, _counts),
    ("written_off", r"已核销([0-9]+)笔", int),
    ("guarantee", "担保情况概述" + _LIST, _counts),
    ("litigation", "诉讼情况概述" + _LIST, _counts),
)


def is_announcement(root: HtmlNode) -> bool:
    text = squeezed(root.inner()[:4000])
    return "银登中心" in text and "转让公告" in text


def read_announcement(root: HtmlNode) -> Iterator[PageFact]:
    """Its facts. The market has published no start price since 2025-10-27, and never an increment: null."""
    text = squeezed(root.shown()).replace("（", "(").replace("）", ")")
    found = [_found(text, *key) for key in _KEYS]
    yield from found
    values = {one.key: one for one in found}
    both, fees = values["principal_and_interest"], values["other_fees"]
    total = None if both.value is None or fees.value is None else both.value + fees.value
    # not printed: the sum of two printed figures
    quote = f"{both.quote} + {fees.quote}"
    yield (
        fact("total_claim", total, f"{total:,}", "principal, interest and fees", quote)
        if total
        else absent("total_claim")
    )
    for key in ("start_price", "deposit", "increment"):
        yield absent(key)
    yield fact("currency", "CNY", "元", "未偿本金总额", values["principal"].quote)


def _found(text: str, key: str, pattern: str, read: Callable[[str], Any]) -> PageFact:
    match = re.search(pattern, text)
    return fact(key, read(match[1]), match[1], "announcement", match[0]) if match else absent(key)
