"""What the notice and the description of a claim lot say: debt, dates, parties, security, terms."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from workstation.domain.html import HtmlNode
from workstation.domain.proposals import PageFact
from workstation.intake.page import fact, folded, rows, section
from workstation.intake.values import amount, day, moment

Reader = Callable[[str], Any]
# up to the first 元, which 美元 and 港元 end with too; what it says is read by the language
_AMOUNT: Final = (
    r"(?:余额|总额)?(?:为|：|:)?\s*((?:人民币|[¥￥])?\s*[0-9零一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]"
    r"[^，。；;、\n元]{0,40}?元[）)]?)"
)
_UNIT: Final = re.compile(r"(.+?)[（(](?:单位[：:]?)?((?:人民币)?[万亿]?(?:美|欧|港|日)?元)[）)]")
_DAY: Final = r"\s*(?:为|：|:)?\s*([0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)"
_CLAUSE: Final = r"[^。；\n]*"


def _names(text: str) -> tuple[str, ...]:
    """Names parted by 、 or ；, without what stands in brackets behind them."""
    bare = re.sub(r"[（(][^（）()]*[）)]", "", text)
    return tuple(
        name
        for name in (folded(part) for part in re.split(r"[、；;，,]|及|和", bare))
        if name and name != "无"
    )


def _items(text: str) -> tuple[str, ...]:
    """The parts of "1.…；2.…", or the whole."""
    parts = re.split(r"(?:^|；|;|。)\s*[0-9]{1,2}\s*[.、．]\s*(?![0-9])", text)
    return tuple(part for part in (folded(part).strip("；;。") for part in parts) if part)


# key, labels of the description's table, pattern in the text of the notice (group 1 is the value), reader
_KEYS: Final[tuple[tuple[str, tuple[str, ...], str, Reader], ...]] = (
    ("debtors", ("债务人", "借款人", "债务人名称"), r"享有的?对?(\S+?公司)(?:的)?债权", _names),
    (
        "original_lender",
        ("原债权行", "原债权人", "原贷款行"),
        r"原债权(?:人|行)[：:为]\s*([^。，；\n]+)",
        folded,
    ),
    ("base_date", ("基准日", "债权基准日", "交易基准日"), r"基准日" + _DAY, day),
    ("principal", ("本金余额", "本金", "债权本金"), r"本金" + _AMOUNT, amount),
    ("interest", ("利息", "利息余额", "利息（含罚息、复利）"), r"利息[^0-9。；]{0,10}?" + _AMOUNT, amount),
    ("advances", ("代垫费用", "垫付费用", "其他费用"), r"(?:代垫|垫付)费用" + _AMOUNT, amount),
    ("claim_total", ("债权合计", "债权总额", "本息合计"), r"债权总额" + _AMOUNT, amount),
    ("guarantors", ("保证人", "担保人"), "", _names),
    ("collateral", ("抵（质）押物", "抵押物", "抵质押物", "抵(质)押物"), "", _items),
    ("litigation_status", ("诉讼状态", "诉讼情况", "诉讼执行情况"), "", folded),
    ("seizures", ("查封情况",), "", folded),
    (
        "deposit_deadline",
        (),
        rf"保证金{_CLAUSE}?([0-9]{{4}}年[0-9]{{1,2}}月[0-9]{{1,2}}日\s*[0-9]{{1,2}}时)前",
        moment,
    ),
    ("payment_deadline", (), r"([0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)前付清", day),
    ("notice_date", ("公告日期",), r"公告日期" + _DAY, day),
    ("tax_bearer", (), rf"税费承担[：:]\s*({_CLAUSE})", folded),
    ("buyer_conditions", (), r"竞买人条件[：:]\s*([^\n]*)", folded),
    ("known_defects", (), r"瑕疵提示[：:]\s*([^\n]*)", folded),
)
_ROUND: Final = re.compile(r"第([一二三四五六七八九])次(?:公开)?(?:竞价|拍卖|挂牌)")
_LITIGATION: Final = {
    "judgment_no": re.compile(r"[（(](20[0-9]{2})[）)][^（()，；、]{1,12}?民[初终再][0-9]+号"),
    "exec_no": re.compile(r"[（(](20[0-9]{2})[）)][^（()，；、]{1,12}?执[^（()，；、0-9]{0,2}[0-9]+号"),
}


def read_notice(root: HtmlNode) -> Iterator[PageFact]:
    """Facts of the claim that the page gives; the table of the description goes before the prose of the notice."""
    cells = dict(_cells(root))
    notice = "\n".join(filter(None, (section(root, "J_NoticeDetail"), section(root, "J_desc"))))
    for key, labels, pattern, read in _KEYS:
        found = _in_cells(key, labels, cells, read) or _in_text(key, pattern, notice, read)
        if found is not None:
            yield found
    yield from _round(notice)
    for key, docket in _LITIGATION.items():
        if match := docket.search(notice):
            yield fact(key, match[0], match[0], "诉讼状态", _around(notice, match))


def _cells(root: HtmlNode) -> Iterator[tuple[str, tuple[str, str]]]:
    """Label, and of its cell what it says and what is to be read: with the unit of the label, "本金余额（万元）", behind a
    bare figure."""
    for label, text in rows(root, "J_desc"):
        named = _UNIT.fullmatch(label)
        bare = re.fullmatch(r"[0-9][0-9,.\s]*", text) is not None
        yield (named[1] if named else label), (text, f"{text}{named[2]}" if named and bare else text)


def _in_cells(
    key: str, labels: tuple[str, ...], cells: dict[str, tuple[str, str]], read: Reader
) -> PageFact | None:
    label = next((label for label in labels if label in cells), None)
    text, to_read = cells[label] if label else ("", "")
    value = read(to_read) if label else None
    return None if value in {None, "", ()} else fact(key, value, text, f"标的物介绍：{label}")


def _in_text(key: str, pattern: str, notice: str, read: Reader) -> PageFact | None:
    match = re.search(pattern, notice) if pattern else None
    value = read(match[1]) if match else None
    if match is None or value in {None, "", ()}:
        return None
    return fact(key, value, match[1], "竞买公告", _around(notice, match))


def _round(notice: str) -> Iterator[PageFact]:
    if match := _ROUND.search(notice):
        yield fact(
            "round", "一二三四五六七八九".index(match[1]) + 1, match[0], "竞买公告", _around(notice, match)
        )


def _around(text: str, match: re.Match[str]) -> str:
    """The sentence in which a match stands."""
    start = max(text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
    ends = [place for place in (text.find(mark, match.end()) for mark in "。；\n") if place >= 0]
    return folded(text[start : min(ends, default=len(text))])
