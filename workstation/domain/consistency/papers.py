"""What is compared: papers with their pages, and places in them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from workstation.domain.consistency.flat import Flat, flatten, lines
from workstation.domain.pages import PageText

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paper:
    """A version by its id, with the texts of its pages by 0-based index; pages without a text are left out."""

    version: str
    pages: Mapping[int, PageText]


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A span of the text of a page: `start` and `end` count the characters of `PageText.text`."""

    version: str
    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a paper as it is looked through: as sentences, and line by line."""

    version: str
    page: int
    flat: Flat
    rows: tuple[Flat, ...]

    def spot(self, start: int, end: int, within: Flat | None = None) -> Spot:
        """A span of the sentences (of one line, where it is `within` that) as a place."""
        return Spot(self.version, self.page, *(within or self.flat).span(start, end))


def leaf_of(version: str, page: int, text: PageText) -> Leaf:
    return Leaf(version, page, flatten(text.text), tuple(lines(text.text)))


def forms(text: str) -> Iterator[str]:
    """The text, and the text without each of its letters: two texts that are one edit apart share a form, so that
    thousands are paired without comparing each with each."""
    yield text
    for at in range(len(text)):
        yield text[:at] + text[at + 1 :]


def near_pairs(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different texts that are at most one edit apart, each once, in the order of `texts`."""
    by_form: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        for form in set(forms(text)):
            by_form.setdefault(form, []).append(at)
    pairs = {(one, other) for sharing in by_form.values() for one, other in combinations(sharing, 2)}
    for one, other in sorted(pairs):
        if edits(texts[one], texts[other], 1) == 1:
            yield texts[one], texts[other]


def likely_one(
    groups: Mapping[str, Sequence[T]], are_two: Callable[[Sequence[T], Sequence[T]], bool]
) -> list[tuple[str, str]]:
    """Pairs of texts, each with its mentions, that are one edit apart and not known to be two; the one with more
    mentions first."""
    most_first = sorted(groups, key=lambda text: -len(groups[text]))
    return [(one, other) for one, other in near_pairs(most_first) if not are_two(groups[one], groups[other])]


def edits(left: str, right: str, most: int = 2) -> int:
    """How many letters were added, left out, changed or swapped with their neighbour (optimal string alignment);
    `most` + 1 where it is more than `most`."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    rows = [list(range(len(right) + 1))]
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return min(rows[-1][-1], most + 1)
