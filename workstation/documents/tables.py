"""Values parted by a character: which one, and whether a text is such a table at all."""

import csv
from collections.abc import Sequence
from typing import Final

_DELIMITERS: Final = ",;\t|"
_LOOKED_AT: Final = 100  # lines that decide
_AGREEING: Final = 0.7  # of the lines have the usual number of cells
_SHORT: Final = 40  # characters of a cell on the average: prose has longer ones


def delimiter_of(lines: Sequence[str]) -> str:
    """The character that parts most lines into equally many short cells; empty where none does."""
    sample = [line for line in lines[:_LOOKED_AT] if line.strip()]
    best = max(_DELIMITERS, key=lambda delimiter: _agreement(sample, delimiter))
    return best if _agreement(sample, best)[0] else ""


def _agreement(lines: Sequence[str], delimiter: str) -> tuple[float, float, int]:
    """The share of lines with the usual number of cells, the share of cells that do not begin with a blank (prose
    does, after a comma), and the number of cells."""
    rows = list(csv.reader(lines, delimiter=delimiter))
    widths = [len(row) for row in rows]
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
    cells = [cell for row in rows for cell in row]
    agreeing = widths.count(usual) / max(1, len(rows))
    if usual < 2 or len(rows) < 2 or agreeing < _AGREEING or sum(map(len, cells)) > _SHORT * len(cells):
        return 0.0, 0.0, 0
    return agreeing, sum(not cell.startswith(" ") for cell in cells) / len(cells), usual
