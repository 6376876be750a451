"""Numbers of contracts, titles, certificates and cases, as papers refer to each other by them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workstation.domain.consistency.flat import Flat
from workstation.domain.consistency.papers import Leaf, Spot, likely_one

_HANZI: Final = "\u4e00-\u9fff"
# 越商银(2021)柯借字第0086-1号, (2022)浙0603民初4821号, 浙(2019)绍兴市柯桥区不动产权第0012846号
_CHINESE: Final = re.compile(
    rf"(?P<head>[{_HANZI}]{{0,10}})"
    rf"(?P<body>[(\[〔](?:19|20)\d\d[)\]〕][{_HANZI}A-Za-z\d-]{{1,32}}?\d+(?:-\d+)?)号(?:之[一二三四五六七八九十]+)?"
)
_ENGLISH: Final = re.compile(
    r"(?P<head>\b(?:Loan|Contract|Agreement|Mortgage|Guarant(?:y|ee)|Case|Certificate|Title|Parcel|File|Instrument|Deed|Facility)"
    r"(?: (?:Agreement|Contract))?) (?:No\.?|Number|#) ?:?(?P<body> ?(?=[A-Z\d./:-]*\d)[A-Z\d][A-Z\d./:-]{3,}[A-Z\d])"
)
_CODE: Final = re.compile(
    r"(?<![A-Z\d])(?P<head>)(?P<body>[\dA-HJ-NPQRTUWXY]{2}\d{6}[\dA-HJ-NPQRTUWXY]{9}[\dA-Z])(?![A-Z\d*])"
)
_OWN: Final = re.compile(r"(?:编号|案号|证号|No\.?|Number) ?: ?$", re.IGNORECASE)
_OWN_AT_END: Final = re.compile(r"(?:编号|案号|证号|No\.?|Number) ?$", re.IGNORECASE)
CODE: Final = "code"
OTHER: Final = "other"


@dataclass(frozen=True, slots=True)
class Number:
    """`key` tells numbers apart: the part from the year on, or the whole code. `type` is that of the rules ("loan",
    "title", …), `CODE` for ids of companies and persons. `own` where a paper gives it as its own."""

    key: str
    head: str
    type: str
    spot: Spot
    at: int
    own: bool = False


@dataclass(frozen=True, slots=True)
class NumberType:
    """What a number names, told by the words in it or behind it; `label` is the English key of what it is called."""

    id: str
    label: str
    words: re.Pattern[str]


def number_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every number of a contract, title, certificate, case, company or person in a text whose full-width
    forms are folded: the digits there count nothing."""
    found = (match for pattern in (_CHINESE, _ENGLISH, _CODE) for match in pattern.finditer(text))
    return tuple((match.start("body"), match.end()) for match in found)


def numbers_in(types: Sequence[NumberType], leaf: Leaf) -> Iterator[Number]:
    """In the order of the page."""
    found: list[Number] = []
    for pattern in (_CHINESE, _ENGLISH, _CODE):
        for match in pattern.finditer(leaf.flat.text):
            named = match["head"] + match["body"]
            kind = (
                CODE
                if pattern is _CODE
                else _type_of(types, named, leaf.flat.text[match.end() : match.end() + 16])
            )
            head = _head(match["head"], kind) if pattern is _CHINESE else ""
            spot = leaf.spot(match.start("body") - len(head), match.end())
            found.append(Number(match["body"].strip(), head, kind, spot, match.start("body")))
    yield from sorted(found, key=lambda number: number.at)


def _head(written: str, kind: str) -> str:
    """What of the hanzi before the year belongs to the number: nothing before the year of a case, the province before
    that of a title, else what no word of the sentence ends."""
    length = _HEADS.get(kind)
    if length is not None:
        return written[len(written) - length :] if len(written) >= length else written
    return written[max((at.end() for at in _LEAD.finditer(written)), default=0) :]


_HEADS: Final = {"case": 0, "title": 1, "certificate": 1}
_LEAD: Final = re.compile("编号为?|案号|证号|合同|签订|签署|原告|与|的|为|第|据|依|和|及|号")


def _type_of(types: Sequence[NumberType], named: str, behind: str) -> str:
    inside = next((each.id for each in types if each.words.search(named)), None)
    if inside is not None:
        return inside
    return next((each.id for each in types if each.words.search(behind.split("》", maxsplit=1)[0])), OTHER)


def own_keys(heads: Sequence[Flat], numbers: Sequence[Number]) -> frozenset[str]:
    """The numbers that a paper gives as its own: beside a label, or alone on a line, in the heads of its pages."""
    return frozenset(
        number.key
        for line in heads
        for number in numbers
        if (at := line.text.find(number.key)) >= 0 and _stands_alone(line.text, at, number)
    )


def _stands_alone(line: str, at: int, number: Number) -> bool:
    before = line[:at].removesuffix(number.head)
    rest = line[at + len(number.key) :].strip("号 ")
    if _OWN.search(before):
        return True
    return not rest and (not before.strip() or _OWN_AT_END.search(before) is not None)


def nearly(left: str, right: str) -> bool:
    """Whether one number is likely the other, mistyped: the same words, and the digits differ by one, or by two
    neighbours that changed places, or in the year alone."""
    if left == right or len(left) != len(right) or _shape(left) != _shape(right):
        return False
    apart = [at for at in range(len(left)) if left[at] != right[at]]
    return len(apart) == 1 or swapped(left, right)


def swapped(left: str, right: str) -> bool:
    """Whether two neighbours changed places."""
    apart = [at for at in range(min(len(left), len(right))) if left[at] != right[at]]
    if len(left) != len(right) or len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    first, second = apart
    return left[first] == right[second] and left[second] == right[first]


def _shape(key: str) -> str:
    """The number with its digits alike; a code of letters and digits counts as digits throughout."""
    return re.sub(r"[A-Z\d]", "0", key) if key.isascii() else re.sub(r"\d", "0", key)


def twins(numbers: Sequence[Number]) -> list[tuple[str, str]]:
    """Pairs of keys of one type that are likely one number, the more often written one first. Two that papers give as
    their own are two, and so are two that some paper uses side by side, unless they differ by a swap."""
    by_type: dict[str, dict[str, list[Number]]] = {}
    for number in numbers:
        by_type.setdefault(number.type, {}).setdefault(number.key, []).append(number)
    return [pair for groups in by_type.values() for pair in likely_one(groups, _are_two)]


def _are_two(one: Sequence[Number], other: Sequence[Number]) -> bool:
    if not nearly(one[0].key, other[0].key):
        return True
    if any(number.own for number in one) and any(number.own for number in other):
        return True
    if swapped(one[0].key, other[0].key):
        return False
    return bool({number.spot.version for number in one} & {number.spot.version for number in other})


def clusters(numbers: Sequence[Number]) -> Mapping[str, str]:
    """By key: what it is called in comparisons, the same for numbers that are likely one."""
    called = {number.key: number.key for number in numbers}
    for one, other in twins(numbers):
        called[other] = called[one]
    return called
