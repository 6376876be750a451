"""Runs of text broken into lines: Latin between words, Chinese between characters by the usual prohibitions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby
from operator import itemgetter

from workstation.domain.memo import ExhibitMark
from workstation.export.memo.display import Glyphs, Jump, MarkSpot, Op
from workstation.export.memo.latin import is_wide, latinised, real
from workstation.export.memo.look import REGULAR
from workstation.export.memo.typefaces import Typefaces

_NEVER_FIRST = "，。、；：！？）》」』】〕〉”’％…·,.;:!?)]}%"
_NEVER_LAST = "（《「『【〔〈“‘¥([{"

_SECTIONS = ("section-", "exhibits")  # places to which one is led by their names
_PITCH = 0.57  # em of a character of a code, on the whole


@dataclass(frozen=True, slots=True)
class Style:
    """`link`: an exhibit mark, or the name of a place to jump to. A linked run is never broken. Codes of as many
    characters are of one width."""

    size: float
    color: str
    weight: int = REGULAR
    link: ExhibitMark | str | None = None
    code: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class _Atom:
    """A stretch that is never broken, with the blank before it (dropped at the start of a line)."""

    runs: tuple[Run, ...]
    blank: Run | None
    width: float
    blank_width: float


@dataclass(frozen=True, slots=True)
class TextLine:
    runs: tuple[Run, ...]
    width: float


class Typesetter:
    """Measures, breaks and places the runs of one memo. The same words are laid out again and again until the summary
    fits its page: what was measured and where it may break is kept."""

    def __init__(self, faces: Typefaces) -> None:
        self._faces = faces
        self._widths: dict[tuple[str, int, float], float] = {}
        self._broken: dict[tuple[Run, ...], tuple[_Atom, ...]] = {}

    def width(self, text: str, style: Style) -> float:
        return self._faces.weight(style.weight).width(latinised(text), style.size)

    def natural_width(self, runs: Iterable[Run]) -> float:
        return sum(self._measure(run) for run in _prepared(runs))

    def lines(self, runs: Iterable[Run], room: float) -> list[TextLine]:
        """Lines no wider than `room`; a word that is wider alone is broken where it must be."""
        lines: list[TextLine] = []
        current: list[_Atom] = []
        used = 0.0
        for atom in self._atoms(tuple(runs), room):
            lead = atom.blank_width if current else 0.0
            if current and used + lead + atom.width > room + 0.01:
                lines.append(_joined(current, used))
                current, used, lead = [], 0.0, 0.0
            current.append(atom)
            used += lead + atom.width
        if current:
            lines.append(_joined(current, used))
        return lines

    def placed(self, line: TextLine, x: float, baseline: float) -> list[Op]:
        """Glyphs from `x` on, with the spots of exhibit marks."""
        ops: list[Op] = []
        for run in line.runs:
            width = self._measure(run)
            ops += self._glyphs(run, x, baseline)
            link, size = run.style.link, run.style.size
            spot = (x, baseline - size * 0.85, width, size * 1.15)
            if isinstance(link, ExhibitMark):
                ops.append(MarkSpot(*spot, link))
            elif link:
                ops.append(Jump(*spot, link, real(run.text) if link.startswith(_SECTIONS) else ""))
            x += width
        return ops

    def _glyphs(self, run: Run, x: float, baseline: float) -> list[Op]:
        style = run.style
        if not style.code:
            return [Glyphs(x, baseline, run.text, style.weight, style.size, style.color)]
        widths = [self._faces.weight(style.weight).width(char, style.size) for char in run.text]
        extra = (self._measure(run) - sum(widths)) / max(len(widths), 1)
        lefts = accumulate((width + extra for width in widths[:-1]), initial=x)
        return [
            Glyphs(left, baseline, char, style.weight, style.size, style.color)
            for left, char in zip(lefts, run.text, strict=True)
        ]

    def _measure(self, run: Run) -> float:
        if run.style.code:
            return len(run.text) * run.style.size * _PITCH
        weight, size = run.style.weight, run.style.size
        known = self._widths.get((run.text, weight, size))
        if known is None:
            known = self._faces.weight(weight).width(run.text, size)
            self._widths[run.text, weight, size] = known
        return known

    def _atoms(self, runs: tuple[Run, ...], room: float) -> Iterator[_Atom]:
        """A stretch that is wider than the room alone comes character by character."""
        if runs not in self._broken:
            self._broken[runs] = tuple(self._measured(list(_prepared(runs))))
        for atom in self._broken[runs]:
            if atom.width <= room:
                yield atom
                continue
            chars = [Run(char, run.style) for run in atom.runs for char in run.text]
            for place, char in enumerate(chars):
                lead = None if place else atom.blank
                yield _Atom((char,), lead, self._measure(char), atom.blank_width if lead else 0.0)

    def _measured(self, runs: list[Run]) -> Iterator[_Atom]:
        for stretch, blank in _stretches(runs):
            width = sum(self._measure(run) for run in stretch)
            yield _Atom(stretch, blank, width, self._measure(blank) if blank else 0.0)


def _prepared(runs: Iterable[Run]) -> Iterator[Run]:
    """Latin marks are told apart over the whole text, since neighbours may stand in another run."""
    known = [(_visible(run.text), run.style) for run in runs if run.text]
    whole = latinised("".join(text for text, _ in known))
    place = 0
    for text, style in known:
        yield Run(whole[place : place + len(text)], style)
        place += len(text)


def _visible(text: str) -> str:
    return real(latinised(text))


def _stretches(runs: list[Run]) -> Iterator[tuple[tuple[Run, ...], Run | None]]:
    """Unbreakable stretches, and the blank that goes before."""
    chars = [(char, run.style) for run in runs for char in run.text]
    stretch: list[tuple[str, Style]] = []
    blank: Run | None = None
    for place, (char, style) in enumerate(chars):
        if char == " " and style.link is None:
            if stretch:
                yield _merged(stretch), blank
                stretch = []
            blank = Run(" ", style)
            continue
        if stretch and _may_break(chars[place - 1], (char, style)):
            yield _merged(stretch), blank
            stretch, blank = [], None
        stretch.append((char, style))
    if stretch:
        yield _merged(stretch), blank


def _may_break(before: tuple[str, Style], after: tuple[str, Style]) -> bool:
    left, right = real(before[0]), real(after[0])
    if before[1].link != after[1].link:
        return right not in _NEVER_FIRST
    if before[1].link:
        return False
    if right in _NEVER_FIRST or left in _NEVER_LAST:
        return False
    return is_wide(left) or is_wide(right)


def _merged(texts: Iterable[tuple[str, Style]]) -> tuple[Run, ...]:
    """Neighbours of one style become one run."""
    return tuple(
        Run("".join(text for text, _ in group), style) for style, group in groupby(texts, itemgetter(1))
    )


def _joined(atoms: list[_Atom], width: float) -> TextLine:
    texts: list[tuple[str, Style]] = []
    for place, atom in enumerate(atoms):
        if place and atom.blank:
            texts.append((" ", atom.blank.style))
        texts.extend((run.text, run.style) for run in atom.runs)
    return TextLine(_merged(texts), width)
