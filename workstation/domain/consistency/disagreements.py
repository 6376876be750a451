"""Where papers do not agree: names, numbers, amounts, areas and dates that should be the same and are not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from workstation.domain.consistency.names import (
    Named,
    Window,
    alike,
    english_in,
    labelled,
    mentions,
    odd_ones,
    people_in,
    windows_in,
)
from workstation.domain.consistency.numbers import (
    CODE,
    Number,
    NumberType,
    clusters,
    numbers_in,
    own_keys,
    twins,
)
from workstation.domain.consistency.papers import Paper, Spot, leaf_of
from workstation.domain.consistency.statements import (
    Read,
    Statement,
    StatementRule,
    WordsAndFigures,
    about,
    contradicting_amounts,
    statements_in,
)
from workstation.domain.fields import Kind
from workstation.domain.money import Money

_HEAD_LINES: Final = 8  # of the first page, in which a paper gives its own number
_HEAD_LATER: Final = 2  # of later pages
REGISTERED_ID, NUMBER, NAME, GUARANTOR = "Registered id", "Number", "Name", "Guarantor"
_IN_WORDS: Final = StatementRule("words_and_figures", "Amount in words and in figures", Kind.MONEY, "", ())
# English keys of what is compared and is in no pack
LABELS: Final = (REGISTERED_ID, NUMBER, NAME, GUARANTOR, _IN_WORDS.label)


class Matter(StrEnum):
    """What does not agree."""

    NAME = "name"
    NUMBER = "number"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values: `value` in one form, `written` as it first stands there, and all its places."""

    value: str
    written: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """`label` is the English key of what is compared, `subject` the number that it belongs to, where one is named. The
    side that most places have comes first."""

    matter: Matter
    label: str
    subject: str
    sides: tuple[Side, ...]

    @property
    def key(self) -> str:
        """The same while the same values stand against each other, wherever they are written."""
        return "|".join((self.label, self.subject, *sorted(side.value for side in self.sides)))


@dataclass(frozen=True, slots=True)
class Extract:
    """What one paper says, before it is compared; a function of its pages and the rules alone."""

    numbers: tuple[Number, ...]
    names: frozenset[str]
    windows: tuple[Window, ...]
    english: tuple[Named, ...]
    people: tuple[tuple[Named, ...], ...]
    statements: tuple[Statement, ...]
    contradictions: tuple[WordsAndFigures, ...]

    @property
    def values(self) -> int:
        """How many names, numbers and stated values were read: with none, nothing can disagree."""
        people = sum(map(len, self.people))
        return len(self.numbers) + len(self.names) + len(self.english) + people + len(self.statements)


@dataclass(frozen=True, slots=True)
class Rules:
    """`statements` are compared between documents; `leases` are read from a lease alone, each by the name of the field that
    it fills."""

    types: tuple[NumberType, ...]
    statements: tuple[StatementRule, ...]
    leases: tuple[StatementRule, ...] = ()


def extract(rules: Rules, read: Read, paper: Paper) -> Extract:
    """`read` gives the value of a kind in a text, None where there is none."""
    leaves = [leaf_of(paper.version, page, paper.pages[page]) for page in sorted(paper.pages)]
    numbers = [number for leaf in leaves for number in numbers_in(rules.types, leaf)]
    heads = [row for leaf in leaves for row in leaf.rows[: _HEAD_LINES if leaf.page == 0 else _HEAD_LATER]]
    own = own_keys(heads, numbers)
    return Extract(
        numbers=tuple(replace(number, own=True) if number.key in own else number for number in numbers),
        names=frozenset(name for leaf in leaves for row in leaf.rows for name in labelled(row)),
        windows=tuple(window for leaf in leaves for window in windows_in(leaf)),
        english=tuple(named for leaf in leaves for named in english_in(leaf)),
        people=tuple(group for leaf in leaves for group in people_in(leaf)),
        statements=tuple(found for leaf in leaves for found in statements_in(rules.statements, read, leaf)),
        contradictions=tuple(
            found for leaf in leaves for found in contradicting_amounts(_IN_WORDS, read, leaf)
        ),
    )


def disagreements(
    rules: Rules, extracts: Sequence[Extract], known: Iterable[str] = ()
) -> tuple[Disagreement, ...]:
    """Numbers first, then names, then what is stated under a label; `known` are names from the record of the lot."""
    numbers = [number for extract in extracts for number in extract.numbers]
    return (
        *_numbers(rules, numbers),
        *_names(extracts, known),
        *_people(extracts),
        *_statements(extracts, clusters(numbers)),
        *_contradictions(extracts),
    )


def _numbers(rules: Rules, numbers: Sequence[Number]) -> Iterator[Disagreement]:
    labels = {CODE: REGISTERED_ID} | {each.id: each.label for each in rules.types}
    for pair in twins(numbers):
        heads = [number.head for number in numbers if number.key in pair]
        head = heads[0]
        for other in heads[1:]:
            while not other.endswith(head):
                head = head[1:]
        sides = tuple(
            Side(
                key,
                f"{head}{key}{'' if key.isascii() else '号'}",
                tuple(number.spot for number in numbers if number.key == key),
            )
            for key in pair
        )
        kind = next(number.type for number in numbers if number.key == pair[0])
        yield Disagreement(Matter.NUMBER, labels.get(kind, NUMBER), "", sides)


def _names(extracts: Sequence[Extract], known: Iterable[str]) -> Iterator[Disagreement]:
    names = {name for extract in extracts for name in extract.names} | set(known)
    windows = [window for extract in extracts for window in extract.windows]
    english = [named for extract in extracts for named in extract.english]
    for found in (mentions(names, windows), english):
        for pair in alike(found):
            sides = tuple(
                Side(name, name, tuple(named.spot for named in found if named.name == name)) for name in pair
            )
            yield Disagreement(Matter.NAME, NAME, "", sides)


def _people(extracts: Sequence[Extract]) -> Iterator[Disagreement]:
    groups = [group for extract in extracts for group in extract.people]
    pairs: dict[tuple[str, str], None] = {}
    for left, right in odd_ones(groups):
        if (right.name, left.name) not in pairs:
            pairs[left.name, right.name] = None
    everyone = [named for group in groups for named in group]
    for pair in pairs:
        sides = [
            Side(name, name, tuple(named.spot for named in everyone if named.name == name)) for name in pair
        ]
        yield Disagreement(Matter.NAME, GUARANTOR, "", _most_first(sides))


def _statements(extracts: Sequence[Extract], called: Mapping[str, str]) -> Iterator[Disagreement]:
    by_type: dict[str, set[str]] = {}
    for extract in extracts:
        for number in extract.numbers:
            by_type.setdefault(number.type, set()).add(called[number.key])
    groups: dict[tuple[str, str], list[Statement]] = {}
    for extract in extracts:
        for statement in extract.statements:
            subject = _subject(statement, extract, by_type, called)
            if subject is not None:
                groups.setdefault((statement.rule.id, subject), []).append(statement)
    for (_, subject), said in groups.items():
        values = dict.fromkeys(statement.value for statement in said)
        if len(values) > 1:
            sides = [_side([each for each in said if each.value == value]) for value in values]
            yield Disagreement(Matter.STATEMENT, said[0].rule.label, subject, _most_first(sides))


def _subject(
    statement: Statement, extract: Extract, by_type: Mapping[str, set[str]], called: Mapping[str, str]
) -> str | None:
    """What a statement is of. In a lot with one loan, one title, … every paper speaks of it; else the paper must name
    which."""
    if not statement.rule.about:
        return ""
    there = by_type.get(statement.rule.about, set())
    if len(there) <= 1:
        return next(iter(there), "")
    named = about(statement, extract.numbers)
    return called[named] if named is not None else None


def _side(said: Sequence[Statement]) -> Side:
    return Side(_in_one_form(said[0].value), said[0].written, tuple(statement.spot for statement in said))


def _in_one_form(value: object) -> str:
    match value:
        case Money():
            return f"{value.currency} {value.minor}"
        case Decimal():
            return format(value.normalize(), "f")
        case _:
            return str(value)


def _most_first(sides: Sequence[Side]) -> tuple[Side, ...]:
    return tuple(sorted(sides, key=lambda side: -len(side.spots)))


def _contradictions(extracts: Sequence[Extract]) -> Iterator[Disagreement]:
    for extract in extracts:
        for found in extract.contradictions:
            yield Disagreement(
                Matter.STATEMENT, _IN_WORDS.label, "", (_side([found.words]), _side([found.figures]))
            )
