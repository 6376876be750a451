"""Facts: label, value and source. In a narrow column one below the other; over the width of a page two side by side, with what
is long below them from one end of the line to the other."""

import re
from dataclasses import dataclass, replace

from workstation.domain.memo import ExhibitMark, Fact, Facts, Text
from workstation.export.memo.display import Glyphs, MarkSpot, Op, Piece, Stroke, moved
from workstation.export.memo.kit import Kit
from workstation.export.memo.look import SMALLEST
from workstation.export.memo.tables import GUTTER, LEADING, ROW
from workstation.export.memo.words import Run, Style, TextLine

_COLUMN = 44.0  # of the sources in a narrow column, so that values end at one place on every memo
_MOST = 54.0  # of a mark and "+n" on one line
_WIDE = 400.0
_BETWEEN = 20.0  # of the two columns, as on page one
_MARKS = 10.0  # before the sources
_TWO_MARKS = 66.0  # more sources than this want a line of their own
_FEW = 4  # rows that are never parted
_LABEL = 120.0  # of a long fact at most


_BRANCH = re.compile(r"(?<=公司)(?=.{2,}(?:分公司|分行|支行|营业部|办事处|分理处)$)")


@dataclass(frozen=True, slots=True)
class _Laid:
    """The runs of one fact with their widths."""

    fact: Fact
    value: list[Run]
    source: list[Run]
    label_width: float
    value_width: float
    source_width: float
    more: tuple[ExhibitMark, ...] = ()  # marks behind "+n"


def lay_facts(facts: Facts, width: float, kit: Kit) -> list[Piece]:
    """Values flush right, sources in a column of their own."""
    laid = [_measured(fact, kit) for fact in facts.rows]
    if width < _WIDE:
        narrow = [_narrowed(each, kit) for each in laid]
        return _column(narrow, width, _marks_of(narrow, kit), kit)
    each = (width - _BETWEEN) / 2
    marks = max((one.source_width for one in laid if one.source_width <= _TWO_MARKS), default=0.0)
    short = [one for one in laid if _is_short(one, each, marks)]
    long = [one for one in laid if not _is_short(one, each, marks)]
    beside = -(-len(short) // 2)
    left, right = (_column(part, each, marks, kit) for part in (short[:beside], short[beside:]))
    pairs = [
        _beside(piece, right[place] if place < len(right) else None, each + _BETWEEN)
        for place, piece in enumerate(left)
    ]
    return _together([*pairs, *_lines(long, width, kit)])


def _together(pieces: list[Piece]) -> list[Piece]:
    """No row stands alone at the end or the start of a page, and a few rows stand on one."""
    last = len(pieces) - 1
    few = len(pieces) <= _FEW
    return [
        replace(piece, keep=place < last and (few or place in {0, last - 1}))
        for place, piece in enumerate(pieces)
    ]


def _measured(fact: Fact, kit: Kit) -> _Laid:
    value = kit.runs((Text(fact.value.text, fact.value.strong, fact.value.tone),), kit.body())
    source = kit.sources(fact.value, kit.body())
    return _Laid(
        fact,
        value,
        source,
        kit.type.width(fact.label, kit.body()),
        kit.type.natural_width(value),
        kit.type.natural_width(source),
    )


def _narrowed(one: _Laid, kit: Kit) -> _Laid:
    """With the first mark alone, and how many more there are; each of them is opened by its part of that number."""
    first, more = one.fact.value.marks[:1], one.fact.value.marks[1:]
    if not more:
        return one
    source = kit.sources(replace(one.fact.value, marks=first), kit.body())
    count = Run(f"+{len(more)}", Style(kit.look.size.mark, kit.look.mark))
    return replace(one, source=[source[0], Run(" ", kit.body()), count, *source[1:]], more=more)


def _marks_of(laid: list[_Laid], kit: Kit) -> float:
    """The same on every page; wider for a mark of many digits or a long word alone."""
    scale = kit.look.size.mark / SMALLEST
    natural = max((kit.type.natural_width(each.source) for each in laid), default=0.0)
    widest = max((_widest(each.source, kit) for each in laid), default=0.0)
    return max(_COLUMN * scale, min(natural, _MOST * scale), widest)


def _widest(source: list[Run], kit: Kit) -> float:
    """Of the parts that are never broken: a mark, a word."""
    parts = (part for run in source for part in ([run.text] if run.style.link else run.text.split()))
    return max((kit.type.width(part, source[0].style) for part in parts), default=0.0)


def _opened(ops: list[Op], more: tuple[ExhibitMark, ...], kit: Kit) -> list[Op]:
    """With places to open the marks behind "+n": each has an equal part of it."""
    for op in ops:
        if more and isinstance(op, Glyphs) and op.text == f"+{len(more)}":
            each = kit.type.width(op.text, Style(op.size, op.color, op.weight)) / len(more)
            spots = (
                MarkSpot(op.x + place * each, op.y - op.size * 0.85, each, op.size * 1.15, mark)
                for place, mark in enumerate(more)
            )
            return [*ops, *spots]
    return ops


def _value_lines(value: list[Run], room: float, kit: Kit) -> list[TextLine]:
    """A house and its branch on lines of their own where they have no room on one."""
    text, style = "".join(run.text for run in value), value[0].style if value else kit.body()
    if kit.type.natural_width(value) > room and (found := _BRANCH.search(text)):
        parts = [Run(part, style) for part in (text[: found.start()], text[found.start() :])]
        if all(kit.type.natural_width([part]) <= room for part in parts):
            return [line for part in parts for line in kit.type.lines([part], room)]
    lines = kit.unwidowed(value, room)
    return lines if len(lines) <= (kit.cell_lines or len(lines)) else kit.cell(value, room)


def _is_short(one: _Laid, room: float, marks: float) -> bool:
    needed = one.label_width + GUTTER + one.value_width + (marks + _MARKS if marks else 0.0)
    return one.source_width <= marks and needed <= room


def _beside(left: Piece, right: Piece | None, offset: float) -> Piece:
    if right is None:
        return left
    return Piece(max(left.height, right.height), (*left.ops, *(moved(op, offset, 0.0) for op in right.ops)))


def _column(laid: list[_Laid], width: float, marks: float, kit: Kit) -> list[Piece]:
    value_end = width - marks - (_MARKS if marks else 0.0)
    pieces = []
    for one in laid:
        room = max(value_end - one.label_width - GUTTER, value_end * 0.45)
        lines = _value_lines(one.value, room, kit)
        label = kit.type.lines(
            [Run(one.fact.label, kit.body(kit.look.ink2))],
            value_end - GUTTER - min(room, 40.0, one.value_width),
        )
        ops = kit.text_ops(lines, 0.0, 9.6, LEADING, right=value_end)
        row = _row(label, ops, len(lines), kit.type.lines(one.source, marks or width), width, kit)
        pieces.append(replace(row, ops=tuple(_opened(list(row.ops), one.more, kit))))
    return pieces


def _lines(laid: list[_Laid], width: float, kit: Kit) -> list[Piece]:
    """Long facts: the value begins behind the longest label and runs to its sources."""
    start = min(max((one.label_width for one in laid), default=0.0), _LABEL) + 2 * GUTTER
    pieces = []
    for one in laid:
        sources = kit.type.lines(one.source, width * 0.25)
        marks = max((line.width for line in sources), default=0.0)
        room = width - start - (marks + _MARKS if marks else 0.0)
        lines = kit.unwidowed(one.value, room)
        label = kit.type.lines([Run(one.fact.label, kit.body(kit.look.ink2))], start - GUTTER)
        ops = kit.text_ops(lines, start, 9.6, LEADING)
        pieces.append(_row(label, ops, len(lines), sources, width, kit))
    return pieces


def _row(  # noqa: PLR0917 - the three parts of a row, and where
    label: list[TextLine], value: list[Op], lines: int, sources: list[TextLine], width: float, kit: Kit
) -> Piece:
    height = ROW + (max(lines, len(label), len(sources), 1) - 1) * LEADING
    ops = kit.text_ops(label, 0.0, 9.6, LEADING)
    ops += value
    ops += kit.text_ops(sources, 0.0, 9.6, LEADING, right=width)
    ops.append(Stroke((0.0, height), (width, height), kit.look.rule))
    return Piece(height, tuple(ops))
