"""Names beside an exhibit: what was read at this height, and the sections that use it."""

from dataclasses import dataclass

from workstation.domain.memo import Passage
from workstation.export.memo.display import Op, Stroke, moved
from workstation.export.memo.kit import Kit
from workstation.export.memo.look import BOLD, PAGE_WIDTH, REGULAR
from workstation.export.memo.words import Run, Style

_LEFT = 502.0
_WIDTH = PAGE_WIDTH - 10.0 - _LEFT
_LEADING = 8.4
_LONGEST = 60  # characters of a value in the margin; the page itself shows the rest


@dataclass(frozen=True, slots=True)
class MarginNote:
    """`middle` is the height on the page of the passage that it names."""

    middle: float
    height: float
    ops: tuple[Op, ...]


def margin_note(passage: Passage, middle: float, cited: dict[int, str], kit: Kit) -> MarginNote:
    """Label, then the sections as links back, then the value. `cited`: section number to anchor."""
    look = kit.look
    label = kit.type.lines([Run(passage.label, Style(look.size.label, look.cited_outline, BOLD))], _WIDTH)
    quiet = Style(look.size.mark, look.ink3)
    runs: list[Run] = []
    for section, anchor in sorted(cited.items()):
        blank = [Run(" · ", quiet)] if runs else []
        runs += [*blank, Run(str(section), Style(look.size.mark, look.mark, REGULAR, anchor))]
    value = passage.value if len(passage.value) <= _LONGEST else passage.value[: _LONGEST - 1] + "…"
    if value:
        runs += [Run(" · " if runs else "", quiet), Run(value, quiet)]
    lines = [*label, *kit.type.lines(runs, _WIDTH)]
    return MarginNote(middle, len(lines) * _LEADING, tuple(kit.text_ops(lines, _LEFT, 6.2, _LEADING)))


def place_notes(notes: list[MarginNote], edge: float, span: tuple[float, float], kit: Kit) -> list[Op]:
    """Notes never cover one another: close ones are pushed down, and up again at the foot. A tick joins each
    to the `edge` of the page."""
    ops: list[Op] = []
    color = kit.look.cited_outline
    ordered = sorted(notes, key=lambda note: note.middle)
    for note, top in zip(ordered, _tops(ordered, span), strict=True):
        ops += [moved(op, 0.0, top) for op in note.ops]
        ops.append(Stroke((edge, min(note.middle, span[1])), (_LEFT - 3.0, top + 4.2), color, 0.7))
    return ops


def _tops(notes: list[MarginNote], span: tuple[float, float]) -> list[float]:
    tops: list[float] = []
    lowest = span[0]
    for note in notes:
        tops.append(max(note.middle - 4.2, lowest))
        lowest = tops[-1] + note.height + 3.0
    limit = span[1]
    for place in range(len(notes) - 1, -1, -1):
        tops[place] = min(tops[place], limit - notes[place].height)
        limit = tops[place] - 3.0
    return tops
