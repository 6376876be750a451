"""Names beside an exhibit: what was read at this height, and the sections that use it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from workstation.domain.memo import Passage
from workstation.export.memo.display import Op, Stroke
from workstation.export.memo.kit import Kit, elided
from workstation.export.memo.look import BOLD, PAGE_WIDTH, REGULAR
from workstation.export.memo.words import Run, Style, TextLine

_LEFT: Final = 502.0
_WIDTH: Final = PAGE_WIDTH - 10.0 - _LEFT
_LEADING: Final = 8.2
_LONGEST: Final = 60  # characters of a value in the margin; the page itself shows the rest
_BETWEEN: Final = 3.0
_ONE_LINE: Final = 5.0  # passages so close in height stand on one line of the page
# what is said of each: all; its label and its value on a line each; its label alone, with the sections
_FULL, _SHORT, _LEAST = range(3)


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A passage, where it stands on the page, and the sections that cite it: number to anchor."""

    passage: Passage
    middle: float
    left: float
    cited: dict[int, str]


def place_notes(notes: Iterable[MarginNote], edge: float, span: tuple[float, float], kit: Kit) -> list[Op]:
    """Notes never cover one another and stay within the span. Where there are many, less is said of each. A line joins those of one height to the `edge` of the page."""
    ordered = sorted(notes, key=lambda note: (note.middle, note.left))
    room = span[1] - span[0]
    for level in (_FULL, _SHORT, _LEAST):
        groups = _groups(ordered, level, kit)
        if _height(groups) <= room:
            break
    else:
        groups = _as_many(groups, room, kit)
    ops: list[Op] = []
    for group, top in zip(groups, _tops(groups, span), strict=True):
        ops += kit.text_ops(group.lines, _LEFT, top + 6.6, _LEADING)
        start, end = (edge, min(group.middle, span[1])), (_LEFT - 3.0, top + 4.2)
        ops.append(Stroke(start, end, kit.look.cited_outline, 0.5))
    return ops


@dataclass(frozen=True, slots=True)
class _Group:
    """The notes of one line of the page, one under the other."""

    middle: float
    lines: list[TextLine]

    @property
    def height(self) -> float:
        return len(self.lines) * _LEADING


def _groups(notes: list[MarginNote], level: int, kit: Kit) -> list[_Group]:
    groups: list[_Group] = []
    for note in notes:
        lines = _lines(note, level, kit)
        if groups and note.middle - groups[-1].middle < _ONE_LINE:
            groups[-1] = replace(groups[-1], lines=[*groups[-1].lines, *lines])
        else:
            groups.append(_Group(note.middle, lines))
    return groups


def _lines(note: MarginNote, level: int, kit: Kit) -> list[TextLine]:
    """Label, then the sections as links back, then the value."""
    look, passage = kit.look, note.passage
    strong, quiet = Style(look.size.label, look.cited_outline, BOLD), Style(look.size.label, look.ink3)
    sections: list[Run] = []
    for section, anchor in sorted(note.cited.items()):
        blank = [Run(" · ", quiet)] if sections else []
        sections += [*blank, Run(str(section), Style(look.size.label, look.mark, REGULAR, anchor))]
    if level == _LEAST:
        room = _WIDTH - kit.type.natural_width(sections) - 6.0
        name = elided(passage.label, strong, room, kit)
        return kit.type.lines([Run(f"{name} ", strong), *sections], float("inf"))
    long = _LONGEST if level == _FULL else 2 * _LONGEST
    value = passage.value if len(passage.value) <= long else f"{passage.value[: long - 1]}…"
    if value:
        sections += [Run(" · " if sections else "", quiet), Run(value, quiet)]
    if level == _FULL:
        return [*kit.type.lines([Run(passage.label, strong)], _WIDTH), *kit.type.lines(sections, _WIDTH)]
    name = elided(passage.label, strong, _WIDTH, kit)
    one = replace(kit, cell_lines=1)
    return [*one.cell([Run(name, strong)], _WIDTH), *one.cell(sections, _WIDTH)]


def _height(groups: list[_Group]) -> float:
    return sum(group.height for group in groups) + _BETWEEN * max(len(groups) - 1, 0)


def _as_many(groups: list[_Group], room: float, kit: Kit) -> list[_Group]:
    """The first that have room, and how many lines are left out; the foot of the page names the sections of all."""
    kept: list[_Group] = []
    for group in groups:
        if _height([*kept, group]) + _BETWEEN + _LEADING > room:
            break
        kept.append(group)
    left = sum(len(group.lines) for group in groups[len(kept) :])
    said = kit.tr("and {count} more on this page", count=left)
    line = kit.type.lines([Run(said, Style(kit.look.size.label, kit.look.ink3))], _WIDTH)[:1]
    return [*kept, _Group(groups[len(kept)].middle, line)]


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Groups that touch, as one: `wish` is the sum of where each would have its beginning."""

    count: int
    height: float
    wish: float

    def top(self, span: tuple[float, float]) -> float:
        return max(span[0], min(self.wish / self.count, span[1] - self.height))

    def with_next(self, below: "_Cluster") -> "_Cluster":
        beginning = self.height + _BETWEEN
        wish = self.wish + below.wish - below.count * beginning
        return _Cluster(self.count + below.count, beginning + below.height, wish)


def _tops(groups: list[_Group], span: tuple[float, float]) -> list[float]:
    """As near to their passages as they come, on the average of those that touch."""
    clusters: list[_Cluster] = []
    for group in groups:
        made = _Cluster(1, group.height, group.middle - _LEADING / 2)
        while clusters and clusters[-1].top(span) + clusters[-1].height + _BETWEEN > made.top(span):
            made = clusters.pop().with_next(made)
        clusters.append(made)
    tops: list[float] = []
    for cluster in clusters:
        top = cluster.top(span)
        for group in groups[len(tops) : len(tops) + cluster.count]:
            tops.append(top)
            top += group.height + _BETWEEN
    return tops
