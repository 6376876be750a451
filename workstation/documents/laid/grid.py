"""Sheets as pages with the letters of their columns and the numbers of their rows; a place is a cell."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from workstation.application.ports.documents import OutlineEntry
from workstation.documents.laid.measure import Line, measure
from workstation.documents.laid.pages import LaidPage, LaidPages
from workstation.documents.paged import Facts
from workstation.domain.citations import Rect
from workstation.domain.radicals import fold_radicals
from workstation.domain.reading import FileTooLargeError

_MARGIN: Final = 36.0
_HEAD: Final = 16.0  # of the letters of the columns
_SIDE: Final = 34.0  # of the numbers of the rows
_SIZE: Final = 9.0
_LEADING: Final = 13.5
_PAD: Final = 3.0
_NARROW, _WIDE = 3.0, 28.0  # ems: the least and the most that a column takes
_PAGE_WIDTH: Final = 2000.0
_PAGE_HEIGHT: Final = 842.0
_SAMPLE: Final = 300  # rows that decide the widths of the columns
_NUMBER: Final = re.compile(r"[-+]?[\d,]*\.?\d+%?")
_CELLS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` hold text as shown, the first one being row `top` + 1 and its first cell column `left` + 1 of the sheet."""

    name: str
    rows: Sequence[Sequence[str]]
    top: int = 0
    left: int = 0


def column_letters(column: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def grid_pages(sheets: Iterable[Sheet], facts: Facts) -> LaidPages:
    """An empty sheet is an empty page, so that nobody looks for it; the outline names the sheets. Raises
    `FileTooLargeError` beyond a million cells."""
    pages: list[LaidPage] = []
    outline: list[OutlineEntry] = []
    cells = 0
    for sheet in sheets:
        outline.append(OutlineEntry(sheet.name, 0, len(pages)))
        cells += sum(map(len, sheet.rows))
        if cells > _CELLS:
            raise FileTooLargeError(limit=_CELLS // 1_000_000)
        pages += _Grid(sheet).pages()
    return LaidPages(pages, replace(facts, outline=tuple(outline)), may_be_empty=bool(pages))


class _Grid:
    """One sheet: wide ones are cut into bands of columns, long ones into bands of rows."""

    def __init__(self, sheet: Sheet) -> None:
        self._measure = measure()
        self._sheet = replace(sheet, rows=[[fold_radicals(cell) for cell in row] for row in sheet.rows])
        self._widths = tuple(self._width(column) for column in range(max(map(len, sheet.rows), default=0)))

    def pages(self) -> Sequence[LaidPage]:
        return list(self._filled()) or [_Draft(self._sheet, (_NARROW * _SIZE,) * 3, range(3)).page()]

    def _filled(self) -> Iterator[LaidPage]:
        for first, last in self._bands():
            columns = range(first, last)
            page = _Draft(self._sheet, self._widths, columns)
            for number, row in enumerate(self._sheet.rows):
                wrapped = [self._wrapped(row, column) for column in columns]
                if not page.fits(wrapped):
                    yield page.page()
                    page = _Draft(self._sheet, self._widths, columns)
                page.add(number, wrapped)
            if page.has_words:
                yield page.page()

    def _width(self, column: int) -> float:
        """Points, by what stands in the column."""
        shown = (row[column] for row in self._sheet.rows[:_SAMPLE] if column < len(row))
        widest = max(
            (self._measure.width(line) for cell in shown for line in cell.split("\n")[:4]), default=0.0
        )
        return (min(max(widest, _NARROW), _WIDE) + 0.5) * _SIZE + 2 * _PAD

    def _bands(self) -> Iterator[tuple[int, int]]:
        first, used = 0, 0.0
        for column, width in enumerate(self._widths):
            if used + width > _PAGE_WIDTH - 2 * _MARGIN - _SIDE and column > first:
                yield first, column
                first, used = column, 0.0
            used += width
        if self._widths:
            yield first, len(self._widths)

    def _wrapped(self, row: Sequence[str], column: int) -> list[str]:
        cell = row[column] if column < len(row) else ""
        if not cell:
            return []
        room = (self._widths[column] - 2 * _PAD) / _SIZE
        return [line for part in cell.split("\n") for line in self._measure.wrapped(part, room)]


class _Draft:
    """One page in the making."""

    def __init__(self, sheet: Sheet, widths: Sequence[float], columns: range) -> None:
        self._sheet = sheet
        self._columns = columns
        self._edges = [_MARGIN + _SIDE]
        for column in columns:
            self._edges.append(self._edges[-1] + widths[column])
        self._measure = measure()
        self._top = _MARGIN + _HEAD
        self._lines: list[Line] = []
        self._marks: list[Line] = []
        self._rules: list[float] = [self._top]
        self._places: list[tuple[int, str]] = []
        self._offset = 0

    @property
    def has_words(self) -> bool:
        return bool(self._lines)

    def fits(self, wrapped: Sequence[Sequence[str]]) -> bool:
        return self._top + _height(wrapped) <= _PAGE_HEIGHT - _MARGIN or not self._lines

    def add(self, number: int, wrapped: Sequence[Sequence[str]]) -> None:
        row = self._sheet.top + number + 1
        self._mark(str(row), _MARGIN + _PAD, self._top + 3)
        for column, lines in zip(self._columns, wrapped, strict=True):
            if lines:
                name = f"{self._sheet.name}!{column_letters(self._sheet.left + column)}{row}"
                self._places.append((self._offset, name))
            for at, line in enumerate(lines):
                edge = column - self._columns.start
                left = self._edges[edge] + _PAD
                if _NUMBER.fullmatch(line) and len(lines) == 1:
                    left = max(left, self._edges[edge + 1] - _PAD - self._measure.width(line) * _SIZE)
                drawn = self._measure.line(
                    line, left, self._top + at * _LEADING + (_LEADING - _SIZE) / 2, _SIZE
                )
                self._lines.append(replace(drawn, end="\n" if at < len(lines) - 1 else "\t"))
                self._offset += len(line) + 1
        if self._lines:
            self._lines[-1] = replace(self._lines[-1], end="\n")
        self._top += _height(wrapped)
        self._rules.append(self._top)

    def page(self) -> LaidPage:
        for column in self._columns:
            left = self._edges[column - self._columns.start] + _PAD
            self._mark(column_letters(self._sheet.left + column), left, _MARGIN + 4)
        bottom, right = self._rules[-1], self._edges[-1]
        strokes: list[Rect] = [(_MARGIN, y, right, y) for y in self._rules]
        strokes += [(x, _MARGIN, x, bottom) for x in self._edges]
        self._mark(self._sheet.name, _MARGIN, _MARGIN - 14)
        width, height = max(right + _MARGIN, 300.0), max(bottom + _MARGIN, 200.0)
        places = tuple(self._places)
        return LaidPage(width, height, self._lines, self._marks, strokes, places, self._sheet.name)

    def _mark(self, text: str, left: float, top: float) -> None:
        self._marks.append(self._measure.line(text, left, top, _SIZE - 1))


def _height(wrapped: Sequence[Sequence[str]]) -> float:
    return max(1, *map(len, wrapped)) * _LEADING if wrapped else _LEADING
