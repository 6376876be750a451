"""Facts: label, value and source. In a narrow column one below the other; over the width of a page two side by side, with what
is long below them from one end of the line to the other."""

from dataclasses import dataclass, replace

from workstation.domain.memo import Fact, Facts, Text
from workstation.export.memo.display import Op, Piece, Stroke, moved
from workstation.export.memo.kit import Kit
from workstation.export.memo.tables import GUTTER, LEADING, ROW
from workstation.export.memo.words import Run, TextLine

_WIDE = 400.0
_BETWEEN = 20.0  # of the two columns, as on page one
_MARKS = 10.0  # before the sources
_TWO_MARKS = 66.0  # more sources than this want a line of their own
_FEW = 4  # rows that are never parted
_LABEL = 120.0  # of a long fact at most


@dataclass(frozen=True, slots=True)
class _Laid:
    """The runs of one fact with their widths."""

    fact: Fact
    value: list[Run]
    source: list[Run]
    label_width: float
    value_width: float
    source_width: float


def lay_facts(facts: Facts, width: float, kit: Kit) -> list[Piece]:
    """Values flush right, sources in a column of their own."""
    laid = [_measured(fact, kit) for fact in facts.rows]
    if width < _WIDE:
        return _column(laid, width, max((each.source_width for each in laid), default=0.0), kit)
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
        lines = kit.type.lines(one.value, room)
        label = kit.type.lines(
            [Run(one.fact.label, kit.body(kit.look.ink2))],
            value_end - GUTTER - min(room, 40.0, one.value_width),
        )
        ops = kit.text_ops(lines, 0.0, 10.2, LEADING, right=value_end)
        pieces.append(_row(label, ops, len(lines), kit.type.lines(one.source, width), width, kit))
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
        ops = kit.text_ops(lines, start, 10.2, LEADING)
        pieces.append(_row(label, ops, len(lines), sources, width, kit))
    return pieces


def _row(  # noqa: PLR0917 - the three parts of a row, and where
    label: list[TextLine], value: list[Op], lines: int, sources: list[TextLine], width: float, kit: Kit
) -> Piece:
    height = ROW + (max(lines, len(label), len(sources), 1) - 1) * LEADING
    ops = kit.text_ops(label, 0.0, 10.2, LEADING)
    ops += value
    ops += kit.text_ops(sources, 0.0, 10.2, LEADING, right=width)
    ops.append(Stroke((0.0, height), (width, height), kit.look.rule))
    return Piece(height, tuple(ops))
