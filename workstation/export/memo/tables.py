"""Tables with hairlines: numbers to the right, marks in their own column, the head again on every page."""

from dataclasses import dataclass, replace

from workstation.domain.memo import Align, Column, Figure, Line, Pairs, Row, Table, Text
from workstation.export.memo.display import Area, Op, Piece, Stroke
from workstation.export.memo.kit import Kit
from workstation.export.memo.signs import SIGN, severity_sign
from workstation.export.memo.words import Run

ROW = 13.6
LEADING = 10.5
GUTTER = 8.0
_SIGN_ROOM = 16.0
_INSET = 4.0
_SHORT = 9  # rows that stand on one page


@dataclass(frozen=True, slots=True)
class _Track:
    """Where a column stands."""

    left: float
    width: float
    align: Align

    @property
    def right(self) -> float:
        return self.left + self.width


def lay_table(table: Table, width: float, kit: Kit) -> list[Piece]:
    table = _sources_apart(table)
    indent = _SIGN_ROOM if any(row.severity for row in table.rows) else 0.0
    cells = [_cells(row, kit) for row in table.rows]
    measured = [runs for row, runs in zip(table.rows, cells, strict=True) if not row.group]
    tracks = _tracks(table.columns, measured, width - indent, indent, kit)
    head = _head(table.columns, tracks, width, kit)
    pieces = [head] if head else []
    for row, runs in zip(table.rows, cells, strict=True):
        made = (
            _group(runs, width, kit)
            if row.group
            else _row(row, runs, tracks, width, kit, ruled=head is not None)
        )
        pieces.append(replace(made, head=head))
    return _bound(pieces, len(table.rows))


def _bound(pieces: list[Piece], rows: int) -> list[Piece]:
    """A short table is never parted; of a long one no row stands alone at the end or the start of a page."""
    first, last = len(pieces) - rows, len(pieces) - 1
    return [
        replace(piece, keep=piece.keep or (place < last and (rows <= _SHORT or place in {first, last - 1})))
        for place, piece in enumerate(pieces)
    ]


def _sources_apart(table: Table) -> Table:
    """Numbers end at one place whether a mark stands behind them or not: marks of a column of numbers get their own."""
    split = [
        place
        for place, column in enumerate(table.columns)
        if column.align is Align.RIGHT and any(_is_sourced(row.cells[place]) for row in table.rows)
    ]
    for place in reversed(split):
        columns = list(table.columns)
        columns.insert(place + 1, Column("", Align.RIGHT))
        table = Table(tuple(columns), tuple(_parted(row, place) for row in table.rows))
    return table


def _is_sourced(cell: Line) -> bool:
    return any(isinstance(part, Figure) and part.text and (part.marks or part.state) for part in cell)


def _parted(row: Row, place: int) -> Row:
    cells = list(row.cells)
    value = tuple(
        Text(part.text, part.strong, part.tone) if isinstance(part, Figure) else part for part in cells[place]
    )
    sources = tuple(replace(part, text="") for part in cells[place] if isinstance(part, Figure))
    cells[place : place + 1] = [value, sources]
    return replace(row, cells=tuple(cells))


def lay_pairs(pairs: Pairs, width: float, kit: Kit) -> list[Piece]:
    per_column = -(-len(pairs.items) // pairs.columns)
    gutter = 16.0
    each = (width - gutter * (pairs.columns - 1)) / pairs.columns
    ops: list[Op] = []
    pitch = 11.6
    for place, item in enumerate(pairs.items):
        column, line = divmod(place, per_column)
        left, baseline = column * (each + gutter), 9.0 + line * pitch
        ops += kit.one_line(item.label, kit.body(kit.look.ink2), left, baseline)
        runs = kit.runs((item.value,), kit.body(strong=True))
        lines = kit.type.lines(runs, each)
        ops += kit.text_ops(lines[:1], 0.0, baseline, LEADING, right=left + each)
    return [Piece(per_column * pitch + 3.0, tuple(ops), above=2.0)]


def _cells(row: Row, kit: Kit) -> list[list[Run]]:
    return [kit.runs(cell, kit.body(strong=row.total or row.group)) for cell in row.cells]


def _tracks(
    columns: tuple[Column, ...], cells: list[list[list[Run]]], width: float, indent: float, kit: Kit
) -> list[_Track]:
    """Columns without a share take what their longest cell needs; the others divide what is left. When even
    that is too much, the widest columns give way first."""
    natural = [
        max(
            [kit.type.width(column.head, kit.small())] + [kit.type.natural_width(row[place]) for row in cells]
        )
        for place, column in enumerate(columns)
    ]
    free = width - GUTTER * (len(columns) - 1)
    shares = sum(column.share for column in columns)
    fixed = [natural[place] for place, column in enumerate(columns) if not column.share]
    fixed = _capped(fixed, free * 0.7 if shares else free)
    left_over = free - sum(fixed)
    slack = 0.0 if shares else left_over / len(columns)
    taken = iter(fixed)
    widths = [
        left_over * column.share / shares if column.share else next(taken) + slack for column in columns
    ]
    tracks, left = [], indent
    for column, column_width in zip(columns, widths, strict=True):
        tracks.append(_Track(left, column_width, column.align))
        left += column_width + GUTTER
    return tracks


def _capped(widths: list[float], room: float) -> list[float]:
    """A shortage is taken from the widest, so that short numbers stay whole."""
    cap = max(widths, default=0.0)
    while sum(min(width, cap) for width in widths) > room and cap > 10.0:
        cap -= 1.0
    return [min(width, cap) for width in widths]


def _head(columns: tuple[Column, ...], tracks: list[_Track], width: float, kit: Kit) -> Piece | None:
    if not any(column.head for column in columns):
        return None
    ops: list[Op] = []
    lines = [
        kit.type.lines([Run(column.head, kit.small())], track.width)
        for column, track in zip(columns, tracks, strict=True)
    ]
    height = 14.0 + (max(map(len, lines)) - 1) * 8.5
    for track, head in zip(tracks, lines, strict=True):
        right = track.right if track.align is Align.RIGHT else None
        ops += kit.text_ops(head, track.left, 9.4, 8.5, right=right)
    ops.append(Stroke((0.0, height), (width, height), kit.look.ink3, 0.6))
    return Piece(height, tuple(ops), keep=True)


def _row(
    row: Row, cells: list[list[Run]], tracks: list[_Track], width: float, kit: Kit, *, ruled: bool
) -> Piece:
    lines = [kit.cell(runs, track.width) for runs, track in zip(cells, tracks, strict=True)]
    height = ROW + (max(1, *map(len, lines)) - 1) * LEADING
    ops: list[Op] = []
    for track, cell in zip(tracks, lines, strict=True):
        right = track.right if track.align is Align.RIGHT else None
        ops += kit.text_ops(cell, track.left, 9.6, LEADING, right=right)
    if row.severity:
        ops += severity_sign(row.severity, 1.5, (ROW - SIGN) / 2, kit.look, settled=row.settled)
    if row.total:
        ops.insert(0, Stroke((0.0, 0.0), (width, 0.0), kit.look.navy, 0.8))
    elif ruled:
        ops.append(Stroke((0.0, height), (width, height), kit.look.rule))
    return Piece(height, tuple(ops))


def _group(cells: list[list[Run]], width: float, kit: Kit) -> Piece:
    """On the ground of a panel, bound to the row below it."""
    words, last = cells[0], cells[-1] if len(cells) > 1 else []
    count = kit.type.lines(last, width)
    room = width - 2 * _INSET - (count[0].width + GUTTER if count else 0.0)
    lines = kit.type.lines(words, room)
    height = ROW + (max(1, len(lines)) - 1) * LEADING
    ops: list[Op] = [Area(0.0, 0.0, width, height, fill=kit.look.panel)]
    ops += kit.text_ops(lines, _INSET, 9.6, LEADING)
    ops += kit.text_ops(count[:1], 0.0, 9.6, LEADING, right=width - _INSET)
    return Piece(height, tuple(ops), above=4.0, keep=True)
