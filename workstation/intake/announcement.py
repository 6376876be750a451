"""A transfer announcement of 银登中心 as text: its table run together, figures glued to the next label, or with its cells
parted by "|", tabs or line ends. A figure never runs on into the next cell."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Final

from workstation.domain.html import HtmlNode
from workstation.domain.proposals import PageFact, ProposedLot
from workstation.intake.page import absent, fact, squeezed
from workstation.intake.values import amount, day

_CELL: Final = "\x1f"  # between two cells, in the squeezed text
_BETWEEN: Final = rf"[|{_CELL}]*"
# Whole ones end where the next digit cannot be theirs: a line may break inside a figure
_WHOLE: Final = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?![0-9.,]|{_CELL}[0-9])"
_AMOUNT: Final = rf"([0-9,]+\.[0-9]{{2}}|{_WHOLE})"
_MONEY: Final = rf"{_BETWEEN}\(元\){_BETWEEN}{_AMOUNT}"
_CLASS: Final = rf"[^0-9;；|{_CELL}]{{1,8}}[0-9]+笔"
_LIST: Final = rf"{_BETWEEN}((?:{_CLASS}[;；]{_CELL}?)*{_CLASS})"
_SHARE: Final = rf"{_BETWEEN}([0-9]+\.[0-9]{{2}})"
_COUNT: Final = rf"{_BETWEEN}({_WHOLE})"


def _compact_day(text: str) -> Any:
    return day(f"{text[:4]}-{text[4:6]}-{text[6:]}" if text.isdecimal() else text)


def _counts(text: str) -> dict[str, int]:
    """Numbers by name of a list such as "次级307笔;可疑152笔"."""
    return {name: int(number) for name, number in re.findall(rf"([^0-9;；|{_CELL}]+)([0-9]+)笔", text)}


def _squeezed(text: str) -> str:
    """Without blanks; what parts cells stays, as `_CELL` where it is a tab or the end of a line, or a blank between digits
    (a page that is laid out as text has no other)."""
    cells = re.split(r"[\t\r\n]+|(?<=[0-9,.])\s+(?=[0-9])", text)
    return _CELL.join(filter(None, (squeezed(cell) for cell in cells)))


# key, pattern over the squeezed text with narrow brackets (group 1 is the value), reader
_KEYS: Final[tuple[tuple[str, str, Callable[[str], Any]], ...]] = (
    ("title", rf"^{_BETWEEN}([^|]{{4,120}}?公告)", str),
    ("seller", rf"^{_BETWEEN}([^|]{{4,60}}?)关于", str),
    ("platform", r"(银登中心)", str),
    ("asset_kind", r"不良贷款\(([^()|]+)\)", str),
    ("published", rf"发布时间{_BETWEEN}[:：]?([0-9]{{4}}[/-][0-9]{{1,2}}[/-][0-9]{{1,2}})", day),
    (
        "cutoff_date",
        rf"交易基准日{_BETWEEN}([0-9]{{8}}(?![0-9])|[0-9]{{4}}[-/年][0-9]{{1,2}}[-/月][0-9]{{1,2}})",
        _compact_day,
    ),
    ("principal", "未偿本金总额" + _MONEY, amount),
    ("interest", "未偿利息总额" + _MONEY, amount),
    ("principal_and_interest", "未偿本息总额" + _MONEY, amount),
    ("other_fees", "其他费用" + _MONEY, amount),
    ("loans", rf"资产笔数{_BETWEEN}\(笔\){_COUNT}", lambda text: int(text.replace(",", ""))),
    ("borrowers", rf"借款人户数{_BETWEEN}\(户\){_COUNT}", lambda text: int(text.replace(",", ""))),
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


_WORD: Final = re.compile(r"(?<=[一-鿿])(?=[一-鿿])")  # a line may break inside a label
_STATED: Final = (
    ("cutoff_date", "交易基准日"),
    ("principal", "未偿本金总额"),
    ("interest", "未偿利息总额"),
    ("principal_and_interest", "未偿本息总额"),
    ("loans", "资产笔数"),
    ("borrowers", "借款人户数"),
)


def is_announcement(root: HtmlNode) -> bool:
    text = squeezed(root.inner()[:4000])
    return "银登中心" in text and "转让公告" in text


def read_announcement(root: HtmlNode) -> Iterator[PageFact]:
    """Its facts. The market has published no start price since 2025-10-27, and never an increment: null."""
    text = _squeezed(root.shown()).replace("（", "(").replace("）", ")").replace("｜", "|")
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
    match = re.search(_WORD.sub(f"{_CELL}?", pattern), text)
    value = read(match[1].replace(_CELL, "")) if match else None
    if match is None or value is None:  # a day that no calendar has is none
        return absent(key)
    return fact(key, value, match[1].replace(_CELL, ""), "announcement", match[0].replace(_CELL, ""))


def not_found(proposal: ProposedLot) -> tuple[str, ...]:
    """The figures that every such announcement states and this one does not, or not in a form that can be read, as the
    announcement calls them."""
    return tuple(label for key, label in _STATED if proposal.fact(key) is None)
