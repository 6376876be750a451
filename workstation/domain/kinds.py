"""What kind of paper a document is, proposed from its title, its name and its words; said only where it is plain."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from workstation.domain.radicals import fold_radicals

_LINES: Final = 14  # from the top of the first page in which a title may stand
_TITLE_LENGTH: Final = 60  # characters: longer lines are sentences
_TITLE_WORDS: Final = 9  # words of a line in letters that may be a title
_FIRST, _LATER, _NAME, _FOLDER, _BODY = 5.0, 3.5, 4.0, 1.0, 0.75
_NAME_BESIDE: Final = 1.5  # a name says less where the paper says itself what it is
_FIRST_LINES: Final = 6
_SENTENCE: Final = 0.4  # a phrase inside a longer line counts this part of one that is the line
_BODIES: Final = 3  # phrases of the body that count
_SPEAKS: Final = 3.0
_AHEAD: Final = 0.8  # of the second kind
_LATIN: Final = re.compile(r"[a-z]")
_BLANKS: Final = re.compile(r"\s+")
_BRACKETS: Final = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
_DATED: Final = re.compile(r"\d")
# "1. Claim and judgment", "三、判决书", "(a) Lease": what a part of a paper is about is not what the paper is
_SECTION: Final = re.compile(
    r"(?:\d{1,2}|[ivx]{1,4}|[一二三四五六七八九十]{1,3})\s?[.、)](?!\d{4})|\((?:\d{1,2}|[a-z]{1,3}|[一二三四五六七八九十]{1,3})\)"
)


class Where(StrEnum):
    TITLE = "title"
    NAME = "name"
    FOLDER = "folder"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class KindRule:
    """One kind of paper: `label` is its English key, `checks` the lines of the checklist that it answers. A paper that
    `is_about` another one names it in its title: an amendment of a credit agreement, a notice of an assignment."""

    id: str
    label: str
    checks: tuple[str, ...]
    title: tuple[str, ...]
    body: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    is_about: bool = False
    names: tuple[str, ...] = ()  # what a paper of this kind may have been filed as, in any language


@dataclass(frozen=True, slots=True)
class KindProposal:
    """A kind with its reason: the phrase, and where it stands. It `is_plain` where the title or the name of the paper says
    so; else it is a guess from a sentence, a folder or the words of the paper, that nobody files with others unseen."""

    rule: KindRule
    where: Where
    phrase: str
    is_plain: bool = True


@dataclass(frozen=True, slots=True)
class _Hit:
    rule: KindRule
    where: Where
    phrase: str
    weight: float


def propose_kind(rules: Sequence[KindRule], source_path: str, text: str) -> KindProposal | None:
    """The kind of a paper by the seller's path and the text of its first pages; None where nothing is plain, or two
    kinds are nearly as plain as each other."""
    lines = [folded for line in text.split("\n") if (folded := _fold(line))][:_LINES]
    *folders, name = source_path.split("/")
    body = _fold(text)
    titles = list(_titles(rules, lines))
    titled = any(hit.weight >= _LATER for hit in titles)
    hits = [
        *titles,
        *_named(rules, _fold(name.rpartition(".")[0] or name), Where.NAME, _NAME_BESIDE if titled else _NAME),
        *(hit for folder in folders for hit in _named(rules, _fold(folder), Where.FOLDER, _FOLDER)),
        *_bodies(rules, body),
    ]
    scores: dict[str, float] = {}
    for where in Where:
        for rule in rules:
            found = [hit.weight for hit in hits if hit.where is where and hit.rule.id == rule.id]
            if found:
                best = sum(sorted(found, reverse=True)[:_BODIES]) if where is Where.BODY else max(found)
                scores[rule.id] = scores.get(rule.id, 0.0) + best
    return _plainest(hits, scores)


def _plainest(hits: Sequence[_Hit], scores: dict[str, float]) -> KindProposal | None:
    ranked = sorted(scores, key=lambda identity: scores[identity], reverse=True)
    if not ranked or scores[ranked[0]] < _SPEAKS:
        return None
    if len(ranked) > 1 and scores[ranked[0]] < scores[ranked[1]] + _AHEAD:
        return None
    reason = max((hit for hit in hits if hit.rule.id == ranked[0]), key=lambda hit: hit.weight)
    return KindProposal(reason.rule, reason.where, reason.phrase, reason.weight >= _LATER)


def _titles(rules: Sequence[KindRule], lines: Sequence[str]) -> Iterator[_Hit]:
    """The first line that is a title decides; what later titles say (an annex, a reference) counts less."""
    decided = False
    for at, line in enumerate(lines):
        weight = _FIRST if at < _FIRST_LINES else _LATER
        found = list(_longest(rules, line))
        if at + 1 < len(lines) and _LATIN.search(line):
            joined = f"{line} {lines[at + 1]}"
            spanning = [hit for hit in _longest(rules, joined) if not _in_either(hit[1], line, lines[at + 1])]
            line, found = (joined, spanning) if spanning else (line, found)  # noqa: PLW2901 - a title over two lines
        is_section = _SECTION.match(line) is not None
        whole = [hit for hit in found if not is_section and _is_title(line, hit[1])]
        for rule, phrase in whole or found:
            share = 1.0 if (rule, phrase) in whole and not decided else _SENTENCE
            yield _Hit(rule, Where.TITLE, phrase, weight * share)
        decided = decided or bool(whole)


def _is_title(line: str, phrase: str) -> bool:
    """Whether a line is hardly more than the phrase: "浙江某银行 最高额抵押合同", "this credit agreement" is not."""
    line, folded = _BRACKETS.sub("", line).strip(), _folded(phrase)
    if len(line) > _TITLE_LENGTH:
        return False
    if _LATIN.search(folded):
        words = len(line.split())
        return words <= max(_TITLE_WORDS, 2 * len(folded.split())) and not line.startswith(
            ("this ", "the ", "to ")
        )
    rest = line.replace(folded, "", 1)
    return line.endswith(folded) or len(_DATED.sub("", rest)) <= 2 * len(folded)


def _named(rules: Sequence[KindRule], name: str, where: Where, weight: float) -> Iterator[_Hit]:
    for rule, phrase in _longest(rules, name):
        yield _Hit(rule, where, phrase, weight)


def _bodies(rules: Sequence[KindRule], body: str) -> Iterator[_Hit]:
    for rule in rules:
        for phrase in rule.body:
            if _folded(phrase) in body:
                yield _Hit(rule, Where.BODY, phrase, _BODY)


def _longest(rules: Sequence[KindRule], text: str) -> Iterator[tuple[KindRule, str]]:
    """The phrases in a line that no longer phrase of any kind contains there: 最高额抵押合同 is no 抵押合同 beside."""
    found = [
        (rule, phrase)
        for rule in rules
        if not any(_stands(_folded(word), text) for word in rule.never)
        for phrase in rule.title
        if _stands(_folded(phrase), text)
    ]
    about = [hit for hit in found if hit[0].is_about]
    found = about or found
    for rule, phrase in found:
        if not any(len(other) > len(phrase) and _folded(phrase) in _folded(other) for _, other in found):
            yield rule, phrase


def _in_either(phrase: str, line: str, following: str) -> bool:
    return any(_stands(_folded(phrase), part) for part in (line, following))


def _stands(phrase: str, text: str) -> bool:
    """Words in letters stand by themselves: "lease" is not in "release"."""
    alone = _alone(phrase)
    if alone is None:
        return phrase in text.replace(" ", "")
    return phrase in text and alone.search(text) is not None


@lru_cache(maxsize=4096)  # phrases of the rules: a few hundred, asked for with every line
def _alone(phrase: str) -> re.Pattern[str] | None:
    return re.compile(rf"(?<![a-z]){re.escape(phrase)}(?![a-z])") if _LATIN.search(phrase) else None


@lru_cache(maxsize=4096)
def _folded(phrase: str) -> str:
    return _fold(phrase)


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", fold_radicals(text)).casefold().replace("_", " ")
    words = _BLANKS.sub(" ", folded).strip()
    return words if _LATIN.search(words) else words.replace(" ", "")
