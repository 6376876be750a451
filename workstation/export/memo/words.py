"""Runs of text broken into lines: Latin between words, Chinese between characters by the usual prohibitions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workstation.domain.memo import ExhibitMark
from workstation.export.memo.display import Glyphs, Jump, MarkSpot, Op
from workstation.export.memo.latin import is_wide, latinised, real
from workstation.export.memo.look import REGULAR
from workstation.export.memo.typefaces import Typefaces

_NEVER_FIRST = "，。、；：！？）》」』】〕〉”’％…·,.;:!?)]}%"
_NEVER_LAST = "（《「『【〔〈“‘¥([{"


@dataclass(frozen=True, slots=True)
class Style:
    """`link`: an exhibit mark, or the name of a place to jump to. A linked run is never broken."""

    size: float
    color: str
    weight: int = REGULAR
    link: ExhibitMark | str | None = None


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
    """Measures, breaks and places runs."""

    def __init__(self, faces: Typefaces) -> None:
        self._faces = faces

    def width(self, text: str, style: Style) -> float:
        return self._faces.weight(style.weight).width(latinised(text), style.size)

    def natural_width(self, runs: Iterable[Run]) -> float:
        return sum(self._measure(run) for run in _prepared(runs))

    def lines(self, runs: Iterable[Run], room: float) -> list[TextLine]:
        """Lines no wider than `room`; a word that is wider alone is broken where it must be."""
        lines: list[TextLine] = []
        current: list[_Atom] = []
        used = 0.0
        for atom in self._atoms(list(_prepared(runs)), room):
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
            ops.append(Glyphs(x, baseline, run.text, run.style.weight, run.style.size, run.style.color))
            link, size = run.style.link, run.style.size
            spot = (x, baseline - size * 0.85, width, size * 1.15)
            if isinstance(link, ExhibitMark):
                ops.append(MarkSpot(*spot, link))
            elif link:
                ops.append(Jump(*spot, link))
            x += width
        return ops

    def _measure(self, run: Run) -> float:
        return self._faces.weight(run.style.weight).width(run.text, run.style.size)

    def _atoms(self, runs: list[Run], room: float) -> Iterator[_Atom]:
        for stretch, blank in _stretches(runs):
            width = sum(self._measure(run) for run in stretch)
            blank_width = self._measure(blank) if blank else 0.0
            if width <= room:
                yield _Atom(stretch, blank, width, blank_width)
                continue
            chars = [Run(char, run.style) for run in stretch for char in run.text]
            for place, char in enumerate(chars):
                lead = None if place else blank
                yield _Atom((char,), lead, self._measure(char), blank_width if lead else 0.0)


def _prepared(runs: Iterable[Run]) -> Iterator[Run]:
    """Latin marks are told apart over the whole text, since neighbours may stand in another run."""
    known = [run for run in runs if run.text]
    whole = latinised("".join(_visible(run.text) for run in known))
    place = 0
    for run in known:
        length = len(_visible(run.text))
        yield Run(whole[place : place + length], run.style)
        place += length


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


def _merged(chars: list[tuple[str, Style]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for char, style in chars:
        if runs and runs[-1].style == style:
            runs[-1] = Run(runs[-1].text + char, style)
        else:
            runs.append(Run(char, style))
    return tuple(runs)


def _joined(atoms: list[_Atom], width: float) -> TextLine:
    chars: list[tuple[str, Style]] = []
    for place, atom in enumerate(atoms):
        if place and atom.blank:
            chars.append((" ", atom.blank.style))
        chars.extend((char, run.style) for run in atom.runs for char in run.text)
    return TextLine(_merged(chars), width)
