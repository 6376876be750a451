"""The first page: the decision as a sentence, the box with the price, then the blocks."""

from math import cos, pi, sin

from workstation.domain.memo import DecisionBox, KeyFigure, Memo
from workstation.export.memo.blocks import lay_blocks
from workstation.export.memo.display import Area, Op, Piece, Point, Polygon, Stroke
from workstation.export.memo.kit import Kit, fitting
from workstation.export.memo.look import BOLD, DISPLAY, ON_NAVY, WHITE
from workstation.export.memo.words import Run, Style, TextLine

_BOX_INSET = 12.0
_PANEL = 140.0
_PER_ROW = 4
_RADIUS = 4.0
_ARC = 8  # straight pieces of a round corner


def summary_pieces(memo: Memo, width: float, kit: Kit) -> list[Piece]:
    return [
        *_headline(memo, width, kit),
        _decision(memo.decision, width, kit),
        *lay_blocks(memo.summary, width, kit),
    ]


def _headline(memo: Memo, width: float, kit: Kit) -> list[Piece]:
    look = kit.look
    style = Style(look.size.headline, look.navy, DISPLAY)
    lines = kit.type.lines([Run(memo.headline, style)], width)
    title = Piece(28.0 + (len(lines) - 1) * 25.0, tuple(kit.text_ops(lines, 0.0, 20.0, 25.0)))
    sub_style = Style(look.size.body + 1.0, look.ink2)
    subline = kit.type.lines([Run(memo.subline, sub_style)], width)
    height = 12.0 * len(subline) + 6.0
    return [title, Piece(height, tuple(kit.text_ops(subline, 0.0, 8.0, 12.0)))]


def _decision(box: DecisionBox, width: float, kit: Kit) -> Piece:
    """Navy panel with word and price; beside it what must be read with the price."""
    look = kit.look
    rows = -(-len(box.figures) // _PER_ROW)
    reached = [line for text in box.reached for line in _small_lines(text, kit)]
    height = max(58.0 + 10.0 * len(reached) + 5.0, 41.0 * rows + 2.0)
    ops: list[Op] = [
        Area(0.0, 0.0, width, height, fill=look.panel, radius=_RADIUS),
        Polygon(_rounded_left(_PANEL, height), look.navy),
    ]
    inset, room = _BOX_INSET, _PANEL - 2 * _BOX_INSET
    ops += kit.one_line(box.word, fitting(box.word, Style(9.0, WHITE, BOLD), room, kit), inset, 15.5)
    caption = fitting(box.caption, Style(look.size.label, ON_NAVY), room, kit)
    ops += kit.one_line(box.caption, caption, inset, 28.5)
    amount = fitting(box.amount, Style(look.size.hero, WHITE, BOLD), room, kit)
    ops += kit.one_line(box.amount, amount, inset, 51.0)
    ops += kit.text_ops(reached, inset, 63.5, 10.0)
    return Piece(height, (*ops, *_figures(box.figures, width, height, rows, kit)), above=4.0)


def _rounded_left(width: float, height: float) -> tuple[Point, ...]:
    """A panel round at the left and straight at the right as one shape: a patch over round corners would stand out by the
    fraction of a point that a screen rounds up."""
    steps = [place * pi / 2 / _ARC for place in range(_ARC + 1)]
    upper = [(_RADIUS * (1 - cos(step)), _RADIUS * (1 - sin(step))) for step in steps]
    lower = [(x, height - y) for x, y in reversed(upper)]
    return (*upper, (width, 0.0), (width, height), *lower)


def _small_lines(text: str, kit: Kit) -> list[TextLine]:
    return kit.type.lines([Run(text, Style(kit.look.size.label, ON_NAVY))], _PANEL - 2 * _BOX_INSET)


def _figures(figures: tuple[KeyFigure, ...], width: float, height: float, rows: int, kit: Kit) -> list[Op]:
    ops: list[Op] = []
    left, right = _PANEL + 14.0, width - 8.0
    each = (right - left) / _PER_ROW
    top, pitch = 0.0, height / max(rows, 1)
    for place, figure in enumerate(figures):
        row, column = divmod(place, _PER_ROW)
        ops += _figure(figure, left + column * each, top + row * pitch, each - 3.0, kit)
    ops += [
        Stroke((left, row * pitch + 2.0), (right - 6.0, row * pitch + 2.0), kit.look.rule)
        for row in range(1, rows)
    ]
    return ops


def _figure(figure: KeyFigure, x: float, y: float, room: float, kit: Kit) -> list[Op]:
    look = kit.look
    ops = kit.one_line(figure.label, fitting(figure.label, kit.small(look.ink2), room, kit), x, y + 12.5)
    color = look.tone(figure.tone, look.ink)
    value = fitting(figure.value, Style(look.size.figure, color, BOLD), room, kit)
    ops += kit.one_line(figure.value, value, x, y + 27.5)
    if figure.note:
        note = fitting(figure.note, kit.small(look.ink2), room, kit)
        ops += kit.one_line(figure.note, note, x, y + 38.5)
    return ops
