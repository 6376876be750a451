"""The text of a page as sentences: without the printer's line breaks, half-width, each character traced to the page."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from workstation.domain.radicals import fold_radicals

# characters that stay what they are, most of any text: taken run by run, not one by one
_AS_IT_IS: Final = re.compile("[!-~、。《》“”\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Flat:
    """`origin` holds the index in the text of the page for each character of `text`."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of `text` (not empty) as one of the page."""
        return self.origin[start], self.origin[end - 1] + 1


def flatten(text: str, start: int = 0, end: int | None = None) -> Flat:
    """The characters from `start` to `end`: NFKC, radicals as hanzi, runs of white space as one blank, and none for a
    line break beside a hanzi (a sentence goes on there)."""
    pieces: list[str] = []
    origin: list[int] = []
    gap: int | None = None
    breaks = False
    stop = len(text) if end is None else end
    index = start
    while index < stop:
        run = _AS_IT_IS.match(text, index, stop)
        piece = run.group() if run else _folded(text[index])
        at, index = index, run.end() if run else index + 1
        if not piece or piece.isspace():
            gap = at if gap is None else gap
            breaks = breaks or text[at] in "\r\n"
            continue
        if gap is not None and pieces and not (breaks and (_is_wide(piece[0]) or _is_wide(pieces[-1][-1]))):
            pieces.append(" ")
            origin.append(gap)
        gap, breaks = None, False
        pieces.append(piece)
        origin.extend(range(at, index) if run else [at] * len(piece))
    return Flat("".join(pieces), tuple(origin))


def lines(text: str) -> list[Flat]:
    """Each line by itself, for what stands in rows; empty ones are left out."""
    found: list[Flat] = []
    at = 0
    for line in text.split("\n"):
        flat = flatten(text, at, at + len(line))
        if flat.text:
            found.append(flat)
        at += len(line) + 1
    return found


@lru_cache(maxsize=16384)
def _folded(character: str) -> str:
    if unicodedata.category(character) == "Cc" and not character.isspace():
        return ""
    return unicodedata.normalize("NFKC", fold_radicals(character))


def _is_wide(character: str) -> bool:
    return character >= "\u2e80"
