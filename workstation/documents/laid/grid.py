"""Sheets as pages with the letters of their columns and the numbers of their rows; a place is a cell.

Only filled cells are held, and a page is laid out when it is asked for: a sheet may have a million rows, or one cell in its
last corner.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from workstation.application.ports.documents import OutlineEntry
from workstation.documents.laid.measure import Line, measure
from workstation.documents.laid.pages import LaidPage, LaidPages
from workstation.documents.paged import Facts
from workstation.domain.pages import Rect
from workstation.domain.radicals import fold_radicals
from workstation.domain.reading import TooManyCellsError

_MARGIN: Final = 36.0
_HEAD: Final = 16.0  # of the letters of the columns
_SIDE: Final = 44.0  # of the numbers of the rows
_SIZE: Final = 9.0
_LEADING: Final = 13.5
_PAD: Final = 3.0
_NARROW, _WIDE = 3.0, 28.0  # ems: the least and the most that a column takes
_PAGE_WIDTH: Final = 2000.0
_PAGE_HEIGHT: Final = 842.0
_BOTTOM: Final = _PAGE_HEIGHT - _MARGIN
_TOP: Final = _MARGIN + _HEAD
_SAMPLE: Final = (
    300  # rows from all over the sheet, the first ones among them, decide the widths of the columns
)
_FIRST: Final = 100
_EMPTY_ROWS: Final = 20  # in a row are shown; what follows more of them begins a page
_EMPTY_COLUMNS: Final = 5
_NUMBER: Final = re.compile(r"[-+]?[\d,]*\.?\d+%?")
CELLS: Final = 5_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """The filled cells of a row: `number` as the sheet counts, from 1; `columns` from 0, rising; `texts` as shown, one a
    column."""

    number: int
    columns: tuple[int, ...]
    texts: tuple[str, ...]

    def at(self, column: int) -> str:
        place = bisect_left(self.columns, column)
        return self.texts[place] if place < len(self.columns) and self.columns[place] == column else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` come in the order of their numbers and are read once; rows without a filled cell are left out."""

    name: str
    rows: Iterable[Row]


def filled_rows(rows: Iterable[Sequence[str]], top: int = 0, left: int = 0) -> Iterator[Row]:
    """Of cells as a table has them, the first one being row `top` + 1 and column `left` + 1 of its sheet."""
    known: dict[
        tuple[int, ...], tuple[int, ...]
    ] = {}  # most rows fill the same columns: one tuple for all of them
    for number, row in enumerate(rows, top + 1):
        if not row:
            continue
        columns = tuple(column for column, text in enumerate(row, left) if text)
        if columns:
            texts = tuple(row) if len(columns) == len(row) else tuple(filter(None, row))
            yield Row(number, known.setdefault(columns, columns), texts)


def column_letters(column: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def grid_pages(sheets: Iterable[Sheet], facts: Facts, limit: int = CELLS) -> LaidPages:
    """An empty sheet is an empty page, so that nobody looks for it; the outline names the sheets. Raises
    `TooManyCellsError` beyond `limit` filled cells."""
    pages: list[_Leaf] = []
    outline: list[OutlineEntry] = []
    cells = 0
    for sheet in sheets:
        outline.append(OutlineEntry(sheet.name, 0, len(pages)))
        rows: list[Row] = []
        for row in sheet.rows:
            cells += len(row.columns)
            if cells > limit:
                raise TooManyCellsError
            rows.append(replace(row, texts=tuple(map(fold_radicals, row.texts))))
        pages += _Grid(sheet.name, rows).leaves()
    return LaidPages(pages, replace(facts, outline=tuple(outline)), may_be_empty=bool(pages))


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page that is known by its place and size, and laid out when somebody wants it."""

    grid: "_Grid"
    columns: Sequence[int]
    first: int
    last: int
    width: float
    height: float

    @property
    def label(self) -> str:
        return self.grid.name

    def laid(self) -> LaidPage:
        return self.grid.laid(self)


class _Grid:
    """One sheet: wide ones are cut into bands of columns, long ones into bands of rows."""

    def __init__(self, name: str, rows: Sequence[Row]) -> None:
        self.name = name
        self._measure = measure()
        self._rows = rows
        self._used = sorted({column for columns in {row.columns for row in rows} for column in columns})
        self._widths = self._measured()
        self._rooms = {column: (width - 2 * _PAD) / _SIZE for column, width in self._widths.items()}

    def leaves(self) -> Sequence[_Leaf]:
        return list(self._filled()) or [self._leaf((0, 1, 2), 0, 0, _TOP + _LEADING)]

    def laid(self, leaf: _Leaf) -> LaidPage:
        draft = _Draft(self.name, leaf.columns, self._edges(leaf.columns))
        number = self._rows[leaf.first].number if leaf.last else 0
        for row in self._rows[leaf.first : leaf.last]:
            lines = [self._wrapped(row.at(column), column) for column in leaf.columns]
            if any(lines):
                for empty in range(number, row.number):
                    draft.add(empty, ())
                draft.add(row.number, lines)
                number = row.number + 1
        return draft.page(leaf.width, leaf.height)

    def _filled(self) -> Iterator[_Leaf]:
        for columns in self._bands():
            yield from self._cut(columns)

    def _cut(self, columns: Sequence[int]) -> Iterator[_Leaf]:
        """One band into pages, by the heights of its rows."""
        first, last, number, top = 0, 0, 0, _TOP
        wanted = range(columns[0], columns[-1] + 1)
        for index, row in enumerate(self._rows):
            height = self._height(row, wanted)
            if not height:
                continue
            between = row.number - number - 1
            if last and (between > _EMPTY_ROWS or top + between * _LEADING + height > _BOTTOM):
                yield self._leaf(columns, first, last, top)
                last, top = 0, _TOP
            if not last:
                first, between = index, 0
            last, number, top = index + 1, row.number, top + between * _LEADING + height
        if last:
            yield self._leaf(columns, first, last, top)

    def _leaf(self, columns: Sequence[int], first: int, last: int, bottom: float) -> _Leaf:
        width, height = self._edges(columns)[-1] + _MARGIN, bottom + _MARGIN
        return _Leaf(self, columns, first, last, max(width, 300.0), max(height, 200.0))

    def _height(self, row: Row, wanted: range) -> float:
        """Points that the row takes in a band; 0 where nothing of it stands there."""
        low = bisect_left(row.columns, wanted.start)
        high = bisect_left(row.columns, wanted.stop, low)
        if low == high:
            return 0.0
        tallest, rooms = 1, self._rooms
        for column, text in zip(row.columns[low:high], row.texts[low:high], strict=True):
            if not self._is_short(text, rooms[column]):
                tallest = max(tallest, len(self._wrapped(text, column)))
        return tallest * _LEADING

    def _measured(self) -> dict[int, float]:
        """Points a column, by what stands in the sample, or in the first cell of a column that is not in it."""
        widths: dict[int, float] = {}
        for row in (*self._rows[:_FIRST], *self._rows[_FIRST :: len(self._rows) // _SAMPLE + 1]):
            for column, text in zip(row.columns, row.texts, strict=True):
                widths[column] = max(widths.get(column, 0.0), self._points(text))
        rare = set(self._used) - widths.keys()
        for row in self._rows if rare else ():
            for column in rare.intersection(row.columns):
                widths[column] = self._points(row.at(column))
            rare.difference_update(row.columns)
        return widths

    def _points(self, text: str) -> float:
        widest = max(map(self._measure.width, text.split("\n")[:4]))
        return (min(max(widest, _NARROW), _WIDE) + 0.5) * _SIZE + 2 * _PAD

    def _width(self, column: int) -> float:
        return self._widths.get(column, _NARROW * _SIZE + 2 * _PAD)

    def _edges(self, columns: Iterable[int]) -> list[float]:
        edges = [_MARGIN + _SIDE]
        for column in columns:
            edges.append(edges[-1] + self._width(column))
        return edges

    def _bands(self) -> Iterator[Sequence[int]]:
        """Neighbouring columns that fit on a page; a few empty ones between them are shown."""
        band: list[int] = []
        for column in self._used:
            between = range(band[-1] + 1, column) if band else range(0)
            wide = self._edges((*band, *between, column))[-1] > _PAGE_WIDTH - _MARGIN
            if band and (len(between) > _EMPTY_COLUMNS or wide):
                yield band
                band, between = [], range(0)
            band += (*between, column)
        if band:
            yield band

    def _is_short(self, text: str, room: float) -> bool:
        """A text of no more characters than ems is not measured: no common character is wider than an em."""
        return "\n" not in text and (len(text) <= room or self._measure.width(text) <= room)

    def _wrapped(self, text: str, column: int) -> list[str]:
        if not text:
            return []
        room = self._rooms[column]
        if self._is_short(text, room):
            return [text.rstrip()]
        return [line for part in text.split("\n") for line in self._measure.wrapped(part, room)]


class _Draft:
    """One page in the making."""

    def __init__(self, name: str, columns: Sequence[int], edges: Sequence[float]) -> None:
        self._name = name
        self._columns = columns
        self._edges = edges
        self._measure = measure()
        self._top = _TOP
        self._lines: list[Line] = []
        self._marks: list[Line] = []
        self._rules: list[float] = [self._top]
        self._places: list[tuple[int, str]] = []
        self._offset = 0

    def add(self, row: int, wrapped: Sequence[Sequence[str]]) -> None:
        """`wrapped` holds the lines of each column, or nothing for an empty row."""
        self._mark(str(row), _MARGIN + _PAD, self._top + 3)
        for edge, lines in enumerate(wrapped):
            if lines:
                self._places.append(
                    (self._offset, f"{self._name}!{column_letters(self._columns[edge])}{row}")
                )
            self._cell(edge, lines)
        if wrapped and self._lines:
            self._lines[-1] = replace(self._lines[-1], end="\n")
        self._top += max(1, *map(len, wrapped), 1) * _LEADING
        self._rules.append(self._top)

    def _cell(self, edge: int, lines: Sequence[str]) -> None:
        for at, line in enumerate(lines):
            left = self._edges[edge] + _PAD
            if _NUMBER.fullmatch(line) and len(lines) == 1:
                left = max(left, self._edges[edge + 1] - _PAD - self._measure.width(line) * _SIZE)
            top = self._top + at * _LEADING + (_LEADING - _SIZE) / 2
            drawn = self._measure.line(line, left, top, _SIZE)
            self._lines.append(replace(drawn, end="\n" if at < len(lines) - 1 else "\t"))
            self._offset += len(line) + 1

    def page(self, width: float, height: float) -> LaidPage:
        for column, edge in zip(self._columns, self._edges, strict=False):
            self._mark(column_letters(column), edge + _PAD, _MARGIN + 4)
        bottom, right = self._rules[-1], self._edges[-1]
        strokes: list[Rect] = [(_MARGIN, y, right, y) for y in self._rules]
        strokes += [(x, _MARGIN, x, bottom) for x in self._edges]
        self._mark(self._name, _MARGIN, _MARGIN - 14)
        return LaidPage(width, height, self._lines, self._marks, strokes, tuple(self._places), self._name)

    def _mark(self, text: str, left: float, top: float) -> None:
        self._marks.append(self._measure.line(text, left, top, _SIZE - 1))
