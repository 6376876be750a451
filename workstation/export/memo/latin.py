"""Marks that a Chinese face draws a full em wide, in the form that belongs between Latin letters and digits.

Text is marked once, where its neighbours are known: a mark that is Latin becomes a private stand-in. Width and
outline of a stand-in are the Latin ones; what is written into the PDF is the character itself.
"""

from typing import Any
from unicodedata import category, east_asian_width

from fontTools.misc.transform import Identity, Transform
from fontTools.pens.transformPen import TransformPen

_FIRST = 0xF0000
_NEIGHBOURLY = "·…‘’“”"  # Chinese beside Chinese, Latin elsewhere
_ALWAYS = "±×≤≥"
_STAND_IN = {mark: chr(_FIRST + place) for place, mark in enumerate(_NEIGHBOURLY + _ALWAYS)}
_MARK = {stand_in: mark for mark, stand_in in _STAND_IN.items()}
_CLOSING = {"“": "”", "‘": "’"}
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u202f\t\r\n"), " ")


def latinised(text: str) -> str:
    """`text` with stand-ins for Latin marks, blanks as spaces, and invisible characters left out."""
    if text.isascii() and text.isprintable():  # nothing of it has two forms
        return text
    cleaned = "".join(c for c in text.translate(_BLANKS) if category(c) not in {"Cc", "Cf"})
    chars = list(cleaned)
    pairs = _pairs(cleaned)
    for place, char in enumerate(cleaned):
        if char in _ALWAYS or (char in _NEIGHBOURLY and not _beside_chinese(cleaned, place, pairs)):
            chars[place] = _STAND_IN[char]
    return "".join(chars)


def is_stand_in(char: str) -> bool:
    return char in _MARK


def real(text: str) -> str:
    """What is written into the PDF: every stand-in as the character that it stands for."""
    return text if text.isascii() else "".join(_MARK.get(char, char) for char in text)


def is_wide(char: str) -> bool:
    """Han, kana, full-width punctuation."""
    return east_asian_width(char) in {"W", "F"} and char not in _MARK


def _pairs(text: str) -> dict[int, int]:
    """Place of each quote that has a partner, both ways."""
    found: dict[int, int] = {}
    open_quotes: list[int] = []
    for place, char in enumerate(text):
        if char in _CLOSING:
            open_quotes.append(place)
        elif open_quotes and char == _CLOSING[text[open_quotes[-1]]]:
            start = open_quotes.pop()
            found[start], found[place] = place, start
    return found


def _beside_chinese(text: str, place: int, pairs: dict[int, int]) -> bool:
    places = {place, pairs.get(place, place)}
    return any(is_wide(text[near]) for at in places for near in (at - 1, at + 1) if 0 <= near < len(text))


class LatinForms:
    """Draws stand-ins with the strokes of the same face: narrow quotes where the face has them (GSUB pwid),
    the other marks put together from its full stop, plus, less, greater and minus."""

    def __init__(self, glyphs: Any, names: dict[int, str], narrow: dict[str, str]) -> None:
        self._glyphs = glyphs
        self._names = names
        self._narrow = narrow

    def width(self, stand_in: str) -> float:
        """Advance in units of the em of 1000."""
        return max(shift + self._advance(name) for name, _, shift in self._parts(_MARK[stand_in]))

    def draw(self, stand_in: str, pen: Any) -> None:
        for name, transform, _ in self._parts(_MARK[stand_in]):
            self._glyphs[name].draw(TransformPen(pen, transform))

    def _advance(self, name: str) -> float:
        return float(self._glyphs[name].width)

    def _parts(self, mark: str) -> list[tuple[str, Transform, float]]:
        """Glyph, where it goes, and how far right its origin is moved."""
        if mark in "‘’“”":
            return [(self._narrow[self._names[ord(mark)]], Identity, 0.0)]
        stop, plus = self._names[ord(".")], self._names[ord("+")]
        if mark == "·":
            return [(stop, Transform().translate(45, 300), 90.0)]
        if mark == "…":
            step = self._advance(stop)
            return [(stop, Transform().translate(step * place, 0), step * place) for place in range(3)]
        if mark == "×":
            middle = self._advance(plus) / 2
            turned = (
                Transform().translate(middle, 330).rotate(0.7853981634).scale(0.94).translate(-middle, -330)
            )
            return [(plus, turned, 0.0)]
        bar = self._names[ord("−")]
        if mark == "±":
            return [(plus, Transform().translate(0, 70), 0.0), (bar, Transform().translate(0, -300), 0.0)]
        sign = self._names[ord("<" if mark == "≤" else ">")]
        return [(sign, Transform().translate(0, 60), 0.0), (bar, Transform().translate(0, -270), 0.0)]
