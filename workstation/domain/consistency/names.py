"""Names of companies, courts and persons: the same one written in two ways."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workstation.domain.consistency.flat import Flat
from workstation.domain.consistency.papers import Leaf, Spot, edits, forms, likely_one

_HANZI: Final = "\u4e00-\u9fff"
_SUFFIX: Final = re.compile("有限责任公司|有限公司|人民法院|合伙企业|事务所")
_LONGEST: Final = 20  # hanzi before the suffix
_SHORTEST: Final = 4
_LABELS: Final = (
    "借款人|贷款人|抵押人|抵押权人|出质人|质权人|保证人|债权人|债务人|原告|被告|申请执行人|被执行人|权利人|义务人|名称|户名|"
    "转让方|受让方|出租方|承租方|甲方|乙方|委托人|估价机构|评估机构|处置单位|原债权人|原债权行|产权人|所有权人"
)
_LABELLED: Final = re.compile(
    rf"(?:{_LABELS})(?:\([^()]{{1,12}}\))?(?: ?: ?| )(?P<name>[{_HANZI}()]{{2,{_LONGEST}}}?(?:{_SUFFIX.pattern}))"
)
_ENGLISH: Final = re.compile(
    r"\b(?:(?:[A-Z][\w'-]*|&|of|and|the) ){1,7}(?:Co\., Ltd|Ltd|Limited|LLC|Inc|GmbH|AG|PLC|plc|LLP|L\.P|S\.A|B\.V|Corporation)\b"
)
_PERSON: Final = rf"[{_HANZI}·]{{2,4}}?"
_PEOPLE: Final = re.compile(
    rf"保证人(?:为| ?: ?)?(?P<names>{_PERSON}(?:、{_PERSON})+)(?=[的承主在于向与和及等对未已均是,。;、\s(:]|$)"
)


@dataclass(frozen=True, slots=True)
class Window:
    """What stands before (and is) a suffix of a name, in a paper: `stem` ends where the suffix begins."""

    stem: str
    suffix: str
    spots: tuple[Spot, ...]  # of the last 1, 2, 3 … hanzi of the stem together with the suffix

    def spot(self, length: int) -> Spot:
        return self.spots[length - 1]


@dataclass(frozen=True, slots=True)
class Named:
    """One mention of a name as it is written."""

    name: str
    spot: Spot


def labelled(line: Flat) -> Iterator[str]:
    """Names of companies that stand behind a label, so that where they begin is plain."""
    for match in _LABELLED.finditer(line.text):
        yield match["name"]


def windows_in(leaf: Leaf) -> Iterator[Window]:
    """One for each suffix of a company's name on the page."""
    for match in _SUFFIX.finditer(leaf.flat.text):
        begin = match.start()
        while begin > 0 and match.start() - begin < _LONGEST and _in_name(leaf.flat.text[begin - 1]):
            begin -= 1
        if match.start() - begin >= _SHORTEST:
            spots = tuple(
                leaf.spot(match.start() - length, match.end())
                for length in range(1, match.start() - begin + 1)
            )
            yield Window(leaf.flat.text[begin : match.start()], match[0], spots)


def _in_name(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or character in "()"


def english_in(leaf: Leaf) -> Iterator[Named]:
    for match in _ENGLISH.finditer(leaf.flat.text):
        words = match[0].split()
        while words and words[0] in {"of", "and", "the", "The", "To", "&", "From", "For", "By", "Between"}:
            words.pop(0)
        name = " ".join(words)
        if len(words) > 2:
            yield Named(name, leaf.spot(match.end() - len(name), match.end()))


def people_in(leaf: Leaf) -> Iterator[tuple[Named, ...]]:
    """The guarantors where they are named together."""
    for match in _PEOPLE.finditer(leaf.flat.text):
        at, group = match.start("names"), []
        for name in match["names"].split("、"):
            group.append(Named(name, leaf.spot(at, at + len(name))))
            at += len(name) + 1
        yield tuple(group)


def mentions(known: Iterable[str], windows: Sequence[Window]) -> list[Named]:
    """Every mention of a known name (company with its suffix), and of what is likely one, as it is written."""
    by_form: dict[str, dict[str, set[str]]] = {}
    lengths: dict[str, set[int]] = {}
    for name in known:
        match = _SUFFIX.search(name)
        if match and match.start() >= _SHORTEST:
            stem, suffix = name[: match.start()], match[0]
            for form in forms(stem):
                by_form.setdefault(suffix, {}).setdefault(form, set()).add(stem)
            lengths.setdefault(suffix, set()).update(range(len(stem) - 1, len(stem) + 2))
    found: list[Named] = []
    for window in windows:
        written = _written(window.stem, by_form.get(window.suffix, {}), lengths.get(window.suffix, set()))
        if written:
            found.append(Named(written + window.suffix, window.spot(len(written))))
    return found


def _written(stem: str, by_form: Mapping[str, set[str]], lengths: Iterable[int]) -> str | None:
    """The end of a stem that is a known name, else one that is a letter from it; the longest."""
    near: str | None = None
    for length in sorted(lengths, reverse=True):
        candidate = stem[-length:]
        if len(candidate) < length:
            continue
        if candidate in by_form.get(candidate, ()):
            return candidate
        alike = (other for form in forms(candidate) for other in by_form.get(form, ()))
        if near is None and any(
            other[:1] == candidate[:1] and edits(candidate, other, 1) == 1 for other in alike
        ):
            near = candidate
    return near


def alike(names: Sequence[Named]) -> list[tuple[str, str]]:
    """Pairs of names that are likely one, the more often written one first. Two that one paper uses twice each are
    two."""
    by_name: dict[str, list[Named]] = {}
    for named in names:
        by_name.setdefault(named.name, []).append(named)
    return likely_one(by_name, _are_two)


def _are_two(one: Sequence[Named], other: Sequence[Named]) -> bool:
    papers = {named.spot.version for named in one} & {named.spot.version for named in other}
    return any(_count(one, paper) > 1 and _count(other, paper) > 1 for paper in papers)


def _count(names: Sequence[Named], paper: str) -> int:
    return sum(named.spot.version == paper for named in names)


def odd_ones(groups: Sequence[tuple[Named, ...]]) -> list[tuple[Named, Named]]:
    """Guarantors named together elsewhere with one other person instead: (as first written, as written here)."""
    found: list[tuple[Named, Named]] = []
    for at, one in enumerate(groups):
        for other in groups[at + 1 :]:
            mine, theirs = {named.name for named in one}, {named.name for named in other}
            if len(mine) == len(theirs) and len(mine & theirs) == len(mine) - 1:
                left = next(named for named in one if named.name not in theirs)
                right = next(named for named in other if named.name not in mine)
                found.append((left, right))
    return found
