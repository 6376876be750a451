"""What papers state of one thing under a label: amounts, dates, rates, areas."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from workstation.domain.consistency.flat import Flat
from workstation.domain.consistency.numbers import Number
from workstation.domain.consistency.papers import Leaf, Spot
from workstation.domain.fields import Kind

Read = Callable[[Kind, str], object | None]

_FIGURE: Final = r"\d[\d,]*(?:\.\d+)?"
_WORDS: Final = "[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿]"
_MONTH: Final = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_VALUES: Final = {
    Kind.MONEY: rf"(?:(?:人民币|CNY|RMB|USD|US\$|EUR|GBP|HKD|[¥$€£]) ?)*(?:{_FIGURE}(?: ?(?:万|亿|million|billion)(?:元|美元|欧元|港元)?|"
    rf"(?:元|美元|欧元|港元))|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{4,}}(?:\.\d+)?|{_WORDS}+元[整正]?)(?![\d,.]*\d|[%‰年月日])",
    Kind.DATE: rf"(?:\d{{4}} ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)|"
    rf"[二一][〇○零一二三四五六七八九]{{3}}年[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?, \d{{4}})",
    Kind.RATE: rf"{_FIGURE} ?%",
    Kind.NUMBER: rf"{_FIGURE}(?: ?(?:平方米|平米|m2|sq\.? ?m|square met(?:re|er)s))?(?![\d,.]*\d|[%‰元])",
}
_NUMERAL: Final = re.compile(rf"[\d二一]|{_WORDS}")  # one is in every value
_LONGEST_ROW: Final = 300  # characters: what is longer is no row of a table
# words that may stand between a label and its value and change nothing of it
_GAP: Final = r"(?: |:|\(|\)|,(?=人民币)|为|是|计|共计|合计|大写|小写|余额|金额|数额|(?:is|was|of|in the amount of|equal to)(?= ))*"


@dataclass(frozen=True, slots=True)
class StatementRule:
    """`label` is the English key of what is stated; `about` the type of number that it belongs to ("" for the lot as
    a whole). In `patterns` ``{v}`` is the value, ``{gap}`` filler, ``{money}``, ``{date}`` and ``{rate}`` other values;
    `rows` are looked for in single lines."""

    id: str
    label: str
    kind: Kind
    about: str
    patterns: tuple[str, ...]
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A value as it is stated once; `written` is how."""

    rule: StatementRule
    value: object
    written: str
    spot: Spot


@lru_cache(maxsize=1024)
def compiled(pattern: str, kind: Kind) -> re.Pattern[str]:
    """`re.error` for a pattern that is none."""
    filled = pattern.replace("{gap}", _GAP).replace("{v}", f"(?P<v>{_VALUES[kind]})")
    for name, other in (
        ("money", Kind.MONEY),
        ("date", Kind.DATE),
        ("rate", Kind.RATE),
        ("number", Kind.NUMBER),
    ):
        filled = filled.replace(f"{{{name}}}", _VALUES[other])
    return re.compile(filled)


def statements_in(rules: Sequence[StatementRule], read: Read, leaf: Leaf) -> Iterator[Statement]:
    """A value that cannot be read is none."""
    seen: set[tuple[str, Spot]] = set()
    rows = [row for row in leaf.rows if len(row.text) <= _LONGEST_ROW and _NUMERAL.search(row.text)]
    for rule in rules:
        for text, pattern in _searches(rule, leaf.flat, rows):
            for match in compiled(pattern, rule.kind).finditer(text.text):
                value = read(rule.kind, match["v"])
                spot = leaf.spot(match.start("v"), match.end("v"), text)
                if value is not None and (rule.id, spot) not in seen:
                    seen.add((rule.id, spot))
                    yield Statement(rule, value, match["v"].strip(), spot)


def _searches(rule: StatementRule, flat: Flat, rows: Sequence[Flat]) -> Iterator[tuple[Flat, str]]:
    for pattern in rule.patterns:
        yield flat, pattern
    for row in rows if rule.rows else ():
        for pattern in rule.rows:
            yield row, pattern


_FORMAL: Final = re.compile(
    rf"(?P<words>{_WORDS}{{2,}}元(?:[整正]|[零壹贰叁肆伍陆柒捌玖角分]+整?)?)[(（,， 、:：小写)¥人民币RMBCNY]{{0,10}}"
    rf"(?P<figures>{_FIGURE} ?(?:万|亿)?)(?=元|[),，。;；]|整| |$)"
)


@dataclass(frozen=True, slots=True)
class WordsAndFigures:
    """An amount that is written in words and beside it in figures, and the two differ."""

    words: Statement
    figures: Statement


def contradicting_amounts(rule: StatementRule, read: Read, leaf: Leaf) -> Iterator[WordsAndFigures]:
    for match in _FORMAL.finditer(leaf.flat.text):
        said, figured = read(Kind.MONEY, match["words"]), read(Kind.MONEY, match["figures"] + "元")
        if said is not None and figured is not None and said != figured:
            words, figures = (
                Statement(
                    rule,
                    value,
                    match[name],
                    leaf.spot(*match.span(name)),
                )
                for name, value in (("words", said), ("figures", figured))
            )
            yield WordsAndFigures(words, figures)


def about(statement: Statement, numbers: Sequence[Number]) -> str | None:
    """The number that a statement belongs to: the last one of its type before it in the paper, else the first after
    it; None where the paper names none. `numbers` are those of the paper, in order."""
    of_type = [number for number in numbers if number.type == statement.rule.about]
    if not of_type:
        return None
    here = (statement.spot.page, statement.spot.start)
    before = [number for number in of_type if (number.spot.page, number.spot.start) <= here]
    return (before[-1] if before else of_type[0]).key
