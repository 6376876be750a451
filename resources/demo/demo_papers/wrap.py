"""Lines of mixed Chinese and Latin text: no line begins with a closing mark, no number is torn apart."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Measure = Callable[[str], float]

# an opening mark stays with what follows it; a date, a number or a Latin word stays whole
_TOKEN = re.compile(
    r"[（《「【〔“‘(¥]*(?:[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[A-Za-z0-9][A-Za-z0-9.,:/%&'+\-]*|\s+|.)",
    re.DOTALL,
)
_NEVER_FIRST = set("，。；：、！？）》」】〕”’%％,.;:!?)")


@dataclass(frozen=True, slots=True)
class Line:
    """`text` without the underline marks; `spans` are the underlined parts as character ranges."""

    text: str
    spans: tuple[tuple[int, int], ...]
    last: bool


def wrapped(marked: str, measure: Measure, width: float, indent: float) -> Iterator[Line]:
    """Breaks text in which ``_so_`` is underlined; the first line is shorter by `indent`."""
    plain, underlined = _unmarked(marked)
    starts = _breaks(plain, measure, width, indent)
    for number, start in enumerate(starts):
        last = number + 1 == len(starts)
        end = len(plain) if last else starts[number + 1]
        text = plain[start:end].rstrip()
        spans = tuple(
            (max(low, start) - start, min(high, start + len(text)) - start)
            for low, high in underlined
            if low < start + len(text) and high > start
        )
        yield Line(text, spans, last)


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    pieces = marked.split("_")
    plain, underlined = "", []
    for number, piece in enumerate(pieces):
        if number % 2:
            underlined.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return plain, underlined


def _breaks(plain: str, measure: Measure, width: float, indent: float) -> list[int]:
    """Where each line starts."""
    starts, left, room = [0], width - indent, 0.0
    for match in _TOKEN.finditer(plain):
        token = match.group()
        size = measure(token)
        if room + size > left + 0.01 and token not in _NEVER_FIRST and not token.isspace():
            starts.append(match.start())
            left, room = width, 0.0
        room += size
    return starts
