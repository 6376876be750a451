"""Each kind of block as pieces of a page."""

from collections.abc import Callable, Mapping
from typing import Any

from workstation.domain.memo import (
    Block,
    CashTimeline,
    Columns,
    Distribution,
    Excerpt,
    Facts,
    Group,
    Items,
    Meter,
    Pairs,
    Paragraph,
    SignOff,
    Table,
    Tornado,
    Waterfall,
)
from workstation.export.memo.charts import lay_distribution, lay_timeline, lay_tornado, lay_waterfall
from workstation.export.memo.display import Area, Op, Piece, Stroke, moved, stacked
from workstation.export.memo.facts import lay_facts
from workstation.export.memo.kit import Kit, fitting
from workstation.export.memo.look import BOLD
from workstation.export.memo.signs import severity_sign
from workstation.export.memo.tables import lay_pairs, lay_table
from workstation.export.memo.words import Run, Style, TextLine
from workstation.language.formats import rounded

_GUTTER = 20.0
_BETWEEN_GROUPS = 10.0


def lay_blocks(blocks: tuple[Block, ...], width: float, kit: Kit) -> list[Piece]:
    return [piece for block in blocks for piece in lay_block(block, width, kit)]


def lay_block(block: Block, width: float, kit: Kit) -> list[Piece]:
    lay: Callable[[Any, float, Kit], list[Piece] | Piece] = _LAYERS[type(block)]
    laid = lay(block, width, kit)
    return [laid] if isinstance(laid, Piece) else laid


def _paragraph(block: Paragraph, width: float, kit: Kit) -> list[Piece]:
    """A piece a line, bound so that no line stands alone at the end or the start of a page."""
    base = kit.body(kit.look.ink2 if block.quiet else kit.look.ink)
    leading = kit.look.size.body * kit.look.size.leading
    lines = kit.unwidowed(kit.runs(block.content, base), width)
    last = len(lines) - 1
    return [
        Piece(
            leading if place < last else leading + 4.0,
            tuple(kit.type.placed(line, 0.0, leading * 0.75)),
            above=4.0 if place == 0 else 0.0,
            keep=place < last and place in {0, last - 1},
        )
        for place, line in enumerate(lines)
    ]


def _items(block: Items, width: float, kit: Kit) -> list[Piece]:
    """A piece a line, those of one item bound together."""
    numbers = [str(number) if block.numbered else "" for number in range(1, len(block.items) + 1)]
    strong = kit.body(kit.look.navy, strong=True)
    indent = 15.0 if any(item.severity for item in block.items) else 10.0
    indent = max([indent, *(kit.type.width(number, strong) + 5.0 for number in numbers)])
    leading = 11.0 if block.numbered else 11.4
    pieces: list[Piece] = []
    for number, item in zip(numbers, block.items, strict=True):
        lines = kit.type.lines(kit.runs(item.content, kit.body()), width - indent)
        first = kit.one_line(number, strong, 0.0, 9.0)
        if item.severity:
            first += severity_sign(item.severity, 1.0, 2.6, kit.look)
        for place, line in enumerate(lines or [TextLine((), 0.0)]):
            ops = [*(() if place else first), *kit.type.placed(line, indent, 9.0)]
            is_last = place >= len(lines) - 1
            above = 0.0 if pieces else 2.0
            pieces.append(Piece(leading + (2.2 if is_last else 0.0), tuple(ops), above, keep=not is_last))
    return pieces


def _excerpt(block: Excerpt, width: float, kit: Kit) -> list[Piece]:
    """The first lines, and in the last one where all of it stands."""
    head = head_piece(block.title, "", width, kit)
    pieces, most = lay_block(block.block, width, kit), max(kit.excerpt_lines, block.least)
    if not kit.excerpt_lines or len(pieces) <= most:
        return [head, *pieces]
    kit.rest.append(block)
    number = rest_number(len(kit.rest))
    before, _, after = kit.tr("… in full: {section}", section="\n").partition("\n")
    style = kit.body(kit.look.ink2)
    link = Style(style.size, kit.look.mark, BOLD, rest_anchor(number))
    (line,) = kit.type.lines([Run(before, style), Run(number, link), Run(after, style)], float("inf"))
    pointer = Piece(kit.look.size.body * kit.look.size.leading + 2.0, tuple(kit.type.placed(line, 0.0, 9.0)))
    return [head, *pieces[: most - 1], pointer]


def rest_number(place: int) -> str:
    """Of the whole of the excerpt that is cut as the `place`th on page one, which is section 1."""
    return f"1.{place}"


def rest_anchor(number: str) -> str:
    return f"rest-{number}"


def _meter(meter: Meter, width: float, kit: Kit) -> Piece:
    """The score, and under it a bar: dark for what stands on verified papers, lighter for copies."""
    look = kit.look
    score = rounded(meter.score, 1)
    big = Style(look.size.figure + 2.5, look.ink, BOLD)
    ops: list[Op] = kit.one_line(score, big, 0.0, 15.0)
    ops += kit.one_line(meter.caption, kit.small(), kit.type.width(score, big) + 5.0, 15.0)
    top, tall = 20.5, 4.6
    full = width * min(max(float(meter.score) / 100, 0.0), 1.0)
    solid = width * min(max(float(meter.score - meter.copies) / 100, 0.0), 1.0)
    ops.append(Area(0.0, top, width, tall, fill=look.rule, radius=tall / 2))
    if full:
        ops.append(Area(0.0, top, full, tall, fill=look.bar_soft, radius=min(tall, full) / 2))
    if solid:
        ops.append(Area(0.0, top, solid, tall, fill=look.evid, radius=min(tall, solid) / 2))
    gate = width * float(meter.gate) / 100
    ops.append(Stroke((gate, top - 3.0), (gate, top + tall + 3.0), look.ink, 1.0))
    return Piece(28.0, tuple(ops))


def _sign_off(block: SignOff, width: float, kit: Kit) -> Piece:
    look = kit.look
    each = (width - _GUTTER * (len(block.places) - 1)) / max(len(block.places), 1)
    ops: list[Op] = []
    for place, signature in enumerate(block.places):
        left = place * (each + _GUTTER)
        ops += kit.one_line(signature.role, kit.small(), left, 8.0)
        ops += kit.one_line(signature.signed, kit.body(), left, 20.5)
        ops.append(Stroke((left, 25.5), (left + each, 25.5), look.ink3, 0.5))
        hint = Style(look.size.mark, look.ink3)
        ops += kit.one_line(signature.hint, hint, left, 34.5)
    return Piece(37.0, tuple(ops))


def _group(group: Group, width: float, kit: Kit) -> list[Piece]:
    return [head_piece(group.title, group.note, width, kit), *lay_blocks(group.blocks, width, kit)]


def head_piece(title: str, note: str, width: float, kit: Kit) -> Piece:
    """A head over a navy rule, with its quiet word."""
    look = kit.look
    style = Style(look.size.section, look.navy, BOLD)
    lines = kit.type.lines([Run(title, style)], width)
    ops = kit.text_ops(lines, 0.0, 8.0, 10.5)
    beside = lines[-1].width + 8.0 if lines else 0.0
    if note and beside + kit.type.width(note, kit.small()) > width:
        beside, lines = 0.0, [*lines, *kit.type.lines([Run(note, kit.small())], width)]
    height = 15.5 + (max(len(lines), 1) - 1) * 10.5
    ops += kit.one_line(note, fitting(note, kit.small(), width, kit), beside, height - 7.5)
    ops.append(Stroke((0.0, height - 2.6), (width, height - 2.6), look.navy, 0.9))
    return Piece(height, tuple(ops), above=_BETWEEN_GROUPS, keep=True)


def _columns(block: Columns, width: float, kit: Kit) -> Piece:
    room = width - _GUTTER * (len(block.columns) - 1)
    whole = sum(block.shares)
    ops: list[Op] = []
    left, height, above = 0.0, 0.0, 0.0
    for blocks, share in zip(block.columns, block.shares, strict=True):
        each = room * share / whole
        column = stacked(lay_blocks(blocks, each, kit))
        ops.extend(moved(op, left, 0.0) for op in column.ops)
        left += each + _GUTTER
        height, above = max(height, column.height), max(above, column.above)
    return Piece(height, tuple(ops), above=above)


_LAYERS: Mapping[type, Callable[..., list[Piece] | Piece]] = {
    Paragraph: _paragraph,
    Facts: lay_facts,
    Pairs: lay_pairs,
    Table: lay_table,
    Items: _items,
    Excerpt: _excerpt,
    Meter: _meter,
    SignOff: _sign_off,
    Group: _group,
    Columns: _columns,
    Waterfall: lay_waterfall,
    Tornado: lay_tornado,
    CashTimeline: lay_timeline,
    Distribution: lay_distribution,
}
