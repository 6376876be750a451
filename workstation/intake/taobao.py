"""A saved item page of the Ali auction sites: price table, clock, seller, counters, and what was not loaded."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from workstation.domain.html import HtmlNode
from workstation.domain.proposals import PageFact
from workstation.intake.page import absent, attribute, fact, folded, labelled, paragraph, section, shown
from workstation.intake.values import amount, milliseconds, whole

_STATUSES: Final = ("流拍", "成交", "撤回", "中止", "暂缓", "即将开始", "正在进行", "已结束")
_PRICE_LABELS: Final = {
    "start_price": ("起拍价", "变卖价", "起始价"),
    "increment": ("加价幅度", "增价幅度"),
    "deposit": ("保证金", "变卖预缴款", "预缴款"),
    "appraised_price": ("评估价", "市场价", "议价", "询价"),
}


def is_item_page(root: HtmlNode) -> bool:
    return _clock(root) is not None


def read_item(root: HtmlNode) -> Iterator[PageFact]:
    """All facts of the frame of the page; what the page does not give has the value None."""
    yield from _identity(root)
    yield from _state(root)
    yield from _prices(root)
    yield from _times(root)
    yield from _terms(root)
    yield from _place(root)
    yield from _counters(root)


def _clock(root: HtmlNode) -> HtmlNode | None:
    return root.first(id="sf-countdown") or root.first("li", classed="J_PItem")


def _identity(root: HtmlNode) -> Iterator[PageFact]:
    href = attribute(root.first("link", rel="canonical"), "href")
    url = f"https:{href}" if href.startswith("//") else href
    where = "link rel=canonical"
    yield fact("platform", urlsplit(url).hostname, href, where) if url else absent("platform")
    item = attribute(_clock(root), "data-itemid")
    yield fact("item_id", item, item, "data-itemId") if item else absent("item_id")
    yield fact("url", url, href, where) if url else absent("url")
    title, place = _title(root)
    yield fact("title", title, title, place) if title else absent("title")


def _title(root: HtmlNode) -> tuple[str, str]:
    head = root.first(classed="pm-main")
    if head is not None and (name := shown(head.first("h1"))):
        return name, ".pm-main h1"
    shared = attribute(root.first(classed="J_ShareBtn"), "data-shareparam")
    if shared and (name := _shared_title(shared)):
        return name, "data-shareparam title"
    printed = root.first("title")
    text = folded(printed.inner()) if printed is not None else ""
    return re.split(r"\s+-\s+", text)[0], "title"


def _shared_title(shared: str) -> str:
    try:
        data = json.loads(shared)
    except ValueError:  # the page glues this JSON together by hand; the title also stands elsewhere
        return ""
    return folded(str(data.get("title", ""))) if isinstance(data, dict) else ""


def _state(root: HtmlNode) -> Iterator[PageFact]:
    kind = shown(root.first(classed="pay-type"))
    yield fact("auction_kind", kind, kind, "类型") if kind else absent("auction_kind")
    board = root.first(classed="pm-bid")
    text = shown(board.first("h1") if board is not None else None)
    status = next((status for status in _STATUSES if status in text), None)
    yield fact("status", status, text, ".pm-bid h1") if status else absent("status")
    yield fact("status_text", text, text, ".pm-bid h1") if text else absent("status_text")
    code = attribute(root.first("input", id="J_Status"), "value")
    yield fact("status_code", code, code, "#J_Status") if code else absent("status_code")


def _prices(root: HtmlNode) -> Iterator[PageFact]:
    cells = {label: (value, quote) for label, value, quote in labelled(root)}
    for key, labels in _PRICE_LABELS.items():
        label = next((label for label in labels if label in cells), "")
        value, quote = cells.get(label, ("", ""))
        yield fact(key, amount(value), value, label, quote) if amount(value) is not None else absent(key)
        if key == "appraised_price":
            yield fact("appraised_label", label, label, label, quote) if label else absent("appraised_label")
    board = root.first(id="sf-price")
    current = shown(board.first(classed="J_Price") if board is not None else None)
    # before the first bid the site prints the start price here: it is what the page says, not a bid
    yield fact("current_price", amount(current), current, "当前价") if current else absent("current_price")
    money = next(
        (cells[label][1] for label in cells if "¥" in cells[label][1] or "￥" in cells[label][1]), ""
    )
    yield fact("currency", "CNY", "¥", "price table", money) if money else absent("currency")


def _times(root: HtmlNode) -> Iterator[PageFact]:
    clock = _clock(root)
    quote = shown(clock)
    for key, name in (("start_time", "data-start"), ("end_time", "data-end"), ("page_time", "data-now")):
        text = attribute(clock, name)
        moment = milliseconds(text)
        yield fact(key, moment, text, f"#sf-countdown {name}", quote) if moment else absent(key)
    delays = shown(root.first(classed="delayCnt"))
    yield fact("delay_count", whole(delays), delays, "延时", quote) if delays else absent("delay_count")


def _terms(root: HtmlNode) -> Iterator[PageFact]:
    cells = {label: (value, quote) for label, value, quote in labelled(root)}
    readings: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
        ("bidding_period", "竞价周期", str),
        ("delay_period_minutes", "延时周期", whole),
        ("priority_purchasers", "优先购买权人", str),
    )
    for key, label, read in readings:
        value, quote = cells.get(label, ("", ""))
        yield fact(key, read(value), value, label, quote) if value else absent(key)
    rule = shown(root.first(classed="pai-content"))
    yield fact("rule", rule, rule, "竞价规则") if rule else absent("rule")
    seller = paragraph(root, "处置单位")
    yield fact("disposal_unit", seller, seller, "处置单位") if seller else absent("disposal_unit")


def _place(root: HtmlNode) -> Iterator[PageFact]:
    place = paragraph(root, "标的物所在地")
    yield fact("location", place, place, "标的物所在地") if place else absent("location")
    pair = attribute(root.first(id="J_Coordinate"), "value")
    match = re.fullmatch(r"\s*(-?[0-9]{1,3}(?:\.[0-9]+)?)\s*,\s*(-?[0-9]{1,3}(?:\.[0-9]+)?)\s*", pair)
    for number, key in enumerate(("longitude", "latitude"), 1):
        yield fact(key, float(match[number]), match[number], "#J_Coordinate", pair) if match else absent(key)


def _counters(root: HtmlNode) -> Iterator[PageFact]:
    reminder = root.first(classed="pm-reminder")
    # a bare number stands in many places: the words around it say which one is meant
    counters = (
        ("applicants", "报名人数", "{}人报名", root.first(classed="J_Applyer")),
        ("reminders", "设置提醒", "{}人设置提醒", reminder.first("em") if reminder is not None else None),
        ("views", "围观次数", "{}次围观", root.first(id="J_Looker")),
        ("bid_records", "竞买记录", "竞买记录({})", root.first("span", classed="J_Record")),
    )
    for key, label, around, node in counters:
        number = whole(shown(node))
        quote = around.format(shown(node))
        yield fact(key, number, shown(node), label, quote) if number is not None else absent(key)


def contact(root: HtmlNode) -> str:
    """As printed: masked names and numbers stay masked."""
    return folded(paragraph(root, "联系咨询方式").rstrip("/ "))


def not_loaded(root: HtmlNode) -> tuple[str, ...]:
    """The sections that the site loads while one scrolls, and that this page was saved without."""
    sections = (
        ("竞买公告", "J_NoticeDetail"),
        ("竞买须知", "J_ItemNotice"),
        ("标的物介绍", "J_desc"),
        ("相关附件", "J_DownLoadSecond"),
    )
    missing = [
        name for name, identity in sections if root.first(id=identity) and section(root, identity) is None
    ]
    record = root.first(id="J_RecordContent")
    if record is not None and "data-from" in record.attributes and not _has_rows(record):
        missing.append("竞买记录")
    return tuple(missing)


def _has_rows(record: HtmlNode) -> bool:
    return any(body.first("tr") for body in record.all("tbody"))
